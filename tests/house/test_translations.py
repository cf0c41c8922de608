"""The English catalogue is whole, compiled and in the words of the house; no visible word escapes it.

After words have changed:
pybabel extract -F .babel.cfg --add-location=file --sort-output -w 120 -o /tmp/qms.pot .
pybabel update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -w 120 -i /tmp/qms.pot -d qms/translations -l en
then write what is new in messages.po, and pybabel compile -d qms/translations.
"""

import ast
import re
import unicodedata
from collections import defaultdict
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

import qms
from qms.core import language

SOURCES = Path(qms.__file__).parent
TOP = SOURCES.parent
CATALOGUE = SOURCES / "translations" / "en" / "LC_MESSAGES"
PLACEHOLDER = re.compile(r"%\((\w+)\)")
VIETNAMESE = re.compile(r"[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)
ENGLISH = re.compile(r"\b(the|and|of|is|are|was|not|with|for|has|have|this|please|error)\b", re.IGNORECASE)
UNWANTED = re.compile(r"\bbạn\b|vui lòng|có lỗi xảy ra|kiểm toán|sửa sai|!", re.IGNORECASE)
UNWANTED_ENGLISH = re.compile(r"\b(you|your|please|sorry|oops|comrade)\b|\w['’](t|re|ll|ve|s|d|m)\b|!", re.IGNORECASE)
DOCUMENT_TEXT = "| TT | Trình tự | Trách nhiệm | Thời gian | Biểu mẫu/Kết quả |"  # what the editor puts into a procedure


@cache
def extracted():
    """Give every msgid with the files it stands in."""
    methods, options = parse_mapping_cfg(StringIO((TOP / ".babel.cfg").read_text("utf-8")))
    found = defaultdict(set)
    for file, _line, msgid, _comments, _context in extract_from_dir(
        TOP, methods, options, directory_filter=lambda folder: Path(folder).name != "demo" and _within(Path(folder))
    ):
        found[msgid].add(file)
    return dict(found)


def _within(folder):
    return folder == TOP or folder.is_relative_to(SOURCES)


@cache
def catalogue():
    """Read the catalogue people edit."""
    return read_po(BytesIO((CATALOGUE / "messages.po").read_bytes()), locale="en", abort_invalid=True)


def english_of(msgid):
    """Give the translation that counts."""
    message = catalogue().get(msgid)
    return message.string if message and not message.fuzzy else ""


def filled(text):
    """Put values into a text as the templates do."""
    return text % defaultdict(lambda: 1)


def test_words_are_found():
    assert len(extracted()) > 900
    assert "qms/web/templates/base.html" in extracted()["Đăng xuất"]


def test_every_phrase_has_an_english_text():
    assert [msgid for msgid in extracted() if not english_of(msgid).strip()] == []


def test_catalogue_holds_nothing_else():
    kept = {message.id for message in catalogue() if message.id}
    assert sorted(kept - extracted().keys()) == []
    assert not catalogue().obsolete


def test_placeholders_are_the_same():
    def names(text):
        return set(PLACEHOLDER.findall(text))

    assert [msgid for msgid in extracted() if names(msgid) != names(english_of(msgid))] == []


def test_texts_take_their_values():
    for msgid, files in extracted().items():
        if PLACEHOLDER.search(msgid) or any(file.endswith(".html") for file in files):
            assert filled(msgid), msgid
            assert filled(english_of(msgid)), msgid


def test_what_is_loaded_is_what_is_written():
    compiled = BytesIO()
    write_mo(compiled, catalogue())
    assert (CATALOGUE / "messages.mo").read_bytes() == compiled.getvalue()
    with language.reading("en"):
        assert str(language._("Đăng xuất")) == "Sign out"
        assert str(language._("Còn %(n)s ngày", n=3)) == "Days left: 3"


def test_sources_are_vietnamese():
    assert [msgid for msgid in extracted() if not VIETNAMESE.search(msgid) and ENGLISH.search(msgid)] == []


def test_english_is_english():
    assert [msgid for msgid in extracted() if VIETNAMESE.search(english_of(msgid))] == []


def test_letters_are_composed():
    texts = [*extracted(), *(english_of(msgid) for msgid in extracted())]
    assert [text for text in texts if unicodedata.normalize("NFC", text) != text] == []


def test_vietnamese_keeps_the_tone():
    assert [msgid for msgid in extracted() if UNWANTED.search(msgid)] == []


def test_english_keeps_the_tone():
    texts = [english_of(msgid) for msgid in extracted()]
    assert [text for text in texts if UNWANTED_ENGLISH.search(text)] == []


def test_sentences_end_alike():
    sentences = [msgid for msgid in extracted() if len(msgid.split()) > 2]
    assert [msgid for msgid in sentences if msgid.endswith(".") != english_of(msgid).endswith(".")] == []


def test_no_phrase_hides_from_extraction():
    hidden = []
    for file in SOURCES.rglob("*.py"):
        if "demo" not in file.relative_to(SOURCES).parts:
            hidden += [f"{file.name}: {text}" for text in phrases_in(ast.parse(file.read_text("utf-8"))) if text not in extracted()]
    assert hidden == []


def phrases_in(tree):
    """Give the texts of all phrases of a module, in f-strings too; the source of those that are no plain text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_" and node.args:
            yield node.args[0].value if isinstance(node.args[0], ast.Constant) else ast.unparse(node.args[0])


def test_templates_have_no_words_of_their_own():
    parser = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    bare = []
    for file in SOURCES.glob("*/templates/**/*.html"):
        tree = parser.parse(file.read_text("utf-8"))
        texts = [part.data.replace(DOCUMENT_TEXT, "") for part in tree.find_all(nodes.TemplateData)]
        bare += [f"{file.name}: {text.strip()}" for text in texts if VIETNAMESE.search(text)]
    assert bare == []
