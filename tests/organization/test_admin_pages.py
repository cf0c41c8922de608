"""The administrator's pages: they work for him, are closed to others, and keep what was typed."""

import re

import pytest

from qms.organization import password
from qms.organization.office import Office
from qms.organization.person import Person, PostHolding, Rank, RoleGrant
from qms.organization.role import Role
from qms.organization.unit import Post, Unit
from tests.conftest import TODAY

DAY = "22/11/2026"
NEW = "mot cau dai de nho hon"


@pytest.fixture
def admin(signed_in, cast, tuan):
    """Give the administrator's browser, in a house where everybody is."""
    return signed_in(tuan)


def pages(nam):
    """List every page of the administrator."""
    person = f"/admin/people/{nam.id}"
    holding, grant = PostHolding.held(nam, TODAY)[0].id, RoleGrant.held(nam, TODAY)[0].id
    return [
        "/admin",
        "/admin/office",
        "/admin/units",
        "/admin/units/new",
        "/admin/units/TM",
        "/admin/units/TM/rename",
        "/admin/units/TM/dissolve",
        "/admin/units/TM/posts/new",
        f"/admin/units/TM/posts/{nam.posts[0].id}/close",
        "/admin/people",
        "/admin/people/new",
        person,
        f"{person}/edit",
        f"{person}/rank",
        f"{person}/appoint",
        f"{person}/posts/{holding}/end",
        f"{person}/grant",
        f"{person}/roles/{grant}/revoke",
        f"{person}/password",
        f"{person}/leave",
    ]


def test_every_page_is_shown_to_the_administrator(admin, nam):
    for path in pages(nam):
        html = admin.get(path).text
        assert html.count("<h1>") == 1, path
        ids = re.findall(r'\bid="([^"]+)"', html)
        assert len(ids) == len(set(ids)), path
        assert "style=" not in html, path
        for fieldname in re.findall(r'<(?:input|select|textarea)(?![^>]*type="(?:hidden|checkbox)")[^>]*\bid="([^"]+)"', html):
            assert f'for="{fieldname}"' in html, (path, fieldname)


@pytest.mark.parametrize("role", ["quality_officer", "commander", "auditor", "staff", "desk_officer", "ward_officer"])
def test_every_page_is_closed_to_others(signed_in, cast, nam, role):
    browser = signed_in(cast[role])
    for path in [*pages(nam), f"/admin/people/{nam.id}/disable", f"/admin/people/{nam.id}/enable"]:
        posted = browser.post(path)
        assert posted.status_code in {403, 405}, path
        assert browser.get(path).status_code in {403, 405}, path
    assert "Quản trị</h2>" not in browser.get("/me").text


def test_menu_leads_the_administrator_to_his_pages(admin):
    html = admin.get("/me").text
    for path in ("/admin/office", "/admin/units", "/admin/people"):
        assert f'<a href="{path}"' in html


@pytest.mark.parametrize(
    "path",
    [
        "/admin/units/XX",
        "/admin/units/XX/rename",
        "/admin/people/99",
        "/admin/people/99/edit",
        "/admin/units/TM/posts/99/close",
        "/admin/people/99/disable",
    ],
)
def test_what_is_not_there_is_not_found(admin, path):
    assert (admin.post(path) if path.endswith("disable") else admin.get(path)).status_code == 404


def test_holding_of_another_person_is_not_found_under_this_one(admin, nam, lan):
    holding, grant = PostHolding.held(lan, TODAY)[0], RoleGrant.held(lan, TODAY)[0]
    assert admin.post(f"/admin/people/{nam.id}/posts/{holding.id}/end", {"on": DAY}).status_code == 404
    assert admin.post(f"/admin/people/{nam.id}/roles/{grant.id}/revoke", {"on": DAY}).status_code == 404
    assert admin.get(f"/admin/units/TM/posts/{lan.posts[0].id}/close").status_code == 404
    assert lan.reload().roles == {Role.QUALITY_OFFICER}


def test_overview_counts_and_names(admin):
    html = admin.get("/admin").text
    assert "<b>7</b><span>người đang công tác" in html
    assert "<b>3</b><span>đơn vị" in html
    assert "Trung tá Nguyễn Văn Hùng" in html


def test_office_is_amended_on_the_page(admin):
    seen = Office.current().version
    facts = {
        "name": "Ban CHQS phường An Bình",
        "superior": "Bộ CHQS tỉnh",
        "place": "An Bình",
        "contact": "0900",
        "version": seen,
    }
    assert admin.post("/admin/office", facts).location == "/admin"
    assert Office.current().superior == "Bộ CHQS tỉnh"
    stale = admin.post("/admin/office", {**facts, "name": "Tên gõ sau"})
    assert stale.status_code == 409
    assert "Tên gõ sau" in stale.text
    assert Office.current().name == "Ban CHQS phường An Bình"


def test_office_without_a_name_is_shown_again(admin):
    answer = admin.post("/admin/office", {"name": "", "superior": "Bộ CHQS tỉnh", "place": "", "contact": ""})
    assert answer.status_code == 422
    assert "Ghi tên cơ quan." in answer.text
    assert 'value="Bộ CHQS tỉnh"' in answer.text


UNIT = {
    "code": "HC",
    "name": "Bộ phận Hậu cần",
    "type": "Bộ phận",
    "parent": "BCH",
    "valid_from": "1/7/26",
    "legal_basis": "QĐ 15",
}


def test_unit_is_added_renamed_given_a_post_and_dissolved(admin):
    assert admin.post("/admin/units/new", UNIT).location == "/admin/units/HC"
    renamed = {**UNIT, "name": "Bộ phận Hậu cần – Kỹ thuật", "valid_from": "01.11.2026", "legal_basis": "QĐ 20"}
    assert admin.post("/admin/units/HC/rename", renamed).status_code == 303
    page = admin.get("/admin/units/HC").text
    assert "<h1>Bộ phận Hậu cần – Kỹ thuật</h1>" in page
    assert "01/07/2026" in page
    assert "QĐ 20" in page
    assert admin.post("/admin/units/HC/posts/new", {"title": "Trợ lý", "is_head": "y"}).status_code == 303
    post = Post.get(title="Trợ lý")
    assert post.is_head
    assert admin.post(f"/admin/units/HC/posts/{post.id}/close", {"on": DAY}).status_code == 303
    assert admin.post("/admin/units/HC/dissolve", {"on": DAY}).status_code == 303
    assert Unit.get(code="HC") not in Unit.active()
    assert "Bộ phận Hậu cần – Kỹ thuật" in admin.get("/admin/units?dissolved=1").text
    assert "đã giải thể đơn vị" in admin.get("/admin/units/HC").text


def test_rename_form_starts_from_the_present_form(admin):
    html = admin.get("/admin/units/TM/rename").text
    assert 'value="Bộ phận Tham mưu"' in html
    assert '<option selected value="BCH">' in html
    assert f'value="{DAY}"' in html
    assert 'value="TM"' not in html


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"code": "h c"}, "chữ in hoa không dấu"),
        ({"code": ""}, "Ghi mã đơn vị."),
        ({"name": ""}, "Ghi tên đơn vị."),
        ({"valid_from": "32/1/2026"}, "không có trong lịch"),
        ({"valid_from": ""}, "Ghi ngày theo dạng"),
        ({"parent": "XX"}, ""),
        ({"name": "x" * 201}, "tối đa 200"),
    ],
)
def test_unit_form_says_what_is_wrong_and_keeps_the_rest(admin, change, said):
    answer = admin.post("/admin/units/new", {**UNIT, **change})
    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="QĐ 15"' in answer.text
    assert Unit.get_or_none(code="HC") is None


def test_refused_act_is_a_sentence_with_the_typing(admin):
    answer = admin.post("/admin/units/new", {**UNIT, "code": "TM"})
    assert answer.status_code == 422
    assert "Mã đơn vị TM đã có." in answer.text
    assert re.search('<input [^>]*name="name"[^>]*value="Bộ phận Hậu cần"', answer.text)
    assert "Chưa thực hiện được" not in answer.text
    held = admin.post("/admin/units/TM/dissolve", {"on": DAY})
    assert held.status_code == 422
    assert "còn giữ chức vụ" in held.text


def test_people_are_listed_by_given_name(admin):
    html = admin.get("/admin/people").text
    places = [html.index(f">{name}</a>") for name in ("Nguyễn Văn Hùng", "Trần Thị Lan", "Đỗ Thị Mai", "Phạm Văn Nam", "Lê Thị Oanh")]
    assert places == sorted(places)
    assert "Đăng nhập được" in html
    assert "Trợ lý Quân lực, Bộ phận Tham mưu" in html
    assert "Phạm Văn Nam" not in admin.get("/admin/people?q=hùng").text
    assert "Không có người nào khớp" in admin.get("/admin/people?q=zzz").text


def test_list_of_people_stays_cheap(admin, office, tuan):
    from tests.conftest import person

    def queries():
        import logging

        counted = []
        handler = logging.Handler()
        handler.emit = counted.append
        logger = logging.getLogger("peewee")
        level = logger.level
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
        admin.get("/admin/people")
        logger.removeHandler(handler)
        logger.setLevel(level)
        return len(counted)

    before = queries()
    for number in range(10):
        person(f"Người Thứ {number}", f"p{number}", "Binh nhất", "Chiến sĩ", office["TM"], Role.STAFF)
    assert queries() - before <= 10 * 3


PERSON = {"name": "Bùi Văn Đạt", "rank": "Thiếu úy", "post": "", "role": "staff", "valid_from": DAY, "username": "dat"}


def test_person_is_added_and_gets_a_password_shown_once(admin, app):
    from tests.conftest import Browser

    url = admin.post("/admin/people/new", PERSON).location
    given = admin.post(f"{url}/password", {"new_password": ""})
    plain = re.search(r"<code>([^<]+)</code>", given.text)[1]
    assert plain not in admin.get(url).text
    newcomer = Browser(app)
    assert newcomer.sign_in("dat", plain).location == "/me"
    assert "Chờ đổi mật khẩu" in admin.get("/admin/people").text


def test_typed_password_is_taken_or_refused(admin, nam):
    url = f"/admin/people/{nam.id}/password"
    refused = admin.post(url, {"new_password": "ngan qua"})
    assert refused.status_code == 422
    assert "Mật khẩu cần từ 15" in refused.text
    assert "ngan qua" not in refused.text
    assert admin.post(url, {"new_password": NEW}).status_code == 303
    assert password.fits(NEW, nam.reload().password_hash)


def test_person_is_amended_on_the_page_that_was_seen(admin, nam):
    url, facts = f"/admin/people/{nam.id}/edit", {"name": "Phạm Văn Năm", "username": "nam", "version": nam.version}
    assert admin.post(url, facts).status_code == 303
    assert admin.post(url, {**facts, "name": "Tên gõ sau"}).status_code == 409
    taken = admin.post(url, {"name": "Phạm Văn Năm", "username": "lan"})
    assert "lan đã có người dùng" in taken.text
    assert admin.post(url, {"name": "Phạm Văn Năm", "username": "Có Dấu"}).status_code == 422
    assert "Phạm Văn Nam" in admin.get(f"/admin/people/{nam.id}").text  # the value before, in the history
    assert nam.reload().name == "Phạm Văn Năm"


def test_person_is_given_rank_post_and_role_and_loses_them(admin, nam, mai):
    url = f"/admin/people/{nam.id}"
    assert admin.post(f"{url}/rank", {"name": "Đại úy", "valid_from": DAY}).status_code == 303
    assert admin.post(f"{url}/appoint", {"post": str(mai.posts[0].id), "valid_from": DAY}).status_code == 303
    assert admin.post(f"{url}/grant", {"role": "auditor", "valid_from": DAY}).status_code == 303
    person = nam.reload()
    assert (person.rank, len(person.posts), person.roles) == ("Đại úy", 2, {Role.STAFF, Role.AUDITOR})
    holding, grant = PostHolding.held(nam, TODAY)[-1], RoleGrant.held(nam, TODAY)[-1]
    assert admin.post(f"{url}/posts/{holding.id}/end", {"on": DAY}).status_code == 303
    assert admin.post(f"{url}/roles/{grant.id}/revoke", {"on": DAY}).status_code == 303
    person = nam.reload()
    assert (len(person.posts), person.roles) == (1, {Role.STAFF})
    assert Rank.held(person, TODAY)[0].name == "Đại úy"


@pytest.mark.parametrize(
    ("act", "facts", "said"),
    [
        ("rank", {"name": "", "valid_from": "hôm nay"}, "Ghi quân hàm."),
        ("appoint", {"post": "", "valid_from": DAY}, "Chọn chức vụ."),
        ("grant", {"role": "", "valid_from": DAY}, "Chọn vai trò."),
        ("leave", {"on": "30/2/2026"}, "không có trong lịch"),
    ],
)
def test_form_of_a_person_says_what_it_needs(admin, nam, act, facts, said):
    answer = admin.post(f"/admin/people/{nam.id}/{act}", facts)
    assert answer.status_code == 422
    assert said in answer.text
    assert (nam.reload().rank, nam.reload().left_on) == ("Thượng úy", None)


def test_wrong_day_is_shown_as_it_was_typed(admin, nam):
    assert 'value="30/2/2026"' in admin.post(f"/admin/people/{nam.id}/leave", {"on": "30/2/2026"}).text


def test_administrator_does_not_grant_himself_a_role(admin, tuan):
    answer = admin.post(f"/admin/people/{tuan.id}/grant", {"role": "quality_officer", "valid_from": DAY})
    assert answer.status_code == 403
    assert "người khác với người được cấp quyền" in answer.text
    assert tuan.reload().roles == {Role.ADMINISTRATOR}
    assert "/grant" not in admin.get(f"/admin/people/{tuan.id}").text


def test_account_is_shut_opened_and_the_person_leaves(admin, nam):
    url = f"/admin/people/{nam.id}"
    assert admin.post(f"{url}/disable").location == url
    assert "Đã khóa" in admin.get(url).text
    assert admin.post(f"{url}/enable").status_code == 303
    assert Person.get_by_id(nam.id).may_sign_in
    assert admin.post(f"{url}/leave", {"on": DAY}).status_code == 303
    assert "Phạm Văn Nam" in admin.get("/admin/people?left=1").text
    assert ">Phạm Văn Nam</a>" not in admin.get("/admin/people").text


@pytest.mark.parametrize("role", ["quality_officer", "commander", "auditor", "staff", "desk_officer", "ward_officer", "administrator"])
def test_help_is_for_everybody_and_its_contents_lead_somewhere(signed_in, cast, role):
    html = signed_in(cast[role]).get("/help").text
    targets = re.findall(r'<li><a href="#([a-z]+)"', html)
    assert len(targets) >= 8
    for target in targets:
        assert f'<section id="{target}">' in html
    assert "không phải chữ ký số do cơ quan nhà nước cấp" in html
    assert "Không đưa bí mật nhà nước" in html


def test_help_needs_a_sign_in(browser):
    assert browser.get("/help").status_code == 302
