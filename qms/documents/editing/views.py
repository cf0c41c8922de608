"""Pages of editing in peace: who writes, one's own text kept, files changed with other programs."""

from typing import Any

from flask import Blueprint, jsonify, render_template, request, url_for

from qms.core.language import _
from qms.core.vietnamese import nfc
from qms.documents import authorities
from qms.documents.editing import autosave, edit_lock, outside
from qms.documents.edition import Edition
from qms.documents.views_work import editable
from qms.web.access import SIGNED_IN, allow, me
from qms.web.shell import done, found, still_open

pages = Blueprint("document_editing", __name__)


@pages.app_template_global("lock_against")
def lock_against(edition: Edition) -> Any:
    """Give the lock somebody else holds on an edition."""
    return edit_lock.against(edition, me())


@pages.app_template_global("files_found_outside")
def files_found_outside() -> list[outside.Found]:
    """List the files that were changed or added with other programs."""
    return outside.found()


@pages.post("/docs/<code>/hold")
@allow(SIGNED_IN)
def hold(code: str) -> Any:
    """Say that one is writing; the answer says when somebody else is."""
    other = edit_lock.hold(_writable(code), me())
    return jsonify(notice=str(other.sentence_for(me())) if other else "")


@pages.post("/docs/<code>/take-over")
@allow(SIGNED_IN)
def take_over(code: str) -> Any:
    """Take the writing over."""
    edit_lock.take_over(_writable(code), me())
    return done(_("Đồng chí đã tiếp quản việc soạn."), url_for("document_work.edit", code=code.upper()))


@pages.post("/docs/<code>/keep-mine")
@allow(SIGNED_IN)
def keep_mine(code: str) -> Any:
    """Keep one's own text beside the one that was saved meanwhile."""
    autosave.keep(_writable(code), me(), nfc(request.form.get("text", "")))
    return done(_("Đã giữ bản của đồng chí thành bản nháp tự động."), url_for("document_work.edit", code=code.upper()))


def _writable(code: str) -> Edition:
    edition = editable(code)
    still_open(edition.rewrite)
    return edition


@pages.get("/docs/outside")
@allow(authorities.register)
def outside_files() -> Any:
    """Show the files that were changed or added with other programs."""
    return render_template("outside_files.html", files=outside.found())


@pages.post("/docs/outside")
@allow(authorities.register)
def take_in() -> Any:
    """Put one file in order: signed bytes back, its text as a draft if wanted."""
    one = found(outside.named(request.form.get("name", "")))
    draft = outside.take_in(one, me(), as_draft="draft" in request.form)
    if draft:
        return done(_("Đã mở %(label)s từ tệp này.", label=draft.label), url_for("document_work.edit", code=draft.document.code))
    return done(_("Đã khôi phục tệp đã ký %(name)s.", name=one.name), url_for("document_editing.outside_files"))
