"""Forms of the pages of external documents."""

from typing import Any

from wtforms import SelectField, StringField, TextAreaField

from qms.core.language import _
from qms.documents.legal_basis.external import WRITTEN, ExternalDocument, ExternalKind
from qms.web.forms import AtMost, DayField, Form, Needed, options


class AmendForm(Form):
    """What the register says about a text."""

    kind = SelectField(_("Loại văn bản"), choices=options((kind.value, kind.label) for kind in ExternalKind))
    title = StringField(_("Tên gọi, trích yếu"), [Needed(_("Ghi tên gọi, trích yếu của văn bản.")), AtMost(500)])
    issuer = StringField(_("Cơ quan ban hành"), [AtMost(200)])
    issued_on = DayField(_("Ngày ban hành"))
    in_force_from = DayField(_("Có hiệu lực từ"))
    also_called = TextAreaField(_("Cách gọi khác trong văn bản"), [AtMost(1000)])
    note = StringField(_("Ghi chú"), [AtMost(500)])

    def facts(self) -> dict[str, Any]:
        """Give what was written, as the record's columns."""
        return {name: self[name].data for name in WRITTEN}


class RegisterForm(AmendForm):
    """A text to be put on the register."""

    number = StringField(_("Số hiệu"), [Needed(_("Ghi số hiệu, ví dụ 19/2014/QĐ-TTg.")), AtMost(80)])


class CheckForm(Form):
    """Where its standing was looked up."""

    looked_up = StringField(_("Nơi đã tra cứu"), [Needed(_("Ghi nơi đã tra cứu.")), AtMost(500)])


class EndForm(Form):
    """From which day it is out of force, and what takes its place."""

    on = DayField(_("Hết hiệu lực từ"), [Needed(_("Ghi ngày, dạng 22/11/2026."))])
    replaced_by = SelectField(_("Văn bản thay thế"), coerce=lambda value: int(value) if value else None)
    grounds = StringField(_("Căn cứ"), [AtMost(500)])

    def __init__(self, external: ExternalDocument, **given: Any) -> None:
        super().__init__(**given)
        others = ExternalDocument.select().where(ExternalDocument.id != external.id).order_by(ExternalDocument.number)
        self.replaced_by.choices = options(((one.id, f"{one.number} {one.title}"[:120]) for one in others), _("Không có văn bản thay thế"))


class ReinstateForm(Form):
    """Why an end is taken back."""

    why = StringField(_("Lý do"), [Needed(_("Ghi lý do.")), AtMost(500)])


class StayForm(Form):
    """Why a citation may stay."""

    reason = TextAreaField(_("Lý do giữ viện dẫn"), [Needed(_("Ghi lý do giữ viện dẫn.")), AtMost(500)])
