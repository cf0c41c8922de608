"""What a review still lacks before its numbers can be frozen, and before it can be signed: each with the place to see to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from qms.core.language import Phrase, _
from qms.management_review.review.states import DecisionKind, DecisionState


@dataclass(frozen=True)
class Gate:
    """A thing that is missing; `where` is the key of an input, or a place of the review's page such as #hop."""

    words: Phrase
    where: str


def before_freezing(review: Any) -> list[Gate]:
    """List the inputs that still have to be written."""
    return [gate for one in in_order(review) for gate in _of_input(one)]


def _of_input(one: Any) -> Iterator[Gate]:
    if not one.has_numbers:
        yield Gate(_("số liệu, câu tóm tắt của %(letter)s", letter=one.input.letter), one.key)
    if not one.judgement:
        yield Gate(_("nhận định của %(letter)s", letter=one.input.letter), one.key)


def before_closing(review: Any) -> list[Gate]:
    """List what the minutes still lack."""
    found = [] if review.is_held else [Gate(_("giờ họp, người vắng"), "#hop")]
    found += [Gate(_("ý kiến tại cuộc họp về %(letter)s", letter=one.input.letter), one.key) for one in in_order(review) if not one.minutes]
    decided = {one.kind for one in standing(review)}
    found += [
        Gate(_("kết luận về “%(kind)s”, hoặc lý do không có", kind=kind.label), "#ket-luan")
        for kind in DecisionKind
        if kind not in decided and not review.no_decision.get(kind.value)
    ]
    return found if review.conclusion else [*found, Gate(_("kết luận chung"), "#ket-luan")]


def in_order(review: Any) -> list[Any]:
    """List the inputs of a review in the order of the standard."""
    return list(review.inputs.order_by(review.inputs.model.id))


def standing(review: Any) -> list[Any]:
    """List the decisions of a review but those that were left out."""
    decision = review.decisions.model
    return list(review.decisions.where(decision.state != DecisionState.DROPPED).order_by(decision.id))
