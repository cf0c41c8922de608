"""The papers of a review: the pack before the meeting, the minutes after it, each as PDF and as a Word file."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, current_app

from qms.core import trail
from qms.core.language import _
from qms.core.paper import pdf
from qms.core.paper.form import Slip
from qms.core.paper.vector import drawing_of, in_points
from qms.core.refusals import NotNow
from qms.management_review.review.minutes_paper import minutes_of
from qms.management_review.review.pack_paper import FORM, pack_of
from qms.management_review.review.review import ManagementReview
from qms.management_review.review.views import asked
from qms.management_review.review.views_inputs import as_seen_by_reader
from qms.web import visibility
from qms.web.access import SIGNED_IN, allow, me
from qms.web.lists import WORD, download

pages = Blueprint("review_papers", __name__)


@pages.post("/reviews/<code>/pack/pdf")
@allow(SIGNED_IN)
def pack_as_pdf(code: str) -> Any:
    """Give the pack as PDF, its charts as drawings."""
    review = _frozen(code)
    return _given(review, "tai-lieu-hop", pdf.slip(_pack(review)), "pdf")


@pages.post("/reviews/<code>/pack/word")
@allow(SIGNED_IN)
def pack_as_word(code: str) -> Any:
    """Give the pack as a Word file, its charts as pictures."""
    from qms.core.paper import word_slip

    review = _frozen(code)
    pack = _pack(review)
    return _given(review, "tai-lieu-hop", word_slip.slip(replace(pack, text=in_points(pack.text))), "docx")


@pages.post("/reviews/<code>/minutes/pdf")
@allow(SIGNED_IN)
def minutes_as_pdf(code: str) -> Any:
    """Give the minutes as PDF."""
    review = _frozen(code)
    return _given(review, "bien-ban", pdf.letter(visibility.told(minutes_of(review))), "pdf")


@pages.post("/reviews/<code>/minutes/word")
@allow(SIGNED_IN)
def minutes_as_word(code: str) -> Any:
    """Give the minutes as a Word file the clerk can number."""
    from qms.core.paper import word_letter

    review = _frozen(code)
    return _given(review, "bien-ban", word_letter.letter(visibility.told(minutes_of(review))), "docx")


def _frozen(code: str) -> ManagementReview:
    review = asked(code)
    if not review.manifest:
        raise NotNow(_("%(code)s: chốt số liệu trước khi tải tài liệu họp, biên bản.", code=review.code))
    return review


def _pack(review: ManagementReview) -> Slip:
    """Lay out the pack, without the words kept from who asks for it."""
    pack: Slip = visibility.told(pack_of(review, _form()))
    return replace(pack, text=[node for node in pack.text if not drawing_of(node) or as_seen_by_reader(drawing_of(node))])


def _form() -> str:
    return FORM if current_app.config["IS_FORM"](FORM) else ""


def _given(review: ManagementReview, name: str, made: bytes, ending: str) -> Any:
    file = f"{name}-{review.code}.{ending}"
    trail.note_event("managementreview.exported", me(), {"label": file})
    return download(file, made, "application/pdf" if ending == "pdf" else WORD)
