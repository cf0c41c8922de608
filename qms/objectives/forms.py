"""Forms of the objectives' pages."""

from collections.abc import Sequence
from typing import Any

from wtforms import Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import HiddenField
from wtforms.widgets import TextInput

from qms.core import clock
from qms.core.language import _
from qms.core.refusals import Missing
from qms.objectives import amount
from qms.objectives.amount import PERCENT
from qms.objectives.grid import Cell, Row
from qms.objectives.indicators import INDICATORS, OWN
from qms.objectives.states import Direction, Frequency
from qms.organization.person import Person
from qms.organization.role import Role
from qms.organization.unit import Unit
from qms.web.forms import AtMost, DayField, Form, Needed, options

_NUMBER = _("Ghi một số, dạng 96,4.")


def _number(value: Any) -> int | None:
    return int(value) if value not in (None, "", "None") else None


class AmountField(Field):
    """A number typed with a decimal comma or point; a percent sign may follow."""

    widget = TextInput()

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else "" if self.data is None else amount.typed(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data: float | None = None
        text = valuelist[0].strip() if valuelist else ""
        if text:
            try:
                self.data = amount.read(text, PERCENT)
            except Missing as refusal:
                raise ValueError(str(refusal)) from None


class NumberNeeded(Needed):
    """A number must be there; where something else was typed, the field itself has said so."""

    def __call__(self, form: Any, field: Any) -> None:
        if not field.errors:
            super().__call__(form, field)


class ObjectiveForm(Form):
    """What, by how much, with what, who, by when, how evaluated (6.2.2)."""

    title = StringField(_("Mục tiêu"), [Needed(_("Ghi mục tiêu.")), AtMost(200)])
    unit = SelectField(_("Của đơn vị"), coerce=_number)
    indicator = SelectField(_("Chỉ số"))
    own_measure = StringField(_("Đo cái gì"), [AtMost(200)])
    own_unit = StringField(_("Đơn vị đo"), [AtMost(40)])
    direction = SelectField(_("Chiều tốt"), choices=options((one.value, one.label) for one in Direction))
    frequency = SelectField(_("Kỳ đo"), choices=options((one.value, one.label) for one in Frequency))
    target = AmountField(_("Mức mục tiêu"), [NumberNeeded(_NUMBER)])
    limit = AmountField(_("Mức theo dõi"), [NumberNeeded(_NUMBER)])
    actions = TextAreaField(_("Việc phải làm"), [AtMost(3000)])
    resources = TextAreaField(_("Nguồn lực"), [AtMost(2000)])
    responsible = SelectField(_("Người chịu trách nhiệm chính"), coerce=_number)
    due_on = DayField(_("Hạn hoàn thành"))
    how_evaluated = TextAreaField(_("Cách đánh giá kết quả"), [AtMost(2000)])

    def __init__(self, by: Person, **given: Any) -> None:
        super().__init__(**given)
        self.unit.choices = _units_of(by)
        own = (OWN, _("Chỉ số khác, ghi ở hai mục dưới"))
        computed = _("lấy từ hồ sơ")
        self.indicator.choices = options(
            [*((one.name, f"{one.words} – {computed}" if one.is_computed else one.words) for one in INDICATORS.values()), own]
        )
        people = [person for person in Person.present() if person.roles - {Role.ADMINISTRATOR}]
        self.responsible.choices = options(((person.id, person.signature()) for person in people), _("Chọn một người"))

    @property
    def facts(self) -> dict[str, Any]:
        """Give what was typed as an objective's columns."""
        texts = ("title", "indicator", "own_measure", "own_unit", "actions", "resources", "how_evaluated")
        plain = {name: self[name].data or "" for name in texts}
        others = {name: self[name].data for name in ("unit", "target", "limit", "responsible", "due_on")}
        return {**plain, **others, "direction": Direction(self.direction.data), "frequency": Frequency(self.frequency.data)}


class NewObjectiveForm(ObjectiveForm):
    """An objective with its year."""

    year = SelectField(_("Năm"), coerce=_number)

    def __init__(self, by: Person, **given: Any) -> None:
        super().__init__(by, **given)
        now = clock.today().year
        self.year.choices = options((year, str(year)) for year in (now + 1, now, now - 1))


def _units_of(by: Person) -> list[Any]:
    """List the units a person may set objectives for."""
    if by.roles & {Role.QUALITY_OFFICER, Role.COMMANDER}:
        return options(((unit.id, unit.name) for unit in Unit.active()), _("Toàn cơ quan"))
    return options((post.unit_id, post.unit.name) for post in by.posts if post.is_head)


class TargetForm(Form):
    """Another target, and why."""

    target = AmountField(_("Mức mục tiêu mới"), [NumberNeeded(_NUMBER)], id="new-target")
    limit = AmountField(_("Mức theo dõi mới"), [NumberNeeded(_NUMBER)], id="new-limit")
    note = TextAreaField(_("Lý do đổi"), [Needed(_("Ghi lý do đổi mức mục tiêu.")), AtMost(1000)], id="target-note")


class CloseForm(Form):
    """The evaluation of the year."""

    evaluation = TextAreaField(_("Đánh giá kết quả"), [Needed(_("Ghi đánh giá kết quả thực hiện mục tiêu.")), AtMost(3000)])
    is_met = RadioField(
        _("Kết luận năm"),
        [Needed(_("Chọn đạt hoặc chưa đạt."))],
        choices=options([("yes", _("Đạt mục tiêu")), ("no", _("Chưa đạt mục tiêu"))]),
    )


class DiscardForm(Form):
    """Why a draft is given up."""

    note = TextAreaField(_("Lý do"), [Needed(_("Ghi lý do.")), AtMost(1000)], id="discard-note")


class GridForm(Form):
    """The grid of a period; `grid_form` adds the cells of its rows."""

    period = HiddenField()
    pasted = TextAreaField(_("Dán từ Excel"), [AtMost(20000)])

    def cells(self, rows: Sequence[Row]) -> dict[int, Cell]:
        """Give what was typed, by objective."""
        numbers = [row.objective.id for row in rows]
        return {n: Cell(*(self[f"{part}_{n}"].data or "" for part in ("value", "reason", "sure"))) for n in numbers}

    def fill(self, cells: dict[int, str]) -> None:
        """Put pasted numbers into their cells; they are looked at before they are kept."""
        for number, text in cells.items():
            self[f"value_{number}"].data = text
        self.pasted.data = ""

    def show(self, errors: dict[int, Any], doubts: dict[int, float]) -> None:
        """Put what is wrong beside its cell, and carry the numbers whose jump the next press confirms."""
        for number, sentence in errors.items():
            self[f"value_{number}"].errors = [str(sentence)]
        for number, value in doubts.items():
            self[f"sure_{number}"].data = amount.typed(value)


def grid_form(rows: Sequence[Row], **given: Any) -> GridForm:
    """Make the form of a grid: a number, a reason and a confirmed number for each row."""
    fields: dict[str, Any] = {}
    for row in rows:
        number, code = row.objective.id, row.objective.code
        fields[f"value_{number}"] = StringField(str(_("%(code)s: số liệu", code=code)), [AtMost(40)])
        fields[f"reason_{number}"] = StringField(str(_("%(code)s: lý do đính chính", code=code)), [AtMost(1000)])
        fields[f"sure_{number}"] = HiddenField()
    known = {f"value_{row.objective.id}": amount.typed(row.standing.value) for row in rows if row.standing}
    form: GridForm = type("Grid", (GridForm,), fields)(data={**known, **given.pop("data", {})}, **given)
    return form
