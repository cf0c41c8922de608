"""External documents: the register's acts, who cites them, whose task it is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.core import clock, trail
from qms.core.refusals import Missing, NotAllowed
from qms.documents import work
from qms.documents.check.finding import Law
from qms.documents.check.references import cited_lines, law_key
from qms.documents.legal_basis import citing, starter_laws
from qms.documents.legal_basis.external import ExternalDocument, ExternalStanding, slug_of
from qms.documents.legal_basis.kept_citation import KeptCitation
from qms.documents.legal_basis.register import listed
from qms.documents.text import mentions
from qms.documents.text.mentions import number_key, numbers_in
from qms.organization.unit import Post
from tests.documents.conftest import TEXT, approved, written


def law(lan, number="01/2018/TT-VPCP", **facts):
    """Put a text on the register."""
    return ExternalDocument(number=number, **{"title": "Hướng dẫn một cửa", "issued_on": date(2018, 11, 23), **facts}).register(by=lan)


@pytest.fixture
def old(lan):
    """Give a circular in force."""
    return law(lan)


@pytest.fixture
def new(lan):
    """Give the circular that comes after it."""
    return law(lan, "03/2025/TT-VPCP", issued_on=date(2025, 9, 15))


@pytest.fixture
def citing_procedure(lan, hung, old):
    """Give QT-16 in force, of the quality officer's post, on the old circular."""
    draft = written(lan).rewrite(by=lan, legal_basis="Thông tư 01/2018/TT-VPCP ngày 23/11/2018")
    return approved(draft.submit_for_review(by=lan), hung)


def replace(old, new, lan, on=date(2025, 7, 1)):
    """Mark the old one replaced."""
    return old.replace(by=lan, replaced_by=new, on=on)


def test_registered_text_is_on_the_trail_under_its_number(old):
    assert (old.reload().slug, trail.head().act) == ("1-2018-tt-vpcp", "externaldocument.register")
    assert old.standing == ExternalStanding.UNCHECKED
    assert old.needs_checking


@pytest.mark.parametrize("who", ["nam", "hung", "tuan"])
def test_only_the_quality_officer_keeps_the_register(who, request, lan, old, new):
    somebody = request.getfixturevalue(who)
    for bound, facts in [
        (ExternalDocument(number="5/2020/NĐ-CP", title="x").register, {}),
        (old.amend, {"title": "x"}),
        (old.confirm_checked, {"note": "x"}),
        (old.replace, {"replaced_by": new, "on": clock.today()}),
        (old.end, {"on": clock.today(), "note": "x"}),
        (old.reinstate, {"note": "x"}),
    ]:
        with pytest.raises(NotAllowed, match="Cán bộ chất lượng"):
            bound(by=somebody, **facts)


@pytest.mark.parametrize("number", ["01/2018/TT-VPCP", "1/2018/tt-vpcp", "01/2018/TT–VPCP"])
def test_same_number_is_not_registered_twice(lan, old, number):
    with pytest.raises(Missing, match="01/2018/TT-VPCP đã có trong danh mục"):
        law(lan, number)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"number": " "}, "Ghi số hiệu"),
        ({"title": ""}, "Ghi tên gọi"),
        ({"in_force_from": date(2000, 1, 1)}, "không được sớm hơn ngày ban hành"),
    ],
)
def test_registration_says_what_is_missing(lan, facts, sentence):
    with pytest.raises(Missing, match=sentence):
        law(lan, **{"number": "7/2020/NĐ-CP", **facts})


def test_check_is_dated_and_says_where(old, lan):
    with pytest.raises(Missing, match="nơi đã tra cứu"):
        old.confirm_checked(by=lan)
    old = old.reload().confirm_checked(by=lan, note="vbpl.vn")
    assert (old.checked_on, old.checked_by, old.needs_checking) == (clock.today(), lan, False)
    assert old.standing == ExternalStanding.IN_FORCE
    with clock.stopped_at(clock.at(clock.today() + timedelta(days=366))):
        assert old.needs_checking


def test_replaced_text_names_its_successor(old, new, lan):
    assert replace(old, new, lan).standing == ExternalStanding.REPLACED
    assert str(old.trouble) == "đã được thay thế bởi 03/2025/TT-VPCP từ 01/07/2025"
    assert [one.number for one in new.replaces] == ["01/2018/TT-VPCP"]


def test_nothing_replaces_itself_in_a_circle(old, new, lan):
    replace(old, new, lan)
    for successor in (old, new):
        with pytest.raises(Missing, match="bởi chính văn bản này"):
            new.reload().replace(by=lan, replaced_by=successor.reload(), on=clock.today())


def test_end_needs_its_grounds_and_a_day_after_the_beginning(old, new, lan):
    with pytest.raises(Missing, match="căn cứ hết hiệu lực"):
        old.end(by=lan, on=clock.today())
    with pytest.raises(Missing, match="không được sớm hơn"):
        old.reload().end(by=lan, on=date(2000, 1, 1), note="x")
    with pytest.raises(Missing, match="Chọn văn bản thay thế"):
        old.reload().replace(by=lan, replaced_by=None, on=clock.today())


def test_end_in_the_future_is_announced_and_comes_by_itself(old, lan):
    later = clock.today() + timedelta(days=60)
    old.end(by=lan, on=later, note="Hết thời hạn áp dụng")
    assert (old.standing, old.trouble) == (ExternalStanding.ENDING, None)
    with clock.stopped_at(clock.at(later)):
        assert old.standing == ExternalStanding.ENDED
        assert "đã hết hiệu lực từ" in str(old.trouble)


def test_end_is_taken_back_with_a_reason(old, new, lan):
    with pytest.raises(Missing, match="chưa được ghi hết hiệu lực"):
        old.reinstate(by=lan, note="x")
    replace(old.reload(), new, lan)
    assert old.reload().reinstate(by=lan, note="Ghi nhầm").standing == ExternalStanding.UNCHECKED


def test_register_is_filtered(old, new, lan):
    replace(old, new, lan)
    assert [one.number for one in listed("huong dan")] == ["01/2018/TT-VPCP", "03/2025/TT-VPCP"]
    assert [one.number for one in listed(standing="replaced")] == ["01/2018/TT-VPCP"]
    assert [one.number for one in listed(check="1")] == ["03/2025/TT-VPCP"]
    assert listed(kind="law") == listed("khong co gi") == []


def test_replacement_becomes_the_owners_task_until_a_revision_is_in_force(citing_procedure, old, new, lan, hung, nam):
    def titles(person):
        return [citation.code for _external, citation in citing.waiting_for(person)]

    assert titles(lan) == []
    replace(old, new, lan)
    assert titles(lan) == ["QT-16"]
    assert titles(nam) == titles(hung) == []
    draft = work.start_revision(citing_procedure.document, lan, "Thông tư mới").rewrite(by=lan, legal_basis="Thông tư 03/2025/TT-VPCP")
    later = clock.today() + timedelta(days=5)
    approved(draft.submit_for_review(by=lan), hung, on=later)
    assert len(titles(lan)) == 1
    with clock.stopped_at(clock.at(later)):
        assert titles(lan) == []


def test_replaced_basis_stops_the_next_submission(citing_procedure, old, new, lan):
    replace(old, new, lan)
    draft = work.start_revision(citing_procedure.document, lan, "Sửa")
    with pytest.raises(Missing, match="Căn cứ 01/2018/TT-VPCP: đã được thay thế bởi 03/2025/TT-VPCP"):
        draft.submit_for_review(by=lan)


def test_owner_states_why_it_may_stay(citing_procedure, old, new, lan):
    replace(old, new, lan)
    KeptCitation(external=old, document=citing_procedure.document, reason="Hồ sơ nhận trước ngày 01/7/2025").state(by=lan)
    assert trail.head().act == "keptcitation.state"
    assert citing.waiting_for(lan) == []
    assert [citation.stays.reason for citation in citing.citing(old)] == ["Hồ sơ nhận trước ngày 01/7/2025"]
    work.start_revision(citing_procedure.document, lan, "Sửa").submit_for_review(by=lan)


def test_reason_is_the_owners_once_and_needed(citing_procedure, old, new, lan, nam):
    document = citing_procedure.document
    with pytest.raises(Missing, match="còn hiệu lực"):
        KeptCitation(external=old, document=document, reason="x").state(by=lan)
    replace(old, new, lan)
    old = old.reload()
    with pytest.raises(NotAllowed, match="người giữ chức vụ chịu trách nhiệm chính"):
        KeptCitation(external=old, document=document, reason="x").state(by=nam)
    with pytest.raises(Missing, match="Ghi lý do giữ"):
        KeptCitation(external=old, document=document, reason=" ").state(by=lan)
    KeptCitation(external=old, document=document, reason="x").state(by=lan)
    with pytest.raises(Missing, match="đã có lý do"):
        KeptCitation(external=old, document=document, reason="y").state(by=lan)


def test_citation_tells_where_and_which_forms(lan, hung, old):
    text = TEXT.replace("Biểu mẫu 1 |", "Giấy tiếp nhận (Mẫu 01, Thông tư 01/2018/TT-VPCP) |")
    approved(written(lan, text=text).submit_for_review(by=lan), hung)
    (found,) = citing.citing(old)
    assert (found.code, found.in_basis, len(found.lines)) == ("QT-16", False, 1)
    assert [code for code, _title in found.forms] == ["BM-QT-16-01"]


def test_other_holder_of_the_post_gets_the_task(citing_procedure, old, new, lan, nam):
    from qms.organization.person import SYSTEM, PostHolding

    replace(old, new, lan)
    PostHolding(person=nam, post=Post.get_by_id(citing_procedure.responsible_id), valid_from=clock.today()).appoint(by=SYSTEM)
    assert len(citing.waiting_for(nam.reload())) == 1


def test_starter_register_is_loaded_once_and_is_unconfirmed(lan):
    made = starter_laws.load(lan)
    assert len(made) == len(starter_laws.entries()) >= 20
    assert all(one.needs_checking for one in ExternalDocument.select())
    assert ExternalDocument.get(number="01/2018/TT-VPCP").standing == ExternalStanding.REPLACED
    assert starter_laws.load(lan) == []


def test_starter_register_knows_every_basis_of_the_starter_set(lan):
    from qms.documents.text import file_text

    starter_laws.load(lan)
    known = citing.laws()
    lines = {line for text in file_text.read_folder(starter_laws.FILE.parent) for line in text.legal_basis}
    assert len(lines) > 15
    assert [line for line in lines if not any(cited_lines(one, line) for one in known)] == []


NUMBERS = st.builds(
    lambda n, year, kind: f"{n:02d}/{year}/{kind}" if year else f"{n:02d}/{kind}",
    st.integers(1, 9999),
    st.one_of(st.just(0), st.integers(1990, 2030)),
    st.sampled_from(["QĐ-TTg", "NĐ-CP", "QH15", "TT-BQP", "TT-VPCP", "NQ-CP", "TTLT-BQP-BLĐTBXH-BTC", "VBHN-BQP", "QĐ-BQP"]),
)
WORDS = st.lists(
    st.sampled_from("theo Nghị định số ĐKNVQS ngày 05/3/2020 1/3 QNDB, và (QT-16) 50.000 đ/suất BM-QT-16-01 điều 4; Luật 2015".split()),
    max_size=8,
).map(" ".join)  # fmt: skip


@given(WORDS, NUMBERS, st.sampled_from([" ", ", ", "; ", ".", ")", ":"]), WORDS)
def test_number_is_found_among_any_words(before, number, after, rest):
    assert [found.written for found in numbers_in(f"{before} {number}{after}{rest}")] == [number]


@given(NUMBERS, NUMBERS)
def test_number_is_found_where_it_stands_and_only_there(one, other):
    lines = cited_lines(Law(*law_key(one), one), f"dòng đầu\n{other}\n1{one}\n{one}-X")
    assert lines == ([2] if number_key(one) == number_key(other) else [])


@given(NUMBERS)
def test_number_is_the_same_however_it_is_typed(number):
    typed = number.replace("-", "–").lower().replace("đ", "d").lstrip("0")
    assert number_key(typed) == number_key(number)
    assert slug_of(typed) == slug_of(number)


@given(st.text(max_size=300))
def test_parsers_read_any_text(text):
    last = len(text.splitlines())
    assert all(found.line <= last for found in (*numbers_in(text), *mentions.codes_in(text), *mentions.forms_in(text)))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("QT-01; QT-04.", ["QT-01", "QT-04"]),
        ("BM-QT-03-01 của QT-03", ["QT-03"]),
        ("QT.ISO.02 và ST-01", ["QT.ISO.02", "ST-01"]),
        ("QT-0123, XQT-01, QT-01-02", []),
    ],
)
def test_codes_are_read_apart_from_forms(text, codes):
    assert [found.key for found in mentions.codes_in(text)] == codes
