"""A page as a strict reader sees it: what is wrong with its HTML, and where it leads."""

import re
from functools import cached_property

from tinyhtml5.parser import HTMLParser

from qms.app import STATIC

UNLABELLED_KINDS = {"hidden", "submit", "button", "reset"}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
ADDRESSES = {"a": "href", "link": "href", "img": "src", "script": "src", "form": "action", "source": "src", "iframe": "src"}
HEAVIEST = 150 * 1024


class Page:
    """One page's HTML, parsed once."""

    def __init__(self, html):
        self.html = html

    @cached_property
    def _read(self):
        parser = HTMLParser(namespace_html_elements=False)
        root = parser.parse(self.html)
        return root, [f"{error[1]} at {error[0]}" for error in parser.errors]

    @property
    def root(self):
        """Give the tree."""
        return self._read[0]

    def all(self, *names):
        """List the elements of these names."""
        return [element for element in self.root.iter() if element.tag in names]

    @cached_property
    def ids(self):
        """List every id."""
        return [element.get("id") for element in self.root.iter() if element.get("id") is not None]

    def words(self, element):
        """Give an element's text in one line."""
        return " ".join("".join(element.itertext()).split())

    def addresses(self, *names):
        """List where elements lead: links, images, scripts, forms."""
        return [element.get(ADDRESSES[element.tag]) for element in self.all(*names) if element.get(ADDRESSES[element.tag]) is not None]

    def sample_notice(self):
        """Give the words that say that all data are fictional."""
        return " ".join(self.words(element) for element in self.all("aside") if element.get("class") == "sample")

    def faults(self, language="vi"):
        """List what is wrong, in words."""
        return [*self._read[1], *self._outline(language), *self._labels(), *self._references(), *self._strangers(), *self._weight()]

    def _outline(self, language):
        titles = [self.words(title) for title in self.all("title") if self.words(title).strip(" –")]
        heads = [self.words(head) for head in self.all("h1")]
        yield from [] if self.html.lstrip().lower().startswith("<!doctype html>") else ["no doctype"]
        yield from [] if self.root.get("lang") == language else [f"lang is {self.root.get('lang')}"]
        yield from [] if titles and not titles[0].startswith("–") else ["no title of its own"]
        yield from [] if len(heads) == 1 and heads[0] else [f"h1: {heads}"]
        yield from [] if len(self.all("main")) == 1 else ["not one main"]
        yield from [f"id {one} twice" for one in sorted({one for one in self.ids if self.ids.count(one) > 1})]
        yield from [f"id {one!r}" for one in self.ids if not one or re.search(r"\s", one)]

    def _labels(self):
        inside = {field for label in self.all("label") if self.words(label) for field in label.iter()}
        named = {label.get("for") for label in self.all("label") if self.words(label)}
        for field in self.all("input", "select", "textarea"):
            has_label = field in inside or field.get("id") in named or field.get("aria-label") or field.get("aria-labelledby")
            is_shown = field.get("type") not in UNLABELLED_KINDS and field.get("hidden") is None
            if is_shown and not has_label:
                yield f"no label: {field.tag} {field.get('name')}"
        for element in self.all("a", "button", "summary"):
            if not (self.words(element) or element.get("aria-label")):
                yield f"no words: {element.tag} {dict(element.attrib)}"
        yield from [f"no alt: {image.get('src')}" for image in self.all("img") if image.get("alt") is None]

    def _references(self):
        for element in self.root.iter():
            for name in REFERENCES:
                yield from [f"{name}={one}: no such id" for one in (element.get(name) or "").split() if one not in self.ids]
        for link in self.addresses("a"):
            if link.startswith("#") and link[1:] not in self.ids:
                yield f"{link}: no such place on the page"

    def _strangers(self):
        for address in self.addresses(*ADDRESSES):
            if not re.match(r"(/(?!/)|#|\?|$|mailto:|tel:)", address):
                yield f"leads out of the house: {address}"
        for element in self.root.iter():
            yield from [f"inline {name} on {element.tag}" for name in element.attrib if name == "style" or name.startswith("on")]
        yield from ["inline script" for script in self.all("script") if script.get("src") is None]
        yield from ["inline style sheet" for _sheet in self.all("style")]

    def _weight(self):
        parts = {address.partition("?")[0].removeprefix("/static/") for address in self.addresses("link", "script")}
        weight = len(self.html.encode()) + sum((STATIC / part).stat().st_size for part in parts)
        yield from [f"weighs {weight // 1024} KB"] if weight > HEAVIEST else []
