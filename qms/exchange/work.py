"""Pieces of work on imported files that take more than one act."""

import logging

from qms.core.attachment import attach_to
from qms.core.database import transaction
from qms.core.language import _
from qms.core.refusals import Missing, Refusal
from qms.exchange import queries, reading
from qms.exchange.import_job import ImportJob
from qms.exchange.imported_file import ImportedFile
from qms.exchange.reading import Reading
from qms.exchange.states import FileState
from qms.organization.person import Person

MOST_FILES = 200
_UNFORESEEN = _("Tệp có cấu trúc mà hệ thống chưa đọc được: mở bằng Word, lưu lại thành .docx rồi nhập lại, hoặc soạn trực tiếp.")


def receive(files: list[tuple[str, bytes]], by: Person) -> ImportJob:
    """Keep files as a batch: all of them, before any is read."""
    if not files:
        raise Missing(_("Chọn ít nhất một tệp."))
    if len(files) > MOST_FILES:
        raise Missing(_("Mỗi đợt nhập tối đa %(n)s tệp.", n=MOST_FILES))
    with transaction():
        job = ImportJob().open(by=by)
        for name, data in files:
            _keep(job, name, data, by)
    return job


def _keep(job: ImportJob, name: str, data: bytes, by: Person) -> None:
    file = ImportedFile(job=job, name=name).receive(by=by, data=data)
    if file.state == FileState.RECEIVED:
        attach_to(file, file.name, data, by)


def read(file: ImportedFile, by: Person, is_accepted: bool = True) -> ImportedFile:
    """Read a file and keep the outcome; whatever is in it, the others go on."""
    return file.take_up(by=by, outcome=_outcome(file, is_accepted), is_accepted=is_accepted)


def _outcome(file: ImportedFile, is_accepted: bool) -> Reading | Refusal:
    try:
        return reading.read(file.name, _original(file), is_accepted)
    except Refusal as refusal:
        return refusal
    except Exception:
        logging.getLogger(__name__).exception("a file could not be read: %s", file.sha256)
        return Missing(_UNFORESEEN)


def _original(file: ImportedFile) -> bytes:
    if file.kept is None:
        raise Missing(_("Tệp gốc không được giữ; nhập lại tệp."))
    return file.kept.bytes()


def read_all(job: ImportJob, by: Person) -> None:
    """Read every file of a batch that waits; one that somebody decides meanwhile is passed over."""
    for file in queries.unread(job):
        try:
            read(file.reload(), by)
        except Refusal as refusal:
            logging.getLogger(__name__).info("a file was passed over: %s", refusal)


def adopt(file: ImportedFile, by: Person) -> ImportedFile:
    """Make a file's text a draft, its pictures with it."""
    has_pictures = "(#hinh-" in file.text
    pictures = reading.read(file.name, _original(file), file.is_accepted).pictures if has_pictures else []
    return file.adopt(by=by, pictures=pictures)


def adopt_all(job: ImportJob, by: Person) -> tuple[int, list[Refusal]]:
    """Make drafts of all files that are ready; each stands alone."""
    done, refused = 0, []
    for file in queries.ready(job):
        try:
            adopt(file.reload(), by)
            done += 1
        except Refusal as refusal:
            refused.append(refusal)
    return done, refused
