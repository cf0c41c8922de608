"""Nonconformities by group of causes: which few cause most of them? (10.2.1 b, 9.3.2 c)."""

from collections.abc import Iterator, Sequence
from typing import Any

from qms.core.charts import bars
from qms.core.language import Phrase, _
from qms.core.vietnamese import day
from qms.improvement import tallies
from qms.improvement.case import cause_group
from qms.improvement.states import CauseGroup
from qms.management_review.figure import Figure, Line
from qms.management_review.period import Period

ENOUGH = 20
Counts = Sequence[tuple[str, int]]


def by_size(counts: Counts, last: str) -> list[tuple[str, int]]:
    """Put the causes in the order of the chart: the largest first, the rest named `last` at the end."""
    return sorted(((label, n) for label, n in counts if n), key=lambda row: (row[0] == last, -row[1], row[0]))


def vital_few(counts: Counts) -> tuple[int, int]:
    """Give how many causes make up 80 % and their share, by the chart's own line; the rest is taken last."""
    other = str(CauseGroup.OTHER.label)
    return bars.pareto_split([n for label, n in counts if label != other], dict(counts).get(other, 0))


def headline(counts: Counts, words: str) -> Phrase:
    """Say which share the vital few make up, or that there are too few to tell."""
    total = sum(n for _label, n in counts)
    few, share = vital_few(counts)
    if not total:
        return _("Chưa có sự không phù hợp nào được phân tích nguyên nhân trong kỳ")
    if total < ENOUGH:
        return _(
            "Cần ít nhất %(enough)s sự không phù hợp đã phân tích nguyên nhân để vẽ biểu đồ Pareto; hiện có %(n)s", enough=ENOUGH, n=total
        )
    return _(
        "%(few)s trong %(all)s nhóm nguyên nhân gây ra %(share)s %% sự không phù hợp (n = %(n)s, %(words)s)",
        few=few,
        all=len(counts),
        share=share,
        n=total,
        words=words,
    )


def draw(counts: Counts, width: int) -> Any:
    """Draw the causes by size with the line after the vital few."""
    return bars.pareto(counts, width, mark=str(_("mốc 80 %")), head=str(_("cộng dồn")), last=str(CauseGroup.OTHER.label))


def figure(period: Period) -> Figure:
    """Give the figure of a period."""
    counts = tuple(by_size(tallies.causes(period.since, period.unit, period.today), str(CauseGroup.OTHER.label)))
    total = sum(n for _label, n in counts)
    return Figure(
        "causes",
        headline(counts, period.words),
        "; ".join(f"{label}: {n}" for label, n in counts),
        (_("Nhóm nguyên nhân"), _("Số sự không phù hợp"), _("Cộng dồn")),
        tuple(_lines(counts, day(period.since))),
        counts if total >= ENOUGH else None,
        draw,
        _("Sổ theo dõi sự không phù hợp, nguyên nhân đã xác định"),
        "improvement.nonconformities",
        {"since": day(period.since), "caused": "1"},
    )


def _lines(counts: Counts, since: str) -> Iterator[Line]:
    groups = {group.label: group.code for group in cause_group.groups()}
    total, running = sum(n for _label, n in counts), 0
    for label, n in counts:
        running += n
        yield Line((label, n, f"{round(100 * running / total)} %"), "improvement.nonconformities", {"cause": groups[label], "since": since})
