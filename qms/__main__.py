"""`python3 -m qms <command>`: see to the packages, then hand over to qms/commands/<command>.py."""

import sys

if sys.version_info < (3, 11):
    sys.stderr.write(
        "QMS cần Python 3.11 trở lên, máy đang dùng %d.%d. / QMS needs Python 3.11 or later, this is %d.%d.\n" % (sys.version_info[:2] * 2)
    )
    sys.exit(2)

from importlib import import_module
from io import TextIOWrapper

from qms import bootstrap
from qms.commands.words import say

COMMANDS = [
    ("demo", "Chạy thử với một cơ quan mẫu.", "Try it with a demonstration office."),
    ("run", "Chạy máy phục vụ cho cơ quan.", "Serve the office."),
    ("test", "Chạy các phép thử.", "Run the tests."),
    ("user", "Tạo và sửa tài khoản người dùng.", "Create and change user accounts."),
    ("import", "Nhập tệp Word thành bản nháp.", "Take Word files in as drafts."),
    ("daily", "Chạy vòng nhắc việc hằng ngày.", "Do the daily round of reminders."),
    ("backup", "Sao lưu thành một tệp đã phục hồi thử.", "Back up into one file, proven by restoring it."),
    ("restore", "Phục hồi bản sao lưu vào thư mục mới.", "Restore a backup into a new folder."),
    ("verify", "Kiểm tra hồ sơ còn nguyên vẹn.", "Verify that the records are intact."),
    ("lint", "Kiểm tra văn bản trước khi trình.", "Check texts before they are submitted."),
    ("check", "Soát mã nguồn: ruff, mypy, các quy tắc.", "Check the code: ruff, mypy, the house rules."),
    ("bundle", "Tải sẵn các gói cho máy không có mạng.", "Fetch the packages for a machine without network."),
]
_MODULES = {"import": "take_in"}  # a word Python keeps for itself


def usage() -> str:
    """List the commands."""
    head = say("Cách dùng: python3 -m qms <lệnh> [tham số]", "Usage: python3 -m qms <command> [arguments]")
    tail = say("Chi tiết: python3 -m qms <lệnh> --help", "Details: python3 -m qms <command> --help")
    rows = [f"  {name:<8} {say(vi, en)}" for name, vi, en in COMMANDS]
    return "\n".join([head, "", *rows, "", tail])


def main(argv: list[str]) -> int:
    """Run one command."""
    if not argv or argv[0] in ("-h", "--help", "help"):
        print(usage())
        return 0
    if argv[0] not in [name for name, _vi, _en in COMMANDS]:
        print(say(f"Không có lệnh “{argv[0]}”.", f"There is no command “{argv[0]}”."), file=sys.stderr)
        print(usage(), file=sys.stderr)
        return 2
    bootstrap.prepare(argv)
    return import_module(f"qms.commands.{_MODULES.get(argv[0], argv[0])}").main(argv[1:])


if __name__ == "__main__":
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a Windows code page may lack Vietnamese letters
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
