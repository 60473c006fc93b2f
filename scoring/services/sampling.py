"""Invented results that show what a setting does: always the same for the same setting, with a tie and an absence."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any, Final

from scoring.queries.layouts import faults_of
from scoring.rulebook import GAMES, CaseProblems, outcome_of, problems_of
from scoring.rulebook.marks.aggregation import NOWHERE, Way, held, name_of_part
from scoring.rulebook.marks.fields import Field
from scoring.rulebook.marks.game import Game
from scoring.rulebook.marks.nodeshape import WITH_PEOPLE
from scoring.services.casing import ONE_CONTEST_ALONE

Json = dict[str, Any]
NAMES: Final = ("林小满", "周大河", "吴晓梅", "郑立秋", "王春生", "冯冬青", "陈白露", "褚谷雨")
UNITS: Final = ("青山中学", "河湾小学", "云溪医院", "松林车间")
USUALLY: Final = 3
PEOPLE: Final = 4
MOST_ROUNDS: Final = 40
# How often each entrant commits each fault, in the first part alone.
FAULTS: Final = (0, 0, 1, 0, 0, 2, 0, 0)
# The highest value that looks like a real one, where a field allows far more.
LOOKS_REAL: Final = {"count": 60, "points": 60, "distance": 6000, "weight": 4000, "order": 10**6}
LARGE: Final = {"steps": 12_000, "votes": 240, "of": 100}
TIME: Final = 12_000


def sample_contest(contest: Mapping[str, Any], *, entries: Sequence[Mapping[str, Any]] = ()) -> Json:
    """The contest with sample entries: the given ones, or invented; matches and stages are played to the end."""
    made = {"code": "sample", **copy.deepcopy(dict(contest))}
    made["entries"] = [dict(entry) for entry in entries] or _entries(made)
    if made.get("stages"):
        made["stages"] = [_plain(stage, len(made["entries"])) for stage in made["stages"]]
        _play(made)
    return made


def outcome_of_sample(
    contest: Mapping[str, Any],
    *,
    prizes: Sequence[Mapping[str, Any]] = (),
    prize_rules: Mapping[str, Any] | None = None,
    entries: Sequence[Mapping[str, Any]] = (),
) -> Json:
    """What the setting gives on sample data; CaseProblems when it cannot stand."""
    return outcome_of(case_of([sample_contest(contest, entries=entries)], prizes=prizes, prize_rules=prize_rules))


def case_of(
    contests: Sequence[Mapping[str, Any]],
    *,
    prizes: Sequence[Mapping[str, Any]] = (),
    prize_rules: Mapping[str, Any] | None = None,
    **more: Any,
) -> Json:
    """A case around these contests, with nothing that holds across them unless it is said."""
    return {
        "format": "unionevents-case",
        "version": 1,
        "contests": list(contests),
        "prizes": list(prizes),
        "prize_rules": dict(prize_rules) if prize_rules else None,
        "awards": dict(ONE_CONTEST_ALONE),
    } | more


def _entries(contest: Mapping[str, Any]) -> list[Json]:
    game = GAMES[contest["game"]](contest.get("settings"))
    divisions = [division["code"] for division in contest.get("divisions", ())]
    tags = sorted({str(line["tag"]) for line in contest.get("adjustments", ()) if line.get("tag")})
    played = game.entered_by == "matches" or contest.get("stages")
    rows = []
    for number, name in enumerate(NAMES):
        row: Json = {
            "id": f"{contest['code']}/{number + 1}",
            "person": f"p{number + 1}",
            "name": name,
            "unit": f"u{number % len(UNITS) + 1}",
            "unit_name": UNITS[number % len(UNITS)],
        }
        if divisions:
            row["division"] = divisions[number % len(divisions)]
        if tags and number % 2:
            row["tags"] = tags
        if not played:
            absent = {"absence": "DNS"} if number == len(NAMES) - 1 else {}
            row |= absent or _result(contest, game, number)
        rows.append(row)
    return rows


def _result(
    contest: Mapping[str, Any],
    game: Game,
    number: int,
    way: tuple[int, ...] = (),
    *,
    inside: Way = NOWHERE,
    line: int = 0,
) -> Json:
    """One result with its parts, and the faults that are counted at its level; `way` are the parts it lies in."""
    node: Json = {}
    every = contest.get("aggregation") or ()
    at = every[line - 1]["over"] if way else None
    found = inside.next_line([held(each) for each in every], line)
    faults = {code: FAULTS[number] if not any(way) else 0 for code in faults_of(contest, at)}
    if any(faults.values()):
        node["faults"] = {code: often for code, often in faults.items() if often}
    if found is None:
        return node | {"records": _records(game, number, way)}
    over, count = every[found]["over"], every[found].get("count") or _usual(every[found])
    named = [name for each in every[found + 1 :] for name in each.get("of") or ()]
    parts = []
    for part in range(count):
        who = {}
        if over in WITH_PEOPLE:
            who = {"person": f"p{number + 1}-{part + 1}", "name": f"{NAMES[number]}队{part + 1}号"}
        elif part < len(named):
            who = {"code": named[part]}
        name = name_of_part(who, part + 1)
        parts.append(who | _result(contest, game, number, (*way, part), inside=inside.into(over, name), line=found + 1))
    return node | {over: parts}


def _usual(step: Mapping[str, Any]) -> int:
    """As many parts as the rule needs to work, and at least as many as look natural."""
    needed = [len(step["weights"])] if isinstance(step.get("weights"), list) else []
    needed += [value for key in ("k", "nth", "n", "least") if type(value := step.get(key)) is int]
    needed.append(sum(value for key in ("drop_highest", "drop_lowest") if type(value := step.get(key)) is int) + 1)
    return max(*needed, PEOPLE if step["over"] in WITH_PEOPLE else USUALLY)


def _records(game: Game, number: int, way: tuple[int, ...]) -> Json:
    """Plausible records; the second and third are level, which lists reach in another order."""
    strength, turned = (1, number == 2) if number in (1, 2) else (number, False)  # noqa: PLR2004  # the third
    records: Json = {}
    for at, field in enumerate(game.fields):
        slots = min(len(field.slots), 12) if field.is_list else 1
        values = [_value(game, field, strength, sum(way) + slot + at) for slot in range(slots)]
        if field.kind == "heights":
            values = _jumps(slots, strength, field.highest)
        elif turned and not way:
            values.reverse()
        records[field.code] = values if field.is_list else values[0]
    return records


def _value(game: Game, field: Field, strength: int, turn: int) -> Any:
    spread = (strength * 7 + turn * turn * 5 + strength * turn * 3) % 13
    if field.kind == "time":
        return min(max(TIME + spread * 43 * field.step, field.lowest), field.highest)
    if field.kind in ("shots", "yes_no"):
        return int(spread > strength % 5 + 1)
    if field.kind == "order":
        return strength + 1
    zones = game.settings.get("zones")
    if zones:
        return sorted(zones)[-1 - spread % len(zones)]
    if field.code == "inner":
        return field.lowest
    real = LARGE.get(field.code) or LOOKS_REAL.get(field.kind, field.highest)
    real *= 10**field.decimals if field.kind == "points" else 1
    highest = min(field.highest, real)
    if field.code == "of":
        return highest
    value = highest - ceil(highest * spread / (20 if field.code == "steps" else 40))
    return min(max(value - value % field.step, field.lowest), field.highest)


def _jumps(bars: int, strength: int, tries: int) -> list[str | None]:
    """Bar by bar: cleared, cleared at the second try, and three failures at the end."""
    cleared = min(bars - 1, 1 + strength % 4)
    return [*("xo" if (bar + strength) % 3 == 0 and tries > 1 else "o" for bar in range(cleared)), "x" * tries]


def _plain(stage: Json, entries: int) -> Json:
    """The stage without matches and results of others; of stages by number the ones for so many."""
    emptied = {key: value for key, value in stage.items() if key not in {"matches", "results", "entrants", "orders"}}
    if "choices" in emptied:
        emptied["choices"] = [
            {**choice, "stages": [_plain(each, entries) for each in choice.get("stages", ())]}
            for choice in emptied["choices"]
        ]
    return emptied


def _every_stage(stages: Sequence[Json]) -> list[Json]:
    found = []
    for stage in stages:
        found.append(stage)
        for choice in stage.get("choices", ()):
            found += _every_stage(choice["stages"])
    return found


def _play(contest: Json) -> None:
    """Matches and results stage by stage, until nothing is open; who stands first in the list is the stronger."""
    order = {entry["id"]: number for number, entry in enumerate(contest["entries"])}
    game = GAMES[contest["game"]](contest.get("settings"))
    by_code = {stage.get("code"): stage for stage in _every_stage(contest["stages"])}
    score = _match_result(contest) if game.entered_by == "matches" else {}
    for _ in range(MOST_ROUNDS):
        added = False
        for shown in outcome_of(case_of([contest]))["contests"][0]["stages"]:
            stage = by_code.get(shown["code"])
            if stage is None:
                continue
            if game.entered_by == "matches":
                added |= _play_matches(stage, shown, order, score)
            elif not stage.get("results"):
                stage["results"] = [_raced(contest, game, entry, order) for entry in shown["entrants"]]
                added |= bool(stage["results"])
        if not added:
            return


def _play_matches(stage: Json, shown: Mapping[str, Any], order: Mapping[str, int], score: Mapping[str, Any]) -> bool:
    rows = stage.setdefault("matches", [])
    known = {row["id"] for row in rows if "id" in row}
    new = []
    for fixture in map(_next_leg, shown["fixtures"]):
        sides = [str((fixture[side] or {}).get("entry", "")) for side in ("a", "b")]
        if fixture["finished"] or fixture["id"] in known or not all(sides):
            continue
        swapped = order[sides[0]] > order[sides[1]]
        keys = ("leg", "round") if "leg" in fixture else ("id", "round", "group")
        row = {key: fixture[key] for key in keys if fixture[key]}
        new.append(row | {"a": sides[swapped], "b": sides[not swapped], **copy.deepcopy(dict(score))})
    rows += new
    return bool(new)


def _next_leg(fixture: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fixture; of a tie of several matches the next one that is to be played."""
    for number, leg in enumerate(fixture.get("legs", ()), 1):
        if not leg["finished"]:
            return {**fixture, "leg": number}
    return fixture


def _raced(contest: Mapping[str, Any], game: Game, entry: Any, order: Mapping[str, int]) -> Json:
    code = entry["entry"] if isinstance(entry, Mapping) else entry
    result = _result(contest, game, order[code])
    return {"entry": code, **result}


def _match_result(contest: Mapping[str, Any]) -> Json:
    """What a won match looks like under these settings: the first way of writing one that the rule book accepts."""
    settings = GAMES[contest["game"]](contest.get("settings")).settings
    wins, to = settings["games"] // 2 + 1, settings.get("points_to") or 21
    games = [[to, max(to - 4, 0)]] * wins
    rubbers = len(settings.get("rubbers") or ())
    ways: list[Json] = [
        {"games": games},
        {"score": [wins, wins - 1]},
        {"score": [wins, 0]},
        {"games": [[to, max(to - 4, 0)]] * settings["games"]},
        {"score": [3, 1]},
        {"score": [settings["games"], 0]},
        {"winner": "a"},
        {"score": [rubbers // 2 + 1, 0]},
        {"score": [rubbers - 1, 1]},
        {"score": [rubbers, 0]},
        {"score": [to, to - 3]},
    ]
    for way in ways:
        match = {"a": "sample/1", "b": "sample/2", **way}
        stage = {"code": "try", "rule": "round_robin", "matches": [match]}
        entries = [{"id": f"sample/{n}", "person": f"p{n}"} for n in (1, 2)]
        tried = {"code": "sample", "game": contest["game"], "settings": settings, "stages": [stage], "entries": entries}
        if not problems_of(case_of([tried])):
            return way
    return {}


__all__ = ["CaseProblems", "case_of", "outcome_of_sample", "sample_contest"]
