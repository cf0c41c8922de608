"""Who must read the office's documents, and who has: most in time, some late, one list set this week."""

from collections.abc import Callable
from functools import partial

from qms.demo.story import Story, who
from qms.documents import queries
from qms.documents.document import Document
from qms.documents.reading import acknowledgement, readings
from qms.documents.reading import work as reading_work
from qms.documents.reading.questions import Question
from qms.documents.reading.work import OFFICE, Target
from qms.organization.person import Person
from qms.organization.unit import Unit

SET_AGO, READ_FROM, READ_TO = 40, 38, 30  # days
LISTS: dict[str, tuple[list[str], int, set[str]]] = {  # units (none: the whole office), working days, who has not read yet
    "QT-01": ([], 10, {"tachuan", "khudoi"}),
    "QT-04": ([], 10, {"khudoi"}),
    "QT-11": (["TM", "MC"], 5, set()),
    "QT-14": (["TM", "KP"], 5, set()),
    "QT-16": (["TM", "MC", "KP"], 5, {"nhanvien", "phuong"}),
}
THIS_WEEK = "QT-12"
QUESTION = Question(
    text="Khi nào cán bộ tiếp nhận trao Giấy tiếp nhận hồ sơ và hẹn trả kết quả?",
    answers=["Ngay khi hồ sơ đủ và hợp lệ", "Khi có kết quả thẩm định", "Khi công dân đề nghị"],
    right=0,
)


def tell(story: Story) -> None:
    """Put reading lists and acknowledgements into the story."""
    for code, (units, days, unread) in LISTS.items():
        story.at(SET_AGO, partial(_listed, code, units, days), hour=15)
        story.at(READ_FROM, partial(_read_later, story, code, unread), hour=8)
    story.at(2, partial(_listed, THIS_WEEK, ["MC", "TM"], 5), hour=14)
    story.at(2, _questioned, hour=15)
    story.at(1, partial(_read, THIS_WEEK, "phutrachmc", [QUESTION["right"]]), hour=16)


def _listed(code: str, units: list[str], days: int) -> None:
    targets: list[Target] = [("unit", Unit.get(code=unit).id) for unit in units] or [OFFICE]
    reading_work.set_readers(Document.get(code=code), targets, days, who("chatluong"))


def _read_later(story: Story, code: str, unread: set[str]) -> None:
    numbers = [reader.person for reader in readings.readers_of(Document.get(code=code))]
    readers = [person for person in Person.select().where(Person.id.in_(numbers)) if person.username and person.username not in unread]
    for place, person in enumerate(readers):
        event: Callable[[], None] = partial(_read, code, person.username, [])
        story.at(READ_FROM - place % (READ_FROM - READ_TO), event, hour=9 + place % 7, minute=10)


def _read(code: str, username: str, answers: list[int]) -> None:
    edition = queries.in_force_of(Document.get(code=code))
    assert edition is not None  # noqa: S101 - the story itself has issued it
    acknowledgement.acknowledge(edition, who(username), answers)


def _questioned() -> None:
    edition = queries.in_force_of(Document.get(code=THIS_WEEK))
    assert edition is not None  # noqa: S101
    reading_work.put_questions(edition, [QUESTION], who("chatluong"))
