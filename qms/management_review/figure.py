"""A figure of the board: a sentence computed from the numbers, the numbers as a table, what a chart draws from them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from qms.core.language import Phrase, _
from qms.core.vietnamese import number


@dataclass(frozen=True)
class Line:
    """A row of the table behind a figure, and the page of its records."""

    cells: tuple[Any, ...]
    endpoint: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Figure:
    """One figure. `facts` are the plain numbers and words its chart is drawn from; None when they are too few for one."""

    name: str
    headline: Phrase
    numbers: str
    heads: tuple[Phrase, ...]
    lines: tuple[Line, ...]
    facts: tuple[Any, ...] | None
    draw: Callable[..., Any]
    source: Phrase
    endpoint: str
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def alt(self) -> str:
        """Say in words what the chart shows: the sentence and the key numbers."""
        return f"{self.headline}. {self.numbers}" if self.numbers else f"{self.headline}."


@dataclass(frozen=True)
class Goal:
    """What the office has set itself for what a number tells of: in words, how it stands by shape and tone, the objective's code."""

    words: Phrase
    shape: str
    tone: str
    code: str


@dataclass(frozen=True)
class Indicator:
    """A number of the first row beside the same number of the period before; where it is judged, fewer is better."""

    label: Phrase
    value: int
    before: int
    endpoint: str
    values: dict[str, Any] = field(default_factory=dict)
    is_judged: bool = True
    goal: Goal | None = None

    @property
    def sign(self) -> str:
        """Show whether it grew."""
        return "▲" if self.value > self.before else "▼" if self.value < self.before else "="

    @property
    def words(self) -> Phrase:
        """Say by how much it changed."""
        grown = abs(self.value - self.before)
        if not grown:
            return _("như kỳ trước")
        known = {"n": number(grown), "before": number(self.before)}
        return _("tăng %(n)s (trước %(before)s)", **known) if self.sign == "▲" else _("giảm %(n)s (trước %(before)s)", **known)

    @property
    def tone(self) -> str:
        """Tell whether the change is good."""
        if not self.is_judged or self.value == self.before:
            return "neu"
        return "bad" if self.value > self.before else "ok"
