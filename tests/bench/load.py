"""A home at scale in seconds: every row with its entries on the trail, sealed one to the other, so that `verify` is green.

People, units and documents come through acts. Nonconformities are written by the thousand: each with the entries of its
first and its last act, computed as the acts would, while the triggers are away.
"""

from collections import Counter as Tally
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from qms import settings
from qms.app import open_home
from qms.core import clock, database, home, seals, trail
from qms.core.calendar import add_working_days
from qms.core.numbering import Counter
from qms.core.trail import TrailEntry
from qms.core.vietnamese import fold
from qms.demo import office
from qms.demo.improvement import FAULTS
from qms.documents import queries, work
from qms.documents.document import Document
from qms.documents.edition import Edition
from qms.documents.text import file_text
from qms.improvement.case.elsewhere import Elsewhere
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.reporting.unnamed import UNNAMED, new_slip, slip_key
from qms.improvement.states import ActionState, ElsewhereState, NonconformityState, Severity
from qms.organization.person import SYSTEM, Person, take_in
from qms.organization.role import Role
from qms.organization.sign_in import Confirmation
from qms.organization.unit import Post, Unit

PASSWORD = "con duong ngan nhat 2026"
DAYS = 700  # of history
LONG = "BENCH-20KB"
PAGE_BYTES = 20 * 1024
AT_ONCE = 2000
CREW = 200  # people beside those of the demonstration office, who answer for the cases and carry out the actions in turn


def make(folder: Path, cases: int, documents: int, waiting: int) -> None:
    """Make a home with so many nonconformities, documents in force, and documents that wait for a signature."""
    folder.mkdir(parents=True)
    open_home(folder)
    first = clock.today() - timedelta(days=DAYS + 30)
    with database.connection():
        database.db.execute_sql("PRAGMA synchronous = OFF")
        with (
            clock.stopped_at(clock.at(first)),
            patch("os.fsync"),
            patch("qms.documents.edition.errors", return_value=[]),
            database.transaction(),
        ):
            office.establish(first, PASSWORD)
            _crew(first)
            _documents(documents, waiting)
        _nonconformities(cases)
        database.db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.db.close()


def _crew(first: date) -> None:
    units = sorted(Unit.select(), key=lambda unit: unit.id)
    for place in range(CREW):
        post = Post(title="Trợ lý", unit=units[place % len(units)]).establish(by=SYSTEM)
        facts = {"since": first, "rank": "Thượng úy", "post": post, "role": Role.STAFF}
        take_in(f"Trợ lý {place + 1}", f"troly{place + 1}", by=SYSTEM, email=f"troly{place + 1}@example.vn", **facts)


def _documents(count: int, waiting: int) -> None:
    texts = [text for text in file_text.read_folder(settings.CHECKOUT / "procedures_md") if text.code.startswith("QT")]
    officer, commander = Person.get(username="chatluong"), Person.get(username="chihuy")
    codes = [LONG, *(f"BENCH-W{place}" for place in range(waiting)), *(f"BENCH-{place}" for place in range(count))]
    for place, code in enumerate(codes):
        text = texts[place % len(texts)]
        facts = {**queries.facts_of(text), "text": long_text(texts) if code == LONG else text.body, "is_public": False}
        edition = work.start_document(code, officer, **facts).submit_for_review(by=officer)
        if "W" not in code:
            edition.approve(by=commander, effective_on=clock.today(), seen=edition.sha256, confirmation=Confirmation(commander.id))


def long_text(texts: Iterable[file_text.FileText]) -> str:
    """Give a procedure of 20 KB with its tables, put together from real ones."""
    body = "\n\n".join(text.body for text in texts if "| TT |" in text.body)
    return body.encode()[:PAGE_BYTES].decode(errors="ignore").rpartition("\n")[0]


def _nonconformities(count: int) -> None:
    for name in seals.present():
        database.db.execute_sql(f"DROP TRIGGER {name}")
    with database.db.atomic():
        ledger, numbers = _Ledger(), Tally[Any]()
        people = {person.username: person for person in Person.select() if person.username}
        crew = [person for name, person in people.items() if name.startswith("troly")]
        units = {unit.code: unit for unit in Unit.select()}
        for place in range(count):
            _Case(ledger, people, crew, units, numbers, place, count).tell()
        ledger.write()
        for name, last in numbers.items():
            Counter.create(series="-".join(map(str, name if isinstance(name, tuple) else ("NC", name))), last=last)
    seals.install()


class _Ledger:
    """What is to be written: the sealed entries, and each record as its last entry tells it."""

    def __init__(self) -> None:
        last = trail.head()
        self.seq, self.prev = (last.seq, last.hash) if last else (0, trail.FIRST)
        self.entries: list[tuple[Any, ...]] = []
        self.rows: dict[Any, dict[int, dict[str, Any]]] = {Nonconformity: {}, CorrectiveAction: {}, Elsewhere: {}}
        self.ids = Tally[Any]()
        self.signatures: dict[int, str] = {}

    def number(self, record: Any) -> Any:
        """Give a new record its number."""
        self.ids[type(record)] += 1
        record.id = self.ids[type(record)]
        return record

    def tell(self, act: str, record: Any, by: Any, at: datetime, before: dict[str, Any] | None) -> dict[str, Any]:
        """Seal the entry of an act and keep its record; give the record's image."""
        record.version += 1
        after = record.image()
        changes = {
            name: [None if before is None else before[name], value]
            for name, value in after.items()
            if name not in {"id", "version"} and (before is None or before[name] != value)
        }
        who = self.signatures.get(by.id) if by.id else UNNAMED.signature()
        who = who or self.signatures.setdefault(by.id, by.signature())
        payload = trail.canonical({"label": record.label, "who": who, "note": "", "changes": changes, "after": after})
        kind = record.record_kind()
        self.seq += 1
        parts = [self.seq, clock.written(at), by.id, f"{kind}.{act}", kind, record.id, payload]
        seal = trail.seal_of(self.prev, parts)
        self.entries.append((*parts, self.prev, seal))
        self.prev = seal
        self.rows[type(record)][record.id] = after | {"trail_seq": self.seq}
        return after

    def write(self) -> None:
        """Write all that was told."""
        _insert(TrailEntry._meta.table_name, [field.column_name for field in TrailEntry._meta.sorted_fields], self.entries)
        for model, rows in self.rows.items():
            names = [field.column_name for field in model._meta.sorted_fields]
            _insert(model._meta.table_name, names, [tuple(row[name] for name in names) for row in rows.values()])
        self.entries, self.rows = [], {model: {} for model in self.rows}


def _insert(table: str, names: list[str], rows: list[tuple[Any, ...]]) -> None:
    marks = ", ".join("?" * len(names))
    database.db.connection().executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)


class _Case:
    """One nonconformity with its actions: old ones are closed, young ones stand where their age puts them, behind every gate."""

    def __init__(
        self, ledger: _Ledger, people: dict[str, Person], crew: list[Person], units: dict[str, Unit], numbers: Any, place: int, of: int
    ) -> None:
        self.ledger, self.people, self.units, self.numbers = ledger, people, units, numbers
        self.handler, self.doer = (crew[turn % len(crew)] for turn in (place, place * 7 + 1))
        self.place, self.turn, self.fault = place, place * 37 % 100, FAULTS[place % len(FAULTS)]
        self.age = DAYS - place * DAYS // of
        self.day = clock.today() - timedelta(days=self.age)
        self.officer, self.auditor = people["chatluong"], people["danhgia"]

    def tell(self) -> None:
        """Write its entries and rows."""
        state = self._state()
        case = self._reported()
        before = self.ledger.tell("report", case, case.reported_by or UNNAMED, clock.at(self.day, 8), None)
        if state == NonconformityState.REPORTED:
            return
        case.state, case.title = state, f"{case.title} ({case.code})"[:160]
        case.answered_on = self.day + timedelta(days=1)
        acts = {NonconformityState.CLOSED: "close", NonconformityState.REJECTED: "reject", NonconformityState.MERGED: "merge"}
        if state in (NonconformityState.REJECTED, NonconformityState.MERGED):
            case.answer, case.merged_into = "Đã xem, trả lời.", _code_before(case.code) if state == NonconformityState.MERGED else ""
            self._close(case, case.answered_on)
        else:
            self._handled(case)
            if state == NonconformityState.CLOSED:
                self._close(case, self.day + timedelta(days=44))
        self.ledger.tell(acts.get(state, "analyse"), case, self.officer, clock.at(self.day, 9), before)
        if case.cause_confirmed_on and not case.no_action:
            self._act_on(case)
        if case.cause_confirmed_on and self.turn % 10 == 4:
            self._ask_elsewhere(case)
        if self.place % AT_ONCE == 0:
            self.ledger.write()

    def _state(self) -> NonconformityState:
        odd = {
            0: NonconformityState.IN_PROGRESS,
            1: NonconformityState.REJECTED,
            2: NonconformityState.REJECTED,
            3: NonconformityState.MERGED,
        }
        if self.age > 45 and self.turn in odd and self.place:
            return odd[self.turn]
        for least, state in ((45, NonconformityState.CLOSED), (30, NonconformityState.AWAITING_CHECK), (3, NonconformityState.IN_PROGRESS)):
            if self.age > least:
                return state
        return NonconformityState.REPORTED

    def _reported(self) -> Nonconformity:
        self.numbers[self.day.year] += 1
        text, is_unnamed = f"{self.fault.text} Lần {self.place}.", self.turn == 50
        case = self.ledger.number(Nonconformity(
            code=f"NC-{self.day.year}-{self.numbers[self.day.year]:03d}", title=self.fault.text[:90], what_happened=text,
            unit=self.units[self.fault.unit], happened_on=self.day, reported_by=None if is_unnamed else self.people["nhanvien"],
            reported_on=self.day, answer_by=add_working_days(self.day, 1), slip=slip_key(new_slip()) if is_unnamed else "",
        ))  # fmt: skip
        case.folded = fold(f"{case.code} {case.title} {text}")[:2000]
        return case

    def _handled(self, case: Nonconformity) -> None:
        fault, doer = self.fault, self.handler
        case.procedure_code, case.procedure_step, case.clause, case.severity = fault.procedure, fault.step, fault.clause, fault.severity
        case.lead_unit, case.responsible = self.units[fault.unit], doer
        gates = (self.age - 3) // 4 if case.state == NonconformityState.IN_PROGRESS else 9
        if gates > 0:
            case.correction, case.corrected_by, case.corrected_on = fault.correction, doer, self.day
        if gates > 1:
            case.cause_group, case.cause, case.analysed_by, case.elsewhere = fault.group, fault.cause, doer, "Đã hỏi, không có."
            case.whys = "Không ai nhắc.\nSổ không có cột."
        if gates > 2:
            case.cause_evidence, case.cause_confirmed_on, case.cause_confirmed_as = "Đã xem 20 hồ sơ.", self.day, self.auditor.name
            self._decided(case)

    def _decided(self, case: Nonconformity) -> None:
        if self.turn % 7 == 5 and case.severity == Severity.MINOR and case.state == NonconformityState.CLOSED:
            case.no_action, case.no_action_on, case.no_action_as = "Xảy ra một lần.", self.day, self.officer.name
        if self.turn == 60:
            case.conceded, case.conceded_until, case.conceded_on, case.conceded_as = "Dùng sổ cũ.", self.day, self.day, "Chỉ huy"

    def _close(self, case: Nonconformity, on: date) -> None:
        case.closed_on, case.closed_by, case.closed_as = on, self.officer, self.officer.name

    def _ask_elsewhere(self, case: Nonconformity) -> None:
        unit = next(unit for code, unit in self.units.items() if code != self.fault.unit)
        asked = self.ledger.number(Elsewhere(nonconformity=case, unit=unit, asked_on=self.day, answer_by=self.day + timedelta(days=7)))
        before = self.ledger.tell("ask", asked, self.officer, clock.at(self.day, 11), None)
        if case.state != NonconformityState.IN_PROGRESS:
            asked.state, asked.answer, asked.answered_on, asked.answered_as = (
                ElsewhereState.NOT_HERE,
                "Đã xem sổ.",
                self.day,
                self.officer.name,
            )
            self.ledger.tell("find_nothing", asked, self.officer, clock.at(self.day, 12), before)

    def _act_on(self, case: Nonconformity) -> None:
        if self.turn % 12 == 7 and case.state != NonconformityState.IN_PROGRESS:
            self._action(case, ActionState.NOT_EFFECTIVE)
        if self.turn % 15 == 8:
            self._action(case, ActionState.WAIVED)
        ends = {NonconformityState.CLOSED: ActionState.EFFECTIVE, NonconformityState.AWAITING_CHECK: ActionState.DONE}
        self._action(case, ends.get(case.state, ActionState.TO_DO))

    def _action(self, case: Nonconformity, end: ActionState) -> None:
        planned, doer = self.day + timedelta(days=2), self.doer
        self.numbers["HDKP", self.day.year] += 1
        action = self.ledger.number(CorrectiveAction(
            code=f"HDKP-{self.day.year}-{self.numbers['HDKP', self.day.year]:03d}", nonconformity=case, description=self.fault.action,
            responsible=doer, due_on=planned + timedelta(days=self.turn % 25), planned_on=planned, verifier=self.auditor,
            check_on=planned + timedelta(days=35), measure="10 hồ sơ sau đó đều đủ.",
        ))  # fmt: skip
        if end == ActionState.TO_DO and self.turn % 9 == 1:
            action.wanted_due_on, action.wanted_reason = action.due_on + timedelta(days=14), "Chờ in sổ."
        before = self.ledger.tell("plan", action, self.officer, clock.at(planned, 10), None)
        if end == ActionState.TO_DO:
            return
        action.state = end
        if end == ActionState.WAIVED:
            action.waived_reason, action.waived_on, action.waived_as = "Không còn cần.", planned, self.officer.name
        else:
            action.completed_by, action.completed_on, action.result = doer, planned, "Đã thực hiện như đã giao."
        if end in (ActionState.EFFECTIVE, ActionState.NOT_EFFECTIVE):
            action.verified_by, action.verified_as, action.verified_on = (
                self.auditor,
                self.auditor.name,
                min(action.check_on, clock.today()),
            )
            action.finding = "Không tái diễn." if end == ActionState.EFFECTIVE else "Vẫn còn thiếu."
        self.ledger.tell("complete", action, doer, clock.at(planned, 16), before)


def _code_before(code: str) -> str:
    series, _dash, number = code.rpartition("-")
    return f"{series}-{int(number) - 1 or 2:03d}"


def waiting_codes() -> list[str]:
    """List the documents of the open home that wait for a signature."""
    found = Edition.select(Document.code).join(Document).where(Edition.state == "in_review")
    return [code for (code,) in found.tuples()]


def database_of(folder: Path) -> Path:
    """Give the database file of a home that is not open."""
    return folder / "records" / home.database().name
