"""The whole trail, told in sentences and filtered."""

import re
from pathlib import Path

import pytest

import qms
from qms.core import trail
from qms.core.stories import EVENTS


def shown(page):
    return [int(seq) for seq in re.findall(r'<tr id="muc-(\d+)">', page.text)]


def test_newest_entry_comes_first_as_a_sentence(auditor, edition):
    page = auditor.get("/records/trail")
    assert shown(page)[:2] == [trail.head().seq, trail.head().seq - 1]
    assert "<b>Trung tá Nguyễn Văn Hùng, Chỉ huy trưởng, Ban Chỉ huy</b> đã phê duyệt, ban hành" in page.text
    assert trail.head().hash in page.text


def test_each_page_goes_on_where_the_one_before_ended(auditor, cast, edition):
    seen, url = [], "/records/trail"
    while url:
        page = auditor.get(url)
        seen += shown(page)
        further = re.search(r'href="([^"]*before=\d+)"', page.text)
        url = further and further[1]
    assert seen == list(range(trail.head().seq, 0, -1))


def test_filters_by_person_and_kind(auditor, edition, hung, lan):
    assert shown(auditor.get(f"/records/trail?person={hung.id}")) == [trail.head().seq]
    assert len(shown(auditor.get(f"/records/trail?person={lan.id}&kind=edition"))) == 2
    assert shown(auditor.get("/records/trail?person=0&kind=edition")) == []
    assert "Không có mục nhật ký nào khớp bộ lọc" in auditor.get("/records/trail?kind=attachment").text


@pytest.mark.parametrize(("asked", "some"), [("since=22/11/2026", True), ("since=23/11/2026", False), ("until=21/11/2026", False)])
def test_filters_by_period(auditor, edition, asked, some):
    assert bool(shown(auditor.get(f"/records/trail?{asked}"))) is some


def test_bad_day_is_told_and_kept(auditor):
    page = auditor.get("/records/trail?until=32/1/2026")
    assert page.status_code == 422
    assert 'value="32/1/2026"' in page.text


def test_too_large_a_number_is_not_found(auditor):
    assert auditor.get("/records/trail?person=99999999999999999999999").status_code == 404


def test_refused_sign_in_is_told(auditor, browser):
    browser.sign_in("nam", "sai mật khẩu")
    page = auditor.get("/records/trail?kind=event").text
    assert "đăng nhập không thành công" in page
    assert "nam" in page


def test_every_event_of_the_house_has_its_sentence():
    sources = Path(qms.__file__).parent.rglob("*.py")
    noted = {name for source in sources for name in re.findall(r'note_event\(\s*"([^"]+)"', source.read_text("utf-8"))}
    assert "sign_in.refused" in noted
    assert [name for name in noted if name not in EVENTS and name.partition(".")[2] not in EVENTS] == []
