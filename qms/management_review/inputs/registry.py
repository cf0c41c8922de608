"""Every input of 9.3.2, and who gathers it.

A register that comes to be plugs itself in with one file in this folder, which nothing else has to name:

    @gathers("e")
    def gather(since, until): ...

An input that nobody gathers is a table of the same shape, typed by the officer; so is one whose registers tell a part of it
alone, said with `in_part=True`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from qms.core.language import Phrase, _
from qms.management_review import inputs as folder
from qms.management_review.inputs.gathered import Gathered

Gatherer = Callable[[date, date], Gathered | None]
_GATHERERS: dict[str, list[Gatherer]] = {}
_IN_PART: set[Gatherer] = set()


@dataclass(frozen=True)
class Input:
    """An input as the standard lists it."""

    key: str
    clause: str
    title: Phrase

    @property
    def letter(self) -> str:
        """Write its letter as people cite it: c4)."""
        return f"{self.key})"

    @property
    def gatherers(self) -> list[Gatherer]:
        """List who gathers it from records."""
        _load()
        return _GATHERERS.get(self.key, [])

    @property
    def is_typed(self) -> bool:
        """Tell whether the officer has to type it: no register tells the whole of it."""
        return all(gatherer in _IN_PART for gatherer in self.gatherers)

    def gather(self, since: date, until: date) -> list[Gathered]:
        """Gather what the records tell about a period."""
        return [found for gatherer in self.gatherers if (found := gatherer(since, until))]


INPUTS: dict[str, Input] = {
    one.key: one
    for one in (
        Input("a", "9.3.2 a", _("Tình trạng các hành động từ những lần xem xét trước")),
        Input("b", "9.3.2 b", _("Thay đổi về vấn đề bên ngoài, nội bộ liên quan hệ thống quản lý chất lượng")),
        Input("c1", "9.3.2 c1", _("Sự thỏa mãn của khách hàng và phản hồi của bên quan tâm")),
        Input("c2", "9.3.2 c2", _("Mức độ đạt mục tiêu chất lượng")),
        Input("c3", "9.3.2 c3", _("Kết quả thực hiện quá trình và sự phù hợp của sản phẩm, dịch vụ")),
        Input("c4", "9.3.2 c4", _("Sự không phù hợp và hành động khắc phục")),
        Input("c5", "9.3.2 c5", _("Kết quả theo dõi và đo lường")),
        Input("c6", "9.3.2 c6", _("Kết quả đánh giá")),
        Input("c7", "9.3.2 c7", _("Kết quả thực hiện của nhà cung cấp bên ngoài")),
        Input("d", "9.3.2 d", _("Sự đầy đủ của nguồn lực")),
        Input("e", "9.3.2 e", _("Hiệu lực của hành động giải quyết rủi ro và cơ hội")),
        Input("f", "9.3.2 f", _("Cơ hội cải tiến")),
    )
}


def gathers(key: str, *, in_part: bool = False) -> Callable[[Gatherer], Gatherer]:
    """Say which input a function gathers, or of which it tells a part alone."""

    def register(gatherer: Gatherer) -> Gatherer:
        if in_part:
            _IN_PART.add(gatherer)
        _GATHERERS.setdefault(INPUTS[key].key, []).append(gatherer)
        return gatherer

    return register


@cache
def _load() -> None:
    """Import what lies in this folder once, in the order of the names."""
    for module in iter_modules(folder.__path__):
        import_module(f"{folder.__name__}.{module.name}")
