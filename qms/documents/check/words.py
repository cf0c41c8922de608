"""Rules on words and letters: nothing unfinished, nothing that another machine reads as something else."""

import re
import unicodedata
from collections.abc import Iterator

from qms.core.language import _
from qms.core.vietnamese import fold
from qms.documents.check.finding import Finding, Subject

_BLANK = re.compile(r"(?:^|[\s|(])(?:…|\.{3,})(?=[\s|)/,;:]|$)|…{2,}|\.{4,}|_{4,}|\[\s{0,9}\](?!\()|\?{2,}")
_RULE = re.compile(r"^\s*(?:[-_*]\s*){3,}$")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u03ff\u0400-\u04ff]")
_LETTER = r"[A-Za-zÀ-ỹĐđ]"
_OLD = "ÄÅÆÇËÎÏÑÖØÛÜÞßäåæçëîïñöøûüþÿ®µ¸¶¹»¾¼½"  # what letters of TCVN3 and VNI fonts are in Unicode; none is Vietnamese
_OF_OLD_FONTS = re.compile(rf"[{_OLD}](?={_LETTER})|(?<={_LETTER})[{_OLD}]")


def no_unwanted_words(subject: Subject) -> Iterator[Finding]:
    """Ask for none of the words the office does not want in a controlled text."""
    sought = [(word, re.compile(rf"(?<!\w){re.escape(fold(word))}(?!\w)")) for word in subject.around.unwanted]
    for number, line in enumerate(subject.lines, 1):
        folded = fold(line)
        for word, pattern in sought:
            if pattern.search(folded):
                yield subject.error("unwanted", _("Có từ không dùng trong văn bản kiểm soát: “%(word)s”.", word=word), number)


def nothing_is_left_blank(subject: Subject) -> Iterator[Finding]:
    """Ask for no place that was left to be filled in later."""
    for number, line in enumerate(subject.lines, 1):
        found = None if _RULE.match(line) else _BLANK.search(line)
        if found:
            yield subject.error("blank", _("Còn chỗ để trống “%(mark)s”; điền đủ nội dung.", mark=found[0].strip(" |(")), number)


def letters_are_composed(subject: Subject) -> Iterator[Finding]:
    """Ask for composed letters (NFC), so that a search finds what is seen."""
    for number, line in enumerate(subject.lines, 1):
        if not unicodedata.is_normalized("NFC", line):
            yield subject.error("form-of-letters", _("Chữ có dấu ở dạng tổ hợp rời (NFD); gõ lại hoặc lưu lại dạng dựng sẵn."), number)


def letters_are_latin(subject: Subject) -> Iterator[Finding]:
    """Ask for no letter that only looks like the Latin one: Cyrillic а, Greek ο, Icelandic Ð."""
    for number, line in enumerate(subject.lines, 1):
        words = [word for word in re.findall(r"\w+", line) if _is_mixed(word)]
        if words:
            yield subject.error("look-alikes", _("“%(word)s” có chữ cái giống chữ Việt nhưng là ký tự khác.", word=words[0]), number)


def no_letters_of_old_fonts(subject: Subject) -> Iterator[Finding]:
    """Ask for no letters left over from a TCVN3 (.VnTime) or VNI font; one alone may be a foreign name."""
    for number, line in enumerate(subject.lines, 1):
        found = _OF_OLD_FONTS.findall(line)
        if found:
            tell = subject.error if len(found) > 1 else subject.warning
            yield tell(
                "old-font", _("Có ký tự của phông chữ cũ (TCVN3, VNI): “%(mark)s”; chuyển mã sang Unicode.", mark="".join(found)), number
            )


def _is_mixed(word: str) -> bool:
    return bool("Ð" in word or "Ɖ" in word or (_OTHER_SCRIPT.search(word) and re.search(_LETTER, word)))
