"""The first set-up: the office, its leading unit and its administrator, all or nothing."""

from qms.core import clock
from qms.core.database import transaction
from qms.core.language import _
from qms.organization.office import Office
from qms.organization.person import SYSTEM, Person, RoleGrant
from qms.organization.role import Role
from qms.organization.unit import found_unit


def set_up(*, office: str, superior: str, name: str, username: str, password: str) -> Person:
    """Set up the office and give its administrator."""
    with transaction():
        Office(name=office, superior=superior).set_up(by=SYSTEM)
        found_unit("BCH", str(_("Ban Chỉ huy")), str(_("Ban chỉ huy")), by=SYSTEM, since=clock.today())
        person = Person(name=name, username=username).register(by=SYSTEM)
        person.reset_password(by=SYSTEM, new=password, must_change=False)
        RoleGrant(person=person, role=Role.ADMINISTRATOR, valid_from=clock.today()).grant(by=SYSTEM)
        return person
