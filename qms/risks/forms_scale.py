"""The form of the scale: a word and a meaning for each level of each list, three thresholds, a reason."""

from typing import Any

from wtforms import IntegerField, StringField
from wtforms.fields import HiddenField

from qms.core.language import _
from qms.risks.scale import FIRST_THRESHOLDS, LEVELS, LISTS, RiskScale
from qms.risks.states import Band
from qms.web.forms import AtMost, Form, Needed

_WORD, _MEANING = _("Ghi tên của mức."), _("Ghi ý nghĩa của mức.")


class _Scale(Form):
    number = HiddenField()
    reason = StringField(_("Lý do thay đổi"), [Needed(_("Ghi lý do.")), AtMost(500)])

    def rows(self, name: str) -> list[tuple[int, Any, Any]]:
        """List a list's levels, the highest first, with their two fields."""
        return [(level, self[f"{name}-{level}-word"], self[f"{name}-{level}-meaning"]) for level in reversed(LEVELS)]

    def edges(self) -> list[tuple[Band, Any]]:
        """List the bands above the lowest with the field of their least score."""
        return [(band, self[f"least-{place}"]) for place, band in enumerate(list(Band)[1:])]

    def facts(self) -> dict[str, Any]:
        """Give the typed scale."""
        words = {name: [[self[f"{name}-{n}-word"].data, self[f"{name}-{n}-meaning"].data] for n in LEVELS] for name in LISTS}
        thresholds = [self[f"least-{place}"].data or 0 for place in range(len(FIRST_THRESHOLDS))]
        seen = self.number.data or ""
        return {
            **words,
            "thresholds": thresholds,
            "reason": self.reason.data,
            "number": int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0,
        }


def _declared() -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, title in LISTS.items():
        for n in LEVELS:
            fields[f"{name}-{n}-word"] = StringField(_("%(list)s, mức %(n)s: tên", list=title, n=n), [Needed(_WORD), AtMost(40)])
            fields[f"{name}-{n}-meaning"] = StringField(_("%(list)s, mức %(n)s: ý nghĩa", list=title, n=n), [Needed(_MEANING), AtMost(160)])
    for place, band in enumerate(list(Band)[1:]):
        needed = [Needed(_("Ghi điểm thấp nhất của dải."))]
        fields[f"least-{place}"] = IntegerField(_("%(band)s: từ điểm", band=band.label), needed)
    return fields


ScaleForm: Any = type("ScaleForm", (_Scale,), _declared())


def filled(scale: RiskScale) -> Any:
    """Give the form filled with a scale, to become the next one."""
    given: dict[str, Any] = {"number": scale.number + 1}
    for name in LISTS:
        for n, (word, meaning) in enumerate(getattr(scale, name), 1):
            given |= {f"{name}-{n}-word": str(word), f"{name}-{n}-meaning": str(meaning)}
    given |= {f"least-{place}": least for place, least in enumerate(scale.thresholds)}
    return ScaleForm(formdata=None, data=given)
