"""The pages of external documents, as each reader sees them."""

import pytest

from qms.documents.legal_basis.external import ExternalDocument
from tests.documents.test_external import citing_procedure, law, new, old, replace  # noqa: F401

OLD = "/docs/external/1-2018-tt-vpcp"


def test_empty_register_offers_the_starter_set(signed_in, lan, mai):
    assert "Lấy 27 văn bản của bộ mẫu" in signed_in(lan).get("/docs/external").text
    assert "bộ mẫu" not in signed_in(mai).get("/docs/external").text
    assert signed_in(mai).post("/docs/external/starter").status_code == 403
    assert signed_in(lan).post("/docs/external/starter").status_code == 303
    assert ExternalDocument.select().count() == 27


def test_officer_registers_and_others_read(signed_in, lan, mai):
    data = {"number": "19/2014/QĐ-TTg", "kind": "decision", "title": "Áp dụng HTQLCL", "issued_on": "5/3/2014"}
    answer = signed_in(lan).post("/docs/external/new", data)
    assert answer.location == "/docs/external/19-2014-qd-ttg"
    page = signed_in(mai).get(answer.location).text
    assert "05/03/2014" in page
    assert "Ghi hết hiệu lực" not in page
    assert signed_in(mai).get("/docs/external/new").status_code == 403
    assert signed_in(mai).get("/docs/external/khong-co").status_code == 404


def test_bad_day_keeps_what_was_typed(signed_in, lan):
    answer = signed_in(lan).post(
        "/docs/external/new", {"number": "5/2020/NĐ-CP", "kind": "decree", "title": "Tên", "issued_on": "31/02/2020"}
    )
    assert answer.status_code == 422
    assert 'value="5/2020/NĐ-CP"' in answer.text
    assert 'value="31/02/2020"' in answer.text


def test_replacement_shows_what_is_hit(citing_procedure, old, new, signed_in, lan, nam):  # noqa: F811
    officer = signed_in(lan)
    answer = officer.post(f"{OLD}/end", {"version": old.version, "on": "01/07/2025", "replaced_by": new.id})
    assert answer.status_code == 303
    page = signed_in(nam).get(OLD).text
    assert "đã được thay thế bởi 03/2025/TT-VPCP từ 01/07/2025" in page
    assert 'href="/docs/QT-16"' in page
    assert "Căn cứ pháp lý" in page
    assert "Nêu lý do giữ" not in page
    assert "Viện dẫn 01/2018/TT-VPCP" in officer.get("/").text
    assert "1 viện dẫn tới văn bản hết hiệu lực" in officer.get("/docs/external").text


def test_open_cases_of_the_procedures_are_shown(citing_procedure, old, new, signed_in, lan, nam):  # noqa: F811
    from qms.core import clock
    from qms.improvement.nonconformity import Nonconformity

    case = Nonconformity(what_happened="Dùng mẫu cũ", happened_on=clock.today(), unit=nam.unit, procedure_code="QT-16").report(by=nam)
    replace(old, new, lan)
    assert case.code in signed_in(nam).get(OLD).text


def test_owner_states_why_it_stays_on_its_page(citing_procedure, old, new, signed_in, lan, nam):  # noqa: F811
    replace(old, new, lan)
    url = f"{OLD}/stay/QT-16"
    assert signed_in(nam).get(url).status_code == 404
    assert signed_in(nam).post(url, {"reason": "x"}).status_code == 403
    officer = signed_in(lan)
    assert officer.post(url, {"reason": ""}).status_code == 422
    assert officer.post(url, {"reason": "Còn hồ sơ chuyển tiếp"}).status_code == 303
    assert "Giữ viện dẫn: Còn hồ sơ chuyển tiếp" in officer.get(OLD).text


@pytest.mark.parametrize(
    ("path", "data", "sentence"),
    [
        ("check", {"looked_up": ""}, "Ghi nơi đã tra cứu"),
        ("end", {"on": ""}, "Ghi ngày"),
        ("end", {"on": "1/1/1950", "grounds": "x"}, "không được sớm hơn"),
        ("end", {"on": "22/11/2026"}, "căn cứ hết hiệu lực"),
        ("end", {"on": "22/11/2026", "replaced_by": "999"}, "Chọn một trong các mục có sẵn"),
        ("reinstate", {"why": "x"}, "chưa được ghi hết hiệu lực"),
    ],
)
def test_what_is_wrong_is_said(old, signed_in, lan, path, data, sentence):  # noqa: F811
    answer = signed_in(lan).post(f"{OLD}/{path}", {"version": old.version, **data})
    assert answer.status_code == 422
    assert sentence in answer.text


def test_page_opened_before_anothers_act_is_refused(old, signed_in, lan):  # noqa: F811
    old.amend(by=lan, title="Tên mới")
    answer = signed_in(lan).post(f"{OLD}/check", {"version": old.version - 1, "looked_up": "vbpl"})
    assert answer.status_code == 409


def test_text_is_amended_and_checked(old, signed_in, lan):  # noqa: F811
    officer = signed_in(lan)
    data = {"version": old.version, "kind": "circular", "title": "Tên đúng", "issued_on": "23/11/2018", "also_called": "Thông tư một cửa"}
    assert officer.post(f"{OLD}/edit", data).status_code == 303
    assert officer.post(f"{OLD}/check", {"version": old.version + 1, "looked_up": "vbpl.vn"}).status_code == 303
    page = officer.get(OLD).text
    assert "Tên đúng" in page
    assert "Thông tư một cửa" in page
    assert "22/11/2026, Đại úy Trần Thị Lan" in page


@pytest.mark.parametrize("url", ["/docs/external", "/docs/forms"])
def test_strange_filters_break_no_list(old, signed_in, mai, url):  # noqa: F811
    assert signed_in(mai).get(f"{url}?_scheme=x&endpoint=y&q=%00&kind=z&standing=z").status_code == 200


def test_register_as_excel(old, signed_in, mai):  # noqa: F811
    assert signed_in(mai).post("/docs/external.xlsx?standing=unchecked").data[:2] == b"PK"
