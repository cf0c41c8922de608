"""An office with one document that few may know of, and everything in the house that leads to it."""

from dataclasses import dataclass
from types import SimpleNamespace

from qms.core import clock
from qms.documents import work
from qms.documents.authorities import Excepted
from qms.documents.legal_basis.external import ExternalDocument
from qms.documents.legal_basis.kept_citation import KeptCitation
from qms.documents.papers.controlled_copy import ControlledCopy
from qms.documents.papers.printout import PrintForm, Printout
from qms.documents.reading import acknowledgement
from qms.documents.reading import work as reading_work
from qms.documents.reading.questions import Question
from qms.documents.reading.work import OFFICE
from qms.documents.review.comment import Comment
from qms.documents.review.exception import FourEyesException
from qms.documents.secrecy.need_to_know import NeedToKnow
from qms.documents.secrecy.secret_entry import enter
from qms.documents.sheets import register as form_register
from qms.improvement import work as improvement_work
from qms.improvement.ideas.idea import Idea
from qms.improvement.nonconformity import Nonconformity
from qms.organization.sign_in import Confirmation
from qms.organization.unit import Post
from tests.controlled_text import STEPS, controlled
from tests.documents.conftest import approved, written
from tests.improvement.conftest import analyse, plan, triage

CODE, TITLE, WORDS = "QT-77", "Bố trí lực lượng đặc biệt", "Điểm hẹn dưới gốc đa"
FORM_TITLE, LAW = "Sơ đồ vị trí chốt", "07/2020/NĐ-CP"
ENTRY, ENTRY_TITLE, PLACE = "KH-88", "Kế hoạch số tám", "Két sắt tầng hai"
PLAIN = controlled(f"{STEPS}\n\n{WORDS}.", forms=("BM-QT-77-01",)).replace("Biểu mẫu 1", FORM_TITLE)
TEXT = PLAIN.replace(WORDS, f"Theo QT-16. {WORDS}")
SIGNS = (CODE, TITLE, WORDS, FORM_TITLE, ENTRY, ENTRY_TITLE, PLACE)  # none of them may be seen by an outsider


@dataclass(frozen=True)
class World:
    """What was made, by name."""

    made: SimpleNamespace

    def limit(self, by, *units, posts=(), reason="Chỉ người thực hiện"):
        """Limit the document to some units and posts."""
        document = self.made.document
        return NeedToKnow(document=document).limit(by=by, units=units, posts=posts, reason=reason)


def internal(lan, **facts):
    """Write the document's first edition."""
    usual = {"title": TITLE, "unit": lan.unit, "responsible": Post.get(Post.unit == lan.unit), "clauses": ["8.5.1"], "text": PLAIN}
    return work.start_document(CODE, lan, **{**usual, "reason": "Ban hành lần đầu", "classification": "Nội bộ", **facts})


def world(cast, office):
    """Make the document, three editions of it, and all that the house can hang on a document; an entry beside it."""
    lan, hung, nam, mai = cast["quality_officer"], cast["commander"], cast["staff"], cast["desk_officer"]
    approved(written(lan).submit_for_review(by=lan), hung)
    first = approved(internal(lan, text=TEXT, legal_basis=f"Nghị định {LAW}").submit_for_review(by=lan), hung)
    document = first.document
    reading_work.set_readers(document, [OFFICE], 5, lan)
    reading_work.put_questions(first, [Question(text=f"{WORDS}?", answers=["Đúng", "Sai"], right=0)], lan)
    acknowledgement.acknowledge(first, nam, [0])
    copy = ControlledCopy(edition=first, unit=office["TM"], holder=nam, place="Tủ 1").issue(by=lan)
    sheet = form_register.establish(
        lan, document, "BM-QT-77-01", FORM_TITLE, False, effective_on=clock.today(), name="so-do.txt", data=WORDS.encode(), reason="Lần đầu"
    )
    sheet.waiting.approve(by=hung, seen=sheet.waiting.sha256, confirmation=Confirmation(hung.id))
    printout = Printout(edition=first, form=PrintForm.PDF).take(by=nam)
    law = ExternalDocument(number=LAW, title="Quy định cũ").register(by=lan).end(by=lan, on=clock.today(), note="Bãi bỏ")
    KeptCitation(external=law, document=document, reason="Hồ sơ cũ").state(by=lan)
    case, action, idea = _told(document, lan, nam, mai, office)
    second = work.start_revision(document, lan, "Sửa").submit_for_review(by=lan)
    second.approve(by=hung, effective_on=clock.today(), seen=second.sha256, confirmation=Confirmation(hung.id))
    third = work.start_revision(document, lan, "Sửa nữa").submit_for_review(by=lan)
    Comment(edition=third, place=2, text="Nêu rõ.").write(by=hung)
    FourEyesException(edition=third, person=lan, purpose=Excepted.REVIEW, expires_on=clock.today(), reason="Thiếu người").grant(
        by=hung, confirmation=Confirmation(hung.id)
    )
    entry = enter(ENTRY, lan, title=ENTRY_TITLE, number="12/KH", level="Mật", unit=office["KT"], place=PLACE)
    return World(SimpleNamespace(document=document, copy=copy, sheet=sheet, printout=printout, case=case, action=action, idea=idea,
                                 third=third, entry=entry, law=law))  # fmt: skip


def _told(document, lan, nam, mai, office):
    """Report a nonconformity from the document, plan its revision, propose an improvement of it."""
    case = improvement_work.report(
        nam, [], ("document", document.id), what_happened="Thiếu chữ ký ở bước 2.", unit=office["TM"], happened_on=clock.today(),
        procedure_code=CODE, procedure_step="5.7",
    )  # fmt: skip
    triage(case, lan, nam, office["TM"], procedure_code=CODE)
    analyse(case, nam)
    action = plan(case, nam, nam, mai, revises=CODE)
    for _time in range(20):  # enough for a Pareto chart
        other = Nonconformity(what_happened="Thiếu dấu.", unit=office["MC"], happened_on=clock.today(), procedure_code=CODE).report(by=mai)
        triage(other, lan, nam, office["TM"], procedure_code=CODE)
    idea = Idea(proposal="Gộp hai bước.", reason="Nhanh hơn.", unit=office["TM"], procedure_code=CODE).propose(by=mai)
    return case, action, idea
