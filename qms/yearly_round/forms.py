"""Forms of the pages of the yearly round."""

from typing import Any

from wtforms import IntegerField, SelectField, StringField, TextAreaField

from qms.core.language import _
from qms.organization import forms_choices
from qms.web.forms import AtMost, DayField, Form, Needed, options
from qms.yearly_round.duty import WRITTEN
from qms.yearly_round.states import DutyKind

_PERSON = _("Chọn một người chịu trách nhiệm chính.")


class _Placed(Form):
    unit = SelectField(_("Đơn vị chủ trì"), [Needed(_("Chọn đơn vị chủ trì."))], coerce=forms_choices.number)
    responsible = SelectField(_("Người chịu trách nhiệm chính"), [Needed(_PERSON)], coerce=forms_choices.number)

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.unit.choices = forms_choices.units()
        self.responsible.choices = forms_choices.people()


class DutyForm(_Placed):
    """What is done each year, on what ground, by which day, by whom."""

    kind = SelectField(_("Loại việc"), choices=options((one.value, one.label) for one in DutyKind))
    title = StringField(_("Việc phải làm"), [Needed(_("Ghi việc phải làm.")), AtMost(200)])
    basis = StringField(_("Căn cứ"), [Needed(_("Ghi căn cứ: điều khoản, văn bản.")), AtMost(300)])
    day = IntegerField(_("Ngày"), [Needed(_("Ghi ngày."))])
    month = IntegerField(_("Tháng"), [Needed(_("Ghi tháng."))])
    remind_days = IntegerField(_("Nhắc trước (ngày)"), [Needed(_("Ghi số ngày."))])

    def facts(self) -> dict[str, Any]:
        """Give what was typed, as an act takes it."""
        return {name: self[name].data for name in WRITTEN}


class UsualForm(_Placed):
    """Who answers for the usual duties until each is given to somebody."""


class OutcomeForm(Form):
    """Done when, by what it is seen."""

    done_on = DayField(_("Ngày làm xong"), [Needed(_("Ghi ngày theo dạng 22/11/2026."))])
    evidence = StringField(_("Bằng chứng"), [Needed(_("Ghi bằng chứng.")), AtMost(500)])


class CorrectForm(OutcomeForm):
    """A correction with its reason."""

    done_on = DayField(_("Ngày làm xong"), [Needed(_("Ghi ngày theo dạng 22/11/2026."))], id="correct-done_on")
    evidence = StringField(_("Bằng chứng"), [Needed(_("Ghi bằng chứng.")), AtMost(500)], id="correct-evidence")
    note = StringField(_("Lý do đính chính"), [Needed(_("Ghi lý do đính chính.")), AtMost(500)])


class WaiveForm(Form):
    """Why it is not done this year."""

    evidence = TextAreaField(_("Lý do không thực hiện"), [Needed(_("Ghi lý do không thực hiện.")), AtMost(500)], id="waive-evidence")


class EndForm(Form):
    """Until when it is done, and why no longer."""

    last_year = IntegerField(_("Năm cuối còn làm"), [Needed(_("Ghi năm."))])
    note = StringField(_("Lý do"), [Needed(_("Ghi lý do.")), AtMost(500)], id="end-note")


class DeclareForm(Form):
    """Why the declaration is written, or written anew."""

    reason = StringField(_("Lý do công bố"), [Needed(_("Ghi lý do công bố.")), AtMost(500)])
