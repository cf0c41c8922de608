"""A management review: convened for a period, its numbers frozen, held, concluded, signed by who chaired it (9.3)."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from peewee import CharField, DateField, ForeignKeyField, TextField

from qms.core import clock, disk
from qms.core.act import NEW, act
from qms.core.fields import ListField, MomentField, StateField
from qms.core.language import Phrase, _
from qms.core.numbering import next_number
from qms.core.record import Record
from qms.improvement.nonconformity import Listed
from qms.management_review.inputs.gathered import period_before
from qms.management_review.review import authorities, gates, minutes, snapshot
from qms.management_review.review.states import DecisionKind, ReviewState
from qms.organization.person import Person
from qms.organization.role import Role
from qms.organization.sign_in import Confirmation

LONGEST = 800  # days of a period: two years and some


class ManagementReview(Record):
    """One review. Who takes part is frozen by name, rank and post when it is convened."""

    kind_label: ClassVar[Phrase] = _("Kỳ xem xét của lãnh đạo")

    code = CharField(max_length=20, unique=True, verbose_name=_("Mã"))
    state = StateField(ReviewState, default=ReviewState.PREPARING, verbose_name=_("Trạng thái"))
    since = DateField(verbose_name=_("Từ ngày"))
    until = DateField(verbose_name=_("Đến ngày"))
    held_on = DateField(verbose_name=_("Ngày họp"))
    place = CharField(max_length=200, verbose_name=_("Địa điểm"))
    chair = ForeignKeyField(Person, verbose_name=_("Chủ trì"))
    secretary = ForeignKeyField(Person, verbose_name=_("Thư ký"))
    participants = ListField(default=list)
    began = CharField(max_length=5, default="", verbose_name=_("Bắt đầu"))
    ended = CharField(max_length=5, default="", verbose_name=_("Kết thúc"))
    conclusion = TextField(default="", verbose_name=_("Kết luận chung"))
    no_decision = ListField(default=dict)
    frozen_at = MomentField(null=True)
    frozen_as = CharField(max_length=300, default="", verbose_name=_("Người chốt số liệu"))
    manifest = ListField(default=dict)
    closed_at = MomentField(null=True)
    closed_as = CharField(max_length=300, default="", verbose_name=_("Người ký"))
    sha256 = CharField(max_length=64, default="", verbose_name=_("Mã băm SHA-256"))

    class Meta:
        indexes = ((("state", "id"), False),)

    inputs: Any  # of ReviewInput
    decisions: Any  # of ReviewDecision

    @property
    def label(self) -> str:
        return self.code or str(self.kind_label)

    @property
    def people(self) -> set[int]:
        """Give who was asked to it."""
        return {one["person"] for one in self.participants}

    @property
    def previous(self) -> "ManagementReview | None":
        """Give the review before this one that was closed."""
        earlier = (ManagementReview.state == ReviewState.CLOSED) & (ManagementReview.id < self.id)
        return ManagementReview.select().where(earlier).order_by(ManagementReview.id.desc()).first()

    @property
    def compared_with(self) -> tuple[date, date]:
        """Give first and last day of the period its numbers stand beside: as long, and just before."""
        return period_before(self.since, max(self.since, min(self.until, clock.today())))

    @property
    def is_held(self) -> bool:
        """Tell whether the meeting is on record."""
        return bool(self.began)

    @act(_("Triệu tập"), _("đã triệu tập"), may=authorities.prepare, when=NEW)
    def convene(self, *, by: Any, people: Iterable[Person]) -> None:
        """Fix period, day, place and who takes part, each by name, rank and post as they are today."""
        self._check()
        self._seat(people)
        year = self.held_on.year
        self.code = f"XXLD-{year}-{next_number(f'XXLD-{year}')}"

    @act(_("Sửa giấy triệu tập"), _("đã sửa giấy triệu tập"), may=authorities.prepare, when=ReviewState.PREPARING)
    def amend(self, *, by: Any, people: Iterable[Person], **facts: Any) -> None:
        """Change period, day, place or people before the numbers are frozen; who was seated already stays as he was written."""
        for name in ("since", "until", "held_on", "place", "chair", "secretary"):
            setattr(self, name, facts.get(name, getattr(self, name)))
        self._check()
        self._seat(people)

    def _check(self) -> None:
        self.require(self.since and self.until and self.since <= self.until, _("Kỳ xem xét phải kết thúc từ ngày bắt đầu trở đi."))
        self.require((self.until - self.since).days <= LONGEST, _("Kỳ xem xét dài nhất %(n)s ngày.", n=LONGEST))
        self.require(self.held_on and self.held_on >= clock.today(), _("Ngày họp không được sớm hơn hôm nay."))
        self.require(self.held_on >= self.until, _("Ngày họp không được sớm hơn ngày cuối của kỳ."))
        self.require(self.place.strip(), _("Ghi địa điểm họp."))
        self.require(self.chair_id and self.chair.has_role(Role.COMMANDER), _("Người chủ trì phải giữ vai trò chỉ huy."))
        self.require(self.secretary_id and self.secretary_id != self.chair_id, _("Thư ký phải khác với người chủ trì."))

    def _seat(self, people: Iterable[Person]) -> None:
        seated = {one["person"]: one for one in self.participants}
        others = [one for one in people if one.id not in (self.chair_id, self.secretary_id)]
        self.require(others, _("Chọn ít nhất một người dự ngoài chủ trì và thư ký."))
        self.participants = [seated.get(one.id) or seat_of(one) for one in (self.chair, self.secretary, *others)]

    def seat(self, person: int) -> dict[str, Any]:
        """Give how somebody was written down when the review was convened."""
        return next((one for one in self.participants if one["person"] == person), {"name": "", "rank": "", "post": ""})

    @act(_("Chốt số liệu"), _("đã chốt số liệu"), may=authorities.prepare, when=ReviewState.PREPARING, then=ReviewState.FROZEN)
    def freeze(self, *, by: Any) -> None:
        """Take the snapshot: numbers, tables, words and charts as files whose hashes the record keeps (7.5.3, 9.3.2)."""
        self.require(self.until <= clock.today(), _("Kỳ xem xét chưa hết; chốt số liệu từ ngày cuối của kỳ trở đi."))
        missing = gates.before_freezing(self)
        self.require(not missing, _("Chưa chốt được, còn thiếu: %(what)s.", what=Listed([one.words for one in missing])))
        self.frozen_at, self.frozen_as = clock.now(), by.signature()
        self.manifest = snapshot.write(self)

    @act(_("Ghi cuộc họp"), _("đã ghi cuộc họp"), may=authorities.keep_minutes, when=ReviewState.FROZEN)
    def hold(self, *, by: Any, on: date, began: str, ended: str, absent: dict[int, str]) -> None:
        """Record when the meeting was held and who was absent for what reason."""
        self.require(self.frozen_at.astimezone(clock.HANOI).date() <= on <= clock.today(), _("Ngày họp từ ngày chốt số liệu đến hôm nay."))
        self.require(began and ended and began < ended, _("Ghi giờ bắt đầu và giờ kết thúc, bắt đầu trước kết thúc."))
        self.require(self.chair_id not in absent, _("Người chủ trì phải có mặt."))
        self.require(all(reason.strip() for reason in absent.values()), _("Ghi lý do vắng của từng người."))
        self.held_on, self.began, self.ended = on, began, ended
        present = ({name: value for name, value in one.items() if name != "absent"} for one in self.participants)
        self.participants = [{**one, "absent": absent[one["person"]].strip()} if one["person"] in absent else one for one in present]

    @act(_("Ghi kết luận chung"), _("đã ghi kết luận chung"), may=authorities.keep_minutes, when=ReviewState.FROZEN)
    def conclude(self, *, by: Any, conclusion: str, no_decision: dict[str, str]) -> None:
        """Write whether the system is suitable, adequate and effective (9.3.1), and why a group of 9.3.3 has no decision."""
        self.require(conclusion.strip(), _("Ghi kết luận về sự thích hợp, đầy đủ, hiệu lực của hệ thống quản lý chất lượng."))
        self.conclusion = conclusion.strip()
        self.no_decision = {kind.value: no_decision[kind].strip() for kind in DecisionKind if no_decision.get(kind, "").strip()}

    @act(_("Đổi người chủ trì"), _("đã đổi người chủ trì"), may=authorities.prepare, when=(ReviewState.PREPARING, ReviewState.FROZEN))
    def change_chair(self, *, by: Any, chair: Person, note: str) -> None:
        """Let another commander chair and sign, with the reason: the one convened has left or is away."""
        self.require(note.strip(), _("Ghi lý do."))
        self.require(chair.has_role(Role.COMMANDER) and chair.id != self.secretary_id, _("Người chủ trì phải giữ vai trò chỉ huy."))
        rest = [one for one in self.participants if one["person"] != chair.id]
        self.participants, self.chair = [self._seated(chair), *rest], chair

    def _seated(self, person: Person) -> dict[str, Any]:
        return next((one for one in self.participants if one["person"] == person.id), seat_of(person))

    @act(
        _("Ký biên bản, đóng"), _("đã ký biên bản, đóng kỳ xem xét"), may=authorities.sign, when=ReviewState.FROZEN, then=ReviewState.CLOSED
    )
    def close(self, *, by: Any, seen: str, confirmation: Confirmation) -> None:
        """Sign exactly the minutes that were seen; from here nothing of the review changes (7.5.3, 9.3.3)."""
        confirmation.must_be_of(by)
        missing = gates.before_closing(self)
        self.require(not missing, _("Chưa đóng được, còn thiếu: %(what)s.", what=Listed([one.words for one in missing])))
        snapshot.must_be_whole(self)
        data = minutes.written(self)
        self.require(
            seen == disk.sha256(data), _("Biên bản đã thay đổi so với bản đồng chí đang xem. Tải lại trang và xem lại trước khi ký.")
        )
        self.closed_at, self.closed_as, self.sha256 = clock.now(), by.signature(), disk.sha256(data)
        snapshot.keep(self, minutes.FILE, data)


def seat_of(person: Person) -> dict[str, Any]:
    """Write somebody down by name, rank and post as they are today."""
    post = person.posts[0] if person.posts else None
    return {"person": person.id, "name": person.name, "rank": person.rank, "post": f"{post.title}, {post.unit.name}" if post else ""}


def ranked(seat: dict[str, Any]) -> str:
    """Write a seat as papers do: rank before name."""
    return f"{seat['rank']} {seat['name']}".strip()
