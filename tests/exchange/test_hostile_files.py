"""Files that are broken, hostile or of another kind: each gets its sentence, none hurts the others."""

import struct
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.core.refusals import Missing
from qms.exchange import findings, package, queries, reading, work
from qms.exchange.reading import Reading, read
from qms.exchange.states import FileState
from tests.exchange.conftest import taken_in
from tests.exchange.word_files import files, p, packed, tbl, tc, tracked, word

GOOD = word(p("Nội dung tốt"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def with_part(name, data):
    """Give a good file with one part replaced."""
    good = zipfile.ZipFile(BytesIO(GOOD))
    return packed({**{one: good.read(one) for one in good.namelist()}, name: data})


def locked_zip():
    """Give a zip whose parts say that they are encrypted."""
    data = bytearray(GOOD)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(mark, place + 4)
    return bytes(data)


def lying_size():
    """Give a zip whose directory promises less than is inside."""
    data = bytearray(with_part("word/document.xml", b"<x>" + b" " * 500_000 + b"</x>"))
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        struct.pack_into("<I", data, place + 24, 100)
        place = data.find(b"PK\x01\x02", place + 4)
    return bytes(data)


TOO_MUCH = b"".join(b"%08d" % number for number in range(33 * 2**17))


HOSTILE = {
    "zip bomb": ("x.docx", with_part("word/media/a.bin", b"\0" * 30_000_000), "giải nén ra quá lớn"),
    "many parts": ("x.docx", packed({f"{n}": b"" for n in range(2100)}), "giải nén ra quá lớn"),
    "entities": ("x.docx", with_part("word/document.xml", ENTITIES + "<x>&b;</x>"), "DOCTYPE"),
    "entities in UTF-16": ("x.docx", with_part("word/document.xml", (ENTITIES + "<x>&b;</x>").encode("utf-16")), "DOCTYPE"),
    "entities of a file": ("x.docx", with_part("word/styles.xml", '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'), "DOCTYPE"),
    "macro file": ("x.docm", GOOD, "không nhập được"),
    "macros inside": ("x.docx", with_part("word/vbaProject.bin", b"x"), "macro"),
    "macros by type": ("x.docx", word(p("x"), types='<Override ContentType="a.macroEnabled.main+xml"/>'), "macro"),
    "locked zip": ("x.docx", locked_zip(), "mật khẩu"),
    "locked by Word": ("x.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
    "old Word": ("x.doc", OLE, "Lưu thành (Save As)"),
    "old Word renamed": ("x.docx", OLE, "Lưu thành (Save As)"),
    "no zip": ("x.docx", b"PK\x03\x04 cut off", "không phải là văn bản Word"),
    "cut off": ("x.docx", GOOD[:-40], "không phải là văn bản Word"),
    "a zip of another kind": ("x.docx", packed({"a.txt": b"x"}), "không phải là văn bản Word"),
    "no document": ("x.docx", packed({"[Content_Types].xml": b"<x/>"}), "không phải là văn bản Word"),
    "corrupt XML": ("x.docx", with_part("word/document.xml", "<w:document><w:body>"), "bị hỏng ở phần word/document.xml"),
    "corrupt styles": ("x.docx", with_part("word/styles.xml", "<<<"), "bị hỏng"),
    "lying size": ("x.docx", lying_size(), "bị hỏng ở phần"),
    "too much XML": ("x.docx", with_part("word/styles.xml", b"<x>" + TOO_MUCH + b"</x>"), "giải nén"),
    "empty document": ("x.docx", word(""), "không có nội dung"),
    "no bytes": ("x.docx", b"", "không phải là văn bản Word"),
    "another kind": ("x.pdf", b"%PDF-1.7", "không nhập được"),
    "no ending": ("quytrinh", b"x", "không nhập được"),
    "text in an old code": ("x.txt", "Quyết định".encode("cp1258", "ignore") + b"\xff", "UTF-8"),
    "bytes as text": ("x.txt", b"a\0b", "UTF-8"),
    "front matter broken": ("x.md", b"---\ncode: [\n---\nx", "thông tin đầu tệp"),
    "too long": ("x.txt", b"a" * 300_000, "dài quá"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_each_gets_its_sentence(case):
    name, data, sentence = HOSTILE[case]
    with pytest.raises(Missing, match=sentence.replace("(", r"\(").replace(")", r"\)")):
        read(name, data)


def test_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(package, "LIMIT_MB", 0)
    with pytest.raises(Missing, match="lớn hơn 0 MB"):
        read("x.docx", GOOD)


def test_bad_files_hurt_no_other(lan):
    job = taken_in(lan, *[(name, data) for name, data, _sentence in HOSTILE.values()], ("tot.docx", GOOD))
    found = {file.name: file for file in queries.files_of(job)}
    assert found["tot.docx"].state == FileState.READ
    assert {file.state for name, file in found.items() if name != "tot.docx"} == {FileState.FAILED}
    assert all(str(file.told[0]) for file in found.values() if file.state == FileState.FAILED)


def test_unforeseen_fault_of_one_file_is_told_and_passed_over(lan, monkeypatch):
    whole = reading.read

    def faulty(name, data, is_accepted=True):
        if name == "a.txt":
            raise RecursionError
        return whole(name, data, is_accepted)

    monkeypatch.setattr(work.reading, "read", faulty)
    first, second = queries.files_of(taken_in(lan, ("a.txt", b"a"), ("b.txt", b"b")))
    assert first.state == FileState.FAILED
    assert "chưa đọc được" in str(first.told[0])
    assert second.state == FileState.READ


def test_deep_nesting_ends():
    inside = p("đáy")
    for _level in range(60):
        inside = tbl([tc("x", inside=inside)])
    assert "x" in read("x.docx", word(inside)).text


def test_cell_said_again_without_end_is_refused():
    rows = [[tc("x" * 3000, merge="restart")], *([tc("", merge="continue")] for _row in range(200))]
    with pytest.raises(Missing, match="dài quá"):
        read("x.docx", word(tbl(*rows)))


def test_styles_based_on_each_other_end():
    chain = "".join(f'<w:style w:type="paragraph" w:styleId="S{n}"><w:basedOn w:val="S{(n + 1) % 300}"/></w:style>' for n in range(300))
    good = zipfile.ZipFile(BytesIO(word(p("Chữ", style="S1"))))
    parts = {one: good.read(one).decode() for one in good.namelist()}
    parts["word/styles.xml"] = parts["word/styles.xml"].replace("</w:styles>", f"{chain}</w:styles>")
    assert read("x.docx", packed(parts)).text == "Chữ"


def test_wide_spans_are_bounded():
    assert read("x.docx", word(tbl([tc("a", span=10**6)]))).text.count("|") < 150


@given(st.sampled_from(["procedure", "nested lists", "TCVN3", "pictures", "links and fields"]), st.data())
def test_any_broken_byte_gives_text_or_a_sentence(name, data):
    whole = _MADE[name]
    broken = bytearray(whole)
    for _time in range(data.draw(st.integers(1, 4))):
        broken[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    _text_or_sentence(bytes(broken))


@given(st.data())
def test_any_shuffled_part_gives_text_or_a_sentence(data):
    """Cut pieces out of the body's XML, which then often still is XML."""
    body = _BODY
    for _time in range(data.draw(st.integers(1, 3))):
        tags = body.split("<")
        del tags[data.draw(st.integers(1, len(tags) - 1))]
        body = "<".join(tags)
    _text_or_sentence(with_part("word/document.xml", body))


def _text_or_sentence(data):
    try:
        outcome = read("x.docx", data)
    except Missing as refusal:
        outcome = refusal
    assert isinstance(outcome, Reading) or "Tệp" in str(outcome) or "Nội dung" in str(outcome) or "Văn bản" in str(outcome)


_MADE = {name: made.data for name, made in files().items()}
_BODY = zipfile.ZipFile(BytesIO(tracked())).read("word/document.xml").decode()


def test_text_files_are_read():
    assert read("x.txt", "\ufeffMục đích".encode()).text == "Mục đích"
    assert read("x.txt", "Mục đích".encode("utf-16")).text == "Mục đích"
    assert read("a_b.txt", b"x").facts["title"] == "a b"


def test_text_typed_with_an_old_font_is_converted_and_said_so():
    told = read("cu.txt", "Quy tr×nh cÊp ph¸t qu©n trang\nChØ huy ®¬n vÞ chÞu tr¸ch nhiÖm chÝnh".encode("latin-1"))
    assert told.text == "Quy trình cấp phát quân trang\nChỉ huy đơn vị chịu trách nhiệm chính"
    assert [str(one) for one in findings.told(told.findings)] == ["2 đoạn chữ phông cũ (.VnTime, VNI) đã chuyển sang Unicode."]
    saved = read("cu.md", "Quy tr×nh cÊp ph¸t qu©n trang\nChØ huy ®¬n vÞ → b­íc 2".encode())
    assert saved.text == "Quy trình cấp phát quân trang\nChỉ huy đơn vị → bước 2"


def test_own_files_bring_their_facts(office):
    front = "code: QT-30\ntitle: Tiếp dân\nkind: system-procedure\nunit: TM\nclauses: ['8.2']\nreview_months: 12\n"
    found = read("QT-30.md", f"---\n{front}---\n\n## 1. Mục đích\n".encode())
    assert (found.facts["code"], found.facts["title"], found.facts["kind"]) == ("QT-30", "Tiếp dân", "system-procedure")
    assert found.facts["unit"] == office["TM"].id
    assert found.text == "## 1. Mục đích"
