"""Heats and lanes: published seedings, and laws for every size."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scoring.rulebook.drawing.heats import (
    by_pace,
    centre_out,
    circle_seeded,
    lanes_in_blocks,
    usual_blocks,
    zigzag,
)
from scoring.rulebook.drawing.lots import Ticket
from scoring.rulebook.drawing.spread import dealt, from_pots, in_a_row
from unionevents.lib.lots import in_drawn_order, lot


def ranked(number: int) -> list[str]:
    return [str(rank) for rank in range(1, number + 1)]


def everybody(heats: list[list[str]]) -> list[str]:
    return [entrant for heat in heats for entrant in heat]


def tickets(units: list[str]) -> list[Ticket]:
    return [Ticket(str(number), unit) for number, unit in enumerate(units)]


UNITS = st.lists(st.sampled_from(["a", "b", "c", "d", ""]), max_size=30)


def test_a_lot_is_the_head_of_sha_256_of_seed_and_name() -> None:
    # echo -n "2026:7" | sha256sum | cut -c1-16
    assert f"{lot('2026', '7'):016x}" == "c78c55fdc3f98f03"


def test_the_same_seed_gives_the_same_order_whatever_order_came_in() -> None:
    assert in_drawn_order(["a", "b", "c", "d"], "x") == in_drawn_order(["d", "b", "a", "c"], "x")
    assert in_drawn_order(ranked(20), "x") != in_drawn_order(ranked(20), "y")


def test_athletics_zigzag_of_tr20() -> None:
    assert zigzag(ranked(12), 3) == [["1", "6", "7", "12"], ["2", "5", "8", "11"], ["3", "4", "9", "10"]]


def test_swimming_lanes_from_the_centre_out() -> None:
    assert centre_out(8) == [4, 5, 3, 6, 2, 7, 1, 8]
    assert centre_out(6) == [3, 4, 2, 5, 1, 6]
    assert centre_out(10) == [5, 6, 4, 7, 3, 8, 2, 9, 1, 10]
    assert centre_out(5) == [3, 4, 2, 5, 1]
    assert centre_out(1) == [1]


def test_swimming_two_heats_are_seeded_2_1_2_1() -> None:
    assert circle_seeded(ranked(9), 8) == [["2", "4", "6", "8"], ["1", "3", "5", "7", "9"]]


def test_swimming_three_heats_are_seeded_3_2_1() -> None:
    assert circle_seeded(ranked(18), 6) == [
        ["3", "6", "9", "12", "15", "18"],
        ["2", "5", "8", "11", "14", "17"],
        ["1", "4", "7", "10", "13", "16"],
    ]


def test_swimming_four_heats_circle_the_last_three_and_fill_the_first_by_pace() -> None:
    assert circle_seeded(ranked(16), 4) == [
        ["13", "14", "15", "16"],
        ["3", "6", "9", "12"],
        ["2", "5", "8", "11"],
        ["1", "4", "7", "10"],
    ]


def test_swimming_heats_have_three_swimmers_at_least() -> None:
    assert [len(heat) for heat in circle_seeded(ranked(25), 8)] == [3, 7, 7, 8]
    assert [len(heat) for heat in circle_seeded(ranked(33), 8)] == [3, 6, 8, 8, 8]


@given(number=st.integers(1, 90), lanes=st.integers(1, 10))
def test_every_way_of_making_heats_keeps_everybody_once_and_fits_the_lanes(number: int, lanes: int) -> None:
    for heats in (circle_seeded(ranked(number), lanes), by_pace(ranked(number), lanes)):
        assert sorted(everybody(heats)) == sorted(ranked(number))
        assert all(1 <= len(heat) <= lanes for heat in heats)
        assert "1" in heats[-1]


@given(number=st.integers(1, 90), lanes=st.integers(4, 10))
def test_no_swimming_heat_is_smaller_than_three_when_four_lanes_or_more_are_there(number: int, lanes: int) -> None:
    sizes = [len(heat) for heat in circle_seeded(ranked(number), lanes)]

    assert len(sizes) == 1 or min(sizes) >= min(3, number // len(sizes))


@given(number=st.integers(0, 60), heats=st.integers(1, 9))
def test_zigzag_heats_differ_by_one_at_most(number: int, heats: int) -> None:
    sizes = [len(heat) for heat in zigzag(ranked(number), heats)]

    assert sum(sizes) == number
    assert max(sizes) - min(sizes) <= 1


@given(lanes=st.integers(1, 12))
def test_lanes_are_all_used_once(lanes: int) -> None:
    assert sorted(centre_out(lanes)) == list(range(1, lanes + 1))
    assert sorted(lane for block in usual_blocks(lanes) for lane in block) == list(range(1, lanes + 1))


def test_the_top_four_of_an_athletics_heat_draw_for_the_middle_lanes() -> None:
    blocks = usual_blocks(8)
    lanes = lanes_in_blocks(ranked(8), blocks, "seed")

    assert blocks == [[3, 4, 5, 6], [7, 8], [1, 2]]
    assert {lanes[rank] for rank in "1234"} == {3, 4, 5, 6}
    assert {lanes["5"], lanes["6"]} == {7, 8}
    assert {lanes["7"], lanes["8"]} == {1, 2}


@given(units=UNITS, heats=st.integers(1, 7), seed=st.text(max_size=3))
def test_unit_mates_and_heats_differ_by_one_at_most(units: list[str], heats: int, seed: str) -> None:
    hands = dealt(tickets(units), heats, seed)

    assert_spread(hands, units)


@given(units=UNITS, groups=st.integers(1, 7), seed=st.text(max_size=3))
def test_pots_give_each_group_one_and_unit_mates_differ_by_one_at_most(
    units: list[str], groups: int, seed: str
) -> None:
    everyone = tickets(units)
    pots = [everyone[at : at + groups] for at in range(0, len(everyone), groups)]

    hands = from_pots(pots, groups, seed)

    assert_spread(hands, units)
    for pot in pots:
        assert all(sum(ticket in pot for ticket in hand) <= 1 for hand in hands)


@given(units=UNITS, seed=st.text(max_size=3))
def test_a_running_order_keeps_everybody_and_unit_mates_at_even_distances(units: list[str], seed: str) -> None:
    order = in_a_row(tickets(units), seed)

    assert sorted(order) == sorted(tickets(units))
    for unit in set(units) - {""}:
        at = [number for number, ticket in enumerate(order) if ticket.unit == unit]
        halves = [sum(number < len(order) / 2 for number in at), sum(number >= len(order) / 2 for number in at)]
        assert abs(halves[0] - halves[1]) <= len(set(units)) + 1


def assert_spread(hands: list[list[Ticket]], units: list[str]) -> None:
    assert sorted(ticket for hand in hands for ticket in hand) == sorted(tickets(units))
    sizes = [len(hand) for hand in hands]
    assert max(sizes) - min(sizes) <= 1
    for unit in set(units) - {""}:
        mates = [sum(ticket.unit == unit for ticket in hand) for hand in hands]
        assert max(mates) - min(mates) <= 1
