"""What every request goes through: connection, language, sign-in, access, one-time forms, headers."""

import re
import secrets
from datetime import date, datetime
from typing import Any

from flask import Flask, Request, Response, flash, g, redirect, request, url_for
from flask_login import LoginManager
from flask_wtf.csrf import CSRFError, CSRFProtect
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from qms import __version__, settings
from qms.core import clock, language, once, vietnamese
from qms.core.database import db
from qms.core.kept import kept
from qms.core.language import Phrase, _
from qms.core.refusals import Stale
from qms.organization import personal_token, sign_in
from qms.organization.office import Office
from qms.organization.person import Person
from qms.web import access, refused, visibility

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_LOOKING = {"GET", "HEAD", "OPTIONS"}


class Visitor:
    """Who Flask-Login keeps: the person and the token of his session (its “alternative token”)."""

    is_authenticated = is_active = True
    is_anonymous = False

    def __init__(self, person: Person, token: str) -> None:
        self.person = person
        self.token = token

    def get_id(self) -> str:
        """Give what the cookie holds."""
        return self.token


def load_visitor(token: str) -> Visitor | None:
    """Find who a session's token belongs to."""
    person = sign_in.person_of(token)
    return Visitor(person, token) if person else None


def load_by_token(asked: Request) -> Visitor | None:
    """Find whose personal token a program shows, for the views that take one; he then reads in his own language."""
    plain = token_shown(asked)
    person = personal_token.owner_of(plain) if plain else None
    if person is None:
        return None
    language.read_in(asked.args.get("lang", person.language))
    return Visitor(person, "")


def token_shown(asked: Request) -> str:
    """Give the token a request shows: as a bearer, or in the address, as calendars send it."""
    if not access.may_take_token(asked.endpoint):
        return ""
    bearer = asked.authorization
    return (bearer.token or "") if bearer and bearer.type == "bearer" else asked.args.get("token", "")


def install(app: Flask) -> None:
    """Put the shell around an application."""
    app.before_request(_open)  # first, so that a refused token is answered with a page too
    app.before_request(_refuse_other_sites)
    CSRFProtect(app)
    manager = LoginManager(app)
    manager.session_protection = None  # the session lives in our own table
    manager.user_loader(load_visitor)
    manager.request_loader(load_by_token)
    _language(app)
    app.before_request(access.enforce)
    app.before_request(visibility.enforce)
    app.before_request(_settle)
    app.after_request(_headers)
    app.after_request(_note_result)
    app.teardown_request(_close)
    refused.answer_refusals(app)
    _words(app)


def _open() -> Any:
    db.connect(reuse_if_open=True)
    asked = request.args.get("lang")
    language.read_in(asked or request.cookies.get("lang") or settings.text("QMS_LANG"))
    g.office = _office()
    if g.office is None and request.endpoint not in {"setup.set_up", "static", "health.healthz"}:
        return redirect(url_for("setup.set_up"))
    return None


def _refuse_other_sites() -> None:
    """Refuse what a page of another site sends, whatever token it carries; an old browser names none and shows the token alone."""
    if request.method in _LOOKING:
        return
    site, origin = request.headers.get("Sec-Fetch-Site", "none"), request.headers.get("Origin")
    if site not in {"same-origin", "none"} or (origin is not None and origin.partition("://")[2] != request.host):
        raise CSRFError


@kept(most=8)
def _office() -> Office | None:
    return Office.current()


def _settle() -> Any:
    if request.method in _LOOKING:
        once.carry(None)
        access.is_signed_in()  # notes the visit while it can still be written
        db.execute_sql("PRAGMA query_only = 1")  # looking changes nothing
        return None
    token = request.form.get("once", "")[:64]
    url = once.result_of(token) if token else ""
    if url:
        return redirect(url, 303)
    once.carry(token)
    g.once = token
    return None


def _note_result(response: Response) -> Response:
    token = g.get("once")
    if token and response.status_code in {302, 303} and not db.is_closed():
        once.led_to(token, response.location)
    return response


def _close(_error: BaseException | None) -> None:
    once.carry(None)
    if not db.is_closed():
        db.close()


def _headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static" or response.status_code >= 400:
        response.headers.setdefault("Cache-Control", "no-store")
    asked = request.args.get("lang")
    if asked in language.LANGUAGES:
        response.set_cookie("lang", asked, max_age=365 * 86400, samesite="Lax", httponly=True)
    return response


def _language(app: Flask) -> None:
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=language.translated, ngettext=lambda one, many, n: language.translated(many), newstyle=True
    )


def _words(app: Flask) -> None:
    app.jinja_env.filters.update(
        day=vietnamese.day,
        moment=vietnamese.moment,
        long_day=vietnamese.long_day,
        number=vietnamese.number,
        due=due_in_words,
        domid=dom_id,
        from_renderer=from_renderer,
        told=visibility.told,
    )
    app.jinja_env.globals.update(fresh_once=_fresh_once, may_open=access.may_open, may_name=visibility.may_name)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    @app.context_processor
    def _everywhere() -> dict[str, Any]:
        return {
            "language": language.language(),
            "languages": language.LANGUAGES,
            "office": g.get("office"),
            "version": __version__,
            "today": clock.today(),
            "me": access.me() if access.is_signed_in() else None,
            "menu": app.config["MENU"](access.me()) if access.is_signed_in() else [],
        }


def _fresh_once() -> str:
    return secrets.token_urlsafe(16)


def from_renderer(clean: str) -> Markup:
    """Put HTML that `core.markdown_text.rendered` sanitised into a page; the only text that is not escaped."""
    return Markup(clean)  # noqa: S704


def dom_id(text: str) -> str:
    """Give a text as an element's id."""
    return re.sub(r"[^a-z0-9]+", "-", vietnamese.fold(text)).strip("-")


def due_in_words(due: date | datetime | None) -> dict[str, Any]:
    """Tell a due date as people say it: {tone, shape, text}."""
    if due is None:
        return {"tone": "neu", "shape": "○", "text": ""}
    days = ((due if not isinstance(due, datetime) else due.astimezone(clock.HANOI).date()) - clock.today()).days
    if days < 0:
        return {"tone": "bad", "shape": "▲", "text": str(_("Quá hạn %(n)s ngày", n=-days))}
    if days == 0:
        return {"tone": "warn", "shape": "◆", "text": str(_("Hạn hôm nay"))}
    tone, shape = ("warn", "◆") if days <= 7 else ("neu", "○")
    return {"tone": tone, "shape": shape, "text": str(_("Còn %(n)s ngày", n=days))}


def done(sentence: Phrase, url: str) -> Any:
    """Thank and show where the work goes on."""
    flash(str(sentence))
    return redirect(url, 303)


def found(record: Any) -> Any:
    """Give a record that must be there and be visible; 404 otherwise, the same for missing and forbidden."""
    if record is None:
        raise NotFound
    return record


def as_seen(record: Any) -> Any:
    """Give the record, or refuse when somebody changed it since the page that is answered was opened."""
    seen = request.form.get("version")
    if seen is not None and seen != str(record.version):
        raise Stale(record.label)
    return record


def still_open(bound: Any) -> Any:
    """Give an act, or its refusal at once when its reader may not do it now: before what he typed is looked at."""
    refusal = bound.refusal_for(access.me())
    if refusal:
        raise refusal
    return bound
