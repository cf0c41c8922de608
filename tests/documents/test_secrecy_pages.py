"""The pages of who may know, of papers that are only registered, and their lines on the master list."""

import pytest

from qms.core.refusals import Missing
from qms.documents.edition import Edition
from qms.documents.secrecy.entries import entry
from qms.documents.secrecy.need_to_know import NeedToKnow, circle_of
from tests.conftest import TODAY
from tests.documents.conftest import approved
from tests.documents.secret_world import CODE, TITLE, internal
from tests.documents.test_secrecy import ENTRY, declared, entered, limit

FIELDS = {"code": "KH-88", "title": "Kế hoạch số tám", "number": "12/KH", "level": "Mật", "place": "Két sắt", "issued_on": "01/02/2026"}


@pytest.fixture
def issued(app, lan, hung):
    """Give the internal document in force."""
    return approved(internal(lan).submit_for_review(by=lan), hung)


def test_officer_limits_changes_and_lifts_by_the_page(issued, lan, mai, nam, office, signed_in):
    browser, url = signed_in(lan), f"/docs/{CODE}/knowers"
    assert url in browser.get(f"/docs/{CODE}").text
    assert browser.post(url, {"units": [office["MC"].id], "reason": "Việc của Một cửa"}).status_code == 303
    assert circle_of(issued.document).in_words == "Bộ phận Một cửa"
    assert [signed_in(one).get(f"/docs/{CODE}").status_code for one in (mai, nam)] == [200, 404]
    page = browser.get(f"/docs/{CODE}").text
    assert "◆ Hạn chế" in page
    version = circle_of(issued.document).version
    assert browser.post(url, {"units": [office["TM"].id], "reason": "Chuyển việc", "version": version}).status_code == 303
    assert [signed_in(one).get(f"/docs/{CODE}").status_code for one in (mai, nam)] == [404, 200]
    assert "Chuyển việc" in browser.get(url).text
    assert browser.post(f"{url}/lift", {"why": "Hết lý do", "version": version + 1}).status_code == 303
    assert signed_in(mai).get(f"/docs/{CODE}").status_code == 200


def test_refused_limit_keeps_what_was_chosen(issued, lan, office, signed_in):
    answer = signed_in(lan).post(f"/docs/{CODE}/knowers", {"units": [office["MC"].id], "reason": " "})
    assert answer.status_code == 422
    assert "Ghi lý do." in answer.text
    assert f'checked id="units-2" name="units" type="checkbox" value="{office["MC"].id}"' in answer.text
    assert not NeedToKnow.select().exists()


def test_lift_wants_a_reason_and_a_limit(issued, lan, office, signed_in):
    browser = signed_in(lan)
    assert browser.post(f"/docs/{CODE}/knowers/lift", {"why": "x"}).status_code == 404
    limit(issued.document, lan, office["MC"])
    assert browser.post(f"/docs/{CODE}/knowers/lift", {"why": ""}).status_code == 422


def test_stale_change_is_refused(issued, lan, office, signed_in):
    limit(issued.document, lan, office["MC"])
    answer = signed_in(lan).post(f"/docs/{CODE}/knowers", {"units": [], "reason": "x", "version": 0})
    assert answer.status_code == 409


def test_page_of_knowers_is_not_there_for_others(issued, cast, signed_in):
    answers = {role: signed_in(person).get(f"/docs/{CODE}/knowers").status_code for role, person in cast.items()}
    assert answers == {role: 200 if role == "quality_officer" else 404 for role in cast}


def test_entry_is_written_corrected_and_ended_by_its_pages(app, lan, hung, nam, office, signed_in):
    browser = signed_in(lan)
    assert browser.post("/docs/secret/new", {**FIELDS, "unit": office["MC"].id}).status_code == 303
    page = browser.get("/docs/secret/KH-88").text
    assert all(word in page for word in ("Kế hoạch số tám", "▲ Mật", "chỉ ghi sổ", "Két sắt", "01/02/2026"))
    changed = {**FIELDS, "unit": office["MC"].id, "place": "Tủ sắt", "version": entry("KH-88").version}
    assert browser.post("/docs/secret/KH-88/edit", changed).status_code == 422  # no reason
    assert browser.post("/docs/secret/KH-88/edit", {**changed, "reason": "Chuyển chỗ"}).status_code == 303
    assert "Tủ sắt" in signed_in(hung).get("/docs/secret/KH-88").text
    assert signed_in(nam).get("/docs/secret/KH-88").status_code == 404
    end = {"on": f"{TODAY:%d/%m/%Y}", "why": "Tiêu hủy", "version": entry("KH-88").version}
    assert browser.post("/docs/secret/KH-88/end", {**end, "why": ""}).status_code == 422
    assert browser.post("/docs/secret/KH-88/end", end).status_code == 303
    assert "KH-88" not in browser.get("/docs/register").text
    assert "KH-88" in browser.get("/docs/register?tab=ended").text


def test_registered_paper_gets_its_text_once_the_lan_is_declared(app, lan, tuan, nam, office, signed_in):
    entered(lan, office)
    browser, revise = signed_in(lan), {"reason": "Ban hành lần đầu"}
    assert "Soạn thảo nội dung" not in browser.get("/docs/secret/KH-88").text
    assert browser.post("/docs/KH-88/revise", revise).status_code == 422
    declared(tuan)
    assert "Soạn thảo nội dung" in browser.get("/docs/secret/KH-88").text
    assert browser.post("/docs/KH-88/revise", revise).status_code == 303
    edition = Edition.get()
    assert (edition.title, edition.classification) == (ENTRY["title"], "Mật")
    with pytest.raises(Missing, match="đúng độ mật đã ghi"):
        edition.rewrite(by=lan, classification="Nội bộ")
    assert [signed_in(one).get("/docs/KH-88").status_code for one in (lan, nam)] == [200, 404]


def test_code_that_is_taken_is_said_with_all_that_was_typed(issued, lan, office, signed_in):
    answer = signed_in(lan).post("/docs/secret/new", {**FIELDS, "code": CODE, "unit": office["MC"].id})
    assert answer.status_code == 422
    assert f"Mã hiệu {CODE} đã có." in answer.text
    assert 'value="Két sắt"' in answer.text


def test_entry_is_a_line_of_the_list_for_who_may_know(app, lan, mai, nam, office, signed_in):
    entered(lan, office)
    for url in ("/docs/register", "/docs/register/print", "/docs/register?q=ke+hoach+so+tam", f"/docs/register?unit={office['MC'].id}"):
        assert ENTRY["title"] in signed_in(mai).get(url).text
        assert ENTRY["title"] not in signed_in(nam).get(url).text
    assert ENTRY["title"] not in signed_in(mai).get(f"/docs/register?unit={office['TM'].id}").text
    assert ENTRY["title"] not in signed_in(mai).get("/docs/register?kind=policy").text


def test_secret_level_is_offered_and_taken_only_with_the_declaration(issued, lan, tuan, signed_in):
    browser = signed_in(lan)
    browser.post(f"/docs/{CODE}/revise", {"reason": "Nâng độ mật"})
    assert ">Mật<" not in browser.get(f"/docs/{CODE}/edit").text
    declared(tuan)
    page = browser.get(f"/docs/{CODE}/edit").text
    assert all(f">{level}<" in page for level in ("Mật", "Tối mật", "Tuyệt mật", "Nội bộ", "Thường"))


def test_levels_are_said_in_english(issued, lan, office, signed_in):
    limit(issued.document, lan, office["MC"])
    page = signed_in(lan).get(f"/docs/{CODE}?lang=en").text
    assert "◆ Need to know" in page
    assert TITLE in page
