"""Saved views: kept, shown, renamed and deleted by their owner alone."""

import pytest

from qms.core.refusals import Missing
from qms.improvement.register import saved_view
from qms.improvement.register.saved_view import MOST, SavedView
from qms.improvement.register.views_saved import present


def names(person):
    return [view.name for view in SavedView.of(person)]


def test_view_is_kept_renamed_and_deleted(nam):
    view = saved_view.keep(nam, "  Việc   trễ ", "tile=overdue")
    assert (names(nam), view.query) == (["Việc trễ"], "tile=overdue")
    saved_view.rename(view, "Quá hạn")
    assert names(nam) == ["Quá hạn"]
    saved_view.rename(view, "Quá hạn")  # to the name it has
    saved_view.remove(view)
    assert names(nam) == []


@pytest.mark.parametrize(
    ("name", "query", "sentence"),
    [
        (" ", "tile=open", "Ghi tên bộ lọc từ 1 đến 60 ký tự"), ("x" * 61, "tile=open", "Ghi tên bộ lọc từ 1 đến 60 ký tự"),
        ("Trễ", "", "Chọn bộ lọc trước khi lưu"), ("Trễ", "q=" + "x" * 1000, "Chọn bộ lọc trước khi lưu"),
    ],
)  # fmt: skip
def test_what_a_view_needs(nam, name, query, sentence):
    with pytest.raises(Missing, match=sentence):
        saved_view.keep(nam, name, query)
    assert names(nam) == []


def test_name_is_used_once_by_a_person(nam, mai):
    first, second = saved_view.keep(nam, "Trễ", "tile=overdue"), saved_view.keep(nam, "Mới", "state=reported")
    for act in (lambda: saved_view.keep(nam, "Trễ ", "tile=open"), lambda: saved_view.rename(second, "Trễ")):
        with pytest.raises(Missing, match="đã có bộ lọc tên “Trễ”"):
            act()
    assert saved_view.keep(mai, "Trễ", "tile=open").id > first.id
    assert (names(nam), names(mai)) == (["Mới", "Trễ"], ["Trễ"])


def test_a_person_keeps_a_bounded_number(nam):
    for place in range(MOST):
        saved_view.keep(nam, f"Bộ lọc {place}", "tile=open")
    with pytest.raises(Missing, match=f"tối đa {MOST} bộ lọc"):
        saved_view.keep(nam, "Thêm", "tile=open")


def test_filters_are_written_in_one_order_and_nothing_else_is():
    assert present({"unit": "3", "q": "chữ ký", "before": "7", "lang": "en", "state": ""}) == "q=ch%E1%BB%AF+k%C3%BD&unit=3"
    assert present({}) == ""


# pages


def test_present_filter_is_kept_from_the_register(signed_in, nam, reported):
    browser = signed_in(nam)
    assert "Lưu bộ lọc này" not in browser.get("/nc").text
    assert "Lưu bộ lọc này" in browser.get("/nc?state=reported&before=9").text
    answer = browser.post("/nc/views", {"name": "Báo mới", "query": "before=9&state=reported&x=1"})
    assert (answer.status_code, answer.location) == (303, "/nc?state=reported")
    page = browser.get(answer.location).text
    assert '<a href="/nc?state=reported" aria-current="page">Báo mới</a>' in page
    assert "Lưu bộ lọc này" not in page
    assert "Đã lưu bộ lọc “Báo mới”." in page


def test_form_without_a_name_says_so_and_keeps_the_filter(signed_in, nam):
    answer = signed_in(nam).post("/nc/views", {"name": " ", "query": "tile=open"})
    assert answer.status_code == 422
    assert "Ghi tên bộ lọc." in answer.text
    assert 'value="tile=open"' in answer.text
    assert names(nam) == []


def test_name_that_is_taken_is_refused_with_what_was_typed(signed_in, nam):
    saved_view.keep(nam, "Trễ", "tile=overdue")
    answer = signed_in(nam).post("/nc/views", {"name": "Trễ", "query": "tile=open"})
    assert answer.status_code == 422
    assert "đã có bộ lọc tên “Trễ”" in answer.text


def test_views_page_renames_and_deletes(signed_in, nam):
    view, browser = saved_view.keep(nam, "Trễ", "tile=overdue&unit=2"), signed_in(nam)
    page = browser.get("/nc/views").text
    assert 'href="/nc?tile=overdue&amp;unit=2"' in page
    assert browser.post(f"/nc/views/{view.id}/rename", {"name": ""}).status_code == 422
    assert browser.post(f"/nc/views/{view.id}/rename", {"name": "Quá hạn"}).location == "/nc/views"
    assert names(nam) == ["Quá hạn"]
    assert browser.post(f"/nc/views/{view.id}/remove").location == "/nc/views"
    assert "Chưa lưu bộ lọc nào" in browser.get("/nc/views").text


def test_nobody_sees_or_changes_the_view_of_another(signed_in, nam, lan):
    view, browser = saved_view.keep(nam, "Riêng của Nam", "tile=open"), signed_in(lan)
    assert "Riêng của Nam" not in browser.get("/nc").text + browser.get("/nc/views").text
    assert browser.post(f"/nc/views/{view.id}/rename", {"name": "x"}).status_code == 404
    assert browser.post(f"/nc/views/{view.id}/remove").status_code == 404
    assert names(nam) == ["Riêng của Nam"]


def test_odd_names_are_text(signed_in, nam):
    saved_view.keep(nam, "<b>%s</b> 'x' {{ 1 }}", "q=%3Cb%3E")
    for url in ("/nc", "/nc/views"):
        page = signed_in(nam).get(url).text
        assert "&lt;b&gt;%s&lt;/b&gt; &#39;x&#39; {{ 1 }}" in page
        assert "<b>%s" not in page
