"""`python3 -m qms user`: keep accounts from the server's console, when nobody can sign in to do it."""

import argparse
import getpass
import sys
from typing import Any

from qms import settings
from qms.app import open_home
from qms.commands.words import language, say
from qms.core import clock, database
from qms.core.language import reading
from qms.core.refusals import Refusal
from qms.organization.person import SYSTEM, Person, RoleGrant, take_in
from qms.organization.queries import account_of, everybody
from qms.organization.role import Role


class _Mistaken(Exception):
    """What was asked cannot be done; the sentence says why."""


def main(argv: list[str]) -> int:
    """Run one subcommand; 0 when it is done, 1 when it is refused."""
    asked = _parser().parse_args(argv)
    open_home(settings.home())
    try:
        with database.connection(), reading(language()):
            asked.does(asked)
    except (Refusal, _Mistaken) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="qms user", description=say("Tạo và sửa tài khoản.", "Create and change accounts."))
    commands = parser.add_subparsers(required=True, metavar=say("lệnh", "command"))
    add = _command(commands, "add", _add, say("Thêm người có tài khoản.", "Add a person with an account."))
    add.add_argument("--name", required=True, help=say("họ và tên", "full name"))
    add.add_argument(
        "--role",
        action="append",
        default=[],
        choices=[role.value for role in Role],
        help=say("vai trò; ghi nhiều lần được", "role; may be repeated"),
    )
    reset = _command(commands, "reset", _reset, say("Đặt lại mật khẩu.", "Reset a password."))
    for command in (add, reset):
        command.add_argument(
            "--password-stdin",
            action="store_true",
            help=say("đọc mật khẩu từ đầu vào chuẩn", "read the password from standard input"),
        )
    _command(commands, "disable", _disable, say("Khóa đăng nhập.", "Refuse sign-in."))
    _command(commands, "enable", _enable, say("Mở khóa đăng nhập.", "Allow sign-in again."))
    _command(commands, "list", _list, say("Liệt kê tài khoản.", "List the accounts."), named=False)
    return parser


def _command(commands: Any, name: str, does: Any, help_text: str, named: bool = True) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=help_text, description=help_text)
    command.set_defaults(does=does)
    if named:
        command.add_argument("username", help=say("tên đăng nhập", "sign-in name"))
    return command


def _add(asked: argparse.Namespace) -> None:
    plain = _password(asked.password_stdin)
    with database.transaction():
        person = take_in(asked.name, asked.username, by=SYSTEM, since=clock.today())
        person.reset_password(by=SYSTEM, new=plain)
        for role in dict.fromkeys(asked.role):
            RoleGrant(person=person, role=role, valid_from=clock.today()).grant(by=SYSTEM)
    print(say(f"Đã thêm {asked.name} ({asked.username}).", f"Added {asked.name} ({asked.username})."))


def _reset(asked: argparse.Namespace) -> None:
    person = _person(asked.username)
    person.reset_password(by=SYSTEM, new=_password(asked.password_stdin))
    print(
        say(
            f"Đã đặt lại mật khẩu của {person.name}; phải đổi khi đăng nhập.",
            f"The password of {person.name} is reset; it must be changed at sign-in.",
        )
    )


def _disable(asked: argparse.Namespace) -> None:
    person = _person(asked.username).disable(by=SYSTEM)
    print(say(f"Đã khóa đăng nhập của {person.name}.", f"{person.name} can no longer sign in."))


def _enable(asked: argparse.Namespace) -> None:
    person = _person(asked.username).enable(by=SYSTEM)
    print(say(f"Đã mở khóa đăng nhập của {person.name}.", f"{person.name} can sign in again."))


def _list(_asked: argparse.Namespace) -> None:
    for person in everybody() + everybody(left=True):
        roles = ", ".join(str(role.label) for role in sorted(person.roles))
        print(f"{person.username or '-'}\t{person.name}\t{roles or '-'}\t{account_of(person).label}")


def _person(username: str) -> Person:
    person = Person.get_or_none(username=username)
    if person is None:
        raise _Mistaken(say(f"Không có tài khoản “{username}”.", f"There is no account “{username}”."))
    return person


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    plain = getpass.getpass(say("Mật khẩu: ", "Password: "))
    if plain != getpass.getpass(say("Nhập lại: ", "Again: ")):
        raise _Mistaken(say("Hai lần nhập không giống nhau.", "The two do not match."))
    return plain
