"""Settings and records of any registered rule, made from its own parameters and fields.

Hypothesis draws the number of people and a seed; the rest follows from the seed, because drawing every number of a
contest by itself takes many times longer than ranking it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from hypothesis import strategies as st

from scoring.rulebook import GAMES, TIE_BREAKS, Absence
from scoring.rulebook.adjustments import ADJUSTMENTS
from scoring.rulebook.aggregations import AGGREGATIONS
from scoring.rulebook.base.rule import Parameter, Rule
from scoring.rulebook.marks.fields import Field
from scoring.rulebook.marks.game import Game

FAULTS = ["drop", "foul"]
CODES = ["first", "second"]
TAGS = ["women", "leader"]
TRIES = ["o", "xo", "xxo", "-", "x-", "xxx", "x", "r", "xr"]
SMALL = 5
LEVELS = ["attempts", "rounds"]
MEASURES = sorted(code for code, game in GAMES.items() if game.entered_by == "entries")
# These two move places and prizes past better marks, as they are meant to; they have laws of their own.
PLAIN = {code: rule for code, rule in ADJUSTMENTS.items() if code not in ("demote", "tier_cap")}
Settings = dict[str, Any]


def seeds() -> st.SearchStrategy[Random]:
    """A source of chance that hypothesis can repeat."""
    return st.integers(0, 2**32 - 1).map(Random)


def settings_of(parameters: Sequence[Parameter]) -> st.SearchStrategy[Settings]:
    """Any settings that the parameters allow, contradictions included."""
    return seeds().map(lambda rng: any_settings(rng, parameters))


def configured(rule: type[Rule]) -> st.SearchStrategy[Settings]:
    """Settings of a rule that can stand together."""
    return seeds().map(lambda rng: agreeing(rule, any_settings(rng, rule.parameters)))


def any_settings(rng: Random, parameters: Sequence[Parameter]) -> Settings:
    """Any settings that the parameters allow, numbers kept small so that ties and edges are common."""
    return {
        parameter.code: None if parameter.optional and rng.random() < 0.5 else _value(rng, parameter)
        for parameter in parameters
    }


def _value(rng: Random, parameter: Parameter) -> Any:
    lowest = max(parameter.lowest, -3)
    highest = min(parameter.highest, lowest + SMALL)
    match parameter.kind:
        case "whole":
            return rng.randint(lowest, highest)
        case "number":
            return rng.choice([*range(lowest, highest + 1), "1/2" if lowest < 1 else lowest])
        case "choice":
            return rng.choice(parameter.choices).code
        case "yes_no":
            return rng.random() < 0.5
        case "rows":
            return [any_settings(rng, parameter.columns) for _ in range(rng.randint(0, 3))]
        case "numbers":
            return [rng.randint(lowest, highest) for _ in range(rng.randint(0, 4))]
        case "codes":
            return rng.sample(TAGS, rng.randint(0, 2))
    words = {"fault": FAULTS, "tag": ["", *TAGS], "part": ["1", "2"]}
    return rng.choice(CODES if parameter.kind == "code" else words.get(parameter.code, ["", "a", "bc"]))


def agreeing(rule: type[Rule], settings: Settings) -> Settings:
    """The settings with what contradicts put back to its default, as a person would."""
    tidied = TIDY[rule.code](settings) if rule.code in TIDY else settings
    odd = {steps[0] for steps, _ in rule(tidied).contradictions()}
    defaults = {parameter.code: parameter.default for parameter in rule.parameters}
    return {code: defaults[code] if code in odd else value for code, value in tidied.items()}


def _judged(settings: Settings) -> Settings:
    criteria = [
        {**line, "code": f"c{number}", "weight": line["weight"] or 50} | _own_panel(line)
        for number, line in enumerate(settings["criteria"])
    ]
    high, low = settings["drop_highest"] % 3, settings["drop_lowest"] % 3
    judges = max(settings["judges"], high + low + 1)
    return (
        settings
        | {"criteria": criteria, "drop_highest": high, "drop_lowest": low, "judges": judges, "least": None}
        | _drop_with(settings, high + low)
    )


def _own_panel(line: Settings) -> Settings:
    """A panel of its own that can give a result: more judges than marks dropped."""
    dropped = {key: None if line[key] is None else line[key] % 2 for key in ("drop_highest", "drop_lowest")}
    return dropped | {"judges": None if line["judges"] is None else line["judges"] + 2 + 2}


def _portion(settings: Settings) -> Settings:
    most = settings["at_most"]
    least = settings["at_least"] if most is None else min(settings["at_least"], most)
    cumulative = bool(settings.get("cumulative")) and settings.get("base") != "left"
    tidied = {"percent": min(settings["percent"], settings["out_of"]), "at_least": least}
    return settings | tidied | ({"cumulative": cumulative} if "cumulative" in settings else {})


def _steps(settings: Settings) -> Settings:
    return settings | {
        "steps": [{**step, "up_to": 2 * number} for number, step in enumerate(settings["steps"], 1)],
    }


def _drop_with(settings: Settings, dropped: int) -> Settings:
    asked = settings["drop_with"]
    return {"drop_with": None if asked is None else max(asked, dropped + 1)}


TIDY: Mapping[str, Callable[[Settings], Settings]] = {
    "share": _portion,
    "percent": _portion,
    "by_entries": _steps,
    "judged": _judged,
    "height": lambda settings: settings | {"bars": sorted(set(settings["bars"])) or [1000]},
    "zones": lambda settings: (
        settings | {"zones": [value for value in settings["zones"] if value <= settings["highest"]]}
    ),
    "moved": lambda settings: settings | {"from_entry": "contest/p1", "to_entry": "contest/p2"},
}


def lines_of(rng: Random, rules: Mapping[str, type[Rule]], most: int) -> list[Settings]:
    """A list of rules with their settings, each rule at most once."""
    codes = rng.sample(sorted(rules), min(len(rules), rng.randint(0, most)))
    return [{"rule": code, **agreeing(rules[code], any_settings(rng, rules[code].parameters))} for code in codes]


def chain_for(rng: Random, game: Game) -> list[Settings]:
    """A chain of tie-breaks that suit the game and find something to read in it as set."""
    lines = lines_of(rng, {code: rule for code, rule in TIE_BREAKS.items() if rule.suits(type(game))}, most=3)
    return [line for line in lines if reads(line, game)]


def reads(line: Settings, game: Game) -> bool:
    """Whether a line of a chain has something to read in the game as set."""
    settings = {key: value for key, value in line.items() if key != "rule"}
    return TIE_BREAKS[line["rule"]](settings).unread(game) is None


def scoring(rng: Random) -> dict[str, Any]:
    """Aggregations and adjustments of a contest: none, or one or two levels of them."""
    levels = rng.choice([[], [], LEVELS[:1], LEVELS])
    aggregation = []
    for level in levels:
        (line,) = lines_of(rng, {(code := rng.choice(sorted(AGGREGATIONS))): AGGREGATIONS[code]}, most=1) or [
            {"rule": "best"}
        ]
        aggregation.append({"over": level, "count": None, **line})
    adjustments = [{**line, "at": rng.choice([None, *levels])} for line in lines_of(rng, PLAIN, most=2)]
    return {"aggregation": aggregation, "adjustments": adjustments}


def mixed(rng: Random) -> list[Settings]:
    """Parts put together, of which only the one called `a` is itself put together, from attempts."""
    codes = sorted(code for code, rule in AGGREGATIONS.items() if rule.keeps_measure())
    lines = []
    for _ in range(2):
        code = rng.choice(codes)
        lines.append({"rule": code, **agreeing(AGGREGATIONS[code], any_settings(rng, AGGREGATIONS[code].parameters))})
    return [{"over": "parts", "count": None, **lines[0]}, {"over": "attempts", "count": None, "of": ["a"], **lines[1]}]


def mixed_node(rng: Random, game: Game) -> dict[str, Any]:
    """A result for `mixed`: part `a` of attempts, part `b` with records of its own."""
    parts = [{"code": "a", **node(rng, game, ["attempts"])}, {"code": "b", **node(rng, game, [])}]
    rng.shuffle(parts)
    return {"parts": parts, "absence": rng.choice([None] * 9 + ["DNS"])}


def with_entries(rng: Random, adjustments: list[Settings], ids: list[str]) -> list[Settings]:
    """The adjustments with entries that exist; those that need two where there are fewer are left out."""
    named = []
    for line in adjustments:
        keys = ADJUSTMENTS[line["rule"]].entries
        if not keys:
            named.append(line)
        elif len(ids) >= len(keys):
            named.append(line | dict(zip(keys, rng.sample(ids, len(keys)), strict=True)) | {"at": None})
    return named


def node(rng: Random, game: Game, levels: Sequence[str]) -> dict[str, Any]:
    """A result: records, or a list of results one level down; perhaps faults, tags, an absence."""
    result: dict[str, Any] = {
        "absence": rng.choice([*[None] * 12, *(absence.value for absence in Absence)]),
        "faults": {fault: rng.randint(0, 3) for fault in rng.sample(FAULTS, rng.choice([0, 0, 1, 2]))},
        "tags": rng.sample(TAGS, rng.choice([0, 0, 1, 2])),
    }
    if not levels:
        return result | {"records": records(rng, game)}
    below = [node(rng, game, levels[1:]) | {"trial": rng.random() < 0.2} for _ in range(rng.randint(0, 3))]
    return result | {levels[0]: below}


def records(rng: Random, game: Game) -> dict[str, Any]:
    """Records that can have happened; every field may be empty."""
    drawn = {field.code: None if rng.random() < 0.2 else _record(rng, field) for field in game.fields}
    given = {code: value for code, value in drawn.items() if value is not None}
    return dict.fromkeys(drawn) if game.impossible(given) else drawn


def _record(rng: Random, field: Field) -> Any:
    if not field.is_list:
        return _one(rng, field)
    return [
        None if rng.random() < 0.1 else _one(rng, field) for _ in range(rng.randint(0, min(field.attempts, 2 * SMALL)))
    ]


def _one(rng: Random, field: Field) -> Any:
    if field.kind == "heights":
        return rng.choice([tries for tries in TRIES if field.fits(tries)])
    lowest = max(field.lowest, -3)
    return rng.randint(lowest, min(field.highest, lowest + 3 * field.step))
