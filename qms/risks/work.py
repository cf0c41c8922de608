"""Pieces of work on risks that take more than one act."""

from typing import Any

from qms.core.database import transaction
from qms.core.language import _
from qms.organization.person import Person
from qms.risks.risk import Risk
from qms.risks.score import RiskScore
from qms.risks.states import Stage
from qms.risks.treatment import Treatment

Files = list[tuple[str, bytes]]


def identify(by: Person, basis: str, **facts: Any) -> Risk:
    """Record a risk or an opportunity with the first score of its history: both or nothing."""
    with transaction():
        risk = Risk(**facts).identify(by=by)
        risk.require(basis.strip(), _("Ghi căn cứ của điểm."))
        first = {"likelihood": risk.before_likelihood, "impact": risk.before_impact, "next_review_on": risk.review_on}
        RiskScore(risk=risk, stage=Stage.BEFORE, is_changed=True, basis=basis.strip(), **first).record(by=by)
    return risk


def add_evidence(treatment: Treatment, by: Person, files: Files) -> None:
    """Put evidence files under a treatment: all of them or none."""
    with transaction():
        for name, data in files:
            treatment.add_evidence(by=by, name=name, data=data)


def complete(treatment: Treatment, by: Person, result: str, files: Files) -> None:
    """Report a treatment done, with its evidence."""
    with transaction():
        add_evidence(treatment, by, files)
        treatment.complete(by=by, result=result)
