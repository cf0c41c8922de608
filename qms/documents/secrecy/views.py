"""The page of who may know of a document."""

from typing import Any

from flask import Blueprint, render_template, url_for

from qms.core.language import _
from qms.core.refusals import Refusal
from qms.core.stories import history
from qms.documents import authorities, queries
from qms.documents.document import Document
from qms.documents.secrecy.forms import KnowersForm, WhyForm
from qms.documents.secrecy.levels import label_of
from qms.documents.secrecy.need_to_know import NeedToKnow, circle_of
from qms.web.access import SIGNED_IN, allow, me
from qms.web.shell import as_seen, done, found

pages = Blueprint("secrecy", __name__)


@pages.app_template_filter("level")
def level(stored: str, is_limited: bool = False) -> str:
    """Name a level of secrecy in the reader's language."""
    return str(label_of(stored, is_limited))


@pages.route("/docs/<code>/knowers", methods=["GET", "POST"])
@allow(SIGNED_IN)
def knowers(code: str) -> Any:
    """Show and set who may know of a document."""
    circle = _circle(code)
    form = KnowersForm(circle)
    if not form.sent():
        return _page(circle, form, status=422 if form.errors else 200)
    name = circle.limit if circle.is_new else as_seen(circle).change
    try:
        name(by=me(), **form.facts())
    except Refusal as refusal:
        return _page(_circle(code), form, refusal=refusal, status=422)
    return _done(circle.document, _("Đã ghi diện được biết %(code)s.", code=circle.document.code))


@pages.post("/docs/<code>/knowers/lift")
@allow(SIGNED_IN)
def lift(code: str) -> Any:
    """Open the document to the whole office again."""
    circle, form = _circle(code), WhyForm()
    found(None if circle.is_new else circle)
    if not form.sent():
        return _page(circle, why=form, status=422)
    as_seen(circle).lift(by=me(), reason=form.why.data)
    return _done(circle.document, _("Đã bỏ giới hạn người được biết %(code)s.", code=circle.document.code))


def _circle(code: str) -> NeedToKnow:
    circle = circle_of(found(queries.document(code)))
    found(authorities.limit_readers(me(), circle) or None)
    return circle


def _done(document: Document, sentence: Any) -> Any:
    return done(sentence, _page_of(document))


def _page_of(document: Document) -> str:
    return url_for("entries.show" if document.entries.first() else "documents.document", code=document.code)


def _page(
    circle: NeedToKnow, form: KnowersForm | None = None, why: WhyForm | None = None, refusal: Refusal | None = None, status: int = 200
) -> Any:
    return render_template(
        "knowers.html",
        circle=circle,
        document=circle.document,
        form=form or KnowersForm(circle, formdata=None),
        why=why or WhyForm(formdata=None),
        refusal=refusal,
        back=_page_of(circle.document),
        story=[] if circle.is_new else history(circle),
    ), status
