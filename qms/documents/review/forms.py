"""Forms of the review: an opinion, the rule of a kind of document."""

from collections.abc import Iterable
from typing import Any

from flask import request
from wtforms import BooleanField, IntegerField, PasswordField, SelectField, TextAreaField
from wtforms.fields import HiddenField
from wtforms.validators import NumberRange

from qms.core.language import _
from qms.documents.review import seats
from qms.documents.review.rule import MOST_SEATS, ReviewRule
from qms.documents.review.seats import POST, ROLE, Seat
from qms.documents.text.passages import Passage
from qms.organization.person import Person
from qms.organization.role import Role
from qms.organization.unit import Post
from qms.web.forms import AtMost, Form, Needed, options


class OpinionForm(Form):
    """A reviewer's signed opinion; the button says which."""

    seen = HiddenField(id="opinion-seen")
    note = TextAreaField(_("Nội dung ý kiến"), [AtMost(1000)], id="opinion-note")
    password = PasswordField(_("Mật khẩu để ký"), [Needed(_("Ghi mật khẩu để ký."))], id="opinion-password")

    @property
    def agrees(self) -> bool:
        """Tell which button was pressed."""
        return request.form.get("verdict") == "agree"


class CommentForm(Form):
    """A remark on one passage of the text."""

    place = SelectField(_("Đoạn"), coerce=lambda value: int(value) if value else None, id="comment-place")
    text = TextAreaField(_("Nội dung góp ý"), [Needed(_("Ghi nội dung góp ý.")), AtMost(2000)], id="comment-text")

    def __init__(self, passages: Iterable[Passage], **given: Any) -> None:
        super().__init__(**given)
        self.place.choices = options(((passage.place, f"{passage.place}. {passage.quote}") for passage in passages), _("Chọn đoạn"))


class AnswerForm(Form):
    """An answer to a remark."""

    text = TextAreaField(_("Nội dung trả lời"), [Needed(_("Ghi nội dung trả lời.")), AtMost(2000)])


class RuleForm(Form):
    """Who reviews a kind of document."""

    seat1 = SelectField(_("Người xem xét thứ nhất"))
    seat2 = SelectField(_("Người xem xét thứ hai"))
    seat3 = SelectField(_("Người xem xét thứ ba"))
    seat4 = SelectField(_("Người xem xét thứ tư"))
    quorum = IntegerField(_("Số người phải đồng ý"), [NumberRange(0, 9, str(_("Ghi số người từ 0 đến 9.")))])
    in_order = BooleanField(_("Lần lượt theo thứ tự trên"))

    def __init__(self, rule: ReviewRule | None, **given: Any) -> None:
        asked = rule.seats if rule else []
        facts = {"quorum": rule.quorum if rule else 0, "in_order": bool(rule and rule.in_order)}
        chosen = {f"seat{place}": asked[place - 1] if place <= len(asked) else "" for place in range(1, MOST_SEATS + 1)}
        super().__init__(data={**chosen, **facts}, **given)
        for field in self.seat_fields:
            field.choices = _seat_options(field.data)

    @property
    def seat_fields(self) -> list[Any]:
        """List the fields of the seats, in their order."""
        return [self[f"seat{place}"] for place in range(1, MOST_SEATS + 1)]

    def facts(self) -> dict[str, Any]:
        """Give what was chosen, as the act takes it."""
        chosen = seats.seats_in(field.data for field in self.seat_fields if field.data)
        return {"seats": chosen, "quorum": self.quorum.data, "in_order": self.in_order.data}


def _seat_options(kept: str | None) -> list[Any]:
    roles = [(str(Seat(ROLE, role)), role.label) for role in map(Role, seats.REVIEWING_ROLES)]
    posts = [(str(Seat(POST, str(post.id))), post.label) for post in Post.open_posts()]
    gone = [(kept, seat.label)] if kept and (seat := seats.read(kept)) and kept not in dict([*roles, *posts]) else []
    return options([*roles, *posts, *gone], _("Không"))


def people_who_may_review() -> list[Any]:
    """List the people who may be asked for one more review."""
    return options((str(one.id), one.signature()) for one in Person.present() if one.roles - {Role.ADMINISTRATOR} and one.may_sign_in)
