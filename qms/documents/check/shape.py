"""Rules on the shape of a document: its code, its sections, who answers for it (model of QĐ 101/QĐ-BKHCN, part 3)."""

import re
from collections.abc import Iterator

from qms.core.language import _
from qms.core.vietnamese import fold
from qms.documents.check.finding import Finding, Subject
from qms.documents.states import Kind

_PROCEDURE = {
    "muc dich": _("Mục đích"),
    "pham vi": _("Phạm vi"),
    "tai lieu vien dan": _("Tài liệu viện dẫn"),
    "dinh nghia": _("Định nghĩa, viết tắt"),
    "noi dung": _("Nội dung quy trình"),
    "bieu mau": _("Biểu mẫu"),
    "ho so": _("Hồ sơ cần lưu"),
}
SECTIONS = {
    Kind.POLICY: {"cam ket": _("Các cam kết"), "muc tieu": _("Khung mục tiêu chất lượng"), "trach nhiem": _("Trách nhiệm thực hiện")},
    Kind.MANUAL: {
        "pham vi": _("Phạm vi của hệ thống quản lý chất lượng"),
        "boi canh": _("Bối cảnh của tổ chức"),
        "ben quan tam": _("Nhu cầu và mong đợi của các bên quan tâm"),
        "trach nhiem": _("Tổ chức, trách nhiệm và quyền hạn"),
        "qua trinh": _("Các quá trình và sự tương tác"),
    },
    Kind.SYSTEM_PROCEDURE: _PROCEDURE,
    Kind.WORK_PROCEDURE: _PROCEDURE,
    Kind.DECLARATION: {
        "noi dung cong bo": _("Nội dung công bố"),
        "pham vi": _("Phạm vi công bố"),
        "phu luc": _("Phụ lục: lĩnh vực, quy trình áp dụng"),
    },
}
ASKED_AT_THE_DESK = {
    "thanh phan ho so": _("Thành phần hồ sơ"),
    "so luong": _("Số lượng hồ sơ"),
    "thoi gian xu ly|thoi han giai quyet|thoi gian giai quyet": _("Thời gian xử lý"),
    "noi tiep nhan": _("Nơi tiếp nhận và trả kết quả"),
    "le phi": _("Lệ phí"),
}
PREFIXES = {Kind.POLICY: "CS", Kind.MANUAL: "ST", Kind.SYSTEM_PROCEDURE: "QT", Kind.WORK_PROCEDURE: "QT", Kind.DECLARATION: "CB"}


def code_fits_its_kind(subject: Subject) -> Iterator[Finding]:
    """Ask that a policy is CS-…, a manual ST-…, a procedure QT-…, a declaration CB-…."""
    kind, code = _kind(subject), subject.text.code
    if kind is None:
        yield subject.error("code", _("Loại tài liệu “%(kind)s” không có.", kind=subject.text.kind), where="kind")
    elif not re.fullmatch(rf"{PREFIXES[kind]}[-.](?:[A-Z]{{1,6}}[-.])?\d{{2,3}}", code):
        yield subject.error(
            "code",
            _("Mã hiệu %(code)s không đúng dạng của loại “%(kind)s”: %(form)s.", code=code, kind=kind.label, form=f"{PREFIXES[kind]}-01"),
            where="kind",
        )


def sections_are_there(subject: Subject) -> Iterator[Finding]:
    """Ask for the sections each kind of document must have."""
    heads, kind = _headings(subject), _kind(subject)
    for words, name in SECTIONS[kind].items() if kind else ():
        if not any(words in head for head in heads):
            yield subject.error("sections", _("Thiếu mục “%(name)s”.", name=name))


def posting_is_answered(subject: Subject) -> Iterator[Finding]:
    """Ask a posted procedure what a citizen asks at the desk (NĐ 63/2010)."""
    if subject.text.public and _kind(subject) == Kind.WORK_PROCEDURE:
        heads = _headings(subject)
        for words, name in ASKED_AT_THE_DESK.items():
            if not any(re.search(words, head) for head in heads):
                yield subject.warning("posting", _("Quy trình niêm yết công khai chưa có mục “%(name)s”.", name=name))


def unit_and_post_are_known(subject: Subject) -> Iterator[Finding]:
    """Ask that the unit in charge and the post chiefly responsible exist in the office."""
    text, around = subject.text, subject.around
    if around.units is not None and text.unit not in around.units:
        yield subject.error("place", _("Đơn vị chủ trì “%(name)s” không có trong đơn vị.", name=text.unit or "—"), where="unit")
    if around.posts is not None and text.responsible not in around.posts:
        sentence = _("Chức vụ chịu trách nhiệm chính “%(name)s” không có trong đơn vị.", name=text.responsible or "—")
        yield subject.error("place", sentence, where="responsible")


def _kind(subject: Subject) -> Kind | None:
    return next((kind for kind in Kind if kind.value == subject.text.kind), None)


def _headings(subject: Subject) -> list[str]:
    return [fold(line) for line in subject.lines if line.startswith("#")]
