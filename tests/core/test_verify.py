"""Whoever gets at the database or the files, with every trigger taken away, is found out, each time by the sentence that fits."""

import shutil
from datetime import timedelta

import pytest

from qms.core import anchors, clock, home, seals, trail
from qms.core.attachment import attach_to
from qms.core.database import db
from qms.core.trail import TrailEntry
from qms.core.verify import anchors_file, verify
from qms.organization.person import SYSTEM

COLUMNS = {
    "at": "'2020-01-01T00:00:00Z'",
    "actor": "coalesce(actor, 0) + 1",
    "act": "act || 'x'",
    "kind": "kind || 'x'",
    "record": "record + 100",
    "payload": "replace(payload, '{', '{ ')",
    "prev": "'" + "a" * 64 + "'",
    "hash": "'" + "b" * 64 + "'",
}
CELLS = [
    ("person", "name = 'Khác'"),
    ("person", "username = NULL"),
    ("person", "disabled = 1"),
    ("person", "left_on = '2026-01-01'"),
    ("person", "version = version + 1"),
    ("person", "trail_seq = trail_seq + 1"),
    ("unit", "code = 'Z'"),
    ("unit_form", "name = 'Khác'"),
    ("unit_form", "valid_from = '2020-01-01'"),
    ("post", "is_head = 1"),
    ("rank", "name = 'Đại tướng'"),
    ("post_holding", "valid_until = '2025-01-01'"),
    ("role_grant", "role = 'administrator'"),
    ("office", "name = 'Khác'"),
    ("attachment", "name = 'khac.txt'"),
    ("attachment", "of_id = of_id + 1"),
    ("attachment", "sha256 = replace(sha256, substr(sha256, 1, 1), 'g')"),
]


@pytest.fixture
def file(lan, nam, oanh):
    """Give an evidence file, at the end of a history that is whole."""
    made = attach_to(nam, "bien-ban.txt", b"mot", lan)
    assert verify() == []
    return made


@pytest.fixture
def tamper(file):
    """Give a way to run SQL no trigger looks at; afterwards the triggers are there again."""

    def run(*statements):
        for name in seals.present():
            db.execute_sql(f"DROP TRIGGER {name}")
        db.execute_sql("PRAGMA foreign_keys = 0")
        for sql in statements:
            db.execute_sql(sql)
        db.execute_sql("PRAGMA foreign_keys = 1")
        seals.install()
        return verify()

    return run


def last():
    return trail.head().seq


def test_triggers_taken_away_and_put_back_leave_no_mark(tamper):
    assert tamper() == []


@pytest.mark.parametrize("place", ["first", "middle", "last"])
@pytest.mark.parametrize("column", COLUMNS)
def test_each_cell_of_an_entry_is_sealed(tamper, column, place):
    seq = {"first": 1, "middle": last() // 2, "last": last()}[place]
    wrong = tamper(f"UPDATE trail SET {column} = {COLUMNS[column]} WHERE seq = {seq}")
    assert f"Nhật ký: mục {seq} đã bị sửa." in wrong


def test_number_of_an_entry_is_sealed(tamper):
    seq = last()
    assert f"Nhật ký: mục {seq + 5} đã bị sửa." in tamper(f"UPDATE trail SET seq = {seq + 5} WHERE seq = {seq}")


@pytest.mark.parametrize("column", [column for column in COLUMNS if column != "hash"])
def test_entry_sealed_anew_no_longer_joins_the_next(tamper, column):
    seq = last() // 2
    entry = TrailEntry.get_by_id(seq)
    changed = {"actor": 99, "record": 99, "at": clock.now() - timedelta(1)}.get(column, f"{getattr(entry, column)}x")
    setattr(entry, column, changed)
    wrong = tamper(f"UPDATE trail SET hash = '{entry.sealed()}' WHERE seq = {seq}")
    assert f"Nhật ký: mục {seq + 1} không nối với mục trước." in wrong


@pytest.mark.parametrize("place", ["first", "middle"])
def test_entry_taken_out(tamper, place):
    seq = {"first": 1, "middle": last() // 2}[place]
    wrong = tamper(f"DELETE FROM trail WHERE seq = {seq}")
    assert f"Nhật ký: thiếu mục trước mục {seq + 1}." in wrong
    assert f"Nhật ký: mục {seq + 1} không nối với mục trước." in wrong


def test_entry_taken_out_and_the_others_numbered_anew(tamper):
    seq = last() // 2
    wrong = tamper(f"DELETE FROM trail WHERE seq = {seq}", f"UPDATE trail SET seq = seq - 1 WHERE seq > {seq}")
    assert f"Nhật ký: mục {seq} đã bị sửa." in wrong


def test_entry_put_in_between(tamper):
    seq = last() // 2
    wrong = tamper(
        f"UPDATE trail SET seq = -seq - 1 WHERE seq >= {seq}",
        "UPDATE trail SET seq = -seq WHERE seq < 0",
        f"INSERT INTO trail SELECT {seq}, at, actor, act, kind, record, payload, prev, 'x' FROM trail WHERE seq = {seq + 1}",
    )
    assert f"Nhật ký: mục {seq} đã bị sửa." in wrong


def test_entry_added_at_the_end(tamper):
    seq = last() + 1
    wrong = tamper(f"INSERT INTO trail SELECT {seq}, at, actor, act, kind, record, payload, hash, 'x' FROM trail WHERE seq = {seq - 1}")
    assert f"Nhật ký: mục {seq} đã bị sửa." in wrong


def test_two_entries_changed_places(tamper):
    seq = last() // 2
    wrong = tamper(
        f"UPDATE trail SET seq = -1 WHERE seq = {seq}",
        f"UPDATE trail SET seq = {seq} WHERE seq = {seq + 1}",
        f"UPDATE trail SET seq = {seq + 1} WHERE seq = -1",
    )
    assert f"Nhật ký: mục {seq} không nối với mục trước." in wrong
    assert f"Nhật ký: mục {seq + 1} đã bị sửa." in wrong


def test_last_entry_taken_out_is_found_by_its_record(tamper):
    assert tamper(f"DELETE FROM trail WHERE seq = {last()}") == ["Tệp đính kèm số 1: không có trong nhật ký."]


@pytest.mark.parametrize(("table", "change"), CELLS)
def test_each_cell_of_a_record_is_what_its_last_entry_says(tamper, table, change):
    wrong = tamper(f"UPDATE {table} SET {change} WHERE id = 1")
    assert any("dữ liệu khác với nhật ký" in sentence for sentence in wrong), wrong


def test_secrets_are_not_sealed(tamper):
    assert tamper("UPDATE person SET password_hash = 'khac' WHERE id = 1") == []


def test_record_taken_out(tamper):
    assert "Quân hàm “Trần Thị Lan”: đã mất." in tamper("DELETE FROM rank WHERE id = 1")


def test_record_no_act_made(tamper):
    seq = last()
    columns = "id, version, trail_seq, person_id, valid_from, role"
    wrong = tamper(f"INSERT INTO role_grant ({columns}) VALUES (99, 1, {seq}, 1, '2024-01-01', 'commander')")
    assert wrong == ["Vai trò số 99: không có trong nhật ký."]


def test_record_set_back_with_its_number_is_found(tamper, nam, lan):
    old = {"name": nam.name, "version": nam.version, "trail_seq": nam.trail_seq}
    nam.reload().amend(by=SYSTEM, name="Phạm Văn Năm", username="nam")
    cells = ", ".join(f"{name} = '{value}'" for name, value in old.items())
    wrong = tamper(f"UPDATE person SET {cells} WHERE id = {nam.id}")
    assert any("“Phạm Văn Năm”: dữ liệu khác với nhật ký" in sentence for sentence in wrong)


def test_link_to_nothing(tamper):
    assert "Cơ sở dữ liệu: 1 liên kết trỏ vào chỗ trống." in tamper("UPDATE rank SET person_id = 999 WHERE id = 1")


def test_byte_of_a_file(file):
    file.path.chmod(0o600)
    file.path.write_bytes(b"moT")
    assert verify() == ["Tệp “bien-ban.txt”: nội dung đã bị sửa."]


def test_file_taken_away(file):
    file.path.unlink()
    assert verify() == ["Tệp “bien-ban.txt”: đã mất."]


def test_file_moved_elsewhere(file):
    shutil.move(file.path, file.path.with_name("khac"))
    short = file.path.with_name("khac").relative_to(home.records()).as_posix()
    assert verify() == ["Tệp “bien-ban.txt”: đã mất.", f"Tệp không thuộc hồ sơ nào: {short}"]


def test_file_nobody_attached(file):
    (home.files() / "la.txt").write_text("la", "utf-8")
    assert verify() == ["Tệp không thuộc hồ sơ nào: files/la.txt"]


@pytest.mark.parametrize(
    "name", ["trail_no_update", "trail_no_delete", "trail_in_order", "person_no_delete", "person_kept_insert", "person_kept_update"]
)
def test_trigger_taken_away(file, name):
    db.execute_sql(f"DROP TRIGGER {name}")
    assert verify() == [f"Cơ sở dữ liệu: trigger {name} thiếu hoặc khác."]


def test_trigger_made_harmless(file):
    db.execute_sql("DROP TRIGGER trail_no_delete")
    db.execute_sql("CREATE TRIGGER trail_no_delete BEFORE DELETE ON trail BEGIN SELECT 1; END")
    assert verify() == ["Cơ sở dữ liệu: trigger trail_no_delete thiếu hoặc khác."]


def test_trigger_added(file):
    db.execute_sql("CREATE TRIGGER la AFTER INSERT ON person BEGIN UPDATE person SET disabled = 0; END")
    assert verify() == ["Cơ sở dữ liệu: trigger la thiếu hoặc khác."]


@pytest.fixture
def anchored(office, nam, lan):
    """Give the number of the entry that the second of two days is anchored at, with an entry after it."""
    with clock.stopped_at(clock.now() + timedelta(1)):
        attach_to(nam, "hai.txt", b"hai", lan)
    numbers = [int(line.split()[0]) for line in anchors_file().read_text("utf-8").splitlines()]
    assert len(numbers) == 2
    assert verify() == []
    return numbers[-1]


def cut_tail(first):
    for name in seals.present():
        db.execute_sql(f"DROP TRIGGER {name}")
    db.execute_sql(f"DELETE FROM attachment WHERE trail_seq >= {first}")
    db.execute_sql(f"DELETE FROM trail WHERE seq >= {first}")
    seals.install()
    shutil.rmtree(home.files())
    home.files().mkdir()


def test_cut_tail_is_found_by_the_anchor(anchored):
    cut_tail(anchored)
    assert verify() == [f"Nhật ký: mục {anchored} không khớp với mốc neo đã ghi ngoài cơ sở dữ liệu."]


def test_cut_tail_grown_again_is_found_by_the_anchor(anchored, nam, lan):
    cut_tail(anchored)
    attach_to(nam, "ba.txt", b"ba", lan)
    assert verify() == [f"Nhật ký: mục {anchored} không khớp với mốc neo đã ghi ngoài cơ sở dữ liệu."]


def test_chain_written_anew_is_found_by_the_anchors(anchored):
    for name in seals.present():
        db.execute_sql(f"DROP TRIGGER {name}")
    prev = trail.FIRST
    for entry in TrailEntry.select().order_by(TrailEntry.seq):
        entry.actor, entry.prev = entry.actor or 1, prev
        prev = entry.hash = entry.sealed()
        entry.save()
    seals.install()
    wrong = verify()
    assert len(wrong) == 2
    assert all("không khớp với mốc neo" in sentence for sentence in wrong)


@pytest.mark.parametrize("line", ["x", "1", f"1 {'a' * 64} 2026-11-22", "999999 x 2026-11-22", "-1 x y"])
def test_anchor_that_fits_nothing(file, line):
    anchors_file().write_text(line + "\n", "utf-8")
    assert len(verify()) == 1


def test_anchor_is_dropped_once_a_day(office, nam, lan):
    anchors.forget()
    before = anchors_file().read_text("utf-8")
    for number in range(3):
        attach_to(nam, f"{number}.txt", b"%d" % number, lan)
    assert anchors_file().read_text("utf-8") == before


@pytest.mark.parametrize("payload", ["", "{}", "[]", "null", "1", "khong phai json", '{"after": 1}', '{"after": {"id": 1}}'])
def test_entry_that_cannot_be_read_is_told_and_breaks_nothing(tamper, payload):
    seq = TrailEntry.get((TrailEntry.kind == "person") & (TrailEntry.record == 1)).seq
    wrong = tamper(f"UPDATE trail SET payload = '{payload}' WHERE seq = {seq}", "UPDATE person SET name = 'x' WHERE id = 1")
    assert f"Nhật ký: mục {seq} đã bị sửa." in wrong
