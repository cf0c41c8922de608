"""What stands at the head and on the edges of every paper of the office."""

from qms import settings
from qms.core.paper.form import Margins
from qms.organization.office import Office

SAMPLE = "DỮ LIỆU MẪU"


def agency_of(office: Office) -> list[str]:
    """Give the lines of the letterhead: the superior agency, where one is named, and the office."""
    return [line for line in (office.superior, office.name) if line]


def margins() -> Margins:
    """Give the margins the office has set."""
    return Margins(*settings.numbers("QMS_PAPER_MARGINS", 4, 5, 50))
