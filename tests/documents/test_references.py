"""How documents hang together, on the document's page and in the list of what is broken."""

import pytest

from qms.core import clock
from qms.documents.legal_basis import references
from qms.organization.sign_in import Confirmation
from tests.controlled_text import controlled
from tests.documents.conftest import TEXT, approved, written
from tests.documents.test_external import law


@pytest.fixture
def web(lan, hung):
    """Give QT-16, which refers to QT-17, and QT-17, which refers to the law; both in force."""
    one, other = written(lan, text=TEXT.replace("tiếp nhận.", "tiếp nhận theo QT-17.")), written(lan, "QT-17", controlled())
    law(lan, "19/2014/QĐ-TTg", issued_on=None)
    other.rewrite(by=lan, legal_basis="Quyết định 19/2014/QĐ-TTg\nNghị định 99/1999/NĐ-CP")
    return [approved(edition.submit_for_review(by=lan), hung) for edition in (one, other.reload())]


def test_links_go_both_ways(web):
    one, other = (references.links_of(edition, edition.body) for edition in web)
    assert [linked.code for linked in one.refers_to] == ["QT-17"]
    assert [linked.code for linked in other.referred_by] == ["QT-16"]
    assert [external.number for external in other.cites] == ["19/2014/QĐ-TTg"]
    assert other.unknown == ["Nghị định 99/1999/NĐ-CP"]
    assert [form.code for form in one.forms] == ["BM-QT-16-01", "BM-QT-16-02"]


def test_rail_shows_them(web, signed_in, mai):
    browser = signed_in(mai)
    page = browser.get("/docs/QT-17").text
    assert "Được viện dẫn bởi" in page
    assert 'href="/docs/external/19-2014-qd-ttg"' in page
    assert "chưa có trong danh mục" in page
    assert 'href="/docs/QT-17"' in browser.get("/docs/QT-16").text


def test_reference_breaks_when_its_end_is_withdrawn(web, hung, lan, signed_in, mai):
    assert [finding.rule for edition, finding in references.broken() if edition == web[0] and finding.line] == []
    web[1].document.withdraw(by=hung, on=clock.today(), reason="Bãi bỏ", confirmation=Confirmation(hung.id))
    assert [(edition.document.code, finding.rule) for edition, finding in references.broken() if finding.line] == [("QT-16", "codes")]
    assert "Viện dẫn QT-17 đã hủy bỏ." in signed_in(lan).get("/docs/references").text
    assert signed_in(mai).get("/docs/references").status_code == 403
    assert "không đang hiệu lực" in signed_in(mai).get("/docs/QT-16").text


def test_sound_house_has_nothing_to_mend(signed_in, lan):
    assert "đều có nơi đến" in signed_in(lan).get("/docs/references").text
