"""What reviews offer to the house: tasks, records, files to see, what verify looks at."""

from collections.abc import Iterator

from flask import url_for

from qms.core.feature import COMING, TO_APPROVE, TO_DO, RecordKind, Task
from qms.core.language import Phrase, _
from qms.management_review.review import authorities, gates, queries, snapshot
from qms.management_review.review.decision import ReviewDecision
from qms.management_review.review.review import ManagementReview
from qms.management_review.review.states import DecisionState, ReviewState
from qms.organization.person import Person
from qms.web import visibility

CLAUSE = "9.3"


def tasks(person: Person) -> list[Task]:
    """List what waits for a person: to prepare, to come, to sign, to carry out, to confirm."""
    return [*(task for one in queries.unfinished() for task in _of_review(one, person)), *_to_do(person), *_to_confirm(person)]


def _of_review(one: ManagementReview, person: Person) -> Iterator[Task]:
    def task(group: str, why: Phrase) -> Task:
        return Task(group, f"{one.code} – {one.kind_label}", url_for("management_reviews.review", code=one.code), why, one.held_on)

    if one.state == ReviewState.PREPARING:
        if authorities.prepare(person, one):
            yield task(TO_DO, _("Chuẩn bị đầu vào, chốt số liệu"))
        elif authorities.participant(person, one):
            yield task(COMING, _("Đồng chí dự họp"))
    elif not one.is_held and authorities.participant(person, one) and not authorities.keep_minutes(person, one):
        yield task(COMING, _("Đọc tài liệu họp"))
    elif authorities.sign(person, one) and not gates.before_closing(one):
        yield task(TO_APPROVE, _("Ký biên bản"))
    elif authorities.keep_minutes(person, one) and gates.before_closing(one):
        yield task(TO_DO, _("Ghi biên bản, kết luận"))


def _to_do(person: Person) -> list[Task]:
    return [_task(one, _("Kết luận xem xét của lãnh đạo, đồng chí thực hiện")) for one in queries.to_do(person)]


def _to_confirm(person: Person) -> list[Task]:
    return [_task(one, _("Xác nhận kết luận đã xong")) for one in queries.to_confirm(person)]


def _task(one: ReviewDecision, why: Phrase) -> Task:
    due = one.due_on if one.state == DecisionState.TO_DO else None
    return Task(TO_DO, f"{one.code} {one.description}"[:160], url_for("review_decisions.decision", code=one.code), why, due)


def verify() -> list[str]:
    """Check the files of every frozen review."""
    frozen = ManagementReview.select().where(ManagementReview.state != ReviewState.PREPARING).order_by(ManagementReview.id)
    return [str(wrong) for wrong in snapshot.faults(list(frozen))]


visibility.show_files("reviewdecision", authorities.read_decision)

records = (
    RecordKind(
        ManagementReview,
        _("Kỳ xem xét của lãnh đạo"),
        lambda one: url_for("management_reviews.review", code=one.code),
        lambda: ManagementReview.held_on,
        clause=lambda clause: ManagementReview.id.is_null(not f"{CLAUSE}.".startswith(f"{clause}.")),
    ),
    RecordKind(
        ReviewDecision,
        _("Kết luận xem xét của lãnh đạo"),
        lambda one: url_for("review_decisions.decision", code=one.code),
        lambda: ReviewDecision.decided_on,
        clause=lambda clause: ReviewDecision.id.is_null(not f"{CLAUSE}.".startswith(f"{clause}.")),
    ),
)
