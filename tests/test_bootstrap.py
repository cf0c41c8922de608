"""The start-up: what is decided, and which programs would be called. No network, nothing installed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from qms import __main__ as front
from qms import bootstrap
from qms.bootstrap import Step
from qms.commands import bundle, check, test, words


@pytest.fixture
def checkout(tmp_path):
    """A checkout with both locks and a `.venv` that has a Python, but no stamp."""
    (tmp_path / "requirements.txt").write_text("flask==1\n", encoding="utf-8")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/requirements.txt").write_text("pytest==1\n", encoding="utf-8")
    python = bootstrap.python_of(tmp_path / ".venv")
    python.parent.mkdir(parents=True)
    python.touch()
    return tmp_path


@pytest.fixture
def calls(monkeypatch):
    """The programs that would have been called; all of them succeed."""
    seen = []
    monkeypatch.setattr(subprocess, "call", lambda command, **_kw: seen.append(command) or 0)
    return seen


@pytest.fixture
def english(monkeypatch):
    monkeypatch.setenv("QMS_LANG", "en")


def stamp_it(checkout, command="run"):
    """Write the stamp that a finished installation for this command leaves."""
    lines = bootstrap.stamp(checkout, bootstrap.locks_of(command))
    bootstrap.write_stamp(checkout / ".venv", lines)


def fresh(checkout, command="run"):
    return bootstrap.is_fresh(checkout / ".venv", bootstrap.stamp(checkout, bootstrap.locks_of(command)))


@pytest.mark.parametrize(
    ("inside", "is_fresh", "complete", "step"),
    [
        (False, False, False, Step.INSTALL),
        (False, True, False, Step.RESTART),
        (False, False, True, Step.GO),
        (False, True, True, Step.GO),
        (True, False, False, Step.INSTALL),
        (True, False, True, Step.INSTALL),
        (True, True, False, Step.REFUSE),
        (True, True, True, Step.GO),
    ],
)
def test_step(inside, is_fresh, complete, step):
    assert bootstrap.decide(inside=inside, fresh=is_fresh, complete=complete) is step


def test_missing_names_only_what_is_not_there():
    assert bootstrap.missing(["json", "no_such_module_here", "os"]) == ["no_such_module_here"]


@pytest.mark.parametrize("command", ["test", "check"])
def test_test_and_check_need_both_locks(command):
    assert bootstrap.locks_of(command) == ["requirements.txt", "tests/requirements.txt"]
    assert {"flask", "pytest"} <= set(bootstrap.names_of(command))


@pytest.mark.parametrize("command", ["demo", "run", "user", "verify", "bundle"])
def test_other_commands_need_the_application_only(command):
    assert bootstrap.locks_of(command) == ["requirements.txt"]
    assert "pytest" not in bootstrap.names_of(command)


def test_without_a_stamp_nothing_is_fresh(checkout):
    assert not fresh(checkout)


def test_a_stamped_venv_is_fresh(checkout):
    stamp_it(checkout)
    assert fresh(checkout)


def test_a_changed_lock_is_not_fresh(checkout):
    stamp_it(checkout)
    (checkout / "requirements.txt").write_text("flask==2\n", encoding="utf-8")
    assert not fresh(checkout)


def test_the_stamp_of_the_application_does_not_cover_tests(checkout):
    stamp_it(checkout, "run")
    assert not fresh(checkout, "test")


def test_the_stamp_of_tests_covers_the_application(checkout):
    stamp_it(checkout, "test")
    assert fresh(checkout, "run")


def test_a_stamp_without_a_python_is_not_fresh(checkout):
    stamp_it(checkout)
    bootstrap.python_of(checkout / ".venv").unlink()
    assert not fresh(checkout)


def test_pip_uses_the_network_without_wheels(checkout):
    command = bootstrap.pip_command(checkout, "requirements.txt")
    assert command[0] == str(bootstrap.python_of(checkout / ".venv"))
    assert command[-2:] == ["-r", str(checkout / "requirements.txt")]
    assert "--require-hashes" in command
    assert "--no-index" not in command


def test_pip_uses_wheels_when_they_are_there(checkout):
    (checkout / "wheels").mkdir()
    command = bootstrap.pip_command(checkout, "requirements.txt")
    assert command[command.index("--find-links") + 1] == str(checkout / "wheels")
    assert {"--no-index", "--require-hashes"} <= set(command)


def test_packages_of_tests_may_come_from_the_network_beside_wheels(checkout):
    (checkout / "wheels").mkdir()
    command = bootstrap.pip_command(checkout, "tests/requirements.txt")
    assert "--find-links" in command
    assert "--no-index" not in command


def test_python_of_a_venv_on_each_system():
    assert bootstrap.python_of(Path("v"), windows=False) == Path("v/bin/python")
    assert bootstrap.python_of(Path("v"), windows=True) == Path("v/Scripts/python.exe")


def test_the_same_command_is_started_again():
    python = str(bootstrap.python_of(Path("v")))
    assert bootstrap.restart_command(Path("v"), ["user", "add"]) == [python, "-m", "qms", "user", "add"]


def test_install_takes_each_lock_and_stamps_last(checkout, calls):
    bootstrap.install(checkout, bootstrap.locks_of("test"))
    assert [Path(call[-1]).relative_to(checkout).as_posix() for call in calls if "-r" in call] == [
        "requirements.txt",
        "tests/requirements.txt",
    ]
    assert fresh(checkout, "test")


def test_a_failed_install_leaves_no_stamp_and_says_what_to_do(checkout, monkeypatch, english, capsys):
    stamp_it(checkout)
    monkeypatch.setattr(subprocess, "call", lambda command, **_kw: int("install" in command))
    with pytest.raises(SystemExit) as ended:
        bootstrap.install(checkout, ["requirements.txt"])
    assert ended.value.code == 1
    assert "qms bundle" in capsys.readouterr().err
    assert not fresh(checkout)


def test_an_interrupted_install_leaves_no_stamp(checkout, monkeypatch):
    def interrupt(command, **_kw):
        if "install" in command:
            raise KeyboardInterrupt
        return 0

    stamp_it(checkout)
    monkeypatch.setattr(subprocess, "call", interrupt)
    with pytest.raises(KeyboardInterrupt):
        bootstrap.install(checkout, ["requirements.txt"])
    assert not fresh(checkout)


def test_wheels_that_do_not_fit_are_named(checkout, english, capsys):
    (checkout / "wheels").mkdir()
    with pytest.raises(SystemExit):
        bootstrap.refuse_install(checkout)
    assert "wheels/ does not fit" in capsys.readouterr().err


def test_a_python_without_ensurepip_is_told_the_package(monkeypatch, english, capsys):
    monkeypatch.setattr(bootstrap, "find_spec", lambda _name: None)
    with pytest.raises(SystemExit):
        bootstrap.require_ensurepip()
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert f"apt install python{version}-venv" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "vi"),
        ({"LANG": "C.UTF-8"}, "vi"),
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "QMS_LANG": "vi"}, "vi"),
        ({"LANG": "vi_VN.UTF-8", "QMS_LANG": "en"}, "en"),
    ],
)
def test_language_of_the_command_line(environ, language):
    assert words.language(environ) == language


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], []])
def test_help_needs_the_standard_library_only(arguments):
    """`-S` hides every installed package; one line of help for each command must still come."""
    done = subprocess.run(
        [sys.executable, "-E", "-S", "-m", "qms", *arguments],
        cwd=bootstrap.CHECKOUT,
        env={**os.environ, "QMS_LANG": "en"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert all(f"\n  {name} " in done.stdout for name, _vi, _en in front.COMMANDS)


def test_an_unknown_command_is_refused(english, capsys):
    assert front.main(["fly"]) == 2
    assert "no command “fly”" in capsys.readouterr().err


def test_tests_run_two_at_once_unless_told_otherwise():
    assert test.command(["tests/core"])[-6:] == ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "tests/core"]


@pytest.mark.parametrize("own", [["-n", "0"], ["-n0"], ["--numprocesses=4"], ["--pdb"]])
def test_tests_run_as_the_user_chose(own):
    assert "--dist" not in test.command(own)


def test_arguments_reach_pytest(calls):
    assert test.main(["-k", "stamp", "-x"]) == 0
    assert calls[0][-3:] == ["-k", "stamp", "-x"]


def test_check_takes_every_step_and_fails_with_one(monkeypatch, english, capsys):
    taken = []

    def only_mypy_fails(command, **_kw):
        taken.append(command[2])
        return int(command[2] == "mypy")

    monkeypatch.setattr(subprocess, "call", only_mypy_fails)
    assert check.main([]) == 1
    assert taken == ["ruff", "ruff", "mypy", "pytest"]
    assert "Failed: mypy qms\n" in capsys.readouterr().out


LOCKED = """\
# made by hand
flask==3.1.3 \\
    --hash=sha256:aa
    # via -r .requirements.in
numpy==2.4.6 ; python_full_version < '3.12' \\
    --hash=sha256:bb \\
    --hash=sha256:cc
numpy==2.5.5 ; python_full_version >= '3.12' \\
    --hash=sha256:dd
pysqlite3==0.6.1 ; sys_platform == 'linux' \\
    --hash=sha256:ee
"""


@pytest.mark.parametrize(
    ("platform", "python_version", "packages"),
    [
        ("win_amd64", "3.11", ["flask==3.1.3", "numpy==2.4.6"]),
        ("win_amd64", "3.13", ["flask==3.1.3", "numpy==2.5.5"]),
        ("manylinux_2_28_x86_64", "3.12.1", ["flask==3.1.3", "numpy==2.5.5", "pysqlite3==0.6.1"]),
    ],
)
def test_bundle_fetches_what_the_target_needs(platform, python_version, packages):
    narrowed = bundle.narrow(LOCKED, bundle.target([platform], python_version))
    assert [line.split()[0] for line in narrowed.splitlines() if line[0] != " "] == packages


def test_bundle_keeps_the_hashes_and_drops_the_rest():
    narrowed = bundle.narrow(LOCKED, bundle.target(["win_amd64"], "3.11"))
    kept = [word for word in narrowed.split() if word != "\\"]
    assert kept == [
        "flask==3.1.3",
        "--hash=sha256:aa",
        "numpy==2.4.6",
        "--hash=sha256:bb",
        "--hash=sha256:cc",
    ]


def test_bundle_calls_pip_for_the_target(calls):
    assert bundle.main(["--platform", "win_amd64", "--python-version", "3.11"]) == 0
    command = calls[0]
    assert {"--require-hashes", "--no-deps", "win_amd64"} <= set(command)
    assert command[command.index("--only-binary") + 1] == ":all:"
    assert command[command.index("--python-version") + 1] == "3.11"
