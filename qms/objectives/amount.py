"""Numbers as people type them or paste them from Excel: decimal comma or point, thousands, a percent sign, thin spaces."""

import re

from qms.core.language import Phrase, _
from qms.core.refusals import Missing
from qms.core.vietnamese import number

MOST = 10**9
PLACES = 4
PERCENT = "%"
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u2060']+")
_PLAIN = re.compile(r"-?\d+(\.\d+)?")
_GROUPS = re.compile(r"-?\d{1,3}([.,]\d{3})+")


def read(text: str, measured_in: str = "") -> float:
    """Read a number; raise Missing with the sentence that says how to write it. The word of its unit may follow it."""
    plain = _SPACES.sub("", text).replace("\u2212", "-")
    unit = _SPACES.sub("", measured_in)
    if unit and plain.casefold().endswith(unit.casefold()):
        plain = plain[: -len(unit)]
    elif plain.endswith(PERCENT):
        raise Missing(_("Số này đo bằng “%(unit)s”, không phải %%.", unit=measured_in))
    written = _with_a_point(plain)
    if not plain.isascii() or not _PLAIN.fullmatch(written):
        raise Missing(_("“%(typed)s” không phải là số; ghi dạng 96,4.", typed=text.strip()[:40]))
    if abs(float(written)) > MOST or len(written.partition(".")[2]) > PLACES:
        raise Missing(_("Ghi số không quá một tỷ, tối đa %(n)s chữ số thập phân.", n=PLACES))
    return float(written) + 0.0  # no minus before zero


def _with_a_point(plain: str) -> str:
    """Write a number with a decimal point and no thousands signs; leave alone what is no number."""
    points, commas = plain.count("."), plain.count(",")
    if points == 1 and not commas and re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", plain):
        raise Missing(_ambiguous(plain))
    if points and commas:
        decimal = max(plain.rfind("."), plain.rfind(","))
        whole, rest = plain[:decimal], plain[decimal + 1 :]
        sign = plain[decimal]
        is_grouped = sign not in whole and _GROUPS.fullmatch(whole)
        return f"{re.sub('[.,]', '', whole)}.{rest}" if is_grouped else plain
    if points + commas > 1:
        return re.sub("[.,]", "", plain) if _GROUPS.fullmatch(plain) else plain
    return plain.replace(",", ".")


def _ambiguous(plain: str) -> Phrase:
    joined, decimal = plain.replace(".", ""), plain.replace(".", ",")
    return _("“%(typed)s” có thể đọc hai cách; ghi %(whole)s hoặc %(part)s.", typed=plain, whole=joined, part=decimal)


def written(value: float, measured_in: object = "") -> str:
    """Write a number with as many decimals as it needs, at most two, and its unit."""
    places = next((n for n in (0, 1) if round(value, n) == round(value, 2)), 2)
    words = str(measured_in)
    return f"{number(value, places)} {words}" if words else number(value, places)


def typed(value: float) -> str:
    """Write a number as it is typed into a field: all its decimals, a comma, no thousands signs."""
    return f"{value:.{PLACES}f}".rstrip("0").rstrip(".").replace(".", ",")
