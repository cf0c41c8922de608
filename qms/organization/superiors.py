"""Who is over whom: the nearest head above a person, and the commanders (5.3)."""

from collections import defaultdict
from dataclasses import dataclass

from qms.core import clock
from qms.core.kept import kept
from qms.organization.person import Person
from qms.organization.queries import everybody
from qms.organization.role import Role
from qms.organization.unit import UnitForm


@dataclass(frozen=True)
class Superiors:
    """The heads of units, how units belong together, and the commanders, as they are today."""

    heads: dict[int, frozenset[int]]  # unit: people
    parents: dict[int, int | None]
    commanders: frozenset[int]

    @property
    def everybody(self) -> frozenset[int]:
        """Give all who are over somebody."""
        return self.commanders.union(*self.heads.values())

    def heads_over(self, person: Person) -> frozenset[int]:
        """Give who heads a person's units; where nobody else does, the next unit above counts, and at last the commanders."""
        found: set[int] = set()
        for post in person.posts:
            found |= self._over(post.unit_id, person.id)
        return frozenset(found) or self.commanders_over(person)

    def commanders_over(self, person: Person) -> frozenset[int]:
        """Give the commanders but the person himself."""
        return self.commanders - {person.id}

    def _over(self, unit: int | None, person: int) -> frozenset[int]:
        seen: set[int] = set()
        while unit is not None and unit not in seen:
            seen.add(unit)
            heads = self.heads.get(unit, frozenset())
            if heads and person not in heads:
                return heads
            unit = self.parents.get(unit)
        return frozenset()


@kept(most=4)
def superiors() -> Superiors:
    """Give who is over whom today, in a handful of queries."""
    people = everybody()
    heads = defaultdict(set)
    for person in people:
        for post in person.posts:
            if post.is_head:
                heads[post.unit_id].add(person.id)
    return Superiors(
        {unit: frozenset(held) for unit, held in heads.items()},
        _parents(),
        frozenset(person.id for person in people if Role.COMMANDER in person.roles),
    )


def _parents() -> dict[int, int | None]:
    today = clock.today()
    forms = UnitForm.select(UnitForm.unit, UnitForm.parent).where(UnitForm.valid_from <= today)
    return dict(forms.order_by(UnitForm.valid_from, UnitForm.id).tuples())
