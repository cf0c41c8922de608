"""Paper as PDF, by Typst: fixed forms, and all content as data, so that no text is ever read as markup.

The same input gives the same bytes: no clock, no fonts of the machine, no file outside the forms.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from qms.core.paper.form import MOTTO, STATE, Letter, Sheet, Slip
from qms.core.paper.glyphs import FAMILY, FONTS, printable
from qms.core.paper.matrix import as_svg

FORMS = Path(__file__).parent / "forms"


def sheet(facts: Sheet) -> bytes:
    """Make the PDF of a controlled sheet."""
    return _made("sheet.typ", {**_plain(asdict(facts)), "signed_table": _plain(facts.signed_table), "qr": as_svg(facts.mark.address)})


def letter(facts: Letter) -> bytes:
    """Make the PDF of a letter."""
    return _made("letter.typ", {**_plain(asdict(facts)), "state": STATE, "motto": MOTTO})


def slip(facts: Slip) -> bytes:
    """Make the PDF of a form filled in."""
    return _made("slip.typ", {**_plain(asdict(facts)), "state": STATE, "motto": MOTTO})


def _made(form: str, data: dict[str, Any]) -> bytes:
    import typst

    made = typst.compile(
        str(FORMS / form),
        root=str(FORMS),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps({**data, "font": FAMILY}, ensure_ascii=False)},
        pdf_standards="a-2b",
        timestamp=data["made_at"],
    )
    assert isinstance(made, bytes)  # noqa: S101 - one output was asked for
    return made


def _plain(value: Any) -> Any:
    """Give a value as JSON takes it, every text in letters the fonts have."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, bytes):
        return list(value)
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value
