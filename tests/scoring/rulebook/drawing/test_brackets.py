"""Brackets: published orders and zones of seeds, byes, and unit mates apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rulebook.drawing.apart import drawn_bracket
from scoring.rulebook.drawing.brackets import (
    BWF,
    ITTF,
    TENNIS,
    ZONES,
    folded_lines,
    lines_of_byes,
    ranked_lines,
    size_for,
    zones,
)
from scoring.rulebook.drawing.lots import Ticket


def ranked_bracket(ranked: list[Ticket]) -> list[Ticket | None]:
    return [ranked[rank - 1] if rank <= len(ranked) else None for rank in ranked_lines(size_for(len(ranked)))]


def matches_of(lines: tuple[int, ...]) -> set[int]:
    return {(line + 1) // 2 for line in lines}


def zone(system: str, size: int, first: int) -> tuple[int, ...]:
    return next(zone.lines for zone in zones(system, size, 128) if zone.first == first)


def test_the_ranked_order_of_sixteen() -> None:
    lines = ranked_lines(16)

    assert list(zip(lines[::2], lines[1::2], strict=True)) == [
        (1, 16),
        (9, 8),
        (5, 12),
        (13, 4),
        (3, 14),
        (11, 6),
        (7, 10),
        (15, 2),
    ]


def test_the_folded_order_has_the_better_rank_above() -> None:
    assert folded_lines(8) == [1, 8, 4, 5, 2, 7, 3, 6]


@given(power=st.integers(0, 9))
def test_in_a_ranked_bracket_the_best_two_of_any_section_meet_last(power: int) -> None:
    for lines in (ranked_lines(2**power), folded_lines(2**power)):
        left = lines
        while len(left) > 1:
            pairs = list(zip(left[::2], left[1::2], strict=True))
            assert {sum(pair) for pair in pairs} == {len(left) + 1}
            left = [min(pair) for pair in pairs]


def test_tennis_zones_of_a_grand_slam() -> None:
    assert matches_of(zone(TENNIS, 128, 3)) == {17, 48}
    assert matches_of(zone(TENNIS, 128, 5)) == {16, 32, 33, 49}
    assert matches_of(zone(TENNIS, 128, 9)) == {9, 25, 40, 56}
    assert matches_of(zone(TENNIS, 128, 13)) == {8, 24, 41, 57}
    assert matches_of(zone(TENNIS, 128, 17)) == {5, 12, 21, 28, 37, 44, 53, 60}
    assert matches_of(zone(TENNIS, 128, 25)) == {4, 13, 20, 29, 36, 45, 52, 61}


def test_tennis_zones_of_thirty_two() -> None:
    assert matches_of(zone(TENNIS, 32, 3)) == {5, 12}
    assert matches_of(zone(TENNIS, 32, 5)) == {4, 8, 9, 13}


def test_table_tennis_zones_of_thirty_two() -> None:
    assert set(zone(ITTF, 32, 3)) == {16, 17}
    assert set(zone(ITTF, 32, 5)) == {8, 9, 24, 25}
    assert set(zone(ITTF, 32, 9)) == {4, 5, 12, 13, 20, 21, 28, 29}


def test_badminton_zones_of_thirty_two() -> None:
    assert set(zone(BWF, 32, 3)) == {9, 24}
    assert set(zone(BWF, 32, 5)) == {5, 13, 20, 28}


@given(system=st.sampled_from(ZONES), power=st.integers(1, 8), seeds=st.integers(0, 64))
def test_zones_never_overlap_and_stay_on_the_bracket(system: str, power: int, seeds: int) -> None:
    lines = [line for found in zones(system, 2**power, seeds) for line in found.lines]

    assert len(set(lines)) == len(lines)
    assert all(1 <= line <= 2**power for line in lines)
    assert len(matches_of(tuple(lines))) == len(lines)


def test_byes_of_a_ranked_bracket_fall_to_the_best() -> None:
    lines = ranked_bracket([Ticket(str(rank)) for rank in range(1, 13)])

    without = [pair for pair in zip(lines[::2], lines[1::2], strict=True) if None in pair]
    assert {ticket.id for pair in without for ticket in pair if ticket} == {"1", "2", "3", "4"}


@pytest.mark.parametrize(("entrants", "played"), [(34, {18, 15}), (36, {2, 31, 18, 15}), (37, {2, 10, 15, 18, 31})])
def test_few_more_than_a_power_of_two_play_only_matches_at_the_end_of_the_ranking(
    entrants: int, played: set[int]
) -> None:
    lines = ranked_bracket([Ticket(str(rank)) for rank in range(1, entrants + 1)])

    pairs = list(zip(lines[::2], lines[1::2], strict=True))
    assert {number for number, pair in enumerate(pairs, 1) if None not in pair} <= {2, 10, 15, 18, 31} | played


def test_table_tennis_byes_of_thirty_two_stand_where_the_handbook_has_them() -> None:
    seeds = [1, 32, 17, 16, 9, 24, 25, 8]

    assert lines_of_byes(32, 4, seeds, "x") == [2, 15, 18, 31]
    assert lines_of_byes(32, 8, seeds, "x") == [2, 7, 10, 15, 18, 23, 26, 31]
    assert lines_of_byes(32, 16, seeds, "x") == sorted([2, 31, 18, 15, 10, 23, 26, 7, 6, 27, 22, 11, 14, 19, 30, 3])


@st.composite
def fields(draw: st.DrawFn) -> tuple[list[Ticket], list[str], str, str]:
    units = draw(st.lists(st.sampled_from(["a", "b", "c", "d", "e", ""]), min_size=1, max_size=40))
    tickets = [Ticket(str(number), unit) for number, unit in enumerate(units)]
    seeds = [ticket.id for ticket in tickets[: draw(st.integers(0, 9))]]
    return tickets, seeds, draw(st.sampled_from(ZONES)), draw(st.text(max_size=3))


@given(field=fields())
def test_a_drawn_bracket_holds_everybody_once_and_no_empty_match(
    field: tuple[list[Ticket], list[str], str, str],
) -> None:
    tickets, seeds, system, seed = field
    lines = drawn_bracket(tickets, seeds=seeds, system=system, seed=seed)

    assert sorted(ticket for ticket in lines if ticket) == sorted(tickets)
    assert len(lines) == size_for(len(tickets))
    if len(lines) > 1:
        assert all(one or other for one, other in zip(lines[::2], lines[1::2], strict=True))


@given(field=fields())
def test_byes_go_to_the_seeds_first_and_are_spread_over_the_halves(
    field: tuple[list[Ticket], list[str], str, str],
) -> None:
    tickets, seeds, system, seed = field
    lines = drawn_bracket(tickets, seeds=seeds, system=system, seed=seed)
    byes = lines.count(None)
    half = len(lines) // 2

    if len(seeds) <= 4:  # the draw may put 5 and 6, or 9 to 12, into the same half, and their byes with them
        assert abs(lines[:half].count(None) - lines[half:].count(None)) <= 1
    known = [entrant for entrant in seeds if entrant in {"0", "1"}]
    for entrant in known[:byes]:
        at = next(number for number, ticket in enumerate(lines) if ticket and ticket.id == entrant)
        assert lines[at ^ 1] is None


@given(units=st.lists(st.sampled_from("abcdefgh"), min_size=2, max_size=64), seed=st.text(max_size=3))
def test_unit_mates_are_divided_evenly_between_halves_and_quarters(units: list[str], seed: str) -> None:
    lines = drawn_bracket([Ticket(str(at), unit) for at, unit in enumerate(units)], seed=seed)

    for sections in (2, 4) if len(lines) > 2 else (2,):
        length = len(lines) // sections
        for unit in set(units):
            counts = [
                sum(ticket is not None and ticket.unit == unit for ticket in lines[at : at + length])
                for at in range(0, len(lines), length)
            ]
            assert max(counts) - min(counts) <= 1


@given(seed=st.text(max_size=3), mates=st.integers(2, 5))
def test_the_best_two_of_a_unit_are_in_opposite_halves(seed: str, mates: int) -> None:
    tickets = [Ticket(f"m{number}", "u") for number in range(mates)] + [Ticket(f"x{at}", f"x{at}") for at in range(11)]
    lines = drawn_bracket(tickets, seed=seed)
    half = len(lines) // 2

    upper = {ticket.id for ticket in lines[:half] if ticket}
    assert len({"m0", "m1"} & upper) == 1


def test_another_seed_draws_another_bracket() -> None:
    tickets = [Ticket(str(number)) for number in range(16)]

    assert drawn_bracket(tickets, seed="a") == drawn_bracket(tickets, seed="a")
    assert drawn_bracket(tickets, seed="a") != drawn_bracket(tickets, seed="b")
