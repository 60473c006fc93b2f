"""Groups with unit mates apart, and Swiss rounds that never repeat a meeting while there is another way."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.rulebook.drawing.assignment import cheapest
from scoring.rulebook.drawing.groups import POTS, RANDOM, SNAKE, drawn_groups
from scoring.rulebook.drawing.lots import Ticket
from scoring.rulebook.drawing.matching import Matching
from scoring.rulebook.drawing.swiss import ADJACENT, DRAWN, FOLD, HALVES, Player, next_round

WAYS = (HALVES, ADJACENT, FOLD, DRAWN)


@st.composite
def graphs(draw: st.DrawFn) -> list[list[int]]:
    number = draw(st.integers(0, 9))
    pairs = [(one, other) for one in range(number) for other in range(one)]
    edges = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    found: list[list[int]] = [[] for _ in range(number)]
    for one, other in edges:
        found[one].append(other)
        found[other].append(one)
    return [sorted(others) for others in found]


def most_pairs(neighbours: list[list[int]], left: frozenset[int]) -> int:
    if not left:
        return 0
    first = min(left)
    without = most_pairs(neighbours, left - {first})
    return max(
        [without, *(1 + most_pairs(neighbours, left - {first, other}) for other in neighbours[first] if other in left)]
    )


@settings(max_examples=300)
@given(neighbours=graphs())
def test_a_largest_matching_is_found_in_any_graph(neighbours: list[list[int]]) -> None:
    matching = Matching(neighbours)

    assert len(neighbours) - len(matching.alone) == 2 * most_pairs(neighbours, frozenset(range(len(neighbours))))
    for one, other in enumerate(matching.mate):
        assert other == -1 or (matching.mate[other] == one and other in neighbours[one])


@given(
    costs=st.integers(1, 5).flatmap(
        lambda size: st.lists(st.lists(st.integers(0, 9), min_size=size, max_size=size), min_size=1, max_size=size)
    )
)
def test_the_cheapest_assignment_is_no_dearer_than_any_other(costs: list[list[int]]) -> None:
    chosen = cheapest(costs)

    assert len(set(chosen)) == len(costs)
    least = min(
        sum(row[column] for row, column in zip(costs, columns, strict=True))
        for columns in permutations(range(len(costs[0])), len(costs))
    )
    assert sum(row[column] for row, column in zip(costs, chosen, strict=True)) == least


def test_a_snake_of_seeds() -> None:
    groups = drawn_groups([Ticket(str(rank)) for rank in range(1, 13)], 3, method=SNAKE, seed="")

    assert [[ticket.id for ticket in group] for group in groups] == [
        ["1", "6", "7", "12"],
        ["2", "5", "8", "11"],
        ["3", "4", "9", "10"],
    ]


def test_a_snake_moves_inside_a_row_to_keep_unit_mates_apart() -> None:
    units = ["a", "b", "c", "c", "d", "e"]
    groups = drawn_groups([Ticket(str(at), unit) for at, unit in enumerate(units, 1)], 3, method=SNAKE, seed="")

    assert [[ticket.id for ticket in group] for group in groups] == [["1", "6"], ["2", "4"], ["3", "5"]]


@given(
    units=st.lists(st.sampled_from(["a", "b", "c", "d", ""]), min_size=1, max_size=32),
    groups=st.integers(1, 8),
    method=st.sampled_from([RANDOM, SNAKE, POTS]),
    seeds=st.none() | st.integers(0, 16),
    seed=st.text(max_size=3),
)
def test_groups_differ_by_one_at_most_and_seeds_are_apart(
    units: list[str], groups: int, method: str, seeds: int | None, seed: str
) -> None:
    tickets = [Ticket(str(at), unit) for at, unit in enumerate(units)]
    drawn = drawn_groups(tickets, groups, method=method, seed=seed, seeds=seeds)

    assert sorted(ticket for group in drawn for ticket in group) == sorted(tickets)
    sizes = [len(group) for group in drawn]
    assert max(sizes) - min(sizes) <= 1
    if method != RANDOM and seeds != 0:
        top = {ticket.id for ticket in tickets[: min(groups, len(tickets) if seeds is None else seeds)]}
        assert all(len(top & {ticket.id for ticket in group}) <= 1 for group in drawn)
        assert drawn[0][0].id == "0"


@given(
    units=st.lists(st.sampled_from(["a", "b", "c", "d", ""]), min_size=1, max_size=32),
    groups=st.integers(1, 8),
    method=st.sampled_from([RANDOM, SNAKE, POTS]),
    seed=st.text(max_size=3),
)
def test_unit_mates_in_groups_differ_by_one_at_most(units: list[str], groups: int, method: str, seed: str) -> None:
    tickets = [Ticket(str(at), unit) for at, unit in enumerate(units)]

    drawn = drawn_groups(tickets, groups, method=method, seed=seed)

    for unit in set(units) - {""}:
        mates = [sum(ticket.unit == unit for ticket in group) for group in drawn]
        assert max(mates) - min(mates) <= 1


def played(players: list[Player], rounds: int, within: str, results: list[int]) -> list[list[tuple[str, str]]]:
    """Play rounds with the given results in turn (0 home loses, 1 drawn, 2 home wins); everything that was paired."""
    found = []
    state = {player.id: player for player in players}
    for number in range(rounds):
        paired = next_round(list(state.values()), within=within, seed=f"round {number}")
        found.append(paired.pairs)
        for board, (home, away) in enumerate(paired.pairs):
            won = results[(number * 7 + board) % len(results)]
            for me, other, points, side in ((home, away, won, 1), (away, home, 2 - won, -1)):
                old = state[me]
                state[me] = old._replace(
                    score=old.score + points, met=old.met | {other}, homes=old.homes + side, last=side
                )
        if paired.bye:
            assert not state[paired.bye].had_bye
            state[paired.bye] = state[paired.bye]._replace(score=state[paired.bye].score + 2, had_bye=True)
    return found


@settings(deadline=None, max_examples=60)
@given(
    number=st.integers(2, 14),
    within=st.sampled_from(WAYS),
    results=st.lists(st.integers(0, 2), min_size=1, max_size=9),
    data=st.data(),
)
def test_nobody_meets_twice_while_another_way_is_left(
    number: int, within: str, results: list[int], data: st.DataObject
) -> None:
    players = [Player(str(at)) for at in range(number)]
    # Half the opponents can always be met without a repeat (Dirac): everybody still has that many others.
    rounds = data.draw(st.integers(1, max(1, number // 2)))

    paired = played(players, rounds, within, results)

    met = [frozenset(pair) for pairs in paired for pair in pairs]
    assert len(set(met)) == len(met)
    assert all(len(pairs) == number // 2 for pairs in paired)


def test_the_last_possible_round_is_found_even_when_equal_scores_have_all_met() -> None:
    # Only a-d and b-c have not met; scores would pair a with b.
    met = {"a": {"b", "c"}, "b": {"a", "d"}, "c": {"a", "d"}, "d": {"b", "c"}}
    scores = {"a": 4, "b": 4, "c": 0, "d": 0}
    players = [Player(name, scores[name], met=frozenset(met[name])) for name in "abcd"]

    assert {frozenset(pair) for pair in next_round(players).pairs} == {frozenset("ad"), frozenset("bc")}


@given(
    units=st.lists(st.sampled_from("abcdef"), min_size=2, max_size=20).filter(lambda units: len(units) % 2 == 0),
    within=st.sampled_from(WAYS),
)
def test_as_few_unit_mates_meet_as_the_sizes_of_units_allow(units: list[str], within: str) -> None:
    players = [Player(str(at), score=at // 4, unit=unit) for at, unit in enumerate(units)]

    pairs = next_round(players, within=within).pairs

    mates = sum(units[int(one)] == units[int(other)] for one, other in pairs)
    assert mates == max(0, max(map(units.count, units)) - len(units) // 2)


def test_the_first_half_meets_the_second_half() -> None:
    players = [Player(str(rank)) for rank in range(1, 9)]

    assert {frozenset(pair) for pair in next_round(players).pairs} == {frozenset(p) for p in ("15", "26", "37", "48")}
    assert {frozenset(pair) for pair in next_round(players, within=FOLD).pairs} == {
        frozenset(p) for p in ("18", "27", "36", "45")
    }
    assert {frozenset(pair) for pair in next_round(players, within=ADJACENT).pairs} == {
        frozenset(p) for p in ("12", "34", "56", "78")
    }


def test_an_odd_player_floats_down_to_the_best_of_the_next_score() -> None:
    players = [Player("1", 2), Player("2", 2), Player("3", 2), Player("4", 0), Player("5", 0), Player("6", 0)]

    pairs = {frozenset(pair) for pair in next_round(players).pairs}

    assert pairs == {frozenset("12"), frozenset("34"), frozenset("56")}


def test_the_bye_goes_to_the_last_who_has_had_none() -> None:
    players = [Player("1", 2), Player("2", 1), Player("3", 1), Player("4", 0), Player("5", 0, had_bye=True)]

    assert next_round(players).bye == "4"


def test_homes_go_to_those_who_had_fewer() -> None:
    players = [Player("1", homes=1, last=1), Player("2", homes=-1, last=-1)]

    assert next_round(players).pairs == [("2", "1")]


def test_when_all_have_met_the_round_is_still_paired_and_says_so() -> None:
    players = [Player("1", met=frozenset("2")), Player("2", met=frozenset("1"))]

    assert next_round(players).repeats == [("1", "2")]
