"""What the context offers to the house."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from flask import url_for

from qms.context import queries, scope, views_parties, views_scope
from qms.context.climate import ClimateDecision
from qms.context.issue import Issue
from qms.context.party import InterestedParty, Requirement
from qms.context.scope import Scope
from qms.context.states import ScopeState
from qms.context.views import pages
from qms.core import clock
from qms.core.feature import COMING, TO_APPROVE, TO_DO, Feature, MenuItem, RecordKind, Task
from qms.core.language import _
from qms.organization.person import Person
from qms.organization.role import Role

REMIND = timedelta(days=30)


def tasks(person: Person) -> list[Task]:
    """List the reviews that are near for the quality officer, the scope to approve for the commander."""
    found = list(_reviews()) if person.has_role(Role.QUALITY_OFFICER) else []
    waiting = scope.being_written()
    if waiting and waiting.state == ScopeState.AWAITING and waiting.approve.is_open_to(person):
        found.append(Task(TO_APPROVE, waiting.label, url_for("scope.page"), _("Phê duyệt phạm vi áp dụng")))
    return found


def _reviews() -> Iterator[Task]:
    until = clock.today() + REMIND
    for model, title, endpoint in ((Issue, _("Vấn đề bối cảnh"), "context.index"), (InterestedParty, _("Bên quan tâm"), "parties.index")):
        near = list(queries.due(model, until))
        if near:
            yield _task(str(title), url_for(endpoint), _("%(n)s mục đến hạn soát xét", n=len(near)), near[0].review_on)
    asked = queries.to_answer(until)
    if asked:
        yield _task(str(_("Biến đổi khí hậu")), url_for("context.index"), _("Xác định có liên quan hay không"), asked)
    old = queries.scope_to_review(until)
    if old:
        yield _task(old.label, url_for("scope.page"), _("Soát xét phạm vi áp dụng"), old.review_on)


def _task(title: str, url: str, why: Any, due: date) -> Task:
    return Task(TO_DO if due <= clock.today() else COMING, title, url, why, due)


def _about(model: Any, number: str) -> Any:
    return lambda clause: model.id.is_null(not f"{number}.".startswith(f"{clause}."))


feature = Feature(
    name="context",
    clause="4.1",
    blueprint=(pages, views_parties.pages, views_scope.pages),
    menu=(MenuItem(_("Lãnh đạo"), _("Bối cảnh, phạm vi"), "/context", order=16),),
    tasks=tasks,
    records=(
        RecordKind(
            Issue,
            _("Vấn đề bối cảnh"),
            lambda one: url_for("context.issue", number=one.id),
            lambda: Issue.since_on,
            clause=_about(Issue, "4.1"),
        ),
        RecordKind(
            ClimateDecision,
            _("Xác định về biến đổi khí hậu"),
            lambda one: url_for("context.index"),
            lambda: ClimateDecision.decided_on,
            clause=_about(ClimateDecision, "4.1"),
        ),
        RecordKind(
            InterestedParty,
            _("Bên quan tâm"),
            lambda one: url_for("parties.party", number=one.id),
            lambda: InterestedParty.since_on,
            clause=_about(InterestedParty, "4.2"),
        ),
        RecordKind(
            Requirement,
            _("Yêu cầu của bên quan tâm"),
            lambda one: url_for("parties.party", number=one.party_id),
            lambda: Requirement.since_on,
            clause=_about(Requirement, "4.2"),
        ),
        RecordKind(Scope, _("Phạm vi áp dụng"), lambda one: url_for("scope.page"), lambda: Scope.approved_on, clause=_about(Scope, "4.3")),
    ),
)
