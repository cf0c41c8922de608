"""The step table of a work procedure as data: who does what within how long, and the sum against the stated limit."""

import re
from dataclasses import dataclass
from functools import lru_cache

from qms.core.language import Phrase, _
from qms.core.vietnamese import fold, number

HOURS_A_DAY = 8
_HEADS = ("tt", "trinh tu", "trach nhiem", "thoi gian", "bieu mau")
_DURATION = re.compile(r"(?<!\d)(\d{1,6}(?:[.,]\d{1,6})?)\s*(phut|gio|ngay lam viec|ngay|thang)")
_LIMIT_HEADS = ("thoi gian xu ly", "thoi han giai quyet", "thoi gian giai quyet")
_OUTSIDE = "ngoai don vi"
_FORM = re.compile(r"\bBM[-.][A-Z0-9.-]{0,40}\d")


@dataclass(frozen=True)
class Duration:
    """A length of time as the text states it; `unit` is minute, hour, working_day, day or month."""

    amount: float
    unit: str

    @property
    def hours(self) -> float:
        """Give it in working hours; a working day is 8 hours, a plain day is counted as one working day."""
        return (
            self.amount
            * {"minute": 1 / 60, "hour": 1, "working_day": HOURS_A_DAY, "day": HOURS_A_DAY, "month": 22 * HOURS_A_DAY}[self.unit]
        )


@dataclass(frozen=True)
class Step:
    """One row of the table."""

    number: str
    action: str
    responsible: str
    time: str
    duration: Duration | None
    output: str
    forms: tuple[str, ...]

    @property
    def is_outside(self) -> bool:
        """Tell whether another body does it."""
        return fold(self.responsible).startswith(_OUTSIDE)


@dataclass(frozen=True)
class Sequence:
    """The steps of a procedure with their stated limit."""

    steps: tuple[Step, ...]
    limit: Duration | None

    @property
    def own_hours(self) -> float:
        """Sum the office's own steps, in working hours."""
        return sum(step.duration.hours for step in self.steps if step.duration and not step.is_outside)

    @property
    def outside_hours(self) -> float:
        """Sum the steps of other bodies, in working hours."""
        return sum(step.duration.hours for step in self.steps if step.duration and step.is_outside)

    @property
    def total_hours(self) -> float:
        """Sum all steps, in working hours."""
        return self.own_hours + self.outside_hours

    @property
    def agrees(self) -> bool | None:
        """Tell whether the sum is the stated limit; None when no limit is stated."""
        return None if self.limit is None else abs(self.total_hours - self.limit.hours) < 0.01


def duration_in(text: str) -> Duration | None:
    """Read the first length of time in a text, such as “05 ngày làm việc”, or None."""
    found = _DURATION.search(fold(text))
    if not found:
        return None
    unit = {"phut": "minute", "gio": "hour", "ngay lam viec": "working_day", "ngay": "day", "thang": "month"}[found[2]]
    return Duration(float(found[1].replace(",", ".")), unit)


def in_words(hours: float) -> Phrase:
    """Write working hours as people say them."""
    if hours >= HOURS_A_DAY:
        return _("%(n)s ngày làm việc", n=number(hours / HOURS_A_DAY, 0 if hours % HOURS_A_DAY == 0 else 1))
    return _("%(n)s giờ", n=number(hours, 0 if hours == int(hours) else 1)) if hours >= 1 else _("%(n)s phút", n=round(hours * 60))


@lru_cache(maxsize=256)
def sequence_of(text: str) -> Sequence | None:
    """Find the step table of a text; None when it has none."""
    lines = text.splitlines()
    for place, line in enumerate(lines):
        heads = [fold(cell) for cell in _cells(line)]
        if len(heads) == len(_HEADS) and all(head.startswith(wanted) for head, wanted in zip(heads, _HEADS, strict=True)):
            return Sequence(tuple(_steps(lines[place + 2 :])), _limit(lines))
    return None


def _steps(lines: list[str]) -> list[Step]:
    steps = []
    for line in lines:
        cells = _cells(line)
        if len(cells) < 5:
            break
        plain = [_plain(cell) for cell in cells]
        forms = tuple(_FORM.findall(f"{plain[1]} {plain[4]}"))
        steps.append(Step(plain[0], plain[1], plain[2], plain[3], duration_in(plain[3]), plain[4], forms))
    return steps


def _limit(lines: list[str]) -> Duration | None:
    for place, line in enumerate(lines):
        if line.startswith("#") and any(head in fold(line) for head in _LIMIT_HEADS):
            section = []
            for following in lines[place + 1 :]:
                if following.startswith("#"):
                    break
                section.append(following)
            return duration_in(" ".join(section))
    return None


def section(text: str, *heads: str) -> str:
    """Give the text under the first heading that contains one of some folded words, subsections included."""
    lines = text.splitlines()
    for place, line in enumerate(lines):
        if line.startswith("#") and any(head in fold(line) for head in heads):
            level = len(line) - len(line.lstrip("#"))
            taken = []
            for following in lines[place + 1 :]:
                if following.startswith("#") and len(following) - len(following.lstrip("#")) <= level:
                    break
                taken.append(following)
            return "\n".join(taken).strip()
    return ""


def _cells(line: str) -> list[str]:
    line = line.strip()
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip("|"))] if line.startswith("|") else []


def _plain(cell: str) -> str:
    return re.sub(r"[*_`]|<br\s*/?>", " ", cell).replace("  ", " ").strip()
