"""Evidence files: what is accepted, how it is named and kept, and that a refusal leaves nothing behind."""

import hashlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.core import attachment, home
from qms.core.attachment import Attachment, attach_to, attachments_of, check, safe_name
from qms.core.database import transaction
from qms.core.refusals import Missing, Tampered
from qms.core.verify import verify

PNG = b"\x89PNG\r\n\x1a\n" + b"picture"


def zipped(count=1, size=10, encrypted=False):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(count):
            archive.writestr(f"{number}.xml", b"\0" * size)
    data = buffer.getvalue()
    if not encrypted:
        return data
    place = data.index(b"PK\x01\x02") + 8
    return data[:place] + bytes([data[place] | 1]) + data[place + 1 :]


def kept_files():
    return [path for path in home.files().rglob("*") if path.is_file()]


def test_file_is_kept_under_its_hash_and_on_the_trail(nam, lan):
    file = attach_to(nam, "anh.png", PNG, lan)
    assert file.sha256 == hashlib.sha256(PNG).hexdigest()
    assert file.path.read_bytes() == file.bytes() == PNG
    assert (file.size, file.media_type, file.owner, file.added_by) == (len(PNG), "image/png", nam, lan.id)
    assert attachments_of("person", nam.id) == [file]
    assert verify() == []


def test_kept_file_is_read_only(nam, lan):
    assert attach_to(nam, "anh.png", PNG, lan).path.stat().st_mode & 0o222 == 0


def test_same_bytes_are_kept_once_under_both_records(nam, mai, lan):
    assert attach_to(nam, "anh.png", PNG, lan).path == attach_to(mai, "khac.png", PNG, lan).path
    assert len(kept_files()) == 1
    assert verify() == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.7 x"), ("a.PNG", PNG), ("a.jpg", b"\xff\xd8\xff\xe0"), ("a.jpeg", b"\xff\xd8\xff\xe1"), ("a.docx", zipped()),
        ("a.xlsx", zipped(3)), ("a.txt", "chữ".encode()), ("a.md", b"# 1"), ("a.csv", b"a;b"), ("bien.ban.cuoi.txt", b"x"),
    ],
)  # fmt: skip
def test_known_kinds_are_accepted(name, data):
    check(name, data)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("virus.exe", b"MZ", "“virus.exe” không nhận được"),
        ("trang.html", b"<p>", "không nhận được"),
        ("anh.svg", b"<svg/>", "không nhận được"),
        ("khong-duoi", b"x", "không nhận được"),
        ("anh.png.exe", PNG, "không nhận được"),
        ("anh.png", b"", "rỗng"),
        ("anh.png", b"\xff\xd8\xff", "không đúng với đuôi"),
        ("tep.pdf", PNG, "không đúng với đuôi"),
        ("tep.docx", b"PK\x03\x04 not a zip", "không đúng với đuôi"),
        ("tep.txt", b"a\0b", "không đúng với đuôi"),
        ("bom.xlsx", zipped(1, 3_000_000), "không đúng với đuôi"),
        ("nhieu.docx", zipped(2001, 0), "không đúng với đuôi"),
        ("khoa.docx", zipped(encrypted=True), "không đúng với đuôi"),
    ],
)
def test_others_are_refused_in_a_sentence(name, data, sentence):
    with pytest.raises(Missing, match=sentence):
        check(name, data)


def test_file_over_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(attachment, "LIMIT_MB", 1)
    check("a.txt", b"a" * 2**20)
    with pytest.raises(Missing, match="lớn hơn 1 MB"):
        check("a.txt", b"a" * (2**20 + 1))


def test_record_keeps_so_many_files_and_no_more(nam, lan, monkeypatch):
    monkeypatch.setattr(attachment, "PER_RECORD", 2)
    for number in range(2):
        attach_to(nam, f"{number}.txt", b"%d" % number, lan)
    with pytest.raises(Missing, match="tối đa 2 tệp"):
        attach_to(nam, "2.txt", b"2", lan)
    assert len(kept_files()) == 2


def test_refused_file_leaves_nothing(nam, lan):
    with pytest.raises(Missing):
        attach_to(nam, "virus.exe", b"MZ", lan)
    assert kept_files() == []
    assert Attachment.select().count() == 0


def test_bytes_do_not_stay_when_the_work_around_them_is_refused(nam, lan):
    attach_to(nam, "da-co.png", PNG, lan)

    def three_at_once():
        with transaction():
            for name, data in (("moi.txt", b"moi"), ("lai.png", PNG), ("virus.exe", b"MZ")):
                attach_to(nam, name, data, lan)

    with pytest.raises(Missing):
        three_at_once()
    assert [path.read_bytes() for path in kept_files()] == [PNG]
    assert verify() == []


@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(b"khac"), lambda path: path.unlink()])
def test_changed_or_lost_bytes_are_not_given_out(nam, lan, damage):
    file = attach_to(nam, "anh.png", PNG, lan)
    file.path.chmod(0o600)
    damage(file.path)
    with pytest.raises(Tampered, match=r"“anh\.png” không còn nguyên vẹn"):
        file.bytes()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Biên bản.pdf", "Biên bản.pdf"),
        ("C:\\Users\\lan\\anh.png", "anh.png"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("a\u202egnp.exe", "agnp.exe"),
        ('x<y>:"|?*.png', "xy.png"),
        ("Bie\u0302n ba\u0309n.pdf", "Biên bản.pdf"),
        ("a\x00b\n\t.txt", "ab.txt"),
        ("..", "tep"),
        ("", "tep"),
        ("x" * 300 + ".png", "x" * 146 + ".png"),
    ],
)
def test_names_without_folders_and_tricks(sent, kept):
    assert safe_name(sent) == kept


@given(st.text(max_size=300))
def test_any_name_is_safe(name):
    safe = safe_name(name)
    assert 0 < len(safe) <= 150
    assert not set(safe) & set('/\\<>:"|?*\0\n\r\t\u202e\u200f')
    assert safe.strip(". ") == safe
