"""`python -m qms lint`: findings printed with file and line, 1 on errors."""

import pytest

from qms import settings
from qms.commands import lint
from qms.core import database
from tests.documents.conftest import written

STARTER = settings.CHECKOUT / "procedures_md"


@pytest.fixture
def run(monkeypatch, capsys):
    """Give a way to run the command: its exit code and what it printed."""
    monkeypatch.setenv("QMS_LANG", "vi")

    def command(*words):
        code = lint.main([str(word) for word in words])
        return code, capsys.readouterr().out

    return command


def test_starter_set_has_no_error(run):
    code, said = run(STARTER)
    assert code == 0
    assert said.splitlines()[-1].startswith("0 lỗi, ")


def test_error_is_printed_with_its_place(run, tmp_path):
    file = tmp_path / "01.md"
    file.write_text((STARTER / "QT-16" / "01.md").read_text("utf-8").replace("## 6. Biểu mẫu", "## 6. Mẫu"), "utf-8")
    code, said = run(file)
    assert code == 1
    assert f"{file}: ▲ sections: Thiếu mục “Biểu mẫu”." in said


def test_home_tells_what_is_being_written(run, house, lan):
    written(lan, text="## 1. Mục đích")
    database.db.close()
    code, said = run("--home", house)
    database.db.connect(reuse_if_open=True)
    assert code == 1
    assert "QT-16 lần 01: ▲ table: Chưa có bảng các bước" in said


def test_file_that_is_not_there_is_refused(run, tmp_path):
    with pytest.raises(SystemExit):
        run(tmp_path / "none.md")
