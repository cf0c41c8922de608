"""Forms of the pages of forms (biểu mẫu)."""

from typing import Any

from wtforms import BooleanField, FileField, HiddenField, PasswordField, StringField, TextAreaField, ValidationError

from qms.core.language import _
from qms.web.forms import AtMost, DayField, Form, Needed


class ReviseSheetForm(Form):
    """A new file of a form."""

    file = FileField(_("Tệp biểu mẫu"))
    effective_on = DayField(_("Ngày có hiệu lực"), [Needed(_("Ghi ngày có hiệu lực, dạng 22/11/2026."))])
    reason = StringField(_("Lý do ban hành, sửa đổi"), [Needed(_("Ghi lý do ban hành hoặc sửa đổi.")), AtMost(500)])

    def validate_file(self, field: Any) -> None:
        """Want a file."""
        if not getattr(field.data, "filename", ""):
            raise ValidationError(str(_("Chọn tệp biểu mẫu.")))

    def facts(self) -> dict[str, Any]:
        """Give the file and its facts."""
        sent = self.file.data
        return {
            "name": getattr(sent, "filename", "") or "",
            "data": sent.read() if sent else b"",
            "effective_on": self.effective_on.data,
            "reason": self.reason.data,
        }


class NewSheetForm(ReviseSheetForm):
    """A form to be taken under control, with its first file."""

    code = StringField(_("Mã biểu mẫu"), [Needed(_("Ghi mã biểu mẫu.")), AtMost(32)])
    title = StringField(_("Tên biểu mẫu"), [Needed(_("Ghi tên biểu mẫu.")), AtMost(250)])
    is_public = BooleanField(_("Cho công dân tải tại trang niêm yết"))


class WithdrawSheetForm(Form):
    """A withdrawal: reason and day."""

    on = DayField(_("Hết hiệu lực từ ngày"), [Needed(_("Ghi ngày, dạng 22/11/2026."))])
    why = StringField(_("Lý do hủy bỏ"), [Needed(_("Ghi lý do hủy bỏ.")), AtMost(500)])


class ApproveSheetForm(Form):
    """A signature under a form's file."""

    seen = HiddenField()
    password = PasswordField(_("Mật khẩu để ký"), [Needed(_("Ghi mật khẩu để ký."))])


class SendBackSheetForm(Form):
    """Why a form's file is sent back."""

    note = TextAreaField(_("Lý do"), [Needed(_("Ghi lý do trả lại.")), AtMost(500)])
