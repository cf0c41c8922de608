"""c1, c3: what the office measures of how content its citizens are and of its services: the indicators marked as telling of that."""

from collections.abc import Iterator, Sequence
from datetime import date

from qms.core.charts import bullet
from qms.core.language import Phrase, _
from qms.management_review.inputs.gathered import Gathered, Measured
from qms.management_review.inputs.objectives import stood, wanted
from qms.management_review.inputs.registry import gathers
from qms.management_review.objectives import bullets
from qms.objectives.amount import written
from qms.objectives.reading import Reading
from qms.objectives.state import Stood
from qms.objectives.states import Aspect


@gathers("c1", in_part=True)
def of_customers(since: date, until: date) -> Gathered | None:
    """Tell how content the citizens are, as it was measured; what they and other parties say is the officer's to write."""
    return _of(Aspect.CUSTOMERS, since, until, ())


@gathers("c3")
def of_services(since: date, until: date) -> Gathered | None:
    """Tell how well the services are provided, as it was measured."""
    return _of(Aspect.SERVICES, since, until, ("services",))


def _of(aspect: Aspect, since: date, until: date, figures: tuple[str, ...]) -> Gathered | None:
    told = [one for one in stood(since, until) if one.objective.known and one.objective.known.aspect == aspect]
    return Gathered(headline(told), tuple(_rows(told)), figures) if told else None


def headline(told: Sequence[Stood]) -> Phrase:
    """Say the number beside its target; of several, how many are met."""
    if len(told) > 1:
        return bullet.headline(bullets(told))
    [one] = told
    known = {"title": one.objective.title, "wanted": wanted(one)}
    if one.actual is None:
        return _("%(title)s: chưa có số liệu trong kỳ, mức mục tiêu %(wanted)s", **known)
    known["number"] = _number(one, one.actual)
    if one.is_met:
        return _("%(title)s: %(number)s, đạt mức mục tiêu %(wanted)s", **known)
    return _("%(title)s: %(number)s, chưa đạt mức mục tiêu %(wanted)s", **known)


def _rows(told: Sequence[Stood]) -> Iterator[Measured]:
    for one in told:
        objective = one.objective
        key = f"measured-{objective.indicator}-{objective.unit_id or 0}-{objective.frequency.value}"
        before = None if one.before is None else _number(one, one.before)
        yield Measured(key, objective.title, "–" if one.actual is None else _number(one, one.actual), before, *one.page)


def _number(one: Stood, reading: Reading) -> str:
    return f"{written(reading.value or 0, one.objective.measured_in)} ({reading.period.label})"
