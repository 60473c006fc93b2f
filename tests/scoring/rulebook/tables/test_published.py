"""Published tables come out: a season decided by count-back, and a medal table level on gold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

from tests.scoring.rulebook.cases import case_of
from tests.scoring.rulebook.tables.meets import table

# Formula One 2007, seventeen races from Melbourne to Interlagos; None: not classified. Final standings: 110, 109, 109
# points, the two level ones apart by second places (five and four; FIA Sporting Regulations article 7.2).
SEASON: Mapping[str, Sequence[int | None]] = {
    "Räikkönen": [1, 3, 3, None, 8, 5, 4, 1, 1, None, 2, 2, 3, 1, 3, 1, 1],
    "Hamilton": [3, 2, 2, 2, 2, 1, 1, 3, 3, 9, 1, 5, 2, 4, 1, None, 7],
    "Alonso": [2, 1, 5, 3, 1, 7, 2, 7, 2, 1, 4, 3, 1, 3, None, 2, 3],
}
RACES = 17
LAST = 9


def race(number: int) -> dict[str, Any]:
    """One race; those not followed here take the other places, without a unit."""
    places = {driver: results[number] for driver, results in SEASON.items()}
    entries: list[dict[str, Any]] = [
        {
            "id": f"race-{number}/{driver}",
            "person": driver,
            "unit": driver,
            **({"absence": "DNF"} if place is None else {"records": {"place": place}}),
        }
        for driver, place in places.items()
    ]
    entries += [
        {"id": f"race-{number}/other-{place}", "person": f"other-{place}", "records": {"place": place}}
        for place in range(1, LAST + 1)
        if place not in places.values()
    ]
    return {"code": f"race-{number}", "game": "finish_order", "entries": entries}


def test_formula_one_2007_is_decided_by_count_back() -> None:
    setting = {"code": "drivers", "rule": "points", "points": [10, 8, 6, 5, 4, 3, 2, 1]}
    rows = table(case_of(*(race(number) for number in range(RACES)), tables=[setting]))["rows"]

    assert [(row["unit"], row["rank"], row["total"]) for row in rows] == [
        ("Räikkönen", 1, 110), ("Hamilton", 2, 109), ("Alonso", 3, 109)
    ]  # fmt: skip
    assert [row["decided_by"] for row in rows] == ["mark", "count_back", "count_back"]
    assert "第 2 名 5 个" in rows[1]["why"]["zh"]
    assert "第 2 名 4 个" in rows[2]["why"]["zh"]


# Paris 2024, the first four nations: gold, silver, bronze. The first two are level on gold.
PARIS = {"USA": (40, 44, 42), "CHN": (40, 27, 24), "JPN": (20, 12, 13), "AUS": (18, 19, 16)}


def test_paris_2024_is_level_on_gold_and_apart_by_silver() -> None:
    by_metal = [[nation for nation, won in PARIS.items() for _ in range(won[metal])] for metal in range(3)]
    contests = []
    for number, nations in enumerate(zip_longest(*by_metal)):
        entries = [
            {
                "id": f"event-{number}/{place}",
                "person": f"event-{number}-{place}",
                "unit": nation,
                "records": {"place": place},
            }
            for place, nation in enumerate(nations, 1)
        ]
        contests.append({"code": f"event-{number}", "game": "finish_order", "entries": entries})

    rows = table(case_of(*contests, tables=[{"code": "medals", "rule": "medals"}]))["rows"]

    assert [(row["unit"], row["rank"], row["shown"]["en"]) for row in rows] == [
        ("USA", 1, "40 gold, 44 silver, 42 bronze"),
        ("CHN", 2, "40 gold, 27 silver, 24 bronze"),
        ("JPN", 3, "20 gold, 12 silver, 13 bronze"),
        ("AUS", 4, "18 gold, 19 silver, 16 bronze"),
    ]
