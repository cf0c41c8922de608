"""An edition in the office's form on paper: what stands in each place of the sheet, of the decision and of the recall slip.

Papers are official documents of the office, so they are in Vietnamese whatever language their reader has chosen
(Decree 30/2020/NĐ-CP); the words below are written, not shown.
"""

from typing import Any

from qms import settings
from qms.core import clock
from qms.core.language import SOURCE, reading
from qms.core.paper.form import Letter, Mark, Sheet, date_line
from qms.core.paper.tree import paragraph, tree_of
from qms.core.paper.word_redline import Redline
from qms.core.vietnamese import day, moment
from qms.documents.document import Document
from qms.documents.edition import Edition
from qms.documents.papers import signatures
from qms.documents.papers.printout import Printout
from qms.documents.states import EditionState, Standing
from qms.documents.text.redline import Comparison
from qms.organization.letterhead import SAMPLE, agency_of, margins
from qms.organization.office import Office

STANDARD = "TCVN ISO 9001:2015"
_WORDS = {
    Standing.IN_FORCE: "ĐANG CÓ HIỆU LỰC",
    Standing.NOT_YET: "CHƯA CÓ HIỆU LỰC",
    Standing.SUPERSEDED: "HẾT HIỆU LỰC",
    Standing.WITHDRAWN: "ĐÃ HỦY BỎ",
}
_DRAFT = "BẢN SOẠN THẢO"


def sheet_of(printout: Printout, office: Office, address: str) -> Sheet:
    """Lay an edition out on the controlled sheet; the address is where its code can be asked about."""
    with reading(SOURCE):
        edition = printout.edition
        words = standing_words(edition)
        code, number = edition.document.code, f"{edition.number:02d}"
        dates = [("Ngày ban hành", day(edition.approved_at) or "…"), ("Ngày có hiệu lực", day(edition.effective_on) or "…")]
        named = [("Mã hiệu", code), ("Lần ban hành", number)]
        return Sheet(
            agency=agency_of(office),
            standard=STANDARD,
            kind=str(edition.kind.label),
            title=edition.title,
            code=code,
            facts=[*named, *dates],
            head=[*named, dates[1]],
            page_word="Trang",
            signed=signatures.signatures_of(edition),
            signed_words=("Họ và tên", "Chức vụ", "Ký"),
            changes_title="SỬA ĐỔI TÀI LIỆU",
            changes=changes_of(edition),
            contents_title="MỤC LỤC",
            text=tree_of(edition.page.html),
            mark=_mark(printout, words, address),
            watermark="" if words == _WORDS[Standing.IN_FORCE] else words,
            sample=SAMPLE if office.is_sample else "",
            margins=margins(),
            made_at=int(printout.printed_at.timestamp()),
        )


def _mark(printout: Printout, words: str, address: str) -> Mark:
    return Mark(
        standing=f"{words} tại ngày in {day(printout.printed_at)}",
        printed=f"In lúc {moment(printout.printed_at)}, {printout.printed_by.ranked_name}",
        seal=f"Niêm phong nhật ký …{printout.seal}",
        code=f"Mã kiểm tra: {printout.spoken_code}",
        address=address,
    )


def standing_words(edition: Edition) -> str:
    """Tell how an edition stands today, as it is printed."""
    return _WORDS[Standing(edition.standing)] if edition.state == EditionState.APPROVED else _DRAFT


def changes_of(edition: Edition) -> list[list[str]]:
    """List the issues of the document up to this one, oldest first."""
    earlier = Edition.approved_of(edition.document).where(Edition.number <= edition.number).order_by(Edition.number)
    rows = [[f"{one.number:02d}", day(one.approved_at), day(one.effective_on), one.reason] for one in earlier]
    open_row = [[f"{edition.number:02d}", "…", "…", edition.reason]] if edition.state != EditionState.APPROVED else []
    return [["Lần ban hành", "Ngày ban hành", "Ngày hiệu lực", "Lý do, nội dung sửa đổi"], *rows, *open_row]


def decision_of(edition: Edition, office: Office) -> Letter:
    """Draw up the decision that issues an approved edition, of the day it was approved; its number is left to the clerk."""
    with reading(SOURCE):
        name = f"{edition.kind.label} {edition.title}"
        signed = signatures.read(edition.approved_as)
        return Letter(
            agency=agency_of(office),
            number=f"Số:          /QĐ-{settings.text('QMS_PAPER_SYMBOL')}",
            place_and_day=date_line(office.place, edition.approved_at.astimezone(clock.HANOI).date()),
            kind="Quyết định",
            subject=f"Về việc ban hành {name}",
            text=[*_grounds(edition), *_articles(edition, name)],
            recipients=["Nơi nhận:", "- Như Điều 3;", "- Lưu: VT."],
            signed_for=signed.lines,
            signer=signed.name,
            sample=SAMPLE if office.is_sample else "",
            margins=margins(),
            made_at=int(edition.approved_at.timestamp()),
        )


def _grounds(edition: Edition) -> list[dict[str, Any]]:
    bases = [f"Căn cứ {line.rstrip('.;')};" for line in edition.basis_lines]
    proposer = signatures.read(signatures.sealed(edition, "submit_for_review")[0])
    bases.append(f"Căn cứ tiêu chuẩn quốc gia {STANDARD};")
    bases.append(f"Theo đề nghị của {', '.join(filter(None, (proposer.name, proposer.post)))}.")
    return [*(paragraph(line, "em") for line in bases), paragraph("QUYẾT ĐỊNH:", "strong", "center")]


def _articles(edition: Edition, name: str) -> list[dict[str, Any]]:
    code, former = edition.document.code, edition.number - 1  # a first edition here may follow those on paper
    replaced = f", thay thế lần ban hành {former:02d}" if former else ""
    return [
        _article(1, f"Ban hành kèm theo Quyết định này {name}, mã hiệu {code}, lần ban hành {edition.number:02d}."),
        _article(2, f"Tài liệu có hiệu lực từ ngày {day(edition.effective_on)}{replaced}. Lý do: {edition.reason.rstrip('.')}."),
        _article(3, "Các bộ phận và cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./."),
    ]


def _article(number: int, text: str) -> dict[str, Any]:
    head = paragraph(f"Điều {number}. ", "strong")
    return {"t": "p", "c": [*head["c"], *paragraph(text)["c"]], "align": ""}


def redline_of(found: Comparison, edition: Edition) -> Redline:
    """Lay out what changed up to an edition; the changes are those of who submitted it, or drafts it still."""
    with reading(SOURCE):
        former = f"lần ban hành {found.before.number:02d}" if found.before else "chưa có lần ban hành nào"
        submitted, drafted = signatures.sealed(edition, "submit_for_review"), signatures.sealed(edition, "draft")
        author, at = submitted if submitted[1] else drafted
        return Redline(
            title=f"{edition.document.code} {edition.title}: lần ban hành {edition.number:02d} so với {former}",
            facts_title="Thông tin kiểm soát đã đổi",
            facts=found.facts,
            lines=found.lines,
            author=author,
            at=at or clock.now(),
            margins=margins(),
        )


def title_of(document: Document) -> str:
    """Give the newest approved title of a document."""
    return Edition.approved_of(document).order_by(Edition.number.desc()).get().title
