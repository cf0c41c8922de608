"""Forms of the pages of external providers."""

from typing import Any

from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields import HiddenField
from wtforms.validators import Optional

from qms.core.language import _
from qms.providers.criteria import MOST, CriteriaSet
from qms.providers.states import Conclusion
from qms.web.forms import AtMost, Form, Needed, options


class ProviderForm(Form):
    """Who it is and what it gives."""

    name = StringField(_("Tên nhà cung cấp"), [Needed(_("Ghi tên nhà cung cấp.")), AtMost(160)])
    provides = TextAreaField(_("Sản phẩm, dịch vụ được cung cấp"), [Needed(_("Ghi sản phẩm, dịch vụ được cung cấp.")), AtMost(1000)])
    contact = StringField(_("Liên hệ"), [AtMost(300)])

    def facts(self) -> dict[str, Any]:
        """Give what was typed, as an act takes it."""
        return {"name": self.name.data, "provides": self.provides.data, "contact": self.contact.data or ""}


class WhyForm(Form):
    """A reason."""

    note = TextAreaField(_("Lý do"), [Needed(_("Ghi lý do.")), AtMost(1000)], id="why-note")


class _Evaluation(Form):
    evidence = TextAreaField(_("Căn cứ"), [Needed(_("Ghi căn cứ của đánh giá.")), AtMost(2000)])
    conclusion = SelectField(
        _("Kết luận"), [Needed(_("Chọn kết luận."))], choices=options(((one.value, one.label) for one in Conclusion), _("Chọn kết luận"))
    )
    reason = TextAreaField(_("Điều kiện, lý do"), [AtMost(1000)])
    months = IntegerField(_("Đánh giá lại sau (tháng)"), [Needed(_("Ghi số tháng."))])

    def marks(self) -> list[Any]:
        """List the fields of the scores, in the order of the criteria."""
        return [field for field in self if field.name.startswith("score-")]

    def facts(self) -> dict[str, Any]:
        """Give what was typed, as an act takes it."""
        scores = [int(field.data) for field in self.marks()]
        names = ("evidence", "conclusion", "reason", "months")
        return {"scores": scores, **{name: self[name].data for name in names}}


def evaluation_form(criteria: CriteriaSet) -> Any:
    """Make the form of an evaluation by some criteria."""
    marks = options(((n, str(n)) for n in range(5, 0, -1)), _("Chọn điểm"))
    fields = {
        f"score-{place}": SelectField(
            _("%(name)s (trọng số %(weight)s)", name=name, weight=weight), [Needed(_("Chọn điểm của từng tiêu chí."))], choices=marks
        )
        for place, (name, weight) in enumerate(criteria.weights)
    }
    return type("EvaluationForm", (_Evaluation,), fields)


class _Criteria(Form):
    number = HiddenField()
    reason = StringField(_("Lý do thay đổi"), [Needed(_("Ghi lý do.")), AtMost(500)], id="criteria-reason")

    def rows(self) -> list[tuple[Any, Any]]:
        """List the pairs of fields."""
        return [(self[f"name-{n}"], self[f"weight-{n}"]) for n in range(MOST)]

    def facts(self) -> dict[str, Any]:
        """Give the typed criteria, empty rows left out."""
        weights = [[name.data, weight.data or 0] for name, weight in self.rows() if name.data or weight.data]
        seen = self.number.data or ""
        number = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0
        return {"weights": weights, "reason": self.reason.data, "number": number}


def _fields() -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for n in range(MOST):
        fields[f"name-{n}"] = StringField(_("Tiêu chí %(n)s", n=n + 1), [AtMost(80)])
        fields[f"weight-{n}"] = IntegerField(_("Trọng số %(n)s", n=n + 1), [Optional()])
    return fields


CriteriaForm: Any = type("CriteriaForm", (_Criteria,), _fields())


def filled(criteria: CriteriaSet) -> Any:
    """Give the form filled with criteria, to become the next ones."""
    given: dict[str, Any] = {"number": criteria.number + 1}
    for n, (name, weight) in enumerate(criteria.weights):
        given |= {f"name-{n}": str(name), f"weight-{n}": weight}
    return CriteriaForm(formdata=None, data=given)
