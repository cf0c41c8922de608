"""Risks in a matrix of five by five, before and after treatment, for print (ux.md §4, chart 17).

One ramp from light to dark, never green–yellow–red: the order of the cells is that of likelihood times impact. A matrix groups
unlike risks (L. A. Cox 2008, “What's Wrong with Risk Matrices?”, Risk Analysis 28:497–512): the ranked list stands first.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qms.core.charts.sheet import INK, LEADING, MARGIN, MUTED, NARROW, Sheet, ink_on, style
from qms.core.charts.words import clean, measure, shorten
from qms.core.language import Phrase, _

SIDE = 5
LIGHTEST, DARKEST = (0xFD, 0xF1, 0xEE), (0x7C, 0x14, 0x0E)
ARROW = "#39413C"
Cell = tuple[int, int]  # likelihood, impact: 1 to 5


@dataclass(frozen=True)
class Risk:
    """A risk: its code, where it stood, and where it stands after treatment."""

    code: str
    before: Cell
    after: Cell | None = None

    @property
    def now(self) -> Cell:
        """Give where it stands."""
        return self.after or self.before

    @property
    def score(self) -> int:
        """Give likelihood times impact as it stands."""
        return self.now[0] * self.now[1]

    @property
    def change(self) -> int:
        """Give by how much the score changed."""
        return self.score - self.before[0] * self.before[1]


def ranked(risks: Sequence[Risk]) -> list[Risk]:
    """Put the highest score first."""
    return sorted(risks, key=lambda risk: (-risk.score, risk.code))


def headline(risks: Sequence[Risk], high: int) -> Phrase:
    """Say how many risks stand from a score up, and how many fell and rose by treatment."""
    fell, rose = sum(risk.change < 0 for risk in risks), sum(risk.change > 0 for risk in risks)
    known = {"n": len(risks), "above": sum(risk.score >= high for risk in risks), "high": high, "fell": fell, "rose": rose}
    if not risks:
        return _("Chưa có rủi ro nào được đánh giá")
    said = _("%(above)s trong %(n)s rủi ro còn từ %(high)s điểm", **known)
    if not any(risk.after for risk in risks):
        return _("%(said)s; chưa rủi ro nào được đánh giá lại sau xử lý", said=said)
    return _("%(said)s; sau xử lý %(fell)s giảm, %(rose)s tăng", said=said, **known)


def numbers(risks: Sequence[Risk]) -> str:
    """Write every score with the one before, for who does not see the drawing."""
    return "; ".join(f"{risk.code}: {risk.before[0] * risk.before[1]} → {risk.score}" for risk in ranked(risks))


@style()
def draw(risks: Sequence[Risk], width: int) -> Any:
    """Draw the codes in the cells where the risks stand, and arrows from where they stood."""
    high = 62 if width <= NARROW else 84
    left, top = MARGIN + LEADING + 18, MARGIN + LEADING
    wide = (width - MARGIN - left) / SIDE
    sheet = Sheet(width, round(top + SIDE * high + 2 * LEADING + MARGIN + 4))
    sheet.text(MARGIN, MARGIN + LEADING / 2 - 2, shorten("↑ " + str(_("khả năng xảy ra")), width - 2 * MARGIN), MUTED)
    sheet.text(
        width - MARGIN, top + SIDE * high + LEADING * 1.5 + 4, shorten(str(_("mức tác động")) + " →", width - 2 * MARGIN), MUTED, "right"
    )
    places = defaultdict(list)
    for risk in ranked(risks):
        places[risk.now].append(shorten(clean(risk.code), wide - 8, True))
    for likelihood in range(1, SIDE + 1):
        y = top + (SIDE - likelihood) * high
        sheet.text(left - 8, y + high / 2, str(likelihood), INK, "right")
        sheet.text(left + (likelihood - 0.5) * wide, top + SIDE * high + LEADING / 2 + 2, str(likelihood), INK, "center")
        for impact in range(1, SIDE + 1):
            _draw_cell(sheet, (left + (impact - 1) * wide, y, wide, high), likelihood * impact, places[likelihood, impact])
    for (start, end), n in Counter((risk.before, risk.now) for risk in risks if risk.before != risk.now).items():
        points = [(left + (impact - 0.26) * wide, top + (SIDE - likelihood + 0.74) * high) for likelihood, impact in (start, end)]
        sheet.arrow(points[0], points[1], ARROW, min(3.0, 1 + n / 3))
    return sheet.figure


def colour_of(score: int) -> str:
    """Give the colour of a score from 1 to 25."""
    share = (score - 1) / (SIDE * SIDE - 1)
    return "#" + "".join(f"{round(light + (dark - light) * share):02X}" for light, dark in zip(LIGHTEST, DARKEST, strict=True))


def _draw_cell(sheet: Sheet, box: tuple[float, float, float, float], score: int, codes: Sequence[str]) -> None:
    x, y, wide, high = box
    colour = colour_of(score)
    sheet.box(x + 1, y + high / 2, wide - 2, high - 2, colour)
    sheet.text(x + wide - 5, y + LEADING / 2 + 2, str(score), ink_on(colour), "right")
    for number, line in enumerate(_lines(codes, wide - 8, int(high // LEADING) - 1)):
        sheet.text(x + 4, y + LEADING * (number + 1.5) + 2, line, ink_on(colour), "left", True)


def _lines(codes: Sequence[str], room: float, most: int) -> list[str]:
    """Put codes into lines; those without a place are counted in the last one."""
    lines: list[list[str]] = []
    for code in codes:
        if lines and measure(", ".join([*lines[-1], code]), True) <= room:
            lines[-1].append(code)
        elif len(lines) < most:
            lines.append([code])
        else:
            lines[-1] = [f"+{len(codes) - sum(map(len, lines[:-1]))}"]
            break
    return [", ".join(line) for line in lines]
