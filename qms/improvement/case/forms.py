"""Forms of the steps of a case."""

from typing import Any

from wtforms import BooleanField, SelectField, StringField, TextAreaField

from qms.core.language import _
from qms.improvement.forms import NoteForm
from qms.organization.unit import Unit
from qms.web.files_field import FilesField
from qms.web.forms import AtMost, DayField, Form, Needed, options


class CorrectionEvidenceForm(Form):
    """Files that show the correction."""

    files = FilesField(_("Bằng chứng khắc phục (ảnh, PDF, Word, Excel)"), [Needed(_("Chưa có tệp nào."))], id="correction-files")


class ConcessionForm(Form):
    """What is let pass, and until when."""

    conceded = TextAreaField(_("Cho phép điều gì, với điều kiện nào?"), [Needed(_("Ghi nội dung được nhân nhượng.")), AtMost(2000)])
    until = DayField(_("Đến hết ngày"), [Needed(_("Ghi ngày theo dạng 22/11/2026."))])


class ConfirmCauseForm(Form):
    """What was looked at to be sure of the cause."""

    evidence = TextAreaField(_("Chứng cứ đã xem"), [Needed(_("Ghi chứng cứ đã xem.")), AtMost(2000)])
    files = FilesField(_("Tệp chứng cứ"), id="cause-files")


class NoActionForm(NoteForm):
    """Why no action is needed."""

    note = TextAreaField(_("Lý do không cần hành động"), [Needed(_("Ghi lý do.")), AtMost(1000)], id="no-action-note")


class AskElsewhereForm(Form):
    """Which unit is asked, and by when it answers."""

    unit = SelectField(_("Hỏi đơn vị"), coerce=lambda value: int(value) if value not in (None, "", "None") else None)
    answer_by = DayField(_("Hạn trả lời"), [Needed(_("Ghi ngày theo dạng 22/11/2026."))])

    def __init__(self, left_out: set[int], **given: Any) -> None:
        super().__init__(**given)
        self.unit.choices = options((unit.id, unit.name) for unit in Unit.active() if unit.id not in left_out)


class AnswerElsewhereForm(Form):
    """What the unit found."""

    note = TextAreaField(_("Đã xem những gì, kết quả thế nào?"), [Needed(_("Ghi đã xem những gì, kết quả thế nào.")), AtMost(2000)])
    found = BooleanField(_("Đơn vị cũng có lỗi này; báo sự không phù hợp"))

    def __init__(self, number: int, **given: Any) -> None:
        super().__init__(**given)
        for field in (self.note, self.found):
            field.id = field.label.field_id = f"{field.name}-{number}"


class RefuseExtensionForm(NoteForm):
    """Why the date stays."""

    note = TextAreaField(_("Lý do không đồng ý"), [Needed(_("Ghi lý do không đồng ý.")), AtMost(1000)], id="refuse-note")


class WaiveForm(NoteForm):
    """Why the action need not be done."""

    note = TextAreaField(_("Lý do không thực hiện"), [Needed(_("Ghi lý do không thực hiện.")), AtMost(1000)], id="waive-note")


class GroupForm(Form):
    """A group of causes."""

    name = StringField(_("Tên nhóm"), [Needed(_("Ghi tên nhóm nguyên nhân.")), AtMost(80)])
    name_en = StringField(_("Tên tiếng Anh"), [AtMost(80)])
    is_active = BooleanField(_("Còn dùng"))
