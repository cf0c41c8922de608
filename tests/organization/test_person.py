"""People: accounts, ranks, posts and roles; four ways for each act."""

from datetime import date, timedelta

import pytest

from qms.core import trail
from qms.core.refusals import Missing, NotAllowed, Stale
from qms.core.verify import verify
from qms.organization import password
from qms.organization.person import SYSTEM, Person, PostHolding, Rank, RoleGrant, take_in
from qms.organization.queries import Account, account_of, everybody, roles_and_holders, units_in_order
from qms.organization.role import Role
from qms.organization.unit import Post

TODAY = date(2026, 11, 22)
YESTERDAY, TOMORROW = TODAY - timedelta(1), TODAY + timedelta(1)
NEW = "mot cau dai de nho hon"


def test_person_is_taken_in_with_all_he_holds(office, tuan, nam):
    post = nam.posts[0]
    person = take_in("Bùi Văn Đạt", "dat", by=tuan, since=TODAY, rank="Thiếu úy", post=post, role="staff").reload()
    assert person.ranked_name == "Thiếu úy Bùi Văn Đạt"
    assert person.posts == [post]
    assert person.roles == {Role.STAFF}
    assert verify() == []


def test_person_is_taken_in_whole_or_not_at_all(office, tuan, hung):
    with pytest.raises(Missing, match="hung đã có người dùng"):
        take_in("Người Khác", "hung", by=tuan, since=TODAY, rank="Thiếu úy")
    with pytest.raises(Missing, match="Ghi họ và tên"):
        Person(name=" ").register(by=tuan)
    with pytest.raises(NotAllowed, match="chỉ Quản trị"):
        take_in("Người Khác", "khac", by=hung, since=TODAY)
    with pytest.raises(NotAllowed):
        Person.get_by_id(hung.id).register(by=hung)
    assert Person.get_or_none(name="Người Khác") is None


def test_amending_is_told_and_refused_when_stale_or_taken(office, tuan, nam, lan):
    seen = nam.reload()
    nam.amend(by=tuan, name="Phạm Văn Năm", username="nam2")
    assert trail.head().facts["changes"]["username"] == ["nam", "nam2"]
    with pytest.raises(Stale):
        seen.amend(by=tuan, name="X", username="nam")
    with pytest.raises(Missing, match="lan đã có người dùng"):
        nam.reload().amend(by=tuan, name="X", username="lan")
    with pytest.raises(NotAllowed):
        nam.reload().amend(by=lan, name="X", username="x")
    assert nam.reload().username == "nam2"


def test_rank_is_conferred_and_ends_the_earlier_one(office, tuan, nam):
    Rank(person=nam, name="Đại úy", valid_from=TODAY).confer(by=tuan)
    assert nam.reload().rank == "Đại úy"
    assert [rank.name for rank in Rank.held(nam, YESTERDAY)] == ["Thượng úy"]
    assert len(Rank.held(nam, TODAY)) == 1
    assert verify() == []


def test_rank_needs_a_name_and_an_administrator(office, tuan, nam, hung):
    with pytest.raises(Missing, match="Ghi quân hàm"):
        Rank(person=nam, name="", valid_from=TODAY).confer(by=tuan)
    with pytest.raises(NotAllowed):
        Rank(person=nam, name="Đại tá", valid_from=TODAY).confer(by=hung)
    assert nam.reload().rank == "Thượng úy"


def test_appointment_lasts_until_it_is_ended(office, tuan, nam, mai):
    post = mai.posts[0]
    holding = PostHolding(person=nam, post=post, valid_from=YESTERDAY).appoint(by=tuan)
    assert post in nam.reload().posts
    holding.end(by=tuan, on=TODAY)
    assert post not in nam.reload().posts
    assert holding in PostHolding.held(nam, YESTERDAY)
    assert trail.head().act == "postholding.end"


def test_appointment_needs_an_open_post_not_held_already(office, tuan, nam, hung):
    with pytest.raises(Missing, match="đang giữ chức vụ đó"):
        PostHolding(person=nam, post=nam.posts[0], valid_from=TODAY).appoint(by=tuan)
    closed = Post(unit=office["TM"], title="Văn thư").establish(by=tuan).close(by=tuan, on=TODAY)
    with pytest.raises(Missing, match="đã bãi bỏ"):
        PostHolding(person=nam, post=closed, valid_from=TODAY).appoint(by=tuan)
    PostHolding(person=nam, post=closed, valid_from=YESTERDAY).appoint(by=tuan)
    with pytest.raises(NotAllowed):
        PostHolding(person=nam, post=hung.posts[0], valid_from=TODAY).appoint(by=hung)


def test_nothing_ends_before_it_began(office, tuan, nam):
    with pytest.raises(Missing, match="không được trước ngày bắt đầu"):
        PostHolding.held(nam, TODAY)[0].end(by=tuan, on=date(2020, 1, 1))
    with pytest.raises(Missing, match="không được trước ngày bắt đầu"):
        RoleGrant.held(nam, TODAY)[0].end(by=tuan, on=date(2020, 1, 1))
    with pytest.raises(NotAllowed):
        PostHolding.held(nam, TODAY)[0].end(by=nam, on=TODAY)


def test_role_is_granted_from_a_day_and_revoked(office, tuan, nam):
    granted = RoleGrant(person=nam, role=Role.AUDITOR, valid_from=TODAY).grant(by=tuan)
    assert nam.reload().roles == {Role.STAFF, Role.AUDITOR}
    assert nam.roles_on(YESTERDAY) == {Role.STAFF}
    granted.end(by=tuan, on=TOMORROW)
    assert nam.roles_on(TODAY) == {Role.STAFF, Role.AUDITOR}
    assert nam.roles_on(TOMORROW) == {Role.STAFF}
    assert trail.head().act == "rolegrant.end"


def test_nobody_changes_his_own_roles(office, tuan):
    with pytest.raises(NotAllowed, match="người khác với người được cấp quyền"):
        RoleGrant(person=tuan, role=Role.QUALITY_OFFICER, valid_from=TODAY).grant(by=tuan)
    with pytest.raises(NotAllowed):
        RoleGrant.held(tuan, TODAY)[0].end(by=tuan, on=TODAY)


def test_role_is_refused_to_who_has_it_and_beside_its_opposite(office, tuan, hung, lan):
    with pytest.raises(Missing, match="đã có vai trò đó"):
        RoleGrant(person=lan, role=Role.QUALITY_OFFICER, valid_from=TODAY).grant(by=tuan)
    with pytest.raises(Missing, match="không được đồng thời giữ vai trò chỉ huy"):
        RoleGrant(person=hung, role=Role.ADMINISTRATOR, valid_from=TODAY).grant(by=tuan)
    with pytest.raises(NotAllowed):
        RoleGrant(person=lan, role=Role.AUDITOR, valid_from=TODAY).grant(by=hung)


def test_reset_password_must_be_good_and_be_changed(office, tuan, nam, lan):
    nam.reset_password(by=tuan, new=NEW)
    kept = nam.reload()
    assert kept.must_change_password
    assert password.fits(NEW, kept.password_hash)
    assert "password_hash" not in trail.head().facts["changes"]
    with pytest.raises(Missing, match="từ 15"):
        kept.reset_password(by=tuan, new="ngan")
    with pytest.raises(NotAllowed):
        kept.reset_password(by=lan, new=NEW)
    with pytest.raises(Missing, match="Ghi tên đăng nhập"):
        Person(name="Không Tài Khoản").register(by=tuan).reset_password(by=tuan, new=NEW)


def test_invented_password_is_good_and_new_each_time():
    one, other = password.invented(), password.invented()
    assert one != other
    password.check(one, "lan", "Trần Thị Lan")


def test_account_is_disabled_and_enabled_by_another(office, tuan, nam, hung):
    assert not nam.disable(by=tuan).may_sign_in
    assert nam.reload().enable(by=tuan).may_sign_in
    assert trail.head().act == "person.enable"
    with pytest.raises(Missing, match="Không ai tự khóa"):
        tuan.disable(by=tuan)
    with pytest.raises(NotAllowed):
        nam.reload().disable(by=hung)
    assert nam.reload().disable(by=SYSTEM).disabled


def test_leaving_ends_posts_and_roles_from_the_day(office, tuan, nam, hung):
    nam.leave(by=tuan, on=TOMORROW)
    gone = nam.reload()
    assert gone.may_sign_in  # until tomorrow
    assert PostHolding.held(gone, TOMORROW) == RoleGrant.held(gone, TOMORROW) == []
    assert gone.rank == "Thượng úy"
    with pytest.raises(Missing, match="Đã ghi nhận"):
        gone.leave(by=tuan, on=TOMORROW)
    with pytest.raises(Missing, match="Không ai tự ghi nhận"):
        tuan.leave(by=tuan, on=TODAY)
    with pytest.raises(NotAllowed):
        hung.leave(by=hung, on=TODAY)


def test_account_is_told_in_one_word(office, tuan, nam, mai):
    mai.reset_password(by=tuan, new=NEW)
    states = {
        tuan: Account.OPEN,
        mai.reload(): Account.TO_CHANGE,
        nam.disable(by=tuan): Account.DISABLED,
        Person(name="Không Tài Khoản").register(by=tuan): Account.NONE,
    }
    assert {person: account_of(person) for person in states} == states
    assert account_of(mai.reload().leave(by=tuan, on=TODAY)) is Account.LEFT


def test_everybody_is_listed_by_given_name_with_what_he_holds(cast, tuan):
    people = everybody()
    assert [person.name.split()[-1] for person in people] == ["Hùng", "Lan", "Mai", "Nam", "Oanh", "Sơn", "Tuấn"]
    for person in people:
        fresh = person.reload()
        assert (person.rank, person.posts, person.roles) == (fresh.rank, fresh.posts, fresh.roles)
    assert [person.name for person in everybody("tran thi")] == ["Trần Thị Lan"]
    cast["staff"].leave(by=tuan, on=TODAY)
    assert [person.name for person in everybody(left=True)] == ["Phạm Văn Nam"]
    assert dict(roles_and_holders())[Role.STAFF] == []


def test_units_are_listed_under_their_parents(office, tuan, nam):
    assert [(row.unit.code, row.depth, row.posts) for row in units_in_order()] == [("BCH", 0, 1), ("TM", 1, 1), ("MC", 1, 0)]
    office["MC"].dissolve(by=tuan, on=TODAY)
    assert [row.unit.code for row in units_in_order(dissolved=True)] == ["MC"]
