"""Pages of providers as each role: list, Excel, evaluation, end, criteria, tasks."""

import zipfile
from datetime import date
from io import BytesIO

import pytest

from qms.core import trail
from qms.improvement.nonconformity import Nonconformity
from qms.providers import criteria
from tests.providers.test_provider import again, evaluate, on, printer, register  # noqa: F401

PAGE = "/providers/NCC01"
MARKS = {f"score-{n}": "4" for n in range(4)}
GOOD = {**MARKS, "evidence": "Giao đủ", "conclusion": "use", "months": "12"}


def test_from_the_list_to_the_evaluation(signed_in, lan):
    browser = signed_in(lan)
    refused = browser.post("/providers/new", {"name": "", "provides": "Chữ đã gõ"})
    assert (refused.status_code, "Chữ đã gõ" in refused.text) == (422, True)
    assert browser.post("/providers/new", {"name": "Cơ sở In", "provides": "In"}).location == PAGE
    assert browser.post(f"{PAGE}/evaluate", {**GOOD, "evidence": ""}).status_code == 422
    low = browser.post(f"{PAGE}/evaluate", {**GOOD, **dict.fromkeys(MARKS, "1")})
    assert (low.status_code, "Dưới 50 điểm" in low.text) == (422, True)
    assert browser.post(f"{PAGE}/evaluate", GOOD).status_code == 303
    assert "80/100" in browser.get("/providers").text
    assert browser.post(f"{PAGE}/amend", {"name": "", "provides": "x"}).status_code == 422
    assert browser.post(f"{PAGE}/amend", {"name": "In Hòa Bình", "provides": "In sổ"}).status_code == 303
    assert "In Hòa Bình" in browser.get(PAGE).text


def test_commander_restricts_and_ends(signed_in, printer, lan, hung):  # noqa: F811
    evaluate(printer, lan)
    browser = signed_in(hung)
    assert [browser.post(f"{PAGE}/{step}", {"note": ""}).status_code for step in ("restrict", "end")] == [422, 422]
    assert browser.post(f"{PAGE}/restrict", {"note": "Chậm"}).status_code == 303
    assert browser.post(f"{PAGE}/end", {"note": "Vẫn chậm"}).status_code == 303
    assert "/providers/NCC01" not in browser.get("/providers").text
    assert "Vẫn chậm" in browser.get("/providers?state=ended").text


@pytest.mark.parametrize("who", ["oanh", "nam"])
def test_others_read_and_change_nothing(signed_in, printer, request, who):  # noqa: F811
    browser = signed_in(request.getfixturevalue(who))
    assert "Ghi đánh giá" not in browser.get(PAGE).text
    for url in ("/providers/new", f"{PAGE}/amend", f"{PAGE}/evaluate", f"{PAGE}/restrict", f"{PAGE}/end", "/providers/criteria"):
        assert browser.post(url, {"note": "x"}).status_code == 403
    assert again(printer).version == 1


def test_filtered_and_exported(signed_in, printer, lan, nam):  # noqa: F811
    register(lan, name="=1+1", provides="Bưu chính")
    browser = signed_in(nam)
    assert "NCC02" not in browser.get("/providers?q=bieu+mau").text
    assert "NCC01" not in browser.get("/providers?late=1").text
    sent = browser.post("/providers/list.xlsx?q=buu")
    texts = zipfile.ZipFile(BytesIO(sent.data)).read("xl/sharedStrings.xml").decode()
    assert ("NCC02" in texts, "NCC01" in texts, "=1+1" in texts) == (True, False, True)
    assert trail.head().act == "provider.exported"


def test_criteria_are_set_in_the_form(signed_in, lan):
    browser = signed_in(lan)
    fields = {"number": "1", "name-0": "Chất lượng", "weight-0": "90", "name-2": "Giá", "weight-2": "10", "reason": "Gọn hơn"}
    assert browser.post("/providers/criteria", {**fields, "reason": ""}).status_code == 422
    wrong = browser.post("/providers/criteria", {**fields, "weight-2": "5"})
    assert (wrong.status_code, "bằng 100" in wrong.text) == (422, True)
    assert browser.post("/providers/criteria", fields).status_code == 303
    assert criteria.current().weights == [["Chất lượng", 90], ["Giá", 10]]


def test_task_and_nonconformity(signed_in, printer, lan, office):  # noqa: F811
    browser = signed_in(lan)
    with on(date(2026, 12, 1)):
        assert "Đánh giá nhà cung cấp" in signed_in(lan).get("/").text
    origin = f"externalprovider-{printer.id}"
    assert "NCC01 Cơ sở In" in browser.get(f"/nc/new?origin={origin}").text
    fields = {"what_happened": "In sai cột.", "unit": str(office["MC"].id), "happened_on": "20/11/2026", "origin": origin}
    assert browser.post("/nc/new", fields).status_code == 303
    assert Nonconformity.get().code in browser.get(PAGE).text


def test_unknown_provider_is_not_found(signed_in, lan):
    assert signed_in(lan).get("/providers/NCC99").status_code == 404
