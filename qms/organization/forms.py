"""Forms of sign-in, account and set-up."""

import re
from typing import Any

from wtforms import HiddenField, PasswordField, StringField, ValidationError

from qms.core.language import Phrase, _
from qms.web.forms import AtMost, Form, Needed


class Written:
    """A text of one pattern; the sentence says which."""

    def __init__(self, pattern: str, sentence: Phrase) -> None:
        self.pattern = re.compile(pattern)
        self.sentence = sentence

    def __call__(self, form: Any, field: Any) -> None:
        if field.data and not self.pattern.fullmatch(field.data):
            raise ValidationError(str(self.sentence))


username_written = Written("[a-z0-9][a-z0-9._-]*", _("Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số, dấu chấm và gạch nối."))


class SignInForm(Form):
    """Name and password."""

    username = StringField(_("Tên đăng nhập"), [Needed(_("Ghi tên đăng nhập.")), AtMost(60)])
    password = PasswordField(_("Mật khẩu"), [Needed(_("Ghi mật khẩu."))])
    next = HiddenField()
    kept = HiddenField()


class ChangePasswordForm(Form):
    """The old password and the new one twice."""

    old_password = PasswordField(_("Mật khẩu hiện tại"), [Needed(_("Ghi mật khẩu hiện tại."))])
    new_password = PasswordField(_("Mật khẩu mới"), [Needed(_("Ghi mật khẩu mới."))])
    again_password = PasswordField(_("Mật khẩu mới, nhập lại"), [Needed(_("Nhập lại mật khẩu mới."))])


class SetUpForm(Form):
    """The office and its first administrator, protected by the code on the console."""

    code = StringField(_("Mã thiết lập"), [Needed(_("Ghi mã một lần hiện trên màn hình của máy phục vụ."))])
    office = StringField(_("Tên cơ quan"), [Needed(_("Ghi tên cơ quan.")), AtMost(200)])
    superior = StringField(_("Cơ quan cấp trên"), [AtMost(200)])
    name = StringField(_("Họ và tên người quản trị"), [Needed(_("Ghi họ và tên người quản trị.")), AtMost(120)])
    username = StringField(_("Tên đăng nhập"), [Needed(_("Ghi tên đăng nhập.")), AtMost(60), username_written])
    new_password = PasswordField(_("Mật khẩu"), [Needed(_("Ghi mật khẩu."))])
