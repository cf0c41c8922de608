"""What was frozen and signed stays byte for byte what it was, whatever happens to the records afterwards."""

import re
from datetime import timedelta
from io import BytesIO

from docx import Document as WordFile
from pypdf import PdfReader

from qms.core import clock
from qms.core.paper import pdf, word_letter, word_slip
from qms.core.paper.vector import in_points
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.states import CauseGroup
from qms.management_review.review import snapshot, views_tasks
from qms.management_review.review.minutes_paper import minutes_of
from qms.management_review.review.pack_paper import FORM, pack_of
from qms.organization.office import Office
from qms.organization.person import SYSTEM, Rank, RoleGrant
from qms.organization.role import Role
from tests.management_review.conftest import handled, year_of_cases  # noqa: F401
from tests.management_review.review.conftest import TODAY, again, convene, decide, finish, hold, on, sign, write_all

DAY = timedelta(days=1)
_OF_THE_SESSION = re.compile(r'name="(csrf_token|once)" value="[^"]*"')


def papers(review):
    """Give every paper of a review as bytes."""
    pack = pack_of(again(review), FORM)
    word = word_slip.slip(type(pack)(**{**vars(pack), "text": in_points(pack.text)}))
    minutes = minutes_of(again(review))
    return pdf.slip(pack), word, pdf.letter(minutes), word_letter.letter(minutes)


def pages(browser, review):
    """Give the frozen pages of a review, their tokens left out."""
    urls = [f"/reviews/{review.code}/{key}" for key in ("a", "c3", "c4", "c5", "f")] + [f"/reviews/{review.code}/close"]
    found = [browser.get(url).text.partition("<main")[2].partition("</main>")[0] for url in urls]
    return [_OF_THE_SESSION.sub("", page) for page in found]


def files(review):
    """Give the frozen files of a review."""
    return {path.name: path.read_bytes() for path in snapshot.folder_of(review).iterdir()}


def reviewed(lan, hung, nam, oanh):
    """Bring a review with real numbers to its signature."""
    review = convene(lan, hung, [nam, oanh])
    write_all(review, lan)
    again(review).freeze(by=lan)
    hold(review, lan)
    decide(review, lan, nam)
    finish(review, lan)
    return sign(review, hung)


def everything_changes(office, lan, hung, nam, handled):  # noqa: F811
    """Let the people, the office and the records become others."""
    handled(0, CauseGroup.TIME)
    for case in Nonconformity.select():
        if case.state == "closed":
            case.reopen(by=lan, note="Lại xảy ra")
    Rank(person=hung, name="Thượng tá", valid_from=clock.today()).confer(by=SYSTEM)
    hung.reload().amend(by=SYSTEM, name="Nguyễn Hùng", username="hung")
    nam.reload().amend(by=SYSTEM, name="Phạm Nam", username="nam")
    Office.current().amend(by=SYSTEM, name="Ban Chỉ huy phòng thủ khu vực 1", superior="Bộ Chỉ huy khác", place="Nơi khác", contact="")


def test_closed_review_is_unchanged_after_the_records_change(app, signed_in, office, lan, hung, nam, mai, oanh, handled, year_of_cases):  # noqa: F811
    review = reviewed(lan, hung, nam, oanh)
    browser = signed_in(oanh)
    before = files(review), papers(review), pages(browser, review)
    with on(TODAY + 40 * DAY):
        everything_changes(office, lan, hung, nam, handled)
        with clock.stopped_at(clock.now() + 10 * DAY):
            assert (files(review), papers(review)) == before[:2]
            assert pages(signed_in(oanh), review) == before[2]
            assert views_tasks.verify() == []


def test_numbers_of_a_review_do_move_until_they_are_frozen(lan, hung, nam, oanh, handled):  # noqa: F811
    review = convene(lan, hung, [nam, oanh], until=TODAY)
    write_all(review, lan)
    first = snapshot.content_of(again(review))["inputs"]
    handled(3)
    second = snapshot.content_of(again(review))["inputs"]
    assert first != second
    again(review).freeze(by=lan)
    handled(3)
    assert snapshot.content_of(again(review))["inputs"] == second


def test_number_nobody_can_tell_of_the_past_comes_from_the_review_before(lan, hung, nam, oanh):
    reviewed(lan, hung, nam, oanh)
    with on(TODAY + 60 * DAY):
        later = convene(lan, hung, [nam], since=TODAY, until=clock.today())
        rows = snapshot.content_of(later)["inputs"][0]["parts"][0]["rows"]
    assert [(row["key"], row["value"], row["before"]) for row in rows][:2] == [("followed", 1, 0), ("confirmed", 0, 0)]
    assert rows[-1]["value"] == 1  # late by then


def test_pack_and_minutes_hold_what_was_frozen(lan, hung, nam, mai, oanh, year_of_cases):  # noqa: F811
    review = reviewed(lan, hung, nam, oanh)
    pack, word, minutes, minutes_word = papers(review)
    content = snapshot.content_of(again(review))
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pack)).pages).split())
    file = WordFile(BytesIO(word))
    cells = "|".join(cell.text for table in file.tables for row in table.rows for cell in row.cells)
    for one in content["inputs"]:
        assert f"{one['letter']} {one['title']}" in text
        for part in one["parts"]:
            assert part["headline"] in text
            for row in part["rows"]:
                assert f"{row['label']}|{row['value']}|{'chưa có dữ liệu' if row['before'] is None else row['before']}" in cells
    drawn = [figure for figure in snapshot.figures_of(content) if figure["is_drawn"]]
    assert {figure["name"] for figure in drawn} == {"flow", "effect"}
    assert len(file.inline_shapes) == len(drawn)
    assert not any(page.images for page in PdfReader(BytesIO(pack)).pages)  # vectors, not points
    told = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(minutes)).pages).split())
    for words in (
        "BIÊN BẢN", "Thời gian bắt đầu: 08 giờ 00, ngày 22/11/2026", "Địa điểm: Phòng họp Ban Chỉ huy", "KL-2026-001",
        "Cuộc họp kết thúc vào 10 giờ 00", "CHỦ TRÌ", "THƯ KÝ", "Trung tá Nguyễn Văn Hùng", "Đại úy Trần Thị Lan", "CỘNG HÒA XÃ HỘI",
        "Không có kết luận. Lý do: Không có nhu cầu trong kỳ.", "Nơi nhận:",
    ):  # fmt: skip
        assert words in told, words
    assert again(review).sha256 in re.sub(r"[\s\u200b]", "", told)
    letter = WordFile(BytesIO(minutes_word))
    told = " ".join(
        [*(one.text for one in letter.paragraphs), *(cell.text for table in letter.tables for row in table.rows for cell in row.cells)]
    )
    for words in ("BIÊN BẢN", "CHỦ TRÌ", "THƯ KÝ", "KL-2026-001", "Nơi nhận:", "Thành phần tham dự"):
        assert words in told, words


def test_draft_of_the_minutes_says_that_it_is_one(held):
    assert minutes_of(again(held)).kind == "Dự thảo biên bản"
    assert "(chưa ghi)" in str(minutes_of(again(held)).text)


def test_signature_holds_though_the_chair_is_another_today(closed, hung):
    with on(TODAY + DAY):
        for grant in RoleGrant.held(hung, clock.today()):
            if grant.role == Role.COMMANDER:
                grant.end(by=SYSTEM, on=clock.today())
    assert again(closed).closed_as.startswith("Trung tá Nguyễn Văn Hùng")
    assert views_tasks.verify() == []
