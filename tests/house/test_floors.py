"""The floors and the house rules: who imports whom, where Flask, the clock, the environment and raw HTML may appear."""

import ast
import re
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from qms.features import all_features

CHECKOUT = Path(__file__).resolve().parents[2]
QMS = CHECKOUT / "qms"
VISIBLE = {"README.md", "procedures_md", "qms", "records", "requirements.txt", "tests"}

FLOORS = [
    {"__init__", "settings"},
    {"core"},
    {"organization"},
    {"documents", "improvement"},
    {"citizens", "context", "exchange", "objectives", "providers", "risks", "today", "trail"},
    {"management_review", "notifications"},  # read every feature below
    {"yearly_round"},
    {"features"},
    {"app"},
    {"demo"},
    {"commands", "bootstrap"},
    {"__main__"},
]
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
ONE_ROOM = {("commands", "bootstrap"), ("bootstrap", "commands")}  # the command line, before and after the packages are there
READ_THE_DECLARATIONS = {"notifications", "today", "trail"}  # services: they ask `features` for what each feature declares
OF_THE_WEB = re.compile(r"(views\w*|forms\w*|feature)\.py$")
SHELL_STANDS_ON = {"__init__", "settings", "core", "organization", "web"}
BESIDE = {"web", "migrations"}  # the shell beside the stairs; what a migration needs it writes down itself

SOURCES = sorted(file for file in QMS.rglob("*.py"))
TEMPLATES = sorted(QMS.rglob("*.html"))
VIEWS = [file for file in SOURCES if file.name.startswith("views")]
HTML_RULES = {
    "an escape is switched off": r"\|\s*safe\b|autoescape",
    "an inline style": r"""\sstyle\s*=""",
    "an inline script": r"<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*[\"']|javascript:",
    "something from another host": r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//""",
}


def path_of(file):
    """Name a file as people do."""
    return str(file.relative_to(CHECKOUT))


def room_of(file):
    """Tell which room a file stands in: its folder, or itself at the front door."""
    first = file.relative_to(QMS).parts[0]
    return first.removesuffix(".py")


def imported_by(file):
    """List the dotted names a file imports."""
    names = []
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path_of(file)}: a relative import"
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def rooms_used_by(file):
    """List the rooms of the house a file imports."""
    inside = [name.split(".") for name in imported_by(file) if name.split(".")[0] == "qms"]
    return {parts[1] if parts[1] in {*FLOOR, *BESIDE} else "__init__" for parts in inside if len(parts) > 1}


def may_import(file, used):
    """Tell whether a file may import a room."""
    room = room_of(file)
    if used == room:
        return True
    if room == "web":
        return used in SHELL_STANDS_ON
    if used == "web":
        return room == "app" or bool(OF_THE_WEB.match(file.name))
    if used == "features" and room in READ_THE_DECLARATIONS:
        return True
    return (room, used) in ONE_ROOM or FLOOR[used] < FLOOR[room]


def calls_in(file):
    """List the dotted calls of a file as (line, name)."""
    tree = ast.parse(file.read_text("utf-8"))
    return [(node.lineno, ast.unparse(node.func)) for node in ast.walk(tree) if isinstance(node, ast.Call)]


def attributes_in(file):
    """List the dotted attributes and names of a file as (line, name)."""
    tree = ast.parse(file.read_text("utf-8"))
    return [(node.lineno, ast.unparse(node)) for node in ast.walk(tree) if isinstance(node, ast.Attribute | ast.Name)]


def lines_with(files, pattern):
    """List every line of the files where a pattern is found."""
    return [
        f"{path_of(file)}:{number}: {line.strip()[:100]}"
        for file in files
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]


def test_every_room_has_its_floor():
    assert {room_of(file) for file in SOURCES} == set(FLOOR) | BESIDE


@pytest.mark.parametrize("room", sorted({room_of(file) for file in SOURCES} - {"migrations"}))
def test_imports_go_downwards_only(room):
    wrong = [
        f"{path_of(file)} imports {used}"
        for file in SOURCES
        if room_of(file) == room
        for used in sorted(rooms_used_by(file))
        if not may_import(file, used)
    ]
    assert wrong == []


def test_rule_of_the_floors_can_fail():
    assert not may_import(QMS / "core" / "act.py", "organization")
    assert not may_import(QMS / "documents" / "work.py", "improvement")
    assert not may_import(QMS / "improvement" / "work.py", "documents")
    assert not may_import(QMS / "documents" / "edition.py", "web")
    assert not may_import(QMS / "web" / "shell.py", "documents")
    assert not may_import(QMS / "citizens" / "queries.py", "features")
    assert not may_import(QMS / "today" / "queries.py", "risks")
    assert not may_import(QMS / "context" / "queries.py", "risks")
    assert may_import(QMS / "documents" / "views_work.py", "web")


def test_only_the_shell_knows_flask():
    knows = {"flask", "flask_login", "flask_wtf", "wtforms", "werkzeug", "jinja2", "markupsafe"}
    wrong = [
        f"{path_of(file)} imports {name}"
        for file in SOURCES
        for name in imported_by(file)
        if name.split(".")[0] in knows and not (room_of(file) in {"web", "app"} or OF_THE_WEB.match(file.name))
    ]
    assert wrong == []


def test_core_knows_little_of_the_world():
    known = {"peewee", "playhouse", "markdown", "matplotlib", "nh3", "yaml", "holidays", "pymdownx", "qms"}
    known |= {"PIL", "bs4", "docx", "fontTools", "segno", "typst"}  # what puts text on paper
    found = {name.split(".")[0] for file in SOURCES if room_of(file) == "core" for name in imported_by(file)}
    assert found - known - set(__import__("sys").stdlib_module_names) == set()


def test_core_names_no_clause():
    assert lines_with([file for file in SOURCES if room_of(file) == "core"], r"\bISO 9001|\bTCVN\b") == []


def test_only_the_clock_asks_the_time():
    wall = re.compile(r"(^|\.)(datetime\.(now|utcnow|today)|date\.today|time\.(time|time_ns|localtime|gmtime|ctime))$")
    stopwatch = re.compile(r"^time\.(monotonic|perf_counter)")
    wrong = [
        f"{path_of(file)}:{line}: {name}"
        for file in SOURCES
        for line, name in attributes_in(file)
        if (wall.search(name) and file != QMS / "core" / "clock.py") or (stopwatch.search(name) and room_of(file) != "commands")
    ]
    assert wrong == []


def test_only_settings_read_the_environment():
    may = {"settings", "bootstrap", "commands"}
    assert lines_with([file for file in SOURCES if room_of(file) not in may], r"\benviron\b|\bgetenv\b") == []


def test_views_never_keep_anything():
    ends = re.compile(r"\.(save|create|insert|insert_many|bulk_create|update|delete|delete_instance|execute|execute_sql|atomic)$")
    wrong = [f"{path_of(file)}:{line}: {name}()" for file in VIEWS for line, name in calls_in(file) if ends.search(name)]
    assert wrong == []


def test_every_view_stands_under_a_rule():
    wrong = []
    for file in VIEWS:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            above = [ast.unparse(line) for line in getattr(node, "decorator_list", [])]
            routed = [place for place, line in enumerate(above) if re.match(r"\w+\.(route|get|post)\(", line)]
            if routed and not any(line.startswith("allow(") for line in above[max(routed) + 1 :]):
                wrong.append(f"{path_of(file)}: {node.name}")
    assert wrong == []


def test_markup_is_made_in_one_place():
    assert lines_with([file for file in SOURCES if file != QMS / "web" / "shell.py"], r"\bMarkup\b|render_template_string") == []
    assert len(lines_with([QMS / "web" / "shell.py"], r"\bMarkup\(")) == 1


@pytest.mark.parametrize("rule", HTML_RULES)
def test_templates_hold_no(rule):
    assert lines_with(TEMPLATES, HTML_RULES[rule]) == []


def test_only_what_was_sanitised_is_not_escaped():
    made = lines_with(TEMPLATES, r"\|\s*from_renderer")
    assert made
    assert [line for line in made if "html" not in line and "whole" not in line] == []


@pytest.mark.parametrize("feature", all_features(), ids=lambda feature: feature.name)
def test_feature_names_its_clause_and_has_tests(feature):
    folder = QMS / feature.name
    tree = ast.parse((folder / "__init__.py").read_text("utf-8"))
    assert re.search(r"\(\d{1,2}\.\d", ast.get_docstring(tree) or ""), "its docstring names no clause"
    assert len(tree.body) == 1, "__init__.py is a docstring and nothing else"
    assert feature.clause
    assert list((CHECKOUT / "tests" / feature.name).glob("test_*.py")), "it has no tests"


def test_features_do_not_share_a_template_name():
    names = sorted(file.name for file in TEMPLATES)
    assert [one for one, other in pairwise(names) if one == other] == []


def test_top_of_the_repository_has_six_names():
    listed = subprocess.run(["git", "ls-files"], cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout.splitlines()
    top = {name.split("/")[0] for name in listed}
    assert {name for name in top if not name.startswith(".")} == VISIBLE


def test_no_file_has_a_name_that_says_nothing():
    empty_words = {"utils", "helpers", "manager", "service", "common", "misc", "base", "data"}
    assert [path_of(file) for file in SOURCES if file.stem in empty_words] == []


def test_nothing_is_left_to_do():
    assert lines_with([*SOURCES, *TEMPLATES], r"\b(TODO|FIXME|XXX)\b") == []
