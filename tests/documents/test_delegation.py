"""The commander's absence and the small office: who may sign for him, and what he may except."""

from datetime import timedelta

import pytest
from peewee import IntegrityError

from qms.core import clock, trail
from qms.core.refusals import Missing, NotAllowed, NotNow
from qms.documents.authorities import Excepted
from qms.documents.review.delegation import Delegation, SignedFor
from qms.documents.review.exception import FourEyesException, granted
from qms.documents.states import EditionState
from qms.organization.person import SYSTEM, RoleGrant
from qms.organization.role import Role
from qms.organization.sign_in import Confirmation
from tests.conftest import PASSWORD, TODAY, person
from tests.documents.conftest import approved, written
from tests.documents.test_review import agree

DAYS = {"starts_on": TODAY, "ends_on": TODAY + timedelta(5)}


def authorize(by, to, **facts):
    """Give one's signature away for some days."""
    given = {"reason": "Đi công tác", **DAYS, **facts}
    return Delegation(delegate=to, **given).authorize(by=by, confirmation=Confirmation(by.id))


def allow(by, edition, person, purpose=Excepted.REVIEW, **facts):
    """Except somebody from the rule of four eyes."""
    given = {"reason": "Đơn vị chỉ có hai cán bộ", "expires_on": TODAY, **facts}
    return FourEyesException(edition=edition, person=person, purpose=purpose, **given).grant(by=by, confirmation=Confirmation(by.id))


def with_role(person, role):
    """Give a person one more role."""
    RoleGrant(person=person, role=role, valid_from=TODAY).grant(by=SYSTEM)
    return person.reload()


def test_delegate_signs_for_the_commander(submitted, hung, nam):
    with pytest.raises(NotAllowed, match="Chỉ huy hoặc người được chỉ huy ủy quyền ký"):
        approved(submitted, nam)
    authorize(hung, nam)
    assert trail.head().act == "delegation.authorize"
    issued = approved(submitted, nam)
    assert issued.approved_as == "TUQ. Chỉ huy trưởng – Thượng úy Phạm Văn Nam, Trợ lý Quân lực, Bộ phận Tham mưu"


def test_delegation_begins_and_ends_by_its_days(submitted, hung, nam):
    authorize(hung, nam, signed_for=SignedFor.AUTHORIZED, starts_on=TODAY + timedelta(1), ends_on=TODAY + timedelta(2))
    for day, may in ((0, False), (1, True), (2, True), (3, False)):
        with clock.stopped_at(clock.at(TODAY + timedelta(day))):
            assert submitted.approve.is_open_to(nam) == may


def test_commander_takes_it_back(submitted, hung, nam):
    given = authorize(hung, nam)
    with pytest.raises(NotAllowed, match="chỉ huy đã ủy quyền"):
        given.end(by=nam)
    given.end(by=hung)
    assert not submitted.approve.is_open_to(nam)
    with pytest.raises(NotNow, match="đã hết hiệu lực"):
        given.reload().end(by=hung)


def test_it_lapses_with_the_command(submitted, hung, nam):
    authorize(hung, nam)
    RoleGrant.get(RoleGrant.person == hung).end(by=SYSTEM, on=TODAY)
    assert not submitted.approve.is_open_to(nam)


def test_delegate_does_not_sign_what_he_wrote(hung, lan):
    edition = written(lan).submit_for_review(by=lan)
    authorize(hung, lan)
    with pytest.raises(NotAllowed, match="không tham gia soạn thảo"):
        approved(edition, lan)


def test_delegate_does_not_delegate(hung, nam, mai):
    authorize(hung, nam)
    with pytest.raises(NotAllowed, match="chỉ Chỉ huy"):
        authorize(nam, mai)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"reason": " "}, "lý do ủy quyền"),
        ({"ends_on": TODAY - timedelta(1), "starts_on": TODAY - timedelta(1)}, "Ngày kết thúc"),
        ({"ends_on": TODAY, "starts_on": TODAY + timedelta(1)}, "Ngày kết thúc"),
    ],
)
def test_delegation_says_what_is_missing(hung, nam, facts, sentence):
    with pytest.raises(Missing, match=sentence):
        authorize(hung, nam, **facts)


def test_it_is_given_to_one_other_person_who_may_sign(hung, nam, mai, tuan):
    for one, sentence in ((hung, "khác với người ủy quyền"), (tuan, "Người quản trị")):
        with pytest.raises(Missing, match=sentence):
            authorize(hung, one)
    authorize(hung, nam)
    with pytest.raises(Missing, match="đã ủy quyền cho một người"):
        authorize(hung, mai)


def test_only_a_deputy_of_the_same_unit_signs_as_deputy(office, hung, nam, phuc):
    other = person("Bùi Văn Tùng", "tung", "Thượng úy", "Phó Trưởng bộ phận", office["TM"], Role.STAFF)
    for one, name in ((nam, "Phạm Văn Nam"), (other, "Bùi Văn Tùng")):
        with pytest.raises(Missing, match=f"KT. chỉ dành cho cấp phó .* Thượng úy {name} ký thừa ủy quyền"):
            authorize(hung, one, signed_for=SignedFor.DEPUTY)
    given = authorize(hung, phuc, signed_for=SignedFor.DEPUTY)
    assert given.signature() == "KT. Chỉ huy trưởng – Thiếu tá Trần Hữu Phúc, Phó Chỉ huy trưởng, Ban Chỉ huy"


def test_deputy_has_no_deputy(office, hung, phuc):
    second = person("Bùi Văn Tùng", "tung", "Đại úy", "Phó Chỉ huy trưởng", office["BCH"], Role.STAFF)
    with pytest.raises(Missing, match="chỉ dành cho cấp phó"):
        authorize(with_role(phuc, Role.COMMANDER), second, signed_for=SignedFor.DEPUTY)


def test_form_of_signing_follows_the_post_when_none_is_chosen(hung, nam, phuc):
    assert authorize(hung, nam).signed_for == SignedFor.AUTHORIZED
    Delegation.get().end(by=hung)
    assert authorize(hung, phuc).signed_for == SignedFor.DEPUTY


def test_page_offers_others_and_lets_the_form_follow(signed_in, hung, nam, phuc):
    browser = signed_in(hung)
    page = browser.get("/docs/delegations").text
    assert f'value="{phuc.id}"' in page
    assert f'value="{hung.id}"' not in page
    data = {"starts_on": "22/11/2026", "ends_on": "25/11/2026", "reason": "Tập huấn", "password": PASSWORD}
    refused = browser.post("/docs/delegations", {**data, "delegate": str(nam.id), "signed_for": "KT."})
    assert refused.status_code == 422
    assert "KT. chỉ dành cho cấp phó" in refused.text
    assert "Tập huấn" in refused.text
    assert browser.post("/docs/delegations", {**data, "delegate": str(phuc.id), "signed_for": ""}).status_code == 303
    assert Delegation.get().signed_for == SignedFor.DEPUTY


def test_author_reviews_with_an_exception(lan, hung):
    draft = written(lan)
    allow(hung, draft, lan)
    edition = draft.submit_for_review(by=lan, reviewers=[lan])
    agree(edition, lan)
    assert approved(edition, hung).state == EditionState.APPROVED
    assert [one.person for one in granted()] == [lan]
    assert granted(until=TODAY - timedelta(1)) == []


def test_who_corrected_a_word_approves_with_an_exception(lan, hung, nam):
    both = with_role(hung, Role.QUALITY_OFFICER)
    second = with_role(nam, Role.COMMANDER)
    edition = written(lan).rewrite(by=both, title="Đăng ký tạm vắng").submit_for_review(by=lan)
    with pytest.raises(NotAllowed, match="không tham gia soạn thảo"):
        approved(edition, both)
    allow(second, edition, both, Excepted.APPROVE)
    assert approved(edition, both).state == EditionState.APPROVED


def test_who_drafted_or_submitted_never_approves(lan, hung, nam):
    both, second = with_role(hung, Role.QUALITY_OFFICER), with_role(nam, Role.COMMANDER)
    mine = written(both)
    with pytest.raises(Missing, match="không bao giờ được phê duyệt"):
        allow(second, mine, both, Excepted.APPROVE)
    other = written(lan, code="QT-17").rewrite(by=both, title="Khác")
    allow(second, other, both, Excepted.APPROVE)
    with pytest.raises(NotAllowed):
        approved(other.submit_for_review(by=both), both)
    with pytest.raises(IntegrityError):
        database_signs(other, both)


def database_signs(edition, person):
    from qms.core.database import db

    sql = "UPDATE edition SET approved_by_id = ?, version = version + 1, trail_seq = (SELECT max(seq) FROM trail) WHERE id = ?"
    db.execute_sql(sql, (person.id, edition.id))


def test_exception_ends_with_its_day(lan, hung):
    draft = written(lan)
    allow(hung, draft, lan)
    with clock.stopped_at(clock.at(TODAY + timedelta(1))), pytest.raises(Missing, match="không tự xem xét"):
        draft.submit_for_review(by=lan, reviewers=[lan])


def test_nobody_excepts_himself_and_only_a_commander_excepts(lan, hung, oanh):
    both = with_role(hung, Role.QUALITY_OFFICER)
    with pytest.raises(NotAllowed, match="người khác với người được phép"):
        allow(both, written(both), both)
    with pytest.raises(NotAllowed, match="Chỉ huy"):
        allow(oanh, written(lan, code="QT-17"), lan)


@pytest.mark.parametrize(("facts", "sentence"), [({"reason": ""}, "Ghi lý do"), ({"expires_on": TODAY - timedelta(1)}, "hết hạn")])
def test_exception_says_what_is_missing(lan, hung, facts, sentence):
    with pytest.raises(Missing, match=sentence):
        allow(hung, written(lan), lan, **facts)


def test_who_did_not_write_needs_no_exception(lan, hung, nam):
    with pytest.raises(Missing, match="không cần ngoại lệ"):
        allow(hung, written(lan), nam)


def test_commander_delegates_on_the_page_and_the_deputy_finds_the_work(submitted, signed_in, hung, nam):
    browser, deputy = signed_in(hung), signed_in(nam)
    data = {"delegate": str(nam.id), "signed_for": "TUQ.", "starts_on": "22/11/2026", "ends_on": "25/11/2026", "reason": "Tập huấn"}
    assert "chưa có gì được ký" in browser.post("/docs/delegations", {**data, "password": "sai"}).text
    assert browser.post("/docs/delegations", {**data, "password": PASSWORD}).status_code == 303
    assert "TUQ. Chỉ huy trưởng – Thượng úy Phạm Văn Nam" in browser.get("/docs/delegations").text
    assert "trình phê duyệt" in deputy.get("/").text
    signed = {"seen": submitted.sha256, "effective_on": "22/11/2026", "password": PASSWORD}
    assert deputy.post("/docs/QT-16/approve", signed).status_code == 303
    assert browser.post(f"/docs/delegations/{Delegation.get().id}/end").status_code == 303
    assert "đã thu hồi" in browser.get("/docs/delegations").text


def test_commander_excepts_on_the_page(draft, signed_in, hung, lan, oanh):
    data = {"edition": str(draft.id), "person": str(lan.id), "purpose": "review", "expires_on": "30/11/2026", "reason": "Đơn vị ít người"}
    assert signed_in(hung).post("/docs/exceptions", {**data, "password": PASSWORD}).status_code == 303
    page = signed_in(oanh).get("/docs/exceptions").text
    assert "Đơn vị ít người" in page
    assert "Ký cho phép" not in page


@pytest.mark.parametrize("url", ["/docs/delegations", "/docs/exceptions"])
def test_registers_are_for_those_who_oversee(url, signed_in, nam, lan):
    assert signed_in(nam).get(url).status_code == 403
    assert signed_in(lan).get(url).status_code == 200
    assert signed_in(lan).post(url).status_code == 403
