"""The page of broken references, for who keeps the documents."""

from typing import Any

from flask import Blueprint, render_template

from qms.documents import authorities
from qms.documents.legal_basis import references
from qms.web.access import allow

pages = Blueprint("references", __name__)


@pages.get("/docs/references")
@allow(authorities.register)
def broken() -> Any:
    """List the references in force that lead nowhere."""
    return render_template("broken_references.html", broken=references.broken())
