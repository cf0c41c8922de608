"""One file, read: what becomes the draft, what its frame says, what was not carried over."""

import re
from dataclasses import dataclass, field
from typing import Any

from qms.core.attachment import PER_RECORD
from qms.core.language import _
from qms.core.markdown_text import check
from qms.core.old_fonts import in_unicode, typed_with
from qms.core.refusals import Missing
from qms.core.vietnamese import day, nfc
from qms.documents import queries
from qms.documents.text import file_text
from qms.exchange import findings
from qms.exchange.blocks import Block, lines_of, plain_of
from qms.exchange.findings import Findings
from qms.exchange.frame import Frame, take_off
from qms.exchange.package import OLD_WORD, Package
from qms.exchange.word import Word
from qms.exchange.written import markdown

KINDS = ("docx", "md", "txt")
_PLAIN_FACTS = ("title", "kind", "clauses", "legal_basis", "review_months", "is_public", "service", "classification")
_NOT_READ = _("Tệp “%(name)s” không nhập được; các loại nhập được: .docx, .md, .txt.")
_NOT_TEXT = _("Tệp văn bản không phải UTF-8 hoặc UTF-16: mở bằng Notepad, chọn Lưu thành (Save As), mã hóa UTF-8, rồi nhập lại.")
_EMPTY = _("Tệp không có nội dung chữ nào.")


@dataclass
class Reading:
    """What was read from a file. `facts` are an edition's columns and what the frame says, as plain values."""

    text: str
    original: str
    facts: dict[str, Any] = field(default_factory=dict)
    findings: list[list[Any]] = field(default_factory=list)
    tracked: int = 0
    pictures: list[bytes] = field(default_factory=list)


def examine(name: str, data: bytes) -> None:
    """Refuse, before it is kept, a file that is not to be opened at all."""
    ending = ending_of(name)
    if ending == "doc":
        raise Missing(OLD_WORD)
    if ending not in KINDS and not ending.startswith("doc"):
        raise Missing(_NOT_READ % {"name": name})
    if ending not in ("md", "txt"):
        Package(data)  # says what is wrong; a sound file without macros may still have the ending of one
    if ending not in KINDS:
        raise Missing(_NOT_READ % {"name": name})


def ending_of(name: str) -> str:
    """Give the ending of a file's name in small letters."""
    return name.rpartition(".")[2].lower()


def read(name: str, data: bytes, is_accepted: bool = True) -> Reading:
    """Read a file; `is_accepted` takes tracked changes as accepted, else as they were before."""
    examine(name, data)
    reading = _word(data, is_accepted) if ending_of(name) == "docx" else _plain(name, data)
    if not reading.text.strip():
        raise Missing(_EMPTY)
    check(reading.text)
    reading.facts["title"] = reading.facts.get("title") or name.rpartition(".")[0].replace("_", " ")[:250]
    return reading


def _word(data: bytes, is_accepted: bool) -> Reading:
    word = Word(data, is_accepted)
    frame = take_off(word.blocks, word.headers)
    _tell(frame, word.footers, word.found)
    word.found.count(findings.PICTURES, min(len(word.pictures), PER_RECORD))
    word.found.count(findings.TOO_MANY_PICTURES, max(len(word.pictures) - PER_RECORD, 0))
    return Reading(
        text=nfc(markdown(frame.text, word.notes)),
        original=nfc("\n".join(plain_of(story) for story in [*word.headers, word.blocks, *word.notes.values()])),
        facts=_facts(frame),
        findings=word.found.as_facts(),
        tracked=word.found.how_many(findings.TRACKED),
        pictures=word.pictures,
    )


def _tell(frame: Frame, footers: list[list[Block]], found: Findings) -> None:
    if frame.is_secret:
        found.tell(findings.SECRET)
    if frame.box.issue.lstrip("0") not in {"", "1"}:
        found.tell(findings.ISSUE % {"text": frame.box.issue})
    for line in frame.unread[:5]:
        found.tell(findings.HEADER % {"text": line[:120]})
    below = [line for blocks in footers for block in blocks for line in lines_of(block)]
    for line in [line for line in dict.fromkeys(below) if any(c.isalpha() for c in line)][:5]:
        found.tell(findings.FOOTER % {"text": line[:120]})


def _facts(frame: Frame) -> dict[str, Any]:
    return {
        "code": frame.box.code,
        "title": frame.box.title,
        "issue": frame.box.issue,
        "issued_on": day(frame.box.issued_on),
        "names": frame.names,
        "amendments": frame.amendments[:50],
        "is_secret": frame.is_secret,
    }


def _plain(name: str, data: bytes) -> Reading:
    text = decoded(data)
    font = typed_with(text)
    if font is not None:
        lines = [re.sub(r"\S+", lambda word: in_unicode(word[0], font), line) for line in text.splitlines()]
        noted = Findings()
        noted.count(findings.CONVERTED, sum(not line.isascii() for line in lines))
        return Reading(text="\n".join(lines), original="\n".join(lines), findings=noted.as_facts())
    if ending_of(name) == "md" and text.startswith("---\n"):
        return _own(text)
    return Reading(text=text, original=text)


def _own(text: str) -> Reading:
    """Read a file of the house's own form: its front matter is what an edition says."""
    file = file_text.read(text)
    facts = queries.facts_of(file)
    kept = {name: facts[name] for name in _PLAIN_FACTS}
    unit, post = facts["unit"], facts["responsible"]
    return Reading(
        text=file.body,
        original=text,
        facts={**kept, "code": file.code, "issue": str(file.issue), "unit": unit and unit.id, "responsible": post and post.id},
    )


def decoded(data: bytes) -> str:
    """Give a text file's letters, as bytes stand where it was typed with an old font; refuse one whose letters cannot be known."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("latin-1")
        if encoding == "utf-16" or typed_with(text) is None:
            raise Missing(_NOT_TEXT) from None
    if "\0" in text:
        raise Missing(_NOT_TEXT)
    return nfc(text)
