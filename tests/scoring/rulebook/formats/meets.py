"""Small contests with stages, and what is read from their outcome."""

from __future__ import annotations

import copy
from typing import Any

from scoring.rulebook import CaseProblems, outcome_of
from tests.scoring.rulebook.cases import case_of

Json = dict[str, Any]
RESULT = {"format": "result", "win": 2, "draw": 1, "loss": 0, "level": "draw"}


def entries(number: int, **by_key: list[Any]) -> list[Json]:
    """Entries "1".."n"; `unit=["a", "b"]` and the like give a value to each."""
    return [
        {"id": str(at + 1), "person": f"p{at + 1}", **{key: values[at] for key, values in by_key.items()}}
        for at in range(number)
    ]


def race(number: int, *stages: Json, **more: Any) -> Json:
    """A timed contest."""
    return {"code": "race", "game": "timed", "entries": entries(number), "stages": list(stages), **more}


def duel(number: int, *stages: Json, **more: Any) -> Json:
    """A contest of matches of which only the result is written down."""
    people = {"entries": entries(number), **more}
    return {"code": "duel", "game": "match", "settings": RESULT, "stages": list(stages), **people}


def run(contest: Json) -> Json:
    """The outcome of its contest."""
    found: Json = outcome_of(case_of(copy.deepcopy(contest)))["contests"][0]
    return found


def ranks(contest: Json, ranking: int = 0) -> dict[str, int | None]:
    """Entry to rank."""
    return {one["entry"]: one["rank"] for one in run(contest)["rankings"][ranking]["placings"]}


def stage(contest: Json, number: int = 0) -> Json:
    """One stage of the outcome."""
    found: Json = run(contest)["stages"][number]
    return found


def times(**seconds: int | str) -> list[Json]:
    """Results by entry: `e1=12` is 12 s of entry "1", a text is an absence."""
    return [
        {"entry": entry[1:], "absence": value}
        if isinstance(value, str)
        else {"entry": entry[1:], "records": {"time": value * 1000}}
        for entry, value in seconds.items()
    ]


def heat(number: int, rows: list[Json]) -> list[Json]:
    """The same results in a heat."""
    return [{**row, "heat": number} for row in rows]


def games(text: str, **more: Any) -> list[Json]:
    """Matches: `1>2 3=4 5-6` (a wins, drawn, not yet played); `more` goes into each."""
    found = []
    for word in text.split():
        sign = next(sign for sign in ">=-" if sign in word)
        a, b = word.split(sign)
        found.append({"a": a, "b": b, **({} if sign == "-" else {"winner": {">": "a", "=": "draw"}[sign]}), **more})
    return found


def going(contest: Json, number: int = 0) -> list[str]:
    """Who goes on from a stage."""
    return [one["entry"] for one in stage(contest, number)["advancing"]]


def problems(contest: Json) -> dict[str, str]:
    """Path to rule of everything that is wrong."""
    try:
        run(contest)
    except CaseProblems as found:
        return {problem.path: problem.sentence.rule for problem in found.problems}
    return {}


# Eight entries, seeded by their numbers.
SEEDED = {"entries": entries(8, seed=list(range(1, 9)))}


def pairs(contest: Json, number: int = 0) -> list[str]:
    """Fixtures as `1-2`, a bye as `1-*`, a reference as `W1-L2`."""

    def said(side: Json | None) -> str:
        if side is None:
            return "*"
        return str(side.get("entry") or (f"W{side['winner_of']}" if "winner_of" in side else f"L{side['loser_of']}"))

    return [f"{said(one['a'])}-{said(one['b'])}" for one in stage(contest, number)["fixtures"]]


def seeded(number: int) -> Json:
    """So many entries, each with its number as its seed."""
    return {"entries": entries(number, seed=list(range(1, number + 1)))}
