"""Earlier nonconformities like one: same procedure, step, cause or words, each with the reason why it is shown.

Long registers stay fast because each pool is bounded and read by an index, the latest first; words are weighed in
Python against the few hundred cases found. Vietnamese words are mostly of two syllables, so pairs of syllables count.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from qms.core.language import Phrase, _
from qms.core.vietnamese import fold
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.states import NonconformityState

POOL, LATEST, WORDS_SHOWN = 200, 400, 3
ENOUGH_PAIRS = 2
_SYLLABLE = re.compile(r"\w+")
_CLAUSE_END = re.compile(r"[^\w\s]+")
_EMPTY = frozenset(
    "cua cho va la co cac nhung mot khi thi ma bi duoc tai trong ngoai theo voi den tu o ra vao nay do da dang khong".split()
)
_N = Nonconformity
_COLUMNS = (_N.id, _N.code, _N.title, _N.state, _N.unit, _N.procedure_code, _N.procedure_step, _N.cause_group, _N.folded, _N.merged_into)


@dataclass(frozen=True)
class Alike:
    """An earlier case, and why it is like."""

    case: Nonconformity
    why: tuple[Phrase, ...]


def cases_like(case: Nonconformity, most: int = 5) -> list[Alike]:
    """List the cases most like one, the likest first."""
    pool = _pool(case)
    pairs = {other.id: frozenset(_pairs(other.folded)) for other in pool}
    seen = Counter(pair for found in pairs.values() for pair in found)
    own = {pair: words for pair, words in _pairs(f"{case.title}. {case.what_happened}").items() if pair in seen}
    weight = {pair: math.log(1 + len(pool) / seen[pair]) for pair in own}
    scored = []
    for other in pool:
        shared = sorted(own.keys() & pairs[other.id], key=lambda pair: (-weight[pair], pair))
        score, why = _facts_shared(case, other)
        if len(shared) >= ENOUGH_PAIRS:
            score += sum(weight[pair] for pair in shared)
            why.append(_("cùng từ: %(words)s", words=", ".join(own[pair] for pair in shared[:WORDS_SHOWN])))
        if why:
            scored.append((score, other.id, Alike(other, tuple(why))))
    return [alike for _score, _id, alike in sorted(scored, key=lambda found: found[:2], reverse=True)[:most]]


def _facts_shared(case: Nonconformity, other: Nonconformity) -> tuple[float, list[Phrase]]:
    """Weigh procedure, step and cause group; the cause counts within one unit only."""
    score, why = 0.0, []
    if case.procedure_code and case.procedure_code == other.procedure_code:
        same_step = bool(case.procedure_step) and case.procedure_step == other.procedure_step
        score += 8 if same_step else 4
        step = _("cùng quy trình %(code)s, bước %(step)s", code=case.procedure_code, step=case.procedure_step)
        why.append(step if same_step else _("cùng quy trình %(code)s", code=case.procedure_code))
    if case.cause_group and case.cause_group == other.cause_group and case.unit_id == other.unit_id:
        score += 3
        why.append(_("cùng nhóm nguyên nhân: %(group)s", group=case.cause_group_label))
    return score, why


def _pool(case: Nonconformity) -> list[Nonconformity]:
    conditions: list[Any] = [_N.unit == case.unit_id]
    if case.procedure_code:
        conditions += [_N.procedure_code == case.procedure_code]
        conditions += [(_N.procedure_code == case.procedure_code) & (_N.procedure_step == case.procedure_step)]
    if case.cause_group:
        conditions.append(_N.cause_group == case.cause_group)
    pools = [_latest(_N.select(*_COLUMNS).where(condition), POOL) for condition in conditions]
    found = {other.id: other for pool in [*pools, _latest(_N.select(*_COLUMNS), LATEST)] for other in pool}
    return [other for other in found.values() if other.id != case.id and other.state != NonconformityState.MERGED]


def _latest(query: Any, most: int) -> Iterable[Nonconformity]:
    found: Iterable[Nonconformity] = query.order_by(_N.id.desc()).limit(most)
    return found


def _pairs(text: str) -> dict[str, str]:
    """Give the pairs of syllables of a text, folded, each as it is written; no pair reaches over a mark or an empty word."""
    found: dict[str, str] = {}
    for part in _CLAUSE_END.split(text.lower()):
        words = _SYLLABLE.findall(part)
        folded = [fold(word) for word in words]
        for place in range(len(words) - 1):
            one, two = folded[place], folded[place + 1]
            if one not in _EMPTY and two not in _EMPTY and not (one + two).isdigit():
                found.setdefault(f"{one} {two}", f"{words[place]} {words[place + 1]}")
    return found
