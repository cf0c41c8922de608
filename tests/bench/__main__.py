"""`python -m tests.bench [--cases 1000 10000 100000] [--keep FOLDER]`: make homes at scale, drive each job, print one table of ratios.

CPU milliseconds of the server per request, the median of three rounds, beside the floor of the same run. The machine
moves the milliseconds; the ratios stay.
"""

import argparse
import re
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median

from qms.app import create_app, open_home
from qms.core import clock, database, trail
from qms.core.markdown_text import rendered
from qms.core.vietnamese import day
from qms.documents.text import file_text
from qms.management_review import board
from qms.management_review.period import period
from qms.organization import password
from qms.organization.person import Person
from qms.organization.queries import everybody
from qms.settings import CHECKOUT
from qms.today import queries as waiting
from tests.bench import load, papers, server, telephone
from tests.bench.line import Line

COUNT, SIGNED, ROUNDS = 60, 6, 3
PROCEDURE = "procedure page 20 KB"
DATA = "data of"
OFFICER, COMMANDER = "chatluong", "chihuy"
_NEXT = re.compile(r'href="(/nc\?before=\d+)"')
_SEEN = re.compile(r'name="seen"[^>]*value="([0-9a-f]{64})"')


def main() -> None:
    """Make the homes, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--cases", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--keep", type=Path, help="a folder in which the homes are kept for the next run")
    options = parser.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp(prefix="qms-bench-"))
    try:
        lines = run(folder, sorted(options.cases))
    finally:
        if not options.keep:
            shutil.rmtree(folder)
    print(f"\n{'job (CPU ms where no unit is named)':<44}{'house':>9}  {'beside':<32}{'':>9}{'ratio':>8}")
    print("\n".join(line.words for line in lines))


def run(folder: Path, sizes: list[int]) -> list[Line]:
    """Measure every home; the floor and all jobs in the one of the middle."""
    found: dict[int, dict[str, float]] = {}
    lines: list[Line] = []
    middle = sizes[len(sizes) // 2]
    for cases in sizes:
        home = home_of(folder, cases, documents=10 if cases == sizes[0] else 1000)
        with server.house(home) as house:
            found[cases] = lists(house)
            more = others(house) if cases == middle else {}
            if more:
                hand = telephone.report(house)
                print(f"report from a poster, by hand on a telephone: {hand}", flush=True)
                more["report from a poster by hand, s"] = hand.seconds
        found[cases] |= charts_data(home) | tasks_data(home)
        if more:
            lines = beside_the_floor(home, found[cases] | more)
    return [*lines, *papers.lines(), *growth(found, sizes[0], sizes[-1])]


def home_of(folder: Path, cases: int, documents: int) -> Path:
    """Give a copy of a home of that size, made now unless it was kept."""
    made = folder / f"made-{cases}"
    if not made.is_dir():
        began = time.monotonic()
        load.make(folder / "new", cases, documents, waiting=SIGNED * ROUNDS + 1)
        (folder / "new").rename(made)
        print(f"{cases} nonconformities, {documents} documents: made in {time.monotonic() - began:.0f} s", flush=True)
    used = folder / "used"
    shutil.rmtree(used, ignore_errors=True)
    shutil.copytree(made, used)
    return used


def lists(house: server.Server) -> dict[str, float]:
    """Measure the pages that must not grow."""
    house.client.sign_in(OFFICER, load.PASSWORD)
    deep, since = page_100(house.client), day(clock.today() - timedelta(days=90))
    pages = {
        "register, page 1": "/nc",
        "register, page 100": deep,
        "register, closed": "/nc?state=closed",
        "register, in progress": "/nc?state=in_progress",
        **{f"register, tile {tile}": f"/nc?tile={tile}" for tile in ("open", "overdue", "week", "closed")},
        "register, of a word": "/nc?q=ch%E1%BB%AF+k%C3%BD",
        "register, of a cause": "/nc?cause=form",
        "register, of a procedure since a day": f"/nc?procedure=QT-16&standing=1&since={since}",
        "register, returned after closing": f"/nc?returned=1&closed={since}",
        "board by state": "/nc/board",
        "board by state, of a unit": "/nc/board?unit=2",
        "register of actions": "/ca",
        "register of actions, late": "/ca?late=1",
        PROCEDURE: f"/docs/{load.LONG}",
        "today": "/",
    }
    return {name: house.cost(opening(house, url), COUNT) for name, url in pages.items()}


def charts_data(home: Path) -> dict[str, float]:
    """Measure what each chart's numbers cost when they are counted anew, as after every act; they may grow with the rows."""
    open_home(home)
    asked, found = period("12m"), {}
    with database.connection():
        for name, count in board.FIGURES.items():
            times = []
            for _turn in range(ROUNDS + 1):
                before = time.process_time()
                count(asked)
                times.append((time.process_time() - before) * 1000)
            found[f"{DATA} chart {name}"] = median(times[1:])
    database.db.close()
    return found


def tasks_data(home: Path) -> dict[str, float]:
    """Measure what the work of people costs when it is gathered anew, as after every act: of one, of who is over all, of everybody."""
    app = create_app(home)
    with app.test_request_context(), database.connection():
        people = everybody()
        asked = {"one of the staff": ["troly5"], "the officer": [OFFICER], "the commander": [COMMANDER], "everybody, for the round": None}
        return {f"{DATA} the work of {who}": _gathering(people, names) for who, names in asked.items()}


def _gathering(people: list[Person], names: list[str] | None) -> float:
    times = []
    for _turn in range(ROUNDS):
        trail.note_event("bench", None, {})
        before = time.process_time()
        if names is None:
            waiting.look_ahead(people)
        for person in people:
            if names is None or person.username in names:
                waiting.waiting(person)
        times.append((time.process_time() - before) * 1000)
    return median(times)


def page_100(client: server.Client) -> str:
    """Turn the pages of the register up to the hundredth."""
    url = "/nc"
    for _turn in range(99):
        following = _NEXT.search(client.get(url)[1])
        if not following:
            break
        url = following[1]
    return url


def opening(at: server.Server, url: str) -> Callable[[int], None]:
    """Give the work of opening a page that must be there."""

    def open_it(_place: int) -> None:
        status, _page = at.client.get(url)
        if status != 200:
            raise RuntimeError(f"{url}: {status}")

    return open_it


def others(house: server.Server) -> dict[str, float]:
    """Measure the board, a signature, a sign-in, and what the server holds after all that."""
    sizes = {f"bytes of {url}": float(len(house.client.get(url)[1].encode())) for url in ("/nc", f"/docs/{load.LONG}")}
    board = board_cost(house)
    return {
        **sizes,
        "board page, warm": board[0],
        "board with its 4 charts, warm": board[1],
        "approve: the post": approve(house),
        "sign in: the post": house.cost(signing_in(house), SIGNED),
        "memory after all jobs, MB": house.pss_mb(),
    }


def beside_the_floor(home: Path, found: dict[str, float]) -> list[Line]:
    """Measure the floor, and compare."""
    sizes = int(found["bytes of /nc"]), int(found[f"bytes of /docs/{load.LONG}"])
    database = floor_database(home)
    with server.floor(database, sizes) as floor:
        rows, later, closed, text = (
            floor.cost(opening(floor, url), COUNT) for url in ("/nc", "/nc?before=5000", "/nc?state=closed", "/text")
        )
        floor.client.get("/chart")
        floor_after = floor.pss_mb()
    idle, start, start_cpu = started(lambda: server.house(home))
    floor_idle, floor_start, floor_start_cpu = started(lambda: server.floor(database, sizes))
    own, hashing = found["register, page 1"], cost_of_hashing()
    return [
        *(Line(job, found[job], "floor, HTML kept" if job == PROCEDURE else "floor", least, 2) for job, least in (
            (PROCEDURE, text), ("register, page 1", rows), ("register, page 100", later), ("register, closed", closed),
            ("register, in progress", closed))),
        *(Line(job, found[job], "own register", own, 2) for job in ("today", "board page, warm", "board with its 4 charts, warm")),
        *(Line(job, found[job], "the password's hash alone", hashing, 1.5) for job in ("approve: the post", "sign in: the post")),
        Line("report from a poster by hand, s", found["report from a poster by hand, s"], "thirty seconds", 30, 1),
        Line("start to the first answer, ms", start, "floor", floor_start, 2),
        Line("start to the first answer, CPU ms", start_cpu, "floor", floor_start_cpu, 2),
        Line("idle memory, MB", idle, "floor", floor_idle, 1.5),
        Line("memory after all jobs, MB", found["memory after all jobs, MB"], "floor, after one chart", floor_after, 1.3),
    ]  # fmt: skip


def growth(found: dict[int, dict[str, float]], least: int, most: int) -> list[Line]:
    """Compare the largest register with the smallest."""
    return [
        Line(
            f"{job}, {most:,} rows",
            ms,
            f"{least:,} rows",
            found[least][job],
            most / least if job.startswith(DATA) else 1.5,
        )
        for job, ms in found[most].items()
    ]


def board_cost(house: server.Server) -> tuple[float, float]:
    """Give the cost of the board's page, and with its charts."""
    house.client.sign_in(COMMANDER, load.PASSWORD)
    charts = re.findall(r'<img src="(/charts/[^"]+)"', house.client.get("/dashboard")[1])
    urls = ["/dashboard", *(url.replace("&amp;", "&") for url in charts)]

    def open_all(place: int) -> None:
        for url in urls:
            opening(house, url)(place)

    return house.cost(opening(house, "/dashboard"), COUNT), house.cost(open_all, COUNT // 4)


def cost_of_hashing() -> float:
    """Give the CPU ms of checking one password here."""
    kept, times = password.hashed(load.PASSWORD), []
    for _turn in range(SIGNED * ROUNDS):
        before = time.process_time()
        password.fits(load.PASSWORD, kept)
        times.append((time.process_time() - before) * 1000)
    return median(times)


def signing_in(house: server.Server) -> Callable[[int], None]:
    """Give the work of sending the sign-in form; the forms are opened before the measuring begins."""
    clients = [server.Client(house.port) for _place in range(SIGNED * ROUNDS + 1)]
    for client in clients:
        client.open_form("/login")

    def enter(place: int) -> None:
        status, _page = clients[place].post("/login", {"username": "nhanvien", "password": load.PASSWORD})
        if status != 303:
            raise RuntimeError(f"sign in: {status}")

    return enter


def approve(house: server.Server) -> float:
    """Sign what waits; the forms are opened before the measuring begins."""
    house.client.sign_in(COMMANDER, load.PASSWORD)
    waiting = []
    for place in range(SIGNED * ROUNDS + 1):
        _status, page = house.client.get(f"/docs/BENCH-W{place}/review")
        seen = _SEEN.search(page)
        waiting.append((f"/docs/BENCH-W{place}/approve", seen[1] if seen else ""))
    today = day(clock.today())

    def sign(place: int) -> None:
        url, seen = waiting[place]
        facts = {"seen": seen, "effective_on": today, "password": load.PASSWORD, "once": f"bench-{place}"}
        status, page = house.client.post(url, facts)
        if status != 303:
            raise RuntimeError(f"{url}: {status} {page[-3000:]}")

    return house.cost(sign, SIGNED, ROUNDS)


def started(start: Callable[[], object]) -> tuple[float, float, float]:
    """Give memory, time and CPU time of a fresh start."""
    found = []
    for _turn in range(ROUNDS):
        with start() as fresh:  # type: ignore[attr-defined]
            found.append((fresh.pss_mb(), fresh.start_ms, fresh.start_cpu_ms))
    memory, wall, cpu = (median(column) for column in zip(*found, strict=True))
    return memory, wall, cpu


def floor_database(home: Path) -> Path:
    """Give a copy of the home's database with the text kept as HTML."""
    copy = home.with_name("floor.sqlite3")
    copy.unlink(missing_ok=True)
    text = file_text.read_folder(CHECKOUT / "procedures_md")
    with sqlite3.connect(home / "records" / "qms.sqlite3") as source, sqlite3.connect(copy) as target:
        source.backup(target)
        target.execute("CREATE TABLE floor_text (id INTEGER PRIMARY KEY, html TEXT)")
        target.execute("INSERT INTO floor_text VALUES (1, ?)", (rendered(load.long_text(text)).html,))
    return copy


if __name__ == "__main__":
    main()
