"""An independent count of a meet: plain Python over an activity file and its results.

It imports nothing of the product, so that a fault of the rule book cannot hide in it. It knows the rules below and no
others; `unknown_to` says of which contests it cannot judge.

Least time wins (or most), most count wins (or least), most hits wins and among equal hits who hit earlier; otherwise
equal marks share a place. Places are a fixed number or follow the size of the field; whoever is level at a line gets
the better prize; a person is rewarded for every placing or for the best one; souvenirs go to who took part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Record = Mapping[str, Any]
SETTINGS = {
    "timed": {"precision", "direction"},
    "count": {"seconds", "unit", "direction"},
    "shooting": {"shots", "points_per_hit"},
}
BETTER = {"timed": "less", "count": "more", "shooting": "more"}
LATER_KEYS = ("aggregation", "adjustments", "stages", "rankings")
NEVER_STARTED, NEVER_FINISHED = {"DNS", "WD"}, {"DNF", "NM", "DSQ"}
PLAIN_TIERS = {"fixed", "rest"}
REWARDS = {"one_per_person", "passed_down", "souvenir"}


@dataclass(frozen=True)
class Result:
    """What one entry achieved: an absence, or a mark; for shots also the turns of the hits."""

    mark: int | None
    absence: str | None = None
    hits: tuple[int, ...] = ()


@dataclass(frozen=True)
class Line:
    """One entry on a list; without a rank it has no place."""

    contest: str
    division: str | None
    entry: str
    person: int
    rank: int | None
    prize: str | None


@dataclass(frozen=True)
class Award:
    """One thing that a person receives; a souvenir belongs to no entry."""

    person: int
    prize: str
    entry: str | None


def unknown_to(document: Record) -> dict[str, str]:
    """By contest code: why this count cannot judge it."""
    found: dict[str, str] = {}
    teams = {team["contest"] for roster in document["rosters"] for team in roster.get("teams", ())}
    sheets = {sheet["contest"]: sheet for sheet in document["scoresheets"]}
    for contest in document["contests"]:
        code = contest["code"]
        if code not in sheets:
            found[code] = "no scoresheet"
        elif code in teams:
            found[code] = "teams"
        elif why := _strange(sheets[code], document["prize_plan"]):
            found[code] = why
    return found


def strange_rewards(document: Record) -> str:
    """Why the award list cannot be counted again; empty when it can."""
    awards = document["prize_plan"]["awards"] or {}
    if unknown := set(awards) - REWARDS:
        return ", ".join(sorted(unknown))
    if awards.get("one_per_person") not in {None, "best_placing"} or awards.get("passed_down"):
        return "one_per_person"
    if document["prize_plan"].get("tables"):
        return "tables"
    return ""


def list_of(document: Record, results: Mapping[str, Result], contest: str) -> list[Line]:
    """Every ranking of a contest, division by division, each from the best down."""
    sheet = next(sheet for sheet in document["scoresheets"] if sheet["contest"] == contest)
    rules = sheet["prize_rules"] or document["prize_plan"]["prize_rules"] or {}
    divisions: dict[str | None, dict[str, int]] = {}
    for person, entry in _entries(document):
        if entry["contest"] == contest:
            divisions.setdefault(entry["division"], {})[f"{contest}/{entry['number']}"] = person["number"]
    lines: list[Line] = []
    for division, people in divisions.items():
        own = {entry: results[entry] for entry in people}
        marks = {entry: _strength(sheet, result) for entry, result in own.items() if result.absence is None}
        ranks = {entry: 1 + sum(other < mark for other in marks.values()) for entry, mark in marks.items()}
        places = _places(rules, own)
        for code in sorted(own, key=lambda code: (code not in ranks, ranks.get(code, 0), code)):
            rank = ranks.get(code)
            lines.append(Line(contest, division, code, people[code], rank, _prize(rules, rank, places)))
    return lines


def lists(document: Record, results: Mapping[str, Result]) -> list[Line]:
    """Contest by contest in the order of the plan."""
    return [line for contest in document["contests"] for line in list_of(document, results, contest["code"])]


def awards(document: Record, results: Mapping[str, Result]) -> set[Award]:
    """Everything that is given away."""
    rules = document["prize_plan"]["awards"] or {}
    lines = [line for line in lists(document, results) if line.prize]
    if rules.get("one_per_person"):
        worth = {prize["code"]: position for position, prize in enumerate(document["prizes"])}
        value = {prize["code"]: prize["value"] or 0 for prize in document["prizes"]}
        best: dict[int, Line] = {}
        for line in lines:  # what stands first stays where nothing else decides
            held = best.setdefault(line.person, line)
            if _goodness(line, worth, value) < _goodness(held, worth, value):
                best[line.person] = line
        lines = list(best.values())
    given = {Award(line.person, line.prize or "", line.entry) for line in lines}
    if souvenir := rules.get("souvenir"):
        took_part = {
            person["number"]
            for person, entry in _entries(document)
            if results[f"{entry['contest']}/{entry['number']}"].absence not in NEVER_STARTED
        }
        if souvenir["to"] == "took_part_without_award":
            took_part -= {award.person for award in given}
        given |= {Award(person, souvenir["prize"], None) for person in took_part}
    return given


def _strange(sheet: Record, plan: Record) -> str:
    game = sheet["game"]
    if game not in SETTINGS:
        return f"game {game}"
    if unknown := set(sheet["settings"]) - SETTINGS[game]:
        return f"settings {', '.join(sorted(unknown))}"
    if later := [key for key in LATER_KEYS if sheet.get(key)]:
        return ", ".join(later)
    breaks = [line["rule"] for line in sheet["tie_breaks"]] if isinstance(sheet["tie_breaks"], list) else ["two chains"]
    if breaks != (["earlier_hit"] if game == "shooting" and breaks else []):
        return f"tie-breaks {', '.join(breaks)}"
    if sheet["undecided"] != "shared":
        return "undecided places"
    return _strange_prizes(sheet, plan)


def _strange_prizes(sheet: Record, plan: Record) -> str:
    rules = sheet["prize_rules"] or plan["prize_rules"] or {}
    if not rules:
        return ""
    said = {key for key, value in rules.items() if value is not None}
    if said - {"places", "tiers", "ties"} or rules.get("ties", "all_in") != "all_in":
        return "prizes of level places"
    if rules["places"]["rule"] not in {"fixed", "by_entries"}:
        return f"places {rules['places']['rule']}"
    if any(tier["rule"] not in PLAIN_TIERS or tier.get("ties") for tier in rules["tiers"]):
        return "tiers"
    return ""


def _entries(document: Record) -> Iterator[tuple[Record, Record]]:
    """Everybody who starts, with each of their entries."""
    for roster in document["rosters"]:
        for person in roster["people"]:
            for entry in person["entries"]:
                if person["withdrawn_at"] is None and entry["withdrawn_at"] is None:
                    yield person, entry


def _strength(sheet: Record, result: Result) -> tuple[int, ...]:
    """Smaller is better."""
    assert result.mark is not None
    game, settings = sheet["game"], sheet["settings"]
    mark = result.mark
    if game == "timed":  # taken up to the step to which results are recorded
        step = settings.get("precision", 10)
        mark = -(-mark // step) * step
    better = settings.get("direction", BETTER[game])
    signed = mark if better == "less" else -mark
    return (signed, *(result.hits if sheet["tie_breaks"] else ()))


def _places(rules: Record, own: Mapping[str, Result]) -> int:
    if not rules:
        return 0
    places = rules["places"]
    if places["rule"] == "fixed":
        return int(places["count"])
    absences = [result.absence for result in own.values()]
    out = {"entered": set[str](), "started": NEVER_STARTED, "finished": NEVER_STARTED | NEVER_FINISHED}
    size = sum(absence not in out[places.get("base", "entered")] for absence in absences)
    fitting = (step["places"] for step in places["steps"] if size <= step["up_to"])
    return int(next(fitting, places["beyond"]))


def _prize(rules: Record, rank: int | None, places: int) -> str | None:
    """Level entries have the rank of the best of them, and with it the better prize."""
    if rank is None or rank > places:
        return None
    taken = 0
    for tier in rules["tiers"]:
        taken = places if tier["rule"] == "rest" else taken + tier["count"]
        if rank <= taken:
            return str(tier["prize"])
    return None


def _goodness(line: Line, worth: Mapping[str, int], value: Mapping[str, int]) -> tuple[int, int, int]:
    prize = line.prize or ""
    return (line.rank or 0, worth[prize], -value[prize])
