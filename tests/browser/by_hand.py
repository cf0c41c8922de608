"""A report made as a hand makes it on a telephone: from the address on the poster to the page that thanks, key by key and tap by tap."""

import time
from dataclasses import dataclass

SENTENCE = "Phiếu kiểm soát hồ sơ ở bàn tiếp nhận thiếu chữ ký bước 3."
KEY_MS = 60
FIELDS = "main form :is(input, select, textarea):not([type=hidden])"
COUNT_TAPS = """
    const count = name => sessionStorage.setItem(name, 1 + Number(sessionStorage.getItem(name)));
    count("pages");
    addEventListener("pointerdown", () => count("taps"), true);
"""


@dataclass(frozen=True)
class Effort:
    """What a report took."""

    pages: int
    fields: int
    taps: int
    keys: int
    seconds: float

    def __str__(self):
        return f"{self.seconds:.1f} s: {self.pages} pages, {self.fields} fields, {self.taps} taps, {self.keys} keys at {KEY_MS} ms"


def report(page, poster):
    """Report one sentence from a poster's address; the context must have been given `COUNT_TAPS` and touch."""
    page.evaluate("sessionStorage.clear()")
    began = time.monotonic()
    page.goto(poster)
    fields = page.eval_on_selector_all(FIELDS, "all => new Set(all.filter(one => one.offsetParent).map(one => one.name)).size")
    page.tap("[name=what_happened]")
    page.keyboard.type(SENTENCE, delay=KEY_MS)
    page.tap("main button.btn")
    page.wait_for_url("**/reported")
    seconds = time.monotonic() - began
    pages, taps = (page.evaluate(f"Number(sessionStorage.getItem('{name}'))") for name in ("pages", "taps"))
    return Effort(pages, fields, taps, len(SENTENCE), seconds)
