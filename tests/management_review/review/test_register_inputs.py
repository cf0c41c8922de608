"""Every number the registers give a review is what SQL alone finds, frozen or asked again."""

import json
from datetime import timedelta
from statistics import median

import pytest

from qms.core import clock, database
from qms.core.calendar import add_working_days
from qms.core.vietnamese import number
from qms.management_review.inputs import registry
from qms.management_review.review import snapshot
from qms.management_review.review.review import ManagementReview
from tests.demo_house import demo_app, demo_folder, demo_home  # noqa: F401
from tests.management_review.review.reader import acts, ask, before, images, iso, number_of, share
from tests.management_review.review.test_inputs import PERIODS, in_force, was_late

BANDS = ("low", "medium", "high", "very_high")
PRODUCED = {"dossiers-on-time": ("%", True), "satisfaction": ("%", True), "meetings": ("%", False), "audit-findings": ("điểm", False),
            "nc-closing": ("ngày", False), "action-effect": ("%", True), "reviews-on-time": ("%", True)}  # fmt: skip
COUNTED = {"nc-closing", "action-effect", "reviews-on-time"}
MONTHS = {"month": 1, "quarter": 3, "year": 12}


# risks


def of_risks(since, until, _known):
    """Count what e) tells."""
    watched = [image for image in images("risk", until) if image["state"] == "watched"]
    risks = [image for image in watched if image["kind"] == "risk"]
    edges = json.loads(
        (ask("SELECT thresholds FROM risk_scale WHERE adopted_on <= ? ORDER BY number DESC", until) or [("[5, 10, 16]",)])[0][0]
    )
    bands = [BANDS[sum(image["score"] >= edge for edge in edges)] for image in risks]
    treated = [image for image in risks if image["after_likelihood"]]
    lower = sum(
        image["after_likelihood"] * image["after_impact"] < image["before_likelihood"] * image["before_impact"] for image in treated
    )
    treatments = images("treatment", until)
    done = [image for image in treatments if image["completed_on"] and since <= iso(image["completed_on"]) <= until]
    scored = "SELECT COUNT(*) FROM risk_score s WHERE scored_on BETWEEN ? AND ? AND "
    again = "is_changed AND EXISTS (SELECT 1 FROM risk_score o WHERE o.risk_id = s.risk_id AND o.id < s.id)"
    late = sum(image["state"] == "to_do" and iso(image["due_on"]) < until for image in treatments)
    rows = {
        "watched": len(risks),
        **{band: bands.count(band) for band in BANDS},
        "opportunities": len(watched) - len(risks),
        "identified": number_of("SELECT COUNT(*) FROM risk WHERE identified_on BETWEEN ? AND ?", since, until),
        "rescored": number_of(scored + again, since, until),
        "confirmed": number_of(scored + "NOT is_changed", since, until),
        "closed": acts("risk", since, until, "close"),
        "lower": share(lower, len(treated)),
        "done": len(done),
        "done-late": sum(image["completed_on"] > image["due_on"] for image in done),
        "late": late,
        "overdue": sum(iso(image["review_on"]) < until for image in watched),
    }
    high = bands.count("high") + bands.count("very_high")
    told = (
        f"{high} trong {len(risks)} rủi ro ở mức cao trở lên; {lower} trong {len(treated)} rủi ro đã xử lý có điểm thấp hơn trước; "
        f"{late} biện pháp quá hạn"
    )
    lines = [image["code"] for image in sorted(watched, key=lambda image: (-image["score"], image["code"]))]
    return rows, told if watched else "Chưa ghi nhận rủi ro, cơ hội nào", lines


def of_providers(since, until, _known):
    """Count what c7) tells."""
    there = images("externalprovider", until)
    kept = [image for image in there if image["state"] in {"candidate", "in_use", "restricted"}]
    scored = ask(
        "SELECT provider_id, total, conclusion FROM provider_evaluation WHERE evaluated_on BETWEEN ? AND ? ORDER BY id", since, until
    )
    last = {provider: (total, conclusion) for provider, total, conclusion in scored}
    below = sum(total < 50 for total, _conclusion in last.values())
    overdue = sum(iso(image["evaluate_on"]) < until for image in kept)
    raised = "SELECT COUNT(*) FROM nonconformity WHERE origin_kind = 'externalprovider' AND reported_on BETWEEN ? AND ?"
    rows = {
        "watched": len(kept),
        "evaluated": len(last),
        "below": below,
        "restricted": sum(image["state"] == "restricted" for image in there),
        "ended": sum(conclusion == "end" for _total, conclusion in last.values()),
        "overdue": overdue,
        "cases": number_of(raised, since, until),
    }
    told = (
        f"{len(last)} nhà cung cấp được đánh giá trong kỳ, {below} dưới 50 điểm; {overdue} trong {len(kept)} đang theo dõi quá hạn đánh giá"
    )
    lines = [image["code"] for image in there if image in kept or image["id"] in last]
    return rows, told if there else "Chưa ghi nhận nhà cung cấp bên ngoài nào", lines


def of_context(since, until, _known):
    """Count what b) tells."""
    issues, parties = ([image for image in images(kind, until) if image["state"] == "active"] for kind in ("issue", "interestedparty"))

    def done(kinds, *names):
        return sum(acts(kind, since, until, *names) for kind in kinds)

    both, everything = ("interestedparty", "requirement"), ("issue", "interestedparty", "requirement", "climatedecision", "scope")
    answers = ask("SELECT is_relevant FROM climate_decision WHERE decided_on <= ? ORDER BY id DESC", until)
    climate = ("có liên quan" if answers[0][0] else "không liên quan") if answers else "chưa xác định"
    rows = {
        "issues": len(issues),
        "issues-new": done(["issue"], "identify"),
        "issues-changed": done(["issue"], "revise", "retire"),
        "issues-confirmed": done(["issue"], "confirm"),
        "parties": len(parties),
        "parties-new": done(both, "identify", "add"),
        "parties-changed": done(both, "revise", "retire"),
        "parties-confirmed": done(both, "confirm"),
        "scope": done(["scope"], "approve"),
        "overdue": sum(iso(image["review_on"]) < until for image in (*issues, *parties)),
        "climate": climate,
    }
    changed, confirmed = done(everything, "identify", "revise", "retire", "add", "decide", "approve"), done(everything, "confirm")
    told = (
        f"{changed} thay đổi, {confirmed} lượt soát xét giữ nguyên về vấn đề, bên quan tâm, phạm vi; biến đổi khí hậu: {climate}"
        if issues or parties or changed
        else "Chưa ghi nhận vấn đề, bên quan tâm nào"
    )
    return rows, told, ["any"] * min(changed, 20)


# objectives


def held(until):
    """Give the objectives that were approved by a day."""
    names = (
        "id", "code", "title", "year", "unit_id", "indicator", "own_measure", "own_unit", "direction", "frequency", "target",
        "approved_on", "closed_on",
    )  # fmt: skip
    rows = ask(
        f"SELECT {', '.join(names)} FROM objective WHERE state IN ('approved', 'closed') AND approved_on <= ? ORDER BY year, id", until
    )
    return [dict(zip(names, row, strict=True)) for row in rows]


def series(objective):
    return tuple(objective[name] for name in ("indicator", "own_measure", "unit_id", "frequency"))


def spans(objective):
    """Give the first and last day of each of its periods, and its name."""
    size = MONTHS[objective["frequency"]]
    for place in range(12 // size):
        first, year = place * size + 1, objective["year"]
        following = clock.date(year + (first + size > 12), (first + size - 1) % 12 + 1, 1)
        name = {1: f"tháng {first}/{year}", 3: f"quý {place + 1}/{year}", 12: f"năm {year}"}[size]
        yield clock.date(year, first, 1), following - timedelta(days=1), name


def measured(objective, first, last, known):
    """Give the number of a period as it was known at a moment; a closed objective keeps what was known when it was closed."""
    if objective["indicator"] not in COUNTED:
        rows = ask(
            "SELECT value FROM measurement WHERE objective_id = ? AND period_on = ? AND entered_at <= ? ORDER BY id DESC",
            objective["id"], first, clock.written(known),
        )  # fmt: skip
        return rows[0][0] if rows else None
    closing = ask("SELECT at FROM trail WHERE kind = 'objective' AND record = ? AND act = 'objective.close' AND at <= ?",
                  objective["id"], clock.written(known))  # fmt: skip
    known = clock.read(closing[0][0]) if closing else known
    return {"nc-closing": closing_days, "action-effect": effective, "reviews-on-time": reviewed}[objective["indicator"]](
        objective, first, last, known
    )


def closing_days(_objective, first, last, known):
    cases = [image for image in images("nonconformity", known) if image["state"] == "closed" and first <= iso(image["closed_on"]) <= last]
    return median((iso(image["closed_on"]) - iso(image["reported_on"])).days for image in cases) if cases else None


def effective(_objective, first, last, known):
    done = [image for image in images("correctiveaction", known) if image["state"] in {"effective", "not_effective"}]
    done = [image for image in done if first <= iso(image["verified_on"]) <= last]
    return 100 * sum(image["state"] == "effective" for image in done) / len(done) if done else None


def reviewed(objective, _first, last, _known):
    editions = [edition for edition in in_force(last) if edition.unit_id == objective["unit_id"]]
    return 100 * sum(not was_late(edition, last) for edition in editions) / len(editions) if editions else None


def standing(since, until, known):
    """Give each objective of the period with its last number, that number's period and target, whether it is met."""
    there = [one for one in held(until) if since.year <= one["year"] <= until.year]
    whole = held(until)
    for objective in {series(one): one for one in there}.values():
        found = [
            (measured(past, first, last, known), name, past, last)
            for past in whole
            if series(past) == series(objective) and past["year"] <= objective["year"]
            for first, last, name in spans(past)
            if since <= last <= until and not (past["closed_on"] and last > iso(past["closed_on"]))
        ]
        found = [each for each in found if each[0] is not None]
        yield (objective, *judged(objective, found[-1] if found else None))


def judged(objective, found):
    if found is None:
        return None, "", objective["target"], None
    value, name, past, last = found
    held_target = ask("SELECT value FROM target WHERE objective_id = ? AND valid_from <= ? ORDER BY valid_from, id", past["id"], last)
    target = held_target[-1][0] if held_target else past["target"]
    return value, name, target, value >= target if past["direction"] == "higher" else value <= target


def unit_of(objective):
    return PRODUCED[objective["indicator"]][0] if objective["indicator"] else objective["own_unit"]


def amount(value, objective):
    """Write a number as a person would: at most two decimals, none that are noughts."""
    return number(value, 2).rstrip("0").rstrip(",") + " " + unit_of(objective)


def wanted(objective, target):
    return f"{'≥' if objective['direction'] == 'higher' else '≤'} {amount(target, objective)}"


def of_objectives(since, until, known):
    """Count what c2) tells."""
    told = list(standing(since, until, known))
    met, missed = ([line for line in told if line[4] is wish] for wish in (True, False))
    earlier = {series(line[0]): line[1] for line in standing(*before(since, until), known)}
    both = [(line, earlier[series(line[0])]) for line in told if line[1] is not None and earlier.get(series(line[0])) is not None]
    better = sum(line[1] > then if line[0]["direction"] == "higher" else line[1] < then for line, then in both)
    unknown = len(told) - len(met) - len(missed)
    rows = {
        "of": len(told),
        "met": share(len(met), len(told)),
        "missed": len(missed),
        "unknown": unknown,
        "improved": share(better, len(both)),
    }
    said = f"Cả {len(told)} mục tiêu đạt" if len(met) == len(told) else f"{len(met)} trong {len(told)} mục tiêu đạt"
    names = [line[0]["title"] for line in missed]
    said += f"; {len(missed)} chưa đạt: {', '.join(names[:3])}{'…' if len(names) > 3 else ''}" if missed else ""
    said += f"; {unknown} chưa có số liệu" if unknown else ""
    return rows, said if told else "Chưa có mục tiêu chất lượng nào", [line[0]["code"] for line in told]


def of_aspect(indicator):
    """Count what c1) or c3) tells of an indicator."""

    def count(since, until, known):
        told = [line for line in standing(since, until, known) if line[0]["indicator"] == indicator]
        if not told:
            return None
        [(objective, value, name, target, is_met)] = told
        key = f"measured-{indicator}-{objective['unit_id'] or 0}-{objective['frequency']}"
        value = "–" if value is None else f"{amount(value, objective)} ({name})"
        verdict = ", đạt mức" if is_met else ", chưa đạt mức" if is_met is False else ", mức"
        said = (
            f"{objective['title']}: {'chưa có số liệu trong kỳ' if is_met is None else value}{verdict} mục tiêu {wanted(objective, target)}"
        )
        return {key: value}, said, []

    return count


def of_measurements(since, until, _known):
    """Count what c5) tells of the numbers that people enter."""
    due, entered = [], ask("SELECT objective_id, period_on, entered_at, corrects_id FROM measurement ORDER BY id")
    days = [(objective, iso(first), clock.read(at).astimezone(clock.HANOI).date(), old) for objective, first, at, old in entered]
    for objective in held(until):
        if objective["indicator"] in COUNTED:
            continue
        for first, last, _name in spans(objective):
            is_asked = last >= iso(objective["approved_on"]) and not (objective["closed_on"] and last > iso(objective["closed_on"]))
            if is_asked and since <= add_working_days(last, 5) <= until:
                there = [at for number, on, at, _old in days if number == objective["id"] and on == first and at <= until]
                due.append((objective["code"], there[0] if there else None, add_working_days(last, 5)))
    in_time = sum(at is not None and at <= by for _code, at, by in due)
    missing = [code for code, at, _by in due if at is None]
    late = len(due) - in_time - len(missing)
    rows = {
        "measured-due": len(due),
        "measured-in-time": share(in_time, len(due)),
        "measured-late": late,
        "measured-missing": len(missing),
        "measured-corrected": sum(old is not None and since <= at <= until for _number, _on, at, old in days),
    }
    told = f"{in_time} trong {len(due)} số liệu chỉ số được nhập đúng hạn, {late} nhập sau hạn, {len(missing)} còn thiếu"
    return rows, told if due else "Không có số liệu chỉ số nào đến hạn nhập trong kỳ", missing


def of_resources(since, until, known):
    """Count what d) tells."""
    posts = [image["id"] for image in images("post", until) if not image["closed_on"] or iso(image["closed_on"]) > until]
    asked = "SELECT post_id, person_id FROM post_holding WHERE valid_from <= ? AND (valid_until IS NULL OR valid_until > ?)"
    holdings = [(post, person) for post, person in ask(asked, until, until) if post in posts]
    signed = {image["id"] for image in images("managementreview", known) if image["state"] == "closed"}
    decided = [
        image
        for image in images("reviewdecision", known)
        if image["kind"] == "resource" and image["review_id"] in signed and image["state"] != "dropped"
        if not (image["state"] == "confirmed" and iso(image["confirmed_on"]) < since)
    ]
    done = sum(image["state"] == "confirmed" for image in decided)
    taken = len({post for post, _person in holdings})
    rows = {
        "posts": share(taken, len(posts)),
        "people": len({person for _post, person in holdings}),
        "decided": len(decided),
        "decided-done": done,
    }
    said = f"{done} trong {len(decided)} kết luận về nguồn lực đã xong" if decided else "không có kết luận về nguồn lực phải theo dõi"
    return rows, f"{taken} trong {len(posts)} chức vụ có người giữ; {said}", [image["code"] for image in decided]


# the parts of a review

PARTS = {
    ("b", "issues"): (of_context, "SELECT MIN(day) FROM (SELECT since_on day FROM issue UNION SELECT since_on FROM interested_party)"),
    ("c1", "measured-satisfaction"): (of_aspect("satisfaction"), ""),
    ("c2", "of"): (of_objectives, "SELECT MIN(approved_on) FROM objective"),
    ("c3", "measured-dossiers-on-time"): (of_aspect("dossiers-on-time"), ""),
    ("c5", "measured-due"): (of_measurements, "SELECT MIN(approved_on) FROM objective"),
    ("c7", "watched"): (of_providers, "SELECT MIN(registered_on) FROM external_provider"),
    ("d", "posts"): (of_resources, "SELECT MIN(date(at, '+7 hours')) FROM trail WHERE act = 'post.establish'"),
    ("e", "watched"): (of_risks, "SELECT MIN(identified_on) FROM risk"),
}
UNTOLD = {"decided", "decided-done"}  # of the period before: nobody can tell, the review before is asked
parts = pytest.mark.parametrize("part", PARTS, ids="-".join)


@pytest.fixture
def records(demo_app):  # noqa: F811
    """Open the records of the demonstration office."""
    with database.connection():
        yield


def expected(part, since, until, known):
    """Give what a reader counts: rows with those of the period before, the sentence, the codes of the lines; None for nothing."""
    count, begun = PARTS[part]
    now, first = count(since, until, known), iso(number_of(begun)) if begun else None
    if now is None:
        return None
    rows, said, lines = now
    earlier = before(since, until)
    then = count(*earlier, known) if first is None or first <= earlier[1] else None
    told = then[0] if then else {}
    if not begun:  # an indicator that had no number then
        told = {key: value for key, value in told.items() if value != "–"}
    return {key: (value, None if key in UNTOLD else told.get(key)) for key, value in rows.items()}, said, lines


@pytest.mark.parametrize("period", PERIODS)
@parts
def test_register_is_counted_as_a_reader_counts_it(records, part, period):
    found = [one for one in registry.INPUTS[part[0]].gather(*period) if one.rows[0].key.startswith(part[1])]
    wish = expected(part, *period, clock.now())
    if wish is None:
        assert found == []
        return
    [told] = found
    assert {row.key: (row.value, row.before) for row in told.rows} == wish[0]
    assert str(told.headline) == wish[1]
    assert len(told.lines) == len(wish[2])


@parts
def test_pack_of_the_demo_holds_what_sql_finds(records, part):
    reviews = [one for one in ManagementReview.select().order_by(ManagementReview.id) if one.state == "closed"]
    assert len(reviews) == 2
    earlier = {}
    for review in reviews:
        content = next(one for one in snapshot.content_of(review)["inputs"] if one["key"] == part[0])
        [told] = [one for one in content["parts"] if one["rows"][0]["key"].startswith(part[1])]
        rows, said, lines = expected(part, review.since, review.until, review.frozen_at)
        assert {row["key"]: row["value"] for row in told["rows"]} == {key: value for key, (value, _then) in rows.items()}
        assert {row["key"]: row["before"] for row in told["rows"]} == {
            key: earlier.get(key) if then is None else then for key, (_value, then) in rows.items()
        }
        assert told["headline"] == said
        assert len(told["lines"]) == len(lines)
        if "any" not in lines:
            assert [line["cells"][0] for line in told["lines"]] == lines
        earlier = {row["key"]: row["value"] for row in told["rows"]}


def test_second_review_of_the_demo_has_numbers_of_every_register(records):
    second = [one for one in ManagementReview.select().order_by(ManagementReview.id) if one.state == "closed"][1]
    told = [one for content in snapshot.content_of(second)["inputs"] for one in content["parts"]]
    assert len(told) == 13
    for one in told:
        assert sum(row["value"] not in (0, "0/0") for row in one["rows"]) >= min(2, len(one["rows"])), one["headline"]
    assert {figure["name"] for figure in snapshot.figures_of(snapshot.content_of(second)) if figure["is_drawn"]} >= {
        "objectives", "risks", "providers", "services"
    }  # fmt: skip
