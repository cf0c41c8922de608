"""What a control or run chart of months says, in words: the same rules that its drawing shows."""

from collections.abc import Sequence

from qms.core.charts.unit import Unit
from qms.core.language import Phrase, _
from qms.core.statistics.control import Chart
from qms.core.statistics.phases import BASELINE
from qms.core.statistics.runs import USEFUL

MOST_NOTES = 4


def is_enough(chart: Chart) -> bool:
    """Tell whether there are enough months with numbers for a chart."""
    return sum(point.value is not None for point in chart.points) >= BASELINE


def verdict(chart: Chart, times: Sequence[str]) -> Phrase:
    """Say whether the process is stable in its last phase, or what shows that it is not."""
    places = [place for place in chart.beyond if place >= chart.last_phase.first]
    runs = chart.runs
    if places:
        return _("%(n)s tháng ngoài giới hạn, gần nhất %(month)s", n=len(places), month=times[places[-1]])
    if runs.is_long and runs.is_above:
        return _("%(n)s tháng liền trên mức giữa, đã thay đổi", n=runs.longest)
    if runs.is_long:
        return _("%(n)s tháng liền dưới mức giữa, đã thay đổi", n=runs.longest)
    if runs.is_rarely_crossed:
        return _("chỉ %(n)s lần cắt mức giữa trong %(of)s tháng, đã thay đổi", n=runs.crossings, of=runs.useful)
    if not chart.last_phase.has_limits:
        return _("chưa đủ %(n)s tháng từ lần thay đổi để xét ổn định", n=BASELINE)
    if runs.useful < USEFUL and not any(point.upper is not None for point in chart.points):
        return _("chỉ %(n)s tháng khác mức giữa, chưa đủ để xét thay đổi", n=runs.useful)
    return _("ổn định, không có dấu hiệu thay đổi")


def notes(chart: Chart, times: Sequence[str], unit: Unit) -> list[str]:
    """Give one sentence for each signal, the newest first; of many the first few, and how many more."""
    beyond = list(reversed(chart.beyond))
    said = [str(_note(chart, place, times[place], unit)) for place in beyond[:MOST_NOTES]]
    if len(beyond) > MOST_NOTES:
        said.append(str(_("và %(n)s tháng khác ngoài giới hạn.", n=len(beyond) - MOST_NOTES)))
    runs, first = chart.runs, chart.last_phase.first if chart.phases else 0
    if runs.is_long:
        known = {"n": runs.longest, "first": times[first + runs.first], "last": times[first + runs.last]}
        above = _("%(n)s tháng liền trên mức giữa (%(first)s–%(last)s).", **known)
        said.append(str(above if runs.is_above else _("%(n)s tháng liền dưới mức giữa (%(first)s–%(last)s).", **known)))
    return said


def _note(chart: Chart, place: int, time: str, unit: Unit) -> Phrase:
    point = chart.points[place]
    limit = point.upper if point.is_above else point.lower
    known = {"month": time, "value": unit.write(point.value or 0), "limit": unit.write(limit or 0)}
    above = _("%(month)s: %(value)s, trên giới hạn %(limit)s.", **known)
    return above if point.is_above else _("%(month)s: %(value)s, dưới giới hạn %(limit)s.", **known)
