"""Laws that every registered rule keeps, whatever its settings. A new rule file is tested by being there."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from scoring.rulebook import GAMES, TIE_BREAKS, case_schema, outcome_of
from scoring.rulebook.base.exact import exact
from scoring.rulebook.standings.contests import build_scoring
from tests.scoring.rulebook.cases import case_of, cases, contests, placings
from tests.scoring.rulebook.strategies import MEASURES, configured, reads

READ = {"criterion_first": {"criterion": "difficulty"}}
TIER_ORDER = ["first", "second", "third", None]
SCHEMA = Draft202012Validator(case_schema())
Case = dict[str, Any]
laws = settings(
    deadline=None,
    max_examples=40,
    # Whole cases are slow to draw on a busy machine; the site's settings fixture has nothing to do with these tests.
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def for_every_game(test: Callable[..., None]) -> Callable[..., None]:
    return pytest.mark.parametrize("game", MEASURES)(test)


@for_every_game
@laws
@given(data=st.data())
def test_everyone_is_on_the_list_once(game: str, data: st.DataObject) -> None:
    contest = data.draw(contests(game=game))

    outcome = outcome_of(case_of(contest))

    listed = [placing["entry"] for placing in placings(outcome)]
    assert sorted(listed) == sorted(entry["id"] for entry in contest["entries"])


@for_every_game
@laws
@given(data=st.data())
def test_a_rank_is_one_plus_the_number_placed_better(game: str, data: st.DataObject) -> None:
    ranks = [placing["rank"] for placing in placings(outcome_of(case_of(data.draw(contests(game=game)))))]

    placed = [rank for rank in ranks if rank is not None]
    assert placed == [1 + sum(other < rank for other in placed) for rank in placed]
    assert ranks == placed + [None] * (len(ranks) - len(placed))


@for_every_game
@laws
@given(data=st.data())
def test_only_a_mark_has_a_rank(game: str, data: st.DataObject) -> None:
    outcome = outcome_of(case_of(data.draw(contests(game=game))))

    for placing in placings(outcome):
        assert (placing["rank"] is None) == (placing["mark"] is None)
        assert not (placing["absence"] and placing["rank"])


@for_every_game
@laws
@given(data=st.data())
def test_a_better_mark_never_ranks_behind_a_worse_one(game: str, data: st.DataObject) -> None:
    contest = data.draw(contests(game=game))
    key = build_scoring(contest, game).measures[0].key

    keys = [key(exact(placing["mark"])) for placing in placings(outcome_of(case_of(contest))) if placing["rank"]]

    assert keys == sorted(keys)


@pytest.mark.parametrize(
    "rule", sorted(code for code, rule in TIE_BREAKS.items() if rule.kinds not in (("match",), ("table",)))
)
@laws
@given(data=st.data())
def test_a_tie_break_only_ever_splits_ties(rule: str, data: st.DataObject) -> None:
    game = data.draw(st.sampled_from([code for code in MEASURES if TIE_BREAKS[rule].suits(GAMES[code])]))
    contest = data.draw(contests(game=game))
    ids = [entry["id"] for entry in contest["entries"]]
    line = {"rule": rule, **data.draw(configured(TIE_BREAKS[rule])), **READ.get(rule, {})}
    wanted = {"time": True, "inner": True, "difficulty": True, "extra": 3}
    unset = [code for code in wanted if contest["settings"].get(code) in (False, 0)]
    contest["settings"] |= {code: wanted[code] for code in unset}
    assume(reads(line, GAMES[game](contest["settings"])))
    chain = [line for line in contest["tie_breaks"] if line["rule"] != rule]
    orders = {code: order for code, order in contest["orders"].items() if code in [line["rule"] for line in chain]}
    without = {**contest, "tie_breaks": chain, "orders": orders, "undecided": "shared"}
    if TIE_BREAKS[rule].recorded and len(ids) > 1:
        orders = {**orders, rule: [data.draw(st.permutations(ids))]}
    with_rule = {**without, "tie_breaks": [*chain, line], "orders": orders}

    before = {placing["entry"]: placing["rank"] for placing in placings(outcome_of(case_of(without)))}
    after = {placing["entry"]: placing["rank"] for placing in placings(outcome_of(case_of(with_rule)))}

    assert before.keys() == after.keys()
    for one in ids:
        assert (before[one] is None) == (after[one] is None)
        for other in ids:
            if before[one] is not None and before[other] is not None and before[one] < before[other]:
                assert after[one] < after[other]


@laws
@given(case=cases(), seed=st.integers(0, 1000))
def test_the_order_of_entries_changes_nothing(case: Case, seed: int) -> None:
    shuffled = copy.deepcopy(case)
    for contest in shuffled["contests"]:
        random.Random(seed).shuffle(contest["entries"])

    one, other = outcome_of(case), outcome_of(shuffled)

    assert one["contests"] == other["contests"]
    assert one["awards"] == other["awards"]


@laws
@given(case=cases(down=False))
def test_a_prize_never_favours_a_worse_rank(case: Case) -> None:
    for contest in outcome_of(case)["contests"]:
        ranking = contest["rankings"][0]
        waiting = {entry for group in ranking["at_the_line"] for entry in group}
        won = [
            (placing["rank"], TIER_ORDER.index(placing["prize"]))
            for placing in ranking["placings"]
            if placing["rank"] and placing["entry"] not in waiting
        ]
        for rank, tier in won:
            assert all(tier <= other for worse, other in won if worse > rank)


@laws
@given(case=cases(policies=("none", "decide")))
def test_prizes_outnumber_places_only_by_ties_that_are_all_in_or_shared(case: Case) -> None:
    for contest in outcome_of(case)["contests"]:
        ranking = contest["rankings"][0]
        assert sum(1 for placing in ranking["placings"] if placing["prize"]) <= ranking["places"]["count"]


@laws
@given(case=cases(once=("best_placing",), down=False))
def test_one_reward_a_person_is_the_best_placing_among_those_with_a_prize(case: Case) -> None:
    outcome = outcome_of(case)

    best: dict[str, int] = {}
    for contest in outcome["contests"]:
        for placing in contest["rankings"][0]["placings"]:
            if placing["prize"]:
                best[placing["person"]] = min(best.get(placing["person"], 99), placing["rank"])
    awards = [award for award in outcome["awards"] if award["prize"] != "souvenir"]

    assert len(awards) == len(best)
    assert {award["person"]: award["rank"] for award in awards} == best


@laws
@given(case=cases(once=("best_placing",), down=True, policies=("all_in", "none"), undecided=("shared",)))
def test_when_prizes_pass_down_nobody_holds_two_and_nobody_ends_with_less(case: Case) -> None:
    kept = copy.deepcopy(case)
    kept["awards"]["passed_down"] = False

    passed = [award["person"] for award in outcome_of(case)["awards"] if award["prize"] != "souvenir"]
    winners = {award["person"] for award in outcome_of(kept)["awards"] if award["prize"] != "souvenir"}

    assert len(passed) == len(set(passed))
    assert winners <= set(passed)


@laws
@given(case=cases())
def test_a_souvenir_goes_to_everybody_who_took_part_and_to_nobody_who_did_not(case: Case) -> None:
    case["awards"]["souvenir"] = {"prize": "souvenir", "to": "took_part"}
    outcome = outcome_of(case)

    took_part = {
        placing["person"]
        for contest in outcome["contests"]
        for placing in contest["rankings"][0]["placings"]
        if placing["mark"] is not None or placing["absence"] in ("DNF", "NM", "DSQ")
    }
    given_to = [award["person"] for award in outcome["awards"] if award["contest"] is None]

    assert len(given_to) == len(set(given_to))
    assert set(given_to) == took_part


@laws
@given(case=cases())
def test_outcomes_are_plain_json_with_whole_numbers_and_every_answer_has_its_reason(case: Case) -> None:
    outcome = outcome_of(case)

    def no_floats(text: str) -> float:
        raise AssertionError(f"a float: {text}")

    assert json.loads(json.dumps(outcome), parse_float=no_floats) == outcome
    reasons = [placing["why"] for contest in outcome["contests"] for placing in contest["rankings"][0]["placings"]]
    reasons += [award["why"] for award in outcome["awards"]]
    reasons += [contest["rankings"][0]["places"]["why"] for contest in outcome["contests"]]
    for why in reasons:
        assert why["zh"]
        assert why["en"]
        assert "{" not in why["zh"] + why["en"]


@laws
@given(case=cases())
def test_what_the_reader_accepts_the_schema_accepts(case: Case) -> None:

    SCHEMA.validate(case)


@laws
@given(case=cases())
def test_a_case_survives_json_and_is_not_changed_by_being_read(case: Case) -> None:
    before = copy.deepcopy(case)

    assert outcome_of(json.loads(json.dumps(case))) == outcome_of(case)
    assert case == before
