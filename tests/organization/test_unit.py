"""Units and posts: dated names, who may, when not, what they need."""

from datetime import date, timedelta

import pytest

from qms.core import trail
from qms.core.refusals import Missing, NotAllowed, Stale
from qms.core.verify import verify
from qms.organization.person import SYSTEM, PostHolding
from qms.organization.unit import Post, Unit, UnitForm, found_unit

BEFORE, DAY, AFTER = date(2026, 6, 30), date(2026, 7, 1), date(2026, 7, 2)


def renamed(unit, by, parent=None, day=DAY, name="Bộ phận Tham mưu – Tác chiến"):
    return UnitForm(unit=unit, name=name, type="Bộ phận", parent=parent, valid_from=day, legal_basis="QĐ 15/QĐ-BCH").take_effect(by=by)


def test_name_follows_the_day(office, tuan):
    renamed(office["TM"], tuan, office["BCH"])
    assert office["TM"].name_on(BEFORE) == "Bộ phận Tham mưu"
    assert office["TM"].name_on(DAY) == "Bộ phận Tham mưu – Tác chiến"
    assert office["TM"].name_on(AFTER) == office["TM"].name == "Bộ phận Tham mưu – Tác chiến"
    assert office["TM"].name_on(date(1990, 1, 1)) == "Bộ phận Tham mưu"
    assert trail.head().act == "unitform.take_effect"
    assert verify() == []


def test_name_to_come_is_not_yet_shown(office, tuan):
    renamed(office["TM"], tuan, day=date(2027, 1, 1))
    assert office["TM"].name == "Bộ phận Tham mưu"


def test_others_may_not_rename(office, lan):
    with pytest.raises(NotAllowed, match="chỉ Quản trị"):
        renamed(office["TM"], lan)
    assert office["TM"].name == "Bộ phận Tham mưu"


def test_form_needs_a_name_and_a_sound_parent(office, tuan):
    with pytest.raises(Missing, match="Ghi tên đơn vị"):
        renamed(office["TM"], tuan, name=" ")
    with pytest.raises(Missing, match="chính mình"):
        renamed(office["TM"], tuan, office["TM"])
    with pytest.raises(Missing, match="cấp dưới của mình"):
        renamed(office["BCH"], tuan, office["TM"])


def test_unit_is_founded_whole_or_not_at_all(office, tuan):
    unit = found_unit("HC", "Bộ phận Hậu cần", "Bộ phận", by=tuan, since=DAY, parent=office["BCH"])
    assert unit.name == "Bộ phận Hậu cần"
    assert unit.is_under(office["BCH"], AFTER)
    with pytest.raises(Missing, match="Ghi tên đơn vị"):
        found_unit("KT", "", "Bộ phận", by=tuan, since=DAY)
    assert Unit.get_or_none(code="KT") is None


def test_unit_needs_a_code_of_its_own(office, tuan):
    with pytest.raises(Missing, match="TM đã có"):
        Unit(code="TM").establish(by=tuan)
    with pytest.raises(Missing, match="Ghi mã"):
        Unit(code=" ").establish(by=tuan)


def test_others_may_not_found_a_unit(office, hung):
    with pytest.raises(NotAllowed):
        found_unit("HC", "Bộ phận Hậu cần", "Bộ phận", by=hung, since=DAY)
    assert Unit.get_or_none(code="HC") is None


def test_dissolved_unit_keeps_its_name_and_loses_its_posts(office, tuan):
    post = Post(unit=office["MC"], title="Cán bộ tiếp nhận").establish(by=tuan)
    unit = office["MC"].reload().dissolve(by=tuan, on=DAY)
    assert unit not in Unit.active()
    assert unit.name == "Bộ phận Một cửa"
    assert post.reload().closed_on == DAY
    assert verify() == []


def test_unit_is_dissolved_once_and_after_those_under_it(office, tuan):
    with pytest.raises(Missing, match="Còn đơn vị trực thuộc: Bộ phận Tham mưu, Bộ phận Một cửa"):
        office["BCH"].dissolve(by=tuan, on=DAY)
    unit = office["MC"].dissolve(by=tuan, on=DAY)
    with pytest.raises(Missing, match="đã giải thể"):
        unit.dissolve(by=tuan, on=AFTER)
    with pytest.raises(Missing, match="đã giải thể"):
        Post(unit=unit, title="Cán bộ").establish(by=tuan)


def test_unit_whose_posts_are_held_is_not_dissolved(office, tuan, mai):
    with pytest.raises(Missing, match="Đỗ Thị Mai còn giữ"):
        office["MC"].dissolve(by=tuan, on=DAY)
    assert office["MC"].reload().dissolved_on is None


def test_others_may_not_dissolve(office, oanh):
    with pytest.raises(NotAllowed):
        office["MC"].dissolve(by=oanh, on=DAY)


def test_post_is_closed_once_nobody_holds_it(office, tuan, nam):
    post = nam.posts[0]
    with pytest.raises(Missing, match="Phạm Văn Nam còn giữ chức vụ Trợ lý Quân lực"):
        post.close(by=tuan, on=DAY)
    PostHolding.held(nam, DAY)[0].end(by=tuan, on=DAY)
    post = post.reload().close(by=tuan, on=DAY)
    assert post not in Post.open_posts()
    assert trail.head().act == "post.close"
    with pytest.raises(Missing, match="đã bãi bỏ"):
        post.close(by=tuan, on=AFTER)


def test_post_needs_a_title_and_an_administrator(office, tuan, lan):
    with pytest.raises(Missing, match="Ghi tên chức vụ"):
        Post(unit=office["TM"], title="").establish(by=tuan)
    with pytest.raises(NotAllowed):
        Post(unit=office["TM"], title="Trợ lý").establish(by=lan)


def test_office_is_amended_by_the_administrator_on_the_page_he_saw(office, tuan, hung):
    from qms.organization.office import Office

    seen_before = Office.current()
    facts = {"superior": "Ban CHQS tỉnh", "place": "An Bình", "contact": ""}
    Office.current().amend(by=tuan, name="Ban CHQS phường An Bình", **facts)
    assert trail.head().facts["changes"]["superior"] == ["", "Ban CHQS tỉnh"]
    with pytest.raises(Stale):
        seen_before.amend(by=tuan, name="Khác", **facts)
    with pytest.raises(NotAllowed):
        Office.current().amend(by=hung, name="Khác", **facts)
    with pytest.raises(Missing, match="Ghi tên cơ quan"):
        Office.current().amend(by=tuan, name=" ", **facts)
    with pytest.raises(Missing, match="đã được thiết lập"):
        Office(name="Cơ quan thứ hai").set_up(by=SYSTEM)
    assert Office.current().name == "Ban CHQS phường An Bình"


def test_units_under_is_asked_by_day(office, tuan):
    renamed(office["TM"], tuan, office["MC"])
    assert office["TM"] in office["BCH"].units_under(DAY - timedelta(1))
    assert office["TM"] not in office["BCH"].units_under(DAY)
    assert office["TM"].is_under(office["BCH"], DAY)
