"""Which revision of a form a piece of evidence is made on; one that was out of use by then is marked (7.5.3.1 a).

A form's file is handed out under a name that tells both, BM-QT-11-01_lan-02.docx; a scan is known by that name alone,
a Word file by its header and text too.
"""

import re
import zipfile
from datetime import date
from functools import lru_cache
from pathlib import Path

from qms.core import clock
from qms.core.attachment import Attachment
from qms.core.language import Phrase, _
from qms.core.vietnamese import fold
from qms.documents.sheets.form_sheet import FormRevision, FormSheet

LISTED = 50
_CODE = re.compile(r"(?<![a-z0-9])bm[-.][a-z]{1,4}[-.](?:[a-z]{1,6}[-.])?\d{2,3}[-.]\d{2,3}(?!\d)")
_REVISION = re.compile(r"(?<![a-z])lan[-_ ]*(?:ban hanh|sua doi)?[-_ :]*0*(\d{1,3})(?!\d)")
_TEXT_PARTS = re.compile(r"word/(?:header\d*|document)\.xml")
_READ = 20_000  # characters of a Word file: a form names itself at its head


def outdated(file: Attachment) -> Phrase | None:
    """Say what is wrong with the form an evidence file is made on: withdrawn or replaced when it was handed in; None when nothing is."""
    code, number = stated(file)
    sheet = FormSheet.get_or_none(code=code) if code and file.of_kind != FormRevision.record_kind() else None
    return _outdated(sheet, number, file.added_at.astimezone(clock.HANOI).date()) if sheet else None


def used_outdated(sheet: FormSheet) -> list[Attachment]:
    """List the newest files named after a form that are made on a revision out of use."""
    named = Attachment.select().where(Attachment.name.contains(sheet.code)).order_by(Attachment.id.desc())
    return [file for file in named.limit(LISTED) if outdated(file)]


def stated(file: Attachment) -> tuple[str, int | None]:
    """Give the form's code and revision a file states; an empty code where it states none."""
    code, number = _read(file.name)
    if number is None and file.name.lower().endswith(".docx"):
        inside, inner = _inside(file.path)
        return (inside, inner) if code in ("", inside) else (code, None)
    return code, number


def _outdated(sheet: FormSheet, number: int | None, on: date) -> Phrase | None:
    if sheet.withdrawn_on and sheet.withdrawn_on <= on:
        return _("Biểu mẫu %(code)s đã hủy bỏ khi nộp", code=sheet.code)
    due = next((one.number for one in sheet.issued_newest_first if one.effective_on <= on), None)
    if number is None or due is None or number >= due:
        return None
    return _("Biểu mẫu %(code)s lần %(n)02d đã cũ khi nộp, đang dùng lần %(due)02d", code=sheet.code, n=number, due=due)


def _read(text: str) -> tuple[str, int | None]:
    plain = fold(text)
    code, number = _CODE.search(plain), _REVISION.search(plain)
    return code[0].upper() if code else "", int(number[1]) if number else None


@lru_cache(maxsize=1024)
def _inside(path: Path) -> tuple[str, int | None]:
    """Read what a Word file says of itself; kept, because the bytes under a hash never change."""
    try:
        with zipfile.ZipFile(path) as word:
            parts = sorted((name for name in word.namelist() if _TEXT_PARTS.fullmatch(name)), reverse=True)
            text = " ".join(re.sub(r"<[^>]+>", " ", word.read(name).decode("utf-8", "replace"))[:_READ] for name in parts)
    except (OSError, zipfile.BadZipFile):
        return "", None
    return _read(re.sub(r"\s+", " ", text))
