"""What external providers offer to the house."""

from datetime import timedelta
from typing import Any

from flask import url_for

from qms.core import clock
from qms.core.feature import COMING, TO_DO, Feature, MenuItem, RecordKind, Task
from qms.core.language import _
from qms.improvement.reporting import origin
from qms.organization.person import Person
from qms.organization.role import Role
from qms.providers import queries
from qms.providers.provider import ExternalProvider, ProviderEvaluation
from qms.providers.views import pages

CLAUSE = "8.4"
REMIND = timedelta(days=30)


def tasks(person: Person) -> list[Task]:
    """List the evaluations that are near, for the quality officer."""
    if not person.has_role(Role.QUALITY_OFFICER):
        return []
    today = clock.today()
    return [
        Task(TO_DO if one.evaluate_on <= today else COMING, one.label, _page(one), _("Đánh giá nhà cung cấp"), one.evaluate_on)
        for one in queries.to_evaluate(today + REMIND)
    ]


def _page(one: ExternalProvider) -> str:
    return url_for("providers.provider", code=one.code)


def _origin(number: int, person: Any) -> origin.Origin | None:
    one = ExternalProvider.get_or_none(id=number) if person.id else None
    return origin.Origin(one.label, _page(one)) if one else None


def _about(model: Any) -> Any:
    return lambda clause: model.id.is_null(not f"{CLAUSE}.".startswith(f"{clause}."))


origin.register("externalprovider", _origin)

feature = Feature(
    name="providers",
    clause=CLAUSE,
    blueprint=pages,
    menu=(MenuItem(_("Lãnh đạo"), _("Nhà cung cấp"), "/providers", order=17),),
    tasks=tasks,
    records=(
        RecordKind(
            ExternalProvider,
            _("Nhà cung cấp bên ngoài"),
            _page,
            lambda: ExternalProvider.registered_on,
            clause=_about(ExternalProvider),
        ),
        RecordKind(
            ProviderEvaluation,
            _("Đánh giá nhà cung cấp"),
            lambda one: _page(one.provider),
            lambda: ProviderEvaluation.evaluated_on,
            clause=_about(ProviderEvaluation),
        ),
    ),
)
