"""Lists and counts of improvement ideas."""

from datetime import date
from typing import Any

from qms.core import clock
from qms.core.looking import of_person, once
from qms.core.vietnamese import parse_day, words_of
from qms.improvement.ideas import authorities
from qms.improvement.ideas.idea import Idea
from qms.improvement.ideas.states import UNDER_WAY, IdeaState
from qms.organization.person import Person, PostHolding
from qms.organization.unit import Post


def idea(code: str) -> Idea | None:
    """Find an idea by its code."""
    return Idea.get_or_none(code=code.upper())


def filtered(words: str = "", state: str = "", unit: str = "", person: str = "", procedure: str = "", late: str = "") -> Any:
    """Ask for the ideas that match the register's filters; the state `open` stands for all that is not finished."""
    query = Idea.select(Idea, Person).join(Person, on=(Idea.proposed_by == Person.id), attr="proposed_by")
    for word in words_of(words):
        query = query.where(Idea.folded.contains(word))
    if state == "open":
        query = query.where(Idea.state.in_(UNDER_WAY))
    elif state:
        query = query.where(Idea.state.in_([one for one in IdeaState if one == state]))  # an unknown state finds nothing
    for column, value in ((Idea.unit, unit), (Idea.proposed_by, person), (Idea.procedure_code, procedure)):
        if value:
            query = query.where(column == value)
    return query.where(overdue()) if late else query


def of_period(query: Any, since: str = "", until: str = "", answered: str = "", applied: str = "", waiting: str = "") -> Any:
    """Restrict to what was proposed, or answered yes or no, or put to use, between two days; or had no answer at the end of a day."""
    first, last, end = (_day(text) for text in (since, until, waiting))
    column = Idea.answered_on if answered else Idea.checked_on if applied else Idea.proposed_on
    query = query.where(column >= first) if first else query
    query = query.where(column <= last) if last else query
    if answered:
        declined = Idea.state == IdeaState.DECLINED
        query = query.where(~declined if answered == "yes" else declined)
    if applied:
        query = query.where(Idea.state == IdeaState.APPLIED)
    return query.where((Idea.proposed_on <= end) & (Idea.answered_on.is_null() | (Idea.answered_on > end))) if end else query


def _day(text: str) -> date | None:
    try:
        return parse_day(text) if text else None
    except ValueError:
        return None  # no day, no limit


def overdue() -> Any:
    """Say that an idea waits too long for its answer or for its doer."""
    unanswered = (Idea.state == IdeaState.PROPOSED) & (Idea.answer_by < clock.today())
    return unanswered | ((Idea.state == IdeaState.ADOPTED) & (Idea.due_on < clock.today()))


def of_state(*states: IdeaState) -> Any:
    """Ask for the ideas in some states, the one that waits longest first."""
    return Idea.select().where(Idea.state.in_(states)).order_by(Idea.id)


def to_answer(person: Person) -> list[Idea]:
    """List what a person has to answer: as head of the unit; as quality officer what has no other head or is late."""
    headed = _heads()
    found = []
    for one in _all_of(IdeaState.PROPOSED):
        has_head = bool(headed.get(one.unit_id, set()) - {one.proposed_by_id})
        is_his = authorities.head_of_its_unit(person, one) or not has_head or one.answer_by < clock.today()
        if is_his and authorities.answer(person, one):
            found.append(one)
    return found


@of_person(lambda: Idea.proposed_by)
def to_complete() -> Any:
    """List the ideas a person has been asked to say more about."""
    return of_state(IdeaState.QUESTIONED)


@of_person(lambda: Idea.responsible)
def to_do() -> Any:
    """List the ideas a person carries out."""
    return of_state(IdeaState.ADOPTED)


def to_check(person: Person) -> list[Idea]:
    """List what a person is asked to check."""
    return [one for one in _all_of(IdeaState.DONE) if authorities.asked_to_check(person, one)]


@once
def _all_of(state: IdeaState) -> list[Idea]:
    return list(of_state(state))


@once
def _heads() -> dict[int, set[int]]:
    today, found = clock.today(), dict[int, set[int]]()
    query = PostHolding.select(PostHolding, Post).join(Post).where(Post.is_head & (PostHolding.valid_from <= today))
    for holding in query:
        if holding.lasts_beyond(today):
            found.setdefault(holding.post.unit_id, set()).add(holding.person_id)
    return found
