"""Entrants in the order of their lots (`unionevents.lib.lots`), alone or by unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from unionevents.lib.lots import lot

T = TypeVar("T")


class Ticket(NamedTuple):
    """One entrant in a draw; `unit` names those who are to be kept apart, "" keeps nobody apart."""

    id: str
    unit: str = ""


def tickets_in_drawn_order(tickets: Iterable[Ticket], seed: str) -> list[Ticket]:
    """Tickets by the lots of their ids; the order in which they came does not matter."""
    return sorted(tickets, key=lambda ticket: (lot(seed, ticket.id), ticket.id))


def by_unit(tickets: Iterable[Ticket], seed: str) -> list[tuple[str, list[Ticket]]]:
    """Units in drawn order, each with its members in drawn order; a ticket without unit is a unit of its own."""
    mates: dict[tuple[str, str], list[Ticket]] = {}
    for ticket in tickets_in_drawn_order(tickets, seed):
        mates.setdefault((ticket.unit, "" if ticket.unit else ticket.id), []).append(ticket)
    drawn = sorted(mates, key=lambda key: (lot(seed, f"unit {key[0] or key[1]}"), key))
    return [(unit, mates[unit, single]) for unit, single in drawn]


def chunks(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """The items in order, `size` at a time; the last chunk may be shorter."""
    return [items[at : at + size] for at in range(0, len(items), size)]
