"""Parts of a whole in one bar each: satisfaction by question, findings by clause, old decisions (ux.md §4, charts 1, 2, 13).

Satisfaction stands as 100 % bars on one ramp, sorted, the total at the right and n in each row (S. Few 2012 and others prefer
them to diverging bars); fewer than 30 answers are shown as counts, for a percentage of a few misleads.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qms.core.charts.rows import Bar, Word, draw_rows, rows
from qms.core.charts.sheet import ALARM, BLUE, GREY, INK, LIGHT, MUTED, WARN, style
from qms.core.charts.words import shorten
from qms.core.language import Phrase, _
from qms.core.statistics.proportions import percent

RAMP = ("#8C510A", "#D8B365", GREY, "#7FA8D6", BLUE)  # from the worst answer to the best
FEW = 30  # answers
LEAST_LABEL = 5  # percent
FINDINGS = (ALARM, WARN, GREY)
DECISIONS = (BLUE, LIGHT, ALARM)


@dataclass(frozen=True)
class Question:
    """A question of a survey, and how often each answer was given, from the worst to the best."""

    name: str
    counts: tuple[int, ...]

    @property
    def n(self) -> int:
        """Count the answers."""
        return sum(self.counts)

    @property
    def satisfied(self) -> int:
        """Count the two best answers."""
        return sum(self.counts[-2:])

    @property
    def words(self) -> str:
        """Write how many are satisfied: in percent, or counted when they are few."""
        return f"{self.satisfied}/{self.n}" if self.n < FEW else f"{percent(self.satisfied, self.n)} %"


Row = tuple[str, tuple[int, ...]]  # a name, and how many of each kind


def by_satisfaction(questions: Sequence[Question]) -> list[Question]:
    """Put the questions in the order of the chart: the most satisfied first, those nobody answered last."""
    return sorted(questions, key=lambda one: (not one.n, -(one.satisfied / one.n if one.n else 0), one.name))


def satisfaction_headline(questions: Sequence[Question]) -> Phrase:
    """Say how many answers are good, and which question has fewest of them."""
    ordered = [one for one in by_satisfaction(questions) if one.n]
    if not ordered:
        return _("Chưa có phiếu hài lòng nào trong kỳ")
    whole = Question("", (0, sum(one.n - one.satisfied for one in ordered), 0, 0, sum(one.satisfied for one in ordered)))
    known = {"words": whole.words, "n": whole.n, "worst": ordered[-1].name, "least": ordered[-1].words}
    if len(ordered) == 1:
        return _("%(words)s lượt trả lời hài lòng (n = %(n)s)", **known)
    return _("%(words)s lượt trả lời hài lòng (n = %(n)s), thấp nhất: %(worst)s (%(least)s)", **known)


@style()
def satisfaction(questions: Sequence[Question], levels: Sequence[str], width: int) -> Any:
    """Draw each question's answers as a bar of 100 %, the most satisfied first; `levels` name the answers in order."""
    bars = [_answers(one) for one in by_satisfaction(questions)]
    return draw_rows(rows(bars, width), key=[Word(level, colour) for level, colour in zip(levels, RAMP, strict=False)])


def findings_headline(clauses: Sequence[Row]) -> Phrase:
    """Say how many findings of each grade there are, and which clause has most."""
    major, minor, remarks = (sum(counts[place] for _name, counts in clauses) for place in range(3))
    known = {"n": major + minor + remarks, "major": major, "minor": minor, "remarks": remarks, "clauses": len(clauses)}
    if not known["n"]:
        return _("Không có phát hiện nào ở %(clauses)s điều khoản đã đánh giá", **known)
    name, counts = max(clauses, key=lambda row: sum(row[1]))
    said = _("%(n)s phát hiện: %(major)s nặng, %(minor)s nhẹ, %(remarks)s khuyến nghị", **known)
    return _("%(said)s; nhiều nhất: %(clause)s (%(most)s)", said=said, clause=name, most=sum(counts))


@style()
def findings(clauses: Sequence[Row], width: int) -> Any:
    """Draw the findings of each clause by grade, in the order of the clauses; those without any are shown."""
    key = (_("nặng"), _("nhẹ"), _("khuyến nghị"))
    return _counted(clauses, FINDINGS, [str(word) for word in key], width)


def decisions_headline(reviews: Sequence[Row]) -> Phrase:
    """Say how many earlier decisions are done, still in time, and late."""
    done, fine, late = (sum(counts[place] for _name, counts in reviews) for place in range(3))
    known = {"done": done, "fine": fine, "late": late, "n": done + fine + late}
    if not known["n"]:
        return _("Không có quyết định nào của các kỳ xem xét trước")
    if done == known["n"]:
        return _("Cả %(n)s quyết định của các kỳ xem xét trước đã thực hiện xong", **known)
    return _("%(done)s trong %(n)s quyết định của các kỳ xem xét trước đã xong, %(fine)s còn trong hạn, %(late)s quá hạn", **known)


@style()
def decisions(reviews: Sequence[Row], width: int) -> Any:
    """Draw the decisions of each earlier review: done, in time, late."""
    key = (_("đã xong"), _("trong hạn"), _("quá hạn"))
    return _counted(reviews, DECISIONS, [str(word) for word in key], width)


def numbers(found: Sequence[Row]) -> str:
    """Write the numbers of each row, for who does not see the drawing."""
    return "; ".join(f"{name}: {', '.join(map(str, counts))}" for name, counts in found)


def _answers(question: Question) -> Bar:
    edges = [round(1000 * sum(question.counts[:place]) / question.n) if question.n else 0 for place in range(len(question.counts) + 1)]
    parts = [(edges[place + 1] - edges[place], RAMP[place % len(RAMP)]) for place in range(len(question.counts))]
    shown = [n if question.n < FEW else percent(n, question.n) for n in question.counts]
    inside = [str(one) if part[0] >= 10 * LEAST_LABEL else "" for one, part in zip(shown, parts, strict=True)]
    if not question.n:
        return Bar(question.name, (), (Word(str(_("chưa có phiếu")), MUTED),))
    ends = (Word(question.words, INK, True), Word(f"n = {question.n}", MUTED))
    return Bar(question.name, tuple(parts), ends, inside=tuple(inside))


def _counted(found: Sequence[Row], colours: Sequence[str], words: Sequence[str], width: int) -> Any:
    bars = [
        Bar(name, tuple(zip(counts, colours, strict=True)), (Word(shorten(str(sum(counts)), width * 0.3), INK, True),),
            inside=tuple(str(n) if n else "" for n in counts))
        for name, counts in found
    ]  # fmt: skip
    return draw_rows(rows(bars, width), key=[Word(word, colour) for word, colour in zip(words, colours, strict=True)])
