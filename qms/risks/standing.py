"""How risks stood on a day and what changed between two days: what the management review reads (9.3.2 e)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from qms.core import clock
from qms.core.past import changed_since
from qms.core.trail import TrailEntry
from qms.risks.risk import Risk
from qms.risks.score import RiskScore
from qms.risks.states import RiskKind, Stage
from qms.risks.treatment import Treatment

Levels = tuple[int, int]


@dataclass(frozen=True)
class RiskLine:
    """One risk or opportunity as it stood on a day."""

    code: str
    title: str
    kind: RiskKind
    unit: int
    identified_on: date
    before: Levels  # likelihood and impact
    after: Levels | None
    treatments: int
    done: int
    late: int
    review_on: date
    is_overdue: bool

    @property
    def score(self) -> int:
        """Give the score that counts on that day."""
        likelihood, impact = self.after or self.before
        return likelihood * impact

    @property
    def score_before(self) -> int:
        """Give the score without treatment."""
        return self.before[0] * self.before[1]


@dataclass(frozen=True)
class Rescored:
    """A score that became another one."""

    code: str
    title: str
    before: int
    after: int
    stage: Stage
    on: date
    basis: str


@dataclass(frozen=True)
class RiskChanges:
    """What happened to risks between two days, both included."""

    identified: tuple[RiskLine, ...]
    rescored: tuple[Rescored, ...]
    reviewed_unchanged: tuple[str, ...]
    closed: tuple[str, ...]
    treatments_done: tuple[str, ...]
    treatments_done_late: tuple[str, ...]
    treatments_late: tuple[str, ...]  # open and overdue on the last day


def state_on(day: date) -> list[RiskLine]:
    """List what was watched on a day, the highest score first; dates that were moved later are told as they were then."""
    scores = _scores_until(day)
    treatments, due = _treatments_until(day), changed_since(Treatment, "due_on", day)
    closed, review = changed_since(Risk, "closed_on", day), changed_since(Risk, "review_on", day)
    known = [one for one in Risk.select().where(Risk.identified_on <= day) if closed.get(one.id, one.closed_on) is None]
    lines = [_line(one, scores.get(one.id, []), treatments.get(one.id, []), due, review.get(one.id, one.review_on), day) for one in known]
    return sorted(lines, key=lambda line: (-line.score, line.code))


def changes(since: date, until: date) -> RiskChanges:
    """Tell what changed from one day to another."""
    within = list(RiskScore.select().where(RiskScore.scored_on.between(since, until)).order_by(RiskScore.id))
    history = _scores_until(until)
    done = [one for one in Treatment.select().order_by(Treatment.id) if one.completed_on and since <= one.completed_on <= until]
    due = changed_since(Treatment, "due_on", until)
    late = [one.code for group in _treatments_until(until).values() for one in group if _is_late(one, due, until)]
    return RiskChanges(
        identified=tuple(line for line in state_on(until) if since <= line.identified_on <= until),
        rescored=tuple(_rescored(one, history[one.risk_id]) for one in within if one.is_changed and one != history[one.risk_id][0]),
        reviewed_unchanged=tuple(one.risk.code for one in within if not one.is_changed),
        closed=tuple(_closed(since, until)),
        treatments_done=tuple(one.code for one in done),
        treatments_done_late=tuple(one.code for one in done if one.completed_on > one.due_on),
        treatments_late=tuple(late),
    )


def _scores_until(day: date) -> dict[int, list[RiskScore]]:
    found: dict[int, list[RiskScore]] = {}
    for one in RiskScore.select().where(RiskScore.scored_on <= day).order_by(RiskScore.id):
        found.setdefault(one.risk_id, []).append(one)
    return found


def _treatments_until(day: date) -> dict[int, list[Treatment]]:
    found: dict[int, list[Treatment]] = {}
    for one in Treatment.select().where(Treatment.planned_on <= day).order_by(Treatment.id):
        if one.dropped_on is None or one.dropped_on > day:
            found.setdefault(one.risk_id, []).append(one)
    return found


def _closed(since: date, until: date) -> list[str]:
    """List what was closed, that which was opened again later too."""
    within = (TrailEntry.at >= clock.at(since, 0)) & (TrailEntry.at < clock.at(until + timedelta(days=1), 0))
    told = TrailEntry.select(TrailEntry.record).where((TrailEntry.kind == Risk.record_kind()) & (TrailEntry.act == "risk.close") & within)
    return [code for (code,) in Risk.select(Risk.code).where(Risk.id.in_(told)).order_by(Risk.id).tuples()]


def _line(risk: Risk, scores: list[RiskScore], treatments: list[Treatment], due: dict[int, Any], review_on: date, day: date) -> RiskLine:
    before = _last(scores, Stage.BEFORE) or (risk.before_likelihood, risk.before_impact)
    return RiskLine(
        risk.code,
        risk.title,
        risk.kind,
        risk.unit_id,
        risk.identified_on,
        before,
        _last(scores, Stage.AFTER),
        len(treatments),
        sum(_is_done(one, day) for one in treatments),
        sum(_is_late(one, due, day) for one in treatments),
        review_on,
        review_on < day,
    )


def _last(scores: list[RiskScore], stage: Stage) -> Levels | None:
    return next(((one.likelihood, one.impact) for one in reversed(scores) if one.stage == stage), None)


def _is_done(treatment: Treatment, day: date) -> bool:
    return treatment.completed_on is not None and treatment.completed_on <= day


def _is_late(treatment: Treatment, due: dict[int, Any], day: date) -> bool:
    return not _is_done(treatment, day) and bool(due.get(treatment.id, treatment.due_on) < day)


def _rescored(score: RiskScore, history: list[RiskScore]) -> Rescored:
    previous = history[history.index(score) - 1]
    risk = score.risk
    return Rescored(risk.code, risk.title, previous.score, score.score, score.stage, score.scored_on, score.basis)
