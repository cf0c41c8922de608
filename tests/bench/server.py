"""A server as a process of its own: started, asked over loopback by one kept connection, its CPU and memory read from /proc."""

import atexit
import http.client
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Server:
    """A running server and the time it took to its first answer."""

    def __init__(self, command: list[str], first: str) -> None:
        self.port = _free_port()
        began = time.perf_counter()
        command = [part.replace("PORT", str(self.port)) for part in command]
        self.process = subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL, env=_as_in_an_office())
        self.client = Client(self.port)
        while self._silent(first):
            time.sleep(0.005)
        self.start_ms, self.start_cpu_ms = (time.perf_counter() - began) * 1000, self.cpu_ms()

    def _silent(self, url: str) -> bool:
        if self.process.poll() is not None:
            raise RuntimeError(f"the server ended with {self.process.returncode}")
        try:
            return self.client.get(url)[0] >= 500
        except OSError:
            self.client = Client(self.port)
            return True

    def cpu_ms(self) -> float:
        """Give the CPU time of all its processes."""
        return sum(_cpu_ticks(pid) for pid in _tree(self.process.pid)) * TICK_MS

    def pss_mb(self) -> float:
        """Give the memory of all its processes, shared pages shared out."""
        return sum(_pss_kb(pid) for pid in _tree(self.process.pid)) / 1024

    def cost(self, work: Callable[[int], object], count: int, rounds: int = 3) -> float:
        """Give the CPU ms of one of `count` pieces of work: the median of some rounds, after one that warms up."""
        work(0)
        found = []
        for turn in range(rounds):
            before = self.cpu_ms()
            for place in range(count):
                work(1 + turn * count + place)
            found.append((self.cpu_ms() - before) / count)
        return median(found)

    def stop(self) -> None:
        """End the process."""
        self.process.terminate()
        self.process.wait(20)


class Client:
    """One browser: one kept connection, its cookies, the token of its forms."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookies: dict[str, str] = {}
        self.token = ""

    def get(self, url: str) -> tuple[int, str]:
        """Open a page."""
        return self._ask("GET", url, None, {})

    def post(self, url: str, facts: Mapping[str, str]) -> tuple[int, str]:
        """Send a form."""
        body = urlencode({"csrf_token": self.token, **facts})
        return self._ask("POST", url, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def sign_in(self, username: str, plain: str) -> None:
        """Sign in, and keep the token of the session's forms."""
        self.cookies.clear()
        self.open_form("/login")
        status, _page = self.post("/login", {"username": username, "password": plain})
        if status != 303:
            raise RuntimeError(f"sign-in of {username}: {status}")
        self.open_form("/me")

    def open_form(self, url: str) -> None:
        """Open a page with a form and keep the form's token."""
        found = _TOKEN.search(self.get(url)[1])
        self.token = found[1] if found else ""

    def _ask(self, method: str, url: str, body: str | None, headers: dict[str, str]) -> tuple[int, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(method, url, body, {**headers, **({"Cookie": cookies} if cookies else {})})
        answer = self.connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _equals, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.read().decode()


@contextmanager
def house(folder: Path) -> Iterator[Server]:
    """Serve a home with the command of the real office."""
    yield from _serving(["-m", "qms", "run", "--home", str(folder), "--port", "PORT"], "/login")


@contextmanager
def floor(database: Path, sizes: tuple[int, int]) -> Iterator[Server]:
    """Serve the floor, its pages filled up to some sizes."""
    yield from _serving(["-m", "tests.bench.floor", str(database), "PORT", *map(str, sizes)], "/text")


def _serving(command: list[str], first: str) -> Iterator[Server]:
    server = Server(command, first)
    try:
        yield server
    finally:
        server.stop()


@cache
def _as_in_an_office() -> dict[str, str]:
    """Give an environment in which Python keeps what it compiled, as it does unless told otherwise."""
    kept = tempfile.TemporaryDirectory(prefix="qms-bench-")
    atexit.register(kept.cleanup)
    others = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**others, "PYTHONPYCACHEPREFIX": kept.name}


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _tree(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    below = [int(child) for child in children.read_text().split()] if children.is_file() else []
    return [pid, *(found for child in below for found in _tree(child))]


def _cpu_ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])  # utime, stime


def _pss_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
