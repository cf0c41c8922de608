"""The slip by which controlled copies are called back, in the form of the office's letters (Decree 30/2020/NĐ-CP)."""

from datetime import date
from typing import Any

from qms import settings
from qms.core.language import SOURCE, _, reading
from qms.core.paper.form import Letter, date_line
from qms.core.paper.tables import plain_table
from qms.core.paper.tree import paragraph
from qms.core.refusals import Missing
from qms.core.vietnamese import day
from qms.documents.document import Document
from qms.documents.papers import paper
from qms.documents.papers.controlled_copy import ControlledCopy
from qms.organization import letterhead
from qms.organization.office import Office
from qms.organization.person import Person

_HEADS = ["Bản số", "Lần ban hành", "Đơn vị, người giữ", "Nơi để", "Ngày cấp", "Ngày giao lại", "Ký giao"]
_WIDTHS = [7.0, 8.0, 24.0, 16.0, 12.0, 12.0, 12.0]


def slip_of(document: Document, copies: list[ControlledCopy], by: Person, office: Office, on: date) -> Letter:
    """Draw up the slip for the copies that are called back; refuse when there are none."""
    if not copies:
        raise Missing(_("Chưa có bản nào của %(code)s đang được yêu cầu thu hồi.", code=document.code))
    with reading(SOURCE):
        name, _comma, post = by.signature().partition(", ")
        return Letter(
            agency=letterhead.agency_of(office),
            number=f"Số:          /PTH-{settings.text('QMS_PAPER_SYMBOL')}",
            place_and_day=date_line(office.place, on),
            kind="Phiếu thu hồi tài liệu",
            subject=f"{document.code} {paper.title_of(document)}",
            text=_text(copies, document),
            recipients=["Nơi nhận:", "- Đơn vị, người giữ bản có tên trong phiếu;", "- Lưu: hồ sơ kiểm soát tài liệu."],
            signed_for=["NGƯỜI LẬP PHIẾU", post.partition(", ")[0]],
            signer=name,
            sample=letterhead.SAMPLE if office.is_sample else "",
            margins=letterhead.margins(),
        )


def _text(copies: list[ControlledCopy], document: Document) -> list[dict[str, Any]]:
    rows = [[f"{copy.number:02d}", f"{copy.edition.number:02d}", copy.held_by, copy.place, day(copy.issued_on), "", ""] for copy in copies]
    return [
        paragraph(
            f"Đề nghị các đơn vị, cá nhân đang giữ bản kiểm soát của tài liệu {document.code} dưới đây giao lại bản đã hết hiệu lực."
        ),
        paragraph(f"Lý do thu hồi: {copies[0].recall_reason.rstrip('.')}."),
        plain_table(_HEADS, rows, _WIDTHS),
        paragraph("Kể từ ngày ghi trên phiếu, không dùng các bản này để làm việc."),
    ]
