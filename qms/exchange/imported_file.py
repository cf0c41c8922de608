"""A file that was brought in: its original is kept with its hash, its text waits for a decision, the result is a draft."""

from typing import Any, ClassVar

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from qms.core import attachment, disk
from qms.core.act import NEW, act
from qms.core.attachment import Attachment, attachments_of
from qms.core.fields import ListField, StateField
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.core.refusals import Missing, Refusal
from qms.documents import authorities
from qms.documents.edition import Edition
from qms.exchange import drafting, findings
from qms.exchange.import_job import ImportJob
from qms.exchange.reading import Reading, examine
from qms.exchange.states import FileState

CORRECTED = ("code", "number", "title", "kind", "unit", "responsible", "clauses")
WAITING = (FileState.RECEIVED, FileState.READ, FileState.FAILED)
_KNOWN = _("Tệp này đã được nhận trong đợt nhập %(n)s.")


class ImportedFile(Record):
    """One file of a batch."""

    kind_label: ClassVar[Phrase] = _("Tệp nhập vào")
    hashed: ClassVar[frozenset[str]] = frozenset({"text", "original"})

    job = ForeignKeyField(ImportJob, backref="files", verbose_name=_("Đợt nhập"))
    name = CharField(max_length=200, verbose_name=_("Tên tệp"))
    sha256 = CharField(max_length=64, index=True, verbose_name=_("Mã băm SHA-256"))
    state = StateField(FileState, default=FileState.RECEIVED, verbose_name=_("Trạng thái"))
    is_accepted = BooleanField(default=True, verbose_name=_("Sửa đổi theo dõi lấy như đã chấp nhận"))
    tracked = IntegerField(default=0, verbose_name=_("Số chỗ sửa đổi theo dõi"))
    text = TextField(default="", verbose_name=_("Nội dung"))
    original = TextField(default="", verbose_name=_("Chữ của tệp gốc"))
    facts = ListField(default=dict, verbose_name=_("Thông tin nhận ra"))
    findings = ListField(default=list, verbose_name=_("Điều cần biết khi chuyển"))
    edition = ForeignKeyField(Edition, null=True, verbose_name=_("Bản nháp"))

    @property
    def label(self) -> str:
        return self.name

    @property
    def kept(self) -> Attachment | None:
        """Give the original, where it was kept."""
        return next(iter(attachments_of(self.record_kind(), self.id)), None)

    @property
    def told(self) -> list[Phrase]:
        """Say what the reading found."""
        return findings.told(self.findings)

    @property
    def is_waiting(self) -> bool:
        """Tell whether something is still to be decided about it."""
        return self.state in WAITING

    @act(_("Nhận tệp"), _("đã nhận tệp"), may=authorities.register, when=NEW)
    def receive(self, *, by: Any, data: bytes) -> None:
        """Take a file in; one that is not to be opened is noted with its sentence and hurts no other."""
        self.name, self.sha256 = attachment.safe_name(self.name), disk.sha256(data)
        known = ImportedFile.get_or_none(
            (ImportedFile.sha256 == self.sha256) & ImportedFile.state.in_([FileState.RECEIVED, FileState.READ, FileState.ADOPTED])
        )
        try:
            self.require(known is None, _KNOWN % {"n": known and known.job_id})
            examine(self.name, data)
            attachment.check(self.name, data)
        except Missing as refusal:
            self._fail(refusal)

    @act(_("Đọc tệp"), _("đã đọc tệp"), may=authorities.register, when=WAITING)
    def take_up(self, *, by: Any, outcome: Reading | Refusal, is_accepted: bool = True) -> None:
        """Keep what was read from the file, or why it cannot be read."""
        self.is_accepted = is_accepted
        if isinstance(outcome, Refusal):
            self._fail(outcome)
            return
        self.text, self.original, self.findings, self.tracked = outcome.text, outcome.original, outcome.findings, outcome.tracked
        corrected = {name: self.facts[name] for name in CORRECTED if name in self.facts} if self.state == FileState.READ else {}
        self.facts, self.state = {**outcome.facts, **corrected}, FileState.READ

    @act(_("Sửa thông tin"), _("đã sửa thông tin của tệp"), may=authorities.register, when=FileState.READ)
    def correct(self, *, by: Any, **facts: Any) -> None:
        """Correct what the frame was thought to say."""
        self.facts = {**self.facts, **{name: facts[name] for name in CORRECTED if name in facts}}

    @act(_("Đưa vào soạn thảo"), _("đã đưa vào soạn thảo"), may=authorities.register, when=FileState.READ, then=FileState.ADOPTED)
    def adopt(self, *, by: Any, pictures: list[bytes]) -> None:
        """Make the text a draft: of a new document, or of the next edition where its code is known (7.5.3)."""
        self.require(self.facts.get("code"), _("Ghi mã hiệu của tài liệu trong tệp “%(name)s”.", name=self.name))
        self.require(self.facts.get("title"), _("Ghi tên của tài liệu trong tệp “%(name)s”.", name=self.name))
        self.require(not self.facts.get("is_secret"), findings.SECRET)
        self.edition = drafting.draft(self.name, self.facts, self.text, pictures, by)

    @act(_("Bỏ qua"), _("đã bỏ qua tệp"), may=authorities.register, when=WAITING, then=FileState.LEFT_OUT)
    def leave_out(self, *, by: Any) -> None:
        """Leave the file out; its original stays kept."""

    def _fail(self, refusal: Refusal) -> None:
        self.state, self.findings = FileState.FAILED, [[refusal.sentence.text, refusal.sentence.values]]
