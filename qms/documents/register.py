"""The master list of documents: what there is, how it stands, who has it, when it is looked at again (7.5.3)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import JOIN

from qms.core import clock
from qms.core.vietnamese import sort_key, words_of
from qms.documents import queries
from qms.documents.document import Document
from qms.documents.edition import Edition
from qms.documents.reading.duty import ReadingDuty
from qms.documents.secrecy.knowing import hidden_from, known_to, limited
from qms.documents.states import EditionState, ReviewStatus, Standing
from qms.organization import clauses
from qms.organization.person import Person
from qms.organization.unit import Post, Unit

CURRENT, ENDED = (Standing.IN_FORCE, Standing.NOT_YET), (Standing.SUPERSEDED, Standing.WITHDRAWN)


@dataclass(frozen=True)
class Asked:
    """Which lines of the list are asked for; an unknown value finds nothing."""

    ended: bool = False
    words: str = ""
    kind: str = ""
    unit: int | None = None
    clause: str = ""
    standing: str = ""
    review: str = ""
    sort: str = ""


@dataclass(frozen=True)
class Line:
    """One edition on the list: how it stands, and who has it to read."""

    edition: Edition
    standing: Standing
    readers: str
    is_limited: bool = False

    @property
    def review(self) -> ReviewStatus | None:
        """Tell whether its review is due; only what is in force is reviewed."""
        return self.edition.review_status if self.standing == Standing.IN_FORCE else None


def lines(asked: Asked, reader: Person | None = None) -> list[Line]:
    """List the editions asked for: all of them, or those a reader may know of."""
    standings, readers, kept = _standings(asked.ended), readers_by_document(), limited(reader)
    listed = [
        Line(edition, standings[edition.id], readers.get(edition.document_id, "") if not asked.ended else "", edition.document_id in kept)
        for edition in _matching(asked).where(Edition.id.in_(list(standings)) & (known_to(reader) if reader else True))
    ]
    wanted = [line for line in listed if asked.standing in ("", line.standing.value) and asked.review in ("", line.review)]
    key = _by_review if asked.sort == "review" else _by_code
    return sorted(wanted, key=key)


def _by_code(line: Line) -> tuple[Any, ...]:
    return sort_key(line.edition.document.code), line.edition.number


def _by_review(line: Line) -> tuple[Any, ...]:
    return line.edition.next_review_on or date.max, *_by_code(line)


def _standings(ended: bool) -> dict[int, Standing]:
    """Give the approved editions of the list asked for, each with how it stands today."""
    today = clock.today()
    in_force = {number for (number,) in queries.in_force().select(Edition.id).tuples()}
    columns = (Edition.id, Edition.effective_on, Document.withdrawn_on)
    found = {}
    for number, effective_on, withdrawn_on in (
        Edition.select(*columns).join(Document).where(Edition.state == EditionState.APPROVED).tuples()
    ):
        if withdrawn_on and withdrawn_on <= today:
            found[number] = Standing.WITHDRAWN
        elif effective_on > today:
            found[number] = Standing.NOT_YET
        else:
            found[number] = Standing.IN_FORCE if number in in_force else Standing.SUPERSEDED
    return {number: standing for number, standing in found.items() if (standing in ENDED) is ended}


def _matching(asked: Asked) -> Any:
    query = (
        Edition.select(*queries.LISTED, Document, Unit, Post)
        .join(Document)
        .switch(Edition)
        .join(Unit, JOIN.LEFT_OUTER)
        .switch(Edition)
        .join(Post, JOIN.LEFT_OUTER)
    )
    for word in words_of(asked.words):
        query = query.where(Edition.folded.contains(word))
    if asked.kind:
        query = query.where(Edition.kind.cast("text") == asked.kind)
    if asked.unit is not None:
        query = query.where(Edition.unit == asked.unit)
    return query.where(queries.about(asked.clause)) if asked.clause else query


def readers_by_document() -> dict[int, str]:
    """Name for each document who has it to read."""
    found = defaultdict(list)
    for duty in ReadingDuty.held():
        found[duty.document_id].append(duty.whom)
    return {document: "; ".join(whom) for document, whom in found.items()}


@dataclass(frozen=True)
class Clause:
    """A clause with the documents in force that meet it, themselves or through the clause above or below."""

    number: str
    title: str
    editions: list[Edition]
    is_met: bool


def by_clause(reader: Person | None = None) -> list[Clause]:
    """List the clauses with the documents a reader may know of; one that nothing in the house meets is a hole."""
    editions, hidden = queries.listed(), hidden_from(reader) if reader else {}
    found = []
    for number in clauses.CLAUSES:
        own = [edition for edition in editions if number in edition.clauses and edition.document_id not in hidden]
        near = any(_is_within(other, number) or _is_within(number, other) for edition in editions for other in edition.clauses)
        found.append(Clause(number, clauses.title(number), own, near))
    return found


def _is_within(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}.")
