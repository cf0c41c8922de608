"""Reading a batch beside the requests: started when asked, nothing lost when the process ends, as files are kept first."""

import threading

from qms.core import database
from qms.exchange import work
from qms.exchange.import_job import ImportJob
from qms.organization.person import Person

_running: dict[int, threading.Thread] = {}
_door = threading.Lock()


def start(job: ImportJob, by: Person) -> None:
    """Begin to read what waits in a batch, unless that is going on."""
    with _door:
        if not is_running(job):
            _running[job.id] = threading.Thread(target=_read, args=(job.id, by.id), name=f"import-{job.id}", daemon=True)
            _running[job.id].start()


def is_running(job: ImportJob) -> bool:
    """Tell whether a batch is being read."""
    thread = _running.get(job.id)
    return thread is not None and thread.is_alive()


def wait(job: ImportJob) -> None:
    """Wait until a batch has been read."""
    thread = _running.get(job.id)
    if thread is not None:
        thread.join()


def _read(job: int, by: int) -> None:
    with database.connection():
        work.read_all(ImportJob.get_by_id(job), Person.get_by_id(by))
