"""What is printed for one entry or match: every box once, one column of reasons, and never wider than the page."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.queries.paper_boxes import BOX, COLUMN, ROOM, SMALL_BOX, Grid, grid_of, match_grid
from scoring.rulebook import GAMES
from scoring.sync.layout import Layout, Level, is_absence
from unionevents.lib.phrase import Phrase

ATTEMPT = Phrase(en="attempt {number}", zh="第 {number} 次")
MEMBER = Phrase(en="team member {number}", zh="队员 {number}")
FOOT = {"foot": "踩线"}


def layout(game: str, *levels: Level, faults: Any = None, **settings: Any) -> Layout:
    return Layout(GAMES[game](settings), levels, faults or {})


def attempts(number: int) -> Level:
    return Level("attempts", ATTEMPT, number, number)


SIGNS = {"ten shots", "thirty shots", "zones", "bars", "members who shoot"}
LAYOUTS = {
    "a time": layout("timed"),
    "a time with a fault": layout("timed", faults={None: FOOT}),
    "three watches": layout("timed", watches=3),
    "ten shots": layout("shooting"),
    "thirty shots": layout("shooting", shots=30),
    "zones": layout("zones", shots=3, highest=10),
    "bars": layout("height", bars=[1000, 1050], tries=3),
    "judges": layout("judged", judges=7, maximum=10, decimals=1),
    "six attempts": layout("distance", attempts(6)),
    "six attempts with a fault each": layout("distance", attempts(6), faults={"attempts": FOOT}),
    "four members with three attempts": layout("count", Level("members", MEMBER, 4, 4), attempts(3)),
    "members who shoot": layout("shooting", Level("members", MEMBER, 3, 3), shots=12),
    "members with faults": layout("count", Level("members", MEMBER, 3, 3), attempts(6), faults={"members": FOOT}),
}


def width(grid: Grid, box: int) -> int:
    faults = len(grid.beside) - 1
    return grid.across * box + COLUMN * (grid.has_titles + faults)


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_slot_has_its_box_and_all_of_them_fit_beside_each_other(name: str) -> None:
    of = LAYOUTS[name]
    grid = grid_of(of)
    boxes = [slot for slot in of.slots if not is_absence(slot)]
    faults = len(grid.beside) - 1

    assert sum(len(line.labels) for line in grid.lines) + faults == len(boxes)
    assert {len(line.labels) + line.left for line in grid.lines} == {grid.across}
    assert width(grid, SMALL_BOX if name in SIGNS else BOX) <= ROOM
    named = [label for line in grid.lines for label in line.labels]
    assert all(named) if not grid.heads else not any(named), "a box is named by its head or by itself"
    assert len(grid.heads) in (0, grid.across)


def said(phrases: Any) -> list[str]:
    return [str(phrase) for phrase in phrases]


def test_attempts_stand_beside_each_other_with_one_column_of_reasons() -> None:
    grid = grid_of(LAYOUTS["six attempts"])
    assert (len(grid.lines), said(grid.heads)[-1]) == (1, "第 6 次 · 距离")
    assert said(grid.beside) == ["缺席或犯规"]


def test_members_stand_below_each_other_with_their_attempts_beside() -> None:
    grid = grid_of(LAYOUTS["four members with three attempts"])
    assert said(line.title for line in grid.lines) == ["队员 1", "队员 2", "队员 3", "队员 4"]
    assert said(grid.heads) == ["第 1 次 · 个数", "第 2 次 · 个数", "第 3 次 · 个数"]


def test_many_shots_go_on_in_the_next_line_under_their_own_names() -> None:
    grid = grid_of(LAYOUTS["thirty shots"])
    assert (grid.heads, len(grid.lines)) == ((), 3)
    assert str(grid.lines[1].labels[0]) == "第 11 投"


def test_a_match_has_its_games_and_a_tie_a_line_for_every_rubber() -> None:
    games = match_grid({"kind": "games", "games": 3, "rubbers": []})
    assert (said(games.heads), said(games.beside)[0]) == (["第 1 局", "第 2 局", "第 3 局"], "胜方")
    tie = match_grid({"kind": "games", "games": 3, "rubbers": ["男单", "女单"]})
    assert said(line.title for line in tie.lines) == ["男单", "女单"]
    assert said(match_grid({"kind": "score", "games": 1, "rubbers": []}).heads) == ["比分"]
    assert match_grid({"kind": "winner", "games": 1, "rubbers": []}).across == 0
