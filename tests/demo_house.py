"""The demonstration office, told once in a run of tests; every file of tests that wants it opens a copy of its own.

from tests.demo_house import ROLES, demo_app, demo_folder, demo_home, signed_in_by_role, served  # noqa: F401
"""

import fcntl
import re
import shutil
import threading
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from flask import url_for

from qms.app import create_app
from qms.commands import run
from qms.core import clock, database
from qms.core.attachment import Attachment
from qms.demo import load
from qms.documents.edition import Edition
from qms.documents.papers.controlled_copy import ControlledCopy
from qms.documents.papers.printout import Printout
from qms.documents.review.comment import Comment
from qms.documents.review.delegation import Delegation
from qms.documents.secrecy.secret_entry import SecretEntry
from qms.documents.states import EditionState
from qms.exchange.imported_file import ImportedFile
from qms.exchange.states import FileState
from qms.improvement.case.elsewhere import Elsewhere
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.ideas.idea import Idea
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.register.saved_view import SavedView
from qms.improvement.states import ActionState, NonconformityState
from qms.management_review.review.decision import ReviewDecision
from qms.management_review.review.review import ManagementReview
from qms.objectives.objective import Objective
from qms.objectives.states import ObjectiveState
from qms.organization.person import Person, PostHolding, RoleGrant
from qms.organization.unit import Post, Unit
from qms.risks.risk import Risk
from qms.risks.treatment import Treatment
from tests.conftest import NOW

PASSWORD = "mot mat khau mau 2026"
ROLES = {
    "quality_officer": "chatluong",
    "auditor": "danhgia",
    "commander": "chihuy",
    "staff": "nhanvien",
    "desk_officer": "motcua",
    "ward_officer": "phuong",
    "administrator": "quantri",
}
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass(frozen=True)
class Served:
    """A running house."""

    url: str
    password: str = PASSWORD


class Visitor:
    """Somebody with a browser without script; each request has its own connection, as on the server."""

    def __init__(self, app, username=None):
        self.app = app
        self.client = app.test_client()
        self.token = found.group(1) if (found := _TOKEN.search(self.get("/login").text)) else ""
        if username:
            answer = self.post("/login", username=username, password=PASSWORD)
            assert answer.status_code == 303, username
            self.token = _TOKEN.search(self.get("/me").text).group(1)

    def get(self, url, **options):
        """Open a page."""
        return self.send("GET", url, **options)

    def post(self, url, **fields):
        """Send a form with the session's token, unless another is given."""
        return self.send("POST", url, data={"csrf_token": self.token, **fields})

    def send(self, method, url, **options):
        """Send any request; the whole answer is read."""
        return self.client.open(url, method=method, buffered=True, **options)


@dataclass(frozen=True)
class Address:
    """A route of the house, with a real address of it in the demonstration office."""

    method: str
    rule: str
    endpoint: str
    url: str

    def __str__(self):
        return f"{self.method} {self.rule}"


def addresses(app):
    """List every route and method of the application, each filled in with a record of the demonstration office."""
    with database.connection(), app.test_request_context():
        known = samples()
        return [
            Address(method, rule.rule, rule.endpoint, url_for(rule.endpoint, **sample_of(rule, known)))
            for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, sorted(rule.methods)))
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"})
        ]


def samples():
    """Give the values that stand for each placeholder: by rule where a rule needs its own, else by the rule's first word."""
    in_review = Edition.get(Edition.state == EditionState.IN_REVIEW).document
    draft = Edition.get(Edition.state == EditionState.DRAFT).document
    grant = RoleGrant.select().join(Person).where(Person.username == ROLES["auditor"]).get()
    post = Post.select().join(Unit).where(Unit.code == "TM").get()
    unposted = Nonconformity.get(Nonconformity.state == NonconformityState.REPORTED)
    asked = Elsewhere.select().order_by(Elsewhere.id.desc()).get()
    waiting = ImportedFile.get(ImportedFile.state == FileState.READ)
    return {
        "admin/people": {"number": grant.person_id, "held": grant.id},
        "/admin/people/<int:number>/posts/<int:held>/end": {"held": PostHolding.get(PostHolding.person == grant.person_id).id},
        "admin/calendar": {"number": 1},
        "admin/units": {"code": "TM", "number": post.id},
        "ca": {"code": CorrectiveAction.get(CorrectiveAction.state == ActionState.DOING).code},
        "charts": {"name": "flow"},
        "dashboard": {"name": "flow"},
        "context/issues": {"number": 1},
        "context/parties": {"number": 1},
        "context/requirements": {"number": 1},
        "docs": {"code": in_review.code, "number": 1, "before": 1, "after": 2},
        "/docs/<code>/comments/<int:number>/answer": {"number": Comment.get().id},
        "/docs/<code>/comments/<int:number>/resolve": {"number": Comment.get().id},
        "docs/delegations": {"number": Delegation.get().id},
        "/docs/<code>/edit": {"code": draft.code},
        "docs/secret": {"code": SecretEntry.get().document.code},
        "docs/copies": {"number": ControlledCopy.select().order_by(ControlledCopy.id).get().id},
        "q": {"code": Printout.select().order_by(Printout.id).get().code},
        "/docs/<code>/read": {"code": "QT-12"},
        "docs/review-rules": {"kind": "work-procedure"},
        "docs/forms": {"code": "BM-QT-16-08"},
        "/public/<code>/forms/<form>": {"code": "QT-18", "form": "BM-QT-18-08"},
        "/docs/external/<slug>/stay/<code>": {"slug": "1-2018-tt-vpcp", "code": "QT-18"},
        "docs/external": {"slug": "1-2018-tt-vpcp"},
        "docs/import": {"number": waiting.job_id},
        "docs/import/files": {"number": waiting.id},
        "files": {"number": Attachment.select().order_by(Attachment.id).get().id},
        "nc/views": {"number": SavedView.get().id},
        "ideas": {"code": Idea.select().order_by(Idea.id).get().code},
        "ideas/by": {"number": Idea.select().order_by(Idea.id).get().proposed_by_id},
        "nc": {"code": Nonconformity.get(Nonconformity.state == NonconformityState.IN_PROGRESS).code},
        "nc/cause-groups": {"code": "form"},
        "/nc/<code>/elsewhere/<int:number>": {"code": asked.nonconformity.code, "number": asked.id},
        "objectives": {"code": Objective.select().where(Objective.state == ObjectiveState.APPROVED).order_by(Objective.id).get().code},
        "/objectives/<code>/edit": {"code": Objective.get(Objective.state == ObjectiveState.DRAFT).code},
        "/nc/<code>/reported": {"code": unposted.code},
        "/nc/<code>/triage": {"code": unposted.code},
        "public": {"code": "QT-11"},
        "reviews": {"code": ManagementReview.select().order_by(ManagementReview.id).get().code, "key": "c4", "name": "flow"},
        "/reviews/<code>/amend": {"code": ManagementReview.get(ManagementReview.state == "preparing").code},
        "reviews/decisions": {"code": ReviewDecision.select().order_by(ReviewDecision.id).get().code},
        "records": {"kind": "nonconformity", "number": unposted.id},
        "providers": {"code": "NCC01"},
        "risks": {"code": Risk.get(Risk.title == "Chậm trả hồ sơ mùa tuyển quân").code},
        "risks/treatments": {"code": Treatment.select().order_by(Treatment.id).get().code},
        "static": {"filename": "qms.css"},
        "yearly": {"code": "VN-01", "year": 2025},
    }


def sample_of(rule, known):
    """Give the values for one rule's placeholders; a new kind of placeholder wants a sample in `samples`."""
    words = rule.rule.strip("/").split("/<")[0].split("/")
    rooms = [known.get("/".join(words[:count]), {}) for count in range(1, len(words) + 1)]
    values = {name: value for room in rooms for name, value in room.items()} | known.get(rule.rule, {})
    assert rule.arguments <= values.keys(), f"{rule.rule}: give a sample in tests/demo_house.py"
    return {name: values[name] for name in rule.arguments}


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory):
    """Give the folder of the demonstration office, told at the tests' moment; its owner copies it and never opens it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base  # processes of one run share one telling
    home = shared / "demonstration"
    with (shared / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not load.is_loaded(home):
            with pytest.MonkeyPatch.context() as patch, clock.stopped_at(NOW):
                patch.setenv("QMS_DEMO_PASSWORD", PASSWORD)
                load.load(home)
    return home


@pytest.fixture(scope="module")
def demo_home(demo_folder, tmp_path_factory):
    """Give a copy of the demonstration office."""
    home = tmp_path_factory.mktemp("demonstration") / "home"
    shutil.copytree(demo_folder, home)
    return home


@pytest.fixture(scope="module")
def demo_app(demo_home):
    """Give the application over a copy of the demonstration office; an unforeseen error is raised, not answered."""
    with clock.stopped_at(NOW):
        yield create_app(demo_home, TESTING=True, RAISE=True)
    database.db.close()


@pytest.fixture(scope="module")
def signed_in_by_role(demo_app):
    """Give one visitor for each role, and `anonymous`."""
    with clock.stopped_at(NOW):
        return {"anonymous": Visitor(demo_app), **{role: Visitor(demo_app, name) for role, name in ROLES.items()}}


def _hang_up(server, sockets):
    """End a server: each browser's line first, with the file that was being sent over it."""
    for channel in list(server.active_channels.values()):
        channel.handle_close()
    server.asyncore.close_all(sockets)


@contextmanager
def serving(home):
    """Serve a home on loopback while the block runs, by the server that offices use."""
    sockets = {}
    server = run.listen(create_app(home), "127.0.0.1", 0, sockets)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield Served(f"http://127.0.0.1:{server.effective_port}")
    finally:
        server.trigger.pull_trigger(lambda: _hang_up(server, sockets))
        thread.join()
        server.task_dispatcher.shutdown()
        database.db.close_all()


@pytest.fixture(scope="module")
def served(demo_home):
    """Serve a copy of the demonstration office."""
    with clock.stopped_at(NOW), serving(demo_home) as running:
        yield running
