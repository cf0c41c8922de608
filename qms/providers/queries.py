"""Lists of external providers, and how they did in a period: what the management review reads (9.3.2 c 7)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import fn

from qms.core import clock
from qms.core.past import changed_since
from qms.core.vietnamese import words_of
from qms.improvement.nonconformity import Nonconformity
from qms.providers.provider import ExternalProvider, ProviderEvaluation
from qms.providers.states import WATCHED, Conclusion, ProviderState


@dataclass(frozen=True)
class ProviderLine:
    """How one provider did in a period."""

    code: str
    name: str
    provides: str
    total: int | None  # the last evaluation up to the end of the period
    total_before: int | None  # the last one before the period
    conclusion: Conclusion | None
    evaluated: int  # how often in the period
    state: ProviderState  # on its last day, as is_overdue
    is_overdue: bool
    nonconformities: int  # reported from it in the period


def provider(code: str) -> ExternalProvider | None:
    """Find a provider by its code."""
    return ExternalProvider.get_or_none(code=code.upper())


def filtered(words: str = "", state: str = "", late: str = "") -> Any:
    """Ask for the providers that match the list's filters; without a state, those that are in use or wait."""
    query = ExternalProvider.select()
    for word in words_of(words):
        query = query.where(ExternalProvider.folded.contains(word))
    wanted = [one for one in ProviderState if state in (one.value, "all")] if state else list(WATCHED)
    query = query.where(ExternalProvider.state.in_(wanted))
    return (query.where(ExternalProvider.evaluate_on < clock.today()) if late else query).order_by(ExternalProvider.name)


def to_evaluate(until: date) -> Any:
    """Ask for what is to be evaluated up to a day."""
    watched = ExternalProvider.state.in_(WATCHED) & (ExternalProvider.evaluate_on <= until)
    return ExternalProvider.select().where(watched).order_by(ExternalProvider.evaluate_on)


def evaluations_of(one: ExternalProvider) -> Any:
    """Ask for a provider's evaluations, the last first."""
    return ProviderEvaluation.select().where(ProviderEvaluation.provider == one).order_by(ProviderEvaluation.id.desc())


def raised_from(one: ExternalProvider) -> list[Nonconformity]:
    """List the nonconformities that were reported from a provider."""
    said = (Nonconformity.origin_kind == "externalprovider") & (Nonconformity.origin_id == one.id)
    return list(Nonconformity.select().where(said).order_by(Nonconformity.id))


def state_on(since: date, until: date) -> list[ProviderLine]:
    """List how each provider known by the end of a period did in it; what was changed later is told as it was then."""
    states, due = (changed_since(ExternalProvider, name, until) for name in ("state", "evaluate_on"))
    known = ExternalProvider.select().where(ExternalProvider.registered_on <= until).order_by(ExternalProvider.id)
    return [_line(one, since, until, states.get(one.id, one.state), due.get(one.id, one.evaluate_on)) for one in known]


def begun_on() -> date | None:
    """Give the day the first provider was put on the list."""
    first: date | None = ExternalProvider.select(fn.MIN(ExternalProvider.registered_on)).scalar()
    return first


def _line(one: ExternalProvider, since: date, until: date, state: ProviderState, due: date) -> ProviderLine:
    past = [each for each in evaluations_of(one) if each.evaluated_on <= until]
    before = [each for each in past if each.evaluated_on < since]
    return ProviderLine(
        one.code,
        one.name,
        one.provides,
        past[0].total if past else None,
        before[0].total if before else None,
        past[0].conclusion if past else None,
        len(past) - len(before),
        state,
        state in WATCHED and due < until,
        sum(since <= case.reported_on <= until for case in raised_from(one)),
    )
