"""Open nonconformities by age: how long have they waited, and how many are overdue? (10.2.1, 9.3.2 c)."""

from datetime import timedelta

from qms.core import clock
from qms.core.language import Phrase, _
from qms.core.vietnamese import day
from qms.improvement import measures
from qms.management_review.ageing import FIRST_DAYS, Ages, draw_groups, groups
from qms.management_review.figure import Figure, Line
from qms.management_review.period import Period

OLD = FIRST_DAYS[-1]  # days


def headline(found: Ages) -> Phrase:
    """Say how many have been open for long, and for how long the oldest."""
    total, old = sum(n for _age, _late, n in found), sum(n for age, _late, n in found if age >= OLD)
    known = {"total": total, "old": old, "most": OLD - 1, "days": max((age for age, _late, _n in found), default=0)}
    if not total:
        return _("Không có sự không phù hợp nào đang mở")
    if not old:
        return _("Cả %(total)s sự không phù hợp đang mở đã mở không quá %(most)s ngày, lâu nhất %(days)s ngày", **known)
    return _("%(old)s trong %(total)s sự không phù hợp đang mở đã mở quá %(most)s ngày, lâu nhất %(days)s ngày", **known)


def figure(period: Period) -> Figure:
    """Give the figure as it stands today."""
    found = measures.open_ages(period.unit)
    facts = tuple(groups(found)) if found else ()
    return Figure(
        "cases",
        headline(found),
        "; ".join(f"{name}: {fine + late}" for name, fine, late in facts),
        (_("Số ngày mở"), _("Còn hạn"), _("Quá hạn"), _("Cộng")),
        tuple(_line(place, *group) for place, group in enumerate(facts)),
        facts or None,
        draw_groups,
        _("Sổ theo dõi sự không phù hợp, đang mở (n = %(n)s)", n=sum(n for _age, _late, n in found)),
        "improvement.nonconformities",
        {"tile": "open"},
    )


def _line(place: int, name: str, fine: int, late: int) -> Line:
    today, values = clock.today(), {"tile": "open", "until": day(clock.today() - timedelta(days=FIRST_DAYS[place]))}
    if place + 1 < len(FIRST_DAYS):
        values["since"] = day(today - timedelta(days=FIRST_DAYS[place + 1] - 1))
    return Line((name, fine, late, fine + late), "improvement.nonconformities", values)
