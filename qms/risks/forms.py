"""Forms of the pages of risks and opportunities."""

from typing import Any

from wtforms import IntegerField, SelectField, StringField, TextAreaField

from qms.core.language import _
from qms.organization import forms_choices
from qms.risks import scale
from qms.risks.states import RiskKind
from qms.web.files_field import FilesField
from qms.web.forms import AtMost, DayField, Form, Needed, options

_DAY = _("Ghi ngày theo dạng 22/11/2026.")
_LEVEL = _("Chọn một mức.")


class RiskForm(Form):
    """What may happen, where, who answers for it, when it is reviewed."""

    title = StringField(_("Điều có thể xảy ra"), [Needed(_("Ghi điều có thể xảy ra.")), AtMost(160)])
    cause = TextAreaField(_("Nguyên nhân"), [AtMost(2000)])
    consequence = TextAreaField(_("Hậu quả hoặc lợi ích"), [AtMost(2000)])
    unit = SelectField(_("Đơn vị"), coerce=forms_choices.number)
    owner = SelectField(_("Người phụ trách"), [Needed(_("Chọn một người."))], coerce=forms_choices.number)
    procedure_code = SelectField(_("Quy trình liên quan"))
    procedure_step = StringField(_("Bước, mục"), [AtMost(40)])
    objective_code = StringField(_("Mã mục tiêu liên quan"), [AtMost(32)])
    review_months = IntegerField(_("Soát xét sau (tháng)"), [Needed(_("Ghi số tháng."))])

    def __init__(self, linked: str = "", **given: Any) -> None:
        super().__init__(**given)
        self.unit.choices = forms_choices.units()
        self.owner.choices = forms_choices.people()
        self.procedure_code.choices = forms_choices.procedures(linked)

    def facts(self) -> dict[str, Any]:
        """Give what was typed, as an act takes it."""
        names = "title cause consequence unit owner procedure_code procedure_step objective_code review_months"
        return {name: self[name].data if self[name].data is not None else "" for name in names.split()}


class ScoreForm(Form):
    """How likely, how much it would matter, on what ground."""

    likelihood = SelectField(_("Khả năng xảy ra"), [Needed(_LEVEL)], coerce=forms_choices.number)
    impact = SelectField(_("Mức độ ảnh hưởng"), [Needed(_LEVEL)], coerce=forms_choices.number)
    note = TextAreaField(_("Căn cứ của điểm"), [Needed(_("Ghi căn cứ của điểm.")), AtMost(1000)], id="score-note")

    def __init__(self, effect: str, **given: Any) -> None:
        super().__init__(**given)
        now = scale.current()
        self.likelihood.choices = options(now.choices("likelihood"), _("Chọn một mức"))
        self.impact.choices = options(now.choices(effect), _("Chọn một mức"))
        self.impact.label.text = str(scale.LISTS[effect])


class NewRiskForm(RiskForm, ScoreForm):
    """A risk or an opportunity with its first score."""

    def __init__(self, kind: RiskKind, **given: Any) -> None:
        super().__init__(effect=scale.effect_list(kind), **given)


class ConfirmForm(Form):
    """Why the score stays."""

    note = TextAreaField(_("Căn cứ giữ nguyên"), [Needed(_("Ghi căn cứ của lần soát xét.")), AtMost(1000)], id="confirm-note")


class ReasonForm(Form):
    """A reason."""

    note = TextAreaField(_("Lý do"), [Needed(_("Ghi lý do.")), AtMost(1000)], id="reason-note")


class TreatmentForm(Form):
    """One thing to do, one person, one date."""

    description = TextAreaField(_("Việc phải làm"), [Needed(_("Ghi việc phải làm.")), AtMost(2000)])
    responsible = SelectField(_("Người thực hiện"), [Needed(_("Chọn một người."))], coerce=forms_choices.number, id="doer")
    due_on = DayField(_("Hạn hoàn thành"), [Needed(_DAY)])

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.responsible.choices = forms_choices.people()


class TreatmentResultForm(Form):
    """What was done, with its evidence."""

    result = TextAreaField(_("Kết quả thực hiện"), [Needed(_("Ghi kết quả thực hiện.")), AtMost(3000)])
    files = FilesField(_("Tệp bằng chứng (ảnh, PDF, Word, Excel)"))


class TreatmentEvidenceForm(Form):
    """More evidence files."""

    files = FilesField(_("Tệp bằng chứng (ảnh, PDF, Word, Excel)"), [Needed(_("Chưa có tệp nào."))], id="more-files")


class LaterForm(ReasonForm):
    """A later date, with its reason."""

    note = TextAreaField(_("Lý do"), [Needed(_("Ghi lý do gia hạn.")), AtMost(1000)], id="later-note")
    due_on = DayField(_("Hạn mới"), [Needed(_DAY)])
