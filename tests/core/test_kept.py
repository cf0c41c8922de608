"""What is kept is asked again after an act, on another day, in another language, for other arguments; and not otherwise."""

import contextlib
from datetime import timedelta

import pytest

from qms.core import clock, language
from qms.core.database import transaction
from qms.core.kept import kept
from qms.organization.office import Office
from tests.conftest import NOW


@pytest.fixture
def asked(office):
    """Give a kept function and the list of its real answers."""
    answers = []

    @kept()
    def name(word=""):
        answers.append(word)
        return f"{Office.current().name} {word}"

    return name, answers


def amend(tuan, name):
    Office.current().amend(by=tuan, name=name, superior="", place="", contact="")


def test_asked_once_while_nothing_happens(asked):
    name, answers = asked
    assert name() == name() == name()
    assert len(answers) == 1


def test_asked_again_after_an_act(asked, tuan):
    name, _answers = asked
    name()
    amend(tuan, "Ban Chỉ huy quân sự phường Hòa Lạc")
    assert "Hòa Lạc" in name()


def test_act_undone_leaves_nothing_behind(asked, tuan):
    name, _answers = asked
    before = name()
    with contextlib.suppress(ZeroDivisionError), transaction():
        amend(tuan, "Tên không bao giờ có")
        assert "không bao giờ" in name()
        raise ZeroDivisionError
    assert name() == before


def test_day_language_and_arguments_have_answers_of_their_own(asked):
    name, answers = asked
    name()
    name("khác")
    language.read_in("en")
    name()
    with clock.stopped_at(NOW + timedelta(days=1)):
        name()
    assert len(answers) == 4
