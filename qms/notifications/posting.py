"""Going through the people once a day: who has something waiting and an address gets one mail."""

import logging
import secrets
import socket
from dataclasses import dataclass
from datetime import date, timedelta

from qms.core import clock
from qms.core.feature import TO_READ
from qms.core.language import reading
from qms.notifications import daily_round, digest, letter
from qms.notifications.daily_round import DailyRound
from qms.notifications.digest import DigestState
from qms.notifications.relay import NobodyKnows, NotTaken, Relay, is_set
from qms.notifications.told import Told, told
from qms.organization.person import Person
from qms.organization.queries import everybody
from qms.today import queries

_LOOK_BACK = timedelta(days=14)  # reminder days that no mail told, because none went out
_log = logging.getLogger(__name__)


@dataclass
class Outcome:
    """What a round did."""

    sent: int = 0
    failed: int = 0
    unsure: int = 0
    trouble: str = ""

    def count(self, state: DigestState, trouble: str) -> None:
        """Count a mail."""
        self.sent += state == DigestState.SENT
        self.failed += state == DigestState.FAILED
        self.unsure += state == DigestState.SENDING
        self.trouble = trouble or self.trouble


def go_round(insisting: bool = False) -> Outcome | None:
    """Do today's round; None when another process has it or has done it."""
    runner = f"{socket.gethostname()[:50]}-{secrets.token_hex(6)}"
    claimed = daily_round.claim(clock.today(), runner, insisting)
    if claimed is None:
        return None
    outcome = Outcome()
    if is_set():
        _post_to_all(claimed, outcome)
    daily_round.end(claimed, outcome.trouble)
    return outcome


def is_worth_a_mail(tasks: list[Told]) -> bool:
    """Tell whether something waits; news that nobody is asked to confirm is no reason to write."""
    return any(one.task.group != TO_READ or one.task.due for one in tasks)


def _post_to_all(claimed: DailyRound, outcome: Outcome) -> None:
    last_days = digest.last_days(claimed.day)
    with Relay() as relay:
        for person in _who_gets_mail():
            if not daily_round.still_has(claimed):
                return
            since = max(last_days.get(person.id, claimed.day - timedelta(1)), claimed.day - _LOOK_BACK)
            try:
                with reading(person.language):
                    _post(person, claimed.day, since, relay, outcome)
            except Exception as error:  # one person's trouble is not everybody's
                _log.exception("digest of person %s", person.id)
                outcome.count(DigestState.FAILED, f"{person.name}: {type(error).__name__}")


def _who_gets_mail() -> list[Person]:
    found = [person for person in everybody() if person.email and person.may_sign_in]
    queries.look_ahead(found)
    return found


def _post(person: Person, day: date, since: date, relay: Relay, outcome: Outcome) -> None:
    tasks = told(person)
    if not is_worth_a_mail(tasks):
        return
    written = letter.digest(person, tasks, since)
    row = digest.begin(person, day, len(tasks))
    if row is None:
        return
    state, trouble = DigestState.SENT, ""
    try:
        relay.send(written)
    except NotTaken as error:
        state, trouble = DigestState.FAILED, str(error)
    except NobodyKnows as error:
        state, trouble = DigestState.SENDING, str(error)
    row.end(state, trouble)
    outcome.count(state, trouble)
