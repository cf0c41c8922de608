"""The auditor finds every record, reads its history and takes lists along; nobody else does, and nothing changes."""

import io
import zipfile

import pytest

from qms.core import trail
from qms.core.attachment import attach_to
from qms.organization.person import SYSTEM
from qms.organization.unit import Post
from tests.trail.test_whole import behind_the_back

PAGES = ["/records", "/records?kind=edition", "/records/person/1", "/records/trail"]


@pytest.mark.parametrize("role", ["auditor", "quality_officer", "commander"])
@pytest.mark.parametrize("url", PAGES)
def test_readers_read(cast, signed_in, role, url):
    assert signed_in(cast[role]).get(url).status_code == 200


@pytest.mark.parametrize("role", ["staff", "desk_officer", "ward_officer", "administrator"])
@pytest.mark.parametrize("url", PAGES)
def test_others_are_refused(cast, signed_in, role, url):
    assert signed_in(cast[role]).get(url).status_code == 403


@pytest.mark.parametrize("url", PAGES)
def test_visitors_are_sent_to_sign_in(browser, url):
    assert "/login" in browser.get(url).location


def test_reading_leaves_no_mark(auditor, edition):
    before = trail.head().seq
    for url in PAGES:
        auditor.get(url)
    assert trail.head().seq == before


def test_every_kind_is_offered_with_its_count(auditor, edition):
    page = auditor.get("/records").text
    for name in ("Lần ban hành tài liệu", "Người", "Vai trò được cấp", "Đơn vị", "Tệp đính kèm", "Cơ quan"):
        assert f">{name}</a>" in page


def rows(page):
    return page.text.count('data-l="Người ghi"')


def test_list_shows_drafts_and_links_to_page_and_history(auditor, draft):
    page = auditor.get("/records?kind=edition")
    assert "/docs/QT-16/i/1" in page.text
    assert f"/records/edition/{draft.id}" in page.text
    assert "Bản nháp" in page.text


def test_given_up_draft_is_still_shown_with_its_history(auditor, draft, lan):
    draft.discard(by=lan, note="Trùng")
    page = auditor.get("/records?kind=edition").text
    assert "Đã bỏ bản nháp" in page
    assert "/docs/QT-16/i/1" not in page
    assert "Trùng" in auditor.get(f"/records/edition/{draft.id}").text


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("since=22/11/2026&until=22/11/2026", 1),
        ("since=22-11-26", 1),
        ("since=23/11/2026", 0),
        ("until=21112026", 0),
        ("unit=TM", 1),
        ("unit=MC", 0),
        ("clause=8.5.1", 1),
        ("clause=8.5", 1),
        ("clause=8", 1),
        ("clause=9.2", 0),
        ("clause=5.1", 0),
        ("unit=TM&clause=8.5.1&since=1/1/26", 1),
    ],
)
def test_editions_by_period_unit_and_clause(auditor, edition, asked, count):
    assert rows(auditor.get(f"/records?kind=edition&{asked}")) == count


@pytest.mark.parametrize(
    ("kind", "unit", "count"),
    [
        ("person", "MC", 1),
        ("rolegrant", "MC", 1),
        ("unit", "MC", 1),
        ("post", "MC", 1),
        ("postholding", "MC", 1),
        ("post", "BCH", 0),
    ],
)
def test_organization_by_unit(auditor, mai, kind, unit, count):
    assert rows(auditor.get(f"/records?kind={kind}&unit={unit}")) == count


def test_kind_without_a_date_is_found_by_its_acts(auditor, mai):
    assert rows(auditor.get("/records?kind=person&since=22/11/2026")) == 2
    assert rows(auditor.get("/records?kind=person&since=23/11/2026")) == 0


def test_bad_day_is_told_and_kept(auditor):
    page = auditor.get("/records?kind=edition&since=hôm qua")
    assert page.status_code == 422
    assert "Ghi ngày theo dạng 22/11/2026" in page.text
    assert 'value="hôm qua"' in page.text


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("kind=edition&since=2/1/2026&until=1/1/2026", "Đến ngày không được trước từ ngày"),
        ("kind=edition&until=31/12/9999", "Ghi năm từ 1900 đến 2199"),
        ("kind=attachment&unit=TM", "không ghi đơn vị"),
        ("kind=person&clause=8.5.1", "không ghi điều khoản"),
    ],
)
def test_question_that_cannot_be_answered_is_not_answered_wrongly(auditor, asked, sentence):
    page = auditor.get(f"/records?{asked}")
    assert page.status_code == 422
    assert sentence in page.text
    assert rows(page) == 0


@pytest.mark.parametrize(
    "url",
    [
        "/records?kind=secret",
        "/records?kind=edition&unit=NO",
        "/records/secret/1",
        "/records/person/999",
        "/records/person/99999999999999999999999",
    ],
)
def test_what_is_not_there_is_not_found(auditor, url):
    assert auditor.get(url).status_code == 404


def test_long_list_is_read_page_by_page(auditor, office):
    for n in range(60):
        Post(title=f"Chức vụ {n:02d}", unit=office["TM"]).establish(by=SYSTEM)
    first = auditor.get("/records?kind=post&unit=TM")
    last_shown = Post.get(Post.title == "Chức vụ 10")
    assert rows(first) == 50
    assert f"before={last_shown.id}" in first.text
    assert rows(auditor.get(f"/records?kind=post&unit=TM&before={last_shown.id}")) == 11


def test_history_is_told_with_values_seals_and_proof(auditor, edition):
    page = auditor.get(f"/records/edition/{edition.id}").text
    entry = trail.history_of("edition", edition.id)[-1]
    assert "đã phê duyệt, ban hành" in page
    assert f"Mục {entry.seq} · niêm phong {entry.hash[:16]}…" in page
    assert "<del>Chờ phê duyệt</del> Đã ban hành" in page
    assert "✓ Nguyên vẹn" in page


def test_history_of_a_person_tells_his_roles(auditor, mai):
    page = auditor.get(f"/records/person/{mai.id}").text
    assert "đã cấp vai trò" in page
    assert "password" not in page.partition("<main")[2]


def test_record_changed_behind_the_back_is_shown_as_broken(auditor, edition):
    behind_the_back("UPDATE edition SET title = 'Khác' WHERE id = ?", edition.id)
    page = auditor.get(f"/records/edition/{edition.id}").text
    assert "▲ Không còn nguyên vẹn" in page
    assert "✓ Nguyên vẹn" not in page


def test_evidence_is_listed_and_checked(auditor, edition, lan):
    file = attach_to(edition, "bien-ban.txt", b"mot", lan)
    page = auditor.get(f"/records/edition/{edition.id}").text
    assert "bien-ban.txt" in page
    assert file.sha256 in page
    assert "đã đính kèm tệp" in page
    file.path.chmod(0o600)
    file.path.write_bytes(b"hai")
    assert "▲ Không còn nguyên vẹn" in auditor.get(f"/records/edition/{edition.id}").text


def strings(answer):
    return zipfile.ZipFile(io.BytesIO(answer.data)).read("xl/sharedStrings.xml").decode()


def test_excel_holds_the_same_rows_and_is_noted(auditor, oanh, edition, office):
    answer = auditor.post("/records.xlsx?kind=post&unit=BCH&before=3")
    assert answer.status_code == 200
    assert "Chỉ huy trưởng" in strings(answer)
    assert "Trợ lý Chính trị" not in strings(answer)
    noted = trail.head()
    assert (noted.act, noted.actor) == ("records.exported", oanh.id)
    assert noted.facts["filters"] == {"unit": "BCH"}
    assert "đã xuất ra tệp: Chức vụ · BCH" in auditor.get("/records/trail").text


def test_excel_is_not_for_others_and_not_without_a_kind(auditor, nam, signed_in):
    assert signed_in(nam).post("/records.xlsx?kind=post").status_code == 403
    assert auditor.post("/records.xlsx").status_code == 404
    assert auditor.get("/records.xlsx?kind=post").status_code == 405
    assert trail.head().act != "records.exported"
