"""The office's documents over two years: first issue, the new law of 2025, what nonconformities changed, what waits today."""

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from io import BytesIO

from docx import Document as Paper

from qms import settings
from qms.core import clock
from qms.demo.story import Story, who
from qms.documents import queries, work
from qms.documents.document import Document
from qms.documents.edition import Edition
from qms.documents.legal_basis import starter_laws
from qms.documents.legal_basis.external import ExternalDocument
from qms.documents.review.comment import Comment, CommentAnswer
from qms.documents.review.delegation import Delegation, SignedFor
from qms.documents.sheets import register as form_register
from qms.documents.text import file_text
from qms.documents.text.file_text import FileText
from qms.organization.sign_in import Confirmation

# What stood before the texts of 2025 and 2026 (domain: forms of TT 01/2018, decision 6184/QĐ-BQP, no online channel)
_EARLIER = [
    ("Thông tư 03/2025/TT-VPCP ngày 15/9/2025", "Thông tư 01/2018/TT-VPCP"),
    ("Thông tư 03/2025/TT-VPCP", "Thông tư 01/2018/TT-VPCP"),
    ("Quyết định 6375/QĐ-BQP ngày 10/12/2025", "Quyết định 6184/QĐ-BQP"),
    ("6375/QĐ-BQP ngày 10/12/2025", "6184/QĐ-BQP"),
    ("6375/QĐ-BQP", "6184/QĐ-BQP"),
    (" (sửa đổi bởi Nghị định 220/2025/NĐ-CP)", ""),
    ("; trực tuyến trên Cổng dịch vụ công", ""),
    (" trực tiếp hoặc trực tuyến", " trực tiếp"),
    (", hoặc trực tuyến trên Cổng dịch vụ công", ""),
]
_LATER_LAW = re.compile(r"220/2025|118/2025|91/2025|75/VBHN|66\.12/2026")
_DESK = [f"QT-{n}" for n in range(11, 20)]


def as_before(text: FileText) -> FileText:
    """Give a procedure as it stood before the law of 2025."""
    return replace(
        text,
        body=_earlier("\n".join(line for line in text.body.splitlines() if not (line.startswith("- ") and _LATER_LAW.search(line)))),
        legal_basis=[_earlier(line) for line in text.legal_basis if not _LATER_LAW.search(line)],
        service={key: _earlier(value) for key, value in text.service.items()},
    )


def _earlier(text: str) -> str:
    for now, then in _EARLIER:
        text = text.replace(now, then)
    return text


def tell(story: Story) -> None:
    """Put two years of documents into the story."""
    texts = {text.code: text for text in file_text.read_folder(settings.CHECKOUT / "procedures_md")}
    first = [as_before(text) if code in _DESK else text for code, text in sorted(texts.items())]
    # all are open before one is issued, as they refer to each other
    story.at(731, lambda: work.adopt(first, who("chatluong")), hour=7, minute=40)
    story.at(731, lambda: starter_laws.load(who("chatluong"), until=clock.today()), hour=7, minute=30)
    story.at(320, _new_law, hour=10)
    for place, text in enumerate(first):
        story.at(730 - place // 3, partial(_first_issue, text.code), hour=8 + place % 3)
    for place, code in enumerate(code for code in _DESK if code in texts and code not in {"QT-18", "QT-19"}):
        reason = "Cập nhật Nghị định 220/2025/NĐ-CP, Quyết định 6375/QĐ-BQP: nhận hồ sơ trực tuyến, biểu mẫu Thông tư 03/2025/TT-VPCP"
        story.at(318 - place, partial(revise, code, reason, replace_text=texts[code]))
    for code, days, old, new, reason in _CHANGES:
        story.at(days, partial(revise, code, reason, old=old, new=new), hour=14)
    story.at(25, partial(_confirmed, "QT-05"), hour=10)
    story.at(60, _away, hour=8)
    story.at(300, _forms, hour=10)
    story.at(3, _coming, hour=10)
    story.at(2, _waiting, hour=15)
    story.at(2, _sent_back, hour=9)
    story.at(1, _draft, hour=15)


_CHANGES = [
    ("QT-16", 205, "mở Phiếu kiểm soát và phân chuyển hồ sơ", "mở Phiếu kiểm soát, ký giao nhận và phân chuyển hồ sơ",
     "Bổ sung ký giao nhận ở bước 3 sau khi phát hiện phiếu kiểm soát thiếu chữ ký"),
    ("QT-04", 150, "## 6. Biểu mẫu", "Kết quả kiểm tra hiệu lực được thông báo cho người phát hiện.\n\n## 6. Biểu mẫu",
     "Bổ sung việc thông báo kết quả cho người phát hiện"),
    ("QT-11", 96, "01 bộ.", "01 bộ; hồ sơ trực tuyến nộp bản điện tử, không phải nộp thêm bản giấy.",
     "Làm rõ số lượng hồ sơ khi nộp trực tuyến theo phản ánh của công dân"),
]  # fmt: skip


def _first_issue(code: str) -> None:
    edition = Document.get(code=code).editions.get()
    _issue(edition.submit_for_review(by=who("chatluong")))


def revise(code: str, reason: str, old: str = "", new: str = "", replace_text: FileText | None = None, effective_in: int = 7) -> Edition:
    """Issue the next edition of a document, with a passage replaced or a whole new text."""
    return _issue(draft(code, reason, old, new, replace_text).submit_for_review(by=who("chatluong")), effective_in)


def draft(code: str, reason: str, old: str = "", new: str = "", replace_text: FileText | None = None) -> Edition:
    """Write the next edition of a document."""
    officer = who("chatluong")
    edition = work.start_revision(Document.get(code=code), officer, reason)
    facts = queries.facts_of(replace_text) if replace_text else {"text": edition.text.replace(old, new, 1)}
    return edition.rewrite(by=officer, **{**facts, "reason": reason})


def _issue(edition: Edition, effective_in: int = 7) -> Edition:
    commander = who("chihuy")
    effective_on = clock.today() + timedelta(days=effective_in)
    return edition.approve(by=commander, effective_on=effective_on, seen=edition.sha256, confirmation=Confirmation(commander.id))


def _confirmed(code: str) -> None:
    edition = queries.in_force_of(Document.get(code=code))
    assert edition is not None  # noqa: S101 - the story itself has issued it
    note = "Đã đối chiếu với kết quả hai kỳ xem xét của lãnh đạo; trình tự còn phù hợp."
    edition.confirm_unchanged(by=who("chatluong"), months=edition.suggested_months, note=note)


def _away() -> None:
    commander, days = who("chihuy"), {"starts_on": clock.today(), "ends_on": clock.today() + timedelta(days=5)}
    given = Delegation(delegate=who("chinhtri"), signed_for=SignedFor.AUTHORIZED, reason="Dự tập huấn cán bộ tại Bộ Chỉ huy tỉnh", **days)
    given.authorize(by=commander, confirmation=Confirmation(commander.id))


def _new_law() -> None:
    officer = who("chatluong")
    starter_laws.load(officer)
    for old, new in (("61/2018/NĐ-CP", "118/2025/NĐ-CP"), ("01/2018/TT-VPCP", "03/2025/TT-VPCP")):
        later = ExternalDocument.get(number=new)
        ExternalDocument.get(number=old).replace(by=officer, replaced_by=later, on=date(2025, 7, 1))
        later.reload().confirm_checked(by=officer, note="Cơ sở dữ liệu quốc gia về văn bản pháp luật")


def _forms() -> None:
    officer, commander = who("chatluong"), who("chihuy")
    for code, title, is_public in [
        ("BM-QT-16-08", "Danh sách công dân đăng ký tạm vắng", False),
        ("BM-QT-18-08", "Đơn đề nghị trợ cấp", True),
    ]:
        document, file = Document.get(code=code[3:8]), f"{code}.docx"
        first = {"name": file, "data": sheet_file(title), "effective_on": clock.today(), "reason": "Ban hành lần đầu"}
        for revision in form_register.establish(officer, document, code, title, is_public, **first).revisions_newest_first:
            revision.approve(by=commander, seen=revision.sha256, confirmation=Confirmation(commander.id))


def sheet_file(title: str) -> bytes:
    """Give a form to be filled in, as Word has it."""
    paper, kept = Paper(), BytesIO()
    paper.add_heading(title, 1)
    for line in ("Họ và tên: ", "Ngày, tháng, năm sinh: ", "Nơi cư trú: ", "Nội dung: ", "Ngày lập và chữ ký: "):
        paper.add_paragraph(line)
    paper.save(kept)
    return kept.getvalue()


def _coming() -> None:
    revise("QT-14", "Rút ngắn bước đối chiếu sổ đăng ký theo đề nghị của Bộ phận Một cửa", "01 bộ.", "01 bộ (bản giấy hoặc bản điện tử).",
           effective_in=9)  # fmt: skip


def _waiting() -> None:
    edition = draft("QT-15", "Thống nhất cách ghi số bộ hồ sơ khi công dân nộp trực tuyến", "01 bộ.", "01 bộ (bản giấy hoặc bản điện tử).")
    edition.submit_for_review(by=who("chatluong"))
    remark = Comment(edition=edition, place=3, text="Nêu rõ bản điện tử phải ký số hay chỉ cần ảnh chụp.").write(by=who("chihuy"))
    answer = CommentAnswer(comment=remark, text="Ảnh chụp bản chính là đủ; bản giấy đối chiếu khi nhận kết quả.")
    answer.write(by=who("chatluong"))


def _sent_back() -> None:
    edition = draft(
        "QT-02", "Rà soát thang điểm rủi ro sau hai năm áp dụng", "## 6. Biểu mẫu", "Thang điểm được rà soát hằng năm.\n\n## 6. Biểu mẫu"
    )
    edition.submit_for_review(by=who("chatluong"))
    edition.request_changes(by=who("chihuy"), note="Nêu rõ ai rà soát thang điểm và vào tháng nào.")


def _draft() -> None:
    draft(
        "QT-17",
        "Bổ sung hướng dẫn đối với người giữ chức danh kiêm nhiệm",
        "## 6. Biểu mẫu",
        "Trường hợp kiêm nhiệm, xác nhận theo chức danh chính.\n\n## 6. Biểu mẫu",
    )
