"""Forms: text in one written form, days as people type them, one page pattern, nothing typed is lost."""

import re
import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from flask import g, request
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field, FileField, HiddenField, SelectChoice, StringField, ValidationError
from wtforms.validators import StopValidation
from wtforms.widgets import TextInput

from qms.core.language import Phrase, _
from qms.core.vietnamese import day, nfc, parse_day

FIRST_YEAR, LAST_YEAR = 1900, 2199  # a day beyond can only be mistyped, and sums of days would leave the calendar
NEVER_SHOWN = {"csrf_token", "once", "kept", "next", "files-kept"}


class _BuiltIn:
    """The form library's own sentences, in the reader's language."""

    def gettext(self, text: str) -> str:
        return str(_("Ghi một số nguyên.") if "integer" in text else _("Chọn một trong các mục có sẵn."))

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(many)


class Form(FlaskForm):
    """A form of the house: its text fields arrive in NFC; `once` makes a repeated send act only once."""

    once = HiddenField()

    class Meta:
        def get_translations(self, form: Any) -> _BuiltIn:
            return _BuiltIn()

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Read a sent form alone (no JSON), files into file fields and text into the others."""
            if formdata is None or isinstance(formdata, MultiDict):
                return super().wrap_formdata(form, formdata)  # type: ignore[misc]
            if request.method != "POST":
                return None
            of_files = {field.name for field in form if isinstance(field, FileField)}
            files = [(name, file) for name, file in request.files.items(multi=True) if name in of_files]
            return MultiDict([*request.form.items(multi=True), *files])

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            if issubclass(unbound_field.field_class, StringField) and "assword" not in unbound_field.field_class.__name__:
                options["filters"] = [_written, *unbound_field.kwargs.get("filters", ())]
                unbound_field.kwargs.pop("filters", None)
            return unbound_field.bind(form=form, **options)

        def render_field(self, field: Any, render_kw: dict[str, Any]) -> Any:
            if field.errors:
                render_kw = {"aria-invalid": "true", "aria-describedby": f"{field.id}-error", **render_kw}
            return super().render_field(  # type: ignore[misc]
                field, {**render_kw, "required": False}
            )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.once.data = secrets.token_urlsafe(16)  # a page that is shown again may have acted in part: it sends anew
        g.labels = {field.name: field.label.text for field in self}  # for the page that gives the typing back

    def sent(self) -> bool:
        """Tell whether the form was sent and is right; not when it is shown again because the act it asked for was refused."""
        if g.get("refused"):
            self.form_errors = [str(g.refused)]
            return False
        g.was_right = self.validate_on_submit()
        return bool(g.was_right)


def _written(value: Any) -> Any:
    return nfc(value) if isinstance(value, str) else "" if value is None else value


class Needed:
    """The field must be filled; the sentence says what to write."""

    field_flags: ClassVar[dict[str, Any]] = {}

    def __init__(self, sentence: Phrase) -> None:
        self.sentence = sentence

    def __call__(self, form: Any, field: Any) -> None:
        if field.data is None or not str(field.data).strip():
            if isinstance(field, DayField) and field.process_errors:
                raise StopValidation()  # what was typed is no day: its own sentence says why
            field.errors[:] = []
            raise StopValidation(str(self.sentence))


class AtMost:
    """A text no longer than so many letters."""

    def __init__(self, letters: int) -> None:
        self.letters = letters

    def __call__(self, form: Any, field: Any) -> None:
        if field.data and len(field.data) > self.letters:
            raise ValidationError(str(_("Ghi tối đa %(n)s ký tự; hiện có %(have)s.", n=self.letters, have=len(field.data))))


class DayField(Field):
    """A day typed as dd/mm/yyyy."""

    widget = TextInput()

    def _value(self) -> str:
        return self.raw_data[0] if self.raw_data else day(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data: date | None = None
        text = valuelist[0].strip() if valuelist else ""
        if text:
            try:
                self.data = parse_day(text)
            except ValueError:
                is_day = re.fullmatch(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}", text)
                said = _("Ngày %(day)s không có trong lịch.", day=text) if is_day else _("Ghi ngày theo dạng 22/11/2026.")
                raise ValueError(str(said)) from None
            if not FIRST_YEAR <= self.data.year <= LAST_YEAR:
                raise ValueError(str(_("Ghi năm từ 1900 đến 2199.")))


def sent_files(field: Any) -> list[tuple[str, bytes]]:
    """Give the files of a file field as name and bytes, empty choices left out."""
    return [(file.filename, file.read()) for file in field.data or [] if getattr(file, "filename", "")]


def typed() -> list[tuple[str, str]]:
    """Give what was typed in the request's form, but tokens and passwords, so that a refusal can show it again."""
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in NEVER_SHOWN and "password" not in name and value.strip()
    ]


def options(pairs: Iterable[tuple[Any, Any]], blank: Phrase | None = None) -> list[SelectChoice]:
    """Give pairs of value and label as a select box's options, with an empty first one where a blank is named."""
    first = [] if blank is None else [SelectChoice("", blank)]
    return first + [SelectChoice(value, label) for value, label in pairs]
