"""Trying the mail relay."""

from qms.core import trail
from qms.core.language import _, reading
from qms.core.refusals import Missing, NotNow
from qms.core.stories import EVENTS
from qms.notifications import letter
from qms.notifications.relay import NobodyKnows, NotTaken, Relay, is_set
from qms.organization.person import Person

EVENTS["mail.try"] = _("đã gửi thư thử tới")


def send_to(person: Person) -> None:
    """Send a person a letter that tries the relay; refuse with what the relay said when it does not take it."""
    if not is_set():
        raise Missing(_("Chưa đặt máy chủ thư: đặt QMS_SMTP_HOST và QMS_SMTP_FROM rồi khởi động lại."))
    if not person.email:
        raise Missing(_("Đồng chí chưa có địa chỉ thư: ghi ở trang người dùng của mình rồi thử lại."))
    with reading(person.language):
        written = letter.trial(person)
    try:
        with Relay() as relay:
            relay.send(written)
    except (NotTaken, NobodyKnows) as error:
        raise NotNow(_("Máy chủ thư chưa nhận: %(reply)s", reply=error)) from error
    trail.note_event("mail.try", person, {"address": person.email})
