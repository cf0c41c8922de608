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
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.states import ActionState, NonconformityState
from qms.organization.person import Person
from qms.organization.sign_in import Confirmation
from qms.organization.unit import Unit

PASSWORD = "con duong ngan nhat 2026"
DAYS = 700  # of history
LONG = "BENCH-20KB"
PAGE_BYTES = 20 * 1024
AT_ONCE = 2000


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
            _documents(documents, waiting)
        _nonconformities(cases)
        database.db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.db.close()


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
        ledger, numbers = _Ledger(), Tally[int]()
        people = {person.username: person for person in Person.select() if person.username}
        units = {unit.code: unit for unit in Unit.select()}
        for place in range(count):
            _Case(ledger, people, units, numbers, place, count).tell()
        ledger.write()
        for year, last in numbers.items():
            for prefix in ("NC", "HDKP"):
                Counter.create(series=f"{prefix}-{year}", last=last)
    seals.install()


class _Ledger:
    """What is to be written: the sealed entries, and each record as its last entry tells it."""

    def __init__(self) -> None:
        last = trail.head()
        self.seq, self.prev = (last.seq, last.hash) if last else (0, trail.FIRST)
        self.entries: list[tuple[Any, ...]] = []
        self.rows: dict[Any, dict[int, dict[str, Any]]] = {Nonconformity: {}, CorrectiveAction: {}}
        self.signatures: dict[int, str] = {}

    def tell(self, act: str, record: Any, by: Person, at: datetime, before: dict[str, Any] | None) -> dict[str, Any]:
        """Seal the entry of an act and keep its record; give the record's image."""
        record.version += 1
        after = record.image()
        changes = {
            name: [None if before is None else before[name], value]
            for name, value in after.items()
            if name not in {"id", "version"} and (before is None or before[name] != value)
        }
        who = self.signatures.get(by.id) or self.signatures.setdefault(by.id, by.signature())
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
    """One nonconformity with its action: old ones are closed, young ones stand where their age puts them."""

    def __init__(self, ledger: _Ledger, people: dict[str, Person], units: dict[str, Unit], numbers: Any, place: int, of: int) -> None:
        self.ledger, self.people, self.units, self.numbers = ledger, people, units, numbers
        self.place, self.fault = place, FAULTS[place % len(FAULTS)]
        self.age = DAYS - place * DAYS // of
        self.day = clock.today() - timedelta(days=self.age)
        self.officer = people["chatluong"]

    def tell(self) -> None:
        """Write its entries and rows."""
        state = self._state()
        case = self._reported()
        before = self.ledger.tell("report", case, case.reported_by, clock.at(self.day, 8), None)
        if state == NonconformityState.REPORTED:
            return
        case.state, case.title = state, f"{case.title} ({case.code})"[:160]
        if state == NonconformityState.REJECTED:
            self._close(case, self.day + timedelta(days=1))
        else:
            self._handled(case)
            if state == NonconformityState.CLOSED:
                self._close(case, self.day + timedelta(days=44))
        last = "close" if state == NonconformityState.CLOSED else "reject" if state == NonconformityState.REJECTED else "analyse"
        self.ledger.tell(last, case, self.officer, clock.at(self.day, 9), before)
        if state != NonconformityState.REJECTED:
            self._act_on(case)
        if self.place % AT_ONCE == 0:
            self.ledger.write()

    def _state(self) -> NonconformityState:
        if self.age > 45 and self.place % 100 < 3:
            return NonconformityState.IN_PROGRESS if self.place % 100 == 0 else NonconformityState.REJECTED
        for least, state in ((45, NonconformityState.CLOSED), (30, NonconformityState.AWAITING_CHECK), (3, NonconformityState.IN_PROGRESS)):
            if self.age > least:
                return state
        return NonconformityState.REPORTED

    def _reported(self) -> Nonconformity:
        self.numbers[self.day.year] += 1
        text = f"{self.fault.text} Lần {self.place}."
        case = Nonconformity(
            id=self.place + 1, code=f"NC-{self.day.year}-{self.numbers[self.day.year]:03d}", title=self.fault.text[:90], what_happened=text,
            unit=self.units[self.fault.unit], happened_on=self.day, reported_by=self.people["nhanvien"], reported_on=self.day,
            answer_by=add_working_days(self.day, 1),
        )  # fmt: skip
        case.folded = fold(f"{case.code} {case.title} {text}")[:2000]
        return case

    def _handled(self, case: Nonconformity) -> None:
        fault, doer = self.fault, self.people[self.fault.responsible]
        case.procedure_code, case.procedure_step, case.clause, case.severity = fault.procedure, fault.step, fault.clause, fault.severity
        case.lead_unit, case.responsible = self.units[fault.unit], doer
        case.correction, case.corrected_by, case.corrected_on = fault.correction, doer, self.day
        case.cause_group, case.cause, case.analysed_by = fault.group, fault.cause, doer

    def _close(self, case: Nonconformity, on: date) -> None:
        case.closed_on, case.closed_by, case.closed_as = on, self.officer, self.officer.name

    def _act_on(self, case: Nonconformity) -> None:
        planned, doer = self.day + timedelta(days=2), self.people[self.fault.doer]
        action = CorrectiveAction(
            id=self.place + 1, code=case.code.replace("NC", "HDKP"), nonconformity=case, description=self.fault.action, responsible=doer,
            due_on=planned + timedelta(days=25), planned_on=planned, verifier=self.people["danhgia"], check_on=planned + timedelta(days=40),
        )  # fmt: skip
        before = self.ledger.tell("plan", action, self.officer, clock.at(planned, 10), None)
        if case.state == NonconformityState.IN_PROGRESS:
            return
        action.completed_by, action.completed_on, action.state, action.result = doer, planned, ActionState.DONE, "Đã thực hiện như đã giao."
        if case.state == NonconformityState.CLOSED:
            action.state, action.verified_by, action.verified_on = ActionState.EFFECTIVE, self.officer, self.day
            action.finding = "Không tái diễn."
        self.ledger.tell("complete", action, doer, clock.at(planned, 16), before)


def waiting_codes() -> list[str]:
    """List the documents of the open home that wait for a signature."""
    found = Edition.select(Document.code).join(Document).where(Edition.state == "in_review")
    return [code for (code,) in found.tuples()]


def database_of(folder: Path) -> Path:
    """Give the database file of a home that is not open."""
    return folder / "records" / home.database().name
