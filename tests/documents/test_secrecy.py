"""Who may know of a document, papers that are only registered, and levels this house may not hold."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.core import database, trail
from qms.core.refusals import Missing, NotAllowed, NotNow
from qms.core.verify import verify
from qms.documents import authorities, queries, work
from qms.documents.edition import Edition
from qms.documents.reading import acknowledgement, readings
from qms.documents.reading import work as reading_work
from qms.documents.reading.work import OFFICE
from qms.documents.secrecy.knowing import Circle, Place, hidden_from, known_to, may_know
from qms.documents.secrecy.levels import SECRET_LEVELS, label_of
from qms.documents.secrecy.need_to_know import NeedToKnow
from qms.documents.secrecy.secret_entry import EntryStanding, SecretEntry, enter
from qms.organization.office import Office
from qms.organization.person import Person
from qms.organization.role import Role
from qms.organization.unit import Post
from tests.conftest import TODAY
from tests.documents.conftest import approved, written
from tests.documents.secret_world import CODE, internal

ENTRY = {"title": "Kế hoạch số tám", "number": "12/KH", "level": "Mật", "place": "Két sắt"}


@pytest.fixture
def issued(lan, hung):
    """Give the internal document in force."""
    return approved(internal(lan).submit_for_review(by=lan), hung)


def limit(document, by, *units, posts=(), reason="Chỉ người thực hiện"):
    """Limit a document to some units and posts."""
    return NeedToKnow(document=document).limit(by=by, units=units, posts=posts, reason=reason)


def entered(lan, office, **facts):
    """Put a paper on the register."""
    return enter("KH-88", lan, **{**ENTRY, "unit": office["MC"], **facts})


def declared(tuan):
    """Declare the independent LAN."""
    return Office.current().declare_apart(by=tuan, text="Phòng 101, ba máy, không nối ra ngoài.", note="Lưu phương án")


def knows(person, document):
    """Ask of a person as he is now."""
    return may_know(Person.get_by_id(person.id), document)


def test_limit_lets_in_the_named_units_the_owner_and_those_who_answer_for_the_system(issued, cast, office):
    limit(issued.document, cast["quality_officer"], office["MC"])
    assert trail.head().act == "needtoknow.limit"
    assert trail.head().facts["after"]["reason"] == "Chỉ người thực hiện"
    assert {role for role, person in cast.items() if knows(person, issued.document)} == {"quality_officer", "commander", "desk_officer"}
    assert verify() == []


def test_limit_may_name_a_post_and_an_auditor_comes_in_by_it(issued, lan, oanh, nam):
    limit(issued.document, lan, posts=[Post.get(Post.title == "Trợ lý Chính trị")])
    assert (knows(oanh, issued.document), knows(nam, issued.document)) == (True, False)


def test_who_only_administers_is_not_let_in_by_his_unit(issued, lan, tuan, office):
    limit(issued.document, lan, office["BCH"])
    assert not knows(tuan, issued.document)


def test_owner_may_limit_and_stays_in(lan, hung, nam, son, office):
    post = Post.get(Post.title == "Trợ lý Quân lực")
    document = approved(internal(lan, responsible=post).submit_for_review(by=lan), hung).document
    limit(document, nam)
    assert (knows(nam, document), knows(son, document)) == (True, False)


def test_others_may_not_limit(issued, nam, hung, oanh, tuan, office):
    for other in (nam, hung, oanh, tuan):
        with pytest.raises(NotAllowed, match="Cán bộ chất lượng hoặc người giữ chức vụ"):
            limit(issued.document, other, office["TM"])


def test_limit_wants_a_reason(issued, lan, office):
    with pytest.raises(Missing, match="Ghi lý do"):
        limit(issued.document, lan, office["TM"], reason=" ")


def test_what_hangs_openly_or_is_ordinary_is_not_limited(lan, hung, office):
    public = approved(written(lan).submit_for_review(by=lan), hung).document
    with pytest.raises(Missing, match="Nội bộ"):
        limit(public, lan, office["TM"])


def test_limited_document_does_not_become_ordinary_or_public(issued, lan, office):
    limit(issued.document, lan, office["MC"])
    edition = work.start_revision(issued.document, lan, "Sửa")
    for facts in ({"classification": "Thường"}, {"is_public": True}):
        with pytest.raises(Missing, match="đang giới hạn người được biết"):
            edition.reload().rewrite(by=lan, **facts)


def test_change_takes_effect_at_once_and_is_told_with_before_and_after(issued, lan, mai, nam, office):
    circle = limit(issued.document, lan, office["MC"])
    circle.change(by=lan, units=[office["TM"]], posts=[], reason="Chuyển việc")
    assert (knows(mai, issued.document), knows(nam, issued.document)) == (False, True)
    assert trail.head().facts["changes"]["in_words"] == ["Bộ phận Một cửa", "Bộ phận Tham mưu"]
    with pytest.raises(NotAllowed):
        circle.change(by=nam, units=[], posts=[], reason="x")
    with pytest.raises(Missing):
        circle.reload().change(by=lan, units=[], posts=[], reason="")


def test_lift_opens_it_again_once(issued, lan, nam, office):
    circle = limit(issued.document, lan, office["MC"])
    with pytest.raises(Missing, match="Ghi lý do"):
        circle.lift(by=lan, reason="")
    with pytest.raises(NotAllowed):
        circle.reload().lift(by=nam, reason="x")
    circle = circle.reload().lift(by=lan, reason="Hết lý do giữ kín")
    assert knows(nam, issued.document)
    with pytest.raises(Missing, match="không giới hạn"):
        circle.lift(by=lan, reason="x")


def test_who_loses_it_loses_the_duty_to_read_it(issued, lan, nam, mai, office):
    reading_work.set_readers(issued.document, [OFFICE, ("person", nam.id)], 5, lan)
    assert [one.edition for one in readings.asked_of(nam)] == [issued]
    limit(issued.document, lan, office["MC"])
    assert readings.asked_of(nam) == []
    assert {reader.person for reader in readings.readers_of(issued.document)} == {lan.id, mai.id, issued.approved_by_id}
    with pytest.raises(Missing, match="không thuộc diện phải đọc"):
        acknowledgement.acknowledge(issued, nam)


def test_reviewer_and_auditor_out_of_the_circle_do_not_see_the_draft(issued, lan, oanh, office):
    limit(issued.document, lan, office["MC"])
    edition = work.start_revision(issued.document, lan, "Sửa").submit_for_review(by=lan, reviewers=[oanh])
    assert not authorities.see_drafts(oanh, edition)
    assert not authorities.review(oanh, edition)
    assert queries.being_written(oanh) == []


def test_condition_of_queries_says_what_the_predicate_says(issued, cast, office):
    approved(written(cast["quality_officer"]).submit_for_review(by=cast["quality_officer"]), cast["commander"])
    limit(issued.document, cast["quality_officer"], office["MC"])
    for person in cast.values():
        shown = {edition.document_id for edition in Edition.select().where(known_to(person))}
        assert shown == {edition.document_id for edition in Edition.select() if knows(person, edition.document)}
    assert set(hidden_from(None)) == {issued.document_id}


_ROLES, _SOME = st.frozensets(st.sampled_from(list(Role))), st.frozensets(st.integers(1, 4))


@given(_ROLES, _SOME, _SOME, _SOME, _SOME)
def test_circle_lets_nobody_in_without_a_reason(roles, posts, units, named_posts, named_units):
    let_in = Circle(CODE, named_units, named_posts).admits(Place(roles, posts, units))
    works, named = bool(roles - {Role.ADMINISTRATOR}), bool(posts & named_posts or units & named_units)
    assert let_in == (works and (named or bool(roles & {Role.QUALITY_OFFICER, Role.COMMANDER})))


def test_entry_holds_what_it_is_called_and_where_it_lies(lan, cast, office):
    entry = entered(lan, office).reload()
    assert (trail.head().act, entry.standing, entry.level.label.text) == ("secretentry.enter", EntryStanding.KEPT, "Mật")
    assert {role for role, person in cast.items() if knows(person, entry.document)} == {"quality_officer", "commander", "desk_officer"}
    assert {field.name for field in SecretEntry._meta.sorted_fields}.isdisjoint({"text", "file", "body"})
    assert verify() == []


def test_only_the_quality_officer_keeps_the_register(lan, nam, hung, office):
    entry = entered(lan, office)
    for other in (nam, hung):
        for act in (
            lambda by: enter("KH-89", by, unit=office["MC"], **ENTRY),
            lambda by: entry.amend(by=by, reason="x"),
            lambda by: entry.end(by=by, on=TODAY, reason="x"),
        ):
            with pytest.raises(NotAllowed, match="Cán bộ chất lượng"):
                act(other)


@pytest.mark.parametrize(
    ("facts", "sentence"), [({"title": " "}, "tên gọi trung tính"), ({"place": ""}, "nơi cất giữ"), ({"unit": None}, "đơn vị giữ")]
)
def test_entry_wants_title_place_and_unit(lan, office, facts, sentence):
    with pytest.raises(Missing, match=sentence):
        entered(lan, office, **facts)
    assert not queries.document("KH-88")


def test_entry_wants_a_code_of_its_own(issued, lan, office):
    with pytest.raises(Missing, match="đã có"):
        enter(CODE, lan, unit=office["MC"], **ENTRY)


def test_entry_is_corrected_and_ended_with_a_reason(lan, office):
    entry = entered(lan, office).amend(by=lan, reason="Chuyển chỗ", place="Tủ sắt")
    assert (entry.place, entry.title) == ("Tủ sắt", ENTRY["title"])
    for facts, sentence in [
        ({"on": TODAY, "reason": ""}, "Ghi lý do"),
        ({"on": TODAY + timedelta(1), "reason": "x"}, "không được sau hôm nay"),
    ]:
        with pytest.raises(Missing, match=sentence):
            entry.reload().end(by=lan, **facts)
    entry = entry.reload().end(by=lan, on=TODAY, reason="Tiêu hủy theo biên bản 5")
    assert entry.standing == EntryStanding.ENDED
    with pytest.raises(NotNow, match="đã ra khỏi sổ"):
        entry.amend(by=lan, reason="x")


@pytest.mark.parametrize("level", [*SECRET_LEVELS, "Gì đó"])
def test_secret_text_is_refused_without_the_declaration(lan, level):
    with pytest.raises(Missing, match="Luật Bảo vệ bí mật nhà nước"):
        internal(lan, classification=level)
    assert not queries.document(CODE)


def test_secret_text_is_always_for_few_and_shut_when_the_declaration_goes(lan, hung, tuan, nam):
    declared(tuan)
    issued = approved(internal(lan, classification="Mật").submit_for_review(by=lan), hung)
    assert (knows(lan, issued.document), knows(hung, issued.document), knows(nam, issued.document)) == (True, True, False)
    Office.current().revoke_apart(by=tuan, note="Đã nối mạng")
    assert not any(knows(person, issued.document) for person in (lan, hung, nam))
    assert "classification: Mật" in issued.approved_file().decode()


def test_secret_text_never_hangs_openly(lan, tuan):
    declared(tuan)
    with pytest.raises(Missing, match="không được niêm yết công khai"):
        internal(lan, classification="Mật", is_public=True)


def test_levels_are_named_for_people_and_stored_as_they_are(issued):
    assert [
        str(label_of(level, limited)) for level, limited in [("Thường", False), ("Nội bộ", False), ("Nội bộ", True), ("Mật", True)]
    ] == [
        "Thường",
        "Nội bộ",
        "Hạn chế",
        "Mật",
    ]
    assert issued.reload().classification == "Nội bộ"
    assert "classification: Nội bộ" in issued.approved_file().decode()


def questions(monkeypatch, browser, url):
    """Count what a page asks the database."""
    asked, run = [], database.db.execute_sql
    with monkeypatch.context() as patch:
        patch.setattr(database.db, "execute_sql", lambda sql, *rest: asked.append(sql) or run(sql, *rest))
        assert browser.get(url).status_code == 200
    return asked


@pytest.mark.parametrize("url", ["/docs/register", "/docs/QT-16", "/docs"])
def test_filter_asks_once_however_many_documents_are_limited(app, issued, lan, hung, nam, office, signed_in, monkeypatch, url):
    approved(written(lan).submit_for_review(by=lan), hung)
    browser = signed_in(nam)
    browser.get(url)
    before = questions(monkeypatch, browser, url)
    for number in range(3):
        other = work.start_document(f"QT-9{number}", lan, classification="Nội bộ", title="Khác", reason="x").document
        limit(other, lan, office["MC"])
    limit(issued.document, lan, office["MC"])
    first, after = (questions(monkeypatch, browser, url) for _time in range(2))
    asked = [sum("need_to_know" in sql for sql in page) for page in (first, after)]
    assert asked in ([1, 0], [2, 0])  # once or, with its reading list, twice after an act; then not at all
    assert len(after) <= len(before)
