"""Forms of the pages of the context."""

from typing import Any

from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField

from qms.context.states import Excludable, Side, Topic
from qms.core.language import _
from qms.organization import forms_choices
from qms.web.forms import AtMost, Form, Needed, options


class NoteForm(Form):
    """Why it stays as it is."""

    note = TextAreaField(_("Căn cứ giữ nguyên"), [Needed(_("Ghi căn cứ của lần soát xét.")), AtMost(1000)], id="confirm-note")


class RetireForm(Form):
    """Why it no longer counts."""

    note = TextAreaField(_("Lý do"), [Needed(_("Ghi lý do.")), AtMost(1000)], id="retire-note")


class ChangeNote(Form):
    """Why something is changed; left out of the forms that begin something."""

    note = StringField(_("Lý do thay đổi"), [Needed(_("Ghi lý do.")), AtMost(500)], id="change-note")

    def __init__(self, is_new: bool = False, **given: Any) -> None:
        super().__init__(**given)
        if is_new:
            del self.note

    def facts(self) -> dict[str, Any]:
        """Give what was typed, as an act takes it."""
        return {field.name: field.data for field in self if field.name not in {"once", "csrf_token"}}


class IssueForm(ChangeNote):
    """What the issue is, what it does, how it is met."""

    side = SelectField(_("Phía"), choices=options((one.value, one.label) for one in Side))
    topic = SelectField(_("Lĩnh vực"), choices=options((one.value, one.label) for one in Topic))
    statement = TextAreaField(_("Vấn đề"), [Needed(_("Ghi vấn đề.")), AtMost(1000)])
    effect = TextAreaField(
        _("Ảnh hưởng đến hệ thống quản lý chất lượng"),
        [Needed(_("Ghi ảnh hưởng đến hệ thống quản lý chất lượng.")), AtMost(1000)],
    )
    response = TextAreaField(_("Cách ứng phó"), [AtMost(1000)])


class PartyForm(ChangeNote):
    """Who it is and why it matters."""

    name = StringField(_("Tên bên quan tâm"), [Needed(_("Ghi tên bên quan tâm.")), AtMost(160)])
    side = SelectField(_("Phía"), choices=options((one.value, one.label) for one in Side))
    why = TextAreaField(_("Vì sao liên quan"), [Needed(_("Ghi vì sao liên quan.")), AtMost(1000)])


class RequirementForm(ChangeNote):
    """What a party requires and how it is met."""

    text = TextAreaField(_("Yêu cầu, mong đợi"), [Needed(_("Ghi yêu cầu.")), AtMost(1000)])
    is_relevant = BooleanField(_("Liên quan đến hệ thống quản lý chất lượng"))
    is_about_climate = BooleanField(_("Liên quan đến biến đổi khí hậu"))
    addressed_by = TextAreaField(_("Được đáp ứng qua"), [AtMost(1000)])
    procedure_code = SelectField(_("Quy trình"))

    def __init__(self, linked: str = "", **given: Any) -> None:
        super().__init__(**given)
        self.procedure_code.choices = forms_choices.procedures(linked)


class ClimateForm(Form):
    """The question of the amendment of 2024, with the reason for the answer."""

    is_relevant = RadioField(
        _("Biến đổi khí hậu có phải là vấn đề liên quan đến hệ thống không?"),
        [Needed(_("Chọn có hoặc không."))],
        choices=options([("1", _("Có, là vấn đề liên quan")), ("0", _("Không liên quan"))]),
    )
    reason = TextAreaField(_("Lý do"), [Needed(_("Ghi lý do.")), AtMost(2000)], id="climate-reason")


class ScopeForm(Form):
    """What the system covers; for each requirement that does not apply, why."""

    services = TextAreaField(_("Sản phẩm, dịch vụ"), [Needed(_("Ghi sản phẩm, dịch vụ thuộc phạm vi.")), AtMost(3000)])
    places = TextAreaField(_("Đơn vị, địa điểm"), [Needed(_("Ghi đơn vị, địa điểm thuộc phạm vi.")), AtMost(1000)])

    def facts(self) -> dict[str, Any]:
        """Give what was typed, as an act takes it."""
        reasons = {one.value: (self[f"why-{one.value}"].data or "").strip() for one in Excludable}
        exclusions = {clause: why for clause, why in reasons.items() if why}
        return {"services": self.services.data, "places": self.places.data, "exclusions": exclusions}

    def reasons(self) -> list[Any]:
        """List the fields of the reasons."""
        return [self[f"why-{one.value}"] for one in Excludable]


for _one in Excludable:
    setattr(ScopeForm, f"why-{_one.value}", TextAreaField(_one.label, [AtMost(1000)]))
