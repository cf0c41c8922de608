"""Remarks on the paragraphs of a text: made at its review, answered and settled until it is signed."""

from typing import Any

from flask import Blueprint, url_for

from qms.core.language import _
from qms.core.refusals import Missing
from qms.documents.edition import Edition
from qms.documents.review.comment import Comment, CommentAnswer
from qms.documents.review.forms import AnswerForm, CommentForm
from qms.documents.states import EditionState
from qms.documents.text.passages import passages_of
from qms.documents.views_approval import review_again
from qms.documents.views_work import editable
from qms.web.access import SIGNED_IN, allow, me
from qms.web.shell import done, found, still_open

pages = Blueprint("document_comments", __name__)


@pages.post("/docs/<code>/comments")
@allow(SIGNED_IN)
def write(code: str) -> Any:
    """Make a remark on a block."""
    edition = editable(code)
    form = CommentForm(passages_of(edition.page.html))
    still_open(Comment(edition=edition).write)
    if not form.sent():
        return review_again(edition, comment=form)
    comment = Comment(edition=edition, place=form.place.data or 0, text=form.text.data).write(by=me())
    return done(_("Đã gửi góp ý đoạn %(n)s.", n=comment.place), _where(edition, comment))


@pages.post("/docs/<code>/comments/<int:number>/answer")
@allow(SIGNED_IN)
def answer(code: str, number: int) -> Any:
    """Answer a remark."""
    edition, form = editable(code), AnswerForm()
    comment = _comment(edition, number)
    said = CommentAnswer(comment=comment)
    still_open(said.write)
    if not form.sent():
        raise Missing(_("Ghi nội dung trả lời."))
    said.text = form.text.data
    said.write(by=me())
    return done(_("Đã trả lời góp ý."), _where(edition, comment))


@pages.post("/docs/<code>/comments/<int:number>/resolve")
@allow(SIGNED_IN)
def resolve(code: str, number: int) -> Any:
    """Say that a remark has been met."""
    edition = editable(code)
    comment = _comment(edition, number).resolve(by=me())
    return done(_("Đã ghi góp ý được giải quyết."), _where(edition, comment))


def _comment(edition: Edition, number: int) -> Comment:
    return found(Comment.get_or_none(id=number, edition=edition))


def _where(edition: Edition, comment: Comment) -> str:
    page = "approval.review" if edition.state == EditionState.IN_REVIEW else "document_work.edit"
    return url_for(page, code=edition.document.code, _anchor=f"gop-y-{comment.id}")
