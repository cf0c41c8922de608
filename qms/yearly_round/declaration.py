"""The declaration that the system conforms to TCVN ISO 9001:2015, written from what is in force (QĐ 19/2014/QĐ-TTg)."""

import re
from dataclasses import dataclass
from typing import Any

from qms.context import scope
from qms.core import clock
from qms.core.language import _
from qms.core.refusals import Missing
from qms.core.vietnamese import day
from qms.documents import queries, work
from qms.documents.document import Document
from qms.documents.edition import Edition
from qms.documents.secrecy.knowing import hidden_from
from qms.documents.states import Kind
from qms.management_review.review.review import ManagementReview
from qms.management_review.review.states import ReviewState
from qms.organization.office import Office

CODE = "CB-01"
TITLE = "Công bố hệ thống quản lý chất lượng phù hợp TCVN ISO 9001:2015"
BASIS = "Quyết định 19/2014/QĐ-TTg ngày 05/3/2014 (đơn vị xác nhận hiệu lực)"
PROCEDURES = (Kind.SYSTEM_PROCEDURE, Kind.WORK_PROCEDURE)
_ANNEX = re.compile(r"^## .*Phụ lục.*$", re.MULTILINE)
_ROW = re.compile(r"^\|\s*\d+\s*\|\s*([A-Z0-9.-]+)\s*\|", re.MULTILINE)


@dataclass(frozen=True)
class Difference:
    """What the annex in force does not say of the procedures in force: those that came, those that went."""

    added: tuple[str, ...]
    gone: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.gone)


def in_force() -> Edition | None:
    """Give the declaration in force."""
    found = Document.get_or_none(code=CODE)
    return queries.in_force_of(found) if found else None


def being_written() -> Edition | None:
    """Give the edition that is being prepared."""
    return queries.open_of(found) if (found := Document.get_or_none(code=CODE)) else None


def covered() -> list[Edition]:
    """List the procedures in force that may be named to anybody, in the order of their codes."""
    hidden = hidden_from(None)
    editions = queries.in_force().where(Edition.kind.in_(PROCEDURES)).order_by(Document.code)
    return [edition for edition in editions if edition.document_id not in hidden]


def difference() -> Difference | None:
    """Compare the annex in force with the procedures in force; None before the first declaration."""
    declared = in_force()
    if declared is None:
        return None
    named, now = set(named_in(declared.body)), {edition.document.code for edition in covered()}
    return Difference(tuple(sorted(now - named)), tuple(sorted(named - now)))


def named_in(text: str) -> list[str]:
    """List the codes in the annex of a declaration."""
    return _ROW.findall(text[found.end() :]) if (found := _ANNEX.search(text)) else []


def draft(by: Any, reason: str) -> Edition:
    """Write the next declaration as a draft, to be checked, submitted and approved like any document."""
    if being_written():
        raise Missing(_("%(code)s đang có bản soạn thảo.", code=CODE))
    if not by.posts:
        raise Missing(_("Đồng chí chưa giữ chức vụ nào nên chưa soạn được bản công bố."))
    last = in_force()
    place = {"unit": last.unit, "responsible": last.responsible} if last else {"unit": by.posts[0].unit, "responsible": by.posts[0]}
    facts = {
        "title": TITLE, "kind": Kind.DECLARATION, "text": text(), "clauses": ["4.3", "4.4"], "legal_basis": BASIS, "is_public": True,
        "reason": reason, **place,
    }  # fmt: skip
    document = Document.get_or_none(code=CODE)
    return Edition(document=document, **facts).draft(by=by) if document else work.start_document(CODE, by, **facts)


def text() -> str:
    """Write the declaration from the scope, the last review and the procedures in force."""
    office, limits = Office.current(), scope.in_force()
    name = office.name if office else ""
    said = [
        "## 1. Nội dung công bố",
        f"{name} công bố hệ thống quản lý chất lượng của đơn vị được xây dựng, áp dụng và duy trì phù hợp Tiêu chuẩn quốc gia "
        "TCVN ISO 9001:2015 đối với các hoạt động nêu tại Phụ lục.",
        "Bản công bố có hiệu lực từ ngày ghi ở đầu văn bản và thay thế bản công bố trước. Khi mở rộng, thu hẹp phạm vi áp dụng, "
        "đơn vị công bố lại.",
        "## 2. Phạm vi công bố",
        *_scope(limits),
        "## 3. Căn cứ công bố",
        f"- {BASIS}.\n{_review()}",
        "## 4. Phụ lục: lĩnh vực, quy trình áp dụng",
        f"Danh mục quy trình đang hiệu lực tính đến ngày {day(clock.today())}.",
        _table(),
    ]
    return "\n\n".join(said) + "\n"


def _scope(limits: Any) -> list[str]:
    if limits is None:
        return ["Phạm vi áp dụng: (đơn vị ghi)."]
    excluded = "\n".join(f"- Điều {clause}: {why}" for clause, why in sorted(limits.exclusions.items()))
    return [
        f"Sản phẩm, dịch vụ: {_one_line(limits.services)}",
        f"Đơn vị, địa điểm: {_one_line(limits.places)}",
        f"Yêu cầu không áp dụng:\n\n{excluded}" if excluded else "Không có yêu cầu nào của tiêu chuẩn không áp dụng.",
    ]


def _review() -> str:
    signed = ManagementReview.select().where(ManagementReview.state == ReviewState.CLOSED)
    last = signed.order_by(ManagementReview.held_on.desc()).first()
    said = f"{last.code}, họp ngày {day(last.held_on)}" if last else "(đơn vị ghi)"
    return f"- Biên bản xem xét của lãnh đạo: {said}."


def _table() -> str:
    rows = [
        f"| {place} | {one.document.code} | {_one_line(one.title)} | {one.number:02d} | {day(one.effective_on)} |"
        for place, one in enumerate(covered(), 1)
    ]
    return "\n".join(["| TT | Mã hiệu | Tên quy trình | Lần ban hành | Hiệu lực từ |", "|---|---|---|---|---|", *rows])


def _one_line(words: str) -> str:
    return " ".join(words.replace("|", "/").split())
