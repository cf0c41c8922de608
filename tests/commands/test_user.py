"""`python -m qms user`: accounts from the console."""

import io

import pytest

from qms.commands import user
from qms.core import database
from qms.core.verify import verify
from qms.organization import password
from qms.organization.person import Person
from qms.organization.queries import Account, account_of
from qms.organization.role import Role

NEW = "mot cau dai de nho hon"


@pytest.fixture
def run(house, monkeypatch, capsys):
    """Give a way to run the command on the test's home: its exit code, what it printed, what it complained."""
    monkeypatch.setenv("QMS_HOME", str(house))
    monkeypatch.setenv("QMS_LANG", "vi")

    def command(*words, typed=NEW):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
        database.db.close()
        code = user.main(list(words))
        database.db.connect(reuse_if_open=True)
        return code, *capsys.readouterr()

    return command


def test_person_is_added_with_roles_and_a_password_to_change(run, house):
    code, said, _ = run("add", "tuan", "--name", "Hoàng Anh Tuấn", "--role", "administrator", "--password-stdin")
    assert (code, said) == (0, "Đã thêm Hoàng Anh Tuấn (tuan).\n")
    person = Person.get(username="tuan")
    assert person.roles == {Role.ADMINISTRATOR}
    assert password.fits(NEW, person.password_hash)
    assert account_of(person) is Account.TO_CHANGE
    assert verify() == []


@pytest.mark.parametrize(
    ("words", "typed", "complaint"),
    [
        (("add", "tuan", "--name", "T", "--password-stdin"), "ngan", "Mật khẩu cần từ 15"),
        (
            ("add", "tuan", "--name", "T", "--role", "administrator", "--role", "commander", "--password-stdin"),
            NEW,
            "không được đồng thời",
        ),
        (("add", "tuan", "--name", " ", "--password-stdin"), NEW, "Ghi họ và tên"),
        (("reset", "khongai", "--password-stdin"), NEW, "Không có tài khoản"),
        (("disable", "khongai"), NEW, "Không có tài khoản"),
    ],
)
def test_what_cannot_be_done_is_refused_whole(run, house, words, typed, complaint):
    code, said, complained = run(*words, typed=typed)
    assert (code, said) == (1, "")
    assert complaint in complained
    assert Person.select().count() == 0


def test_sign_in_name_is_given_once(run, lan):
    code, _, complained = run("add", "lan", "--name", "Khác", "--password-stdin")
    assert code == 1
    assert "lan đã có người dùng" in complained


def test_password_is_reset_and_ends_the_sessions(run, lan):
    from qms.organization import sign_in

    token = sign_in.begin(lan)
    assert run("reset", "lan", "--password-stdin")[0] == 0
    assert password.fits(NEW, lan.reload().password_hash)
    assert sign_in.person_of(token) is None


def test_password_is_asked_twice_without_showing_it(run, lan, monkeypatch):
    answers = iter([NEW, NEW, NEW, "khac"])
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(answers))
    assert run("reset", "lan")[0] == 0
    code, _, complained = run("reset", "lan")
    assert code == 1
    assert "không giống nhau" in complained


def test_account_is_disabled_and_enabled(run, lan):
    assert run("disable", "lan")[1] == "Đã khóa đăng nhập của Trần Thị Lan.\n"
    assert not lan.reload().may_sign_in
    assert run("enable", "lan")[0] == 0
    assert lan.reload().may_sign_in


def test_accounts_are_listed_with_roles_and_state(run, lan, nam):
    run("disable", "nam")
    assert run("list")[1].splitlines() == [
        "lan\tTrần Thị Lan\tCán bộ chất lượng\tĐăng nhập được",
        "nam\tPhạm Văn Nam\tCán bộ, nhân viên\tĐã khóa",
    ]


def test_help_speaks_the_readers_language(run, house, monkeypatch, capsys):
    monkeypatch.setenv("QMS_LANG", "en")
    with pytest.raises(SystemExit) as left:
        user.main(["--help"])
    assert left.value.code == 0
    assert "Create and change accounts." in capsys.readouterr().out


@pytest.mark.parametrize("words", [(), ("fly",), ("add", "x"), ("add", "x", "--name", "X", "--role", "king")])
def test_wrong_words_are_explained(run, house, words):
    with pytest.raises(SystemExit) as left:
        run(*words)
    assert left.value.code == 2
