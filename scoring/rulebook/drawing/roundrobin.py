"""Everybody meets everybody: rounds of pairings by number, 1..n.

Berger: FIDE Handbook C.05 Annex 1. Circle: number 1 stays, the others move one seat, counter-clockwise as
Chinese regulations print it, or clockwise. With an odd number somebody has a bye in every round.
"""

from __future__ import annotations

from typing import Final

Round = list[tuple[int, int]]
BERGER: Final = "berger"
CIRCLE: Final = "circle"
CLOCKWISE: Final = "circle_clockwise"


def schedule(players: int, *, method: str = BERGER, cycles: int = 1, swap_last_two: bool = False) -> list[Round]:
    """The rounds: pairs (home, away); who is in no pair of a round has its bye.

    `cycles` repeats the whole with homes exchanged every second time; `swap_last_two` exchanges the last two
    rounds of the first cycle (FIDE, so that nobody has three games running with one colour).
    """
    if players < 2:  # noqa: PLR2004  # nobody to meet
        return []
    first = berger(players) if method == BERGER else circle(players, clockwise=method == CLOCKWISE)
    again = [[(away, home) for home, away in pairs] for pairs in first]
    opening = list(first)
    if swap_last_two and cycles > 1 and len(opening) > 1:
        opening[-2], opening[-1] = opening[-1], opening[-2]
    rounds = opening
    for cycle in range(1, cycles):
        rounds = rounds + (again if cycle % 2 else first)
    return [list(pairs) for pairs in rounds]


def berger(players: int) -> list[Round]:
    """The Berger table; of an odd number, the one paired with the highest (missing) number has the bye."""
    even = players + players % 2
    wheel = even - 1
    rounds: list[Round] = []
    for number in range(wheel):
        head = number * (even // 2) % wheel
        pairs = [(head + 1, even) if number % 2 == 0 else (even, head + 1)]
        pairs += [((head + step) % wheel + 1, (head - step) % wheel + 1) for step in range(1, even // 2)]
        rounds.append([pair for pair in pairs if max(pair) <= players])
    return rounds


def circle(players: int, *, clockwise: bool = False) -> list[Round]:
    """Number 1 fixed, the others one seat on every round; an odd number adds a 0 whose opponent has the bye."""
    even = players + players % 2
    moving = list(range(2, even + 1))
    rounds: list[Round] = []
    for _ in range(even - 1):
        seats = [1, *moving]
        pairs = [(seats[at], seats[even - 1 - at]) for at in range(even // 2)]
        rounds.append([pair for pair in pairs if max(pair) <= players])
        moving = [*moving[1:], moving[0]] if clockwise else [moving[-1], *moving[:-1]]
    return rounds
