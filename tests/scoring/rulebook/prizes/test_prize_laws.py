"""Laws of prizes: tiers divide what there is, a ceiling holds, a cap is never broken, sums add up."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from scoring.rulebook import outcome_of, problems_of
from scoring.rulebook.prizes.tierrule import TierLine, spans
from scoring.rulebook.prizes.tiers import TIERS
from tests.scoring.rulebook.cases import case_of, counted, prize_rules, top
from tests.scoring.rulebook.strategies import configured

laws = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
CODES = ("first", "second", "third")
COUNTS = st.dictionaries(st.sampled_from([f"p{number}" for number in range(12)]), st.integers(0, 4), min_size=1)


@st.composite
def tier_lines(draw: st.DrawFn) -> list[TierLine]:
    kinds = draw(st.lists(st.sampled_from(sorted(TIERS)), min_size=1, max_size=3))
    return [
        TierLine(prize, TIERS[kind](draw(configured(TIERS[kind])))) for prize, kind in zip(CODES, kinds, strict=False)
    ]


@laws
@given(lines=tier_lines(), places=st.integers(0, 20))
def test_spans_follow_each_other_from_the_first_place_and_never_beyond_the_last(
    lines: list[TierLine], places: int
) -> None:
    found = spans(lines, places)

    ends = [0, *(span.last for span in found)]
    assert [span.first for span in found] == [end + 1 for end in ends[:-1]]
    assert all(span.last >= span.first for span in found)
    assert ends[-1] <= places


@laws
@given(parts=st.lists(st.integers(1, 5), min_size=1, max_size=3), places=st.integers(0, 30))
def test_tiers_in_a_ratio_add_up_to_the_places_and_miss_their_quota_by_less_than_one(
    parts: list[int], places: int
) -> None:
    lines = [TierLine(prize, TIERS["ratio"]({"parts": part})) for prize, part in zip(CODES, parts, strict=False)]

    counts = {span.prize: span.last - span.first + 1 for span in spans(lines, places)}

    assert sum(counts.values()) == places
    for prize, part in zip(CODES, parts, strict=False):
        assert abs(counts.get(prize, 0) * sum(parts) - places * part) < sum(parts)


@laws
@given(counts=COUNTS, percent=st.integers(1, 100), by=st.sampled_from(["people", "entries"]))
def test_what_is_cut_to_a_ceiling_stays_below_it_and_goes_from_the_worst_up(
    counts: dict[str, int], percent: int, by: str
) -> None:
    ceiling = {"percent": percent, "out_of": 100, "by": by, "above": "cut"}
    rules = top(len(counts))
    outcome = outcome_of(case_of(counted("c", counts), prize_rules=rules, awards={"ceiling": ceiling}))

    assert 100 * len(outcome["awards"]) <= percent * len(counts)
    kept = [award["rank"] for award in outcome["awards"]]
    dropped = [
        placing["rank"]
        for placing in outcome["contests"][0]["rankings"][0]["placings"]
        if placing["prize"] and not placing["awarded"]
    ]
    assert all(rank < worse for rank in kept for worse in dropped)


@laws
@given(
    counts=COUNTS,
    rules=prize_rules(),
    cap=st.sampled_from(CODES),
    capped_places=st.sampled_from(["left_free", "passed_down"]),
    data=st.data(),
)
def test_nobody_gets_a_better_prize_than_the_cap_and_others_are_never_worse_off(
    counts: dict[str, int], rules: dict[str, Any], cap: str, capped_places: str, data: st.DataObject
) -> None:
    offenders = data.draw(st.sets(st.sampled_from(sorted(counts)), max_size=3))
    tiers = [line["prize"] for line in rules["tiers"]]
    assume(cap in tiers)
    contest = counted("c", counts, adjustments=[{"rule": "tier_cap", "fault": "foul", "prize": cap}])
    case = case_of(contest, prize_rules={**rules, "capped_places": capped_places})
    assume(not problems_of(case))

    def won() -> dict[str, int]:
        ranking = outcome_of(case)["contests"][0]["rankings"][0]
        waiting = {entry for group in ranking["at_the_line"] for entry in group}
        return {
            placing["person"]: tiers.index(placing["prize"]) if placing["prize"] else len(tiers)
            for placing in ranking["placings"]
            if placing["entry"] not in waiting
        }

    before = won()
    for entry in case["contests"][0]["entries"]:
        entry["faults"] = {"foul": 1} if entry["person"] in offenders else {}
    after = won()

    for person, prize in after.items():
        if person in offenders:
            assert prize >= tiers.index(cap)
        elif capped_places == "left_free" and person in before:
            assert prize == before[person]


@laws
@given(counts=COUNTS, size=st.integers(0, 3), per=st.sampled_from(["entry", "person"]), places=st.integers(0, 5))
def test_a_prize_for_each_person_is_given_once_to_everybody_of_the_team(
    counts: dict[str, int], size: int, per: str, places: int
) -> None:
    contest = counted("c", counts)
    for entry in contest["entries"]:
        entry["members"] = [{"person": f"{entry['person']}-{number}"} for number in range(size)]
    case = case_of(contest, prize_rules=top(places))
    for prize in case["prizes"]:
        prize["per"] = per

    outcome = outcome_of(case)

    teams = [one["person"] for one in outcome["contests"][0]["rankings"][0]["placings"] if one["prize"]]
    each = size if per == "person" and size else 1
    whole = teams if each != size or per == "entry" or not size else [f"{t}-{n}" for t in teams for n in range(size)]
    assert sorted(award["person"] for award in outcome["awards"]) == sorted(whole)
    assert len(outcome["awards"]) == each * len(teams)


@laws
@given(counts=COUNTS, total=st.integers(0, 100_000))
def test_the_sum_held_against_a_total_is_the_sum_of_the_list(counts: dict[str, int], total: int) -> None:
    awards = {"budget": {"total": total}, "souvenir": {"prize": "souvenir"}}
    outcome = outcome_of(case_of(counted("c", counts), prize_rules=top(3, ties="share"), awards=awards))

    assert outcome["checks"][0]["holds"] == (sum(award["value"] for award in outcome["awards"]) <= total)
