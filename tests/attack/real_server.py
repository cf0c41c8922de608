"""The production server as a process of its own over a copy of the demonstration office, and browsers that talk to it over loopback."""

import http.client
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.parse import urlencode

from qms.settings import CHECKOUT
from tests.demo_house import PASSWORD

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def command(home, *words):
    """Give a command of the house on a home."""
    return [sys.executable, "-m", "qms", *words, "--home", str(home)]


def run(home, *words):
    """Run a command of the house to its end."""
    return subprocess.run(command(home, *words), cwd=CHECKOUT, capture_output=True, text=True, timeout=60)


@contextmanager
def serving(home):
    """Start the server; give the process and its port once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([*command(home, "run"), "--port", str(port)], cwd=CHECKOUT, stdout=subprocess.DEVNULL)
    try:
        _wait_for(process, port)
        yield process, port
    finally:
        process.kill()
        process.wait(20)


def _wait_for(process, port):
    for _turn in range(600):
        assert process.poll() is None, "the server ended"
        try:
            status, _page = Browser(port).get("/healthz")
        except OSError:
            time.sleep(0.05)
        else:
            assert status == 200
            return
    raise AssertionError("no answer")


class Browser:
    """Somebody's browser: its cookies and the token of its forms; every request has a connection of its own."""

    def __init__(self, port, username=None):
        self.port, self.cookies, self.token = port, {}, ""
        if username:
            self.open_form("/login")
            status, _page = self.post("/login", username=username, password=PASSWORD)
            assert status == 303, username
            self.open_form("/me")

    def get(self, url):
        """Open a page."""
        return self._ask("GET", url, None, {})

    def post(self, url, **fields):
        """Send a form with the session's token."""
        body = urlencode({"csrf_token": self.token, **fields})
        return self._ask("POST", url, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def open_form(self, url):
        """Open a page and keep the token of its form."""
        self.token = _TOKEN.search(self.get(url)[1]).group(1)

    def _ask(self, method, url, body, headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            connection.request(method, url, body, {**headers, **({"Cookie": cookies} if cookies else {})})
            answer = connection.getresponse()
            for cookie in answer.headers.get_all("Set-Cookie") or []:
                name, _equals, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
            return answer.status, answer.read().decode()
        finally:
            connection.close()
