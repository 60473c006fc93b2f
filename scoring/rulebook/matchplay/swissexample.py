"""Two small events that the worked examples of several tie-breaks share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from scoring.rulebook.matchplay.table import group_example

Matches = Sequence[Mapping[str, Any]]


def _round(number: int, *results: str) -> list[dict[str, Any]]:
    """Matches of a round written short: `1-2 a` is won by entrant 1, `1-2 draw` is drawn."""
    lines = []
    for result in results:
        who, winner = result.split(" ")
        a, b = who.split("-")
        lines.append({"round": number, "a": a, "b": b, "winner": winner})
    return lines


# Constructed. Six players, three rounds: 1 has 3 points, 2 and 4 have 2, 3 has one, 5 and 6 have a half.
SWISS: Final[Matches] = (
    *_round(1, "1-4 a", "2-5 a", "3-6 a"),
    *_round(2, "1-2 a", "4-3 a", "5-6 draw"),
    *_round(3, "3-1 b", "2-6 a", "4-5 a"),
)
# Constructed. Four players, all meet: 1 has 2 points, 2 and 4 have one and a half, 3 has one.
ROUND_ROBIN: Final[Matches] = (
    *_round(1, "1-4 b", "2-3 a"),
    *_round(2, "4-3 b", "1-2 a"),
    *_round(3, "2-4 draw", "3-1 b"),
)


def swiss_example(matches: Matches, rule: str, *placings: list[Any], stage: str = "swiss") -> dict[str, Any]:
    """A worked example with one point for a win and half a point for a draw."""
    return group_example(
        {"system": "fide_swiss"}, [{"rule": rule}], matches, [list(placing) for placing in placings], rule=stage
    )
