"""What other registers hold about a document stands on its page, each line leading to exactly those records."""

import re

from qms.core import clock
from qms.improvement.nonconformity import Nonconformity
from tests.improvement.conftest import triage
from tests.risks.conftest import identify

CODE = "QT-16"


def lines(page):
    """Give the lines of the page's part about other registers: what each says, and where it leads."""
    part = page.partition("<h2>Liên quan</h2>")[2].partition("</dl>")[0]
    return {
        label: (words, url.replace("&amp;", "&")) for label, url, words in re.findall(r'<dt>(.*?)</dt><dd><a href="(.*?)">(.*?)</a>', part)
    }


def test_page_tells_the_open_nonconformities_and_the_risks(issued, signed_in, lan, nam, mai, office):
    for text in ("Thiếu chữ ký.", "Thiếu dấu."):
        case = Nonconformity(what_happened=text, unit=office["TM"], happened_on=clock.today(), procedure_code=CODE).report(by=mai)
    triage(case, lan, nam, office["TM"], procedure_code=CODE)
    risk = identify(lan, office["TM"], nam, procedure_code=CODE)
    browser = signed_in(mai)
    found = lines(browser.get(f"/docs/{CODE}").text)
    assert {label: words for label, (words, _url) in found.items()} == {"NC đang mở": "2", "Rủi ro, cơ hội": risk.code}
    assert len(set(re.findall(r'href="/nc/(NC-[\w-]+)"', browser.get(found["NC đang mở"][1]).text))) == 2
    assert risk.code in browser.get(found["Rủi ro, cơ hội"][1]).text


def test_page_without_any_has_no_such_part(issued, signed_in, mai):
    assert "Liên quan" not in signed_in(mai).get(f"/docs/{CODE}").text
