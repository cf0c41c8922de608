"""A record is whole while its row, its file and its entries are what was sealed."""

from qms.core import database, seals
from qms.core.attachment import attach_to
from qms.core.verify import is_whole


def behind_the_back(sql, *values):
    """Change the database as no act could."""
    for name in seals.present():
        database.db.execute_sql(f"DROP TRIGGER {name}")
    database.db.execute_sql(sql, values)


def test_untouched_record_is_whole(nam):
    assert is_whole(nam)


def test_record_stays_whole_through_its_acts(tuan, nam):
    nam.amend(by=tuan, name="Phạm Văn Năm", username="nam")
    assert is_whole(nam.reload())


def test_changed_row_is_not_whole(nam):
    behind_the_back("UPDATE person SET name = 'Khác' WHERE id = ?", nam.id)
    assert not is_whole(nam.reload())


def test_changed_entry_is_not_whole_even_when_it_is_not_the_last(tuan, nam):
    nam.amend(by=tuan, name="Phạm Văn Năm", username="nam")
    behind_the_back("UPDATE trail SET actor = 99 WHERE act = 'person.register' AND record = ?", nam.id)
    assert not is_whole(nam.reload())


def test_row_without_an_entry_is_not_whole(nam):
    behind_the_back("DELETE FROM trail WHERE kind = 'person' AND record = ?", nam.id)
    assert not is_whole(nam.reload())


def test_changed_file_is_not_whole(nam, lan):
    file = attach_to(nam, "bien-ban.txt", b"mot", lan)
    assert is_whole(file)
    file.path.chmod(0o600)
    file.path.write_bytes(b"hai")
    assert not is_whole(file)
