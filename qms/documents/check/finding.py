"""What a check of a text finds, and what the check knows of the office around the text."""

from dataclasses import dataclass, field

from qms.core.language import Phrase, _
from qms.core.states import State
from qms.documents.text.file_text import FileText


class Severity(State):
    """Whether a finding stops the submission."""

    ERROR = "error", _("Lỗi"), "▲", "bad"
    WARNING = "warning", _("Lưu ý"), "◆", "warn"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: which rule, how bad, where, in a sentence."""

    rule: str
    severity: Severity
    sentence: Phrase
    line: int = 0
    where: str = "text"
    quote: str = ""

    @property
    def is_error(self) -> bool:
        """Tell whether it stops the submission."""
        return self.severity == Severity.ERROR


@dataclass(frozen=True)
class Law:
    """An external document as the check knows it; `trouble` says why it can no longer be a basis."""

    key: str
    names: tuple[str, ...]
    label: str
    trouble: Phrase | None = None
    excused: frozenset[str] = frozenset()  # codes of the documents whose owner stated why it may stay


@dataclass(frozen=True)
class Around:
    """What exists around a text; None where nobody can tell, so that nothing is asked."""

    codes: frozenset[str] | None = None
    waiting: frozenset[str] = frozenset()  # codes of documents that are not under control yet
    withdrawn: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    units: frozenset[str] | None = None
    posts: frozenset[str] | None = None
    laws: tuple[Law, ...] | None = None
    unwanted: tuple[str, ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class Subject:
    """A text under check with its lines."""

    text: FileText
    around: Around
    lines: tuple[str, ...]

    def error(self, rule: str, sentence: Phrase, line: int = 0, where: str = "text") -> Finding:
        """Find what must be corrected before the submission."""
        return Finding(rule, Severity.ERROR, sentence, line, where, self._quoted(line))

    def warning(self, rule: str, sentence: Phrase, line: int = 0, where: str = "text") -> Finding:
        """Find what the author and the approver should look at."""
        return Finding(rule, Severity.WARNING, sentence, line, where, self._quoted(line))

    def _quoted(self, line: int) -> str:
        return self.lines[line - 1].strip()[:120] if 0 < line <= len(self.lines) else ""
