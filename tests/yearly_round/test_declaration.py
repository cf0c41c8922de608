"""The declaration of conformity: written from what is in force, held against what comes later."""

import pytest

from qms.core import clock
from qms.core.refusals import Missing
from qms.documents.check.checking import findings_of
from qms.documents.edition import errors
from qms.documents.secrecy.need_to_know import NeedToKnow
from qms.organization.sign_in import Confirmation
from qms.yearly_round import declaration
from tests.documents.conftest import approved, draft, issued, submitted, written  # noqa: F401
from tests.documents.secret_world import internal


@pytest.fixture
def declared(issued, lan, hung):  # noqa: F811
    """Give the declaration in force, its annex naming QT-16."""
    return approved(declaration.draft(lan, "Công bố lần đầu").submit_for_review(by=lan), hung)


def test_draft_passes_the_check_and_names_what_is_in_force(issued, lan):  # noqa: F811
    edition = declaration.draft(lan, "Công bố lần đầu")
    assert errors(findings_of(edition)) == []
    assert declaration.named_in(edition.text) == ["QT-16"]
    assert (edition.document.code, edition.kind.value) == ("CB-01", "declaration")


def test_there_is_one_draft_at_a_time(issued, lan):  # noqa: F811
    declaration.draft(lan, "Công bố lần đầu")
    with pytest.raises(Missing, match="đang có bản soạn thảo"):
        declaration.draft(lan, "Lần nữa")


def test_nothing_is_missed_before_the_first_and_nothing_right_after_it(issued, lan, hung):  # noqa: F811
    assert declaration.difference() is None
    approved(declaration.draft(lan, "Công bố lần đầu").submit_for_review(by=lan), hung)
    assert not declaration.difference()


def test_new_and_withdrawn_procedures_ask_for_another(declared, issued, lan, hung):  # noqa: F811
    approved(written(lan, code="QT-20").submit_for_review(by=lan), hung)
    issued.document.reload().withdraw(by=hung, on=clock.today(), reason="Bãi bỏ", confirmation=Confirmation(hung.id))
    assert declaration.difference() == declaration.Difference(("QT-20",), ("QT-16",))
    second = declaration.draft(lan, "Công bố lại")
    assert (second.number, declaration.named_in(second.text)) == (2, ["QT-20"])


def test_limited_document_is_not_named(declared, lan, hung, office):
    limited = approved(internal(lan).submit_for_review(by=lan), hung)
    NeedToKnow(document=limited.document).limit(by=lan, units=[office["TM"]], posts=(), reason="x")
    assert "QT-77" not in declaration.text()
    assert not declaration.difference()


def test_pages_lead_from_the_year_to_the_paper(declared, signed_in, lan, mai):
    assert "CB-01" in signed_in(mai).get("/yearly").text
    officer = signed_in(lan)
    assert "4. Phụ lục" in officer.get("/yearly/declaration").text
    assert officer.post("/yearly/declaration", {"reason": ""}).status_code == 422
    answer = officer.post("/yearly/declaration", {"reason": "Công bố lại năm 2027"})
    assert answer.location == "/docs/CB-01/edit"
    assert "Công bố lại năm 2027" in officer.get(answer.location).text
    assert signed_in(mai).get("/yearly/declaration").status_code == 403
    pdf = signed_in(mai).post("/docs/CB-01/i/1/pdf")
    assert pdf.data.startswith(b"%PDF")
