"""External providers by the score of their last evaluation, beside the one before the period (8.4.1, 9.1.3 f, 9.3.2 c 7)."""

from collections.abc import Sequence
from typing import Any

from qms.core.charts import dots
from qms.core.charts.dots import Dot
from qms.core.language import Phrase, _
from qms.management_review.figure import Figure, Line
from qms.management_review.period import Period
from qms.management_review.risks import points
from qms.providers.provider import LEAST
from qms.providers.queries import ProviderLine, state_on
from qms.providers.states import WATCHED

SHOWN = 15  # providers, the lowest first: the others are in the table
ENOUGH = 3
Fact = tuple[str, int, int | None]  # name, score, score before the period


def headline(facts: Sequence[Fact]) -> Phrase:
    """Say which score is highest and lowest, how many rose and fell, and how many lie below the bar."""
    if not facts:
        return _("Chưa nhà cung cấp nào được đánh giá")
    said = dots.headline([Dot(*fact) for fact in facts], points())
    below = sum(score < LEAST for _name, score, _before in facts)
    return _("%(said)s; %(below)s trong %(n)s dưới %(least)s điểm", said=said, below=below, n=len(facts), least=LEAST)


def draw(facts: Sequence[Fact], width: int) -> Any:
    """Draw the last score of each provider, and the one before the period."""
    return dots.draw([Dot(*fact) for fact in facts], width, unit=points(), now=str(_("lần gần nhất")), before=str(_("lần trước kỳ")))


def figure(period: Period) -> Figure:
    """Give the figure of a period: those that are still watched or were evaluated in it."""
    told = [line for line in state_on(period.since, period.today) if line.state in WATCHED or line.evaluated]
    scored = sorted((line for line in told if line.total is not None), key=lambda line: (-(line.total or 0), line.name))
    facts = tuple(map(fact_of, scored))
    return Figure(
        "providers",
        headline(facts),
        dots.numbers([Dot(*fact) for fact in facts[-SHOWN:]], points()),
        (_("Nhà cung cấp"), _("Điểm gần nhất"), _("Điểm trước kỳ"), _("Tình trạng")),
        tuple(map(_line, told)),
        facts[-SHOWN:] if len(facts) >= ENOUGH else None,
        draw,
        _("Sổ nhà cung cấp bên ngoài, đánh giá đến hết kỳ %(words)s", words=period.words),
        "providers.index",
    )


def fact_of(line: ProviderLine) -> Fact:
    """Tell a provider as it is drawn: its score beside the one before the period, where there is another."""
    return line.name, line.total or 0, line.total_before


def _line(line: ProviderLine) -> Line:
    scores = tuple("–" if score is None else score for score in (line.total, line.total_before))
    return Line((f"{line.code} {line.name}", *scores, str(line.state.label)), "providers.provider", {"code": line.code})
