"""No state is reached by another route: every form of the room is sent at every stage of a case by everybody, out of turn too."""

from collections import defaultdict
from io import BytesIO

import pytest
from jinja2 import FunctionLoader
from peewee import sqlite3

from qms.core import database, home
from qms.improvement.feature import feature
from tests.conftest import Browser
from tests.improvement import stages
from tests.improvement.conftest import CHECK, RESULT, on, png

HANDLED = {"triaged", "analysed", "asked", "excused", "planned", "wanted", "finished", "waived", "effective", "reopened"}
WORKED_ON = HANDLED - {"finished", "effective"}
WITH_CAUSE = HANDLED - {"triaged"}
TO_BE_DONE = {"planned", "wanted"}
OFFICER, HANDLERS, CONSENTING = {"quality_officer"}, {"quality_officer", "staff"}, {"quality_officer", "commander"}
OPEN_TO = {  # which form finds its act open at which stages, and to whom; anybody else at any other stage is refused
    "/nc/<code>/triage": ({"reported", *WORKED_ON}, OFFICER),
    "/nc/<code>/reject": ({"reported"}, OFFICER),
    "/nc/<code>/merge": ({"reported"}, OFFICER),
    "/nc/<code>/separate": ({"merged"}, OFFICER),
    "/nc/<code>/correct": (WORKED_ON, HANDLERS),
    "/nc/<code>/correction-evidence": (WITH_CAUSE, HANDLERS),
    "/nc/<code>/concede": (HANDLED, {"commander"}),
    "/nc/<code>/analyse": (WORKED_ON, HANDLERS),
    "/nc/<code>/confirm-cause": ({"analysed"}, {"quality_officer", "auditor", "commander"}),
    "/nc/<code>/no-action": ({"analysed", "asked", "excused", "waived"}, OFFICER),
    "/nc/<code>/elsewhere": (WITH_CAUSE - {"asked"}, HANDLERS),
    "/nc/<code>/elsewhere/<int:number>": ({"asked"}, {"quality_officer", "auditor", "staff", "ward_officer"}),
    "/nc/<code>/action": (WITH_CAUSE, HANDLERS),
    "/nc/<code>/close": ({"excused", "effective"}, OFFICER),
    "/nc/<code>/reopen": ({"rejected", "closed"}, OFFICER),
    "/ca/<code>/start": ({"planned"}, {"desk_officer"}),
    "/ca/<code>/evidence": ({*TO_BE_DONE, "finished"}, {"desk_officer"}),
    "/ca/<code>/complete": (TO_BE_DONE, {"desk_officer"}),
    "/ca/<code>/verify": ({"finished"}, {"quality_officer", "auditor"}),
    "/ca/<code>/ask-extension": (TO_BE_DONE, {"desk_officer"}),
    "/ca/<code>/extend": (TO_BE_DONE, CONSENTING),
    "/ca/<code>/refuse-extension": ({"wanted"}, CONSENTING),
    "/ca/<code>/waive": (TO_BE_DONE, CONSENTING),
    "/ideas/<code>/ask": ({"proposed"}, OFFICER),
    "/ideas/<code>/more": ({"questioned"}, {"desk_officer"}),
    "/ideas/<code>/adopt": ({"proposed", "questioned"}, OFFICER),
    "/ideas/<code>/decline": ({"proposed", "questioned"}, OFFICER),
    "/ideas/<code>/extend": ({"adopted"}, OFFICER),
    "/ideas/<code>/evidence": ({"adopted", "done"}, {"staff"}),
    "/ideas/<code>/complete": ({"adopted"}, {"staff"}),
    "/ideas/<code>/check": ({"done"}, {"quality_officer", "auditor"}),
    "/ideas/<code>/thank": (set(stages.IDEAS), {"commander"}),
}
NO_STEP = {  # what makes a record of its own, a paper or a list, and moves none
    "/nc/new", "/report", "/ideas/new", "/nc/list.xlsx", "/ideas/list.xlsx", "/nc/<code>/pdf", "/nc/<code>/word", "/ca/<code>/pdf",
    "/ca/<code>/word", "/nc/cause-groups", "/nc/cause-groups/<code>", "/nc/views", "/nc/views/<int:number>/rename",
    "/nc/views/<int:number>/remove",
}  # fmt: skip
TICKED = {"/ca/<code>/verify": "effective", "/ideas/<code>/check": "applied", "/nc/<code>/elsewhere/<int:number>": "found"}
TABLES = ("nonconformity", "corrective_action", "elsewhere", "idea", "attachment")


class House:
    """The database behind the pages: what is in it, and how it was before."""

    def __init__(self):
        self.file = sqlite3.connect(home.database(), isolation_level=None)
        self.file.row_factory = sqlite3.Row
        self.before = sqlite3.connect(":memory:")
        self.file.backup(self.before)

    def put_back(self):
        """Make it as it was."""
        self.before.backup(self.file)

    def rows(self, table):
        """List the rows of a table."""
        return self.file.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()

    def everything(self):
        """Give all that a step may change, and the last act told on the trail."""
        last = self.file.execute("SELECT MAX(seq) FROM trail WHERE kind <> 'event'").fetchone()[0]
        return [last, *(self.rows(table) for table in TABLES)]

    def who_confirmed(self, case):
        """Give who confirmed a cause last, as the trail tells it."""
        asked = "SELECT actor FROM trail WHERE act = 'nonconformity.confirm_cause' AND record = ? ORDER BY seq DESC"
        found = self.file.execute(asked, [case["id"]]).fetchone()
        return found[0] if found else None


def wrongs(house):
    """List what may never be, whatever was sent; it asks the rows alone, no rule of the house."""
    actions, questions = house.rows("corrective_action"), house.rows("elsewhere")
    for case in house.rows("nonconformity"):
        own = [one["state"] for one in actions if one["nonconformity_id"] == case["id"]]
        asked = [one["state"] for one in questions if one["nonconformity_id"] == case["id"]]
        yield from (f"{case['code']}: {what}" for what in _wrongs_of_case(house, case, own, asked))
    for one in actions:
        doers = {None, one["responsible_id"], one["completed_by_id"]}
        if one["state"] in {"effective", "not_effective"} and one["verified_by_id"] in doers:
            yield f"{one['code']}: verified by its doer or nobody"
        if one["state"] in {"done", "effective", "not_effective"} and one["completed_by_id"] != one["responsible_id"]:
            yield f"{one['code']}: done by somebody else"
        if one["verified_on"] and one["verified_on"] < one["check_on"]:
            yield f"{one['code']}: verified before its day"
    for idea in house.rows("idea"):
        if idea["state"] == "applied" and idea["checked_by_id"] in {None, idea["responsible_id"], idea["completed_by_id"]}:
            yield f"{idea['code']}: checked by its doer or nobody"


def _wrongs_of_case(house, case, actions, asked):
    given = [state for state in actions if state != "waived"]
    if case["state"] in {"reported", "rejected", "merged"} and actions:
        yield "actions before it is accepted"
    if case["state"] == "awaiting_check" and {"to_do", "doing"} & set(actions):
        yield "waits for the check of what is not done"
    if case["cause_confirmed_on"] and house.who_confirmed(case) == case["analysed_by_id"]:
        yield "cause confirmed by who found it"
    if case["state"] != "closed":
        return
    filled = ("severity", "responsible_id", "correction", "cause", "cause_group", "cause_confirmed_on", "closed_by_id", "closed_on")
    yield from (f"closed without {name}" for name in filled if not case[name])
    if "asked" in asked or not (asked or case["elsewhere"]):
        yield "closed with a question open"
    if {"to_do", "doing", "done"} & set(given):
        yield "closed with an action open or unchecked"
    if "effective" not in given and (given or not case["no_action"] or case["severity"] == "major"):
        yield "closed with nothing done against the cause, nor a reason that still holds"


@pytest.fixture
def forms(cast, office):
    """Give what is right in every form, so that only the act can refuse it."""
    return {
        "title": "Thiếu chữ ký", "severity": "minor", "clause": "8.5.1", "procedure_code": "", "lead_unit": str(office["TM"].id),
        "responsible": str(cast["staff"].id), "correction": "Đã ký bổ sung.", "on": "22/11/2026", "into": "NC-2026-004",
        "conceded": "Dùng sổ cũ.", "until": "31/01/2027", "cause_group": "form", "cause": "Mẫu sổ cũ.", "elsewhere": "Không.",
        "evidence": "Đã xem 20 phiếu trong sổ.", "unit": str(office["TM"].id), "answer_by": "10/01/2027", "description": "In sổ mới.",
        "kind": "corrective", "due_on": "15/01/2027", "revises": "", "measure": "10 hồ sơ đủ chữ ký.", "check_on": "15/02/2027",
        "verifier": str(cast["auditor"].id), "note": "Đã xem sổ của bộ phận.", "result": RESULT, "finding": "10 hồ sơ đều đủ.",
        "question": "Đặt ở đâu?", "more": "Ở cửa.", "answer": "Đồng ý.", "thanks": "Cảm ơn đồng chí.",
    }  # fmt: skip


@pytest.fixture
def senders(app, cast, monkeypatch):
    """Sign everybody in on the day of the checks; gives for each a way to send a form."""

    def sender(somebody):
        browser = Browser(app)
        browser.sign_in(somebody.username)
        return lambda url, facts: browser.client.post(url, data=facts)

    with on(CHECK):
        senders = {role: sender(somebody) for role, somebody in cast.items()}
    app.config["WTF_CSRF_ENABLED"] = False  # forms without their tokens are refused before any act: tests/attack
    app.config["MENU"] = lambda person: []  # what waits for people is not asked here, and costs most of a page
    app.jinja_env.cache.clear()
    monkeypatch.setattr(app, "jinja_loader", FunctionLoader(lambda name: ""))  # what a page shows is not asked here
    yield senders
    app.jinja_env.cache.clear()  # of those empty pages


def test_every_form_of_the_room_is_known_here(app):
    rooms = {blueprint.name for blueprint in feature.blueprint}
    rules = {rule.rule for rule in app.url_map.iter_rules() if "POST" in rule.methods and rule.endpoint.split(".")[0] in rooms}
    assert rules == OPEN_TO.keys() | NO_STEP


def test_no_state_is_reached_by_another_route(senders, cast, office, forms):
    everything = stages.made(cast, office)
    house, wrong, opened = House(), [], defaultdict(set)
    untouched = house.everything()
    database.db.close()
    with on(CHECK):
        addresses = [(at, rule, url) for at in everything for rule in OPEN_TO if (url := at.address_of(rule))]
        for place, (at, rule, url) in enumerate(addresses):
            for role, send in senders.items():
                if role == "administrator" and place % 4:
                    continue  # no part in any case: a fourth of the addresses are enough of him
                for ticked in [{}, {TICKED[rule]: "y"}] if rule in TICKED else [{}]:
                    files = {"files": (BytesIO(png()), "so.png")} if "evidence" in rule.rsplit("/", 1)[-1] else {}
                    answer = send(url, {**forms, **files, **ticked})
                    found = house.everything()
                    wrong += [(at.name, rule, role, what) for what in wrongs(house)] if found != untouched else []
                    if answer.status_code == 303 and found[0] > untouched[0]:
                        opened[rule].add((at.name, role))
                        house.put_back()
                    elif answer.status_code not in {403, 404, 409, 422} or found != untouched:
                        wrong.append((at.name, rule, role, answer.status_code))
    assert wrong == []
    assert opened == {rule: {(stage, role) for stage in at for role in by} for rule, (at, by) in OPEN_TO.items()}
