"""What documents offer to the house."""

from typing import Any

from flask import url_for

from qms.core import clock, disk, home, stories
from qms.core.feature import COMING, OVERDUE, TO_APPROVE, TO_DO, TO_READ, Feature, MenuItem, RecordKind, Task
from qms.core.language import _
from qms.documents import authorities, queries
from qms.documents.document import Document
from qms.documents.editing.views import pages as editing_pages
from qms.documents.edition import Edition
from qms.documents.legal_basis import citing
from qms.documents.legal_basis.external import ExternalDocument
from qms.documents.legal_basis.views import pages as external_pages
from qms.documents.legal_basis.views_references import pages as reference_pages
from qms.documents.papers import copies
from qms.documents.papers.controlled_copy import ControlledCopy
from qms.documents.papers.views import pages as paper_pages
from qms.documents.papers.views_copies import pages as copies_pages
from qms.documents.reading import readings
from qms.documents.reading.acknowledgement import Acknowledgement
from qms.documents.reading.views import pages as reading_pages
from qms.documents.reading.views_matrix import pages as reading_matrix_pages
from qms.documents.review.opinion import ReviewOpinion
from qms.documents.review.views import pages as round_pages
from qms.documents.review.views_comments import pages as comment_pages
from qms.documents.review.views_deputies import pages as deputy_pages
from qms.documents.secrecy import keeping
from qms.documents.secrecy.knowing import look_once
from qms.documents.secrecy.need_to_know import NeedToKnow
from qms.documents.secrecy.secret_entry import SecretEntry
from qms.documents.secrecy.views import pages as knowers_pages
from qms.documents.secrecy.views_entries import pages as entry_pages
from qms.documents.sheets import register as form_register
from qms.documents.sheets.form_sheet import FormSheet
from qms.documents.sheets.states import RevisionState
from qms.documents.sheets.views import pages as sheet_pages
from qms.documents.states import EditionState, ReviewStatus
from qms.documents.text.file_text import path_of
from qms.documents.text.steps import in_words
from qms.documents.views import pages
from qms.documents.views_approval import pages as approval_pages
from qms.documents.views_register import pages as register_pages
from qms.documents.views_reviews import pages as review_pages
from qms.documents.views_work import pages as work_pages
from qms.organization.person import Person
from qms.organization.role import Role
from qms.web import visibility
from qms.web.visibility import Keeper


def tasks(person: Person) -> list[Task]:
    """List what waits for a person: to approve, to correct, to review on time, to cite anew, to know, to call back."""
    parts = (_open_work, _forms, _reviews, _citations, _coming, _to_read, _new, _copies)
    return [task for part in parts for task in part(person)]


def _open_work(person: Person) -> list[Task]:
    found = []
    for edition in queries.being_written(person):
        title = f"{edition.label} – {edition.title}"
        asked = edition.round if edition.state == EditionState.IN_REVIEW else None
        review_url = url_for("approval.review", code=edition.document.code)
        if asked and asked.is_turn_of(person) and authorities.review(person, edition):
            found.append(Task(TO_APPROVE, title, review_url, _("Đến lượt đồng chí xem xét")))
        elif edition.approve.is_open_to(person) and not (asked and asked.missing):
            why = _("%(who)s trình phê duyệt", who=edition.submitted_by.ranked_name)
            found.append(Task(TO_APPROVE, title, review_url, why))
        elif edition.state == EditionState.CHANGES_REQUESTED and person.id in edition.authors:
            back = edition.sent_back
            why = _("%(who)s trả lại: %(note)s", who=back.who, note=back.note) if back else _("Được trả lại để sửa")
            found.append(Task(TO_DO, title, url_for("document_work.edit", code=edition.document.code), why))
        elif edition.state == EditionState.DRAFT and person.id == edition.drafted_by_id:
            found.append(Task(TO_DO, title, url_for("document_work.edit", code=edition.document.code), _("Đồng chí đang soạn thảo")))
    return found


def _forms(person: Person) -> list[Task]:
    found = []
    for revision in form_register.waiting():
        title, url = f"{revision.label} – {revision.sheet.title}", url_for("sheets.show", code=revision.sheet.code)
        back = revision.sent_back
        if revision.approve.is_open_to(person):
            found.append(Task(TO_APPROVE, title, url, _("%(who)s trình phê duyệt", who=revision.issued_by.ranked_name)))
        elif back and revision.issued_by_id == person.id:
            found.append(Task(TO_DO, title, url, _("%(who)s trả lại: %(note)s", who=back.who, note=back.note)))
    return found


def _reviews(person: Person) -> list[Task]:
    groups = {ReviewStatus.OVERDUE: OVERDUE, ReviewStatus.SOON: COMING}
    return [
        Task(
            groups[edition.review_status],
            str(_("%(document)s – soát xét định kỳ", document=f"{edition.document.code} {edition.title}")),
            url_for("documents.document", code=edition.document.code),
            _("Đồng chí chịu trách nhiệm chính"),
            edition.next_review_on,
        )
        for edition in queries.to_review_soon()
        if authorities.responsible(person, edition)
    ]


def _citations(person: Person) -> list[Task]:
    return [
        Task(
            TO_DO,
            f"{citation.code} {citation.edition.title}",
            url_for("external.show", slug=external.slug),
            _("Viện dẫn %(number)s %(trouble)s", number=external.number, trouble=external.trouble),
        )
        for external, citation in citing.waiting_for(person)
    ]


def _coming(person: Person) -> list[Task]:
    return [
        Task(
            COMING,
            f"{e.label} – {e.title}",
            url_for("documents.edition", code=e.document.code, number=e.number),
            _("Sắp có hiệu lực"),
            e.effective_on,
        )
        for e in queries.coming(person)
    ]


def _to_read(person: Person) -> list[Task]:
    return [
        Task(
            OVERDUE if asked.due_on < clock.today() else TO_READ,
            f"{asked.edition.label} – {asked.edition.title}",
            url_for("reading.read", code=asked.edition.document.code),
            _("Đọc và xác nhận"),
            asked.due_on,
        )
        for asked in readings.asked_of(person)
    ]


def _new(person: Person) -> list[Task]:
    on_my_list = readings.must_know(person)
    return [
        Task(TO_READ, f"{e.label} – {e.title}", url_for("documents.document", code=e.document.code), _("Mới có hiệu lực"))
        for e in queries.newly_in_force(reader=person)
        if e.document_id not in on_my_list
    ]


def _copies(person: Person) -> list[Task]:
    waiting = copies.to_recall() if authorities.keep_copies(person) else {}
    return [
        Task(
            TO_DO,
            str(_("%(code)s – thu hồi %(n)s bản giấy đã hết hiệu lực", code=document.code, n=n)),
            url_for("copies.of_document", code=document.code),
            _("Đồng chí giữ sổ bản kiểm soát"),
        )
        for document, n in waiting.items()
    ]


def verify() -> list[str]:
    """Check each approved file against its hash, and that no numbered file of a known document is nobody's."""
    wrong, known = [], set()
    for edition in Edition.select().where(Edition.state == EditionState.APPROVED):
        path = path_of(edition.document.code, edition.number)
        known.add(path)
        if not path.is_file():
            wrong.append(str(_("%(label)s: tệp đã mất.", label=edition.label)))
        elif disk.sha256(path.read_bytes()) != edition.sha256:
            wrong.append(str(_("%(label)s: tệp đã bị thay đổi sau khi ký.", label=edition.label)))
    for document in Document.select():
        if not Edition.approved_of(document).exists():
            continue  # its first file still waits, as it was found, for the approval of the draft made from it
        for path in sorted((home.documents() / document.code).glob("*")):
            if path not in known:
                wrong.append(str(_("Tệp không thuộc lần ban hành nào: %(path)s", path=path.relative_to(home.documents()).as_posix())))
    return wrong


def _url(edition: Any) -> str:
    has_page = edition.is_open or edition.state == EditionState.APPROVED
    return url_for("documents.edition", code=edition.document.code, number=edition.number) if has_page else ""


@work_pages.app_template_filter("hours")
def hours(length: float) -> str:
    """Write working hours as people say them."""
    return str(in_words(length))


def _may_see_form(person: Person, revision: Any) -> bool:
    return revision.state == RevisionState.APPROVED or authorities.see_waiting_forms(person)


visibility.show_files("formrevision", _may_see_form)
stories.EVENTS["formrevision.issue"] = _("đã ban hành lần mới của biểu mẫu")  # before forms were approved
visibility.keep("documents", Keeper(look_once, keeping.rows, keeping.words, keeping.is_closed))

_KEEPERS = frozenset({Role.QUALITY_OFFICER, Role.COMMANDER, Role.AUDITOR})
feature = Feature(
    name="documents",
    clause="7.5",
    blueprint=(
        external_pages,  # before /docs/<code>
        pages,
        knowers_pages,
        entry_pages,
        reference_pages,
        sheet_pages,
        work_pages,
        approval_pages,
        round_pages,
        comment_pages,
        deputy_pages,
        editing_pages,
        paper_pages,
        copies_pages,
        reading_pages,
        reading_matrix_pages,
        review_pages,
        register_pages,
    ),
    menu=(
        MenuItem(_("Tài liệu"), _("Quy trình, tài liệu"), "/docs", order=20),
        MenuItem(_("Tài liệu"), _("Danh mục tài liệu"), "/docs/register", order=21),
        MenuItem(_("Tài liệu"), _("Bản kiểm soát"), "/docs/copies", frozenset({Role.QUALITY_OFFICER, Role.AUDITOR, Role.COMMANDER}), 22),
        MenuItem(_("Tài liệu"), _("Người xem xét"), "/docs/review-rules", _KEEPERS, order=24),
        MenuItem(_("Tài liệu"), _("Ủy quyền, ngoại lệ"), "/docs/delegations", _KEEPERS, order=25),
    ),
    tasks=tasks,
    records=(
        RecordKind(
            Edition,
            _("Lần ban hành tài liệu"),
            _url,
            lambda: Edition.approved_at,
            unit=lambda unit: Edition.unit == unit,
            clause=queries.about,
        ),
        RecordKind(
            ControlledCopy,
            _("Bản kiểm soát trên giấy"),
            lambda copy: url_for("copies.of_document", code=copy.edition.document.code),
            lambda: ControlledCopy.issued_on,
            unit=lambda unit: ControlledCopy.unit == unit,
        ),
        RecordKind(Acknowledgement, _("Xác nhận đã đọc"), period=lambda: Acknowledgement.acknowledged_at),
        RecordKind(ReviewOpinion, _("Ý kiến xem xét tài liệu"), lambda one: _url(one.edition), lambda: ReviewOpinion.signed_at),
        RecordKind(
            ExternalDocument,
            _("Văn bản bên ngoài"),
            lambda external: url_for("external.show", slug=external.slug),
        ),
        RecordKind(NeedToKnow, _("Diện được biết tài liệu"), lambda one: url_for("secrecy.knowers", code=one.document.code)),
        RecordKind(
            SecretEntry,
            _("Tài liệu mật chỉ ghi sổ"),
            lambda entry: url_for("entries.show", code=entry.document.code),
            unit=lambda unit: SecretEntry.unit == unit,
        ),
        RecordKind(
            FormSheet,
            _("Biểu mẫu"),
            lambda sheet: url_for("sheets.show", code=sheet.code),
        ),
    ),
    verify=verify,
)
