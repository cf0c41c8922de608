"""An act: the one way in which a record changes.

One declaration serves the button, the refusal, the trail, the events and the tests:

    @act(_("Trình phê duyệt"), _("đã trình phê duyệt"), may=authorities.prepare, when=DRAFT, then=IN_REVIEW)
    def submit_for_review(self, *, by): ...

It asks in this order: is the record as the person saw it? may he? does the state allow it? does the body find all it
needs? Then it keeps the record with its trail entry in one transaction and tells those who listen once all is kept.
"""

import inspect
from collections.abc import Callable
from typing import Any

from qms.core import events, once, trail
from qms.core.authority import Authority
from qms.core.database import after_commit, transaction
from qms.core.language import Phrase, _
from qms.core.refusals import NotAllowed, NotNow, Refusal, Stale

NEW = "new"  # `when` of an act that creates its record
ANY = "any"


class Act:
    """The declaration of an act, bound to a record when it is read from one."""

    kind: str

    def __init__(self, body: Callable[..., Any], label: Phrase, past: Phrase, may: Authority, when: Any, then: Any) -> None:
        self.body = body
        self.label = label
        self.past = past
        self.may = may
        self.when = when if isinstance(when, tuple) else (when,)
        self.then = then
        self.takes_note = "note" in inspect.signature(body).parameters
        self.__doc__ = body.__doc__

    @property
    def name(self) -> str:
        """Name the act as the trail does: `edition.approve`."""
        return f"{self.kind}.{self.body.__name__}"

    def __get__(self, record: Any, owner: type) -> Any:
        return self if record is None else BoundAct(self, record)


class BoundAct:
    """An act of one record."""

    def __init__(self, act: Act, record: Any) -> None:
        self.act = act
        self.record = record

    def __call__(self, *, by: Any, note: str = "", **facts: Any) -> Any:
        """Do it; raise a Refusal, with nothing changed, when it cannot be done."""
        with transaction():
            once.spend()
            before = self._before()
            self._allow(by)
            if self.act.takes_note:
                facts["note"] = note
            outcome = self.act.body(self.record, by=by, **facts)
            if self.act.then is not None:
                self.record.state = self.act.then
            _keep(self.act, self.record, by, note, before)
        return self.record if outcome is None else outcome

    def refusal_for(self, person: Any) -> Refusal | None:
        """Give the refusal this person would get from the authority or the state, or None."""
        try:
            self._allow(person)
        except Refusal as refusal:
            return refusal
        return None

    def is_open_to(self, person: Any) -> bool:
        """Tell whether authority and state let this person do it now."""
        return self.refusal_for(person) is None

    @property
    def label(self) -> Phrase:
        """Name the act as its button does."""
        return self.act.label

    @property
    def name(self) -> str:
        """Name the act within its record."""
        return self.act.body.__name__

    def _allow(self, person: Any) -> None:
        act, record = self.act, self.record
        if not act.may(person, record):
            raise NotAllowed(_("%(act)s: chỉ %(who)s được thực hiện.", act=act.label, who=act.may.who))
        if not _in_state(act, record):
            state = record.state.label if hasattr(record, "state") and not record.is_new else _("đã có")
            raise NotNow(
                _(
                    "%(act)s: chưa thực hiện được khi %(label)s ở trạng thái “%(state)s”.",
                    act=act.label,
                    label=record.label,
                    state=state,
                )
            )

    def _before(self) -> dict[str, Any] | None:
        if self.record.is_new:
            return None
        kept = type(self.record).get_or_none(id=self.record.id)
        if kept is None or kept.version != self.record.version:
            raise Stale(self.record.label)
        return kept.image()


def _in_state(act: Act, record: Any) -> bool:
    if record.is_new or NEW in act.when:
        return record.is_new and NEW in act.when
    return ANY in act.when or record.state in act.when


def _keep(act: Act, record: Any, by: Any, note: str, before: dict[str, Any] | None) -> None:
    if before is None:
        record.id = record.next_id()
    record.version += 1
    entry = trail.append(act.name, record, by, note, before)
    record.keep(entry.seq)
    after_commit(lambda: events.tell(act.name, record, entry))


def act(label: Phrase, past: Phrase, *, may: Authority, when: Any = ANY, then: Any = None) -> Callable[[Callable[..., Any]], Any]:
    """Declare an act: its imperative label, its past for the trail, who may, in which states, the state it leads to."""
    return lambda body: Act(body, label, past, may, when, then)
