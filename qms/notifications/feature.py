"""What this feature offers to the house."""

from qms.core.feature import Feature, MenuItem, Task
from qms.core.language import _
from qms.notifications.escalation import escalated
from qms.notifications.views_rounds import rounds
from qms.notifications.views_tasks import pages
from qms.organization.person import Person
from qms.organization.role import Role
from qms.web import visibility


def _passed_on(person: Person) -> list[Task]:
    """List what was passed on to a person; work on what he may not know of is not named to him."""
    return [task for task in escalated(person) if not visibility.tells_what_is_kept(person, task.title, task.url)]


feature = Feature(
    name="notifications",
    clause="7.4",
    blueprint=(pages, rounds),
    menu=(MenuItem(_("Quản trị"), _("Vòng hằng ngày"), "/admin/daily", frozenset({Role.ADMINISTRATOR}), 93),),
    escalated=_passed_on,
)
