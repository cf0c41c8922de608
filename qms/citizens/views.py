"""The open pages: no sign-in, no draft, no name of an officer."""

from typing import Any

from flask import Blueprint, Response, make_response, render_template, request

from qms.citizens import queries
from qms.web.access import PUBLIC, allow
from qms.web.lists import download
from qms.web.shell import found

pages = Blueprint("public", __name__)
SIZES = ("", "size1", "size2")
_A_YEAR = 365 * 86400


@pages.get("/public")
@allow(PUBLIC)
def postings() -> Response:
    """List what is posted, by field."""
    words = request.args.get("q", "").strip()[:100]
    return _shown("postings.html", words=words, groups=queries.posted(words))


@pages.get("/public/<code>")
@allow(PUBLIC)
def posting(code: str) -> Response:
    """Show one posting; one that was taken down says so, anything else that is not posted is not there."""
    posting = queries.posting(code)
    if posting:
        return _shown("posting.html", posting=posting)
    return _shown("taken_down.html", 410, document=found(queries.taken_down(code)))


@pages.get("/public/<code>/forms/<form>")
@allow(PUBLIC)
def form_file(code: str, form: str) -> Response:
    """Send the file of a form that is flagged public, beside its posting."""
    posting = found(queries.posting(code))
    listed = found(next((one for one in posting.downloads if one.code == form.upper()), None))
    return download(listed.file.name, listed.file.bytes(), listed.file.media_type)


def _shown(template: str, status: int = 200, **facts: Any) -> Response:
    """Render in the size and contrast that were asked for, now or the last time."""
    size, contrast = min(_asked("size"), len(SIZES) - 1), bool(_asked("contrast"))
    look = " ".join(part for part in (SIZES[size], "contrast" if contrast else "") if part)
    response = make_response(render_template(template, size=size, largest=len(SIZES) - 1, contrast=contrast, look=look, **facts), status)
    for name in ("size", "contrast"):
        if name in request.args:
            response.set_cookie(name, str(_asked(name)), max_age=_A_YEAR, samesite="Lax", httponly=True, path="/public")
    return response


def _asked(name: str) -> int:
    value = request.args.get(name, request.cookies.get(name, ""))
    return int(value) if value in {"0", "1", "2"} else 0
