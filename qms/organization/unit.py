"""A unit: a lasting identity whose names, types and parents are dated (reorganisations keep the past as it was)."""

from datetime import date
from typing import Any, ClassVar

from peewee import BooleanField, CharField, DateField, ForeignKeyField

from qms.core import clock
from qms.core.act import ANY, NEW, act
from qms.core.database import transaction
from qms.core.kept import kept
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.organization import authorities


class Unit(Record):
    """An agency of the office."""

    kind_label: ClassVar[Phrase] = _("Đơn vị")

    code = CharField(max_length=20, unique=True, verbose_name=_("Mã"))
    dissolved_on = DateField(null=True, verbose_name=_("Ngày giải thể"))

    @property
    def label(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Give today's name."""
        return self.name_on(clock.today())

    def form_on(self, day: date) -> "UnitForm | None":
        """Give name, type and parent as they were on a day; the first ones before the unit began."""
        forms = UnitForm.select().where(UnitForm.unit == self)
        return (
            forms.where(UnitForm.valid_from <= day).order_by(UnitForm.valid_from.desc(), UnitForm.id.desc()).first()
            or forms.order_by(UnitForm.valid_from).first()
        )

    def name_on(self, day: date) -> str:
        """Give the name as it was on a day."""
        return _names_on(day).get(self.id, self.code)

    def is_under(self, other: "Unit", day: date) -> bool:
        """Tell whether it is the other unit or belongs to it, directly or not, on a day."""
        above: Unit | None = self
        while above is not None and above != other:
            form = above.form_on(day)
            above = form.parent if form else None
        return above is not None

    def units_under(self, day: date) -> "list[Unit]":
        """List the units that belong to it directly after a day."""
        others = [unit for unit in Unit.select() if not unit.dissolved_on or unit.dissolved_on > day]
        return [unit for unit in others if (form := unit.form_on(day)) and form.parent_id == self.id]

    @act(_("Lập đơn vị"), _("đã lập đơn vị"), may=authorities.keep_the_organization, when=NEW)
    def establish(self, *, by: Any) -> None:
        """Create the unit; its first form gives it a name."""
        self.require(self.code.strip(), _("Ghi mã đơn vị."))
        self.require(not Unit.get_or_none(code=self.code), _("Mã đơn vị %(code)s đã có.", code=self.code))

    @act(_("Giải thể đơn vị"), _("đã giải thể đơn vị"), may=authorities.keep_the_organization, when=ANY)
    def dissolve(self, *, by: Any, on: date) -> None:
        """End the unit on a day; its records keep its name."""
        self.require(self.dissolved_on is None, _("%(unit)s đã giải thể.", unit=self.name))
        under = self.units_under(on)
        self.require(
            not under,
            _(
                "Còn đơn vị trực thuộc: %(names)s. Chuyển hoặc giải thể các đơn vị đó trước.",
                names=", ".join(unit.name for unit in under),
            ),
        )
        for post in self.posts:
            if post.closed_on is None:
                post.close(by=by, on=on)
        self.dissolved_on = on

    @classmethod
    def active(cls) -> "list[Unit]":
        """List the units that exist today."""
        today = clock.today()
        return [unit for unit in cls.select().order_by(cls.id) if not unit.dissolved_on or unit.dissolved_on > today]


@kept()
def _names_on(day: date) -> dict[int, str]:
    """Give the name every unit had on a day; its first one before it began."""
    names: dict[int, str] = {}
    for form in UnitForm.select().order_by(UnitForm.valid_from, UnitForm.id):
        if form.valid_from <= day or form.unit_id not in names:
            names[form.unit_id] = form.name
    return names


class UnitForm(Record):
    """What a unit is called, what it is and whom it belongs to, from a day on."""

    kind_label: ClassVar[Phrase] = _("Tên gọi, tổ chức của đơn vị")

    unit = ForeignKeyField(Unit, backref="forms")
    name = CharField(max_length=200, verbose_name=_("Tên gọi"))
    type = CharField(max_length=100, verbose_name=_("Loại hình"))
    parent = ForeignKeyField(Unit, null=True, backref="children_forms", verbose_name=_("Trực thuộc"))
    valid_from = DateField(verbose_name=_("Từ ngày"))
    legal_basis = CharField(max_length=300, default="", verbose_name=_("Căn cứ"))

    @property
    def label(self) -> str:
        return self.name

    @act(_("Đặt tên, tổ chức đơn vị"), _("đã đặt tên, tổ chức đơn vị"), may=authorities.keep_the_organization, when=NEW)
    def take_effect(self, *, by: Any) -> None:
        """Give the unit its name, type and parent from a day on; what was before stays as it was."""
        self.require(self.name.strip(), _("Ghi tên đơn vị."))
        self.require(self.parent_id is None or self.parent_id != self.unit_id, _("Đơn vị không thể trực thuộc chính mình."))
        self.require(
            self.parent is None or not self.parent.is_under(self.unit, self.valid_from),
            _("Đơn vị không thể trực thuộc đơn vị cấp dưới của mình."),
        )


class Post(Record):
    """A post in a unit, such as Chỉ huy trưởng; people hold it for a time."""

    kind_label: ClassVar[Phrase] = _("Chức vụ")

    title = CharField(max_length=120, verbose_name=_("Chức vụ"))
    unit = ForeignKeyField(Unit, backref="posts")
    is_head = BooleanField(default=False, verbose_name=_("Đứng đầu đơn vị"))
    closed_on = DateField(null=True, verbose_name=_("Ngày bãi bỏ"))

    @property
    def label(self) -> str:
        return f"{self.title}, {self.unit.name}"

    @act(_("Lập chức vụ"), _("đã lập chức vụ"), may=authorities.keep_the_organization, when=NEW)
    def establish(self, *, by: Any) -> None:
        """Create the post."""
        self.require(self.title.strip(), _("Ghi tên chức vụ."))
        self.require(self.unit.dissolved_on is None, _("%(unit)s đã giải thể.", unit=self.unit.name))

    @act(_("Bãi bỏ chức vụ"), _("đã bãi bỏ chức vụ"), may=authorities.keep_the_organization, when=ANY)
    def close(self, *, by: Any, on: date) -> None:
        """End the post on a day, when nobody holds it any more."""
        self.require(self.closed_on is None, _("Chức vụ này đã bãi bỏ."))
        still = [holding.person.name for holding in self.holdings if holding.lasts_beyond(on)]
        self.require(
            not still,
            _("%(names)s còn giữ chức vụ %(post)s. Ghi ngày thôi giữ trước.", names=", ".join(still), post=self.title),
        )
        self.closed_on = on

    @classmethod
    def open_posts(cls) -> "list[Post]":
        """List the posts there are today."""
        return list(cls.select().where(cls.closed_on.is_null()).order_by(cls.unit, cls.id))


def found_unit(code: str, name: str, kind: str, *, by: Any, since: date, parent: Unit | None = None, legal_basis: str = "") -> Unit:
    """Establish a unit together with its first name, type and parent."""
    with transaction():
        unit = Unit(code=code).establish(by=by)
        UnitForm(unit=unit, name=name, type=kind, parent=parent, valid_from=since, legal_basis=legal_basis).take_effect(by=by)
        return unit
