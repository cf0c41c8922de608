"""A printout: one sheet that left the house, with the short code by which anybody can ask whether it still counts (7.5.3.2)."""

import re
import secrets
from typing import Any, ClassVar

from peewee import BooleanField, CharField, ForeignKeyField

from qms.core import clock
from qms.core.act import NEW, act
from qms.core.authority import anyone
from qms.core.fields import MomentField, StateField
from qms.core.language import Phrase, _
from qms.core.record import Record
from qms.core.states import State
from qms.core.trail import TrailEntry
from qms.documents.edition import Edition
from qms.organization.person import Person

LETTERS = "23456789ABCDEFGHJKMNPQRTUVWXYZ"  # none looks like another: no 0 O, 1 I L, 5 S stays apart by leaving S out
LENGTH = 10  # 30**10 codes: nobody finds a printed one by trying
_APART = re.compile(r"[^0-9A-Z]")


class PrintForm(State):
    """What was made."""

    PDF = "pdf", _("PDF")
    WORD = "word", _("Word")


class Printout(Record):
    """A print of an edition. Its code says nothing: who reads it learns of a draft only that it is one."""

    kind_label: ClassVar[Phrase] = _("Bản in")

    edition = ForeignKeyField(Edition, backref="printouts")
    form = StateField(PrintForm, verbose_name=_("Dạng tệp"))
    code = CharField(max_length=LENGTH, unique=True, verbose_name=_("Mã kiểm tra"))
    of_draft = BooleanField(default=False, verbose_name=_("In từ bản soạn thảo"))
    printed_by = ForeignKeyField(Person)
    printed_at = MomentField()

    @property
    def label(self) -> str:
        return f"{self.edition.label} ({self.form.label})"

    @property
    def spoken_code(self) -> str:
        """Write the code as people read it out: ABCDE-FGHJK."""
        return f"{self.code[: LENGTH // 2]}-{self.code[LENGTH // 2 :]}"

    @property
    def seal(self) -> str:
        """Give the end of the trail's seal as it was with this print."""
        entry = TrailEntry.get_by_id(self.trail_seq)
        return str(entry.hash)[-12:]

    @act(_("In tài liệu"), _("đã in tài liệu"), may=anyone, when=NEW)
    def take(self, *, by: Any) -> None:
        """Keep that a sheet was printed. Who may read the edition may print it; the page that asks finds it for him first."""
        self.code = "".join(secrets.choice(LETTERS) for _letter in range(LENGTH))
        self.printed_by, self.printed_at, self.of_draft = by, clock.now(), self.edition.is_open


def printout_of(code: str) -> Printout | None:
    """Find a printout by its code as people type it: small letters, blanks and dashes do not matter."""
    plain = _APART.sub("", code.upper())
    return Printout.get_or_none(code=plain) if len(plain) == LENGTH else None
