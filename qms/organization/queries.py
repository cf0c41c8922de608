"""Lists of people and units for the administrator, read in a handful of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from peewee import fn

from qms.core import clock
from qms.core.language import _
from qms.core.states import State
from qms.core.vietnamese import fold, name_key
from qms.organization.person import Person, PostHolding, Rank, RoleGrant
from qms.organization.role import Role
from qms.organization.unit import Post, Unit, UnitForm


class Account(State):
    """Whether a person can sign in, and why not."""

    OPEN = "open", _("Đăng nhập được"), "✓", "ok"
    TO_CHANGE = "to_change", _("Chờ đổi mật khẩu"), "◆", "warn"
    NONE = "none", _("Chưa có tài khoản"), "○", "neu"
    DISABLED = "disabled", _("Đã khóa"), "▲", "bad"
    LEFT = "left", _("Đã rời đơn vị"), "–", "neu"


def account_of(person: Person) -> Account:
    """Tell in which state a person's account is."""
    if has_left(person):
        return Account.LEFT
    if person.disabled:
        return Account.DISABLED
    if not person.may_sign_in:
        return Account.NONE
    return Account.TO_CHANGE if person.must_change_password else Account.OPEN


def has_left(person: Person) -> bool:
    """Tell whether a person is no longer of the office."""
    return person.left_on is not None and person.left_on <= clock.today()


def everybody(words: str = "", left: bool = False) -> list[Person]:
    """List the people of the office, or those who left it, by given name; ranks, posts and roles come along."""
    wanted = fold(words)
    people = [
        person
        for person in Person.select()
        if has_left(person) == left and (wanted in fold(person.name) or wanted in fold(person.username or ""))
    ]
    _bring_along(people)
    return sorted(people, key=lambda person: name_key(person.name))


def _bring_along(people: Iterable[Person]) -> None:
    ranks = {rank.person_id: rank.name for rank in _held_today(Rank.select(), Rank)}
    posts, roles = defaultdict(list), defaultdict(set)
    for holding in _held_today(PostHolding.select(PostHolding, Post, Unit).join(Post).join(Unit), PostHolding):
        posts[holding.person_id].append(holding.post)
    for grant in _held_today(RoleGrant.select(), RoleGrant):
        roles[grant.person_id].add(Role(grant.role))
    for person in people:
        person.__dict__.update(rank=ranks.get(person.id, ""), posts=posts[person.id], roles=frozenset(roles[person.id]))


def _held_today(query: Any, dated: Any) -> Any:
    today = clock.today()
    return query.where((dated.valid_from <= today) & (dated.valid_until.is_null() | (dated.valid_until > today))).order_by(
        dated.valid_from, dated.id
    )


@dataclass(frozen=True)
class UnitRow:
    """A unit as it is today, in its place under its parent."""

    unit: Unit
    form: UnitForm | None
    depth: int
    posts: int


def units_in_order(dissolved: bool = False) -> list[UnitRow]:
    """List the units of today with those under them, or the dissolved ones."""
    today = clock.today()
    units = [
        unit for unit in Unit.select().order_by(Unit.id) if (unit.dissolved_on is not None and unit.dissolved_on <= today) == dissolved
    ]
    forms, posts = {unit.id: unit.form_on(today) for unit in units}, _posts_by_unit()
    below = defaultdict(list)
    for unit in units:
        parent = forms[unit.id].parent_id if forms[unit.id] else None
        below[parent if parent in forms else None].append(unit)
    rows: list[UnitRow] = []

    def descend(parent: int | None, depth: int) -> None:
        for unit in below[parent]:
            rows.append(UnitRow(unit, forms[unit.id], depth, posts.get(unit.id, 0)))
            descend(unit.id, depth + 1)

    descend(None, 0)
    return rows


def _posts_by_unit() -> dict[int, int]:
    counted = Post.select(Post.unit, fn.COUNT(Post.id)).where(Post.closed_on.is_null()).group_by(Post.unit)
    return dict(counted.tuples())


def roles_and_holders() -> list[tuple[Role, list[Person]]]:
    """List every role with those who hold it today."""
    people = everybody()
    return [(role, [person for person in people if role in person.roles]) for role in Role]


def held_by(dated: Any, person: Person) -> list[Any]:
    """List all a person holds or has held of one kind, the latest first."""
    return list(dated.select().where(dated.person == person).order_by(dated.valid_from.desc(), dated.id.desc()))
