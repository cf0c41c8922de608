"""Who may do what, as named predicates that can be combined and read aloud in a refusal."""

from collections.abc import Callable
from typing import Any

from qms.core.language import Phrase, _


class Authority:
    """A predicate on (person, record) with the words that name those for whom it holds."""

    def __init__(self, who: Phrase, test: Callable[[Any, Any], bool]) -> None:
        self.who = who
        self.test = test

    def __call__(self, person: Any, record: Any = None) -> bool:
        return bool(self.test(person, record))

    def __and__(self, other: "Authority") -> "Authority":
        who = _("%(one)s, đồng thời %(other)s", one=self.who, other=other.who)
        return Authority(who, lambda person, record: self(person, record) and other(person, record))

    def __or__(self, other: "Authority") -> "Authority":
        who = _("%(one)s hoặc %(other)s", one=self.who, other=other.who)
        return Authority(who, lambda person, record: self(person, record) or other(person, record))


def authority(who: Phrase) -> Callable[[Callable[[Any, Any], bool]], Authority]:
    """Turn a function of (person, record) into a named authority."""
    return lambda test: Authority(who, test)


anyone = Authority(_("người đã đăng nhập"), lambda person, record: True)
system_only = Authority(_("hệ thống"), lambda person, record: person.id is None)
