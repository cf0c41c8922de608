"""One's own reminders: the link of one's calendar, the language of one's mails."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from qms.core.language import _
from qms.organization import personal_token
from qms.web.access import SIGNED_IN, allow, me
from qms.web.address import reached_at
from qms.web.shell import done

tokens = Blueprint("tokens", __name__)


@tokens.post("/me/token")
@allow(SIGNED_IN)
def renew() -> Any:
    """Make a new link in place of the one before, and show it this once."""
    return render_template("token_given.html", given=personal_token.renew(me()), address=reached_at())


@tokens.post("/me/token/revoke")
@allow(SIGNED_IN)
def revoke() -> Any:
    """Make one's link worthless."""
    personal_token.revoke(me())
    return done(_("Đã thu hồi liên kết lịch việc."), url_for("signing.account"))


@tokens.post("/me/language")
@allow(SIGNED_IN)
def choose_language() -> Any:
    """Choose the language of one's mails and calendar."""
    me().choose_language(by=me(), language=request.form.get("language", ""))
    return done(_("Đã lưu ngôn ngữ của thư và lịch."), url_for("signing.account"))
