"""What the page of a review shows beside the text: who was asked, what was said, the reader's own box."""

from typing import Any

from flask import request

from qms.documents import authorities
from qms.documents.edition import Edition
from qms.documents.review.comment import by_passage, comments_on
from qms.documents.review.forms import CommentForm, OpinionForm
from qms.documents.review.opinion import opinions_on
from qms.web.access import me


def panel(edition: Edition, opinion: OpinionForm | None = None, comment: CommentForm | None = None) -> dict[str, Any]:
    """Give what the panel needs, with the form that was sent when one was."""
    form = opinion or OpinionForm(formdata=None)
    form.seen.data, form.seen.raw_data = edition.sha256, None
    asked = edition.round
    is_my_turn = asked is not None and authorities.review(me(), edition) and asked.is_turn_of(me())
    blocks = by_passage(edition)
    chosen = request.args.get("block", type=int)
    return {
        "round": asked,
        "said": opinions_on(edition),
        "is_my_turn": is_my_turn,
        "opinion_form": form,
        "blocks": blocks,
        "comments": comments_on(edition),
        "may_comment": authorities.comment(me(), edition),
        "comment_form": comment or CommentForm([block for block, _remarks in blocks], formdata=None, data={"place": chosen}),
    }
