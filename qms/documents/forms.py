"""Forms of the documents' pages."""

from typing import Any

from wtforms import BooleanField, IntegerField, PasswordField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import HiddenField
from wtforms.validators import NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from qms.core.language import _
from qms.documents.edition import Edition
from qms.documents.review.forms import people_who_may_review
from qms.documents.secrecy.levels import label_of, offered
from qms.documents.states import Kind
from qms.documents.text.file_text import SERVICE_KEYS, SERVICE_LABELS
from qms.organization import clauses
from qms.organization.unit import Post, Unit
from qms.web.forms import AtMost, DayField, Form, Needed, options


class ClausesField(SelectMultipleField):
    """Clauses as check boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class NewDocumentForm(Form):
    """A document to be written."""

    code = StringField(_("Mã hiệu"), [Needed(_("Ghi mã hiệu, ví dụ QT-20.")), AtMost(32)])
    title = StringField(_("Tên tài liệu"), [Needed(_("Ghi tên tài liệu.")), AtMost(250)])
    kind = SelectField(_("Loại tài liệu"), choices=options((kind.value, kind.label) for kind in Kind))


class EditForm(Form):
    """Everything an edition says, as fields."""

    version = HiddenField()
    title = StringField(_("Tên tài liệu"), [Needed(_("Ghi tên tài liệu.")), AtMost(250)])
    kind = SelectField(_("Loại tài liệu"), choices=options((kind.value, kind.label) for kind in Kind))
    unit = SelectField(_("Đơn vị chủ trì"), coerce=lambda value: int(value) if value else None)
    responsible = SelectField(_("Chức vụ chịu trách nhiệm chính"), coerce=lambda value: int(value) if value else None)
    clauses = ClausesField(_("Điều khoản TCVN ISO 9001:2015"))
    legal_basis = TextAreaField(_("Căn cứ pháp lý"), [AtMost(4000)])
    review_months = IntegerField(_("Chu kỳ soát xét (tháng)"), [NumberRange(1, 60, str(_("Ghi số tháng từ 1 đến 60.")))])
    is_public = BooleanField(_("Niêm yết công khai tại nơi tiếp công dân"))
    classification = SelectField(_("Độ mật"))
    text = TextAreaField(_("Nội dung"))
    reason = StringField(_("Lý do ban hành, sửa đổi"), [AtMost(500)])
    reviewers = ClausesField(_("Mời thêm người xem xét khi trình"))
    procedure_code = StringField(SERVICE_LABELS["procedure_code"], [AtMost(60)])
    decision = StringField(SERVICE_LABELS["decision"], [AtMost(200)])
    level = StringField(SERVICE_LABELS["level"], [AtMost(100)])
    type = StringField(SERVICE_LABELS["type"], [AtMost(200)])
    field = StringField(SERVICE_LABELS["field"], [AtMost(200)])
    channels = TextAreaField(SERVICE_LABELS["channels"], [AtMost(1000)])
    subjects = TextAreaField(SERVICE_LABELS["subjects"], [AtMost(1000)])
    agency = StringField(SERVICE_LABELS["agency"], [AtMost(300)])
    authority = StringField(SERVICE_LABELS["authority"], [AtMost(300)])
    cooperating = StringField(SERVICE_LABELS["cooperating"], [AtMost(300)])
    result = StringField(SERVICE_LABELS["result"], [AtMost(500)])
    forms = TextAreaField(SERVICE_LABELS["forms"], [AtMost(1000)])

    def __init__(self, edition: Edition, **given: Any) -> None:
        super().__init__(
            data={
                **edition.service,
                **{n: getattr(edition, n) for n in _PLAIN},
                "unit": edition.unit_id,
                "responsible": edition.responsible_id,
                "version": edition.version,
            },
            **given,
        )
        self.classification.choices = options((level, label_of(level)) for level in offered(edition.classification))
        self.unit.choices = options(((unit.id, unit.name) for unit in Unit.active()), _("Chọn đơn vị"))
        self.responsible.choices = options(((post.id, post.label) for post in Post.open_posts()), _("Chọn chức vụ"))
        self.clauses.choices = options(clauses.choices())
        self.reviewers.choices = people_who_may_review()

    @property
    def service_fields(self) -> list[Any]:
        """List the fields of the public posting."""
        return [self[key] for key in SERVICE_KEYS]

    def facts(self) -> dict[str, Any]:
        """Give what was written, as an edition's columns."""
        plain = {name: self[name].data for name in _PLAIN}
        return {
            **plain,
            "unit": self.unit.data,
            "responsible": self.responsible.data,
            "service": {key: self[key].data or "" for key in SERVICE_KEYS if self[key].data},
        }


_PLAIN = ("title", "kind", "clauses", "legal_basis", "review_months", "is_public", "classification", "text", "reason")


class ReasonForm(Form):
    """A reason."""

    reason = TextAreaField(_("Lý do"), [Needed(_("Ghi lý do.")), AtMost(500)])


class ApproveForm(Form):
    """A signature: the day of force and the password."""

    seen = HiddenField()
    effective_on = DayField(_("Ngày có hiệu lực"), [Needed(_("Ghi ngày có hiệu lực, dạng 22/11/2026."))])
    change = RadioField(
        _("Mức độ sửa đổi"),
        choices=options(
            [
                ("major", _("Sửa đổi lớn: mọi người thuộc diện phải đọc lại")),
                ("minor", _("Sửa đổi nhỏ: không phải đọc lại")),
            ]
        ),
        default="major",
        validate_choice=False,
    )
    password = PasswordField(_("Mật khẩu để ký"), [Needed(_("Ghi mật khẩu để ký."))])

    @property
    def is_major(self) -> bool:
        """Tell whether all have to read again: unless it was said that they have not."""
        return bool(self.change.data != "minor")


class WithdrawForm(ReasonForm):
    """A withdrawal: reason, day, password."""

    on = DayField(_("Hết hiệu lực từ ngày"), [Needed(_("Ghi ngày, dạng 22/11/2026."))])
    password = PasswordField(_("Mật khẩu để ký"), [Needed(_("Ghi mật khẩu để ký."))])
