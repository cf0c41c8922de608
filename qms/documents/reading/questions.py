"""Up to three questions that show whether an edition was understood (7.2, 7.3)."""

from collections.abc import Sequence
from typing import Any, ClassVar, TypedDict

from peewee import ForeignKeyField

from qms.core.act import NEW, act
from qms.core.fields import ListField
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.documents import authorities
from qms.documents.edition import Edition
from qms.documents.states import EditionState, Standing

MOST_QUESTIONS = 3
FEWEST_ANSWERS, MOST_ANSWERS = 2, 4


class Question(TypedDict):
    """A question with its answers and the place of the right one."""

    text: str
    answers: list[str]
    right: int


class ReadingCheck(Record):
    """The questions of one edition."""

    kind_label: ClassVar[Phrase] = _("Câu hỏi kiểm tra việc đọc")

    edition = ForeignKeyField(Edition, unique=True, verbose_name=_("Lần ban hành"))
    questions = ListField(default=list)

    @property
    def label(self) -> str:
        return self.edition.label

    @classmethod
    def of(cls, edition: Edition) -> "ReadingCheck | None":
        """Give the questions of an edition."""
        return cls.get_or_none(cls.edition == edition)

    def wrong(self, answers: Sequence[int]) -> list[int]:
        """List the numbers of the questions that are not answered rightly."""
        given = dict(enumerate(answers))
        return [place + 1 for place, question in enumerate(self.questions) if given.get(place) != question["right"]]

    @act(_("Đặt câu hỏi"), _("đã đặt câu hỏi"), may=authorities.set_readers, when=NEW)
    def ask(self, *, by: Any) -> None:
        """Put the questions for the first time."""
        self.require(self.questions, _("Ghi ít nhất một câu hỏi."))
        self._check()

    @act(_("Sửa câu hỏi"), _("đã sửa câu hỏi"), may=authorities.set_readers)
    def ask_anew(self, *, by: Any, questions: list[Question]) -> None:
        """Put other questions, or none; who has acknowledged already is not asked again."""
        self.questions = questions
        self._check()

    def _check(self) -> None:
        ended = self.edition.standing in (Standing.SUPERSEDED, Standing.WITHDRAWN, EditionState.DISCARDED)
        self.require(not ended, _("%(label)s đã hết hiệu lực nên không đặt câu hỏi.", label=self.edition.label))
        self.require(len(self.questions) <= MOST_QUESTIONS, _("Đặt tối đa %(n)s câu hỏi.", n=MOST_QUESTIONS))
        for number, question in enumerate(self.questions, 1):
            self._check_one(number, question)

    def _check_one(self, number: int, question: Question) -> None:
        self.require(question["text"].strip(), _("Câu %(n)s: ghi nội dung câu hỏi.", n=number))
        answers = question["answers"]
        self.require(
            FEWEST_ANSWERS <= len(answers) <= MOST_ANSWERS and all(answer.strip() for answer in answers),
            _("Câu %(n)s: ghi từ 2 đến 4 phương án trả lời.", n=number),
        )
        self.require(len(set(answers)) == len(answers), _("Câu %(n)s: có hai phương án giống nhau.", n=number))
        self.require(0 <= question["right"] < len(answers), _("Câu %(n)s: chọn phương án đúng trong các phương án đã ghi.", n=number))
