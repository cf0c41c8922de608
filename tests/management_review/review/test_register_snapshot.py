"""What objectives, risks, the context and providers gave a review stays as it was signed; limited documents are not named by it."""

from datetime import date, timedelta

import pytest

from qms.context.climate import ClimateDecision
from qms.context.issue import Issue
from qms.context.states import Side, Topic
from qms.core import clock
from qms.documents.document import Document
from qms.documents.secrecy.need_to_know import NeedToKnow
from qms.management_review.review import snapshot, views_tasks
from qms.providers.states import Conclusion
from tests.context.test_context import issue
from tests.documents.conftest import approved as approved_document
from tests.documents.secret_world import internal
from tests.management_review.review.conftest import TODAY, again, convene, on, write_all
from tests.management_review.review.test_unchanged import _OF_THE_SESSION, files, papers, reviewed
from tests.objectives.conftest import approved, enter, enter_months
from tests.providers.test_provider import evaluate, register
from tests.risks.conftest import RESULT, identify, plan

KEYS = ("b", "c1", "c2", "c3", "c5", "c7", "d", "e")
DRAWN = {"objectives", "risks", "providers", "services"}


@pytest.fixture
def registers(lan, hung, nam, mai, office):
    """Fill the registers over two years."""
    old = approved(lan, hung, nam, day=date(2025, 1, 6), year=2025)
    goal = approved(lan, hung, nam)
    enter_months(old, nam, *[95, 96] * 6, year=2025), enter_months(goal, nam, *[94] * 9)
    content = approved(lan, hung, nam, indicator="satisfaction", title="Công dân hài lòng")
    enter_months(content, nam, *[96] * 9)
    with on(date(2026, 2, 2)):
        found = [identify(lan, office["MC"], mai, title=f"Rủi ro {place}") for place in range(3)]
        done = plan(again(found[0]), lan, nam, due_on=date(2026, 6, 1))
        providers = [register(lan, name=f"Cơ sở {place}") for place in range(3)]
        for one in providers:
            evaluate(one, lan)
        issue(lan)
        ClimateDecision(is_relevant=False, reason="Chưa thấy.").decide(by=lan)
    with on(date(2026, 7, 1)):
        done.complete(by=nam, result=RESULT)
        again(found[0]).reassess(by=mai, likelihood=1, impact=2, note="Không còn phát sinh.")
        evaluate(again(providers[0]), lan, scores=[2, 2, 2, 2], conclusion=Conclusion.RESTRICT, reason="Chậm.")
    return {"goal": goal, "risks": found, "providers": providers}


def pages(browser, review):
    """Give the pages of the inputs, on paper and on the wall, their tokens left out, and the charts."""
    urls = [f"/reviews/{review.code}/{place}{key}" for place in ("", "show/") for key in KEYS]
    found = [browser.get(url).text.partition("<main")[2].partition("</main>")[0] for url in urls]
    charts = [browser.get(f"/reviews/{review.code}/charts/{name}.svg").data for name in sorted(DRAWN)]
    return [_OF_THE_SESSION.sub("", page) for page in found], charts


def everything_changes(registers, lan, hung, nam, mai, office):
    """Let every register tell something else."""
    goal, found, providers = (registers[name] for name in ("goal", "risks", "providers"))
    enter(again(goal), nam, date(2026, 10, 1), 99)
    again(goal).set_target(by=hung, target=99.0, limit=98.0, note="Nâng mức")
    again(goal).close(by=lan, evaluation="Đạt", is_met=True)
    approved(lan, hung, nam, day=clock.today(), unit=office["MC"])
    again(found[1]).reassess(by=mai, likelihood=5, impact=5, note="Tăng.")
    again(found[2]).amend(by=lan, title="Tên khác")
    again(found[2]).close(by=lan, note="Hết.")
    identify(lan, office["MC"], mai, title="Rủi ro mới")
    again(providers[1]).amend(by=lan, name="Tên khác", provides="In", contact="")
    again(providers[2]).end(by=lan, note="Giải thể")
    evaluate(again(providers[0]), lan)
    Issue.get().revise(by=lan, note="Đổi", statement="Vấn đề khác", side=Side.INTERNAL, topic=Topic.PEOPLE)
    ClimateDecision(is_relevant=True, reason="Ngập.").decide(by=lan)


def test_closed_review_is_the_same_after_every_register_has_changed(app, signed_in, registers, lan, hung, nam, mai, oanh, office):
    review = reviewed(lan, hung, nam, oanh)
    drawn = {figure["name"] for figure in snapshot.figures_of(snapshot.content_of(again(review))) if figure["is_drawn"]}
    assert drawn >= DRAWN
    before = files(review), papers(review), pages(signed_in(oanh), review)
    with on(TODAY + timedelta(days=40)):
        everything_changes(registers, lan, hung, nam, mai, office)
        assert (files(review), papers(review)) == before[:2]
        assert pages(signed_in(oanh), review) == before[2]
        assert views_tasks.verify() == []


def test_open_review_tells_the_registers_as_they_are(signed_in, registers, lan, hung, nam, mai, oanh, office):
    review = write_all(convene(lan, hung, [nam, oanh], until=TODAY), lan)
    first = snapshot.content_of(again(review))["inputs"]
    with on(TODAY + timedelta(days=40)):
        everything_changes(registers, lan, hung, nam, mai, office)
    second = snapshot.content_of(again(review))["inputs"]
    for key in ("c2", "c7", "e"):
        told, later = (next(one for one in inputs if one["key"] == key)["parts"][0]["lines"] for inputs in (first, second))
        assert told != later, key


def test_document_limited_after_the_review_is_kept_from_who_may_not_know(signed_in, registers, lan, hung, nam, mai, oanh, office, app):
    document = approved_document(internal(lan).submit_for_review(by=lan), hung).document
    found = registers["risks"]
    again(found[1]).amend(by=lan, title="Lộ QT-77 ra ngoài")
    with on(date(2026, 11, 2)):
        issue(lan, statement="Bố trí lực lượng đặc biệt sắp đổi.")
    review = reviewed(lan, hung, nam, oanh)
    NeedToKnow(document=Document.get_by_id(document.id)).limit(by=lan, units=[office["BCH"]], posts=[], reason="Chỉ người giữ khóa")
    for person, may_know in ((lan, True), (nam, False)):
        browser = signed_in(person)
        assert ("Bố trí lực lượng" in browser.get(f"/reviews/{review.code}/b").text) == may_know
        assert ("QT-77" in browser.get(f"/reviews/{review.code}/e").text) == may_know
        assert ("QT-77" in browser.get(f"/reviews/{review.code}/show/e").text) == may_know
        chart = browser.get(f"/reviews/{review.code}/charts/risks.svg")
        assert (chart.status_code, b"QT-77" in chart.data) == ((200, True) if may_know else (404, False))
        assert browser.get(f"/reviews/{review.code}/charts/providers.svg").status_code == 200
        assert (pack_says(browser, review, "QT-77"), pack_says(browser, review, "Cơ sở 1")) == (may_know, True)


def pack_says(browser, review, words):
    """Tell whether the pack as PDF or Word holds some words."""
    import io
    import zipfile

    from pypdf import PdfReader

    paper = browser.post(f"/reviews/{review.code}/pack/pdf").data
    word = browser.post(f"/reviews/{review.code}/pack/word").data
    told = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages)
    with zipfile.ZipFile(io.BytesIO(word)) as packed:
        told += packed.read("word/document.xml").decode()
    return words in " ".join(told.split())
