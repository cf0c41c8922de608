"""A round of review: who was asked to look at exactly one text, fixed when it was submitted (7.5.2 c)."""

from collections.abc import Iterable
from typing import Any, ClassVar

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from qms.core import clock
from qms.core.act import NEW, act
from qms.core.fields import ListField, MomentField
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.core.refusals import Missing, NotNow
from qms.documents import authorities
from qms.documents.edition import Edition
from qms.documents.review.rule import rule_for
from qms.documents.review.seats import PERSON, Seat, in_words, seats_in
from qms.organization.person import Person


class ReviewRound(Record):
    """The reviewers of one submission. A new submission opens a new round: what was said in an earlier one is void."""

    kind_label: ClassVar[Phrase] = _("Vòng xem xét")

    edition = ForeignKeyField(Edition, backref="rounds", verbose_name=_("Lần ban hành"))
    sha256 = CharField(max_length=64, verbose_name=_("Mã băm SHA-256"))
    seats = ListField(default=list)
    added = ListField(default=list)
    seats_in_words = TextField(default="", verbose_name=_("Người xem xét"))
    quorum = IntegerField(default=0, verbose_name=_("Số người phải đồng ý"))
    in_order = BooleanField(default=False, verbose_name=_("Lần lượt theo thứ tự"))
    opened_at = MomentField()

    @property
    def label(self) -> str:
        return str(self.edition.label)

    @property
    def asked(self) -> list[Seat]:
        """List the seats: those of the rule, then those added at submission, who must all agree."""
        return [*seats_in(self.seats), *seats_in(self.added)]

    @property
    def agreed(self) -> list[Any]:
        """List the opinions of this round that agree."""
        return [opinion for opinion in self.opinions if opinion.agrees]

    def agreed_at(self, seat: Seat) -> Any:
        """Give the opinion by which a seat agreed."""
        return next((opinion for opinion in self.agreed if str(seat) in opinion.seats), None)

    @property
    def missing(self) -> int:
        """Count the opinions that are still missing before the text may be signed."""
        of_the_rule = sum(bool({*opinion.seats} & {*self.seats}) for opinion in self.agreed)
        added = sum(not self.agreed_at(seat) for seat in seats_in(self.added))
        return max(self.quorum - of_the_rule, 0) + added

    def seats_of(self, person: Person) -> list[Seat]:
        """List the seats a person holds."""
        return [seat for seat in self.asked if seat.is_held_by(person)]

    def is_turn_of(self, person: Person) -> bool:
        """Tell whether a person is asked now: he holds a seat, has said nothing, and nobody before him is still to agree."""
        if any(opinion.person_id == person.id for opinion in self.opinions):
            return False
        held = self.seats_of(person)
        return bool(held) and (not self.in_order or all(self.agreed_at(seat) for seat in self.asked[: self.asked.index(held[0])]))

    def must_be_settled(self, sha256: str, by: Person) -> None:
        """Refuse a signature on a text its reviewers have not agreed to, or by one of them."""
        if self.sha256 != sha256 or self.missing:
            raise NotNow(
                _("%(label)s: còn thiếu %(n)s ý kiến đồng ý của người xem xét về đúng văn bản này.", label=self.label, n=self.missing)
            )
        if any(opinion.person_id == by.id for opinion in self.agreed):
            raise NotNow(_("Người đã ký xem xét không đồng thời phê duyệt; người phê duyệt khác ký."))

    @classmethod
    def open_for(cls, edition: Edition, by: Person, people: list[Person]) -> None:
        """Open a round where somebody is to be asked, or where an earlier round must not count any longer."""
        rule = rule_for(edition.kind)
        if people or (rule and rule.seats) or edition.rounds.exists():
            cls(edition=edition).open(by=by, people=people)

    @act(_("Mở vòng xem xét"), _("đã mở vòng xem xét"), may=authorities.prepare, when=NEW)
    def open(self, *, by: Any, people: Iterable[Person]) -> None:
        """Ask those whom the kind's rule names and those the submitter adds."""
        rule = rule_for(self.edition.kind)
        if rule:
            self.seats, self.quorum, self.in_order = rule.seats, rule.quorum, rule.in_order
        objectors = self._objectors()
        asked = {person.id: person for person in (*people, *objectors)}
        self.added = [str(Seat(PERSON, str(number))) for number in asked]
        self.sha256, self.opened_at, self.seats_in_words = self.edition.sha256, clock.now(), in_words(self.asked)
        able = {
            str(seat): {person.id for person in seat.holders() if authorities.sees_it_fresh(person, self.edition)} for seat in self.asked
        }
        unable = [seat for seat in seats_in(self.added) if not able[str(seat)]]
        self.require(not unable, _("Người đã tham gia soạn thảo không tự xem xét: %(who)s.", who=in_words(unable)))
        enough = len(set().union(*(able[seat] for seat in self.seats if seat in able)))
        self.require(
            enough >= self.quorum,
            _("Cần %(n)s người xem xét không tham gia soạn thảo, hiện có %(have)s.", n=self.quorum, have=enough),
        )

    def _objectors(self) -> list[Person]:
        """List who sent the text back in the round before: they are asked again, about another text."""
        last = self.edition.rounds.order_by(ReviewRound.id.desc()).first()
        objections = [opinion for opinion in last.opinions if not opinion.agrees] if last else []
        self.require(
            not objections or last.sha256 != self.edition.sha256,
            _(
                "Văn bản chưa đổi so với bản %(who)s đã trả lại; sửa rồi trình lại.",
                who=", ".join(one.person.ranked_name for one in objections),
            ),
        )
        return [one.person for one in objections if authorities.sees_it_fresh(one.person, self.edition)]


def people_numbered(numbers: Iterable[int]) -> list[Person]:
    """Find people; raise Missing when there is no such person."""
    found = [person for number in numbers if (person := Person.get_or_none(id=number))]
    if len(found) != len(list(numbers)):
        raise Missing(_("Chọn người xem xét trong danh sách."))
    return found
