"""Acts: kept with their entry, refused with a sentence, nothing changed by a refusal."""

from datetime import date

import pytest
from peewee import IntegrityError

from qms.core import trail
from qms.core.database import db
from qms.core.refusals import Missing, NotAllowed, Stale
from qms.core.verify import verify
from qms.organization.person import Person
from qms.organization.unit import Unit


def test_act_is_kept_with_its_entry(tuan, nam):
    nam.amend(by=tuan, name="Phạm Văn Năm", username="nam")
    entry = trail.head()
    assert entry.act == "person.amend"
    assert entry.facts["changes"] == {"name": ["Phạm Văn Nam", "Phạm Văn Năm"]}
    assert entry.facts["who"].startswith("Đại úy Hoàng Anh Tuấn")
    assert verify() == []


def test_who_has_no_authority_is_refused_in_a_sentence(nam, mai):
    with pytest.raises(NotAllowed, match="chỉ Quản trị"):
        mai.amend(by=nam, name="X", username="mai")
    assert mai.reload().name == "Đỗ Thị Mai"


def test_stale_record_is_refused(tuan, nam):
    opened_before = Person.get_by_id(nam.id)
    nam.amend(by=tuan, name="Phạm Văn Năm", username="nam")
    with pytest.raises(Stale):
        opened_before.amend(by=tuan, name="Khác", username="nam")
    assert nam.reload().name == "Phạm Văn Năm"


def test_refusal_in_the_body_leaves_nothing(office, tuan):
    before = trail.head().seq
    with pytest.raises(Missing, match="đã có"):
        Unit(code="TM").establish(by=tuan)
    assert trail.head().seq == before


def test_nothing_is_saved_or_deleted_outside_an_act(nam):
    with pytest.raises(TypeError):
        nam.save()
    with pytest.raises(TypeError):
        nam.delete_instance()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE person SET name = 'x'",
        "DELETE FROM person",
        "UPDATE trail SET actor = 1",
        "DELETE FROM trail",
        "INSERT INTO unit (id, code, version, trail_seq) VALUES (99, 'X', 1, 1)",
    ],
)
def test_database_refuses_what_no_act_did(nam, sql):
    with pytest.raises(IntegrityError):
        db.execute_sql(sql)


def test_person_who_leaves_keeps_his_history_and_cannot_sign_in(tuan, nam):
    nam.leave(by=tuan, on=date(2026, 11, 22))
    assert not nam.reload().may_sign_in
    assert nam.reload().posts == []
    assert verify() == []
