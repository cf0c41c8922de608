"""The fictional office: a ward command with five units and fifteen people."""

from datetime import date, timedelta

from qms.organization import password
from qms.organization.office import Office
from qms.organization.person import SYSTEM, Person, PostHolding, Rank, RoleGrant
from qms.organization.role import Role
from qms.organization.unit import Post, Unit, UnitForm

NAME = "Ban Chỉ huy quân sự phường An Bình Đông (mẫu)"
UNITS = [
    ("BCH", "Ban Chỉ huy", "Ban chỉ huy", None),
    ("TM", "Bộ phận Tham mưu – Quân lực", "Bộ phận", "BCH"),
    ("CTHC", "Bộ phận Chính trị – Hậu cần", "Bộ phận", "BCH"),
    ("MC", "Bộ phận Tiếp nhận và trả kết quả", "Bộ phận", "BCH"),
    ("KP", "Khu đội Khu phố 3", "Khu đội", "BCH"),
]
# username, name, rank, post, unit, roles; who has no username does not sign in
PEOPLE = [
    ("quantri", "Hoàng Minh Tuấn", "Đại úy", "Nhân viên thông tin", "BCH", [Role.ADMINISTRATOR]),
    ("chihuy", "Nguyễn Đức Thắng", "Trung tá", "Chỉ huy trưởng", "BCH", [Role.COMMANDER]),
    ("chinhtri", "Phạm Quang Vinh", "Thiếu tá", "Chính trị viên", "BCH", [Role.STAFF]),
    ("phochihuy", "Trần Hữu Phúc", "Thiếu tá", "Phó Chỉ huy trưởng", "BCH", [Role.COMMANDER]),
    ("chatluong", "Trần Thị Bình", "Đại úy", "Thư ký ISO", "BCH", [Role.QUALITY_OFFICER]),
    ("quanluc", "Lê Văn Sáng", "Đại úy", "Trợ lý Quân lực", "TM", [Role.STAFF]),
    ("tachuan", "Đỗ Mạnh Cường", "Thượng úy", "Trợ lý Tác huấn", "TM", [Role.STAFF]),
    ("nhanvien", "Vũ Ngọc Ánh", "Trung úy", "Nhân viên Quân lực", "TM", [Role.STAFF]),
    ("danhgia", "Lê Thị Hoa", "Đại úy", "Trợ lý Chính trị", "CTHC", [Role.AUDITOR]),
    ("haucan", "Bùi Thanh Tùng", "Thượng úy", "Trợ lý Hậu cần – Kỹ thuật", "CTHC", [Role.STAFF]),
    ("phutrachmc", "Ngô Thị Dung", "Đại úy", "Phụ trách Một cửa", "MC", [Role.DESK_OFFICER]),
    ("motcua", "Đặng Thị Mai", "Trung úy", "Cán bộ tiếp nhận", "MC", [Role.DESK_OFFICER]),
    ("phuong", "Huỳnh Văn Ơn", "", "Khu đội trưởng", "KP", [Role.WARD_OFFICER]),
    ("khudoi", "Lý Văn Ước", "", "Khu đội phó", "KP", [Role.STAFF]),
    (None, "Dương Thị Yến", "", "Nhân viên văn thư", "CTHC", []),
]
SIGN_INS = ["chatluong", "danhgia", "chihuy", "nhanvien", "motcua", "phuong", "quantri"]


def establish(first_day: date, plain: str) -> None:
    """Set the office up as it was on its first day, with one password for all."""
    before = first_day - timedelta(days=400)
    Office(
        name=NAME,
        superior="Bộ Chỉ huy quân sự tỉnh (mẫu)",
        place="An Bình Đông",
        contact="Bộ phận Tiếp nhận và trả kết quả, tầng 1, số 1 đường Mẫu; điện thoại (028) 0000 0000",
        is_sample=True,
    ).set_up(by=SYSTEM)
    units = _units(before)
    hash_ = password.hashed(plain)
    for username, name, rank, title, unit, roles in PEOPLE:
        person = Person(name=name, username=username, password_hash=hash_ if username else None).register(by=SYSTEM)
        if rank:
            Rank(person=person, name=rank, valid_from=before).confer(by=SYSTEM)
        post = Post(title=title, unit=units[unit], is_head=title in {"Chỉ huy trưởng", "Phụ trách Một cửa"}).establish(by=SYSTEM)
        PostHolding(person=person, post=post, valid_from=before).appoint(by=SYSTEM)
        for role in roles:
            RoleGrant(person=person, role=role.value, valid_from=before).grant(by=SYSTEM)


def _units(since: date) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for code, name, type_, parent in UNITS:
        units[code] = Unit(code=code).establish(by=SYSTEM)
        UnitForm(unit=units[code], name=name, type=type_, parent=units.get(parent or ""), valid_from=since).take_effect(by=SYSTEM)
    return units
