"""Every number of an input is what a reader counts who knows nothing of the queries, and stays it when the records change."""

from datetime import date, timedelta

import pytest

from qms.core import clock, database, trail
from qms.documents.document import Document
from qms.documents.edition import Edition
from qms.documents.reading import readings
from qms.documents.reading.acknowledgement import Acknowledgement
from qms.documents.review.exception import FourEyesException
from qms.improvement.corrective_action import CorrectiveAction
from qms.improvement.ideas.idea import Idea
from qms.improvement.nonconformity import Nonconformity
from qms.management_review.inputs import decisions, registry
from qms.management_review.inputs.gathered import Gathered, Measured, period_before
from qms.management_review.review import snapshot
from qms.management_review.review.decision import ReviewDecision
from qms.management_review.review.review import ManagementReview
from tests.demo_house import demo_app, demo_folder, demo_home  # noqa: F401

PERIODS = [
    (date(2026, 5, 1), date(2026, 11, 20)),
    (date(2025, 10, 23), date(2026, 4, 23)),
    (date(2026, 11, 22), date(2026, 11, 22)),
    (date(2024, 11, 1), date(2026, 11, 22)),
    (date(2020, 1, 1), date(2020, 12, 31)),
]


@pytest.fixture
def records(demo_app):  # noqa: F811
    """Open the records of the demonstration office."""
    with database.connection():
        yield


def numbers(key, since, until):
    """Give the numbers of an input, each as (this period, the one before)."""
    return {row.key: (row.value, row.before) for found in registry.INPUTS[key].gather(since, until) for row in found.rows}


def share(hits, of):
    """Write a share as a person would, to the nearest per cent."""
    return f"{hits}/{of} ({hits / of:.0%})".replace("%", " %") if of else f"{hits}/{of}"


def both(count, since, until):
    """Count for a period and for the days before it."""
    length = (until - since).days
    return count(since, until), count(since - timedelta(days=length + 1), since - timedelta(days=1))


def came_back(case, cases):
    """Tell whether somebody had the same trouble soon after a case was closed."""
    return any(
        other.procedure_code == case.procedure_code != ""
        and other.cause_group == case.cause_group
        and case.cause_group is not None
        and case.closed_on < other.happened_on <= case.closed_on + timedelta(days=180)
        and other.state != "rejected"
        for other in cases
    )


@pytest.mark.parametrize("period", PERIODS)
def test_nonconformities_are_what_a_reader_counts(records, period):
    cases = [case for case in Nonconformity.select() if case.state not in {"rejected", "merged"}]
    actions, told = list(CorrectiveAction.select()), numbers("c4", *period)
    recurred = {entry.record for entry in trail.TrailEntry.select() if entry.act == "correctiveaction.find_recurred"}

    def of(key, count):
        assert told[key] == both(count, *period), key

    of("opened", lambda a, b: sum(a <= case.reported_on <= b for case in cases))
    of("major", lambda a, b: sum(a <= case.reported_on <= b and case.severity == "major" for case in cases))
    of("closed", lambda a, b: sum(case.state == "closed" and a <= case.closed_on <= b for case in cases))
    of("open", lambda _a, b: sum(case.reported_on <= b and not (case.closed_on and case.closed_on <= b) for case in cases))
    of("old", lambda _a, b: sum((b - case.reported_on).days >= 90 and not (case.closed_on and case.closed_on <= b) for case in cases))
    of(
        "back",
        lambda a, b: sum(case.state == "closed" and a <= case.closed_on <= b and came_back(case, Nonconformity.select()) for case in cases),
    )
    of(
        "late",
        lambda _a, b: sum(one.planned_on <= b and one.due_on < b and not (one.completed_on and one.completed_on <= b) for one in actions),
    )

    def effective(a, b):
        checked = [one for one in actions if one.verified_on and a <= one.verified_on <= b and one.state in {"effective", "not_effective"}]
        return share(sum(one.state == "effective" or one.id in recurred for one in checked), len(checked))

    of("effective", effective)
    for group in {case.cause_group for case in cases if case.cause_group}:
        counted = both(lambda a, b, group=group: sum(a <= case.reported_on <= b and case.cause_group == group for case in cases), *period)
        assert told.get(f"cause-{group}", (0, 0)) == counted
    headline = str(registry.INPUTS["c4"].gather(*period)[0].headline)
    assert headline == (
        f"Báo {told['opened'][0]}, đóng {told['closed'][0]}, đang mở {told['open'][0]} sự không phù hợp; "
        f"{told['late'][0]} hành động khắc phục quá hạn"
    )


def in_force(on):
    """Give the edition of each document that was in force on a day."""
    found = {}
    for edition in Edition.select().order_by(Edition.number):
        withdrawn = edition.document.withdrawn_on
        if edition.state == "approved" and edition.effective_on <= on and not (withdrawn and withdrawn <= on):
            found[edition.document_id] = edition
    return list(found.values())


def months_later(day, months):
    """Give the same day some months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in range(day.day, 0, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError


def was_late(edition, on):
    """Tell whether an edition's review was overdue on a day, by the confirmations made until then."""
    made = [one for one in edition.reviews if one["on"] <= on.isoformat()]
    since, months = (date.fromisoformat(made[-1]["on"]), made[-1]["months"]) if made else (edition.effective_on, edition.review_months)
    return months_later(since, months) < on


@pytest.mark.parametrize("period", PERIODS)
def test_documents_are_what_a_reader_counts(records, period):
    told = numbers("c3", *period)
    assert told["in_force"] == both(lambda _a, b: len(in_force(b)), *period)
    assert told["late"] == both(lambda _a, b: sum(was_late(one, b) for one in in_force(b)), *period)
    assert told["on_time"] == both(lambda _a, b: share(sum(not was_late(one, b) for one in in_force(b)), len(in_force(b))), *period)
    approved = [one for one in Edition.select() if one.state == "approved"]
    assert told["issued"] == both(lambda a, b: sum(a <= one.effective_on <= b for one in approved), *period)
    of, late = told["in_force"][0], told["late"][0]
    said = f"{of - late} trong {of} tài liệu đang hiệu lực còn hạn soát xét, {late} quá hạn" if of else "Chưa có tài liệu nào đang hiệu lực"
    assert str(registry.INPUTS["c3"].gather(*period)[0].headline) == said


@pytest.mark.parametrize("period", PERIODS)
def test_reading_and_exceptions_are_what_a_reader_counts(records, period):
    told = numbers("c5", *period)
    everybody = [reader for document in Document.select() for reader in readings.readers_of(document)]
    done, late = (
        sum(one.read_at is not None for one in everybody),
        sum(one.read_at is None and one.due_on < clock.today() for one in everybody),
    )
    assert everybody
    assert told["reading"] == (f"{done}/{len(everybody)} ({done * 100 // len(everybody)} %)", None)  # all of them only when all have
    assert told["late"] == (late, None)
    on = [one.acknowledged_at.astimezone(clock.HANOI).date() for one in Acknowledgement.select()]
    assert told["read"] == both(lambda a, b: sum(a <= day <= b for day in on), *period)
    granted = [one.granted_at.astimezone(clock.HANOI).date() for one in FourEyesException.select()]
    assert told["exceptions"] == both(lambda a, b: sum(a <= day <= b for day in granted), *period)
    headline = str(registry.INPUTS["c5"].gather(*period)[-1].headline)
    assert headline.startswith(f"{done} trong {len(everybody)} lượt đọc đã xác nhận")
    assert headline.endswith(f"{late} quá hạn; {told['exceptions'][0]} ngoại lệ hai người")


@pytest.mark.parametrize("period", PERIODS)
def test_ideas_are_what_a_reader_counts(records, period):
    told, ideas = numbers("f", *period), list(Idea.select())

    def of(key, count):
        assert told[key] == both(count, *period), key

    of("proposed", lambda a, b: sum(a <= one.proposed_on <= b for one in ideas))
    of("adopted", lambda a, b: sum(bool(one.answered_on) and a <= one.answered_on <= b and one.state != "declined" for one in ideas))
    of("declined", lambda a, b: sum(bool(one.answered_on) and a <= one.answered_on <= b and one.state == "declined" for one in ideas))
    of("applied", lambda a, b: sum(bool(one.checked_on) and a <= one.checked_on <= b and one.state == "applied" for one in ideas))
    of("waiting", lambda _a, b: sum(one.proposed_on <= b and not (one.answered_on and one.answered_on <= b) for one in ideas))
    headline = str(registry.INPUTS["f"].gather(*period)[0].headline)
    for key in ("proposed", "adopted", "applied", "waiting"):
        assert str(told[key][0]) in headline


@pytest.mark.parametrize("period", PERIODS)
def test_decisions_are_what_a_reader_counts(records, period):
    told, today = numbers("a", *period), clock.today()
    known = [
        one
        for one in ReviewDecision.select()
        if one.review.state == "closed" and one.state != "dropped" and not (one.state == "confirmed" and one.confirmed_on < period[0])
    ]
    assert told["followed"] == (len(known), None)
    assert told["confirmed"] == (sum(one.state == "confirmed" for one in known), None)
    assert told["done"] == (sum(one.state == "done" for one in known), None)
    assert told["late"] == (sum(one.state == "to_do" and one.due_on < today for one in known), None)
    assert told["going"] == (sum(one.state == "to_do" and one.due_on >= today for one in known), None)
    headline = str(registry.INPUTS["a"].gather(*period)[0].headline)
    assert headline == f"{told['confirmed'][0]} trong {len(known)} kết luận đã xong; {told['late'][0]} quá hạn"


def test_second_review_opens_with_the_decisions_of_the_first(records):
    first, second = _closed()
    part = next(one for one in snapshot.content_of(second)["inputs"] if one["key"] == "a")["parts"][0]
    assert [line["cells"][0] for line in part["lines"]] == [one.code for one in first.decisions.order_by(ReviewDecision.id)]
    assert part["headline"] == "2 trong 3 kết luận đã xong; 1 quá hạn"


def _closed():
    return [one for one in ManagementReview.select().order_by(ManagementReview.id) if one.state == "closed"]


def test_period_before_is_as_long_and_ends_the_day_before():
    for since, until in PERIODS:
        first, last = period_before(since, until)
        assert last == since - timedelta(days=1)
        assert last - first == until - since


def test_new_register_plugs_itself_in_by_one_function(records, monkeypatch):
    monkeypatch.setattr(registry, "_GATHERERS", {key: list(found) for key, found in registry._GATHERERS.items()})
    before = len(registry.INPUTS["e"].gatherers)

    @registry.gathers("e")
    def gather(since, until):
        return Gathered(decisions.headline(0, 0, 0), (Measured("n", "Rủi ro", 3, 2),))

    assert len(registry.INPUTS["e"].gatherers) == before + 1
    assert registry.INPUTS["e"].gather(*PERIODS[0])[-1].rows[0].value == 3
    with pytest.raises(KeyError):
        registry.gathers("z")(gather)
