"""A law: whatever a rule can be set to, the form draws it and reads it back as the same setting."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.forms.setting import CONTEST_KEYS, ContestDraft, PlanDraft, contest_shape, plan_shape
from scoring.forms.setting_lines import changed
from scoring.forms.setting_typed import number_of, written
from scoring.rulebook import GAMES, PLACES, TIE_BREAKS, TIERS
from scoring.rulebook.adjustments import ADJUSTMENTS
from scoring.rulebook.aggregations import AGGREGATIONS
from scoring.rulebook.awarding import AWARD_RULES
from scoring.rulebook.base.paths import ROOT
from scoring.rulebook.base.rule import Rule
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.base.shapes import Either, Kinds, Named, OrNull, Rows, Shape
from scoring.rulebook.formats import FORMATS
from scoring.rulebook.tables import TABLES
from scoring.services.presets import preset_groups
from tests.scoring.any_settings import settings_of
from tests.scoring.posting import posted

NAMES = {"prize": [("first", "一等奖"), ("second", "二等奖"), ("souvenir", "纪念奖")], "contests": [("run", "托球跑")]}
PRESETS = [preset for group in preset_groups() for preset in group.presets]
QUICK = settings(deadline=None, max_examples=5, suppress_health_check=list(HealthCheck))


def read(shape: Shape, value: Any) -> Any:
    """As the rule book reads it, with defaults filled in; paths say where, not what."""
    problems: list[Problem] = []
    found = shape.read(value, ROOT, problems)
    assert problems == []
    return without_paths(found)


def without_paths(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_paths(item) for key, item in value.items() if key != "path"}
    return [without_paths(item) for item in value] if isinstance(value, list) else value


def through_the_form(draft: ContestDraft) -> ContestDraft:
    drawn = draft.drawn()
    data = posted(drawn.parts.values(), game=draft.game, heat_size=str(draft.heat_size))
    data["game.was"] = draft.game
    return ContestDraft.typed(data, draft.names)


def assert_unchanged(contest: dict[str, Any]) -> None:
    draft = ContestDraft.of_contest(contest, NAMES)
    back = through_the_form(draft)
    for key in CONTEST_KEYS:
        shape = contest_shape(draft.game, key)
        assert shape is not None
        assert read(shape, back.values[key]) == read(shape, draft.values[key]), key


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.code)
def test_every_preset_survives_its_own_form(preset: Any) -> None:
    assert_unchanged(dict(preset.contest))


@pytest.mark.parametrize("game", GAMES)
@QUICK
@given(data=st.data())
def test_every_setting_of_a_game_is_read_back_as_it_was(game: str, data: st.DataObject) -> None:
    assert_unchanged({"game": game, "settings": data.draw(settings_of(GAMES[game]))})


LINES = [
    *(("aggregation", code, rule, {"over": "attempts"}) for code, rule in AGGREGATIONS.items()),
    *(("adjustments", code, rule, {}) for code, rule in ADJUSTMENTS.items()),
    *(("tie_breaks", code, rule, {}) for code, rule in TIE_BREAKS.items()),
    *(("stages", code, rule, {"code": "s"}) for code, rule in FORMATS.items() if not rule.nested),
]


@pytest.mark.parametrize(
    ("key", "code", "rule", "common"), LINES, ids=lambda each: each if isinstance(each, str) else ""
)
@QUICK
@given(data=st.data())
def test_every_rule_of_a_contest_is_read_back_as_it_was(
    key: str, code: str, rule: type[Rule], common: dict[str, Any], data: st.DataObject
) -> None:
    line = {"rule": code, **common, **data.draw(settings_of(rule))}
    for game in GAMES:
        shape = contest_shape(game, key)
        inside = shape.inside if isinstance(shape, OrNull) else shape
        rows = inside.rows if isinstance(inside, Either) else inside
        assert isinstance(rows, Rows)
        item = rows.item.inside if isinstance(rows.item, Named) else rows.item
        if isinstance(item, Kinds) and code in item.shapes:
            assert_unchanged({"game": game, key: [line]})
            return
    assert not hasattr(rule, "suits") or key == "tie_breaks", "no game can use the rule"


PLAN = [
    *(("prize_rules", {"places": (code, rule)}) for code, rule in PLACES.items()),
    *(("prize_rules", {"tiers": (code, rule)}) for code, rule in TIERS.items()),
    *(("awards", {code: (code, rule)}) for code, rule in AWARD_RULES.items()),
    *(("tables", {"tables": (code, rule)}) for code, rule in TABLES.items()),
]


@pytest.mark.parametrize(("key", "at"), PLAN, ids=lambda each: each if isinstance(each, str) else "-".join(each))
@QUICK
@given(data=st.data())
def test_every_rule_of_prizes_and_tables_is_read_back_as_it_was(
    key: str, at: dict[str, Any], data: st.DataObject
) -> None:
    ((place, (code, rule)),) = at.items()
    line = {"rule": code, **data.draw(settings_of(rule))}
    value: Any
    match key:
        case "prize_rules":
            value = {"places": {"rule": "fixed", "count": 3}, "tiers": [], "ties": "share", "ties_at_cut": "none"}
            value[place] = line if place == "places" else [line | {"prize": "first"}]
        case "awards":
            line.pop("rule")
            value = {"one_per_person": "best_prize", "passed_down": True}
            value[code] = [line, line] if AWARD_RULES[code].many else line
        case _:
            value = [line | {"code": "t"}]
    shape = plan_shape(key)
    assert shape is not None
    stored = {"prize_rules": {}, "awards": {}, "tables": [], key: value}
    drawn = PlanDraft(stored, NAMES).drawn([key])
    back = PlanDraft.typed(posted(drawn.parts.values()), stored, NAMES, [key])
    assert read(shape, back.values[key]) == read(shape, value)


@pytest.mark.parametrize(
    ("text", "number", "shown"),
    [
        ("12", 12, "12"),
        ("1.5", "3/2", "1.5"),
        ("－2", -2, "-2"),
        ("7/3", "7/3", "7/3"),
        ("6/2", 3, "3"),
        ("abc", "abc", "abc"),
    ],
)
def test_numbers_are_typed_as_people_write_them(text: str, number: Any, shown: str) -> None:
    assert number_of(text) == number
    assert written(number) == shown


def test_lines_are_added_moved_and_removed_each_by_one_press() -> None:
    draft = {"tie_breaks": [{"rule": "recorded_lot"}], "stages": []}
    draft, focus = changed(draft, "add:tie_breaks", chosen="decision")
    assert ([line["rule"] for line in draft["tie_breaks"]], focus) == (["recorded_lot", "decision"], "tie_breaks.1")
    draft, focus = changed(draft, "up:tie_breaks.1")
    assert ([line["rule"] for line in draft["tie_breaks"]], focus) == (["decision", "recorded_lot"], "tie_breaks.0")
    draft, focus = changed(draft, "remove:tie_breaks.0")
    assert ([line["rule"] for line in draft["tie_breaks"]], focus) == (["recorded_lot"], "tie_breaks.0")
    assert changed(draft, "up:nonsense.7.x")[0] == draft
    assert changed(draft, "remove:tie_breaks.99")[0] == draft


def test_new_lines_begin_with_names_that_are_free() -> None:
    draft, _ = changed({"stages": []}, "add:stages", chosen="knockout")
    draft, _ = changed(draft, "add:stages", chosen="swiss")
    assert [stage["code"] for stage in draft["stages"]] == ["stage-1", "stage-2"]
    rules, _ = changed(
        {"prize_rules": {"tiers": [{"prize": "first"}]}}, "add:prize_rules.tiers", chosen="rest", names=NAMES
    )
    assert rules["prize_rules"]["tiers"][1] == {"rule": "rest", "prize": "second"}


def test_another_game_begins_with_its_own_settings_and_ties() -> None:
    draft = ContestDraft.of_contest({"game": "timed"}, NAMES)
    data = posted(draft.drawn().parts.values(), game="shooting", heat_size="4")
    data["game.was"] = "timed"
    after = ContestDraft.typed(data, NAMES)
    assert (after.game, after.values["settings"]) == ("shooting", {})
    assert after.values["tie_breaks"] == GAMES["shooting"]({}).usual_chain()
    assert after.heat_size == 4


def test_a_form_of_other_rules_brings_its_settings_and_its_chain() -> None:
    draft = ContestDraft.of_contest({"game": "match", "settings": {"system": "ittf"}}, NAMES)
    data = posted(draft.drawn().parts.values(), game="match", heat_size="1")
    data["game.was"], data["settings.system"] = "match", "bwf"
    after = ContestDraft.typed(data, NAMES)
    assert after.values["settings"] == {"system": "bwf"}
    assert after.values["tie_breaks"] == GAMES["match"]({"system": "bwf"}).usual_chain()


def test_every_field_of_every_rule_has_a_label_in_both_languages() -> None:
    for language in ("zh-hans", "en"):
        with translation.override(language):
            for game in GAMES:
                lines = {
                    "aggregation": [{"rule": code, "over": "attempts"} for code in AGGREGATIONS],
                    "adjustments": [{"rule": code} for code in ADJUSTMENTS],
                    "stages": [
                        {"rule": code, "code": "s"} for code, rule in FORMATS.items() if rule.suits(GAMES[game])
                    ],
                }
                drawn = ContestDraft.of_contest({"game": game, **lines}, NAMES).drawn()
                bare = [each.name for each in drawn.places if each.label == each.name.rpartition(".")[2]]
                assert [name for name in bare if not name.rpartition(".")[2].isdecimal()] == []
