"""What waits for a person, gathered from every feature; every channel that tells it reads it here."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from qms.core import clock
from qms.core.feature import COMING, ESCALATED, OVERDUE, TO_APPROVE, TO_DO, TO_READ, Task
from qms.core.kept import kept
from qms.core.language import Phrase, _, reading
from qms.core.looking import looking
from qms.core.vietnamese import sort_key
from qms.documents import queries as documents
from qms.documents.edition import Edition
from qms.documents.states import OPEN as EDITIONS_OPEN
from qms.features import all_features
from qms.improvement import queries as improvement
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.states import OPEN as CASES_OPEN
from qms.organization.person import Person

LABELS = {
    OVERDUE: _("Quá hạn"),
    TO_APPROVE: _("Chờ đồng chí duyệt"),
    TO_DO: _("Đồng chí phải làm"),
    ESCALATED: _("Cấp dưới quá hạn, đồng chí đôn đốc"),
    COMING: _("Sắp tới"),
    TO_READ: _("Mới ban hành"),
}
PART = 50  # tasks of a group on one page
_Counted = tuple[Phrase, int, Phrase, str, dict[str, str]]  # label, number, words, where


@dataclass(frozen=True)
class Group:
    """Tasks of one kind, the most urgent first."""

    name: str
    label: Phrase
    tasks: list[Task]
    first: int = 0  # where the part that is shown begins

    @property
    def shown(self) -> list[Task]:
        """List one part of the group: whose work piles up still opens his page at once."""
        return self.tasks[self.first : self.first + PART]

    @property
    def left(self) -> int:
        """Count what comes after that part."""
        return max(len(self.tasks) - self.first - PART, 0)


def waiting(person: Any) -> list[Task]:
    """List what waits for a person, in the order of the groups and of the due dates."""
    return list(_all_waiting(person))


def own(person: Any) -> list[Task]:
    """List what waits for a person himself, without what was passed on to him."""
    return list(_waiting(person))


def look_ahead(people: Iterable[Any]) -> None:
    """Gather what waits for each of many people at once, for who is about to ask for one after the other; a fault is told in his turn."""
    with looking(at_everybody=True):
        for person in people:
            with reading(person.language), suppress(Exception):
                own(person)


def count(person: Any) -> int:
    """Count what waits for a person to be done; what is only to be read and what others are to do is not counted."""
    return sum(task.group != TO_READ for task in own(person))


def groups(tasks: Iterable[Task]) -> list[Group]:
    """Put tasks that are in order under the headings of their groups; leave out empty groups."""
    found = [Group(name, label, [task for task in tasks if task.group == name]) for name, label in LABELS.items()]
    return [group for group in found if group.tasks]


@kept(most=1024)
def _waiting(person: Any) -> tuple[Task, ...]:
    with looking():
        tasks = [_in_its_group(task, clock.today()) for feature in all_features() for task in feature.tasks(person)]
    return tuple(sorted(tasks, key=_urgency))


@kept(most=1024)
def _all_waiting(person: Any) -> tuple[Task, ...]:
    passed_on = _escalated(person)
    return tuple(sorted([*_waiting(person), *passed_on], key=_urgency)) if passed_on else _waiting(person)


@kept(most=1024)
def _escalated(person: Any) -> tuple[Task, ...]:
    return tuple(task for feature in all_features() for task in feature.escalated(person))


def _in_its_group(task: Task, today: date) -> Task:
    is_late = task.group in (TO_DO, COMING) and task.due is not None and task.due < today
    return replace(task, group=OVERDUE) if is_late else task


def _urgency(task: Task) -> tuple[int, date, object]:
    return list(LABELS).index(task.group), task.due or date.max, sort_key(task.title)


@dataclass(frozen=True)
class Followed:
    """Something of one's own, with how it stands."""

    label: Phrase
    words: Phrase
    endpoint: str
    values: dict[str, str] = field(default_factory=dict)


def followed(person: Person) -> list[Followed]:
    """Tell how the documents, nonconformities and actions stand that a person answers for."""
    things = [*_documents(person), *_improvement(person)]
    return [Followed(label, words % {"n": n}, endpoint, values) for label, n, words, endpoint, values in things if n]


def _documents(person: Person) -> Iterator[_Counted]:
    posts = [post.id for post in person.posts]
    responsible = documents.in_force().where(Edition.responsible.in_(posts)).count() if posts else 0
    writing = Edition.select().where((Edition.drafted_by == person) & Edition.state.in_(EDITIONS_OPEN)).count()
    yield _("Tài liệu tôi phụ trách"), responsible, _("%(n)s đang hiệu lực"), "documents.index", {}
    yield _("Tài liệu tôi soạn"), writing, _("%(n)s chưa ban hành"), "documents.index", {}


def _improvement(person: Person) -> Iterator[_Counted]:
    cases = Nonconformity.select().where((Nonconformity.responsible == person) & Nonconformity.state.in_(CASES_OPEN)).count()
    actions = improvement.actions("open", person=str(person.id)).count()
    yield _("NC tôi phụ trách"), cases, _("%(n)s đang mở"), "improvement.nonconformities", {"tile": "open"}
    yield _("Hành động tôi thực hiện"), actions, _("%(n)s đang mở"), "improvement.actions", {"mine": "1"}
