"""Who answers for an edition on its sheet: author, reviewers and approver, each as he signed the text at that moment (7.5.2 c)."""

import re
from dataclasses import dataclass
from datetime import datetime

from qms.core.paper.form import chief_of, signing_lines
from qms.core.trail import history_of
from qms.core.vietnamese import moment
from qms.documents.edition import Edition
from qms.documents.states import EditionState

Place = tuple[str, str, str, str]  # heading, ranked name, post, when
_NOBODY: tuple[str, datetime | None] = ("", None)
_SIGNATURE = re.compile(r"(?:((?:KT|TUQ|TL)\. .+?) – (?=[^,–]+(?:,|$)))?([^,]*)(?:, (.*))?", re.DOTALL)
_SIGNED = (EditionState.IN_REVIEW, EditionState.APPROVED)


def signatures_of(edition: Edition) -> list[Place]:
    """Tell who submitted the text, who agreed to it in its round and who approved it, for whom, as they signed.

    What nobody has signed yet stays empty; a draft names who began it.
    """
    return [_place("Soạn thảo", *_author(edition)), *_reviewers(edition), _approver(edition)]


def _author(edition: Edition) -> tuple[str, datetime | None]:
    return sealed(edition, "submit_for_review") if edition.state in _SIGNED else (sealed(edition, "draft")[0], None)


def _reviewers(edition: Edition) -> list[Place]:
    agreed = [opinion for opinion in edition.round.agreed if not opinion.is_void] if edition.round else []
    told = [_place("Xem xét", one.signed_as, one.signed_at) for one in sorted(agreed, key=lambda one: one.id)]
    return told or [_place("Xem xét", *_NOBODY)]


def _approver(edition: Edition) -> Place:
    if edition.state != EditionState.APPROVED:
        return _place("Phê duyệt", *_NOBODY)
    signed = read(edition.approved_as)
    return "Phê duyệt", signed.name, signed.approving_post, moment(edition.approved_at)


def _place(head: str, who: str, at: datetime | None) -> Place:
    signed = read(who)
    return head, signed.name, signed.post, moment(at)


def sealed(edition: Edition, act: str) -> tuple[str, datetime | None]:
    """Give who did an act last, as the trail sealed him then, and when."""
    told = [entry for entry in history_of(edition.record_kind(), edition.id) if entry.act == f"edition.{act}"]
    return (told[-1].facts.get("who", ""), told[-1].at) if told else _NOBODY


@dataclass(frozen=True)
class Signature:
    """A signature as it was frozen, in its parts: the right one signs by (such as KT. Chỉ huy trưởng), ranked name, post with unit."""

    signed_for: str
    name: str
    post: str

    @property
    def lines(self) -> list[str]:
        """Write what stands above the name (Decree 30/2020, annex I)."""
        return signing_lines(self.post.partition(", ")[0], self.signed_for)

    @property
    def approving_post(self) -> str:
        """Write the post with the one it is signed for, in one line."""
        return " – ".join(part for part in (self.signed_for or chief_of(self.post.partition(", ")[0]), self.post) if part)


def read(signature: str) -> Signature:
    """Part a signature as Person and Delegation write it."""
    found = _SIGNATURE.fullmatch(signature)
    return Signature(*(part or "" for part in found.groups())) if found else Signature("", signature, "")
