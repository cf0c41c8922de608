"""Lists of batches and their files."""

from collections.abc import Iterable
from typing import Any

from peewee import fn

from qms.core.language import Phrase, _
from qms.documents import queries as documents
from qms.documents.document import Document
from qms.documents.edition import Edition
from qms.documents.states import OPEN, Kind
from qms.exchange import findings
from qms.exchange.import_job import ImportJob
from qms.exchange.imported_file import ImportedFile
from qms.exchange.states import FileState
from qms.organization.person import Person

_LISTED = [column for column in ImportedFile._meta.sorted_fields if column.name not in {"text", "original"}]


def jobs(most: int = 50) -> list[ImportJob]:
    """List the latest batches with who opened them."""
    return list(ImportJob.select(ImportJob, Person).join(Person).order_by(ImportJob.id.desc()).limit(most))


def counts(among: Iterable[ImportJob]) -> dict[int, dict[FileState, int]]:
    """Count the files of batches by state."""
    wanted = [job.id for job in among]
    found: dict[int, dict[FileState, int]] = {number: dict.fromkeys(FileState, 0) for number in wanted}
    query = ImportedFile.select(ImportedFile.job, ImportedFile.state, fn.COUNT(ImportedFile.id)).where(ImportedFile.job.in_(wanted))
    for job, state, count in query.group_by(ImportedFile.job, ImportedFile.state).tuples():
        found[job][FileState(state)] = count
    return found


def files_of(job: ImportJob) -> list[ImportedFile]:
    """List the files of a batch without their texts."""
    return list(ImportedFile.select(*_LISTED).where(ImportedFile.job == job).order_by(ImportedFile.id))


def unread(job: ImportJob) -> list[ImportedFile]:
    """List the files of a batch that wait to be read."""
    return [file for file in files_of(job) if file.state == FileState.RECEIVED]


def ready(job: ImportJob) -> list[ImportedFile]:
    """List the files of a batch that nothing hinders from becoming drafts."""
    files = [file for file in files_of(job) if file.state == FileState.READ]
    hindered = hindrances(files)
    return [file for file in files if file.id not in hindered]


def hindrances(files: Iterable[ImportedFile]) -> dict[int, Phrase]:
    """Say for each file that was read what hinders it from becoming a draft."""
    waiting = [file for file in files if file.state == FileState.READ]
    codes = [file.facts.get("code", "") for file in waiting]
    open_ones = Edition.select(Document.code).join(Document).where(Edition.state.in_(OPEN) & Document.code.in_(codes))
    drafted = {code for (code,) in open_ones.tuples()}
    found: dict[int, Phrase] = {}
    for file in waiting:
        code = file.facts.get("code", "")
        if not code:
            found[file.id] = _("Chưa nhận ra mã hiệu: mở tệp để ghi.")
        elif code in drafted:
            found[file.id] = _("%(code)s đang có một bản soạn thảo.", code=code)
        elif file.facts.get("is_secret"):
            found[file.id] = findings.SECRET
    return found


def known_of(file: ImportedFile) -> dict[str, Any]:
    """Give what the house knows of the document a file names: its facts in the last approved edition, or those of a new one."""
    document = documents.document(file.facts.get("code", ""))
    last = Edition.approved_of(document).order_by(Edition.number.desc()).first() if document else None
    if last is None:
        return {"kind": Kind.WORK_PROCEDURE.value, "unit": None, "responsible": None, "clauses": []}
    return {"kind": last.kind.value, "unit": last.unit_id, "responsible": last.responsible_id, "clauses": last.clauses}


def renamed(file: ImportedFile) -> Phrase | None:
    """Say that a file gives a known document another name than it bears; None where it does not."""
    document = documents.document(file.facts.get("code", ""))
    last = Edition.approved_of(document).order_by(Edition.number.desc()).first() if document else None
    if last is None or not file.facts.get("title") or file.facts["title"] == last.title:
        return None
    return _("%(label)s mang tên “%(title)s”; bản nháp sẽ mang tên ghi dưới đây.", label=last.label, title=last.title)


def waiting_for(person: Person) -> list[tuple[ImportJob, int]]:
    """List the batches a person opened that hold files to be decided, with how many."""
    query = (
        ImportJob.select(ImportJob, fn.COUNT(ImportedFile.id).alias("how_many"))
        .join(ImportedFile)
        .where((ImportJob.opened_by == person) & (ImportedFile.state == FileState.READ))
        .group_by(ImportJob.id)
        .order_by(ImportJob.id)
    )
    return [(job, _files(job)) for job in query]


def _files(job: Any) -> int:
    return int(job.how_many)
