"""Paper in the demonstration office: copies of QT-16 given out before its last revision, some of them still out, and a print."""

from qms.core import clock
from qms.demo.story import Story, who
from qms.documents import queries
from qms.documents.document import Document
from qms.documents.edition import Edition
from qms.documents.papers.controlled_copy import ControlledCopy
from qms.documents.papers.printout import PrintForm, Printout
from qms.organization.unit import Unit

_GIVEN = [
    ("QT-16", "MC", "phutrachmc", "Tủ hồ sơ quầy số 1"),
    ("QT-16", "TM", "quanluc", "Phòng Quân lực"),
    ("QT-16", "KP", "phuong", "Khu đội"),
    ("QT-12", "MC", "motcua", "Quầy số 2"),
]
_REASON = "Lần ban hành 03 thay thế"


def tell(story: Story) -> None:
    """Put copies, a recall and a print into the story."""
    story.at(260, _give_out, hour=10)
    story.at(190, _one_comes_back, hour=15)
    story.at(20, lambda: _print("QT-16"), hour=8)


def _give_out() -> None:
    for code, unit, holder, place in _GIVEN:
        edition = _in_force(code)
        ControlledCopy(edition=edition, unit=Unit.get(code=unit), holder=who(holder), place=place).issue(by=who("chatluong"))


def _one_comes_back() -> None:
    copies = ControlledCopy.select().join(Edition).join(Document).where(Document.code == "QT-16").order_by(ControlledCopy.number)
    first, second = list(copies)[:2]
    for copy in (first, second):
        copy.recall(by=who("chatluong"), reason=_REASON)
    first.confirm_returned(by=who("chatluong"), on=clock.today())


def _print(code: str) -> None:
    Printout(edition=_in_force(code), form=PrintForm.PDF).take(by=who("phutrachmc"))


def _in_force(code: str) -> Edition:
    edition = queries.in_force_of(Document.get(code=code))
    assert edition is not None  # noqa: S101 - the story has issued it before
    return edition
