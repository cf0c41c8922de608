"""Controlled text: Markdown to safe HTML, by one function whose last step is the sanitiser.

Raw HTML of the author is shown as text, never passed on. Python-Markdown is super-linear on hostile input, so text is
bounded before it is rendered. Rendering is kept by its text: a page in force is rendered once per process.
"""

import html
import re
from collections.abc import MutableMapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import markdown
import nh3
from markdown.extensions import Extension

from qms.core.language import _
from qms.core.refusals import Missing
from qms.core.vietnamese import fold

LIMIT_KB = 256
LIMIT_LINES = 10_000
LIMIT_PARTS = 1000
LIMIT_CELLS = 40_000
_MOST = {"[": 3000, "<": 3000, "`": 6000, "_": 30_000, "*~&\\": 10_000}  # with more the renderer slows down faster than the text grows
_NEVER = ("[" * 50, "<![CDATA[", ">" * 20)
_TOO_DEEP = _("Văn bản có cấu trúc lồng nhau quá sâu hoặc ký hiệu lặp quá nhiều nên không dựng được.")
_EXTENSIONS = ["tables", "footnotes", "toc", "def_list", "sane_lists", "fenced_code", "pymdownx.tilde"]
_TAGS = frozenset(
    "h1 h2 h3 h4 h5 h6 p br hr strong em del sub sup code pre blockquote ul ol li dl dt dd a table thead tbody tr th td div".split()
)
_ATTRIBUTES = {
    "th": {"align"},
    "td": {"align"},
    "a": {"href", "title"},
    "ol": {"start"},
    **{f"h{n}": {"id"} for n in range(1, 7)},
    "li": {"id"},
    "sup": {"id"},
}
_EMPTY_LINES = re.compile(r"\n[ \t>]*\n")
_ANCHOR = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Heading:
    """A heading of a text, for its table of contents."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True)
class Rendered:
    """Safe HTML with its headings."""

    html: str
    headings: tuple[Heading, ...]


class _NoRawHtml(Extension):
    def extendMarkdown(self, md: Any) -> None:  # noqa: N802 - the library's name
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")


def anchor(text: str, separator: str = "-") -> str:
    """Give the address of a heading within its page: đ as d, no marks."""
    return "muc-" + _ANCHOR.sub(separator, fold(text)).strip(separator)


def check(text: str) -> None:
    """Refuse a text that is too large or made to be slow."""
    lines = text.splitlines()
    if len(text.encode()) > LIMIT_KB * 1024:
        raise Missing(_("Văn bản dài quá %(n)s KB. Tách thành nhiều tài liệu.", n=LIMIT_KB))
    if len(lines) > LIMIT_LINES:
        raise Missing(_("Văn bản dài quá %(n)s dòng. Tách thành nhiều tài liệu.", n=LIMIT_LINES))
    crowded = any(sum(map(text.count, marks)) > most for marks, most in _MOST.items())
    if crowded or any(run in text for run in _NEVER) or any(map(_is_deep, lines)) or sum(map(_parts, lines)) > LIMIT_PARTS:
        raise Missing(_TOO_DEEP)
    if sum(map(_cells, _EMPTY_LINES.split(text))) > LIMIT_CELLS:
        raise Missing(_("Bảng quá lớn nên không dựng được. Tách thành nhiều bảng nhỏ hơn."))


def _cells(stretch: str) -> int:
    """Count the cells a stretch of lines may become: the renderer gives each row as many as the head has."""
    lines = stretch.splitlines()
    return max((line.count("|") for line in lines), default=0) * len(lines)


def _is_deep(line: str) -> bool:
    plain, quoted = line.lstrip(), line[: len(line) - len(line.lstrip(" \t>"))]
    return (len(line) - len(plain) > 80 and plain[:1] in set("-*+>0123456789")) or quoted.count(">") >= 20


def _parts(line: str) -> bool:
    """Tell whether a line begins a part of the text: a heading, or a rule, which makes the line above one."""
    return line.lstrip(" \t>*+-.0123456789").startswith("#") or bool(line.strip() and not line.strip(" \t>=-_*"))


@lru_cache(maxsize=256)
def rendered(text: str) -> Rendered:
    """Render a text; raise Missing with a sentence when it is too large or too deep."""
    check(text)
    md = markdown.Markdown(
        extensions=[*_EXTENSIONS, _NoRawHtml()],
        extension_configs={"toc": {"slugify": anchor}, "tables": {"use_align_attribute": True}},
    )
    try:
        raw = md.convert(text)
    except RecursionError:
        raise Missing(_TOO_DEEP) from None
    clean = nh3.clean(raw, tags=set(_TAGS), attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel="noopener")
    return Rendered(_as_in_a_page(clean), tuple(_headings(md.toc_tokens)))


def _as_in_a_page(clean: str) -> str:
    scrolled = clean.replace("<table>", '<div class="scroll" tabindex="0"><table>').replace("</table>", "</table></div>")
    return re.sub(r"<(/?)h1\b", r"<\1h2", scrolled).replace("<th></th>", "<td></td>")


def _headings(tokens: list[MutableMapping[str, Any]]) -> list[Heading]:
    found = []
    for token in tokens:
        found += [Heading(token["level"], token["id"], html.unescape(token["name"])), *_headings(token["children"])]
    return found
