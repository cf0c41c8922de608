"""Evidence files: sent to those who may see their record, and to nobody else."""

import pytest

from qms.core.attachment import attach_to
from qms.core.refusals import Tampered
from qms.web import visibility


@pytest.fixture
def file(office, tuan, monkeypatch):
    """Give a file under a unit, which staff may see."""
    monkeypatch.setattr(visibility, "_RULES", {})
    visibility.show_files("unit", lambda person, unit: unit == office["TM"] and person.has_role("staff"))
    return attach_to(office["TM"], "Ảnh hiện trường.txt", b"noi dung", tuan)


def test_file_is_sent_as_a_download_that_runs_nothing(signed_in, nam, file):
    answer = signed_in(nam).get(f"/files/{file.id}")
    assert (answer.status_code, answer.data) == (200, b"noi dung")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "filename*=UTF-8''%E1%BA%A2nh%20hi" in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Disposition"].isascii()
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_forbidden_file_answers_like_a_missing_one(signed_in, lan, file):
    browser = signed_in(lan)
    forbidden, missing = browser.get(f"/files/{file.id}"), browser.get("/files/999")
    assert forbidden.status_code == missing.status_code == 404
    assert "Không tìm thấy trang này" in forbidden.text
    assert file.name not in forbidden.text


def test_file_of_a_kind_nobody_spoke_for_is_not_shown(signed_in, nam, tuan, office, file):
    other = attach_to(nam, "giay-to.txt", b"rieng", tuan)
    assert signed_in(nam).get(f"/files/{other.id}").status_code == 404


def test_file_needs_a_sign_in(browser, file):
    assert browser.get(f"/files/{file.id}").status_code == 302


def test_changed_bytes_are_never_sent(signed_in, nam, file):
    file.path.chmod(0o600)
    file.path.write_bytes(b"noi dung khac")
    answer = signed_in(nam).get(f"/files/{file.id}")
    assert answer.status_code == 500
    assert "không còn nguyên vẹn" in answer.text
    assert "noi dung khac" not in answer.text
    with pytest.raises(Tampered):
        file.bytes()
