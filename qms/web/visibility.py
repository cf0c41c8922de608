"""Who may see what: the files under a record, and every trace of a record that is kept from somebody.

A feature says for its own kinds who sees the files, where it declares itself, in feature.py:

    visibility.show_files("nonconformity", lambda person, record: person.may_read(record))

and, where some records are for some people alone, which rows, words and addresses are kept from whom:

    visibility.keep("documents", Keeper(look, rows, words, is_closed))
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import g, has_request_context, request
from werkzeug.exceptions import NotFound

from qms.core.attachment import Attachment
from qms.core.masking import holds, without
from qms.web import access

_RULES: dict[str, Callable[[Any, Any], bool]] = {}


@dataclass(frozen=True)
class Keeper:
    """What a feature keeps from a person: rows of a kind (a condition, or None), words, addresses."""

    look: Callable[[Any], None]  # called first for a request that changes nothing
    rows: Callable[[Any, Any], Any]
    words: Callable[[Any], Iterable[str]]
    is_closed: Callable[[Any, str, dict[str, Any]], bool]


_KEEPERS: dict[str, Keeper] = {}


def show_files(kind: str, rule: Callable[[Any, Any], bool]) -> None:
    """Let those see the files of a kind of record for whom `rule(person, record)` holds."""
    _RULES[kind] = rule


def keep(feature: str, keeper: Keeper) -> None:
    """Let a feature keep records of its own from people."""
    _KEEPERS[feature] = keeper


def may_see(person: Any, attachment: Attachment) -> bool:
    """Tell whether a person may see a file: by the rule of its owner's kind, and not at all without one."""
    rule = _RULES.get(attachment.of_kind)
    return rule is not None and bool(rule(person, attachment.owner)) and not is_hidden(person, attachment)


def seen(query: Any, model: Any, person: Any) -> Any:
    """Restrict a query of records to what a person may know of."""
    for keeper in _KEEPERS.values():
        kept = keeper.rows(person, model)
        query = query if kept is None else query.where(~kept)
    return query


def is_hidden(person: Any, record: Any) -> bool:
    """Tell whether a record is kept from a person."""
    return bool(hidden_among(person, type(record), [record.id]))


def hidden_among(person: Any, model: Any, numbers: list[int]) -> set[int]:
    """Give those of some records that are kept from a person, in one question."""
    found: set[int] = set()
    for keeper in _KEEPERS.values():
        kept = keeper.rows(person, model)
        if kept is not None:
            found |= {number for (number,) in model.select(model.id).where(model.id.in_(numbers) & kept).tuples()}
    return found


def reader() -> Any:
    """Give who looks, or None where nobody signed in."""
    return access.me() if has_request_context() and access.is_signed_in() else None


def may_name(code: str) -> bool:
    """Tell whether a code may be named to who looks."""
    return code not in _words()


def told(value: Any) -> Any:
    """Give texts, alone or within lists and other wholes, without the words that are kept from who looks."""
    return without(_words(), value)


def tells_what_is_kept(person: Any, *texts: str) -> bool:
    """Tell whether one of some texts holds a word that is kept from a person, in a request or outside one."""
    words = _kept_from(person)
    return any(holds(words, text) for text in texts)


def _kept_from(person: Any) -> frozenset[str]:
    return frozenset(word for keeper in _KEEPERS.values() for word in keeper.words(person))


def _words() -> frozenset[str]:
    """Gather the words once for a request."""
    if not has_request_context():
        return frozenset()
    if "kept_words" not in g:
        g.kept_words = _kept_from(reader())
    return g.kept_words


def enforce() -> None:
    """Answer an address of a record that is kept from who asks as if there were none; called before each request."""
    if request.url_rule is None:
        return
    person = reader()
    if person is not None and request.method in ("GET", "HEAD"):
        for keeper in _KEEPERS.values():
            keeper.look(person)
    if any(keeper.is_closed(person, request.url_rule.rule, request.view_args or {}) for keeper in _KEEPERS.values()):
        raise NotFound
