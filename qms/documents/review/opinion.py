"""What a reviewer says about exactly the text he saw: agreed, or sent back with a reason (7.5.2 c)."""

from typing import Any, ClassVar

from peewee import CharField, ForeignKeyField

from qms.core import clock, disk
from qms.core.act import NEW, act
from qms.core.fields import ListField, MomentField, StateField
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.core.refusals import NotNow
from qms.core.states import State
from qms.documents import authorities
from qms.documents.edition import Edition
from qms.documents.review.round import ReviewRound
from qms.documents.states import EditionState
from qms.organization.person import Person
from qms.organization.sign_in import Confirmation


class Verdict(State):
    """What a reviewer may say."""

    AGREE = "agree", _("Đồng ý"), "✓", "ok"
    RETURN = "return", _("Trả lại để sửa"), "◆", "warn"


class ReviewOpinion(Record):
    """A signed opinion. It holds for one text in one round; any edit, return or new submission makes it void."""

    kind_label: ClassVar[Phrase] = _("Ý kiến xem xét")

    edition = ForeignKeyField(Edition, backref="opinions", verbose_name=_("Lần ban hành"))
    round = ForeignKeyField(ReviewRound, backref="opinions")
    person = ForeignKeyField(Person, verbose_name=_("Người xem xét"))
    seats = ListField(default=list)
    verdict = StateField(Verdict, verbose_name=_("Ý kiến"))
    note = CharField(max_length=1000, default="", verbose_name=_("Nội dung ý kiến"))
    sha256 = CharField(max_length=64, verbose_name=_("Mã băm SHA-256"))
    signed_as = CharField(max_length=300, verbose_name=_("Ký với tư cách"))
    signed_at = MomentField()

    class Meta:
        indexes = ((("round", "person"), True),)

    @property
    def label(self) -> str:
        return f"{self.edition.label} – {self.person.name}"

    @property
    def agrees(self) -> bool:
        """Tell whether it agrees."""
        return self.verdict == Verdict.AGREE

    @property
    def is_void(self) -> bool:
        """Tell whether it no longer counts: the text was returned, edited or submitted anew since."""
        edition = self.edition
        return self.sha256 != edition.sha256 or edition.round is None or self.round_id != edition.round.id

    @act(_("Ký đồng ý"), _("đã ký xem xét: đồng ý"), may=authorities.review, when=NEW)
    def agree(self, *, by: Any, seen: str, confirmation: Confirmation, note: str = "") -> None:
        """Agree to exactly the text that was seen."""
        self._sign(by, Verdict.AGREE, note, seen, confirmation)

    @act(_("Trả lại khi xem xét"), _("đã ký xem xét: trả lại để sửa"), may=authorities.review, when=NEW)
    def send_back(self, *, by: Any, seen: str, confirmation: Confirmation, note: str) -> None:
        """Send the text back with a reason; the other reviewers' opinions become void with it."""
        self.require(note.strip(), _("Ghi lý do trả lại."))
        self._sign(by, Verdict.RETURN, note, seen, confirmation)
        self.edition.return_from_review(by=by, note=note)

    def _sign(self, by: Any, verdict: Verdict, note: str, seen: str, confirmation: Confirmation) -> None:
        edition = self.edition = self.edition.reload()
        if edition.state != EditionState.IN_REVIEW:
            raise NotNow(_("%(label)s không còn chờ xem xét.", label=edition.label))
        if not edition.round.is_turn_of(by):
            raise NotNow(_("%(label)s: chưa đến lượt đồng chí, hoặc đồng chí đã cho ý kiến về văn bản này.", label=edition.label))
        confirmation.must_be_of(by)
        self.require(
            seen == edition.sha256 == edition.round.sha256 == disk.sha256(edition.as_file().encode()),
            _("Văn bản đã thay đổi so với bản đồng chí đang xem. Tải lại trang và xem lại trước khi ký."),
        )
        self.round, self.person, self.seats = edition.round, by, [str(seat) for seat in edition.round.seats_of(by)]
        self.verdict, self.note, self.sha256, self.signed_as, self.signed_at = verdict, note, seen, by.signature(), clock.now()


def opinions_on(edition: Edition) -> list[ReviewOpinion]:
    """List all that reviewers have said about an edition, void opinions too, newest first."""
    return list(edition.opinions.order_by(ReviewOpinion.id.desc()))
