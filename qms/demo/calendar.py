"""One Saturday to be worked, as the yearly notices of swapped days have it."""

from datetime import timedelta

from qms.core import calendar, clock
from qms.demo.story import Story, who
from qms.organization.calendar_day import CalendarDay, DayKind

AHEAD = 60  # days


def tell(story: Story) -> None:
    """Put the notice into the story."""
    story.at(3, _made_up_day, hour=8)


def _made_up_day() -> None:
    first = clock.today() + timedelta(days=AHEAD)
    saturday = next(day for day in (first + timedelta(days=n) for n in range(60)) if day.weekday() == 5 and not calendar.by_the_list(day))
    notice = "Thông báo hoán đổi ngày làm việc (mẫu)"
    CalendarDay(day=saturday, kind=DayKind.WORKED, source=notice).declare(by=who("quantri"))
