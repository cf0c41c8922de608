"""Each act of a management review: it works and is on the trail, who may not, when it can not, what it needs."""

import json
from datetime import date, timedelta

import pytest

from qms.core import disk, trail
from qms.core.refusals import Missing, NotAllowed, NotNow, Tampered
from qms.core.verify import verify
from qms.management_review.inputs.registry import INPUTS
from qms.management_review.review import gates, minutes, queries, snapshot, views_tasks
from qms.management_review.review.decision import ReviewDecision
from qms.management_review.review.review import ManagementReview
from qms.management_review.review.states import DecisionKind
from qms.organization.person import SYSTEM, PostHolding, Rank, RoleGrant
from qms.organization.role import Role
from qms.organization.sign_in import Confirmation
from qms.organization.unit import Post
from tests.improvement.conftest import report
from tests.management_review.review.conftest import SINCE, TODAY, UNTIL, again, convene, decide, finish, hold, on, seen, sign, write_all


def last_act():
    return trail.head().act


def test_charts_of_a_review_end_with_its_period(lan, hung, nam, oanh, mai, office):
    with on(UNTIL):
        report(mai, office["MC"])
    report(mai, office["MC"])  # two days after the last one of the period
    review = convene(lan, hung, [nam, oanh])
    [told] = [one for one in snapshot.content_now(review)["inputs"] if one["key"] == "c4"]
    [part] = told["parts"]
    figures = {figure["name"]: figure for figure in part["figures"]}
    assert next(row["value"] for row in part["rows"] if row["key"] == "opened") == 1
    assert figures["flow"]["headline"].startswith("Mở 1, đóng 0 sự không phù hợp trong 7 tháng")
    assert "tính đến ngày 20/11/2026" in figures["flow"]["source"]
    assert "tính đến ngày 22/11/2026" in figures["ageing"]["source"]


# convene


def test_convened_with_a_place_for_every_input(convened, hung, lan, nam, mai):
    kept = again(convened)
    assert (kept.code, kept.state, kept.since, kept.until, kept.held_on) == ("XXLD-2026-1", "preparing", SINCE, UNTIL, TODAY)
    assert [one.key for one in gates.in_order(kept)] == ["a", "b", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "d", "e", "f"] == list(INPUTS)
    assert kept.people == {hung.id, lan.id, nam.id, mai.id}
    assert kept.seat(hung.id) == {"person": hung.id, "name": "Nguyễn Văn Hùng", "rank": "Trung tá", "post": "Chỉ huy trưởng, Ban Chỉ huy"}
    assert last_act() == "reviewinput.open"
    assert [entry.act for entry in trail.history_of("managementreview", kept.id)] == ["managementreview.convene"]
    assert verify() == []


def test_each_year_counts_its_reviews(convened, lan, hung, nam):
    later = convene(lan, hung, [nam], held_on=date(2027, 1, 5), until=date(2027, 1, 4))
    assert [convene(lan, hung, [nam]).code, later.code] == ["XXLD-2026-2", "XXLD-2027-1"]


def test_only_the_quality_officer_convenes(hung, oanh, lan, nam):
    for somebody in (hung, oanh, nam):
        with pytest.raises(NotAllowed, match="Cán bộ chất lượng"):
            ManagementReview(since=SINCE, until=UNTIL, held_on=TODAY, place="P", chair=hung, secretary=lan).convene(
                by=somebody, people=[nam]
            )
    assert ManagementReview.select().count() == 0


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"until": SINCE - timedelta(days=1)}, "Kỳ xem xét phải kết thúc"),
        ({"since": date(2020, 1, 1)}, "dài nhất 800 ngày"),
        ({"held_on": TODAY - timedelta(days=1)}, "Ngày họp không được sớm hơn hôm nay"),
        ({"until": TODAY + timedelta(days=1)}, "sớm hơn ngày cuối của kỳ"),
        ({"place": "  "}, "Ghi địa điểm họp"),
    ],
)
def test_convening_needs(lan, hung, nam, facts, sentence):
    with pytest.raises(Missing, match=sentence):
        convene(lan, hung, [nam], **facts)
    assert ManagementReview.select().count() == 0


def test_chair_commands_and_the_secretary_is_another(lan, hung, nam, mai):
    with pytest.raises(Missing, match="phải giữ vai trò chỉ huy"):
        convene(lan, nam, [mai])
    with pytest.raises(Missing, match="Thư ký phải khác"):
        convene(lan, hung, [mai], secretary=hung)
    with pytest.raises(Missing, match="ít nhất một người dự"):
        convene(lan, hung, [hung, lan])


def test_people_stay_as_they_were_written_down(convened, lan, nam):
    Rank(person=nam, name="Đại úy", valid_from=TODAY).confer(by=SYSTEM)
    nam.amend(by=SYSTEM, name="Phạm Hoài Nam", username="nam")
    assert again(convened).seat(nam.id)["name"] == "Phạm Văn Nam"
    kept = again(convened).amend(by=lan, people=[again(nam)], place="Hội trường")
    assert kept.seat(nam.id) == {"person": nam.id, "name": "Phạm Văn Nam", "rank": "Thượng úy", "post": "Trợ lý Quân lực, Bộ phận Tham mưu"}
    assert (kept.place, len(kept.participants)) == ("Hội trường", 3)


def test_amended_only_while_it_is_prepared(frozen, lan, nam):
    with pytest.raises(NotNow, match="Đã chốt số liệu"):
        again(frozen).amend(by=lan, people=[nam])


def test_chair_who_left_is_replaced_with_a_reason(frozen, lan, hung, oanh):
    with pytest.raises(Missing, match="vai trò chỉ huy"):
        again(frozen).change_chair(by=lan, chair=oanh, note="Đi học")
    RoleGrant(person=oanh, role=Role.COMMANDER, valid_from=TODAY).grant(by=SYSTEM)
    with pytest.raises(Missing, match="Ghi lý do"):
        again(frozen).change_chair(by=lan, chair=again(oanh), note=" ")
    with pytest.raises(NotAllowed):
        again(frozen).change_chair(by=hung, chair=again(oanh), note="Đi học")
    kept = again(frozen).change_chair(by=lan, chair=again(oanh), note="Đi học")
    assert (kept.chair_id, kept.participants[0]["name"], len(kept.participants)) == (oanh.id, "Lê Thị Oanh", 5)
    hold(kept, lan)
    finish(kept, lan)
    with pytest.raises(NotAllowed):
        sign(kept, hung)
    assert sign(kept, oanh).state == "closed"
    with pytest.raises(NotNow):
        again(kept).change_chair(by=lan, chair=hung, note="Về")


# write


def test_written_input_is_on_the_trail(convened, lan):
    one = queries.input_of(convened, "d").write(
        by=lan, headline="Thiếu một biên chế", rows=[[" Biên chế ", "14", "15"], ["", "", ""]], judgement=" Đề nghị bổ sung. "
    )
    kept = again(one)
    assert (kept.headline, kept.rows, kept.judgement) == ("Thiếu một biên chế", [["Biên chế", "14", "15"]], "Đề nghị bổ sung.")
    assert last_act() == "reviewinput.write"
    assert verify() == []


def test_only_the_quality_officer_writes(convened, hung, nam, oanh):
    for somebody in (hung, nam, oanh):
        with pytest.raises(NotAllowed):
            queries.input_of(convened, "d").write(by=somebody, headline="x", rows=[], judgement="y")


def test_row_needs_its_name_and_its_number(convened, lan):
    with pytest.raises(Missing, match="Mỗi dòng của bảng"):
        queries.input_of(convened, "d").write(by=lan, headline="x", rows=[["Biên chế", "", "15"]], judgement="")
    with pytest.raises(Missing, match="câu tóm tắt"):
        queries.input_of(convened, "d").write(by=lan, headline="", rows=[["Biên chế", "14", ""]], judgement="")
    with pytest.raises(Missing, match="tối đa 60 dòng"):
        queries.input_of(convened, "d").write(by=lan, headline="x", rows=[["a", "1", ""]] * 61, judgement="")


def test_nothing_is_written_once_frozen(frozen, closed, lan):
    for key in INPUTS:
        with pytest.raises(NotNow, match="Đã ký, đóng"):
            queries.input_of(frozen, key).write(by=lan, headline="x", rows=[], judgement="y")


def test_nothing_is_written_between_freezing_and_signing(frozen, lan):
    with pytest.raises(NotNow, match="Đã chốt số liệu"):
        queries.input_of(frozen, "c4").write(by=lan, headline="x", rows=[], judgement="y")


# freeze


def test_freezing_names_all_that_is_missing(convened, lan):
    missing = gates.before_freezing(convened)
    typed = [key for key, one in INPUTS.items() if one.is_typed]
    assert [gate.where for gate in missing if "nhận định" in str(gate.words)] == list(INPUTS)
    assert [gate.where for gate in missing if "số liệu" in str(gate.words)] == typed
    with pytest.raises(Missing, match=r"Chưa chốt được, còn thiếu: nhận định của a\); nhận định của b\); số liệu, câu tóm tắt của c1\)"):
        again(convened).freeze(by=lan)
    assert not (snapshot.folder_of(convened)).exists()


def test_frozen_review_is_files_under_their_hashes(frozen):
    kept = again(frozen)
    files = {path.name: disk.sha256(path.read_bytes()) for path in snapshot.folder_of(kept).iterdir()}
    assert files.pop("manifest.json") == disk.sha256(trail.canonical(kept.manifest).encode())
    assert files == kept.manifest
    assert json.loads(trail.history_of("managementreview", kept.id)[-1].payload)["after"]["manifest"] == json.dumps(
        kept.manifest, ensure_ascii=False, sort_keys=True
    )
    assert (verify(), views_tasks.verify()) == ([], [])


def test_frozen_only_after_its_last_day(lan, hung, nam):
    review = convene(lan, hung, [nam], until=TODAY + timedelta(days=5), held_on=TODAY + timedelta(days=9))
    write_all(review, lan)
    with pytest.raises(Missing, match="Kỳ xem xét chưa hết"):
        again(review).freeze(by=lan)
    with on(TODAY + timedelta(days=5)):
        assert again(review).freeze(by=lan).state == "frozen"


def test_only_the_quality_officer_freezes_and_only_once(written, frozen, hung, lan):
    with pytest.raises(NotAllowed):
        again(frozen).freeze(by=hung)
    with pytest.raises(NotNow):
        again(frozen).freeze(by=lan)


def test_freezing_that_fails_leaves_no_file(written, lan, monkeypatch):
    def broken(*_parts):
        raise OSError("the disk is full")

    whole = disk.write_whole
    monkeypatch.setattr(disk, "write_whole", lambda path, data: broken() if path.name == "manifest.json" else whole(path, data))
    with pytest.raises(OSError, match="full"):
        again(written).freeze(by=lan)
    assert list(snapshot.folder_of(written).iterdir()) == []
    monkeypatch.undo()
    assert again(written).freeze(by=lan).state == "frozen"
    assert views_tasks.verify() == []


def test_verify_finds_every_change_of_the_files(closed):
    folder = snapshot.folder_of(closed)
    assert views_tasks.verify() == []
    for name in ("data.json", "manifest.json", "minutes.json"):
        file = folder / name
        bytes_ = file.read_bytes()
        disk.write_whole(file, bytes_ + b" ")
        assert views_tasks.verify() == [f"XXLD-2026-1: tệp {name} đã bị thay đổi sau khi chốt."]
        disk.remove(file)
        assert views_tasks.verify() == [f"XXLD-2026-1: tệp {name} đã mất."]
        disk.write_whole(file, bytes_)
    disk.write_whole(folder / "them.svg", b"x")
    assert views_tasks.verify() == ["Tệp không thuộc kỳ xem xét nào: XXLD-2026-1/them.svg"]


def test_changed_snapshot_is_never_shown(frozen):
    disk.write_whole(snapshot.folder_of(frozen) / "data.json", b"{}")
    with pytest.raises(Tampered, match="không còn như khi chốt"):
        snapshot.content_of(again(frozen))


# hold, take_minutes, conclude


def test_meeting_is_on_record_with_who_was_absent(held, mai):
    kept = again(held)
    assert (kept.began, kept.ended, kept.held_on, kept.seat(mai.id)["absent"]) == ("08:00", "10:00", TODAY, "Trực chỉ huy")
    assert last_act() == "managementreview.hold"


def test_who_was_absent_can_be_put_right(held, lan, mai, nam):
    kept = hold(held, lan, {nam.id: "Ốm"})
    assert "absent" not in kept.seat(mai.id)
    assert kept.seat(nam.id)["absent"] == "Ốm"


def test_meeting_needs(frozen, lan, hung, mai):
    ask = again(frozen).hold
    for facts, sentence in (
        ({"on": TODAY + timedelta(days=1)}, "Ngày họp từ ngày chốt"),
        ({"on": TODAY - timedelta(days=1)}, "Ngày họp từ ngày chốt"),
        ({"began": "10:00", "ended": "09:00"}, "bắt đầu trước kết thúc"),
        ({"absent": {hung.id: "ốm"}}, "chủ trì phải có mặt"),
        ({"absent": {mai.id: " "}}, "lý do vắng"),
    ):
        with pytest.raises(Missing, match=sentence):
            ask(by=lan, **{"on": TODAY, "began": "08:00", "ended": "09:00", "absent": {}, **facts})


def test_meeting_is_recorded_by_secretary_or_quality_officer(frozen, nam, oanh, hung):
    for somebody in (nam, oanh, hung):
        with pytest.raises(NotAllowed, match="thư ký cuộc xem xét hoặc Cán bộ chất lượng"):
            hold(frozen, somebody)


def test_secretary_who_is_no_quality_officer_keeps_the_minutes(lan, hung, nam, mai):
    review = convene(lan, hung, [mai], secretary=nam)
    write_all(review, lan)
    again(review).freeze(by=lan)
    assert hold(review, nam).is_held
    assert queries.input_of(review, "c4").take_minutes(by=nam, minutes="Thống nhất").minutes == "Thống nhất"
    with pytest.raises(NotAllowed):
        queries.input_of(review, "c4").take_minutes(by=mai, minutes="Không")


def test_minutes_only_between_freezing_and_signing(convened, lan):
    with pytest.raises(NotNow):
        queries.input_of(convened, "c4").take_minutes(by=lan, minutes="Thống nhất")
    with pytest.raises(NotNow):
        hold(convened, lan)
    with pytest.raises(NotNow):
        again(convened).conclude(by=lan, conclusion="Tốt", no_decision={})


def test_minutes_and_conclusion_need_words(frozen, lan):
    with pytest.raises(Missing):
        queries.input_of(frozen, "c4").take_minutes(by=lan, minutes=" ")
    with pytest.raises(Missing, match="thích hợp, đầy đủ, hiệu lực"):
        again(frozen).conclude(by=lan, conclusion=" ", no_decision={})


# close


def test_closing_names_all_that_is_missing(frozen, lan, hung, nam):
    missing = gates.before_closing(again(frozen))
    assert [gate.where for gate in missing] == ["#hop", *INPUTS, *["#ket-luan"] * 4]
    with pytest.raises(Missing, match="Chưa đóng được, còn thiếu: giờ họp, người vắng; ý kiến tại cuộc họp về a"):
        sign(frozen, hung)
    hold(frozen, lan)
    decide(frozen, lan, nam, DecisionKind.RESOURCE)
    for one in gates.in_order(frozen):
        one.take_minutes(by=lan, minutes="Thống nhất")
    again(frozen).conclude(by=lan, conclusion="Tốt", no_decision={DecisionKind.CHANGE: "Chưa cần"})
    assert [str(gate.words) for gate in gates.before_closing(again(frozen))] == ["kết luận về “Cơ hội cải tiến”, hoặc lý do không có"]


def test_dropped_decision_fills_no_group(decided, lan, hung):
    queries.decision("KL-2026-001").drop(by=lan, note="Trùng việc")
    assert [gate.where for gate in gates.before_closing(again(decided))] == ["#ket-luan"]
    with pytest.raises(Missing, match="Cơ hội cải tiến"):
        sign(decided, hung)


def test_signed_by_the_chair_with_all_that_a_signature_tells(closed, hung):
    kept = again(closed)
    assert (kept.state, kept.closed_as) == ("closed", "Trung tá Nguyễn Văn Hùng, Chỉ huy trưởng, Ban Chỉ huy")
    assert kept.closed_at is not None
    assert kept.sha256 == disk.sha256((snapshot.folder_of(kept) / "minutes.json").read_bytes())
    assert minutes.content_of(kept)["frozen"] == kept.manifest
    assert last_act() == "managementreview.close"
    assert (verify(), views_tasks.verify()) == ([], [])


def test_only_the_chair_signs_and_gives_his_password(decided, lan, hung, oanh):
    RoleGrant(person=oanh, role=Role.COMMANDER, valid_from=TODAY).grant(by=SYSTEM)
    for somebody in (lan, again(oanh)):
        with pytest.raises(NotAllowed):
            sign(decided, somebody)
    with pytest.raises(NotAllowed, match="Mật khẩu không đúng"):
        again(decided).close(by=hung, seen=seen(decided), confirmation=Confirmation(lan.id))


def test_what_was_seen_is_what_is_signed(decided, lan, hung):
    before = seen(decided)
    queries.input_of(decided, "c4").take_minutes(by=lan, minutes="Ý kiến khác")
    with pytest.raises(Missing, match="Biên bản đã thay đổi"):
        again(decided).close(by=hung, seen=before, confirmation=Confirmation(hung.id))
    assert not (snapshot.folder_of(decided) / "minutes.json").exists()


def test_review_whose_files_were_changed_is_not_signed(decided, hung):
    disk.write_whole(snapshot.folder_of(decided) / "data.json", b"{}")
    with pytest.raises(Tampered):
        sign(decided, hung)


def test_signed_once(closed, hung, lan):
    with pytest.raises(NotNow):
        sign(closed, hung)
    with pytest.raises(NotNow):
        hold(closed, lan)


# decisions


def test_decision_waits_for_the_signature(decided, nam, lan, mai):
    one = queries.decision("KL-2026-001")
    assert (one.kind, one.state, one.due_on, one.responsible_as) == (
        "improvement", "to_do", TODAY + timedelta(days=30), "Thượng úy Phạm Văn Nam, Trợ lý Quân lực, Bộ phận Tham mưu",
    )  # fmt: skip
    assert list(queries.decisions()) == []
    with pytest.raises(NotNow, match="sau khi biên bản được ký"):
        one.complete(by=nam, result="Đã làm xong mọi việc được giao.")


def test_decision_needs(held, lan, nam):
    for facts, sentence in (
        ({"description": " "}, "Ghi việc phải làm"),
        ({"known_by": ""}, "Ghi cách biết đã xong"),
        ({"days": -1}, "Hạn không được sớm hơn hôm nay"),
        ({"about": "z"}, "Chọn đầu vào"),
    ):
        with pytest.raises(Missing, match=sentence):
            decide(held, lan, nam, **facts)
    with pytest.raises(Missing, match="một người chịu trách nhiệm chính"):
        decide(held, lan, None)


def test_decided_by_who_keeps_the_minutes_between_freezing_and_signing(convened, held, closed, lan, nam):
    with pytest.raises(NotAllowed):
        decide(held, nam, nam)
    with pytest.raises(NotNow, match="Biên bản không ở bước"):
        decide(closed, lan, nam)
    with pytest.raises(NotNow):
        queries.decision("KL-2026-001").drop(by=lan, note="Thôi")


def test_done_by_one_and_confirmed_by_another(decision, nam, lan):
    with pytest.raises(NotAllowed):
        decision.complete(by=lan, result="Đã ban hành mẫu sổ mới.")
    done = decision.complete(by=nam, result="Đã ban hành mẫu sổ mới.")
    assert (done.state, done.completed_on) == ("done", TODAY)
    with pytest.raises(NotAllowed, match="người khác với người thực hiện"):
        again(done).confirm(by=nam, finding="Xong")
    with pytest.raises(Missing, match="Ghi căn cứ"):
        again(done).confirm(by=lan, finding=" ")
    kept = again(done).confirm(by=lan, finding="Đã xem mẫu sổ.")
    assert (kept.state, kept.confirmed_as) == ("confirmed", "Đại úy Trần Thị Lan, Thư ký ISO, Ban Chỉ huy")
    assert last_act() == "reviewdecision.confirm"
    with pytest.raises(NotNow):
        again(kept).complete(by=nam, result="Đã ban hành mẫu sổ mới.")


def test_secretary_who_does_it_never_confirms_it(held, lan, hung, nam, oanh):
    one = decide(held, lan, lan)
    finish(held, lan)
    sign(held, hung)
    done = again(one).complete(by=lan, result="Đã soạn bộ câu hỏi kiểm tra.")
    with pytest.raises(NotAllowed):
        again(done).confirm(by=lan, finding="Tự xác nhận")
    RoleGrant(person=oanh, role=Role.QUALITY_OFFICER, valid_from=TODAY).grant(by=SYSTEM)
    assert again(done).confirm(by=again(oanh), finding="Đã xem.").state == "confirmed"


def test_unfinished_work_goes_back(decision, nam, lan):
    done = decision.complete(by=nam, result="Đã ban hành mẫu sổ mới.")
    assert again(done).send_back(by=lan, finding="Chưa thấy mẫu sổ ở Bộ phận Một cửa.").state == "to_do"


def test_result_needs_words_or_a_file(decision, nam):
    with pytest.raises(Missing, match="từ 20 ký tự"):
        decision.complete(by=nam, result="Xong")
    again(decision).add_evidence(by=nam, name="so.txt", data="Mẫu sổ".encode())
    assert again(decision).complete(by=nam, result="Xong").state == "done"


def test_evidence_is_the_doers(decision, lan):
    with pytest.raises(NotAllowed):
        decision.add_evidence(by=lan, name="so.txt", data=b"x")


def test_only_a_commander_moves_the_day_and_the_minutes_keep_it(closed, decision, hung, lan):
    with pytest.raises(NotAllowed):
        decision.extend(by=lan, due_on=TODAY + timedelta(days=60), note="Chờ kinh phí")
    for facts in ({"note": " "}, {"due_on": decision.due_on}):
        with pytest.raises(Missing):
            decision.extend(by=hung, **{"due_on": TODAY + timedelta(days=60), "note": "Chờ kinh phí", **facts})
    assert again(decision).extend(by=hung, due_on=TODAY + timedelta(days=60), note="Chờ kinh phí").due_on == TODAY + timedelta(days=60)
    assert minutes.content_of(again(closed))["decisions"][0]["due_on"] == (TODAY + timedelta(days=30)).isoformat()


def test_lists_of_decisions(decision, nam, lan):
    with on(decision.due_on + timedelta(days=1)):
        assert [one.code for one in queries.decisions(late="1")] == ["KL-2026-001"]
        assert [one.is_late for one in queries.decisions("open", mine=nam)] == [True]
    assert list(queries.decisions(late="1")) == list(queries.decisions("open", mine=lan)) == list(queries.decisions("nothing")) == []
    assert ReviewDecision.select().count() == 1


def test_post_of_who_leaves_is_still_in_the_minutes(closed, nam, office):
    post = Post(title="Phụ trách", unit=office["MC"]).establish(by=SYSTEM)
    for held_now in PostHolding.held(nam, TODAY):
        held_now.end(by=SYSTEM, on=TODAY)
    PostHolding(person=nam, post=post, valid_from=TODAY).appoint(by=SYSTEM)
    assert minutes.content_of(again(closed))["decisions"][0]["responsible"].endswith("Trợ lý Quân lực, Bộ phận Tham mưu")
