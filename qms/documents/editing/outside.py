"""What was done to the folder of documents with other programs: found, shown, and taken in only when somebody asks (7.5.3)."""

from dataclasses import dataclass
from pathlib import Path

from qms.core import disk, home
from qms.core.database import after_commit, transaction
from qms.core.language import _
from qms.core.refusals import Missing
from qms.documents import queries
from qms.documents.document import Document
from qms.documents.edition import Edition
from qms.documents.review import signed_copy
from qms.documents.states import EditionState
from qms.documents.text import file_text
from qms.documents.text.file_text import FileText, path_of
from qms.organization.person import Person


@dataclass(frozen=True)
class Found:
    """A file that is not what the house wrote: an approved one that differs, or one that belongs to no edition."""

    document: Document
    number: int
    edition: Edition | None

    @property
    def name(self) -> str:
        """Name the file as the folder does."""
        return f"{self.document.code}/{self.number:02d}.md"

    @property
    def path(self) -> Path:
        """Give where it lies."""
        return path_of(self.document.code, self.number)

    @property
    def text(self) -> FileText | None:
        """Read it; nothing when it cannot be read as a document of this code."""
        try:
            text = file_text.read(self.path.read_bytes().decode())
        except (OSError, UnicodeDecodeError, Missing):
            return None
        return text if text.code == self.document.code else None

    @property
    def can_be_restored(self) -> bool:
        """Tell whether the signed bytes are still whole in their second place."""
        edition = self.edition
        return edition is not None and signed_copy.whole(self.document.code, self.number, edition.sha256) is not None


def found() -> list[Found]:
    """List the approved files that differ from what was signed, and the numbered files of known documents that are nobody's."""
    columns = (Edition.id, Edition.number, Edition.sha256, Document)
    signed: dict[Document, dict[int, Edition]] = {}
    for edition in Edition.select(*columns).join(Document).where(Edition.state == EditionState.APPROVED).order_by(Document.code):
        signed.setdefault(edition.document, {})[edition.number] = edition
    return [one for document, approved in signed.items() for one in _found_of(document, approved)]


def _found_of(document: Document, approved: dict[int, Edition]) -> list[Found]:
    names = {int(path.stem) for path in (home.documents() / document.code).glob("[0-9][0-9].md")}
    changed = [Found(document, number, edition) for number, edition in approved.items() if not _is_whole(document, edition)]
    return sorted([*changed, *(Found(document, number, None) for number in names - approved.keys())], key=lambda one: one.number)


def _is_whole(document: Document, edition: Edition) -> bool:
    path = path_of(document.code, edition.number)
    return path.is_file() and disk.sha256(path.read_bytes()) == edition.sha256


def named(name: str) -> Found | None:
    """Find one by the name of its file."""
    return next((one for one in found() if one.name == name), None)


def take_in(one: Found, by: Person, as_draft: bool) -> Edition | None:
    """Put the folder in order again: what was found lies aside, is a draft if wanted, and the signed file is back."""
    if not (as_draft or one.edition):
        raise Missing(_("%(name)s không thuộc lần ban hành nào; mở thành bản nháp hoặc lấy khỏi thư mục.", name=one.name))
    with transaction():
        draft = _draft_from(one, by) if as_draft else None
        data = one.path.read_bytes() if one.path.is_file() else b""
        hash_ = disk.sha256(data)
        disk.write_whole(home.records() / "outside" / one.document.code / f"{one.number:02d}-{hash_[:12]}.md", data)
        if one.edition:
            note = _("Tệp tìm thấy có mã băm %(hash)s, được giữ riêng.", hash=hash_[:12])
            one.edition.reload().restore_file(by=by, note=str(note))
        else:
            after_commit(lambda: disk.remove(one.path))
        return draft


def _draft_from(one: Found, by: Person) -> Edition:
    if one.text is None:
        raise Missing(_("%(name)s: không đọc được nội dung tệp nên không mở thành bản nháp.", name=one.name))
    reason = str(_("Đưa vào soạn thảo từ tệp %(name)s sửa ngoài hệ thống", name=one.name))
    return Edition(document=one.document, **{**queries.facts_of(one.text), "reason": reason}).draft(by=by)


def keep_copies() -> None:
    """Make the second copy of approved files that were signed before the house kept one."""
    for edition in Edition.select().where(Edition.state == EditionState.APPROVED):
        code, number = edition.document.code, edition.number
        if not signed_copy.path_of_copy(code, number).is_file() and _is_whole(edition.document, edition):
            signed_copy.keep(code, number, path_of(code, number).read_bytes())
