"""What stands on an office's paper beside the text: the controlled sheet and the letter of Decree 30/2020."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_BESIDE = 4  # signatures that fit beside each other on a sheet


@dataclass(frozen=True)
class Margins:
    """White edges in millimetres; Decree 30/2020 wants 20–25, 20–25, 30–35, 15–20."""

    top: int = 20
    bottom: int = 20
    left: int = 30
    right: int = 15


@dataclass(frozen=True)
class Mark:
    """What ties a sheet to the house that printed it: how it stands, when and by whom, the seal, where to ask."""

    standing: str
    printed: str
    seal: str
    code: str
    address: str


@dataclass(frozen=True)
class Sheet:
    """A controlled document on paper: cover, who signed, what changed, the text."""

    agency: list[str]
    standard: str
    kind: str
    title: str
    code: str
    facts: list[tuple[str, str]]
    head: list[tuple[str, str]]
    page_word: str
    signed: list[tuple[str, str, str, str]]  # heading, ranked name, post, when
    signed_words: tuple[str, str, str]  # what the rows of the table above are called
    changes_title: str
    changes: list[list[str]]  # head row first
    contents_title: str
    text: list[Any]
    mark: Mark
    watermark: str = ""
    sample: str = ""
    margins: Margins = field(default_factory=Margins)
    made_at: int = 0  # the moment the file says it was made, in seconds since 1970

    @property
    def signed_table(self) -> list[list[str]]:
        """Lay the signatures out side by side, or one below the other when they are too many for the width; head row first."""
        words = zip(self.signed_words, zip(*(one[1:] for one in self.signed), strict=True), strict=True)
        rows = [["", *(one[0] for one in self.signed)], *([word, *told] for word, told in words)]
        return rows if len(self.signed) <= _BESIDE else [list(row) for row in zip(*rows, strict=True)]


@dataclass(frozen=True)
class Letter:
    """A letter, decision or slip in the form of Decree 30/2020."""

    agency: list[str]
    number: str
    place_and_day: str
    kind: str
    subject: str
    text: list[Any]
    recipients: list[str]
    signed_for: list[str]  # authority and post, one line each
    signer: str
    beside: tuple[str, ...] = ()  # who signs left of that, one line each; the recipients are then below
    sample: str = ""
    margins: Margins = field(default_factory=Margins)
    made_at: int = 0  # the moment the file says it was made, in seconds since 1970


@dataclass(frozen=True)
class Slip:
    """A form of the office filled in: what it tells, and below it who did what, each with name, post and moment."""

    agency: list[str]
    form: str  # the code of the controlled form, where the office has one
    number: str
    place_and_day: str
    kind: str
    subject: str
    text: list[Any]
    signed: list[tuple[str, str, str, str]]  # heading, ranked name, post, when
    printed: str
    sample: str = ""
    margins: Margins = field(default_factory=Margins)
    made_at: int = 0  # the moment the file says it was made, in seconds since 1970


def date_line(place: str, day: date) -> str:
    """Write place and day as Decree 30/2020 does: a zero before days under 10 and before months 1 and 2 only."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    words = f"ngày {day.day:02d} tháng {month} năm {day.year}"
    return f"{place}, {words}" if place else words


def chief_of(post: str) -> str:
    """Name whom a deputy signs for by his post (KT.); nobody for any other post."""
    deputy, chief = post[:4], post[4:]
    return f"KT. {chief[:1].upper()}{chief[1:]}" if deputy.lower() == "phó " else ""


def signing_lines(post: str, signed_for: str = "") -> list[str]:
    """Write a post over a signature, below the post it is signed for; a deputy signs for his chief (Decree 30/2020, annex I)."""
    return [line.upper() for line in (signed_for or chief_of(post), post) if line]
