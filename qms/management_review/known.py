"""Documents in force: where are they known, and where not yet? (7.3, 9.1.1)."""

from collections.abc import Sequence
from typing import Any

from qms.core.charts import bars
from qms.core.language import Phrase, _
from qms.documents.reading import readings
from qms.documents.reading.readings import Share
from qms.improvement.queries import unit_names
from qms.management_review.figure import Figure, Line
from qms.management_review.period import Period

SHOWN = 12  # units: the others are in the table
Known = tuple[str, int, int, int | None]  # unit, read, must read, its number


def by_unit(shares: dict[int | None, Share], names: dict[int, str]) -> list[Known]:
    """List the units by the share that has read, the lowest first."""
    elsewhere = str(_("Không thuộc đơn vị nào"))
    found = [(names.get(unit, elsewhere) if unit else elsewhere, share.done, share.of, unit) for unit, share in shares.items()]
    return sorted(found, key=lambda known: (known[1] / known[2], -known[2], known[0]))


def headline(found: Sequence[Known]) -> Phrase:
    """Say which share of all readings is done, and where fewest are."""
    done, of = sum(known[1] for known in found), sum(known[2] for known in found)
    if not of:
        return _("Chưa giao ai đọc tài liệu đang hiệu lực")
    if done == of:
        return _("Cả %(of)s lượt phải đọc tài liệu đang hiệu lực đã được xác nhận", of=of)
    words = _(
        "%(done)s trong %(of)s lượt phải đọc tài liệu đang hiệu lực đã được xác nhận (%(share)s %%)",
        done=done,
        of=of,
        share=100 * done // of,
    )
    if len(found) < 2:
        return words
    name, read, must, _number = found[0]
    return _("%(words)s, thấp nhất: %(unit)s (%(read)s/%(must)s)", words=words, unit=name, read=read, must=must)


def draw(facts: Sequence[tuple[str, int, int, str]], width: int) -> Any:
    """Draw the share of each unit."""
    return bars.shares(facts, width)


def figure(_period: Period) -> Figure:
    """Give the figure as it stands today."""
    readers = [reader for document in readings.readers_of_all().values() for reader in document]
    found = by_unit(readings.by_unit(readers), unit_names())
    return Figure(
        "known",
        headline(found),
        "; ".join(f"{name}: {done}/{of}" for name, done, of, _unit in found[:SHOWN]),
        (_("Đơn vị"), _("Đã xác nhận"), _("Phải đọc"), _("Tỷ lệ")),
        tuple(_line(*known) for known in found),
        tuple((f"{name} ({done}/{of})", done, of, "ok" if done == of else "warn") for name, done, of, _unit in found[:SHOWN]) or None,
        draw,
        _("Diện phải đọc và xác nhận đã đọc"),
        "reading_matrix.matrix",
    )


def _line(name: str, done: int, of: int, unit: int | None) -> Line:
    return Line((name, done, of, f"{100 * done // of} %"), "reading_matrix.matrix", {"unit": unit} if unit else {})
