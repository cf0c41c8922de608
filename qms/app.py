"""The front door: puts the features into one Flask application over one home."""

import secrets
from pathlib import Path
from typing import Any

from flask import Flask, request, url_for
from jinja2 import ChoiceLoader, PackageLoader

from qms import settings
from qms.core import anchors, database, disk, home, seals
from qms.core.attachment import Attachment
from qms.core.feature import Feature
from qms.core.language import Phrase
from qms.documents.document import Document
from qms.documents.queries import in_force_choices, in_force_of, in_force_since
from qms.documents.secrecy.knowing import may_know
from qms.documents.sheets.register import is_form
from qms.documents.sheets.use import outdated, stated
from qms.features import all_features
from qms.improvement.case import revision
from qms.improvement.reporting import origin
from qms.improvement.views_tasks import open_about
from qms.organization.person import Person
from qms.web import access, shell, visibility
from qms.web.lists import here, with_filters

STATIC = Path(__file__).parent / "web" / "static"
MIGRATIONS = Path(__file__).parent / "migrations"


def open_home(folder: Path) -> None:
    """Make a folder the home: its subfolders, its database brought up to date, its seals."""
    all_features()
    home.settle(folder)
    home.documents().mkdir(parents=True, exist_ok=True)
    home.files().mkdir(parents=True, exist_ok=True)
    database.use(home.database())
    anchors.forget()
    with database.connection():
        migrate()


def migrate() -> None:
    """Bring the schema up to date and remake the triggers; nothing is written when all is as it should be."""
    from playhouse.migrations import Runner

    runner = Runner(database.db, directory=str(MIGRATIONS))
    if any(step.applied is None for step in runner.status()):
        for name in seals.present():
            database.db.execute_sql(f"DROP TRIGGER {name}")
        try:
            runner.up()
        finally:
            seals.install()


def create_app(folder: Path | None = None, **config: Any) -> Flask:
    """Build the application over a home; raise when a route has no access rule."""
    settings.check()
    open_home(folder or settings.home())
    app = Flask("qms", static_folder=str(STATIC), template_folder=None)
    app.config.update(
        SECRET_KEY=_secret_key(),
        SESSION_COOKIE_NAME="qms",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.text("QMS_HTTPS") == "1",
        MAX_CONTENT_LENGTH=64 * 2**20,
        MAX_FORM_MEMORY_SIZE=4 * 2**20,
        MAX_FORM_PARTS=500,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_I18N_ENABLED=False,
        TRUSTED_HOSTS=[h.strip() for h in settings.text("QMS_HOSTS").split(",") if h.strip()] or None,
        **config,
    )
    features = all_features()
    app.jinja_loader = ChoiceLoader([PackageLoader("qms.web"), *_template_folders(features)])
    for feature in features:
        for blueprint in feature.blueprint if isinstance(feature.blueprint, tuple) else (feature.blueprint,):
            app.register_blueprint(blueprint)
    app.jinja_env.globals.update(asset=_asset, paragraph=_paragraph, here=here, with_filters=with_filters, remark_on=_remark_on)
    app.config["PROCEDURE_CHOICES"] = lambda: in_force_choices(access.me())  # what improvement asks of documents, given here: floors
    app.config["IS_FORM"] = is_form
    revision.answer_with(in_force_since)
    origin.register("document", _document)
    app.config["OPEN_CASES"] = open_about  # and the one thing documents ask of improvement
    app.config["RELATED"] = lambda code: [line for feature in features for line in feature.related(code)]
    app.config["MENU"] = lambda person: _menu(features, person)
    shell.install(app)
    access.check_all(app)
    return app


def _document(number: int, person: Any) -> origin.Origin | None:
    """Give a document as the origin of a report; who has no name is told its code alone."""
    found = Document.get_or_none(id=number)
    edition = in_force_of(found) if found else None
    if found is None or edition is None or not may_know(person, found):
        return None
    if person.id is None:
        return origin.Origin(found.code, procedure=found.code)
    return origin.Origin(f"{found.code} {edition.title}", url_for("documents.document", code=found.code), procedure=found.code)


def _paragraph(code: str, place: str) -> str:
    """Give the address of a numbered paragraph of a document in force, or of the document."""
    known = Document.get_or_none(code=code) if place else None
    edition = in_force_of(known) if known else None
    headings = edition.page.headings if edition else ()
    anchor = next((heading.anchor for heading in headings if heading.text.startswith(place)), None)
    return url_for("documents.document", code=code, _anchor=anchor)


def _remark_on(file: Attachment) -> Phrase | None:
    """Say that an evidence file is made on a form out of use, to who may know of the form."""
    remark = outdated(file)
    return remark if remark and visibility.may_name(stated(file)[0].removeprefix("BM-").rpartition("-")[0]) else None


def _template_folders(features: list[Feature]) -> list[PackageLoader]:
    return [PackageLoader(f"qms.{feature.name}") for feature in features]


def _secret_key() -> str:
    file = home.records() / "secret.key"
    if not file.is_file():
        disk.write_whole(file, secrets.token_hex(32).encode(), mode=0o600)
    return file.read_text("ascii")


_assets: dict[str, str] = {}


def _asset(name: str) -> str:
    """Give the address of a static file, with its hash so that browsers keep it until it changes."""
    if name not in _assets:
        _assets[name] = disk.sha256((STATIC / name).read_bytes())[:12]
    return url_for("static", filename=name, v=_assets[name])


def _menu(features: list[Feature], person: Person) -> list[dict[str, Any]]:
    groups: dict[str, dict[str, Any]] = {}
    items = sorted(
        (item for feature in features for item in feature.menu if not item.roles or item.roles & person.roles),
        key=lambda item: item.order,
    )
    open_ones = [item.url for item in items if request.path == item.url or (item.url != "/" and request.path.startswith(item.url + "/"))]
    for item in items:
        group = groups.setdefault(item.group.text, {"label": item.group, "entries": []})
        group["entries"].append(
            {
                "label": item.label,
                "url": item.url,
                "current": item.url == max(open_ones, key=len, default=None),
                "count": item.count(person) if item.count else 0,
            }
        )
    return list(groups.values())
