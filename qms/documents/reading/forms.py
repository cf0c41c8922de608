"""Forms of the reading pages and of the periodic review."""

from typing import Any

from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField, ValidationError

from qms.core.language import Phrase, _
from qms.documents.forms import ClausesField
from qms.documents.periodic_review import LONGEST, SHORTEST
from qms.documents.reading.duty import MOST_DAYS, ReadingDuty
from qms.documents.reading.questions import MOST_ANSWERS, MOST_QUESTIONS, Question
from qms.documents.reading.work import OFFICE, Target
from qms.organization.person import Person
from qms.organization.unit import Post, Unit
from qms.web.forms import AtMost, Form, Needed, options

KINDS = {"units": "unit", "posts": "post", "people": "person"}
USUAL_DAYS = 5


class Within:
    """A whole number between two; the sentence says which."""

    def __init__(self, least: int, most: int, sentence: Phrase) -> None:
        self.least, self.most, self.sentence = least, most, sentence

    def __call__(self, form: Any, field: Any) -> None:
        if not field.errors and (field.data is None or not self.least <= field.data <= self.most):
            raise ValidationError(str(self.sentence))


class ReadersForm(Form):
    """A document's reading list."""

    days = IntegerField(_("Số ngày làm việc để đọc"), [Within(1, MOST_DAYS, _("Ghi số ngày làm việc từ 1 đến 60."))])
    office = BooleanField(_("Toàn cơ quan"))
    units = ClausesField(_("Đơn vị"), coerce=int)
    posts = ClausesField(_("Chức vụ"), coerce=int)
    people = ClausesField(_("Người"), coerce=int)

    def __init__(self, held: list[ReadingDuty], **given: Any) -> None:
        targets = [duty.target for duty in held]
        chosen = {name: [number for kind, number in targets if kind == wanted] for name, wanted in KINDS.items()}
        days = held[0].days if held else USUAL_DAYS
        super().__init__(data={"days": days, "office": OFFICE in targets, **chosen}, **given)
        self.units.choices = options((unit.id, unit.name) for unit in Unit.active())
        self.posts.choices = options((post.id, post.label) for post in Post.open_posts())
        self.people.choices = options((person.id, person.ranked_name) for person in Person.present())

    def targets(self) -> list[Target]:
        """Give who was chosen."""
        chosen = [(kind, number) for name, kind in KINDS.items() for number in self[name].data or []]
        return [OFFICE, *chosen] if self.office.data else chosen


class QuestionsForm(Form):
    """Up to three questions with up to four answers each."""

    def __init__(self, questions: list[Question], **given: Any) -> None:
        super().__init__(data=_as_fields(questions), **given)

    @property
    def groups(self) -> list[tuple[int, Any, list[Any], Any]]:
        """List the fields of each question."""
        return [(n, self[f"text_{n}"], [self[f"answer_{n}_{m}"] for m in _ANSWERS], self[f"right_{n}"]) for n in _QUESTIONS]

    def questions(self) -> list[Question]:
        """Give the questions that were written; answers left empty are left out."""
        found = []
        for _n, text, answers, right in self.groups:
            written = [(place, field.data.strip()) for place, field in enumerate(answers, 1) if (field.data or "").strip()]
            places = [place for place, _answer in written]
            chosen = places.index(int(right.data)) if right.data and int(right.data) in places else -1
            if (text.data or "").strip() or written:
                found.append(Question(text=text.data or "", answers=[answer for _place, answer in written], right=chosen))
        return found


_QUESTIONS, _ANSWERS = range(1, MOST_QUESTIONS + 1), range(1, MOST_ANSWERS + 1)
for _number in _QUESTIONS:
    setattr(QuestionsForm, f"text_{_number}", StringField(_("Câu hỏi %(n)s", n=_number), [AtMost(300)]))
    for _place in _ANSWERS:
        setattr(QuestionsForm, f"answer_{_number}_{_place}", StringField(_("Phương án %(n)s", n=_place), [AtMost(300)]))
    setattr(
        QuestionsForm,
        f"right_{_number}",
        SelectField(
            _("Phương án đúng"),
            coerce=lambda value: value or "",
            choices=options(((str(place), str(place)) for place in _ANSWERS), _("Chọn phương án đúng")),
        ),
    )


def _as_fields(questions: list[Question]) -> dict[str, str]:
    facts = {f"right_{n}": "" for n in _QUESTIONS}
    for n, question in enumerate(questions, 1):
        facts |= {f"text_{n}": question["text"], f"right_{n}": str(question["right"] + 1)}
        facts |= {f"answer_{n}_{m}": answer for m, answer in enumerate(question["answers"], 1)}
    return facts


class ConfirmForm(Form):
    """A document found right as it is, and when to look again."""

    note = TextAreaField(_("Kết quả soát xét"), [Needed(_("Ghi đã soát xét những gì, vì sao giữ nguyên.")), AtMost(500)])
    months = IntegerField(_("Soát xét lại sau (tháng)"), [Within(SHORTEST, LONGEST, _("Ghi số tháng từ 1 đến 60."))])
