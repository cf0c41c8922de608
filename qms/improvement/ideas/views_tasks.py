"""What ideas offer to the house: tasks and records."""

from flask import url_for

from qms.core.feature import TO_DO, MenuItem, RecordKind, Task
from qms.core.language import Phrase, _
from qms.improvement.ideas import queries
from qms.improvement.ideas.idea import Idea
from qms.organization.person import Person
from qms.web import visibility

CLAUSE = "10.3"


def tasks(person: Person) -> list[Task]:
    """List the ideas a person has to answer, to complete, to do, to check."""
    return [
        *(_task(one, _("Chờ đồng chí trả lời đề xuất")) for one in queries.to_answer(person)),
        *(_task(one, _("Bổ sung đề xuất của đồng chí")) for one in queries.to_complete(person)),
        *(_task(one, _("Đồng chí thực hiện")) for one in queries.to_do(person)),
        *(_task(one, _("Kiểm tra việc áp dụng")) for one in queries.to_check(person)),
    ]


def _task(one: Idea, why: Phrase) -> Task:
    return Task(TO_DO, f"{one.code} {one.title}", url_for("ideas.idea", code=one.code), why, one.waits_until)


visibility.show_files("idea", lambda person, idea: True)

menu = (MenuItem(_("Cải tiến"), _("Ý tưởng cải tiến"), "/ideas", order=32),)
records = (
    RecordKind(
        Idea,
        _("Ý tưởng cải tiến"),
        lambda one: url_for("ideas.idea", code=one.code),
        lambda: Idea.proposed_on,
        unit=lambda unit: Idea.unit == unit,
        clause=lambda clause: Idea.id.is_null(not f"{CLAUSE}.".startswith(f"{clause}.")),  # every idea is about 10.3, so also about 10
    ),
)
