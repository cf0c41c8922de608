"""An anchor a day: the trail's head written outside the database, so that rewriting the whole chain is found too."""

import os

from qms.core import clock, events
from qms.core.verify import anchors_file

_last_day = ""


def forget() -> None:
    """Look at the file again before the next anchor; another home has other anchors."""
    global _last_day
    _last_day = ""


@events.listen(events.EVERY)
def drop(_record: object, entry: object) -> None:
    """Write the day's first head."""
    global _last_day
    day = clock.today().isoformat()
    if day == _last_day:
        return
    _last_day = day
    file = anchors_file()
    if file.is_file() and file.read_text("utf-8").rstrip().endswith(day):
        return
    with file.open("a", encoding="utf-8") as log:
        log.write(f"{entry.seq} {entry.hash} {day}\n")  # type: ignore[attr-defined]
        log.flush()
        os.fsync(log.fileno())
