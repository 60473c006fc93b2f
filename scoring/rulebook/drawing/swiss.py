"""Swiss rounds: equal scores meet, nobody meets twice, unit mates meet only when it cannot be avoided.

A pairing without repeats is found whenever there is one. Inside a score group: first half against second half
(FIDE), neighbours, first against last, or drawn. Who cannot be paired in a score group floats down to the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from scoring.rulebook.drawing.matching import Matching, paired_off
from unionevents.lib.lots import lot

HALVES: Final = "halves"
ADJACENT: Final = "adjacent"
FOLD: Final = "fold"
DRAWN: Final = "drawn"


class Player(NamedTuple):
    """One entrant before a round; `homes` is homes minus aways so far, `last` +1 or -1 for the last of them."""

    id: str
    score: Fraction | int = 0
    unit: str = ""
    met: frozenset[str] = frozenset()
    had_bye: bool = False
    homes: int = 0
    last: int = 0


class SwissRound(NamedTuple):
    """Pairs (home, away) in order of boards, the bye, and the pairs that meet again because nothing else was left."""

    pairs: list[tuple[str, str]]
    bye: str | None
    repeats: list[tuple[str, str]]


def next_round(players: Sequence[Player], *, within: str = HALVES, seed: str = "") -> SwissRound:
    """The next round for players in the order of their ranks, best first."""
    ranked = sorted(players, key=lambda player: -player.score)  # stable: rank decides inside a score
    bye = _bye(ranked) if len(ranked) % 2 else None
    if bye is not None:
        ranked.remove(bye)
    pairs, repeats = _pairs(ranked, within, seed)
    order = {player.id: at for at, player in enumerate(ranked)}
    boards = sorted(pairs, key=lambda pair: sorted((order[pair[0].id], order[pair[1].id])))
    return SwissRound(
        [_with_home(one, other, number, seed) for number, (one, other) in enumerate(boards)],
        bye.id if bye else None,
        [(one.id, other.id) for one, other in repeats],
    )


def _bye(ranked: Sequence[Player]) -> Player:
    """The last who has had none and without whom the others can be paired."""
    without = [player for player in reversed(ranked) if not player.had_bye] or list(reversed(ranked))
    for player in without:
        others = [other for other in ranked if other is not player]
        if not Matching(_neighbours(others, units=False)).alone:
            return player
    return without[0]


def _pairs(
    ranked: Sequence[Player], within: str, seed: str
) -> tuple[list[tuple[Player, Player]], list[tuple[Player, Player]]]:
    apart = _neighbours(ranked, units=True)
    if not Matching(apart).alone:
        return _by_score(ranked, True, within, seed), []
    strangers = _neighbours(ranked, units=False)
    if not Matching(strangers).alone:
        # As few unit mates as possible meet: pair the others first, then who is left among themselves.
        found, left = _paired(ranked, apart, within, seed)
        mates, over = _paired(left, _neighbours(left, units=False), within, seed)
        return (_by_score(ranked, False, within, seed) if over else found + mates), []
    found, left = _paired(ranked, strangers, within, seed)
    again, _ = _paired(left, [[n for n in range(len(left)) if n != at] for at in range(len(left))], within, seed)
    return found + again, again


def _by_score(ranked: Sequence[Player], units: bool, within: str, seed: str) -> list[tuple[Player, Player]]:
    """Score group by score group; a group that would leave the rest unpairable is joined with the next."""
    groups: dict[Fraction | int, list[Player]] = {}
    for player in ranked:
        groups.setdefault(player.score, []).append(player)
    waiting = list(groups.values())
    pairs: list[tuple[Player, Player]] = []
    group: list[Player] = []
    while waiting:
        group = group + waiting.pop(0)
        found, left = _paired(group, _neighbours(group, units=units), within, seed)
        rest = [*left, *(player for players in waiting for player in players)]
        if not Matching(_neighbours(rest, units=units)).alone:
            pairs += found
            group = left
    return pairs


def _paired(
    players: Sequence[Player], neighbours: Sequence[Sequence[int]], within: str, seed: str
) -> tuple[list[tuple[Player, Player]], list[Player]]:
    def prefer(first: int, others: Sequence[int]) -> Iterable[int]:
        return _preferred(players, first, others, within, seed)

    pairs, left = paired_off(neighbours, prefer)
    return [(players[one], players[other]) for one, other in pairs], [players[one] for one in left]


def _preferred(players: Sequence[Player], first: int, others: Sequence[int], within: str, seed: str) -> Iterable[int]:
    score = players[first].score
    level = [other for other in others if players[other].score == score]
    below = [other for other in others if players[other].score != score]
    if within == HALVES:
        target = max(0, (len(level) + 1) // 2 - 1)
        level = level[target:] + level[:target][::-1]
    elif within == FOLD:
        level.reverse()
    elif within == DRAWN:
        level.sort(key=lambda other: lot(seed, f"{players[first].id} {players[other].id}"))
    return level + below


def _neighbours(players: Sequence[Player], *, units: bool) -> list[list[int]]:
    """Who may meet whom: nobody whom one has met, and with `units` nobody of one's own unit."""
    number_of = {player.id: number for number, player in enumerate(players)}
    mates: dict[str, set[int]] = {}
    for number, player in enumerate(players):
        mates.setdefault(player.unit if units else "", set()).add(number)
    everybody = set(range(len(players)))
    found: list[list[int]] = []
    for number, player in enumerate(players):
        barred = {number_of[other] for other in player.met if other in number_of} | {number}
        if units and player.unit:
            barred |= mates[player.unit]
        found.append(sorted(everybody - barred))
    return found


def _with_home(one: Player, other: Player, board: int, seed: str) -> tuple[str, str]:
    """Home goes to whoever had fewer homes; else not to whoever had the last one; else by lot."""
    if one.homes != other.homes:
        first = one.homes < other.homes
    elif one.last != other.last:
        first = one.last < other.last
    else:
        first = (board + lot(seed, "first home")) % 2 == 0
    return (one.id, other.id) if first else (other.id, one.id)
