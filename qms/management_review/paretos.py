"""Nonconformities by procedure or by unit: which few of them have most? (10.2.1 b, 9.3.2 c)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from qms.core.charts import bars
from qms.core.language import Phrase, _
from qms.core.statistics.proportions import percent
from qms.core.vietnamese import day
from qms.improvement import measures, queries
from qms.management_review.causes import ENOUGH
from qms.management_review.figure import Figure, Line
from qms.management_review.period import Period

SHOWN = 12  # bars; what is beyond is the last bar
BEYOND = {"procedures": "not-procedure", "units": "not-unit"}  # the filter of the register that lists what the last bar counts


@dataclass(frozen=True)
class Group:
    """A bar: its name, its number, the filter of the register that lists it."""

    label: str
    n: int
    key: str = ""
    value: str = ""


def ranked(groups: Sequence[Group], rest: int, last: str) -> tuple[Group, ...]:
    """Put the groups in the order of the chart: the largest first, then the rest with all beyond the bars shown."""
    sized = sorted((group for group in groups if group.n), key=lambda group: (-group.n, group.label))
    rest += sum(group.n for group in sized[SHOWN:])
    return (*sized[:SHOWN], *((Group(last, rest),) if rest else ()))


def headline(groups: Sequence[Group], last: str, words: str, sentence: str) -> Phrase:
    """Say which share the vital few have, or that there are too few to tell."""
    total = sum(group.n for group in groups)
    if not total:
        return _("Chưa có sự không phù hợp nào được báo trong kỳ")
    if total < ENOUGH:
        return _("Cần ít nhất %(enough)s sự không phù hợp để vẽ biểu đồ Pareto; hiện có %(n)s", enough=ENOUGH, n=total)
    named = [group.n for group in groups if group.label != last]
    few, share = bars.pareto_split(named, total - sum(named))
    return Phrase(sentence, {"few": few, "all": len(groups), "share": share, "n": total, "words": words})


def draw(facts: Sequence[tuple[str, int]], width: int, *, last: str) -> Any:
    """Draw the groups by size with the line after the vital few."""
    return bars.pareto(facts, width, mark=str(_("mốc 80 %")), head=str(_("cộng dồn")), last=last)


def procedures(period: Period) -> Figure:
    """Give the figure by procedure."""
    counts, last = measures.by_procedure(period.since, period.unit), str(_("Quy trình khác, không thuộc quy trình"))
    groups = ranked([Group(code, n, "procedure", code) for code, n in counts.items() if code], counts.get("", 0), last)
    sentence = _("%(few)s trong %(all)s nhóm quy trình có %(share)s %% sự không phù hợp (n = %(n)s, %(words)s)")
    return _figure("procedures", groups, last, period, sentence, _("Quy trình"))


def units(period: Period) -> Figure:
    """Give the figure by unit."""
    names, last = queries.unit_names(), str(_("Đơn vị khác"))
    counts = measures.by_unit(period.since)
    groups = ranked([Group(names[unit], n, "unit", str(unit)) for unit, n in counts.items()], 0, last)
    sentence = _("%(few)s trong %(all)s đơn vị có %(share)s %% sự không phù hợp (n = %(n)s, %(words)s)")
    return _figure("units", groups, last, period, sentence, _("Nơi xảy ra"))


def _figure(name: str, groups: tuple[Group, ...], last: str, period: Period, sentence: Phrase, head: Phrase) -> Figure:
    facts = tuple((group.label, group.n) for group in groups)
    return Figure(
        name,
        headline(groups, last, period.words, sentence.text),
        "; ".join(f"{label}: {n}" for label, n in facts),
        (head, _("Số sự không phù hợp"), _("Cộng dồn")),
        tuple(_lines(groups, BEYOND[name], day(period.since))),
        facts if sum(n for _label, n in facts) >= ENOUGH else None,
        partial(draw, last=last),
        _("Sổ theo dõi sự không phù hợp, %(period)s", period=period.words),
        "improvement.nonconformities",
        {"since": day(period.since), "standing": "1"},
    )


def _lines(groups: Sequence[Group], beyond: str, since: str) -> list[Line]:
    total, running, lines = sum(group.n for group in groups), 0, []
    shown = ",".join(group.value for group in groups if group.key)
    for group in groups:
        running += group.n
        cells = (group.label, group.n, f"{percent(running, total)} %")
        only = {group.key: group.value} if group.key else {beyond: shown}
        lines.append(Line(cells, "improvement.nonconformities", {**only, "since": since, "standing": "1"}))
    return lines
