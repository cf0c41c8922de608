"""Forms of the register."""

from wtforms import HiddenField, StringField

from qms.core.language import _
from qms.improvement.register.saved_view import NAME_LETTERS
from qms.web.forms import AtMost, Form, Needed


class ViewForm(Form):
    """The name of a saved view, and the filters it keeps."""

    name = StringField(_("Tên bộ lọc"), [Needed(_("Ghi tên bộ lọc.")), AtMost(NAME_LETTERS)])
    query = HiddenField()
