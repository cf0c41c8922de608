"""A quality objective of the office or a unit for a year: what, with what, who, by when, how it is evaluated (6.2)."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from peewee import BooleanField, CharField, DateField, FloatField, ForeignKeyField, IntegerField, TextField

from qms.core import clock
from qms.core.act import NEW, act
from qms.core.fields import ListField, StateField
from qms.core.language import Phrase, _
from qms.core.numbering import yearly_code
from qms.core.record import Record
from qms.core.vietnamese import fold
from qms.objectives import authorities
from qms.objectives.indicator import Indicator
from qms.objectives.indicators import INDICATORS
from qms.objectives.period import FIRST_YEAR, LAST_YEAR
from qms.objectives.states import HELD, Direction, Frequency, ObjectiveState
from qms.organization.person import Person
from qms.organization.unit import Unit

if TYPE_CHECKING:
    from qms.objectives.target import Target


class Objective(Record):
    """What is to be achieved in a year, by how much, and the plan to get there (6.2.1, 6.2.2)."""

    kind_label: ClassVar[Phrase] = _("Mục tiêu chất lượng")

    code = CharField(max_length=20, unique=True, verbose_name=_("Mã"))
    state = StateField(ObjectiveState, default=ObjectiveState.DRAFT, verbose_name=_("Trạng thái"))
    year = IntegerField(verbose_name=_("Năm"))
    unit = ForeignKeyField(Unit, null=True, verbose_name=_("Đơn vị"))
    title = CharField(max_length=200, verbose_name=_("Mục tiêu"))
    indicator = CharField(max_length=40, default="", verbose_name=_("Chỉ số"))
    own_measure = CharField(max_length=200, default="", verbose_name=_("Đo cái gì"))
    own_unit = CharField(max_length=40, default="", verbose_name=_("Đơn vị đo"))
    direction = StateField(Direction, default=Direction.HIGHER, verbose_name=_("Chiều tốt"))
    frequency = StateField(Frequency, default=Frequency.MONTH, verbose_name=_("Kỳ đo"))
    target = FloatField(verbose_name=_("Mức mục tiêu"))
    limit = FloatField(verbose_name=_("Mức theo dõi"))
    actions = TextField(default="", verbose_name=_("Việc phải làm"))
    resources = TextField(default="", verbose_name=_("Nguồn lực"))
    responsible = ForeignKeyField(Person, null=True, verbose_name=_("Người chịu trách nhiệm chính"))
    due_on = DateField(null=True, verbose_name=_("Hạn hoàn thành"))
    how_evaluated = TextField(default="", verbose_name=_("Cách đánh giá kết quả"))
    drafted_by = ForeignKeyField(Person)
    approved_by = ForeignKeyField(Person, null=True)
    approved_as = CharField(max_length=300, default="", verbose_name=_("Người phê duyệt"))
    approved_on = DateField(null=True, verbose_name=_("Ngày phê duyệt"))
    evaluation = TextField(default="", verbose_name=_("Đánh giá"))
    is_met = BooleanField(null=True, verbose_name=_("Đạt mục tiêu năm"))
    results = ListField(default=list)
    closed_by = ForeignKeyField(Person, null=True)
    closed_as = CharField(max_length=300, default="", verbose_name=_("Người đánh giá"))
    closed_on = DateField(null=True, verbose_name=_("Ngày đánh giá"))
    folded = TextField(default="")

    class Meta:
        indexes = ((("year", "state"), False), (("state", "responsible"), False), (("unit", "year"), False))

    @property
    def label(self) -> str:
        return self.code or str(self.kind_label)

    @property
    def is_held(self) -> bool:
        """Tell whether it was approved, so that everybody may see it."""
        return self.state in HELD

    @property
    def known(self) -> Indicator | None:
        """Give its indicator of the registry, or None when it says itself what is measured."""
        return INDICATORS.get(self.indicator)

    @property
    def is_computed(self) -> bool:
        """Tell whether its numbers are taken from the records."""
        return bool(self.known and self.known.is_computed)

    @property
    def measure_words(self) -> str:
        """Say what is measured."""
        return str(self.known.words) if self.known else self.own_measure

    @property
    def measured_in(self) -> str:
        """Give the unit its numbers are counted in."""
        return str(self.known.measured_in) if self.known else self.own_unit

    @property
    def series(self) -> tuple[Any, ...]:
        """Give what an objective of another year has in common with it when it goes on with the same measure."""
        return self.indicator, self.own_measure, self.unit_id, self.frequency

    @property
    def gaps(self) -> list[Phrase]:
        """List what is still missing before it may be approved (6.2.2)."""
        wanted = (
            (self.actions.strip(), _("việc phải làm")),
            (self.resources.strip(), _("nguồn lực")),
            (self.responsible_id, _("người chịu trách nhiệm chính")),
            (self.due_on, _("hạn hoàn thành")),
            (self.how_evaluated.strip(), _("cách đánh giá kết quả")),
        )
        return [words for is_there, words in wanted if not is_there]

    @act(_("Soạn mục tiêu"), _("đã soạn mục tiêu"), may=authorities.prepare, when=NEW)
    def draft(self, *, by: Any) -> None:
        """Write it down; the plan may still have gaps."""
        self._settle()
        self.code, self.drafted_by = yearly_code("MT", self.year), by
        self.folded = self._found_by()

    @act(_("Sửa bản nháp"), _("đã sửa bản nháp"), may=authorities.prepare, when=ObjectiveState.DRAFT)
    def rewrite(self, *, by: Any, **facts: Any) -> None:
        """Change the draft; its year, which its code tells, stays."""
        for name, value in facts.items():
            setattr(self, name, value)
        self.require(authorities.prepare(by, self), _("Không giao mục tiêu cho đơn vị mà đồng chí không phụ trách."))
        self._settle()
        self.folded = self._found_by()

    def _found_by(self) -> str:
        measure = self.known.words.text if self.known else self.own_measure
        return fold(f"{self.code} {self.title} {measure}")

    def _settle(self) -> None:
        self.require(self.year and FIRST_YEAR <= self.year <= LAST_YEAR, _("Ghi năm từ 2000 đến 2100."))
        self.require((self.title or "").strip(), _("Ghi mục tiêu."))
        if self.known:
            self.direction, self.own_measure, self.own_unit = self.known.direction, "", ""
        else:
            self.require(not self.indicator, _("Chọn chỉ số trong danh sách."))
            self.require(self.own_measure.strip() and self.own_unit.strip(), _("Ghi đo cái gì và đơn vị đo."))
        self._must_fit(self.target, self.limit)

    def _must_fit(self, target: float | None, limit: float | None) -> None:
        self.require(target is not None and limit is not None, _("Ghi mức mục tiêu và mức theo dõi."))
        if target is None or limit is None:
            return
        if self.direction == Direction.HIGHER:
            self.require(limit <= target, _("Càng cao càng tốt: mức theo dõi không được cao hơn mức mục tiêu."))
        else:
            self.require(limit >= target, _("Càng thấp càng tốt: mức theo dõi không được thấp hơn mức mục tiêu."))

    @act(
        _("Phê duyệt mục tiêu"),
        _("đã phê duyệt mục tiêu"),
        may=authorities.approve,
        when=ObjectiveState.DRAFT,
        then=ObjectiveState.APPROVED,
    )
    def approve(self, *, by: Any) -> None:
        """Let it hold from the first day of its year; every part of the plan must be there."""
        self.require(not self.gaps, _("%(code)s chưa đủ để phê duyệt, còn thiếu: %(what)s.", code=self.code, what=Listed(self.gaps)))
        self.approved_by, self.approved_as, self.approved_on = by, by.signature(), clock.today()
        self._aim(by, self.target, self.limit, date(self.year, 1, 1), _("Phê duyệt mục tiêu năm").text)

    @act(_("Bỏ bản nháp"), _("đã bỏ bản nháp"), may=authorities.prepare, when=ObjectiveState.DRAFT, then=ObjectiveState.DISCARDED)
    def discard(self, *, by: Any, note: str) -> None:
        """Give the draft up, with a reason."""
        self.require(note.strip(), _("Ghi lý do."))

    @act(_("Đổi mức mục tiêu"), _("đã đổi mức mục tiêu"), may=authorities.set_target, when=ObjectiveState.APPROVED)
    def set_target(self, *, by: Any, target: float, limit: float, note: str) -> None:
        """Change the target from today on, with a reason; periods that are over keep the target they had (6.2.1 g)."""
        self.require(note.strip(), _("Ghi lý do đổi mức mục tiêu."))
        self.require((target, limit) != (self.target, self.limit), _("Ghi mức khác với mức đang áp dụng."))
        self._must_fit(target, limit)
        self.target, self.limit = target, limit
        self._aim(by, target, limit, clock.today(), note.strip())

    def _aim(self, by: Any, target: float, limit: float, since: date, reason: str) -> None:
        from qms.objectives.target import Target

        Target(objective=self, value=target, limit=limit, valid_from=since, reason=reason[:1000]).aim(by=by)

    @act(
        _("Đánh giá và đóng"),
        _("đã đánh giá và đóng"),
        may=authorities.close,
        when=ObjectiveState.APPROVED,
        then=ObjectiveState.CLOSED,
    )
    def close(self, *, by: Any, evaluation: str, is_met: bool) -> None:
        """Evaluate the year; the numbers taken from the records are kept as they are now."""
        from qms.objectives.reading import frozen

        self.require(evaluation.strip(), _("Ghi đánh giá kết quả thực hiện mục tiêu."))
        self.evaluation, self.is_met, self.results = evaluation.strip(), is_met, frozen(self)
        self.closed_by, self.closed_as, self.closed_on = by, by.signature(), clock.today()

    @property
    def targets(self) -> "list[Target]":
        """List its targets, the first one first."""
        from qms.objectives.target import Target

        return list(Target.select().where(Target.objective == self).order_by(Target.id))


class Listed:
    """Phrases one after another, translated when read."""

    def __init__(self, phrases: list[Phrase]) -> None:
        self.phrases = phrases

    def __str__(self) -> str:
        return "; ".join(map(str, self.phrases))
