"""The yearly round of the demonstration office: two years of duties, one late, one overdue; the declaration of last year."""

from datetime import date, timedelta
from functools import partial

from qms.core import clock
from qms.demo.story import Story, who
from qms.organization.sign_in import Confirmation
from qms.yearly_round import declaration, queries, standard
from qms.yearly_round.appointments import of_year
from qms.yearly_round.outcome import DutyOutcome
from qms.yearly_round.states import DutyKind

EVIDENCE = {
    DutyKind.OBJECTIVES: "/objectives",
    DutyKind.AUDIT: "Báo cáo đánh giá nội bộ số %s/BC-BCH (mẫu)",
    DutyKind.REVIEW: "/reviews",
    DutyKind.DECLARATION: "/docs/CB-01",
    DutyKind.REPORT: "Báo cáo kết quả áp dụng số %s/BC-BCH (mẫu)",
}
LATE = {DutyKind.AUDIT: 12}  # days after its date in the year before


def tell(story: Story) -> None:
    """Put the round into the story: the year before whole, this year as far as it has come, without the audit."""
    year = story.today.year
    story.at(700, partial(_duties, year - 1))
    for kind, month, day in ((kind, month, day) for kind, _title, _basis, month, day in standard.USUAL):
        for of in (year - 1, year):
            done_on = date(of, month, day) + timedelta(days=LATE.get(kind, -3) if of < year else -3)
            ago = (story.today - done_on).days
            if 0 < ago < 690 and not (of == year and kind == DutyKind.AUDIT):
                story.at(ago, partial(_done, kind, of), hour=16)
    story.at(360, _declared, hour=14)


def _duties(first_year: int) -> None:
    officer = who("chatluong")
    for duty in standard.add(officer, officer.posts[0].unit, officer, first_year):
        if duty.kind == DutyKind.AUDIT:
            duty.amend(by=officer, responsible=who("phochihuy"))


def _done(kind: DutyKind, year: int) -> None:
    duty = next(one.duty for one in of_year(year) if one.duty.kind == kind)
    if queries.outcome(duty, year) is None:
        evidence = EVIDENCE[kind].replace("%s", str(year - 2000))
        DutyOutcome(duty=duty, year=year, done_on=clock.today(), evidence=evidence).record(by=who("chatluong"))


def _declared() -> None:
    commander = who("chihuy")
    edition = declaration.draft(who("chatluong"), "Công bố lần đầu").submit_for_review(by=who("chatluong"))
    confirmation = Confirmation(commander.id)
    edition.approve(by=commander, effective_on=clock.today() + timedelta(days=3), seen=edition.sha256, confirmation=confirmation)
