"""A form (biểu mẫu) under its procedure, coded BM-QT-01-03, and its revisions with a file each (7.5.2, 8.5.1 a)."""

import re
from datetime import date
from typing import Any, ClassVar

from peewee import SQL, BooleanField, CharField, DateField, ForeignKeyField, IntegerField

from qms.core import clock, disk
from qms.core.act import ANY, NEW, act
from qms.core.attachment import Attachment, attach_to, attachments_of
from qms.core.fields import StateField
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.core.stories import Told, last_told
from qms.documents import authorities
from qms.documents.document import Document
from qms.documents.sheets.states import RevisionState, SheetStanding
from qms.documents.text.file_text import CODE
from qms.organization.person import Person
from qms.organization.sign_in import Confirmation


class FormSheet(Record):
    """A form; what is filled in lies in its revisions."""

    kind_label: ClassVar[Phrase] = _("Biểu mẫu")

    code = CharField(max_length=40, unique=True, verbose_name=_("Mã biểu mẫu"))
    document = ForeignKeyField(Document, backref="form_sheets", verbose_name=_("Tài liệu"))
    title = CharField(max_length=250, verbose_name=_("Tên biểu mẫu"))
    is_public = BooleanField(default=False, verbose_name=_("Cho công dân tải"))
    withdrawn_on = DateField(null=True, verbose_name=_("Ngày hủy bỏ"))
    withdrawal_reason = CharField(max_length=500, default="", verbose_name=_("Lý do hủy bỏ"))

    @property
    def label(self) -> str:
        return self.code

    @property
    def is_withdrawn(self) -> bool:
        """Tell whether it has been withdrawn by today, itself or with its document."""
        return (self.withdrawn_on is not None and self.withdrawn_on <= clock.today()) or self.document.is_withdrawn

    @property
    def revisions_newest_first(self) -> "list[FormRevision]":
        """List its revisions."""
        return list(FormRevision.select().where(FormRevision.sheet == self).order_by(FormRevision.number.desc()))

    @property
    def issued_newest_first(self) -> "list[FormRevision]":
        """List the revisions that were approved."""
        return [one for one in self.revisions_newest_first if one.state == RevisionState.APPROVED]

    @property
    def waiting(self) -> "FormRevision | None":
        """Give the revision that is not approved yet."""
        return next((one for one in self.revisions_newest_first if one.state != RevisionState.APPROVED), None)

    @property
    def in_force(self) -> "FormRevision | None":
        """Give the revision to be used today."""
        begun = (one for one in self.issued_newest_first if one.effective_on <= clock.today())
        return None if self.is_withdrawn else next(begun, None)

    @property
    def standing(self) -> SheetStanding:
        """Tell how it stands today."""
        if self.is_withdrawn:
            return SheetStanding.WITHDRAWN
        if self.in_force:
            return SheetStanding.IN_FORCE
        if self.issued_newest_first:
            return SheetStanding.NOT_YET
        return SheetStanding.WAITING if self.waiting else SheetStanding.WITHOUT_FILE

    @act(_("Lập biểu mẫu"), _("đã lập biểu mẫu"), may=authorities.register, when=NEW)
    def establish(self, *, by: Any) -> None:
        """Take a form under control, under its procedure's code."""
        own = re.compile(rf"BM[-.]{re.escape(self.document.code)}[-.]\d{{2,3}}")
        sentence = _("Mã biểu mẫu “%(code)s” không đúng dạng BM-%(document)s-01.", code=self.code, document=self.document.code)
        self.require(CODE.match(self.code) and own.fullmatch(self.code), sentence)
        self.require(not FormSheet.get_or_none(code=self.code), _("Mã biểu mẫu %(code)s đã có.", code=self.code))
        self.require(self.title.strip(), _("Ghi tên biểu mẫu."))
        self.require(not self.document.withdrawn_on, _("Tài liệu %(code)s đã có quyết định hủy bỏ.", code=self.document.code))

    @act(_("Trình tệp mới"), _("đã trình tệp mới của biểu mẫu"), may=authorities.register, when=ANY)
    def revise(self, *, by: Any, name: str, data: bytes, effective_on: date, reason: str) -> None:
        """Submit a new file to take the place of the old one, or of one that is not approved yet; a replaced one stays readable."""
        self.require(self.withdrawn_on is None, _("Biểu mẫu %(code)s đã có quyết định hủy bỏ.", code=self.code))
        facts = {"effective_on": effective_on, "reason": reason}
        if waiting := self.waiting:
            revision = waiting.submit_again(by=by, **facts)
        else:
            number = max((one.number for one in self.issued_newest_first), default=0) + 1
            revision = FormRevision(sheet=self, number=number, issued_by=by, **facts).submit(by=by)
        attach_to(revision, revision.name_for(name), data, by)

    @act(_("Công khai biểu mẫu"), _("đã đổi việc công khai biểu mẫu"), may=authorities.register, when=ANY)
    def show_public(self, *, by: Any, is_public: bool) -> None:
        """Let citizens download it beside its posted procedure, or no longer."""
        self.is_public = is_public

    @act(_("Hủy bỏ biểu mẫu"), _("đã hủy bỏ biểu mẫu"), may=authorities.withdraw, when=ANY)
    def withdraw(self, *, by: Any, on: date, reason: str) -> None:
        """Take the form out of use on a day, with a reason; its files stay readable."""
        self.require(self.withdrawn_on is None, _("Biểu mẫu %(code)s đã có quyết định hủy bỏ.", code=self.code))
        self.require(reason.strip(), _("Ghi lý do hủy bỏ."))
        self.require(on >= clock.today(), _("Ngày hủy bỏ không được sớm hơn hôm nay."))
        self.withdrawn_on, self.withdrawal_reason = on, reason


class FormRevision(Record):
    """One file of a form, in use from a day on."""

    kind_label: ClassVar[Phrase] = _("Lần ban hành biểu mẫu")

    sheet = ForeignKeyField(FormSheet, backref="revisions")
    number = IntegerField(verbose_name=_("Lần ban hành"))
    effective_on = DateField(verbose_name=_("Ngày có hiệu lực"))
    reason = CharField(max_length=500, verbose_name=_("Lý do sửa đổi"))
    issued_by = ForeignKeyField(Person, verbose_name=_("Người trình"))
    issued_on = DateField(verbose_name=_("Ngày ban hành"))  # before the approval: the day it was submitted
    state = StateField(  # those of before the approval was asked for are approved
        RevisionState, default=RevisionState.APPROVED, constraints=[SQL("DEFAULT 'approved'")], verbose_name=_("Trạng thái")
    )
    approved_by = ForeignKeyField(Person, null=True, verbose_name=_("Người phê duyệt"))

    class Meta:
        indexes = ((("sheet", "number"), True),)

    @property
    def label(self) -> str:
        return str(_("%(code)s lần %(n)s", code=self.sheet.code, n=f"{self.number:02d}"))

    @property
    def document(self) -> Document:
        """Give the document its form stands under."""
        return self.sheet.document

    @property
    def file(self) -> Attachment | None:
        """Give its file: the last that was submitted."""
        return next(reversed(attachments_of(self.record_kind(), self.id)), None)

    @property
    def sha256(self) -> str:
        """Give the hash of its file, which a signature is bound to."""
        return self.file.sha256 if self.file else ""

    @property
    def sent_back(self) -> Told | None:
        """Give who sent it back, when and why; None while it waits for no other file."""
        return last_told(self, "formrevision.send_back") if self.state == RevisionState.RETURNED else None

    def name_for(self, name: str) -> str:
        """Name its file so that what is filled in tells its form and revision: BM-QT-11-01_lan-02.docx."""
        return f"{self.sheet.code}_lan-{self.number:02d}.{name.rpartition('.')[2].lower()}"

    @act(_("Trình"), _("đã trình lần mới của biểu mẫu"), may=authorities.register, when=NEW, then=RevisionState.SUBMITTED)
    def submit(self, *, by: Any) -> None:
        """Ask for the approval of a revision; its file is put under it by the form's own act."""
        self._take(by)

    @act(
        _("Trình lại"),
        _("đã trình lại biểu mẫu"),
        may=authorities.register,
        when=(RevisionState.SUBMITTED, RevisionState.RETURNED),
        then=RevisionState.SUBMITTED,
    )
    def submit_again(self, *, by: Any, effective_on: date, reason: str) -> None:
        """Ask for the approval of another file in its place."""
        self.effective_on, self.reason, self.issued_by = effective_on, reason, by
        self._take(by)

    def _take(self, by: Any) -> None:
        former = next(iter(self.sheet.issued_newest_first), None)
        earliest = max(clock.today(), former.effective_on) if former else clock.today()
        self.require(self.effective_on >= earliest, _("Ngày có hiệu lực không được sớm hơn hôm nay và lần ban hành trước."))
        self.require(self.reason.strip(), _("Ghi lý do ban hành hoặc sửa đổi."))
        self.issued_on = clock.today()

    @act(
        _("Phê duyệt biểu mẫu"),
        _("đã phê duyệt biểu mẫu"),
        may=authorities.approve_form,
        when=RevisionState.SUBMITTED,
        then=RevisionState.APPROVED,
    )
    def approve(self, *, by: Any, seen: str, confirmation: Confirmation) -> None:
        """Sign exactly the file that was seen; it takes force on its day, and not before today (7.5.2 c)."""
        confirmation.must_be_of(by)
        self.require(self.sheet.withdrawn_on is None, _("Biểu mẫu %(code)s đã có quyết định hủy bỏ.", code=self.sheet.code))
        changed = _("Tệp đã thay đổi so với tệp đồng chí đang xem. Tải lại trang và xem lại trước khi ký.")
        self.require(self.file and seen == disk.sha256(self.file.bytes()), changed)
        self.approved_by, self.issued_on = by, clock.today()
        self.effective_on = max(self.effective_on, clock.today())

    @act(
        _("Trả lại biểu mẫu"),
        _("đã trả lại biểu mẫu"),
        may=authorities.approve_form,
        when=RevisionState.SUBMITTED,
        then=RevisionState.RETURNED,
    )
    def send_back(self, *, by: Any, note: str) -> None:
        """Send it back with a reason."""
        self.require(note.strip(), _("Ghi lý do trả lại."))
