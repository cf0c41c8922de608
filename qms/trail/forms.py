"""What the auditor asks: forms whose answers stay in the address."""

from typing import Any

from wtforms import SelectField, ValidationError

from qms.core.language import _
from qms.core.vietnamese import name_key
from qms.organization import clauses
from qms.organization.person import Person
from qms.organization.unit import Unit
from qms.trail import queries
from qms.web.forms import DayField, Form, options


class AskedForm(Form):
    """A form sent by GET: it changes nothing, so it needs no token."""

    def __init__(self, asked: Any) -> None:
        super().__init__(asked, meta={"csrf": False})

    def validate_until(self, field: Any) -> None:
        """Ask for a last day that is not before the first."""
        if field.data and self["since"].data and field.data < self["since"].data:
            raise ValidationError(str(_("Đến ngày không được trước từ ngày.")))


class RecordsForm(AskedForm):
    """Which records: kind, period, unit, clause."""

    kind = SelectField(_("Loại hồ sơ"), validate_choice=False, default="")
    since = DayField(_("Từ ngày"))
    until = DayField(_("Đến ngày"))
    unit = SelectField(_("Đơn vị"), validate_choice=False, default="")
    clause = SelectField(_("Điều khoản"), validate_choice=False, default="")

    def __init__(self, asked: Any) -> None:
        super().__init__(asked)
        self.kind.choices = options([(queries.name_of(kind), kind.plural) for kind in queries.kinds()], _("Chọn loại"))
        self.unit.choices = options([(unit.code, unit.name) for unit in Unit.select()], _("Mọi đơn vị"))
        self.clause.choices = options(clauses.choices(), _("Mọi điều khoản"))

    def validate_unit(self, field: Any) -> None:
        """Say so when records of this kind name no unit, instead of ignoring the question."""
        kind = queries.kind_named(self.kind.data)
        if field.data and kind and kind.unit is None:
            raise ValidationError(str(_("Loại hồ sơ này không ghi đơn vị. Chọn “Mọi đơn vị”.")))

    def validate_clause(self, field: Any) -> None:
        """Say so when records of this kind name no clause, instead of ignoring the question."""
        kind = queries.kind_named(self.kind.data)
        if field.data and kind and kind.clause is None:
            raise ValidationError(str(_("Loại hồ sơ này không ghi điều khoản. Chọn “Mọi điều khoản”.")))


class TrailForm(AskedForm):
    """Which entries of the trail: person, kind, period."""

    person = SelectField(_("Người thực hiện"), validate_choice=False, default="")
    kind = SelectField(_("Loại việc"), validate_choice=False, default="")
    since = DayField(_("Từ ngày"))
    until = DayField(_("Đến ngày"))

    def __init__(self, asked: Any) -> None:
        super().__init__(asked)
        people = [(str(person.id), person.name) for person in sorted(Person.select(), key=lambda one: name_key(one.name))]
        self.person.choices = options([*people, (queries.SYSTEM, _("Hệ thống"))], _("Mọi người"))
        known = [(queries.name_of(kind), kind.plural) for kind in queries.kinds()]
        self.kind.choices = options([*known, (queries.EVENT, _("Đăng nhập, xuất dữ liệu"))], _("Mọi loại"))
