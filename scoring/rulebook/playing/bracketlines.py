"""Who stands on which line of a knock-out: by rank, drawn, crossed from groups, as listed, or as it was played."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from scoring.rulebook.drawing.apart import drawn_bracket, placed_apart
from scoring.rulebook.drawing.brackets import folded_lines, lines_of_byes, ranked_lines, size_for
from scoring.rulebook.drawing.lots import Ticket
from scoring.rulebook.matches.match import Match
from scoring.rulebook.playing.format import Draw, Entrant, Field

Lines = list[str | None]
RANKED: Final = "ranked"
FOLDED: Final = "folded"
DRAWN: Final = "drawn"
CROSS: Final = "cross"
LISTED: Final = "listed"
AS_PLAYED: Final = "as_played"


def bracket_lines(
    field: Field, draw: Draw, *, by: str, seeds: int | None, zones: str, matches: Sequence[Match]
) -> Lines:
    """The entrants line by line; None is a bye."""
    if by == AS_PLAYED and matches:
        return as_played(field.ids, matches)
    if by == CROSS:
        return crossed(field.entrants, draw.seed)
    if by == DRAWN:
        tickets = field.tickets(draw.apart)
        number = sum(entrant.seed is not None for entrant in field.entrants) if seeds is None else seeds
        seeded = [ticket.id for ticket in tickets[:number]]
        return _ids(drawn_bracket(tickets, seeds=seeded, system=zones, seed=draw.seed))
    return _ranked(field.ids, by)


def on_record(placed: Mapping[str, int]) -> Lines:
    """The lines as they were drawn elsewhere, filled up to a bracket."""
    lines: Lines = [None] * size_for(max(placed.values()))
    for entry, line in placed.items():
        lines[line - 1] = entry
    return lines


def crossed(entrants: Sequence[Entrant], seed: str) -> Lines:
    """Groups crossed: A1-B2, C1-D2 above and B1-A2, D1-C2 below; from two groups A1-B4, A3-B2 and A2-B3, A4-B1.

    Where groups and places do not fill a bracket so: group winners are seeded, the others drawn away from their group.
    """
    groups = sorted({entrant.group for entrant in entrants}, key=lambda group: (len(group), group))
    by_place: dict[tuple[str, int], list[str]] = {}
    for entrant in entrants:
        by_place.setdefault((entrant.group, entrant.place), []).append(entrant.id)
    places = sorted({entrant.place for entrant in entrants})
    one_each = all(len(by_place.get((group, place), ())) == 1 for group in groups for place in places)
    if one_each and size_for(len(entrants)) == len(entrants):
        chosen = {key: ids[0] for key, ids in by_place.items()}
        if len(groups) <= 2 or len(places) == 1:  # noqa: PLR2004  # A and B
            return _ranked([chosen[group, place] for place in places for group in groups], RANKED)
        if len(places) == 2:  # noqa: PLR2004  # first and second
            return _winners_against_seconds(groups, places, chosen)
    return _apart_by_group(entrants, seed)


def as_played(ids: Sequence[str], matches: Sequence[Match]) -> Lines:
    """The bracket that recorded matches imply: their rounds say who came from where."""
    rounds: dict[int, dict[str, Match]] = {}
    out: set[str] = set()
    for match in sorted(matches, key=lambda match: match.round):
        if match.a not in out and match.b not in out:
            for entry in (match.a, match.b):
                if entry is not None:
                    rounds.setdefault(match.round, {})[entry] = match
        if match.finished:
            out |= {entry for entry, side in ((match.a, "a"), (match.b, "b")) if entry and match.winner != side}
    depth = max(rounds, default=0)
    seen: set[str] = set()

    def below(entry: str, number: int) -> Lines:
        if number == 0:
            seen.add(entry)
            return [entry]
        match = rounds.get(number, {}).get(entry)
        if match is None or match.b is None:
            # A bye fills the other side of every round that was not played.
            return [*below(entry, number - 1), *([None] * 2 ** (number - 1))]
        return [*below(match.a, number - 1), *below(match.b, number - 1)]

    lines: Lines = []
    for number in range(depth, 0, -1):
        for entry in ids:
            if entry in rounds.get(number, {}) and entry not in seen:
                branch = below(entry, number)
                lines += branch + [None] * (2**depth - len(branch) if number < depth else 0)
    for entry in ids:
        if entry not in seen:
            lines += [entry] + [None] * (2**depth - 1)
    return lines + [None] * (size_for(len(lines)) - len(lines))


def _ranked(ids: Sequence[str], by: str) -> Lines:
    size = size_for(len(ids))
    if by == LISTED:
        empty = set(lines_of_byes(size, size - len(ids), [], "")) if len(ids) < size else set()
        waiting = iter(ids)
        return [None if line in empty else next(waiting) for line in range(1, size + 1)]
    order = folded_lines(size) if by == FOLDED else ranked_lines(size)
    return [ids[rank - 1] if rank <= len(ids) else None for rank in order]


def _winners_against_seconds(
    groups: Sequence[str], places: Sequence[int], chosen: Mapping[tuple[str, int], str]
) -> Lines:
    first, second = places
    upper: Lines = []
    lower: Lines = []
    for one, other in zip(groups[::2], groups[1::2], strict=True):
        upper += [chosen[one, first], chosen[other, second]]
        lower += [chosen[other, first], chosen[one, second]]
    return upper + lower


def _apart_by_group(entrants: Sequence[Entrant], seed: str) -> Lines:
    tickets = [Ticket(entrant.id, entrant.group) for entrant in entrants]
    size = size_for(len(tickets))
    best = min((entrant.place for entrant in entrants), default=0)
    winners = [ticket for ticket, entrant in zip(tickets, entrants, strict=True) if entrant.place == best]
    at_rank = {rank: line for line, rank in enumerate(ranked_lines(size), 1)}
    fixed = {at_rank[rank]: ticket for rank, ticket in enumerate(winners[: max(1, size // 2)], 1)}
    empty = set(lines_of_byes(size, size - len(tickets), list(fixed), f"{seed}:byes"))
    free = [ticket for ticket in tickets if ticket not in fixed.values()]
    return _ids(placed_apart(fixed, free, size=size, empty=empty, seed=seed))


def _ids(tickets: Iterable[Ticket | None]) -> Lines:
    return [ticket.id if ticket else None for ticket in tickets]
