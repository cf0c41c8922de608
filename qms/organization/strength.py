"""How many posts there were on a day, and how many of them were held: what the management review reads (7.1.2, 9.3.2 d)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from peewee import fn

from qms.core import clock
from qms.core.trail import TrailEntry
from qms.organization.person import PostHolding
from qms.organization.unit import Post


@dataclass(frozen=True)
class Strength:
    """Posts, those of them somebody held, and the people who held one."""

    posts: int
    held: int
    people: int


def strength(day: date) -> Strength:
    """Count the posts and their holders as they were on a day."""
    began = TrailEntry.select(TrailEntry.record).where(_established() & (TrailEntry.at < clock.at(day + timedelta(days=1), 0)))
    held_then = (PostHolding.valid_from <= day) & (PostHolding.valid_until.is_null() | (PostHolding.valid_until > day))
    there = Post.closed_on.is_null() | (Post.closed_on > day)
    posts = {number for (number,) in Post.select(Post.id).where(Post.id.in_(began) & there).tuples()}
    holdings = [
        (post, person)
        for post, person in PostHolding.select(PostHolding.post, PostHolding.person).where(held_then).tuples()
        if post in posts
    ]
    return Strength(len(posts), len({post for post, _person in holdings}), len({person for _post, person in holdings}))


def begun_on() -> date | None:
    """Give the day the first post was established."""
    first = TrailEntry.select(fn.MIN(TrailEntry.at)).where(_established()).scalar()
    return first.astimezone(clock.HANOI).date() if first else None


def _established() -> Any:
    return (TrailEntry.kind == Post.record_kind()) & (TrailEntry.act == "post.establish")
