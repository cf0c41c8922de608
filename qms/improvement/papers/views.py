"""A case and an action on the office's form, as PDF and as a Word file."""

from typing import Any

from flask import Blueprint, current_app, g

from qms.core import trail
from qms.core.paper import pdf
from qms.core.paper.form import Slip
from qms.improvement import queries
from qms.improvement.papers.action_paper import request_of
from qms.improvement.papers.case_paper import FORM, sheet_of
from qms.web.access import SIGNED_IN, allow, me
from qms.web.lists import WORD, download
from qms.web.shell import found
from qms.web.visibility import told

pages = Blueprint("case_paper", __name__)


@pages.post("/nc/<code>/pdf")
@allow(SIGNED_IN)
def case_as_pdf(code: str) -> Any:
    """Give a case as PDF."""
    return _as_pdf(_case(code), "nc.exported")


@pages.post("/nc/<code>/word")
@allow(SIGNED_IN)
def case_as_word(code: str) -> Any:
    """Give a case as a Word file."""
    return _as_word(_case(code), "nc.exported")


@pages.post("/ca/<code>/pdf")
@allow(SIGNED_IN)
def action_as_pdf(code: str) -> Any:
    """Give an action as PDF."""
    return _as_pdf(_action(code), "ca.exported")


@pages.post("/ca/<code>/word")
@allow(SIGNED_IN)
def action_as_word(code: str) -> Any:
    """Give an action as a Word file."""
    return _as_word(_action(code), "ca.exported")


def _case(code: str) -> Slip:
    return told(sheet_of(found(queries.nonconformity(code)), g.office, me(), _form()))


def _action(code: str) -> Slip:
    return told(request_of(found(queries.action(code)), g.office, me(), _form()))


def _form() -> str:
    return FORM if current_app.config["IS_FORM"](FORM) else ""


def _as_pdf(slip: Slip, event: str) -> Any:
    made = pdf.slip(slip)
    trail.note_event(event, me(), {"label": f"{slip.number}.pdf"})
    return download(f"phieu-{slip.number}.pdf", made, "application/pdf")


def _as_word(slip: Slip, event: str) -> Any:
    from qms.core.paper import word_slip

    made = word_slip.slip(slip)
    trail.note_event(event, me(), {"label": f"{slip.number}.docx"})
    return download(f"phieu-{slip.number}.docx", made, WORD)
