"""Forms of who may know, and of papers that are only registered."""

from typing import Any

from wtforms import SelectField, StringField, TextAreaField

from qms.core.language import _
from qms.documents.forms import ClausesField
from qms.documents.secrecy.levels import SecretLevel
from qms.documents.secrecy.need_to_know import NeedToKnow
from qms.documents.secrecy.secret_entry import FACTS, SecretEntry
from qms.organization.unit import Post, Unit
from qms.web.forms import AtMost, DayField, Form, Needed, options


class KnowersForm(Form):
    """The units and posts that may know, and why."""

    units = ClausesField(_("Đơn vị được biết"), coerce=int)
    posts = ClausesField(_("Chức vụ được biết"), coerce=int)
    reason = TextAreaField(_("Lý do"), [Needed(_("Ghi lý do.")), AtMost(500)])

    def __init__(self, circle: NeedToKnow, **given: Any) -> None:
        edition = circle.edition
        first = [edition.unit_id] if edition and edition.unit_id and circle.is_new else circle.units
        super().__init__(data={"units": first, "posts": circle.posts}, **given)
        self.units.choices = options((unit.id, unit.name) for unit in Unit.active())
        self.posts.choices = options((post.id, post.label) for post in Post.open_posts())

    def facts(self) -> dict[str, Any]:
        """Give who was named, and why."""
        units, posts = Unit.select().where(Unit.id.in_(self.units.data or [])), Post.select().where(Post.id.in_(self.posts.data or []))
        return {"units": list(units.order_by(Unit.id)), "posts": list(posts.order_by(Post.id)), "reason": self.reason.data}


class WhyForm(Form):
    """Why the limit is lifted."""

    why = TextAreaField(_("Lý do bỏ giới hạn"), [Needed(_("Ghi lý do.")), AtMost(500)])


class EntryForm(Form):
    """What the register says of a secret paper."""

    code = StringField(_("Mã hiệu"), [Needed(_("Ghi mã hiệu, ví dụ QT-20.")), AtMost(32)])
    number = StringField(_("Số, ký hiệu"), [AtMost(60)])
    title = StringField(_("Tên gọi trung tính"), [Needed(_("Ghi tên gọi trung tính, không nói nội dung mật.")), AtMost(250)])
    level = SelectField(_("Độ mật"), choices=options((level.value, level.label) for level in SecretLevel))
    unit = SelectField(_("Đơn vị giữ"), [Needed(_("Chọn đơn vị giữ."))], coerce=lambda value: int(value) if value else None)
    place = StringField(_("Nơi cất giữ"), [Needed(_("Ghi nơi cất giữ bản giấy.")), AtMost(200)])
    issued_on = DayField(_("Ngày ban hành"))
    valid_until = DayField(_("Thời hạn bảo vệ đến"))

    def __init__(self, entry: SecretEntry | None = None, **given: Any) -> None:
        known = {name: getattr(entry, name) for name in FACTS if name != "unit"} | {"unit": entry.unit_id} if entry else {}
        super().__init__(data=known, **given)
        self.unit.choices = options(((unit.id, unit.name) for unit in Unit.active()), _("Chọn đơn vị"))
        if entry:
            del self.code

    def facts(self) -> dict[str, Any]:
        """Give what was written, as an entry's columns."""
        return {name: self[name].data for name in FACTS}


class AmendEntryForm(EntryForm):
    """The same, corrected with a reason."""

    reason = TextAreaField(_("Lý do"), [Needed(_("Ghi lý do.")), AtMost(500)])


class EndEntryForm(Form):
    """When and why a paper leaves the register."""

    on = DayField(_("Ngày ra khỏi sổ"), [Needed(_("Ghi ngày theo dạng 22/11/2026."))])
    why = TextAreaField(_("Lý do"), [Needed(_("Ghi bàn giao, tiêu hủy hay giải mật, theo văn bản nào.")), AtMost(500)])
