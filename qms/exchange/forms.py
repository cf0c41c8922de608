"""Forms of the import pages."""

from typing import Any

from wtforms import IntegerField, RadioField, SelectField, StringField
from wtforms.fields import HiddenField
from wtforms.validators import NumberRange

from qms.core.language import _
from qms.documents.edition import LAST_NUMBER
from qms.documents.forms import ClausesField
from qms.documents.states import Kind
from qms.exchange import queries
from qms.exchange.drafting import number_of
from qms.exchange.header_box import code_of
from qms.exchange.imported_file import CORRECTED, ImportedFile
from qms.organization import clauses
from qms.organization.unit import Post, Unit
from qms.web.files_field import FilesField
from qms.web.forms import AtMost, Form, Needed, options


def _number(value: Any) -> int | None:
    return int(value) if value not in (None, "", "None") else None


class ImportForm(Form):
    """Files to be brought in."""

    files = FilesField(_("Tệp Word, Markdown hoặc văn bản thuần"), [Needed(_("Chọn ít nhất một tệp."))])


class FactsForm(Form):
    """What a file's frame says, to be corrected."""

    version = HiddenField()
    code = StringField(_("Mã hiệu"), [Needed(_("Ghi mã hiệu, ví dụ QT-20.")), AtMost(32)])
    number = IntegerField(_("Lần ban hành"), [NumberRange(1, LAST_NUMBER, str(_("Lần ban hành là số từ 1 đến %(n)s.", n=LAST_NUMBER)))])
    title = StringField(_("Tên tài liệu"), [Needed(_("Ghi tên tài liệu.")), AtMost(250)])
    kind = SelectField(_("Loại tài liệu"), choices=options((kind.value, kind.label) for kind in Kind))
    unit = SelectField(_("Đơn vị chủ trì"), coerce=_number)
    responsible = SelectField(_("Chức vụ chịu trách nhiệm chính"), coerce=_number)
    clauses = ClausesField(_("Điều khoản TCVN ISO 9001:2015"))

    def __init__(self, file: ImportedFile, **given: Any) -> None:
        said = {name: fact for name, fact in file.facts.items() if name in CORRECTED}
        number = number_of(file.facts)
        super().__init__(data={**queries.known_of(file), "number": number, **said, "version": file.version}, **given)
        self.unit.choices = options(((unit.id, unit.name) for unit in Unit.active()), _("Chọn đơn vị"))
        self.responsible.choices = options(((post.id, post.label) for post in Post.open_posts()), _("Chọn chức vụ"))
        self.clauses.choices = options(clauses.choices())

    def facts(self) -> dict[str, Any]:
        """Give what was written, as plain values."""
        return {**{name: self[name].data for name in CORRECTED}, "code": code_of(self.code.data or "")}


class TrackedForm(Form):
    """Which way tracked changes are taken."""

    tracked = RadioField(
        _("Sửa đổi đang theo dõi trong tệp"),
        choices=options([("accepted", _("Lấy như đã chấp nhận hết")), ("before", _("Lấy như trước khi sửa"))]),
    )
