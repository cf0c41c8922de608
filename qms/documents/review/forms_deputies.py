"""Forms of delegations and of exceptions from the rule of four eyes."""

from typing import Any

from wtforms import PasswordField, SelectField, TextAreaField

from qms.core.language import _
from qms.documents import queries
from qms.documents.authorities import Excepted
from qms.documents.review.delegation import SignedFor
from qms.documents.review.forms import people_who_may_review
from qms.organization.person import Person
from qms.web.forms import AtMost, DayField, Form, Needed, options


def _number(value: Any) -> int | None:
    return int(value) if value else None


class DelegationForm(Form):
    """Who signs for the commander, from when until when, why."""

    delegate = SelectField(_("Người được ủy quyền"), [Needed(_("Chọn một người."))], coerce=_number)
    signed_for = SelectField(
        _("Hình thức ký"),
        choices=options(((one.value, one.label) for one in SignedFor), _("Theo chức vụ: cấp phó ký KT., người khác ký TUQ.")),
        coerce=lambda value: value or None,
    )
    starts_on = DayField(_("Từ ngày"), [Needed(_("Ghi ngày theo dạng 22/11/2026."))])
    ends_on = DayField(_("Đến hết ngày"), [Needed(_("Ghi ngày theo dạng 22/11/2026."))])
    reason = TextAreaField(_("Lý do"), [Needed(_("Ghi lý do ủy quyền.")), AtMost(500)])
    password = PasswordField(_("Mật khẩu để ký"), [Needed(_("Ghi mật khẩu để ký."))])

    def __init__(self, me: Person, **given: Any) -> None:
        super().__init__(**given)
        others = [one for one in people_who_may_review() if one.value != str(me.id)]
        self.delegate.choices = options(((one.value, one.label) for one in others), _("Chọn một người"))


class ExceptionForm(Form):
    """Whom the commander allows what on which edition, until when, why."""

    edition = SelectField(_("Bản soạn thảo"), [Needed(_("Chọn một bản soạn thảo."))], coerce=_number)
    person = SelectField(_("Người được phép"), [Needed(_("Chọn một người."))], coerce=_number)
    purpose = SelectField(_("Được phép"), choices=options((one.value, one.label) for one in Excepted))
    expires_on = DayField(_("Hết hạn sau ngày"), [Needed(_("Ghi ngày theo dạng 22/11/2026."))])
    reason = TextAreaField(_("Lý do"), [Needed(_("Ghi lý do.")), AtMost(500)])
    password = PasswordField(_("Mật khẩu để ký"), [Needed(_("Ghi mật khẩu để ký."))])

    def __init__(self, me: Person, **given: Any) -> None:
        super().__init__(**given)
        self.edition.choices = options(
            ((one.id, f"{one.label} – {one.title}") for one in queries.being_written(me)), _("Chọn một bản soạn thảo")
        )
        self.person.choices = options(((one.value, one.label) for one in people_who_may_review()), _("Chọn một người"))
