"""`python -m qms demo`: load the demonstration office unless it is there, and serve it."""

import argparse
import time
from pathlib import Path

from qms import settings
from qms.commands.run import add_serving_options, serve
from qms.commands.words import say


def main(argv: list[str]) -> int:
    """Load and serve the demonstration office until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m qms demo", description=say(
        "Nạp đơn vị mẫu với hai năm số liệu vào .demo/ (nếu chưa có) rồi chạy.",
        "Load the demonstration office with two years of history into .demo/ (unless it is there) and serve it."))  # fmt: skip
    add_serving_options(parser)
    parser.add_argument("--fresh", action="store_true", help=say("nạp lại từ đầu", "load it anew"))
    options = parser.parse_args(argv)
    home = Path(options.home or settings.CHECKOUT / ".demo")
    prepare(home, options.fresh)
    _print_sign_ins(home)
    return serve(home, options.host, options.port)


def prepare(home: Path, fresh: bool = False) -> None:
    """Load the office unless it is there."""
    from qms.demo import load

    if load.is_loaded(home) and not fresh:
        return
    print(say("Đang nạp đơn vị mẫu…", "Loading the demonstration office…"), flush=True)
    began = time.monotonic()
    load.load(home)
    print(say(f"Đã nạp trong {time.monotonic() - began:.0f} giây.", f"Loaded in {time.monotonic() - began:.0f} s."))


def _print_sign_ins(home: Path) -> None:
    from qms.demo import load, office

    print(say("Đăng nhập (mật khẩu chung):", "Sign-ins (one password):"), load.password(home))
    for username, name, _rank, post, _unit, _roles in office.PEOPLE:
        if username in office.SIGN_INS:
            print(f"  {username:<10} {name}, {post}")
