"""The check of texts that lie as files, beside no office: what can be asked without one."""

import unicodedata
from pathlib import Path

from qms import settings
from qms.core.language import _
from qms.core.refusals import Missing
from qms.core.vietnamese import nfc
from qms.documents.check.finding import Around, Finding, Severity
from qms.documents.check.lint import lint
from qms.documents.text import file_text
from qms.documents.text.mentions import listed_forms


def texts_in(paths: list[Path]) -> list[Path]:
    """List the text files that are named or lie in named folders: the newest of each document."""
    found = []
    for path in paths:
        folders = sorted({file.parent for file in path.rglob("[0-9][0-9].md")}) if path.is_dir() else []
        found += [max(folder.glob("[0-9][0-9].md")) for folder in folders] if path.is_dir() else [path]
    return list(dict.fromkeys(found))


def around_files(paths: list[Path]) -> Around:
    """Say what exists beside some files: the documents of a folder refer to each other, a lone file is not asked."""
    texts = [text for path in texts_in(paths) if (text := _text_of(path))]
    is_whole = any(path.is_dir() and len(texts_in([path])) > 1 for path in paths)
    return Around(
        codes=frozenset(text.code for text in texts) if is_whole else None,
        forms=frozenset(code for text in texts for code in listed_forms(text.body)),
        unwanted=settings.words("QMS_UNWANTED_WORDS"),
    )


def findings_in(path: Path, around: Around) -> list[tuple[int, Finding]]:
    """Check one file; the lines are those of the file."""
    try:
        raw = path.read_text("utf-8")
        text = file_text.read(raw)
    except UnicodeDecodeError:
        return [(0, _unreadable(_("Tệp không phải UTF-8; lưu lại với bảng mã Unicode UTF-8.")))]
    except Missing as refusal:
        return [(0, _unreadable(refusal.sentence))]
    whole = nfc(raw).splitlines()
    above = len(whole) - len(text.body.splitlines())
    found = [(finding.line + above if finding.line else 0, finding) for finding in lint(text, around)]
    return [*_letters(raw), *found]


def _letters(raw: str) -> list[tuple[int, Finding]]:
    sentence = _("Chữ có dấu ở dạng tổ hợp rời (NFD); gõ lại hoặc lưu lại dạng dựng sẵn.")
    lines = enumerate(raw.splitlines(), 1)
    return [(n, Finding("form-of-letters", Severity.ERROR, sentence, n)) for n, line in lines if not unicodedata.is_normalized("NFC", line)]


def _text_of(path: Path) -> file_text.FileText | None:
    try:
        return file_text.read(path.read_text("utf-8"))
    except (Missing, UnicodeDecodeError):
        return None


def _unreadable(sentence: object) -> Finding:
    return Finding("file", Severity.ERROR, sentence)  # type: ignore[arg-type]
