"""An edition (lần ban hành) of a document: written, reviewed, approved, in force from its date on, superseded by the next."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from peewee import SQL, BooleanField, CharField, Check, DateField, ForeignKeyField, IntegerField, TextField

from qms.core import clock, disk
from qms.core.act import NEW, act
from qms.core.database import when_undone
from qms.core.fields import ListField, MomentField, StateField
from qms.core.language import Phrase, _
from qms.core.looking import once
from qms.core.markdown_text import Rendered, check, rendered
from qms.core.refusals import Tampered
from qms.core.states import State
from qms.core.stories import Told, last_told
from qms.core.vietnamese import fold
from qms.documents import authorities
from qms.documents.check.finding import Finding
from qms.documents.check.lint import errors
from qms.documents.document import Document
from qms.documents.periodic_review import ReviewedOnTime
from qms.documents.review import signed_copy
from qms.documents.review.delegation import signature_of
from qms.documents.secrecy.levels import OPEN_LEVELS, must_fit
from qms.documents.states import OPEN, EditionState, Kind, Standing
from qms.documents.text.file_text import FileText, body_in, path_of
from qms.documents.text.steps import Sequence, sequence_of
from qms.organization.person import Person
from qms.organization.sign_in import Confirmation
from qms.organization.unit import Post, Unit

LAST_NUMBER = 99  # two digits in codes, files and headers
_SENT_BACK = {"edition.request_changes", "edition.return_from_review"}
CLASSIFICATIONS = OPEN_LEVELS
WRITTEN = (
    "title",
    "kind",
    "unit",
    "responsible",
    "clauses",
    "legal_basis",
    "review_months",
    "is_public",
    "classification",
    "service",
    "text",
    "reason",
)


class Edition(ReviewedOnTime):
    """One revision of a document. What is signed is the file, byte for byte, that the signer saw."""

    kind_label: ClassVar[Phrase] = _("Lần ban hành")
    hashed: ClassVar[frozenset[str]] = frozenset({"text"})

    document = ForeignKeyField(Document, backref="editions")
    number = IntegerField(verbose_name=_("Lần ban hành"))
    state = StateField(EditionState, default=EditionState.DRAFT, verbose_name=_("Trạng thái"))
    title = CharField(max_length=250, verbose_name=_("Tên tài liệu"))
    kind = StateField(Kind, default=Kind.WORK_PROCEDURE, verbose_name=_("Loại tài liệu"))
    unit = ForeignKeyField(Unit, null=True, verbose_name=_("Đơn vị chủ trì"))
    responsible = ForeignKeyField(Post, null=True, verbose_name=_("Chức vụ chịu trách nhiệm chính"))
    clauses = ListField(default=list, verbose_name=_("Điều khoản"))
    legal_basis = TextField(default="", verbose_name=_("Căn cứ pháp lý"))
    review_months = IntegerField(default=24, verbose_name=_("Chu kỳ soát xét (tháng)"))
    is_public = BooleanField(default=False, verbose_name=_("Niêm yết công khai"))
    classification = CharField(max_length=20, default=CLASSIFICATIONS[0], verbose_name=_("Độ mật"))
    service = ListField(default=dict, verbose_name=_("Thông tin niêm yết"))
    text = TextField(default="", verbose_name=_("Nội dung"))
    reason = CharField(max_length=500, default="", verbose_name=_("Lý do sửa đổi"))
    folded = CharField(max_length=300, default="")
    authors = ListField(default=list)
    drafted_by = ForeignKeyField(Person, backref="drafted")
    submitted_by = ForeignKeyField(Person, null=True, verbose_name=_("Người trình"))
    submitted_at = MomentField(null=True)
    approved_by = ForeignKeyField(Person, null=True, verbose_name=_("Người phê duyệt"))
    approved_as = CharField(max_length=300, default="", verbose_name=_("Ký với tư cách"))
    approved_at = MomentField(null=True)
    effective_on = DateField(null=True, verbose_name=_("Ngày có hiệu lực"))
    sha256 = CharField(max_length=64, default="", verbose_name=_("Mã băm SHA-256"))
    is_major = BooleanField(default=True, constraints=[SQL("DEFAULT 1")], verbose_name=_("Sửa đổi lớn"))

    class Meta:
        indexes = (
            (("document", "state", "effective_on"), False),
            (("state", "is_public"), False),
            (("classification", "document"), False),
        )
        constraints: ClassVar = [Check("approved_by_id IS NULL OR (approved_by_id <> drafted_by_id AND approved_by_id <> submitted_by_id)")]

    @property
    def label(self) -> str:
        return str(_("%(code)s lần %(n)s", code=self.document.code, n=f"{self.number:02d}"))

    @property
    def is_open(self) -> bool:
        """Tell whether it is still being worked on."""
        return self.state in OPEN

    @property
    def standing(self) -> State:
        """Tell how it stands today: the state of the work, or what its effective date says."""
        if self.state != EditionState.APPROVED:
            return self.state
        if self.document.is_withdrawn:
            return Standing.WITHDRAWN
        if self.effective_on > clock.today():
            return Standing.NOT_YET
        return Standing.SUPERSEDED if self.successor else Standing.IN_FORCE

    @property
    def successor(self) -> "Edition | None":
        """Give the newest later edition that is in force already."""
        return (
            Edition.approved_of(self.document)
            .where((Edition.number > self.number) & (Edition.effective_on <= clock.today()))
            .order_by(Edition.number.desc())
            .first()
        )

    @classmethod
    def approved_of(cls, document: Document) -> Any:
        """Ask for the approved editions of a document."""
        return cls.select().where((cls.document == document) & (cls.state == EditionState.APPROVED))

    @property
    def round(self) -> Any:
        """Give the round of review its last submission opened, or None."""
        return _last_round(self)

    @property
    def basis_lines(self) -> list[str]:
        """List the legal basis."""
        return [line.strip() for line in self.legal_basis.splitlines() if line.strip()]

    @property
    def sequence(self) -> Sequence | None:
        """Give the step table as data."""
        return sequence_of(self.body)

    @property
    def page(self) -> Rendered:
        """Give the text as HTML."""
        return rendered(self.body)

    @property
    def body(self) -> str:
        """Give the text: an approved one from its file, whose bytes are checked at every reading."""
        return body_in(self.approved_file().decode()) if self.state == EditionState.APPROVED else self.text

    def approved_file(self) -> bytes:
        """Give the bytes of the approved file; raise Tampered when they are not those that were signed."""
        path = path_of(self.document.code, self.number)
        data = path.read_bytes() if path.is_file() else b""
        if disk.sha256(data) != self.sha256:
            raise Tampered(
                _(
                    "%(label)s: tệp đã bị thay đổi sau khi ký nên không hiển thị. Báo người quản trị và cán bộ chất lượng.",
                    label=self.label,
                )
            )
        return data

    def as_text(self) -> FileText:
        """Give what the file says that this edition is, or would become."""
        return FileText(
            code=self.document.code,
            title=self.title,
            kind=Kind(self.kind).value,
            issue=self.number,
            unit=self.unit.code if self.unit else "",
            responsible=self.responsible.title if self.responsible else "",
            clauses=self.clauses,
            legal_basis=self.basis_lines,
            review_months=self.review_months,
            public=self.is_public,
            classification=self.classification,
            reason=self.reason,
            service=self.service,
            body=self.text,
        )

    def as_file(self) -> str:
        """Write the file this edition is, or would become."""
        return self.as_text().written()

    @property
    def findings(self) -> list[Finding]:
        """Check it against the rules of a controlled text."""
        from qms.documents.check.checking import findings_of

        return findings_of(self)

    def _write(self, by: Any, facts: dict[str, Any]) -> None:
        for name, value in facts.items():
            setattr(self, name, value)
        self.authors = sorted({*self.authors, by.id})
        self.folded = fold(f"{self.document.code} {self.title}")[:300]
        check(self.text)
        must_fit(self)

    def _must_be_kept(self) -> None:
        withdrawn = Document.get_by_id(self.document_id).withdrawn_on
        self.require(not withdrawn, _("Tài liệu %(code)s đã có quyết định hủy bỏ.", code=self.document.code))

    @act(_("Soạn thảo"), _("đã mở bản soạn thảo"), may=authorities.prepare, when=NEW)
    def draft(self, *, by: Any, first: int = 1) -> None:
        """Open the next edition of a document, one at a time; one that had editions on paper goes on from their number."""
        last = Edition.approved_of(self.document).order_by(Edition.number.desc()).first()
        open_one = Edition.select().where((Edition.document == self.document) & Edition.state.in_(OPEN)).first()
        self.require(open_one is None, _("%(code)s đang có một bản soạn thảo.", code=self.document.code))
        self._must_be_kept()
        self.require(1 <= first <= LAST_NUMBER, _("Lần ban hành là số từ 1 đến %(n)s.", n=LAST_NUMBER))
        self.number, self.drafted_by, self.state = last.number + 1 if last else first, by, EditionState.DRAFT
        self._write(by, {})

    @act(
        _("Lưu bản nháp"),
        _("đã lưu bản nháp"),
        may=authorities.prepare,
        when=(EditionState.DRAFT, EditionState.CHANGES_REQUESTED),
    )
    def rewrite(self, *, by: Any, **facts: Any) -> None:
        """Save what was written."""
        self._write(by, {name: facts[name] for name in WRITTEN if name in facts})

    @act(
        _("Trình phê duyệt"),
        _("đã trình phê duyệt"),
        may=authorities.prepare,
        when=(EditionState.DRAFT, EditionState.CHANGES_REQUESTED),
        then=EditionState.IN_REVIEW,
    )
    def submit_for_review(self, *, by: Any, reviewers: Iterable[Person] = ()) -> None:
        """Send it to those who review and the one who approves; from here to the signature the text stands still."""
        self._must_be_kept()
        self.require(self.title.strip() and self.text.strip(), _("%(label)s chưa có tên hoặc nội dung.", label=self.label))
        self.require(self.reason.strip(), _("Ghi lý do ban hành hoặc sửa đổi."))
        self.require(self.unit_id and self.responsible_id, _("Chọn đơn vị chủ trì và chức vụ chịu trách nhiệm chính."))
        self.require(self.clauses, _("Chọn ít nhất một điều khoản của tiêu chuẩn."))
        wrong = errors(self.findings)
        self.require(
            not wrong,
            _(
                "%(label)s còn %(n)s lỗi phải sửa trước khi trình. %(first)s",
                label=self.label,
                n=len(wrong),
                first=wrong[0].sentence if wrong else "",
            ),
        )
        self.submitted_by, self.submitted_at = by, clock.now()
        self.authors = sorted({*self.authors, by.id})
        self.sha256 = disk.sha256(self.as_file().encode())
        self.rounds.model.open_for(self, by, list(reviewers))

    @act(_("Rút lại"), _("đã rút lại để sửa"), may=authorities.prepare, when=EditionState.IN_REVIEW, then=EditionState.DRAFT)
    def take_back(self, *, by: Any) -> None:
        """Take it back from review."""
        self.sha256 = ""

    @property
    def sent_back(self) -> Told | None:
        """Give who sent it back last, when and why; None while it waits for no change."""
        return last_told(self, *_SENT_BACK) if self.state == EditionState.CHANGES_REQUESTED else None

    @act(
        _("Trả lại để sửa"),
        _("đã trả lại để sửa"),
        may=authorities.approve,
        when=EditionState.IN_REVIEW,
        then=EditionState.CHANGES_REQUESTED,
    )
    def request_changes(self, *, by: Any, note: str) -> None:
        """Send it back with a reason."""
        self.require(note.strip(), _("Ghi lý do trả lại."))
        self.sha256 = ""

    @act(
        _("Trả lại khi xem xét"),
        _("đã trả lại để sửa khi xem xét"),
        may=authorities.review,
        when=EditionState.IN_REVIEW,
        then=EditionState.CHANGES_REQUESTED,
    )
    def return_from_review(self, *, by: Any, note: str) -> None:
        """Send it back as its reviewer has signed; called by his opinion."""
        self.sha256 = ""

    @act(
        _("Phê duyệt, ban hành"),
        _("đã phê duyệt, ban hành"),
        may=authorities.approve,
        when=EditionState.IN_REVIEW,
        then=EditionState.APPROVED,
    )
    def approve(self, *, by: Any, effective_on: date, seen: str, confirmation: Confirmation, is_major: bool = True) -> None:
        """Sign exactly the text that was seen, write its file, set the day it takes force (7.5.2 c)."""
        confirmation.must_be_of(by)
        self._must_be_kept()
        data = self.as_file().encode()
        self.require(
            seen == self.sha256 == disk.sha256(data),
            _("Văn bản đã thay đổi so với bản đồng chí đang xem. Tải lại trang và xem lại trước khi ký."),
        )
        if self.round:
            self.round.must_be_settled(self.sha256, by)
        waiting = sum(comment.is_open for comment in self.comments)
        self.require(not waiting, _("Còn %(n)s góp ý tại đoạn chưa giải quyết: giải quyết từng góp ý hoặc trả lại.", n=waiting))
        last = Edition.approved_of(self.document).order_by(Edition.number.desc()).first()
        earliest = max(clock.today(), last.effective_on) if last else clock.today()
        self.require(effective_on >= earliest, _("Ngày có hiệu lực không được sớm hơn hôm nay và lần ban hành trước."))
        self.approved_by, self.approved_as, self.approved_at = by, signature_of(by), clock.now()
        self.effective_on, self.is_major = effective_on, is_major or last is None
        path = path_of(self.document.code, self.number)
        if not path.is_file():
            when_undone(lambda: disk.remove(path))
        signed_copy.keep(self.document.code, self.number, data)
        disk.write_whole(path, data)

    @act(_("Khôi phục tệp đã ký"), _("đã khôi phục tệp đã ký"), may=authorities.register, when=EditionState.APPROVED)
    def restore_file(self, *, by: Any) -> None:
        """Put the signed bytes back in the place of a file that was changed outside the house."""
        data = signed_copy.whole(self.document.code, self.number, self.sha256)
        self.require(data, _("%(label)s: bản lưu của tệp đã ký không còn nguyên vẹn; khôi phục từ bản sao lưu.", label=self.label))
        disk.write_whole(path_of(self.document.code, self.number), data or b"")

    @act(
        _("Bỏ bản nháp"),
        _("đã bỏ bản nháp"),
        may=authorities.prepare,
        when=(EditionState.DRAFT, EditionState.CHANGES_REQUESTED),
        then=EditionState.DISCARDED,
    )
    def discard(self, *, by: Any, note: str) -> None:
        """Give the draft up, with a reason."""
        self.require(note.strip(), _("Ghi lý do bỏ bản nháp."))


Edition.add_index(Edition.index(Edition.document, unique=True, name="edition_one_open").where(Edition.state.in_(list(OPEN))))
Edition.add_index(
    Edition.index(Edition.document, Edition.number, unique=True, name="edition_one_of_a_number").where(
        Edition.state == EditionState.APPROVED
    )
)


@once
def _last_round(edition: Edition) -> Any:
    return edition.rounds.order_by(edition.rounds.model.id.desc()).first()
