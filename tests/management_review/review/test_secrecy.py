"""Papers of a review lie before everybody at the table: they name no document that some of them may not know of."""

import pytest

from qms.core import clock, database
from qms.core.masking import KEPT_BACK
from qms.improvement.ideas.idea import Idea
from qms.management_review.review import snapshot
from tests.conftest import unit
from tests.documents.secret_world import CODE, SIGNS, world
from tests.management_review.review.conftest import again, convene, write_all


@pytest.fixture
def told(app, lan, hung, nam, mai, cast, office):
    """Freeze a review in an office with a document everybody may know of, or few; give its files."""

    def freeze(is_limited):
        with app.test_request_context():
            made = world(cast, {**office, "KT": unit("KT", "Tổ kỹ thuật", office["BCH"])})
        database.db.connect(reuse_if_open=True)
        Idea(proposal=f"Bỏ bước 3 của {CODE}.", reason="Nhanh hơn.", unit=office["TM"]).propose(by=mai)
        if is_limited:
            made.limit(lan, office["TM"])
        review = again(write_all(convene(lan, hung, [nam, mai], until=clock.today()), lan)).freeze(by=lan)
        return {path.name: path.read_text("utf-8") for path in snapshot.folder_of(review).iterdir()}

    return freeze


def test_frozen_review_names_no_limited_document(told):
    files = told(is_limited=True)
    assert {name: [sign for sign in SIGNS if sign in text] for name, text in files.items()} == {name: [] for name in files}
    assert str(KEPT_BACK) in files[snapshot.CONTENT]


def test_frozen_review_names_a_document_everybody_may_know(told):
    assert CODE in told(is_limited=False)[snapshot.CONTENT]
