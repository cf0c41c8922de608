"""`python -m qms run`: serve the real office."""

import argparse
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from qms import settings
from qms.bootstrap import CHECKOUT
from qms.commands.words import say

_M_ARENA_MAX = -8  # malloc.h


def main(argv: list[str]) -> int:
    """Serve the home until Ctrl-C."""
    parser = argparse.ArgumentParser(
        prog="python -m qms run",
        description=say(
            "Chạy hệ thống cho đơn vị thật; thư mục đơn vị là QMS_HOME hoặc thư mục mã nguồn.",
            "Serve the real office; its folder is QMS_HOME or the checkout.",
        ),
    )
    add_serving_options(parser)
    options = parser.parse_args(argv)
    return serve(Path(options.home) if options.home else settings.home(), options.host, options.port)


def add_serving_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of serving."""
    parser.add_argument("--home", help=say("thư mục của đơn vị", "the office's folder"))
    parser.add_argument("--host", default=settings.text("QMS_HOST"), help=say("địa chỉ lắng nghe", "address to listen on"))
    parser.add_argument("--port", type=int, default=settings.number("QMS_PORT", 1, 65535), help=say("cổng", "port"))


def serve(folder: Path, host: str, port: int) -> int:
    """Serve a home with the production server; one server a home."""
    from qms.app import create_app
    from qms.core import database
    from qms.notifications import clockwork

    lock = hold(folder)
    if lock is None:
        print(
            say(f"Đã có một máy phục vụ đang chạy trên thư mục {folder}.", f"A server is already running on {folder}."),
            file=sys.stderr,
        )
        return 2
    _share_memory()
    app = create_app(folder)
    _sweep()
    stop = threading.Event()
    _greet()
    try:
        server = listen(app, host, port)
    except OSError as error:
        print(
            say(f"Không mở được {host}:{port}: {error.strerror}.", f"Cannot open {host}:{port}: {error.strerror}."),
            file=sys.stderr,
        )
        return 2
    print(f"http://{host}:{port}", flush=True)
    clockwork.start(app.test_request_context, stop, then=lambda: back_up(folder))
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        stop.set()
        server.close()
        database.db.close_all()
    return 0


def listen(app: Any, host: str, port: int, sockets: dict[int, Any] | None = None) -> Any:
    """Give the production server of an application, its address taken and not yet answering; raise OSError when it cannot be.

    Who gives `sockets` may close them to end `run()`.
    """
    import waitress

    return waitress.create_server(
        app,
        map=sockets,
        host=host,
        port=port,
        threads=settings.number("QMS_THREADS", 1, 64),
        ident="",
        max_request_body_size=64 * 2**20,
        channel_timeout=60,
        clear_untrusted_proxy_headers=True,
    )


def hold(folder: Path) -> Any:
    """Take the home for this process; None when another server has it."""
    (folder / "records").mkdir(parents=True, exist_ok=True)
    file = (folder / "records" / ".lock").open("a+")
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    return file


def back_up(folder: Path) -> int:
    """Back a home up in a process of its own, so that proving the copy takes nothing of the server; 0 when done or not wanted."""
    if settings.text("QMS_BACKUPS") == "0":
        return 0
    return subprocess.call([sys.executable, "-m", "qms", "backup", "--home", str(folder.resolve())], cwd=CHECKOUT)


def _share_memory() -> None:
    """Let all threads share what one password hash (19 MiB) or chart needed, which else glibc keeps for each thread."""
    if sys.platform == "linux":
        import ctypes

        library = ctypes.CDLL(None)
        if hasattr(library, "mallopt"):  # musl has none
            library.mallopt(_M_ARENA_MAX, 1)


def _sweep() -> None:
    from qms.core import attachment, database
    from qms.documents import work

    with database.connection():
        attachment.sweep()
        work.sweep()


def _greet() -> None:
    from qms.core import database
    from qms.organization import setup_code
    from qms.organization.office import Office

    if not database.WAL_IS_SAFE:
        print(
            say(
                "SQLite cũ hơn 3.51.3: dùng nhật ký kiểu cũ, chậm hơn nhưng an toàn.",
                "SQLite before 3.51.3: the rollback journal is used, slower but safe.",
            )
        )
    with database.connection():
        if Office.current() is None:
            code = setup_code.make()
            print(say(f"Mã thiết lập một lần: {code}", f"One-time set-up code: {code}"))
