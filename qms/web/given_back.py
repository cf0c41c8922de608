"""What was typed when a session had ended: it goes through the sign-in signed and comes back in the form it was typed into."""

from collections.abc import Callable
from typing import Any

from flask import current_app, render_template, request
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException

from qms.web import access
from qms.web.forms import typed

KEPT_SECONDS = 12 * 3600
Typing = MultiDict[str, str]
_FORMS: dict[str, Callable[[Typing], Any]] = {}


def gives_back(endpoint: str) -> Callable[[Callable[[Typing], Any]], Callable[[Typing], Any]]:
    """Say which page shows what was typed for an endpoint again; forms nobody spoke for come back field by field."""

    def declare(page: Callable[[Typing], Any]) -> Callable[[Typing], Any]:
        _FORMS[endpoint] = page
        return page

    return declare


def kept_typing() -> str:
    """Write what was typed as a hidden field's value, signed."""
    found = typed()
    return str(_signer().dumps(found)) if found else ""


def read_kept(text: str) -> Typing:
    """Read back what `kept_typing` wrote; nothing when it is not that, or too old."""
    try:
        pairs = _signer().loads(text, max_age=KEPT_SECONDS)
    except BadData:
        return MultiDict()
    return MultiDict((str(name), str(value)) for name, value in pairs)


def given_back(kept: Typing, url: str) -> Any:
    """Show what was typed for an address again, to be looked at and sent."""
    page = _FORMS.get(_endpoint_of(url))
    return page(kept) if page else render_template("kept.html", typed=list(kept.items(multi=True)), action=url)


def _endpoint_of(url: str) -> str:
    adapter = current_app.create_url_adapter(request)
    try:
        endpoint = str(adapter.match(url.partition("?")[0], method="POST")[0]) if adapter else ""
    except HTTPException:
        return ""
    return endpoint if endpoint and access.may_open(endpoint) else ""


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="kept typing")
