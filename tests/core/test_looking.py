"""While somebody looks, what is asked again is read once; nothing that was read outlives the look."""

from qms.core.looking import is_at_everybody, looking, of_person, once
from qms.organization.person import Rank

asked = []


@once
def double(number):
    asked.append(number)
    return 2 * number


@of_person(lambda: Rank.person)
def ranks():
    """Ask for all ranks."""
    asked.append("ranks")
    return Rank.select()


def test_answers_are_shared_in_one_look_only():
    asked.clear()
    assert [double(1), double(1)] == [2, 2]
    with looking():
        assert [double(1), double(1), double(2)] == [2, 2, 4]
        with looking():
            assert double(2) == 4
    double(1)
    assert asked == [1, 1, 1, 2, 1]


def test_many_people_are_read_at_once(lan, nam, son):
    alone = [ranks(one) for one in (lan, nam, son)]
    asked.clear()
    with looking(at_everybody=True):
        assert [ranks(one) for one in (lan, nam, son)] == alone
        assert is_at_everybody()
    assert asked == ["ranks"]
    assert [len(found) for found in alone] == [1, 1, 0]
    assert not is_at_everybody()


def test_look_at_everybody_is_not_narrowed_by_one_within():
    with looking(), looking(at_everybody=True), looking():
        assert is_at_everybody()


def test_fault_ends_the_look():
    try:
        with looking(at_everybody=True):
            raise ValueError
    except ValueError:
        assert not is_at_everybody()
