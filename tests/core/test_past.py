"""What a field was at the end of an earlier day."""

from datetime import date

from qms.core import clock
from qms.core.past import changed_since
from qms.risks.treatment import Treatment
from tests.risks.conftest import again, identify, plan

MAY, JUNE, JULY = date(2026, 5, 4), date(2026, 6, 1), date(2026, 7, 1)


def on(day):
    return clock.stopped_at(clock.at(day, 9))


def test_value_before_the_first_later_change_is_told(lan, mai, nam, office):
    with on(MAY):
        one, other = (plan(identify(lan, office["MC"], mai), mai, nam, due_on=JUNE) for _place in range(2))
    for day, due in ((JUNE, JULY), (JULY, date(2026, 8, 3))):
        with on(day):
            again(one).extend(by=lan, due_on=due, note="Chờ kinh phí.")
    assert changed_since(Treatment, "due_on", date(2026, 5, 31)) == {one.id: JUNE}
    assert changed_since(Treatment, "due_on", JUNE) == {one.id: JULY}
    assert changed_since(Treatment, "due_on", JULY) == {}
    assert changed_since(Treatment, "due_on", date(2026, 5, 3)) == {one.id: None, other.id: None}  # there was none yet
