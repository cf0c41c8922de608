"""What risks offer to the house."""

from datetime import timedelta
from typing import Any

from flask import url_for

from qms.core import clock
from qms.core.feature import COMING, TO_DO, Feature, MenuItem, RecordKind, Related, Task
from qms.core.language import _
from qms.improvement.reporting import origin
from qms.organization.person import Person
from qms.risks import queries, views_steps, views_treatments
from qms.risks.risk import Risk
from qms.risks.score import RiskScore
from qms.risks.treatment import Treatment
from qms.risks.views import pages
from qms.web import visibility

CLAUSE = "6.1"
NAMED = 5  # risks of a procedure by their codes
REMIND = timedelta(days=30)


def tasks(person: Person) -> list[Task]:
    """List what a person has to review, to score anew and to do."""
    today = clock.today()
    return [
        *(_task(one, TO_DO if one.review_on <= today else COMING, one.review_on) for one in queries.to_review(person, today + REMIND)),
        *(Task(TO_DO, one.label, _page(one), _("Các biện pháp đã xong: đánh giá lại điểm"), None) for one in queries.to_score(person)),
        *(
            Task(TO_DO, f"{one.code} {one.description}"[:160], _of(one), _("Đồng chí thực hiện"), one.due_on)
            for one in queries.to_do(person)
        ),
    ]


def _task(one: Risk, group: str, due: Any) -> Task:
    return Task(group, one.label, _page(one), _("Soát xét rủi ro, cơ hội"), due)


def _page(one: Risk) -> str:
    return url_for("risks.risk", code=one.code)


def _of(one: Treatment) -> str:
    return url_for("treatments.treatment", code=one.code)


def _origin(number: int, person: Any) -> origin.Origin | None:
    one = Risk.get_or_none(id=number) if person.id else None
    return origin.Origin(one.label, _page(one), one.unit_id, one.procedure_code, one.procedure_step) if one else None


def related(code: str) -> list[Related]:
    """Name the risks and opportunities of a procedure that are watched, the highest score first."""
    codes = [found for (found,) in queries.filtered(procedure=code).select(Risk.code).limit(NAMED + 1).tuples()]
    more = "…" if len(codes) > NAMED else ""
    return [Related(_("Rủi ro, cơ hội"), ", ".join(codes[:NAMED]) + more, url_for("risks.index", procedure=code))] if codes else []


def _is_about(clause: str) -> bool:
    return f"{CLAUSE}.".startswith(f"{clause}.")


origin.register("risk", _origin)
visibility.show_files("treatment", lambda person, treatment: True)

feature = Feature(
    name="risks",
    clause=CLAUSE,
    blueprint=(pages, views_steps.pages, views_treatments.pages),
    menu=(MenuItem(_("Cải tiến"), _("Rủi ro, cơ hội"), "/risks", order=33),),
    tasks=tasks,
    related=related,
    records=(
        RecordKind(
            Risk,
            _("Rủi ro, cơ hội"),
            _page,
            lambda: Risk.identified_on,
            unit=lambda unit: Risk.unit == unit,
            clause=lambda clause: Risk.id.is_null(not _is_about(clause)),
        ),
        RecordKind(
            Treatment,
            _("Biện pháp xử lý rủi ro"),
            _of,
            lambda: Treatment.planned_on,
            unit=lambda unit: Treatment.risk.in_(Risk.select(Risk.id).where(Risk.unit == unit)),
            clause=lambda clause: Treatment.id.is_null(not _is_about(clause)),
        ),
        RecordKind(
            RiskScore,
            _("Điểm rủi ro"),
            lambda one: _page(one.risk),
            lambda: RiskScore.scored_on,
            unit=lambda unit: RiskScore.risk.in_(Risk.select(Risk.id).where(Risk.unit == unit)),
            clause=lambda clause: RiskScore.id.is_null(not _is_about(clause)),
        ),
    ),
)
