"""A number of a period, entered by hand: never changed; a correction is a further row with its reason (9.1.1, 7.5.3.2)."""

from datetime import date
from typing import Any, ClassVar

from peewee import CharField, DateField, FloatField, ForeignKeyField, TextField

from qms.core import clock
from qms.core.act import NEW, act
from qms.core.fields import MomentField
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.objectives import amount, authorities
from qms.objectives.objective import Objective
from qms.objectives.period import Period, period_of
from qms.objectives.states import Direction, ObjectiveState
from qms.organization.person import Person

WHOLE = 100  # %


class Measurement(Record):
    """What was measured for a period: the number, who entered it and when; the last row of a period counts."""

    kind_label: ClassVar[Phrase] = _("Số liệu đo")

    objective = ForeignKeyField(Objective, verbose_name=_("Mục tiêu"))
    period_on = DateField(verbose_name=_("Kỳ bắt đầu ngày"))
    value = FloatField(verbose_name=_("Giá trị"))
    reason = TextField(default="", verbose_name=_("Lý do đính chính"))
    corrects = ForeignKeyField("self", null=True, verbose_name=_("Đính chính"))
    entered_by = ForeignKeyField(Person)
    entered_as = CharField(max_length=300, default="", verbose_name=_("Người nhập"))
    entered_at = MomentField(null=True)

    class Meta:
        indexes = ((("objective", "period_on", "id"), False), (("period_on",), False))

    @property
    def label(self) -> str:
        return f"{self.objective.code} {self.period.label}: {amount.written(self.value, self.objective.measured_in)}"

    @property
    def period(self) -> Period:
        """Give the period it is for."""
        return period_of(self.period_on, self.objective.frequency)

    @act(_("Nhập số liệu"), _("đã nhập số liệu"), may=authorities.measures, when=NEW)
    def enter(self, *, by: Any) -> None:
        """Enter the first number of a period."""
        standing = current(self.objective, self.period_on)
        self.require(
            standing is None,
            _("%(label)s đã có; ghi lý do nếu đính chính.", label=standing.label if standing else ""),
        )
        self._keep(by)

    @act(_("Đính chính số liệu"), _("đã đính chính số liệu"), may=authorities.measures, when=NEW)
    def correct(self, *, by: Any, note: str) -> None:
        """Put another number beside the one that was wrong, with the reason; the old one stays readable."""
        standing = current(self.objective, self.period_on)
        self.require(standing, _("Kỳ này chưa có số liệu để đính chính."))
        self.require(note.strip(), _("Ghi lý do đính chính."))
        self.corrects, self.reason = standing, note.strip()[:1000]
        self._keep(by)

    def _keep(self, by: Any) -> None:
        objective = self.objective
        self.require(not objective.is_computed, _("%(code)s: số liệu được lấy từ hồ sơ, không nhập tay.", code=objective.code))
        self.require(
            objective.state == ObjectiveState.APPROVED,
            _("%(code)s không ở trạng thái đang thực hiện nên không nhập số liệu.", code=objective.code),
        )
        period = period_of(self.period_on, objective.frequency)
        is_its_own = period.first == self.period_on and period.year == objective.year
        self.require(is_its_own, _("%(code)s không đo cho kỳ này.", code=objective.code))
        self.require(period.is_over, _("Chưa hết kỳ %(period)s nên chưa nhập số liệu.", period=period.label))
        self._must_be_possible()
        self.entered_by, self.entered_as, self.entered_at = by, by.signature(), clock.now()

    def _must_be_possible(self) -> None:
        """Refuse what no count and no share can be: below 0, above 100 % of a whole."""
        one = self.objective
        told = amount.written(self.value, one.measured_in)
        self.require(
            self.value >= 0 or min(one.target, one.limit) < 0, _("%(code)s: số liệu không âm, không phải %(n)s.", code=one.code, n=told)
        )
        is_share = one.measured_in == amount.PERCENT and one.direction == Direction.HIGHER and max(one.target, one.limit) <= WHOLE
        self.require(self.value <= WHOLE or not is_share, _("%(code)s: tỷ lệ không quá 100 %%, không phải %(n)s.", code=one.code, n=told))


def current(objective: Objective, period_on: date) -> Measurement | None:
    """Give the number that counts for a period."""
    query = Measurement.select().where((Measurement.objective == objective) & (Measurement.period_on == period_on))
    return query.order_by(Measurement.id.desc()).first()


def rows_of(objective: Objective) -> list[Measurement]:
    """List every number ever entered for an objective, corrected ones too, the latest period first."""
    query = Measurement.select(Measurement, Person).join(Person, on=(Measurement.entered_by == Person.id), attr="entered_by")
    return list(query.where(Measurement.objective == objective).order_by(Measurement.period_on.desc(), Measurement.id.desc()))
