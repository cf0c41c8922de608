"""Reporting: where a report comes from, the day of its answer, reports without a name, what came of them."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from qms.core import trail
from qms.core.attachment import attachments_of
from qms.core.refusals import Missing, NotAllowed, NotNow
from qms.core.verify import verify
from qms.improvement import work
from qms.improvement.nonconformity import Nonconformity
from qms.improvement.reporting import origin, outcome, unnamed
from qms.improvement.reporting.unnamed import UNNAMED
from tests.improvement.conftest import TODAY, again, analyse, on, png, report, triage

WHAT = "Sổ trực ban thiếu chữ ký bàn giao"


@pytest.fixture
def unnamed_taken(monkeypatch):
    """Let the office take reports without a name."""
    monkeypatch.setenv("QMS_ANONYMOUS_REPORTS", "1")


def told(office, **facts):
    return {"what_happened": WHAT, "unit": office["MC"].id, "happened_on": TODAY, **facts}


def photo_of(owner, size=(40, 20)):
    """Make a JPEG that names its owner and lies on its side."""
    picture, out = Image.new("RGB", size, (200, 10, 10)), BytesIO()
    exif = picture.getexif()
    exif[0x013B], exif[0x0112] = owner, 6
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


# the day of the answer


@pytest.mark.parametrize(("days", "answer"), [("1", date(2026, 11, 23)), ("2", date(2026, 11, 25)), ("5", date(2026, 11, 30))])
def test_answer_is_due_after_the_working_days_the_office_set(mai, office, monkeypatch, days, answer):
    monkeypatch.setenv("QMS_ANSWER_DAYS", days)
    assert report(mai, office["MC"]).answer_by == answer  # 24/11 is a day off


# where it comes from


@pytest.mark.parametrize(
    ("text", "read"),
    [("finding-12", ("finding", 12)), ("finding-", ("", None)), ("-3", ("", None)), ("finding-x", ("", None)), ("", ("", None)),
     ("a-b-3", ("a-b", 3)), ("finding-²", ("", None))],
)  # fmt: skip
def test_origin_is_read_from_an_address(text, read):
    assert origin.read(text) == read


def test_any_room_may_be_where_a_report_comes_from(mai, office, monkeypatch):
    monkeypatch.setitem(origin._RESOLVERS, "finding", lambda number, person: origin.Origin(f"Phát hiện {number}", "/audits/1"))
    case = work.report(mai, [], origin=("finding", 12), **told(office))
    assert (case.origin_kind, case.origin_id, case.origin_label) == ("finding", 12, "Phát hiện 12")


@pytest.mark.parametrize("asked", [("nothing", 1), ("poster", 999), ("poster", None), ("poster", 2**40), ("nonconformity", 99)])
def test_origin_that_is_not_there_is_left_out(app, mai, office, asked):
    case = work.report(mai, [], origin=asked, **told(office))
    assert (case.origin_kind, case.origin_id, case.origin_label) == ("", None, "")


def test_poster_tells_its_unit(office, mai):
    assert origin.resolved("poster", office["TM"].id, mai) == origin.Origin("Áp phích tại Bộ phận Tham mưu", unit=office["TM"].id)


# report_unnamed


def test_report_without_a_name_holds_no_name_anywhere(office, mai, unnamed_taken):
    slip = work.report_unnamed([("Do Thi Mai.jpg", photo_of("Do Thi Mai"))], **told(office))
    case, entry = Nonconformity.get(), trail.head()
    assert (case.reported_by, case.reporter, case.state) == (None, "Người báo không ghi tên", "reported")
    entries = trail.history_of("nonconformity", case.id) + trail.history_of("attachment", 1)
    assert [(one.act, one.actor) for one in entries] == [("nonconformity.report_unnamed", None), ("attachment.attach", None)]
    assert not any("Mai" in one.payload or slip in one.payload for one in entries)
    photo = attachments_of("nonconformity", case.id)[0]
    assert (photo.name, photo.added_by) == ("anh-1.jpg", None)
    with Image.open(BytesIO(photo.bytes())) as kept:
        assert (dict(kept.getexif()), kept.size) == ({}, (20, 40))  # upright, and nothing noted in it
    assert entry.actor is None
    assert verify() == []


def test_slip_opens_the_answer_however_it_is_typed(office, unnamed_taken):
    slip = work.report_unnamed([], **told(office))
    assert outcome.by_slip(slip) == outcome.by_slip(f" {slip.lower().replace('-', ' ')} ") == Nonconformity.get()
    assert Nonconformity.get().slip == unnamed.slip_key(slip) != slip
    assert [outcome.by_slip(other) for other in ("", "   ", "-", "ABCDE-FGHJK")] == [None] * 4


def test_nobody_reports_without_a_name_where_the_office_does_not_take_it(office):
    with pytest.raises(NotAllowed, match="khi đơn vị cho phép"):
        work.report_unnamed([], **told(office))
    assert Nonconformity.select().count() == 0


def test_somebody_with_a_name_does_not_report_without_it(mai, office, unnamed_taken):
    with pytest.raises(NotAllowed, match="người báo không ghi tên"):
        Nonconformity(**told(office)).report_unnamed(by=mai)


def test_unnamed_may_do_nothing_else(reported, unnamed_taken):
    open_to_unnamed = {name for name in reported.acts if name.startswith(("tri", "rej", "mer", "sep", "clo", "reo", "corr", "ana"))}
    assert len(open_to_unnamed) == 8
    assert [name for name in open_to_unnamed if getattr(reported, name).is_open_to(UNNAMED)] == []


def test_report_without_a_name_happens_once(office, unnamed_taken):
    work.report_unnamed([], **told(office))
    with pytest.raises(NotNow, match="“Mới”"):
        Nonconformity.get().report_unnamed(by=UNNAMED)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"what_happened": " "}, "Ghi điều đã xảy ra"),
        ({"unit": None}, "Chọn nơi xảy ra"),
        ({"happened_on": date(2027, 1, 1)}, "sau hôm nay"),
    ],
)
def test_report_without_a_name_needs(office, unnamed_taken, facts, sentence):
    with pytest.raises(Missing, match=sentence):
        work.report_unnamed([], **told(office, **facts))


@pytest.mark.parametrize("file", [("a.pdf", b"%PDF-1.7"), ("a.jpg", b"\xff\xd8\xff broken"), ("a.png", b"")])
def test_report_without_a_name_takes_photos_only(office, unnamed_taken, file):
    with pytest.raises(Missing, match="chỉ nhận ảnh"):
        work.report_unnamed([file], **told(office))
    assert Nonconformity.select().count() == 0


def test_report_without_a_name_takes_a_few_photos(office, unnamed_taken):
    with pytest.raises(Missing, match="tối đa 5 ảnh"):
        work.report_unnamed([("a.png", png())] * 6, **told(office))


def test_reports_without_a_name_are_bounded_a_day(office, unnamed_taken, monkeypatch):
    monkeypatch.setattr(unnamed, "MOST_A_DAY", 2)
    for _time in range(2):
        work.report_unnamed([], **told(office))
    with pytest.raises(Missing, match="đã nhận đủ 2 báo cáo không ghi tên"):
        work.report_unnamed([], **told(office))
    with on(date(2026, 11, 23)):
        assert work.report_unnamed([], **told(office))


# what came of it


def test_outcome_at_each_point(reported, mai, nam, lan, oanh, office):
    assert str(outcome.outcome(reported)) == "Chờ phân loại; phản hồi trước 17:00 ngày 23/11/2026."
    other = report(mai, office["MC"], "Cùng việc")
    other.merge(by=lan, into=reported.code)
    assert str(outcome.outcome(other)).startswith("Được xử lý chung với NC-2026-001. Chờ phân loại")
    analyse(triage(again(reported), lan, nam, office["TM"]), nam)
    assert str(outcome.outcome(again(other))) == "Được xử lý chung với NC-2026-001. Được chấp nhận; Bộ phận Tham mưu chủ trì xử lý."


def test_outcome_of_a_rejected_and_a_closed_one(closed, mai, lan, office):
    assert str(outcome.outcome(closed)) == "Đã xử lý xong ngày 31/12/2026."
    rejected = report(mai, office["MC"]).reject(by=lan, note="Là đề nghị mua sắm.")
    assert str(outcome.outcome(rejected)) == "Không phải là sự không phù hợp: Là đề nghị mua sắm."
    rejected.reopen(by=lan, note="Xem lại")
    assert str(outcome.outcome(again(rejected))) == "Đã mở lại, chờ phân loại."


def test_own_reports_are_counted_until_they_are_settled(mai, nam, lan, office):
    first, second = (report(mai, office["MC"]) for _time in range(2))
    report(nam, office["MC"])
    assert (outcome.reports_of(mai).count(), outcome.waiting_for_answer(mai)) == (2, 2)
    first.reject(by=lan, note="Không phải")
    second.merge(by=lan, into="2026-003")
    assert (outcome.reports_of(mai).count(), outcome.waiting_for_answer(mai)) == (2, 0)
