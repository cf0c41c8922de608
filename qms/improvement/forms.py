"""Forms of the improvement pages."""

from typing import Any

from flask import current_app
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.fields import HiddenField

from qms.core.language import _
from qms.improvement.case import cause_group
from qms.improvement.case.cause import WHYS
from qms.improvement.states import ActionKind, Severity
from qms.organization import clauses
from qms.organization.person import Person
from qms.organization.role import Role
from qms.organization.unit import Unit
from qms.web.files_field import FilesField
from qms.web.forms import AtMost, DayField, Form, Needed, options


def _number(value: Any) -> int | None:
    return int(value) if value not in (None, "", "None") else None


def _unit_options() -> list[Any]:
    return options((unit.id, unit.name) for unit in Unit.active())


def _people_options() -> list[Any]:
    people = [person for person in Person.present() if person.roles - {Role.ADMINISTRATOR}]
    return options(((person.id, person.signature()) for person in people), _("Chọn một người"))


def _procedure_options(linked: str) -> list[Any]:
    known = current_app.config.get("PROCEDURE_CHOICES", list)()
    gone = [(linked, linked)] if linked and linked not in dict(known) else []  # out of force since it was reported
    return options([*known, *gone], _("Không thuộc quy trình nào"))


class ReportForm(Form):
    """Four fields, one typed."""

    what_happened = TextAreaField(_("Điều gì đã xảy ra?"), [Needed(_("Ghi điều đã xảy ra.")), AtMost(5000)])
    unit = SelectField(_("Ở bộ phận nào?"), coerce=_number)
    happened_on = DayField(_("Khi nào?"), [Needed(_("Ghi ngày theo dạng 22/11/2026."))])
    files = FilesField(_("Ảnh hoặc tệp"))
    procedure = HiddenField()
    step = HiddenField()
    origin = HiddenField()

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.unit.choices = _unit_options()


class MergeForm(Form):
    """Which nonconformity answers for this one too."""

    into = StringField(_("Gộp vào sự việc (mã)"), [Needed(_("Ghi mã sự việc được gộp vào.")), AtMost(20)])
    note = TextAreaField(_("Lời nhắn người báo"), [AtMost(1000)], id="merge-note")


class TriageForm(Form):
    """Whose it is and how grave."""

    title = StringField(_("Tóm tắt"), [Needed(_("Ghi tóm tắt.")), AtMost(160)])
    severity = SelectField(_("Mức độ"), choices=options((s.value, s.label) for s in Severity))
    clause = SelectField(_("Điều khoản TCVN ISO 9001:2015"), [Needed(_("Chọn điều khoản."))])
    procedure_code = SelectField(_("Quy trình liên quan"))
    procedure_step = StringField(_("Bước, mục"), [AtMost(40)])
    lead_unit = SelectField(_("Đơn vị chủ trì"), coerce=_number)
    responsible = SelectField(_("Người chịu trách nhiệm chính"), [Needed(_("Chọn một người."))], coerce=_number)

    def __init__(self, linked: str, **given: Any) -> None:
        super().__init__(**given)
        self.clause.choices = options(clauses.choices(), _("Chọn điều khoản"))
        self.procedure_code.choices = _procedure_options(linked)
        self.lead_unit.choices = _unit_options()
        self.responsible.choices = _people_options()


class NoteForm(Form):
    """A reason."""

    note = TextAreaField(_("Lý do"), [Needed(_("Ghi lý do.")), AtMost(1000)])


class CorrectionForm(Form):
    """What was done at once."""

    correction = TextAreaField(_("Đã khắc phục thế nào?"), [Needed(_("Ghi việc đã làm để khắc phục.")), AtMost(3000)])
    on = DayField(_("Ngày khắc phục"), [Needed(_("Ghi ngày theo dạng 22/11/2026."))])


class CauseForm(Form):
    """Why it happened."""

    why_1 = StringField(_("Vì sao xảy ra?"), [AtMost(500)])
    why_2 = StringField(_("Vì sao lại thế? (2)"), [AtMost(500)])
    why_3 = StringField(_("Vì sao lại thế? (3)"), [AtMost(500)])
    why_4 = StringField(_("Vì sao lại thế? (4)"), [AtMost(500)])
    why_5 = StringField(_("Vì sao lại thế? (5)"), [AtMost(500)])
    cause_group = SelectField(_("Nhóm nguyên nhân"))
    cause = TextAreaField(_("Nguyên nhân gốc rễ"), [Needed(_("Ghi nguyên nhân.")), AtMost(3000)])
    elsewhere = TextAreaField(_("Có thể xảy ra ở nơi khác không?"), [AtMost(1000)])

    def __init__(self, chosen: str | None = None, **given: Any) -> None:
        super().__init__(**given)
        self.cause_group.choices = options(cause_group.choices(chosen))

    @property
    def whys(self) -> list[Any]:
        """List the fields of each further “why”."""
        return [getattr(self, f"why_{number}") for number in range(1, WHYS + 1)]


class ActionForm(Form):
    """One thing to do, one person, one date, one check."""

    description = TextAreaField(_("Việc phải làm"), [Needed(_("Ghi việc phải làm.")), AtMost(2000)])
    kind = SelectField(_("Loại"), choices=options((k.value, k.label) for k in ActionKind))
    responsible = SelectField(_("Người thực hiện"), [Needed(_("Chọn một người."))], coerce=_number, id="action-responsible")
    due_on = DayField(_("Hạn hoàn thành"), [Needed(_("Ghi ngày theo dạng 22/11/2026."))])
    revises = SelectField(_("Phải sửa tài liệu"))
    revises_at = StringField(_("Mục phải sửa"), [AtMost(40)])
    measure = TextAreaField(_("Thước đo hiệu lực"), [Needed(_("Ghi thước đo hiệu lực.")), AtMost(1000)])
    verifier = SelectField(_("Người kiểm tra hiệu lực"), [Needed(_("Chọn một người."))], coerce=_number)
    check_on = DayField(_("Ngày kiểm tra hiệu lực"), [Needed(_("Ghi ngày theo dạng 22/11/2026."))])

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.responsible.choices = self.verifier.choices = _people_options()
        self.revises.choices = options(current_app.config.get("PROCEDURE_CHOICES", list)(), _("Không sửa tài liệu"))


class EvidenceForm(Form):
    """Evidence files."""

    files = FilesField(_("Tệp bằng chứng (ảnh, PDF, Word, Excel)"), [Needed(_("Chưa có tệp nào."))], id="more-files")


class ResultForm(Form):
    """What was done, with its evidence; it may stand on one page with the form for more of it."""

    files = FilesField(_("Tệp bằng chứng (ảnh, PDF, Word, Excel)"))
    result = TextAreaField(_("Kết quả thực hiện"), [Needed(_("Ghi kết quả thực hiện.")), AtMost(3000)])


class ExtendForm(NoteForm):
    """A later date."""

    note = TextAreaField(_("Lý do"), [Needed(_("Ghi lý do.")), AtMost(1000)], id="extend-note")
    due_on = DayField(_("Hạn mới"), [Needed(_("Ghi ngày theo dạng 22/11/2026."))])


class CheckForm(Form):
    """The conclusion of the effectiveness check."""

    finding = TextAreaField(_("Căn cứ của kết luận"), [Needed(_("Ghi căn cứ của kết luận.")), AtMost(3000)])
    effective = BooleanField(_("Có hiệu lực, không tái diễn"))
