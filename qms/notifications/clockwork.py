"""The server's own daily round: one thread looks at the clock every minute; what was missed is done when it starts again."""

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from qms import settings
from qms.core import clock, database
from qms.notifications import daily_round
from qms.notifications.posting import Outcome, go_round
from qms.organization.office import Office

EVERY_SECONDS = 60
_log = logging.getLogger(__name__)
Within = Callable[[], AbstractContextManager[object]]


def start(within: Within, stop: threading.Event, then: Callable[[], object]) -> threading.Thread:
    """Look at the clock until told to stop; `within` gives the surroundings in which pages have addresses, `then` follows a round."""
    thread = threading.Thread(target=_watch, args=(within, stop, then), name="daily-round", daemon=True)
    thread.start()
    return thread


def tick(within: Within) -> Outcome | None:
    """Do the round if its hour has come and it is still wanted."""
    with database.connection():
        if clock.now() < _hour_of_today() or Office.current() is None or not daily_round.is_wanted(clock.today()):
            return None
        with within():
            return go_round()


def next_run() -> datetime:
    """Give the moment of the next round."""
    today = _hour_of_today()
    return today if clock.now() < today else today + timedelta(days=1)


def _hour_of_today() -> datetime:
    return clock.at(clock.today(), settings.number("QMS_DAILY_HOUR", 0, 23))


def _watch(within: Within, stop: threading.Event, then: Callable[[], object]) -> None:
    while True:
        try:
            if tick(within) is not None:
                then()
        except Exception:  # the next minute tries again; the pages go on
            _log.exception("daily round")
        if stop.wait(EVERY_SECONDS):
            return
