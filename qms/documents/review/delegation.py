"""Who signs while the commander is away: a delegation in writing, for days, with a reason (5.3; NĐ 30/2020, điều 13)."""

from typing import Any, ClassVar

from peewee import CharField, DateField, ForeignKeyField

from qms.core import clock
from qms.core.act import NEW, act
from qms.core.authority import authority
from qms.core.fields import MomentField, StateField
from qms.core.language import Phrase, _
from qms.core.looking import of_person
from qms.core.paper.form import chief_of
from qms.core.record import Record
from qms.core.refusals import NotNow
from qms.core.states import State
from qms.organization import authorities as by_role
from qms.organization.person import Person
from qms.organization.role import Role
from qms.organization.sign_in import Confirmation


class SignedFor(State):
    """By what right one signs for another; its value is written before the post of the one who is away."""

    DEPUTY = "KT.", _("KT. – cấp phó ký thay")
    AUTHORIZED = "TUQ.", _("TUQ. – ký thừa ủy quyền")


class Scope(State):
    """What may be signed for another."""

    DOCUMENTS = "documents", _("Phê duyệt tài liệu")


@authority(_("chỉ huy đã ủy quyền"))
def gave_it(person: Any, delegation: Any) -> bool:
    """Hold for the commander whose signature it is."""
    return person.id is not None and person.id == delegation.principal_id


class Delegation(Record):
    """A commander's signature on documents, given to one person from a day to a day."""

    kind_label: ClassVar[Phrase] = _("Ủy quyền ký")

    principal = ForeignKeyField(Person, verbose_name=_("Người ủy quyền"))
    delegate = ForeignKeyField(Person, verbose_name=_("Người được ủy quyền"))
    signed_for = StateField(SignedFor, verbose_name=_("Hình thức ký"))
    scope = StateField(Scope, default=Scope.DOCUMENTS, verbose_name=_("Phạm vi"))
    principal_post = CharField(max_length=120, verbose_name=_("Chức vụ người ủy quyền"))
    starts_on = DateField(verbose_name=_("Từ ngày"))
    ends_on = DateField(verbose_name=_("Đến hết ngày"))
    reason = CharField(max_length=500, verbose_name=_("Lý do"))
    signed_as = CharField(max_length=300, verbose_name=_("Ký với tư cách"))
    ended_at = MomentField(null=True, verbose_name=_("Thu hồi lúc"))

    class Meta:
        indexes = ((("delegate", "starts_on", "ends_on"), False),)

    @property
    def label(self) -> str:
        return f"{self.principal.name} → {self.delegate.name}"

    @property
    def stands(self) -> bool:
        """Tell whether it holds today: within its days, not ended, and its giver still commands."""
        return self.ended_at is None and self.starts_on <= clock.today() <= self.ends_on and self.principal.has_role(Role.COMMANDER)

    @property
    def has_passed(self) -> bool:
        """Tell whether it will not hold any more."""
        return self.ended_at is not None or self.ends_on < clock.today()

    def signature(self) -> str:
        """Give the line under what the delegate signs: KT. or TUQ., the post signed for, his own rank, name and post."""
        return f"{self.signed_for} {self.principal_post} – {self.delegate.signature()}"

    @act(_("Ủy quyền ký"), _("đã ủy quyền ký"), may=by_role.commander, when=NEW)
    def authorize(self, *, by: Any, confirmation: Confirmation) -> None:
        """Give the signature on documents to one person for some days; he may not give it on."""
        self.require(self.delegate_id and self.delegate_id != by.id, _("Chọn người được ủy quyền, khác với người ủy quyền."))
        fit = self.delegate.may_sign_in and not self.delegate.has_role(Role.ADMINISTRATOR)
        self.require(fit, _("Người quản trị và người không đăng nhập được không nhận ủy quyền ký."))
        self.signed_for = self.signed_for or usual_form(self.delegate, by)
        self.require(
            self.signed_for != SignedFor.DEPUTY or is_deputy_of(self.delegate, by),
            _("KT. chỉ dành cho cấp phó cùng đơn vị của người ủy quyền; %(who)s ký thừa ủy quyền (TUQ.).", who=self.delegate.ranked_name),
        )
        self.require(clock.today() <= self.ends_on >= self.starts_on, _("Ngày kết thúc không được trước ngày bắt đầu và hôm nay."))
        self.require(self.reason.strip(), _("Ghi lý do ủy quyền."))
        other = Delegation.select().where(
            (Delegation.principal == by)
            & Delegation.ended_at.is_null()
            & (Delegation.starts_on <= self.ends_on)
            & (Delegation.ends_on >= self.starts_on)
        )
        self.require(not other.exists(), _("Trong những ngày đó đã ủy quyền cho một người; thu hồi trước khi ủy quyền lại."))
        confirmation.must_be_of(by)
        self.principal, self.signed_as = by, by.signature()
        self.principal_post = by.posts[0].title if by.posts else str(Role.COMMANDER.label)

    @act(_("Thu hồi ủy quyền"), _("đã thu hồi ủy quyền"), may=gave_it)
    def end(self, *, by: Any) -> None:
        """Take the signature back before its last day."""
        if self.has_passed:
            raise NotNow(_("Ủy quyền này đã hết hiệu lực."))
        self.ended_at = clock.now()


def is_deputy_of(person: Person, chief: Person) -> bool:
    """Tell whether somebody's post is that of a deputy in the unit of his chief, so that he signs KT. (NĐ 30/2020, điều 13)."""
    return any(
        chief_of(own.title) and not chief_of(above.title) and own.unit_id == above.unit_id
        for own, above in zip(person.posts[:1], chief.posts[:1], strict=False)
    )


def usual_form(person: Person, chief: Person) -> SignedFor:
    """Give the form in which somebody signs for another when none was chosen."""
    return SignedFor.DEPUTY if is_deputy_of(person, chief) else SignedFor.AUTHORIZED


def delegation_to(person: Person) -> Delegation | None:
    """Give the delegation by which a person signs documents today, or None."""
    return next((one for one in _held_today(person) if one.stands), None)


@of_person(lambda: Delegation.delegate)
def _held_today() -> Any:
    today = clock.today()
    return Delegation.select().where(Delegation.ended_at.is_null() & (Delegation.starts_on <= today) & (Delegation.ends_on >= today))


def signature_of(person: Person) -> str:
    """Give the line under what a person approves: his own right first, else the one he was given."""
    given = None if person.has_role(Role.COMMANDER) else delegation_to(person)
    return given.signature() if given else person.signature()


def delegations() -> list[Delegation]:
    """List all delegations, newest first."""
    return list(Delegation.select().order_by(Delegation.id.desc()))
