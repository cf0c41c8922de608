"""Forms of the register of controlled copies."""

from wtforms import SelectField, StringField, TextAreaField

from qms.core import clock
from qms.core.language import _
from qms.organization.person import Person
from qms.organization.unit import Unit
from qms.web.forms import AtMost, DayField, Form, Needed, options


class IssueCopyForm(Form):
    """A new copy: for whom, and where it will lie."""

    unit = SelectField(_("Đơn vị giữ"), [Needed(_("Chọn đơn vị giữ bản."))], coerce=lambda value: int(value) if value else None)
    holder = SelectField(_("Người giữ"), coerce=lambda value: int(value) if value else None)
    place = StringField(_("Nơi để"), [AtMost(200)])

    def offer(self) -> "IssueCopyForm":
        """Offer the units and people there are."""
        self.unit.choices = options(((unit.id, unit.name) for unit in Unit.active()), _("Chọn đơn vị"))
        self.holder.choices = options(((one.id, one.ranked_name) for one in Person.present()), _("Không ghi tên người"))
        return self


class RecallForm(Form):
    """Why the copies are called back."""

    reason = TextAreaField(_("Lý do thu hồi"), [Needed(_("Ghi lý do thu hồi.")), AtMost(500)])


class OnDayForm(Form):
    """The day on which a copy came back or was destroyed."""

    on = DayField(_("Ngày"), [Needed(_("Ghi ngày, dạng 22/11/2026."))], default=clock.today)
