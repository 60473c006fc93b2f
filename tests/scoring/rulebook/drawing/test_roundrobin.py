"""Round robins: the printed Berger tables, the Chinese rotation, and that everybody meets everybody."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rulebook.drawing.roundrobin import BERGER, CIRCLE, CLOCKWISE, Round, schedule

# FIDE Handbook C.05 Annex 1, as printed: one line a round.
PRINTED = {
    4: """1-4 2-3
          4-3 1-2
          2-4 3-1""",
    6: """1-6 2-5 3-4
          6-4 5-3 1-2
          2-6 3-1 4-5
          6-5 1-4 2-3
          3-6 4-2 5-1""",
    8: """1-8 2-7 3-6 4-5
          8-5 6-4 7-3 1-2
          2-8 3-1 4-7 5-6
          8-6 7-5 1-4 2-3
          3-8 4-2 5-1 6-7
          8-7 1-6 2-5 3-4
          4-8 5-3 6-2 7-1""",
    10: """1-10 2-9 3-8 4-7 5-6
           10-6 7-5 8-4 9-3 1-2
           2-10 3-1 4-9 5-8 6-7
           10-7 8-6 9-5 1-4 2-3
           3-10 4-2 5-1 6-9 7-8
           10-8 9-7 1-6 2-5 3-4
           4-10 5-3 6-2 7-1 8-9
           10-9 1-8 2-7 3-6 4-5
           5-10 6-4 7-3 8-2 9-1""",
    12: """1-12 2-11 3-10 4-9 5-8 6-7
           12-7 8-6 9-5 10-4 11-3 1-2
           2-12 3-1 4-11 5-10 6-9 7-8
           12-8 9-7 10-6 11-5 1-4 2-3
           3-12 4-2 5-1 6-11 7-10 8-9
           12-9 10-8 11-7 1-6 2-5 3-4
           4-12 5-3 6-2 7-1 8-11 9-10
           12-10 11-9 1-8 2-7 3-6 4-5
           5-12 6-4 7-3 8-2 9-1 10-11
           12-11 1-10 2-9 3-8 4-7 5-6
           6-12 7-5 8-4 9-3 10-2 11-1""",
}
METHODS = (BERGER, CIRCLE, CLOCKWISE)


def printed(rounds: list[Round]) -> list[str]:
    return [" ".join(f"{home}-{away}" for home, away in pairs) for pairs in rounds]


@pytest.mark.parametrize("players", PRINTED)
def test_the_berger_table_is_the_printed_one(players: int) -> None:
    assert printed(schedule(players)) == [line.strip() for line in PRINTED[players].splitlines()]


def test_a_berger_table_for_an_odd_number_is_the_next_even_one_without_its_highest() -> None:
    assert printed(schedule(5)) == ["2-5 3-4", "5-3 1-2", "3-1 4-5", "1-4 2-3", "4-2 5-1"]
    assert printed(schedule(3)) == ["2-3", "1-2", "3-1"]


def test_a_double_berger_exchanges_the_last_two_rounds_of_the_first_cycle() -> None:
    assert printed(schedule(4, cycles=2, swap_last_two=True)) == [
        "1-4 2-3",
        "2-4 3-1",
        "4-3 1-2",
        "4-1 3-2",
        "3-4 2-1",
        "4-2 1-3",
    ]


def test_the_chinese_rotation_keeps_number_1_and_turns_counter_clockwise() -> None:
    assert printed(schedule(6, method=CIRCLE)) == [
        "1-6 2-5 3-4",
        "1-5 6-4 2-3",
        "1-4 5-3 6-2",
        "1-3 4-2 5-6",
        "1-2 3-6 4-5",
    ]


def test_the_rotation_can_turn_clockwise() -> None:
    assert printed(schedule(4, method=CLOCKWISE)) == ["1-4 2-3", "1-2 3-4", "1-3 4-2"]


@given(players=st.integers(2, 40), method=st.sampled_from(METHODS), cycles=st.integers(1, 3), swap=st.booleans())
def test_everybody_meets_everybody_once_a_cycle(players: int, method: str, cycles: int, swap: bool) -> None:
    rounds = schedule(players, method=method, cycles=cycles, swap_last_two=swap)

    assert len(rounds) == cycles * (players - 1 + players % 2)
    met = sorted(tuple(sorted(pair)) for pairs in rounds for pair in pairs)
    assert met == sorted(list(combinations(range(1, players + 1), 2)) * cycles)
    for pairs in rounds:
        busy = [player for pair in pairs for player in pair]
        assert len(set(busy)) == len(busy) == players - players % 2


@given(players=st.integers(2, 40))
def test_homes_of_a_double_round_are_balanced(players: int) -> None:
    homes = [pair[0] for pairs in schedule(players, cycles=2) for pair in pairs]

    assert {homes.count(player) for player in range(1, players + 1)} == {players - 1}


@given(players=st.integers(2, 40))
def test_homes_of_a_single_berger_differ_by_one_at_most(players: int) -> None:
    homes = [pair[0] for pairs in schedule(players) for pair in pairs]
    counts = [homes.count(player) for player in range(1, players + 1)]

    assert max(counts) - min(counts) <= 1


@pytest.mark.parametrize("players", [0, 1])
def test_one_alone_has_no_rounds(players: int) -> None:
    assert schedule(players) == []
