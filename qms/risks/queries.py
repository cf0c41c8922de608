"""Lists, the matrix and the work that waits on risks and opportunities."""

from typing import Any

from peewee import JOIN

from qms.core import clock
from qms.core.kept import kept
from qms.core.looking import of_person
from qms.core.vietnamese import words_of
from qms.improvement.nonconformity import Nonconformity
from qms.organization.person import Person
from qms.organization.unit import Unit
from qms.risks import scale
from qms.risks.risk import Risk
from qms.risks.states import Band, RiskKind, RiskState, Stage, TreatmentState
from qms.risks.treatment import Treatment

MOST = 200  # lines of the list; an office has some dozens


def risk(code: str) -> Risk | None:
    """Find a risk or an opportunity by its code."""
    return Risk.get_or_none(code=code.upper())


def treatment(code: str) -> Treatment | None:
    """Find a treatment by its code."""
    return Treatment.get_or_none(code=code.upper())


def filtered(
    words: str = "", kind: str = "", state: str = "", band: str = "", unit: str = "", owner: str = "", procedure: str = "", late: str = ""
) -> Any:
    """Ask for the risks that match the list's filters, the highest score first; without a state, those that are watched."""
    query = Risk.select(Risk, Person).join(Person, on=(Risk.owner == Person.id), attr="owner")
    for word in words_of(words):
        query = query.where(Risk.folded.contains(word))
    wanted = {RiskState.WATCHED.value} if not state else {one.value for one in RiskState if state in (one.value, "all")}
    query = query.where(Risk.state.in_(wanted))
    for column, value in ((Risk.kind, kind), (Risk.unit, unit), (Risk.owner, owner), (Risk.procedure_code, procedure)):
        if value:
            query = query.where(column.cast("text") == value)
    if band:
        query = query.where(Risk.score.in_([score for one in Band if one == band for score in scale.current().scores_of(one)]))
    query = query.where(Risk.review_on < clock.today()) if late else query
    return query.order_by(Risk.score.desc(), Risk.id)


def done_of(risks: list[Risk]) -> dict[int, tuple[int, int]]:
    """Count for each risk the treatments that are done and all that count."""
    counts: dict[int, tuple[int, int]] = {}
    query = Treatment.select(Treatment.risk, Treatment.state).where(Treatment.risk.in_(risks) & (Treatment.state != TreatmentState.DROPPED))
    for one in query:
        done, total = counts.get(one.risk_id, (0, 0))
        counts[one.risk_id] = (done + one.is_done, total + 1)
    return counts


def cells(kind: RiskKind, stage: Stage) -> dict[tuple[int, int], list[Risk]]:
    """Give what is watched by its place in the matrix; what has no score after treatment stands where it is now."""
    places: dict[tuple[int, int], list[Risk]] = {}
    for one in filtered(kind=kind.value):
        place = (one.before_likelihood, one.before_impact) if stage == Stage.BEFORE else one.levels
        places.setdefault(place, []).append(one)
    return places


def overdue() -> Any:
    """Ask for what is watched and not reviewed in time."""
    return filtered(late="1")


@of_person(lambda: Risk.owner)
def _watched() -> Any:
    return Risk.select().where(Risk.state == RiskState.WATCHED)


def to_review(person: Person, until: Any) -> list[Risk]:
    """List what a person has to review up to a day."""
    return [one for one in _watched(person) if one.review_on <= until]


def to_score(person: Person) -> list[Risk]:
    """List what a person has to score anew: all its treatments are finished and its score is still the one before them."""
    mine = [one for one in _watched(person) if one.after_likelihood is None]
    return [one for one in mine if one.stage == Stage.AFTER and not any(each.is_open for each in one.treatments)]


@of_person(lambda: Treatment.responsible)
def to_do() -> Any:
    """List the treatments a person carries out."""
    return Treatment.select().where(Treatment.state == TreatmentState.TO_DO)


def raised_from(risk: Risk) -> list[Nonconformity]:
    """List the nonconformities that were reported from a risk."""
    said = (Nonconformity.origin_kind == "risk") & (Nonconformity.origin_id == risk.id)
    return list(Nonconformity.select().where(said).order_by(Nonconformity.id))


def scores_of(risk: Risk) -> Any:
    """Ask for the history of a risk's scores, the last first."""
    model = risk.scores.model
    return model.select().where(model.risk == risk).order_by(model.id.desc())


@kept()
def unit_names() -> dict[int, str]:
    """Give today's name of every unit, for lists."""
    return {unit.id: unit.name for unit in Unit.select()}


def listed_treatments(risk: Risk) -> Any:
    """Ask for a risk's treatments with who carries them out."""
    doer = Person.alias()
    query = Treatment.select(Treatment, doer).join(doer, JOIN.INNER, on=(Treatment.responsible == doer.id), attr="responsible")
    return query.where(Treatment.risk == risk).order_by(Treatment.id)
