"""Who may see the files under a record: each feature says it for its own kinds; a kind nobody spoke for is not shown.

A feature registers its rule where it declares itself, in feature.py:

    visibility.show_files("nonconformity", lambda person, record: person.may_read(record))
"""

from collections.abc import Callable
from typing import Any

from qms.core.attachment import Attachment

_RULES: dict[str, Callable[[Any, Any], bool]] = {}


def show_files(kind: str, rule: Callable[[Any, Any], bool]) -> None:
    """Let those see the files of a kind of record for whom `rule(person, record)` holds."""
    _RULES[kind] = rule


def may_see(person: Any, attachment: Attachment) -> bool:
    """Tell whether a person may see a file: by the rule of its owner's kind, and not at all without one."""
    rule = _RULES.get(attachment.of_kind)
    return rule is not None and bool(rule(person, attachment.owner))
