"""Seeds, and lots that were drawn in the hall: what is on record of the draw beside its seed number.

`Scoresheet.lots` holds rows `{"entry": 3, "seed": 1}` or `{"entry": 5, "group": "A", "line": 2}` by entry number.
Places are those of the first stage; later stages are filled by what comes out of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from scoring.models import Scoresheet

# What of a hand-made draw a stage of each rule understands, in the order of the columns.
PLACES: Final[Mapping[str, tuple[str, ...]]] = {
    "groups": ("group", "line"),
    "knockout": ("line",),
    "round_robin": ("line",),
    "heats": ("heat", "lane"),
}


def first_stages(stages: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The stage that everybody starts in; of a format that depends on the number of entries each that it may be."""
    for line in stages[:1]:
        if "choices" in line:
            for choice in line["choices"]:
                yield from first_stages(choice["stages"])
        else:
            yield line


def columns_of(sheet: Scoresheet) -> tuple[str, ...]:
    """What the page of lots asks for; nothing where a contest has no stages, which is drawn by heats alone."""
    places = [key for line in first_stages(sheet.stages) for key in PLACES.get(line["rule"], ())]
    return ("seed", *dict.fromkeys(places)) if sheet.stages else ()


def seeds_of(sheet: Scoresheet) -> dict[int, int]:
    """The seeds by entry number."""
    return {row["entry"]: row["seed"] for row in sheet.lots if row.get("seed")}


def placed_in(line: Mapping[str, Any], sheet: Scoresheet, numbers: Sequence[int]) -> list[dict[str, Any]]:
    """The places on record as a stage of a case holds them, of entries that start."""
    if not any(line is first for first in first_stages(sheet.stages)):
        return []
    keys = PLACES.get(line["rule"], ())
    return [
        {"entry": f"{sheet.contest.code}/{row['entry']}", **{key: row[key] for key in keys if row.get(key)}}
        for row in sheet.lots
        if row["entry"] in numbers and any(row.get(key) for key in keys)
    ]
