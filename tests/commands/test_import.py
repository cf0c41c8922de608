"""`python -m qms import`: files from the console become drafts as those of the page do."""

import pytest

from qms.commands import take_in
from qms.core import database
from qms.core.verify import verify
from qms.documents import queries as documents
from qms.exchange import queries
from qms.exchange.states import FileState
from tests.exchange.word_files import p, word

FRONT = "---\ncode: QT-30\ntitle: Tiếp dân\nkind: work-procedure\n---\n\n## 1. Mục đích\n"


@pytest.fixture
def folder(tmp_path):
    """Give a folder as people keep them: files of several kinds, a lock file of Word, a folder inside."""
    folder = tmp_path / "quy trinh"
    (folder / "cu").mkdir(parents=True)
    (folder / "QT-30.md").write_text(FRONT, "utf-8")
    (folder / "cu" / "QT-31.docx").write_bytes(word(p("Nội dung"), headers=[p("Mã hiệu: QT-31")]))
    (folder / "~$QT-31.docx").write_bytes(b"khoa")
    (folder / "anh.png").write_bytes(b"x")
    return folder


@pytest.fixture
def run(house, lan, monkeypatch, capsys):
    """Give a way to run the command on the test's home: its exit code, what it printed, what it complained."""
    monkeypatch.setenv("QMS_HOME", str(house))
    monkeypatch.setenv("QMS_LANG", "vi")

    def run(*words):
        database.db.close()
        code = take_in.main([str(one) for one in words])
        database.db.connect(reuse_if_open=True)
        return code, *capsys.readouterr()

    return run


def test_folder_is_read_whole(run, folder):
    code, said, _ = run(folder, "--by", "lan")
    assert code == 0
    assert "QT-30.md\tChờ quyết định\tQT-30" in said
    assert "QT-31.docx\tChờ quyết định\tQT-31" in said
    assert "~$" not in said
    assert documents.document("QT-30") is None
    assert verify() == []


def test_drafts_are_made_when_asked(run, folder):
    code, said, _ = run(folder, "--by", "lan", "--adopt")
    assert code == 0
    assert "QT-31.docx\tĐã đưa vào soạn thảo" in said
    assert documents.open_of(documents.document("QT-31")).text == "Nội dung"


def test_home_may_be_named(run, house, folder, monkeypatch, tmp_path):
    monkeypatch.setenv("QMS_HOME", str(tmp_path / "nowhere"))
    assert run(folder / "QT-30.md", "--by", "lan", "--home", house)[0] == 0


def test_bad_file_is_told_and_the_others_are_read(run, folder):
    (folder / "cu.doc").write_bytes(b"x")
    code, said, _ = run(folder, "--by", "lan")
    assert code == 1
    assert "cu.doc\tKhông đọc được\t-\tTệp Word đời cũ" in said
    assert queries.counts(queries.jobs())[queries.jobs()[0].id][FileState.READ] == 2


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("QT-30.md", "--by", "khongai"), "Không có tài khoản “khongai”."),
        (("QT-30.md", "--by", "mai"), "Cán bộ chất lượng"),
        (("khong co.docx", "--by", "lan"), "khong co.docx"),
        (("trong", "--by", "lan"), "Chọn ít nhất một tệp."),
    ],
)
def test_what_cannot_be_done_is_refused_whole(run, folder, mai, words, complaint):
    (folder / "trong").mkdir()
    code, said, complained = run(folder / words[0], *words[1:])
    assert (code, said) == (1, "")
    assert complaint in complained
    assert queries.jobs() == []
