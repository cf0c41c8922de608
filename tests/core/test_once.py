"""A form acts once, and what is kept of it tells only its sender where it led."""

from importlib import import_module

import pytest

from qms.core import database, once
from qms.core.clock import now
from qms.core.refusals import AlreadyDone

TOKEN = "ma-cua-bieu-mau"


@pytest.fixture
def spent(house):
    """Spend a token."""
    once.carry(TOKEN)
    once.spend()
    yield
    once.carry(None)


def test_token_is_spent_once(spent):
    once.carry(TOKEN)
    with pytest.raises(AlreadyDone):
        once.spend()


def test_sender_alone_learns_where_it_led(spent):
    once.led_to(TOKEN, "/report/slip?code=ABCDE-FGHJK")
    assert once.result_of(TOKEN) == "/report/slip?code=ABCDE-FGHJK"
    assert once.result_of("ma-khac") == ""
    row = once.SpentToken.get()
    assert TOKEN not in row.token
    assert not [word for word in ("slip", "report", "ABCDE") if word in row.url]


def test_address_too_long_to_be_kept_is_refused_the_second_time(spent):
    once.led_to(TOKEN, "/nc?" + "q" * once.LETTERS)
    assert once.result_of(TOKEN) == ""
    once.carry(TOKEN)
    with pytest.raises(AlreadyDone):
        once.spend()


def test_tokens_of_an_older_house_are_hashed_and_tell_nothing(house):
    once.SpentToken.create(token=TOKEN, url="/report/slip?code=ABCDE-FGHJK", spent_at=now())
    import_module("qms.migrations.0020_long_registers").up(None, database.db)
    assert once.result_of(TOKEN) == ""
    assert once.SpentToken.get().url == ""
    once.carry(TOKEN)
    with pytest.raises(AlreadyDone):
        once.spend()
    once.carry(None)
