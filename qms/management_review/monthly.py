"""Months in a row: are dates kept and cases closed as usual, or has something changed? (9.1.1, 9.1.3, 9.3.2 c)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from qms.core import clock
from qms.core.charts import control, signals
from qms.core.charts.unit import PERCENT, Unit
from qms.core.language import Phrase, _
from qms.core.statistics.control import Chart, is_normal, p_chart, run_chart, xmr
from qms.core.statistics.phases import BASELINE
from qms.core.statistics.proportions import percent
from qms.core.statistics.quantiles import nearest_rank
from qms.improvement import measures, tallies
from qms.management_review.figure import Figure, Line
from qms.management_review.period import Period, months_before

SEEN = 24  # whole months, whatever period the board looks at: a change shows only against what was usual
Kept = tuple[str, int, int]  # "10/2026", done by the due day, of how many
Taken = tuple[str, int | None, int]  # "10/2026", median of the days to close, number of cases closed


@dataclass(frozen=True)
class Months:
    """The whole months looked at: their keys, 2026-10, and their names, 10/2026."""

    keys: tuple[str, ...]

    @property
    def since(self) -> date:
        """Give the first day."""
        return date.fromisoformat(f"{self.keys[0]}-01")

    @property
    def named(self) -> list[tuple[str, str]]:
        """List keys and names."""
        return [(key, f"{int(key[5:])}/{key[:4]}") for key in self.keys]

    @property
    def words(self) -> str:
        """Write the first and the last."""
        return f"{self.named[0][1]}–{self.named[-1][1]}"


def months() -> Months:
    """Give the whole months before the present one."""
    first = clock.today().replace(day=1)
    return Months(tuple(tallies.months_between(months_before(first, SEEN), first - timedelta(days=1))))


def kept_chart(facts: Sequence[Kept]) -> Chart:
    """Chart the share of dates kept: with limits when samples are large enough, else around its median."""
    counts, sizes = [kept for _month, kept, _of in facts], [of for _month, _kept, of in facts]
    if is_normal(counts, sizes):
        return p_chart(counts, sizes)
    return run_chart([kept / of if of else None for kept, of in zip(counts, sizes, strict=True)])


def taken_chart(facts: Sequence[Taken]) -> Chart:
    """Chart the median days to close of each month."""
    return xmr([days for _month, days, _n in facts], floor=0)


def kept_headline(facts: Sequence[Kept], words: str) -> Phrase:
    """Say how many dates were kept, and whether that is stable."""
    kept, of = sum(fact[1] for fact in facts), sum(fact[2] for fact in facts)
    chart = kept_chart(facts)
    known = {"kept": kept, "of": of, "share": percent(kept, of), "words": words, "enough": BASELINE, "months": _known(chart)}
    if not of:
        return _("Chưa có hành động khắc phục nào đến hạn trong %(words)s", **known)
    if not signals.is_enough(chart):
        return _("Cần ít nhất %(enough)s tháng có hành động đến hạn để vẽ biểu đồ; hiện có %(months)s tháng", **known)
    said = _("%(share)s %% hành động khắc phục làm xong đúng hạn (%(kept)s trong %(of)s, %(words)s)", **known)
    return _("%(said)s: %(verdict)s", said=said, verdict=signals.verdict(chart, _names(facts)))


def taken_headline(facts: Sequence[Taken], unit: Unit, words: str) -> Phrase:
    """Say how long a usual month takes to close half of its cases, and whether that is stable."""
    total, chart = sum(fact[2] for fact in facts), taken_chart(facts)
    known = {"n": total, "words": words, "enough": BASELINE, "months": _known(chart)}
    if not total:
        return _("Chưa có sự không phù hợp nào được đóng trong %(words)s", **known)
    if not signals.is_enough(chart):
        return _("Cần ít nhất %(enough)s tháng có sự không phù hợp được đóng để vẽ biểu đồ; hiện có %(months)s tháng", **known)
    usual = unit.write(chart.points[-1].middle)
    said = _("Một tháng thường đóng một nửa sự không phù hợp trong %(usual)s (n = %(n)s, %(words)s)", usual=usual, **known)
    return _("%(said)s: %(verdict)s", said=said, verdict=signals.verdict(chart, _names(facts)))


def draw_kept(facts: Sequence[Kept], width: int) -> Any:
    """Draw the share of dates kept by month."""
    chart, names = kept_chart(facts), _names(facts)
    sizes = [of for _month, _kept, of in facts if of]
    told = str(_("n mỗi tháng: %(least)s–%(most)s hành động đến hạn.", least=min(sizes), most=max(sizes)))
    middle = _("TB") if chart.points[-1].upper is not None or is_normal(*_columns(facts)) else _("trung vị")
    return control.draw(chart, names, width, unit=PERCENT, middle=str(middle), notes=[*signals.notes(chart, names, PERCENT), told])


def draw_taken(facts: Sequence[Taken], width: int) -> Any:
    """Draw the median days to close by month, and how far they move."""
    chart, names, unit = taken_chart(facts), _names(facts), days()
    return control.draw(chart, names, width, unit=unit, middle=str(_("TB")), notes=signals.notes(chart, names, unit))


def days() -> Unit:
    """Give the unit of days, in the reader's language."""
    return Unit(" " + str(_("ngày")))


def kept(period: Period) -> Figure:
    """Give the figure of dates kept."""
    span = months()
    found = measures.kept_dates(span.since, period.unit)
    facts = tuple((name, *found.get(key, (0, 0))) for key, name in span.named)
    shown = [fact for fact in facts if fact[2]]
    return Figure(
        "kept",
        kept_headline(facts, span.words),
        "; ".join(f"{name}: {n}/{of}" for name, n, of in shown[-BASELINE:]),
        (_("Tháng đến hạn"), _("Làm xong đúng hạn"), _("Đến hạn"), _("Tỷ lệ")),
        tuple(Line((name, n, of, f"{percent(n, of)} %"), "improvement.actions", {"due": name}) for name, n, of in reversed(shown)),
        facts if signals.is_enough(kept_chart(facts)) else None,
        draw_kept,
        _("Sổ theo dõi hành động khắc phục, theo tháng đến hạn, %(words)s", words=span.words),
        "improvement.actions",
    )


def taken(period: Period) -> Figure:
    """Give the figure of the days to close."""
    span = months()
    found, facts = measures.days_to_close_by_month(span.since, period.unit), []
    for key, name in span.named:
        counts = found.get(key, [])
        facts.append((name, nearest_rank(counts, 50) if counts else None, sum(n for _days, n in counts)))
    shown = [fact for fact in facts if fact[2]]
    return Figure(
        "taken",
        taken_headline(facts, days(), span.words),
        "; ".join(f"{name}: {middle}" for name, middle, _n in shown[-BASELINE:]),
        (_("Tháng đóng"), _("Số sự không phù hợp"), _("Trung vị (ngày)")),
        tuple(Line((name, n, middle), "improvement.nonconformities", {"closed-in": name}) for name, middle, n in reversed(shown)),
        tuple(facts) if signals.is_enough(taken_chart(facts)) else None,
        draw_taken,
        _("Sổ theo dõi sự không phù hợp, theo tháng đóng, %(words)s", words=span.words),
        "improvement.nonconformities",
        {"state": "closed"},
    )


def _known(chart: Chart) -> int:
    return sum(point.value is not None for point in chart.points)


def _names(facts: Sequence[tuple[Any, ...]]) -> list[str]:
    return [fact[0] for fact in facts]


def _columns(facts: Sequence[Kept]) -> tuple[list[int], list[int]]:
    return [kept for _month, kept, _of in facts], [of for _month, _kept, of in facts]
