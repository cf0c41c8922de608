"""The field of files: what was chosen comes back with a form that is shown again, and need not be chosen anew."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from flask import current_app
from flask_wtf.file import MultipleFileField
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.datastructures import FileStorage
from wtforms import ValidationError

from qms.core import attachment, chosen
from qms.core.language import _
from qms.core.refusals import Missing
from qms.web.access import is_signed_in, me


@dataclass(frozen=True)
class Chosen:
    """A file that was chosen: the token by which the form gives it again, its name and its size in bytes."""

    token: str
    name: str
    size: int


class FilesField(MultipleFileField):
    """Several files. Those of who is signed in are kept with the form until it is accepted; each may be left out again."""

    data: Any

    def process(self, formdata: Any, *args: Any, **given: Any) -> None:
        """Read the files sent now, and those that were sent before."""
        super().process(formdata, *args, **given)
        before = [_read(token) for token in formdata.getlist(f"{self.name}-kept")] if formdata else []
        self.is_short = None in before
        if any(before):
            self.data = [file for file in [*before, *(self.data or [])] if file]

    def pre_validate(self, form: Any) -> None:
        """Say that a file which was chosen before is there no more."""
        if self.is_short:
            raise ValidationError(str(_("Tệp đã chọn trước đó không còn được giữ; chọn lại tệp.")))

    @property
    def kept(self) -> list[Chosen]:
        """Lay aside what was chosen and could be taken in; list it."""
        return [_kept(file) for file in self.data or [] if isinstance(file, FileStorage) and is_signed_in() and _is_sound(file)]


def _is_sound(file: FileStorage) -> bool:
    try:
        attachment.check(file.filename or "", _bytes(file))
    except Missing:
        return False
    return True


def _bytes(file: FileStorage) -> bytes:
    file.stream.seek(0)
    data = file.stream.read()
    file.stream.seek(0)
    return data


def _kept(file: FileStorage) -> Chosen:
    data = _bytes(file)
    name = attachment.safe_name(file.filename or "")
    return Chosen(str(_signer().dumps([me().id, chosen.lay_aside(data), name])), name, len(data))


def _read(token: str) -> FileStorage | None:
    try:
        person, key, name = _signer().loads(token, max_age=chosen.KEPT_SECONDS)
    except (BadData, ValueError, TypeError):
        return None
    data = chosen.read(key) if is_signed_in() and person == me().id else None
    return FileStorage(BytesIO(data), name) if data else None


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="chosen files")
