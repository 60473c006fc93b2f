"""Groups: by lots, in a snake, or from pots, with unit mates kept apart where that is possible."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from scoring.rulebook.drawing.assignment import cheapest
from scoring.rulebook.drawing.heats import zigzag
from scoring.rulebook.drawing.lots import Ticket, chunks
from scoring.rulebook.drawing.spread import dealt, from_pots
from unionevents.lib.lots import in_drawn_order

RANDOM: Final = "random"
SNAKE: Final = "snake"
POTS: Final = "pots"


def drawn_groups(
    ranked: Sequence[Ticket], groups: int, *, method: str, seed: str, seeds: int | None = None
) -> list[list[Ticket]]:
    """The tickets, best first, in so many groups whose sizes differ by one at most.

    `random`: lots only. `snake`: 1 6 7 12 / 2 5 8 11 / 3 4 9 10, moved inside a row only to keep unit mates apart.
    `pots`: the first pot to the groups in order, every further pot drawn. With `seeds`, only so many
    are seeded and the rest is drawn.
    """
    seeded = len(ranked) if seeds is None else min(seeds, len(ranked))
    if method == RANDOM or seeded == 0:
        return _shuffled(dealt(ranked, groups, seed), seed)
    order = _rest_drawn(ranked, seeded, seed)
    if method == SNAKE:
        hands = snake_apart(order, groups)
        if is_even(hands):
            return hands
        # Row by row was not far-sighted enough; all rows at once always succeed.
    return _first_pot_in_order(from_pots(chunks(order, groups), groups, seed), ranked, groups)


def snake_apart(ranked: Sequence[Ticket], groups: int) -> list[list[Ticket]]:
    """The snake, row by row; in a row tickets change places as little as gives the fewest unit mates together."""
    hands: list[list[Ticket]] = [[] for _ in range(groups)]
    places = zigzag([ticket.id for ticket in ranked], groups)
    at_home = {entrant: number for number, members in enumerate(places) for entrant in members}
    for row in chunks(ranked, groups):
        homes = sorted(at_home[ticket.id] for ticket in row)
        mates = [{home: _mates(hands[home], ticket) for home in homes} for ticket in row]
        if not any(mates[at][at_home[ticket.id]] for at, ticket in enumerate(row)):
            chosen = [at_home[ticket.id] for ticket in row]
        else:
            far = groups * groups + 1
            costs = [
                [mates[at][home] * far * groups + abs(home - at_home[ticket.id]) ** 2 for home in homes]
                for at, ticket in enumerate(row)
            ]
            chosen = [homes[column] for column in cheapest(costs)]
        for ticket, home in zip(row, chosen, strict=True):
            hands[home].append(ticket)
    return hands


def _mates(hand: Sequence[Ticket], ticket: Ticket) -> int:
    return sum(other.unit == ticket.unit for other in hand) if ticket.unit else 0


def is_even(hands: Sequence[Sequence[Ticket]]) -> bool:
    """Whether the members of every unit differ by one at most from group to group."""
    units = {ticket.unit for hand in hands for ticket in hand if ticket.unit}
    for unit in units:
        mates = [sum(ticket.unit == unit for ticket in hand) for hand in hands]
        if max(mates) - min(mates) > 1:
            return False
    return True


def _rest_drawn(ranked: Sequence[Ticket], seeded: int, seed: str) -> list[Ticket]:
    """Those without a seed in drawn order behind the seeds."""
    rest = {ticket.id: ticket for ticket in ranked[seeded:]}
    return [*ranked[:seeded], *(rest[entrant] for entrant in in_drawn_order(rest, f"{seed}:rest"))]


def _first_pot_in_order(hands: Sequence[list[Ticket]], ranked: Sequence[Ticket], groups: int) -> list[list[Ticket]]:
    """Groups are named after their first seed: the best seed's group is the first."""
    position = {ticket.id: at for at, ticket in enumerate(ranked)}
    named = sorted(hands, key=lambda hand: min((position[ticket.id] for ticket in hand[:1]), default=groups))
    return [list(hand) for hand in named]


def _shuffled(hands: Sequence[list[Ticket]], seed: str) -> list[list[Ticket]]:
    """Dealing unit by unit has an order in it; groups and places inside them are drawn once more."""
    order = in_drawn_order([str(number) for number in range(len(hands))], f"{seed}:groups")
    found = []
    for number in order:
        hand = {ticket.id: ticket for ticket in hands[int(number)]}
        found.append([hand[entrant] for entrant in in_drawn_order(hand, f"{seed}:numbers")])
    # Fuller groups first, as they are printed.
    return sorted(found, key=len, reverse=True)
