"""How many posts there were on a day, and who held them."""

from datetime import date

from qms.core import clock
from qms.organization.person import SYSTEM, PostHolding
from qms.organization.strength import Strength, begun_on, strength
from qms.organization.unit import Post

TODAY = date(2026, 11, 22)


def test_posts_are_counted_as_they_were(office, lan, nam):
    assert begun_on() == TODAY
    assert strength(date(2026, 11, 21)) == Strength(0, 0, 0)
    Post(title="Nhân viên", unit=office["MC"]).establish(by=SYSTEM)
    assert strength(TODAY) == Strength(3, 2, 2)
    with clock.stopped_at(clock.at(date(2026, 12, 1))):
        held = PostHolding.get(PostHolding.person == nam)
        held.end(by=SYSTEM, on=date(2026, 12, 1))
        Post.get_by_id(held.post_id).close(by=SYSTEM, on=date(2026, 12, 10))
    assert strength(date(2026, 11, 30)) == Strength(3, 2, 2)
    assert strength(date(2026, 12, 1)) == Strength(3, 1, 1)
    assert strength(date(2026, 12, 10)) == Strength(2, 1, 1)
