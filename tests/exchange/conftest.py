"""Batches of files, made by acts."""

import pytest

from qms.exchange import queries, work
from tests.exchange.word_files import files, p, word

MADE = files()


def taken_in(by, *given):
    """Receive files and read them."""
    job = work.receive(list(given), by)
    work.read_all(job, by)
    return job


@pytest.fixture
def job(lan):
    """Give a batch with one file that was read: QT-05."""
    return taken_in(lan, ("QT-05.docx", MADE["procedure"].data))


@pytest.fixture
def file(job):
    """Give that file."""
    return queries.files_of(job)[0].reload()


@pytest.fixture
def received(lan):
    """Give a file that waits to be read."""
    return queries.files_of(work.receive([("cho.docx", word(p("Chờ đọc")))], lan))[0].reload()
