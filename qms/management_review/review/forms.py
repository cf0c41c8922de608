"""Forms of the pages of management reviews."""

import re
from typing import Any

from wtforms import BooleanField, FieldList, FormField, PasswordField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms import Form as Part
from wtforms.fields import HiddenField
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from qms.core.language import _
from qms.improvement.forms import _number, _people_options
from qms.management_review.review.states import DecisionKind
from qms.organization.person import Person, holders
from qms.organization.role import Role
from qms.web.files_field import FilesField
from qms.web.forms import AtMost, DayField, Form, Needed, options

_DAY = _("Ghi ngày theo dạng 22/11/2026.")
_PERSON = _("Chọn một người.")
_TIME = re.compile(r"^(\d{1,2})\s*(?:[:.hg]|giờ)\s*(\d{2})?$")
BLANK_ROWS = 3  # offered below those that are there


class TimeField(StringField):
    """An hour typed as 8:00, 8h00 or 8 giờ."""

    def process_formdata(self, valuelist: list[str]) -> None:
        text = valuelist[0].strip() if valuelist else ""
        found = _TIME.match(text.lower())
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 99)
        self.data: str = text
        if text and not (hour < 24 and minute < 60):
            raise ValueError(str(_("Ghi giờ theo dạng 8:00.")))
        self.data = f"{hour:02d}:{minute:02d}" if text else ""


class ConveneForm(Form):
    """Which period, when, where, who."""

    since = DayField(_("Kỳ xem xét từ ngày"), [Needed(_DAY)])
    until = DayField(_("đến ngày"), [Needed(_DAY)])
    held_on = DayField(_("Ngày họp"), [Needed(_DAY)])
    place = StringField(_("Địa điểm"), [Needed(_("Ghi địa điểm họp.")), AtMost(200)])
    chair = SelectField(_("Chủ trì"), [Needed(_PERSON)], coerce=_number)
    secretary = SelectField(_("Thư ký"), [Needed(_PERSON)], coerce=_number)
    people = SelectMultipleField(
        _("Người dự"), [Needed(_("Chọn người dự."))], coerce=int, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.chair.choices = _commanders()
        self.secretary.choices = _people_options()
        self.people.choices = options((person.id, person.signature()) for person in Person.present())


def _commanders() -> list[Any]:
    return options(((person.id, person.signature()) for person in holders(Role.COMMANDER)), _("Chọn một người"))


class RowPart(Part):
    """A row of the officer's table."""

    label = StringField()
    value = StringField()
    before = StringField()


class InputForm(Form):
    """What the officer writes about an input: a sentence, numbers, a judgement."""

    headline = StringField(_("Câu tóm tắt"), [AtMost(300)])
    rows = FieldList(FormField(RowPart), label=_("Bảng số liệu"))
    judgement = TextAreaField(_("Nhận định"), [AtMost(4000)])

    def typed_rows(self) -> list[list[str]]:
        """Give the rows as they were typed."""
        return [[part.data or "" for part in (row.form.label, row.form.value, row.form.before)] for row in self.rows]

    def validate_rows(self, field: Any) -> None:
        """Refuse a cell that no page could hold."""
        if any(len(cell) > 300 for row in self.typed_rows() for cell in row):
            raise ValidationError(str(_("Mỗi ô của bảng ghi tối đa %(n)s ký tự.", n=300)))


def input_form(one: Any) -> InputForm:
    """Give the form of an input as it is written, with some blank rows."""
    rows = [dict(zip(("label", "value", "before"), row, strict=True)) for row in one.rows]
    blank = [{"label": "", "value": "", "before": ""}] * BLANK_ROWS
    return InputForm(formdata=None, data={"headline": one.headline, "judgement": one.judgement, "rows": [*rows, *blank]})


class MinutesForm(Form):
    """What the meeting said about an input."""

    minutes = TextAreaField(_("Ý kiến, kết luận tại cuộc họp"), [Needed(_("Ghi ý kiến, kết luận của cuộc họp.")), AtMost(6000)])


class HoldForm(Form):
    """When the meeting was; who was absent is asked of each."""

    on = DayField(_("Ngày họp"), [Needed(_DAY)])
    began = TimeField(_("Bắt đầu"), [Needed(_("Ghi giờ theo dạng 8:00."))])
    ended = TimeField(_("Kết thúc"), [Needed(_("Ghi giờ theo dạng 8:00."))])


class ConcludeForm(Form):
    """The conclusion of the whole, and why a group has no decision."""

    conclusion = TextAreaField(
        _("Kết luận về sự thích hợp, đầy đủ, hiệu lực của hệ thống quản lý chất lượng"), [Needed(_("Ghi kết luận chung.")), AtMost(4000)]
    )
    improvement = StringField(_("Không có kết luận về cơ hội cải tiến vì"), [AtMost(500)])
    change = StringField(_("Không có kết luận về thay đổi hệ thống quản lý chất lượng vì"), [AtMost(500)])
    resource = StringField(_("Không có kết luận về nhu cầu nguồn lực vì"), [AtMost(500)])

    def reasons(self) -> dict[str, str]:
        """Give the reasons by kind of decision."""
        return {kind.value: self[kind.value].data or "" for kind in DecisionKind}


class DecisionForm(Form):
    """One decision: what, who, by when, how it will be known."""

    kind = SelectField(_("Loại kết luận"), choices=options((kind.value, kind.label) for kind in DecisionKind))
    description = TextAreaField(_("Việc phải làm"), [Needed(_("Ghi việc phải làm.")), AtMost(2000)])
    known_by = StringField(_("Cách biết đã xong"), [Needed(_("Ghi cách biết đã xong.")), AtMost(500)])
    responsible = SelectField(_("Người chịu trách nhiệm chính"), [Needed(_PERSON)], coerce=_number)
    due_on = DayField(_("Hạn hoàn thành"), [Needed(_DAY)])

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.responsible.choices = _people_options()


class SignForm(Form):
    """A signature under exactly the minutes that were seen."""

    seen = HiddenField()
    password = PasswordField(_("Mật khẩu để ký"), [Needed(_("Ghi mật khẩu để ký."))])


class ChairForm(Form):
    """Another chair, with the reason."""

    chair = SelectField(_("Người chủ trì mới"), [Needed(_PERSON)], coerce=_number, id="new-chair")
    note = StringField(_("Lý do đổi"), [Needed(_("Ghi lý do.")), AtMost(500)])

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.chair.choices = _commanders()


class ConfirmForm(Form):
    """Whether a decision is done, and on what grounds."""

    finding = TextAreaField(_("Căn cứ xác nhận"), [Needed(_("Ghi căn cứ xác nhận.")), AtMost(3000)])
    is_done = BooleanField(_("Đã xong"))


class DecisionEvidenceForm(Form):
    """More evidence."""

    files = FilesField(_("Tệp bằng chứng (ảnh, PDF, Word, Excel)"), [Needed(_("Chưa có tệp nào."))], id="more-files")


class DropForm(Form):
    """Why a decision is left out."""

    note = StringField(_("Lý do bỏ"), [Needed(_("Ghi lý do.")), AtMost(500)])
