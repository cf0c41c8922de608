"""Every act of every record stands in authorities.txt: what, who, when, and the state it leads to."""

import pytest

from qms.core.act import ANY, NEW
from qms.core.record import RECORDS
from qms.features import all_features
from tests.house.approved import FOLDER, agree


def acts():
    """List every act of every record of the house (records that tests declare are left out)."""
    all_features()
    kinds = sorted(kind for kind, model in RECORDS.items() if model.__module__.startswith("qms."))
    return [RECORDS[kind].acts[name] for kind in kinds for name in sorted(RECORDS[kind].acts)]


def as_line(act):
    """Write an act as one line of the approved list."""
    when = ", ".join(str(getattr(state, "value", state)) for state in act.when)
    return f"{act.name} | {act.may.who} | {when} | {getattr(act.then, 'value', act.then) or '-'}"


def test_authorities_are_the_approved_ones():
    agree("authorities.txt", "kind.act | who | when | then", [as_line(act) for act in acts()])


def test_every_kind_of_record_is_begun_by_an_act():
    begun = {act.kind for act in acts() if NEW in act.when}
    assert {act.kind for act in acts()} - begun == set()
    assert {kind for kind, model in RECORDS.items() if model.__module__.startswith("qms.")} - begun == set()


@pytest.mark.parametrize("act", acts(), ids=lambda act: act.name)
def test_act_says_what_it_is(act):
    assert str(act.label), "its button has no label"
    assert str(act.past), "the trail has no words for it"
    assert act.__doc__, "nothing says what it is for"


@pytest.mark.parametrize("act", acts(), ids=lambda act: act.name)
def test_states_of_an_act_are_states_of_its_record(act):
    states = getattr(RECORDS[act.kind]._meta.fields.get("state"), "states", None)
    for state in [*act.when, act.then]:
        assert state in {ANY, NEW, None} or isinstance(state, states), state


def test_approved_list_holds_no_act_twice():
    names = [line.split(" | ")[0] for line in (FOLDER / "authorities.txt").read_text("utf-8").splitlines()]
    assert len(names) == len(set(names))
