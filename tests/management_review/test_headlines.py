"""Each figure's sentence says what the numbers say."""

import re

from hypothesis import given
from hypothesis import strategies as st

from qms.documents.states import ReviewStatus
from qms.management_review import ageing, causes, flow, reviews

COUNT = st.integers(0, 400)
CAUSES = st.dictionaries(st.sampled_from(["Con người", "Phương pháp", "Phương tiện", "Văn bản", "Thời gian", "Khác"]), COUNT)
MONTHS = st.lists(st.tuples(st.just("10/2026"), COUNT, COUNT), min_size=1, max_size=24)
AGES = st.lists(st.tuples(COUNT, st.booleans(), COUNT), max_size=40)
STATUSES = st.fixed_dictionaries(dict.fromkeys(ReviewStatus, COUNT))


def numbers(phrase):
    return [int(found) for found in re.findall(r"\d+", str(phrase))]


@given(CAUSES)
def test_causes(found):
    counts = causes.by_size(list(found.items()), "Khác")
    total, said = sum(found.values()), numbers(causes.headline(counts, "kỳ"))
    if not total:
        assert said == []
    elif total < causes.ENOUGH:
        assert said == [causes.ENOUGH, total]
    else:
        few, groups, share, n = said
        assert (groups, n) == (len([n for n in found.values() if n]), total)
        kept = [n for _label, n in counts]
        assert sum(kept[:few]) * 100 >= 80 * total > sum(kept[: few - 1]) * 100
        assert share == round(100 * sum(kept[:few]) / total)


@given(CAUSES)
def test_causes_are_shown_by_size_with_the_rest_last(found):
    counts = causes.by_size(list(found.items()), "Khác")
    assert dict(counts) == {label: n for label, n in found.items() if n}
    named = [n for label, n in counts if label != "Khác"]
    assert named == sorted(named, reverse=True)
    assert "Khác" not in [label for label, _n in counts[:-1]]


@given(MONTHS)
def test_flow(months):
    opened, closed = sum(m[1] for m in months), sum(m[2] for m in months)
    sentence, said = str(flow.headline(months)), numbers(flow.headline(months))
    if opened == closed == 0:
        assert said == [len(months)]
        return
    assert said[:3] == [opened, closed, len(months)]
    assert said[3:] == ([] if opened == closed else [abs(opened - closed)])
    assert ("tăng" in sentence) == (opened > closed)
    assert ("giảm" in sentence) == (opened < closed)


@given(AGES, st.integers(1, 900))
def test_ageing(found, worst):
    total, late = sum(n for _age, _late, n in found), sum(n for _age, is_late, n in found if is_late)
    said = numbers(ageing.headline(found, worst))
    assert said == ([] if not total else [total] if not late else [late, total, worst])
    groups = ageing.groups(found)
    assert sum(fine for _name, fine, _late in groups) == total - late
    assert sum(bad for _name, _fine, bad in groups) == late


@given(STATUSES)
def test_reviews(counts):
    total, late, soon = sum(counts.values()), counts[ReviewStatus.OVERDUE], counts[ReviewStatus.SOON]
    said = numbers(reviews.headline(counts))
    assert said == ([] if not total else [late, total] if late else [soon, total] if soon else [total])
