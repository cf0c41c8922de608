"""Risks before and after treatment, by rank: which stand high, and did treatment lower them? (6.1.2 b, 9.1.3 e, 9.3.2 e)."""

from collections.abc import Sequence
from typing import Any

from qms.core.charts import dots, matrix
from qms.core.charts.dots import Dot
from qms.core.charts.unit import Unit
from qms.core.language import Phrase, _
from qms.core.vietnamese import day
from qms.management_review.figure import Figure, Line
from qms.management_review.period import Period
from qms.risks import scale
from qms.risks.scale import RiskScale
from qms.risks.standing import RiskLine, state_on
from qms.risks.states import Band, RiskKind

SHOWN = 15  # risks, the highest first: the others are in the table
ENOUGH = 3
Fact = tuple[str, int, int | None]  # code and title, score now, score before treatment where there was one


def points() -> Unit:
    """Give the unit of scores, in the reader's language."""
    points = _("điểm")
    return Unit(f" {points}")


def headline(told: Sequence[RiskLine], high: int) -> Phrase:
    """Say how many stand from a score up, and how many fell and rose by treatment."""
    return matrix.headline([matrix.Risk(line.code, line.before, line.after) for line in told], high)


def fact_of(line: RiskLine) -> Fact:
    """Tell a risk as it is drawn."""
    return f"{line.code} {line.title}", line.score, line.score_before if line.after else None


def draw(facts: Sequence[Fact], width: int) -> Any:
    """Draw the score of each risk now, and where it stood before treatment."""
    return dots.draw([Dot(*fact) for fact in facts], width, unit=points(), now=str(_("hiện nay")), before=str(_("trước xử lý")))


def figure(period: Period) -> Figure:
    """Give the figure as it stands on the last day of a period."""
    whose = [line for line in state_on(period.today) if period.unit in (0, line.unit)]
    told, kept = [line for line in whose if line.kind == RiskKind.RISK], scale.valid_on(period.today)
    facts = tuple(map(fact_of, told[:SHOWN]))
    return Figure(
        "risks",
        headline(told, kept.scores_of(Band.HIGH)[0]),
        dots.numbers([Dot(*fact) for fact in facts], points()),
        (_("Rủi ro"), _("Điểm trước xử lý"), _("Điểm hiện nay"), _("Mức")),
        tuple(_line(line, kept) for line in told),
        facts if len(facts) >= ENOUGH else None,
        draw,
        _("Sổ rủi ro và cơ hội, điểm đến ngày %(day)s", day=day(period.today)),
        "risks.index",
        {"kind": RiskKind.RISK.value},
    )


def _line(line: RiskLine, kept: RiskScale) -> Line:
    cells = (f"{line.code} {line.title}", line.score_before, line.score, str(kept.band(line.score).label))
    return Line(cells, "risks.risk", {"code": line.code})
