"""Who answers for an edition on its sheet: author, reviewers and approver, each as he signed the text at that moment (7.5.2 c)."""

from datetime import datetime

from qms.core.trail import history_of
from qms.core.vietnamese import moment
from qms.documents.edition import Edition
from qms.documents.states import EditionState

Place = tuple[str, str, str, str]  # heading, ranked name, post, when
_NOBODY: tuple[str, datetime | None] = ("", None)
_SIGNED = (EditionState.IN_REVIEW, EditionState.APPROVED)


def signatures_of(edition: Edition) -> list[Place]:
    """Tell who submitted the text, who agreed to it in its round and who approved it, as they signed.

    What nobody has signed yet stays empty; a draft names who began it.
    """
    approved = (edition.approved_as, edition.approved_at) if edition.state == EditionState.APPROVED else _NOBODY
    return [_place("Soạn thảo", *_author(edition)), *_reviewers(edition), _place("Phê duyệt", *approved)]


def _author(edition: Edition) -> tuple[str, datetime | None]:
    return sealed(edition, "submit_for_review") if edition.state in _SIGNED else (sealed(edition, "draft")[0], None)


def _reviewers(edition: Edition) -> list[Place]:
    agreed = [opinion for opinion in edition.round.agreed if not opinion.is_void] if edition.round else []
    told = [_place("Xem xét", one.signed_as, one.signed_at) for one in sorted(agreed, key=lambda one: one.id)]
    return told or [_place("Xem xét", *_NOBODY)]


def _place(head: str, who: str, at: datetime | None) -> Place:
    return (head, *split(who), moment(at))


def sealed(edition: Edition, act: str) -> tuple[str, datetime | None]:
    """Give who did an act last, as the trail sealed him then, and when."""
    told = [entry for entry in history_of(edition.record_kind(), edition.id) if entry.act == f"edition.{act}"]
    return (told[-1].facts.get("who", ""), told[-1].at) if told else _NOBODY


def split(signature: str) -> tuple[str, str]:
    """Part a signature into ranked name and post."""
    name, _comma, post = signature.partition(", ")
    return name, post
