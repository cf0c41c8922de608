"""A text that was brought in, opened as a draft: a new document, or the next edition of one that is known."""

import re
from typing import Any

from qms.core.attachment import PER_RECORD, attach_to
from qms.core.language import _
from qms.documents import queries, work
from qms.documents.edition import WRITTEN, Edition

_PICTURE = re.compile(r"\(#hinh-(\d+)\)")
_ENDINGS = {b"\x89P": "png", b"\xff\xd8": "jpg"}


def draft(name: str, facts: dict[str, Any], text: str, pictures: list[bytes], by: Any) -> Edition:
    """Open the draft and put the pictures under it."""
    written = {**{fact: facts[fact] for fact in WRITTEN if fact in facts}, "text": text, "reason": _reason(name, facts)}
    document = queries.document(facts["code"])
    if document is None:
        edition = work.start_document(facts["code"], by, number_of(facts), **written)
    else:
        said = {name: fact for name, fact in written.items() if fact not in (None, "", [], {})}  # what the file leaves open stays
        edition = work.start_revision(document, by, written["reason"]).rewrite(by=by, **said)
    return _with_pictures(edition, text, pictures[:PER_RECORD], by) if pictures else edition


def number_of(facts: dict[str, Any]) -> int:
    """Give the number a new document's draft bears: as corrected, as the file says, or the first."""
    said = str(facts.get("number") or facts.get("issue") or "")
    return int(said) if said.isdecimal() and int(said) else 1


def _reason(name: str, facts: dict[str, Any]) -> str:
    issue, day = facts.get("issue"), facts.get("issued_on")
    was = _(" (lần ban hành %(n)s, %(day)s)", n=issue, day=day) if issue and day else ""
    said = _("Nhập từ tệp “%(name)s”", name=name)
    return f"{said}{was}"[:500]


def _with_pictures(edition: Edition, text: str, pictures: list[bytes], by: Any) -> Edition:
    addresses = {
        str(number): f"(/files/{attach_to(edition, f'hinh-{number}.{_ENDINGS[data[:2]]}', data, by).id})"
        for number, data in enumerate(pictures, 1)
    }
    return edition.rewrite(by=by, text=_PICTURE.sub(lambda found: addresses.get(found[1], found[0]), text))
