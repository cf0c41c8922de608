"""What improvement offers to the house."""

from typing import Any

from flask import url_for

from qms.core.feature import Feature, MenuItem, RecordKind, Related
from qms.core.language import _
from qms.improvement import queries, views_actions  # noqa: F401 - its pages are on the same blueprint
from qms.improvement.case.elsewhere import Elsewhere
from qms.improvement.case.views import pages as case_pages
from qms.improvement.case.views_actions import pages as date_pages
from qms.improvement.case.views_groups import pages as group_pages
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.ideas import views_tasks as views_idea_tasks
from qms.improvement.ideas.views import pages as idea_pages
from qms.improvement.ideas.views_steps import pages as idea_step_pages
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.papers.views import pages as paper_pages
from qms.improvement.register import views as register_pages  # noqa: F401
from qms.improvement.register import views_board, views_saved
from qms.improvement.reporting import origin, outcome, posters, views_posters  # noqa: F401
from qms.improvement.reporting import views as reporting_pages  # noqa: F401
from qms.improvement.triage import views as triage_pages  # noqa: F401
from qms.improvement.views import pages
from qms.improvement.views_tasks import tasks
from qms.organization.role import Role
from qms.web import visibility


def _origin_of(model: Any, endpoint: str) -> origin.Resolver:
    def resolve(number: int, person: Any) -> origin.Origin | None:
        record = model.get_or_none(id=number) if person.id else None  # who has no name reads no register
        return origin.Origin(record.label, url_for(endpoint, code=record.code)) if record else None

    return resolve


def _about(clause: str) -> Any:
    """Say that a nonconformity is about a clause or one below it."""
    return (Nonconformity.clause == clause) | Nonconformity.clause.startswith(f"{clause}.")


def related(code: str) -> list[Related]:
    """Say how many nonconformities of a procedure are open."""
    n = queries.open_for_procedure(code)
    return [Related(_("NC đang mở"), str(n), url_for("improvement.nonconformities", procedure=code, tile="open"))] if n else []


_MEMBERS = frozenset(Role) - {Role.ADMINISTRATOR}

origin.register("nonconformity", _origin_of(Nonconformity, "improvement.nonconformity"))
origin.register("correctiveaction", _origin_of(CorrectiveAction, "improvement.action"))
origin.register("poster", posters.origin_of)

visibility.show_files("nonconformity", lambda person, case: True)
visibility.show_files("correctiveaction", lambda person, action: True)

feature = Feature(
    name="improvement",
    clause="10.2",
    blueprint=(pages, views_board.pages, views_saved.pages, paper_pages, idea_pages, idea_step_pages, case_pages, date_pages, group_pages),
    menu=(
        MenuItem(_("Cải tiến"), _("Sự không phù hợp"), "/nc", order=30),
        MenuItem(_("Cải tiến"), _("Tôi đã báo"), "/nc/mine", _MEMBERS, 30, outcome.waiting_for_answer),
        MenuItem(_("Cải tiến"), _("Hành động khắc phục"), "/ca", order=31),
        *views_idea_tasks.menu,
    ),
    tasks=tasks,
    related=related,
    records=(
        RecordKind(
            Nonconformity,
            _("Sự không phù hợp"),
            lambda case: url_for("improvement.nonconformity", code=case.code),
            lambda: Nonconformity.reported_on,
            unit=lambda unit: (Nonconformity.unit == unit) | (Nonconformity.lead_unit == unit),
            clause=_about,
        ),
        RecordKind(
            CorrectiveAction,
            _("Hành động khắc phục"),
            lambda one: url_for("improvement.action", code=one.code),
            lambda: CorrectiveAction.planned_on,
            unit=lambda unit: CorrectiveAction.nonconformity.in_(
                Nonconformity.select(Nonconformity.id).where((Nonconformity.unit == unit) | (Nonconformity.lead_unit == unit))
            ),
            clause=lambda clause: CorrectiveAction.nonconformity.in_(Nonconformity.select(Nonconformity.id).where(_about(clause))),
        ),
        RecordKind(
            Elsewhere,
            _("Rà soát ở nơi khác"),
            lambda one: url_for("improvement.nonconformity", code=one.nonconformity.code),
            lambda: Elsewhere.asked_on,
            unit=lambda unit: Elsewhere.unit == unit,
        ),
        *views_idea_tasks.records,
    ),
)
