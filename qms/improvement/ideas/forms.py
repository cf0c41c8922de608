"""Forms of the pages of improvement ideas."""

from typing import Any

from wtforms import BooleanField, SelectField, TextAreaField
from wtforms.fields import HiddenField

from qms.core.language import _
from qms.improvement.forms import _number, _people_options, _unit_options
from qms.web.files_field import FilesField
from qms.web.forms import AtMost, DayField, Form, Needed

_DAY = _("Ghi ngày theo dạng 22/11/2026.")


class IdeaForm(Form):
    """What, why, where."""

    proposal = TextAreaField(_("Đề xuất làm gì?"), [Needed(_("Ghi đề xuất làm gì.")), AtMost(3000)])
    reason = TextAreaField(_("Vì sao, có lợi gì?"), [Needed(_("Ghi lý do hoặc lợi ích.")), AtMost(2000)])
    unit = SelectField(_("Áp dụng ở đơn vị nào?"), coerce=_number)
    procedure = HiddenField()
    step = HiddenField()

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.unit.choices = _unit_options()


class QuestionForm(Form):
    """What the unit still needs to know."""

    question = TextAreaField(_("Cần bổ sung gì?"), [Needed(_("Ghi nội dung cần bổ sung.")), AtMost(1000)])


class MoreForm(Form):
    """What the proposer adds."""

    more = TextAreaField(_("Nội dung bổ sung"), [Needed(_("Ghi nội dung bổ sung.")), AtMost(2000)])


class AdoptForm(Form):
    """Who does it, by when."""

    responsible = SelectField(_("Người thực hiện"), [Needed(_("Chọn một người."))], coerce=_number)
    due_on = DayField(_("Hạn hoàn thành"), [Needed(_DAY)])
    answer = TextAreaField(_("Trả lời người đề xuất"), [AtMost(1000)], id="adopt-answer")

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.responsible.choices = _people_options()


class DeclineForm(Form):
    """Why not."""

    answer = TextAreaField(_("Lý do không tiếp nhận"), [Needed(_("Ghi lý do không tiếp nhận.")), AtMost(1000)], id="decline-answer")


class CheckIdeaForm(Form):
    """Whether it is in use."""

    finding = TextAreaField(_("Căn cứ của kết luận"), [Needed(_("Ghi căn cứ của kết luận.")), AtMost(3000)])
    applied = BooleanField(_("Đã áp dụng, có tác dụng"))


class ThanksForm(Form):
    """A word of thanks."""

    thanks = TextAreaField(_("Lời cảm ơn"), [Needed(_("Ghi lời cảm ơn.")), AtMost(500)])


class IdeaEvidenceForm(Form):
    """More evidence files."""

    files = FilesField(_("Tệp bằng chứng (ảnh, PDF, Word, Excel)"), [Needed(_("Chưa có tệp nào."))], id="more-files")
