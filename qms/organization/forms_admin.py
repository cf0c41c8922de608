"""Forms of the administrator: the office, its units and posts, its people."""

from typing import Any

from wtforms import BooleanField, HiddenField, PasswordField, SelectField, StringField

from qms import settings
from qms.core import clock
from qms.core.language import Phrase, _
from qms.organization.forms import Written, username_written
from qms.organization.person import NO_MAIL_ADDRESS
from qms.organization.role import Role
from qms.organization.unit import Post, Unit
from qms.web.forms import AtMost, DayField, Form, Needed, options


def _day(label: Phrase, hint: Phrase | str = "") -> Any:
    return DayField(label, [Needed(_("Ghi ngày theo dạng 22/11/2026."))], default=clock.today, description=hint)


def _name() -> Any:
    return StringField(_("Họ và tên"), [Needed(_("Ghi họ và tên.")), AtMost(120)])


def _email() -> Any:
    return StringField(
        _("Địa chỉ thư"), [AtMost(254), Written(settings.MAIL_ADDRESS, NO_MAIL_ADDRESS)], description=_("Để nhận thư nhắc việc.")
    )


def _username() -> Any:
    return StringField(
        _("Tên đăng nhập"),
        [AtMost(60), username_written],
        description=_("Chữ thường không dấu; để trống nếu không cần tài khoản."),
    )


class OfficeForm(Form):
    """What the office is called and where it is."""

    name = StringField(_("Tên cơ quan"), [Needed(_("Ghi tên cơ quan.")), AtMost(200)])
    superior = StringField(_("Cơ quan cấp trên"), [AtMost(200)], description=_("Ghi ở góc trên của văn bản in."))
    place = StringField(_("Địa danh"), [AtMost(100)], description=_("Ghi trước ngày, tháng trên văn bản in."))
    contact = StringField(_("Liên hệ"), [AtMost(300)], description=_("Địa chỉ, điện thoại của nơi tiếp công dân."))
    version = HiddenField()


class UnitFormForm(Form):
    """Name, type and parent of a unit from a day on."""

    name = StringField(_("Tên gọi"), [Needed(_("Ghi tên đơn vị.")), AtMost(200)])
    type = StringField(_("Loại hình"), [Needed(_("Ghi loại hình, ví dụ: bộ phận, ban, tiểu đội.")), AtMost(100)])
    parent = SelectField(_("Trực thuộc"))
    valid_from = _day(_("Từ ngày"), _("Hồ sơ trước ngày này vẫn mang tên cũ."))
    legal_basis = StringField(_("Căn cứ"), [AtMost(300)], description=_("Số, ngày và cơ quan ban hành quyết định."))

    def offer(self, unit: Unit | None = None) -> "UnitFormForm":
        """Offer the units this one may belong to."""
        others = [(other.code, other.name) for other in Unit.active() if other != unit]
        self.parent.choices = options(others, _("– Không trực thuộc đơn vị nào –"))
        return self


class NewUnitForm(UnitFormForm):
    """A new unit."""

    code = StringField(
        _("Mã đơn vị"),
        [
            Needed(_("Ghi mã đơn vị.")),
            AtMost(20),
            Written("[A-ZĐ0-9][A-ZĐ0-9._-]*", _("Mã đơn vị chỉ gồm chữ in hoa không dấu, chữ số, dấu chấm và gạch nối.")),
        ],
        description=_("Ngắn, không đổi về sau, ví dụ: TM."),
    )


class PostForm(Form):
    """A new post."""

    title = StringField(_("Tên chức vụ"), [Needed(_("Ghi tên chức vụ.")), AtMost(120)])
    is_head = BooleanField(_("Đứng đầu đơn vị"))


class OnDayForm(Form):
    """The day on which something ends."""

    on = _day(_("Từ ngày"))


class PersonForm(Form):
    """Name, sign-in name and mail address."""

    name = _name()
    username = _username()
    email = _email()
    version = HiddenField()


class NewPersonForm(Form):
    """A new person, with rank, post, role and account where they are known."""

    name = _name()
    rank = StringField(_("Quân hàm"), [AtMost(60)])
    post = SelectField(_("Chức vụ"))
    role = SelectField(_("Vai trò"))
    valid_from = _day(_("Từ ngày"))
    username = _username()
    email = _email()

    def offer(self) -> "NewPersonForm":
        """Offer the posts and roles there are."""
        self.post.choices, self.role.choices = _posts(), _roles()
        return self


class RankForm(Form):
    """A rank from a day on."""

    name = StringField(_("Quân hàm"), [Needed(_("Ghi quân hàm.")), AtMost(60)])
    valid_from = _day(_("Từ ngày"))


class AppointForm(Form):
    """A post from a day on."""

    post = SelectField(_("Chức vụ"), [Needed(_("Chọn chức vụ."))])
    valid_from = _day(_("Từ ngày"))

    def offer(self) -> "AppointForm":
        """Offer the posts there are."""
        self.post.choices = _posts()
        return self


class GrantForm(Form):
    """A role from a day on."""

    role = SelectField(_("Vai trò"), [Needed(_("Chọn vai trò."))])
    valid_from = _day(_("Từ ngày"))

    def offer(self) -> "GrantForm":
        """Offer the roles there are."""
        self.role.choices = _roles()
        return self


class ResetPasswordForm(Form):
    """A password to be changed at the next sign-in."""

    new_password = PasswordField(
        _("Mật khẩu tạm"),
        render_kw={"autocomplete": "new-password"},
        description=_("Để trống: hệ thống đặt ngẫu nhiên và hiện một lần để đồng chí giao tận tay."),
    )


def _posts() -> list[tuple[Any, Any]]:
    return options([(str(post.id), post.label) for post in Post.open_posts()], _("– Chọn chức vụ –"))


def _roles() -> list[tuple[Any, Any]]:
    return options([(role.value, role.label) for role in Role], _("– Chọn vai trò –"))
