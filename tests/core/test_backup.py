"""Which backups are kept, which names are ours, and where nothing may be restored to."""

import tarfile
from datetime import timedelta

import pytest

from qms.core import backup, clock
from qms.core.refusals import Missing
from tests.improvement.conftest import on

DAY = clock.now().date()


def made_on(*days):
    """Put empty backups of so many days ago in their folder."""
    backup.folder().mkdir(parents=True, exist_ok=True)
    for ago in days:
        with on(DAY - timedelta(days=ago)):
            backup.name_of_now().touch()


def test_there_is_none_at_first(house):
    assert backup.newest() is None
    assert backup.is_old()


def test_backup_of_a_day_ago_is_new_and_of_two_is_old(house):
    with on(DAY):
        made_on(2)
        assert backup.is_old()
        made_on(1)
        assert not backup.is_old()


def test_last_of_seven_days_four_weeks_and_twelve_months_are_kept(house):
    made_on(*range(500))
    gone = set(backup.outlived())
    kept = [path for path in backup.made() if path not in gone]
    days = [f"{DAY - timedelta(days=ago):%Y-%m-%d}" for ago in range(7)]
    assert [path.stem[4:14] for path in kept[-7:]] == days[::-1]
    assert len({path.stem[4:11] for path in kept}) == 12
    assert 19 <= len(kept) <= 23


def test_files_of_others_in_the_folder_are_left_alone(house):
    made_on(0)
    for name in ("qms-cu.tar", "qms-2020-01-01.tar", "ghi-chu.txt"):
        (backup.folder() / name).touch()
    assert len(backup.made()) == 1
    assert backup.newest().date() == DAY


def test_backup_goes_into_an_empty_folder_only(house, tmp_path):
    draft = tmp_path / "one.tar"
    backup.write(draft)
    with pytest.raises(Missing, match="không trống"):
        backup.restore(draft, house)
    assert backup.restore(draft, tmp_path / "again") > 0


@pytest.mark.parametrize("name", ["../out.md", "/etc/out.md", "records/../../out.md", "elsewhere/out.md", "records/c:out.md"])
def test_sealed_file_may_not_write_elsewhere(house, tmp_path, monkeypatch, name):
    monkeypatch.setattr(backup, "_name", lambda path: name)
    backup.write(tmp_path / "evil.tar")
    with pytest.raises(Missing, match="không hợp lệ"):
        backup.restore(tmp_path / "evil.tar", tmp_path / "again")
    assert not (tmp_path / "out.md").exists()


def test_link_is_not_followed(house, tmp_path):
    (house / "procedures_md" / "secret.md").symlink_to("/etc/passwd")
    backup.write(tmp_path / "one.tar")
    with tarfile.open(tmp_path / "one.tar") as archive:
        assert not [name for name in archive.getnames() if "secret" in name]
