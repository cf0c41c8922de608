"""The administrator's page of the daily round."""

from typing import Any

from flask import Blueprint, render_template, url_for

from qms import settings
from qms.core.language import _
from qms.notifications import clockwork, daily_round, digest, trials
from qms.notifications.relay import is_set
from qms.organization import authorities
from qms.web.access import allow, me
from qms.web.shell import done

rounds = Blueprint("rounds", __name__)


@rounds.get("/admin/daily")
@allow(authorities.administrator)
def index() -> Any:
    """Show the last rounds, what became of their mails, and when the next one is."""
    found = daily_round.last()
    return render_template(
        "daily_rounds.html",
        rounds=found,
        counts=digest.counts([one.day for one in found]),
        troubled=digest.in_trouble(found[0].day) if found else [],
        next_run=clockwork.next_run(),
        relay=settings.text("QMS_SMTP_HOST") if is_set() else "",
        sender=settings.text("QMS_SMTP_FROM"),
    )


@rounds.post("/admin/daily/test-mail")
@allow(authorities.administrator)
def try_mail() -> Any:
    """Send the administrator a letter that tries the relay."""
    trials.send_to(me())
    return done(_("Máy chủ thư đã nhận thư thử gửi tới %(address)s.", address=me().email), url_for("rounds.index"))
