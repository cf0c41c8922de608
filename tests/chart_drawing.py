"""What any chart is looked at by: the boxes of its words, drawn by another hand than the one that laid them out."""

import itertools

import pytest

from qms.core.charts import sheet

WIDTHS = (720, 360)
LARGEST = 25 * 1024  # bytes (ux.md §7.2)
LONG = "Biểu mẫu hết hiệu lực nhưng vẫn còn được dùng tại nơi tiếp công dân của đơn vị ở xã"
ODD = (
    "$x^2$ \\frac{1}{2}",
    "<b>&amp;</b> \"'",
    "\x00\x07\ud800\ufffe‮a\n\tb",
    "🙂 漢字 ✓",
    "ề" * 5000,
    "từ " * 2000,
    "",
    " ",
    "%s {0}",
    "Khác",
)
every_width = pytest.mark.parametrize("width", WIDTHS)


def boxes(figure):
    """Give the words of a drawing, each with its box, drawn by another hand than the one that laid it out."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.text import Text

    with sheet.style():
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        return [(text.get_text(), text.get_window_extent(canvas.get_renderer())) for text in figure.findobj(Text) if text.get_text()]


def words_of(figure):
    return [words for words, _box in boxes(figure)]


def bars_of(figure):
    """Give the bars of a drawing from above to below: (length in pixels, colour)."""
    from matplotlib.colors import to_hex

    bars = sorted(figure.axes[0].patches, key=lambda bar: (bar.get_y(), bar.get_x()))
    return [(round(bar.get_width(), 3), to_hex(bar.get_facecolor()).upper()) for bar in bars]


def assert_readable(figure):
    wide, high = figure.bbox.width, figure.bbox.height
    found = boxes(figure)
    for words, box in found:
        assert 0 <= box.x0 < box.x1 <= wide, words
        assert 0 <= box.y0 < box.y1 <= high, words
    for (one, box), (other, its) in itertools.combinations(found, 2):
        apart = min(box.x1, its.x1) - max(box.x0, its.x0) <= 0.5 or min(box.y1, its.y1) - max(box.y0, its.y0) <= 0.5
        assert apart, f"{one!r} meets {other!r}"
