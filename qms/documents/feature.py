"""What documents offer to the house."""

from typing import Any

from flask import url_for

from qms.core import disk, home
from qms.core.feature import COMING, OVERDUE, TO_APPROVE, TO_DO, TO_READ, Feature, MenuItem, RecordKind, Task
from qms.core.language import _
from qms.documents import authorities, citing, queries
from qms.documents.document import Document
from qms.documents.edition import Edition
from qms.documents.external import ExternalDocument
from qms.documents.file_text import path_of
from qms.documents.form_sheet import FormSheet
from qms.documents.states import EditionState, ReviewStatus
from qms.documents.steps import in_words
from qms.documents.views import pages
from qms.documents.views_external import pages as external_pages
from qms.documents.views_references import pages as reference_pages
from qms.documents.views_sheets import pages as sheet_pages
from qms.documents.views_work import pages as work_pages
from qms.organization.person import Person
from qms.web import visibility


def tasks(person: Person) -> list[Task]:
    """List what waits for a person: to approve, to correct, to review on time, to cite anew, to know."""
    return [*_open_work(person), *_reviews(person), *_citations(person), *_coming(), *_new()]


def _open_work(person: Person) -> list[Task]:
    found = []
    for edition in queries.being_written(person):
        title = f"{edition.label} – {edition.title}"
        if edition.approve.is_open_to(person):
            why = _("%(who)s trình phê duyệt", who=edition.submitted_by.ranked_name)
            found.append(Task(TO_APPROVE, title, url_for("document_work.review", code=edition.document.code), why))
        elif edition.state == EditionState.CHANGES_REQUESTED and person.id in edition.authors:
            found.append(Task(TO_DO, title, url_for("document_work.edit", code=edition.document.code), _("Được trả lại để sửa")))
        elif edition.state == EditionState.DRAFT and person.id == edition.drafted_by_id:
            found.append(Task(TO_DO, title, url_for("document_work.edit", code=edition.document.code), _("Đồng chí đang soạn thảo")))
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
        for edition in queries.in_force()
        if edition.review_status in groups and authorities.responsible(person, edition)
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


def _coming() -> list[Task]:
    return [
        Task(
            COMING,
            f"{e.label} – {e.title}",
            url_for("documents.edition", code=e.document.code, number=e.number),
            _("Sắp có hiệu lực"),
            e.effective_on,
        )
        for e in queries.coming()
    ]


def _new() -> list[Task]:
    return [
        Task(TO_READ, f"{e.label} – {e.title}", url_for("documents.document", code=e.document.code), _("Mới có hiệu lực"))
        for e in queries.newly_in_force()
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


def _about(clause: str) -> Any:
    """Say that an edition is about a clause or one below it."""
    written = Edition.clauses.cast("text")
    return written.contains(f'"{clause}"') | written.contains(f'"{clause}.')


def _url(edition: Any) -> str:
    has_page = edition.is_open or edition.state == EditionState.APPROVED
    return url_for("documents.edition", code=edition.document.code, number=edition.number) if has_page else ""


@work_pages.app_template_filter("hours")
def hours(length: float) -> str:
    """Write working hours as people say them."""
    return str(in_words(length))


visibility.show_files("formrevision", lambda person, revision: True)

feature = Feature(
    name="documents",
    clause="7.5",
    blueprint=(external_pages, pages, reference_pages, sheet_pages, work_pages),
    menu=(
        MenuItem(_("Tài liệu"), _("Quy trình, tài liệu"), "/docs", order=20),
        MenuItem(_("Tài liệu"), _("Danh mục tài liệu"), "/docs/register", order=21),
    ),
    tasks=tasks,
    records=(
        RecordKind(
            Edition,
            _("Lần ban hành tài liệu"),
            _url,
            lambda: Edition.approved_at,
            unit=lambda unit: Edition.unit == unit,
            clause=_about,
        ),
        RecordKind(
            ExternalDocument,
            _("Văn bản bên ngoài"),
            lambda external: url_for("external.show", slug=external.slug),
        ),
        RecordKind(
            FormSheet,
            _("Biểu mẫu"),
            lambda sheet: url_for("sheets.show", code=sheet.code),
        ),
    ),
    verify=verify,
)
