"""Every route stands in routes.txt with who may use it; every cell of that table is asked for on a house with two years of data."""

import hashlib
from types import SimpleNamespace

import pytest
from flask import Blueprint

from qms import app as front_door
from qms.core import database
from qms.core.feature import Feature
from qms.core.trail import TrailEntry
from qms.features import all_features
from qms.organization.person import Person
from qms.web.access import PUBLIC, NoAccessRule, rule_of
from qms.web.shell import HEADERS
from tests.demo_house import ROLES, addresses, demo_app, demo_folder, demo_home, signed_in_by_role  # noqa: F401
from tests.house.approved import FOLDER, agree

HEAD = f"METHOD rule | access words | roles allowed | answers to a GET by: anonymous {' '.join(ROLES)}"
ANYBODY, EVERY_ROLE = "anybody", "every role"
WRONG_METHODS = ("PUT", "PATCH", "DELETE")
NO_SUCH = {"int": ["0", "999999999", "9" * 30], "code": ["XX-404", "..%2f..%2fetc", "%00", "x" * 300, "'%22<script>"]}


@pytest.fixture(scope="module")
def asked(demo_app, signed_in_by_role):  # noqa: F811
    """Ask every GET of the house once as everybody: {(rule, who): answer}; the state of the house before and after."""
    before = dump()
    answers = {
        (address.rule, who): visitor.get(address.url)
        for address in addresses(demo_app)
        if address.method == "GET"
        for who, visitor in signed_in_by_role.items()
    }
    return SimpleNamespace(answers=answers, before=before, after=dump())


@pytest.fixture(scope="module")
def unsafe(demo_app):  # noqa: F811
    """List every address that changes something."""
    return [address for address in addresses(demo_app) if address.method != "GET"]


def dump():
    """Give a digest of every row of every table."""
    digest = hashlib.sha256()
    with database.connection():
        for table in sorted(database.db.get_tables()):
            for row in database.db.execute_sql(f'SELECT * FROM "{table}" ORDER BY rowid'):
                digest.update(repr((table, row)).encode())
    return digest.hexdigest()


def trail_head():
    """Give the seal of the last entry of the trail."""
    with database.connection():
        return TrailEntry.select(TrailEntry.hash).order_by(TrailEntry.seq.desc()).scalar()


def allowed_to(app, endpoint):
    """List the roles an endpoint's rule lets in."""
    rule = rule_of(app, endpoint)
    with database.connection():
        return [role for role, name in ROLES.items() if rule is PUBLIC or rule(Person.get(username=name))]


def as_line(app, address, answers):
    """Write a route as one line of the approved list."""
    rule, roles = rule_of(app, address.endpoint), allowed_to(app, address.endpoint)
    who = ANYBODY if rule is PUBLIC else EVERY_ROLE if len(roles) == len(ROLES) else ", ".join(roles)
    seen = " ".join(str(answers[address.rule, one].status_code) for one in ("anonymous", *ROLES)) if address.method == "GET" else "-"
    return f"{address.method} {address.rule} | {rule.who} | {who} | {seen}"


def test_routes_are_the_approved_ones(demo_app, asked):  # noqa: F811
    agree("routes.txt", HEAD, [as_line(demo_app, address, asked.answers) for address in addresses(demo_app)])


def test_every_answer_follows_from_the_rule(demo_app, asked):  # noqa: F811
    wrong = []
    for address in addresses(demo_app):
        if address.method != "GET":
            continue
        is_public, roles = rule_of(demo_app, address.endpoint) is PUBLIC, allowed_to(demo_app, address.endpoint)
        unknown = {401} if address.rule.startswith("/api/") else {302}  # programs are told, people are led to the sign-in
        for who in ("anonymous", *ROLES):
            may = {200, 302, 404} if is_public else {200, 404} if who in roles else unknown if who == "anonymous" else {403}
            if (status := asked.answers[address.rule, who].status_code) not in may:
                wrong.append(f"{address} as {who}: {status}, not one of {may}")
    assert wrong == []


def test_anonymous_is_led_to_the_sign_in(demo_app, asked):  # noqa: F811
    wrong = [
        str(address)
        for address in addresses(demo_app)
        if address.method == "GET"
        and rule_of(demo_app, address.endpoint) is not PUBLIC
        and not address.rule.startswith("/api/")
        and not asked.answers[address.rule, "anonymous"].location.startswith("/login")
    ]
    assert wrong == []


def test_nobody_is_shut_out_of_every_sample(asked):
    for rule in {rule for rule, _who in asked.answers} - {"/setup"}:
        assert 200 in {asked.answers[rule, who].status_code for who in ("anonymous", *ROLES)}, rule


def test_looking_changes_nothing(asked):
    assert asked.after == asked.before


def test_head_is_answered_like_get(demo_app, signed_in_by_role, asked):  # noqa: F811
    visitor = signed_in_by_role["quality_officer"]
    gets = [address for address in addresses(demo_app) if address.method == "GET"]
    heads = {address.rule: visitor.send("HEAD", address.url) for address in gets}
    assert {rule: answer.status_code for rule, answer in heads.items()} == {
        address.rule: asked.answers[address.rule, "quality_officer"].status_code for address in gets
    }
    assert [rule for rule, answer in heads.items() if answer.data] == []


def test_other_methods_are_not_taken(demo_app, signed_in_by_role):  # noqa: F811
    for address in addresses(demo_app):
        for who, method in (*(("anonymous", method) for method in WRONG_METHODS), ("administrator", "DELETE")):
            assert signed_in_by_role[who].send(method, address.url).status_code == 405, f"{method} {address.url} as {who}"


def test_numbers_and_codes_that_are_not_there(demo_app, signed_in_by_role):  # noqa: F811
    wrong = []
    for address in addresses(demo_app):
        if address.method != "GET" or "<" not in address.rule or "static" in address.rule:
            continue
        fixed, _, rest = address.rule.partition("<")
        kind, _, tail = rest.partition(">")
        real_tail = address.url[len(fixed) :].partition("/")[2]
        for value in NO_SUCH["int" if kind.startswith("int:") else "code"]:
            url = fixed + value + (tail if "<" not in tail else f"/{real_tail}")
            for who in ("quality_officer", "administrator"):
                if (status := signed_in_by_role[who].get(url).status_code) not in {403, 404}:
                    wrong.append(f"{url} as {who}: {status}")
    assert wrong == []


@pytest.mark.parametrize("token", ["none", "wrong", "another session's"])
def test_nothing_is_sent_without_the_session_token(signed_in_by_role, unsafe, token):  # noqa: F811
    before, wrong = trail_head(), []
    by_all = token == "another session's"  # the check comes before any rule: two readers are enough of no token at all
    for who in signed_in_by_role if by_all else ("anonymous", "quality_officer"):
        visitor = signed_in_by_role[who]
        other = signed_in_by_role["staff" if who != "staff" else "auditor"].token
        fields = {"none": {}, "wrong": {"csrf_token": "x" * 40}, "another session's": {"csrf_token": other}}[token]
        for address in unsafe:
            if (status := visitor.send(address.method, address.url, data=fields).status_code) != 400:
                wrong.append(f"{address} as {who}: {status}")
    assert wrong == []
    assert trail_head() == before


def test_anonymous_sends_nothing(demo_app, signed_in_by_role, unsafe):  # noqa: F811
    before = dump()
    for address in unsafe:
        if rule_of(demo_app, address.endpoint) is not PUBLIC:
            answer = signed_in_by_role["anonymous"].post(address.url)
            assert answer.status_code == 401, address
            assert "<h1>" in answer.text
    assert dump() == before


def test_role_that_may_not_sends_nothing(demo_app, signed_in_by_role, unsafe):  # noqa: F811
    before, cells = dump(), 0
    for address in unsafe:
        for who in ROLES.keys() - allowed_to(demo_app, address.endpoint):
            assert signed_in_by_role[who].post(address.url).status_code == 403, f"{address} as {who}"
            cells += 1
    assert cells > 100
    assert dump() == before


HEADER_CASES = {
    "page": ("staff", "GET", "/nc", 200),
    "public page": ("anonymous", "GET", "/public", 200),
    "led to the sign-in": ("anonymous", "GET", "/nc", 302),
    "without a token": ("staff", "POST", "/nc/new", 400),
    "not allowed": ("staff", "GET", "/admin", 403),
    "not there": ("staff", "GET", "/nothing/here", 404),
    "wrong method": ("staff", "PUT", "/nc", 405),
    "too large": ("staff", "POST", "/nc/new", 413),
    "health": ("anonymous", "GET", "/healthz", 200),
    "static": ("anonymous", "GET", "/static/qms.css", 200),
    "no such static": ("anonymous", "GET", "/static/nothing.css", 404),
}


@pytest.mark.parametrize("case", HEADER_CASES)
def test_headers_are_exact(demo_app, signed_in_by_role, case):  # noqa: F811
    who, method, url, status = HEADER_CASES[case]
    body = {"what_happened": "x" * 2**20} if status == 413 else {}
    demo_app.config["MAX_CONTENT_LENGTH"], kept = 2**19 if status == 413 else None, demo_app.config["MAX_CONTENT_LENGTH"]
    try:
        answer = signed_in_by_role[who].send(method, url, data=body)
    finally:
        demo_app.config["MAX_CONTENT_LENGTH"] = kept
    assert answer.status_code == status
    assert {name: answer.headers.getlist(name) for name in HEADERS} == {name: [value] for name, value in HEADERS.items()}
    is_kept_by_browsers = url == "/static/qms.css"
    assert ("no-store" in answer.headers["Cache-Control"]) is not is_kept_by_browsers
    assert "X-Powered-By" not in answer.headers


def test_headers_promise_what_was_agreed():
    policy = dict(part.strip().split(" ", 1) for part in HEADERS["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["base-uri"] == policy["object-src"] == policy["frame-ancestors"] == "'none'"
    assert {policy[f"{kind}-src"] for kind in ("script", "style", "img", "font", "connect")} == {"'self'"}
    assert policy["form-action"] == "'self'"
    assert HEADERS["X-Content-Type-Options"] == "nosniff"


def test_file_is_given_as_a_download_no_browser_opens(signed_in_by_role):  # noqa: F811
    answer = signed_in_by_role["staff"].get("/files/1")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_session_cookie_is_kept_from_scripts_and_strangers(demo_app):  # noqa: F811
    client = demo_app.test_client()
    cookie = client.get("/login").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_route_without_a_rule_stops_the_start(tmp_path, monkeypatch):
    pages = Blueprint("forgotten", __name__)
    pages.add_url_rule("/forgotten", view_func=lambda: "open to all", endpoint="page")
    monkeypatch.setattr(front_door, "all_features", lambda: [*all_features(), Feature("today", "7.3", blueprint=pages)])
    with pytest.raises(NoAccessRule, match=r"forgotten\.page"):
        front_door.create_app(tmp_path)


def test_other_host_names_are_refused_when_ours_are_named(demo_home, monkeypatch):  # noqa: F811
    monkeypatch.setenv("QMS_HOSTS", "qms.lan")
    client = front_door.create_app(demo_home).test_client()
    assert client.get("/public", base_url="http://qms.lan").status_code == 200
    refused = client.get("/public", base_url="http://evil.example")
    assert refused.status_code == 400
    assert refused.headers["X-Content-Type-Options"] == "nosniff"


def test_approved_list_lets_nobody_in_by_mistake():
    lines = [line.split(" | ") for line in (FOLDER / "routes.txt").read_text("utf-8").splitlines()[1:]]
    public = {route for route, _words, who, *_rest in lines if who == ANYBODY}
    assert public == {
        "GET /healthz", "GET /login", "POST /login", "GET /public", "GET /public/<code>", "GET /setup", "POST /setup",
        "GET /static/<path:filename>", "GET /q/<code>", "GET /public/<code>/forms/<form>",
        "GET /report", "POST /report", "GET /report/slip",
    }  # fmt: skip
    assert {who for route, _words, who, *_rest in lines if "/admin" in route} == {"administrator"}
