"""A league: the matches of a group, or of all rounds so far, become a ranking.

    league(entrants, matches, game, chain=chain) -> Ranking

`entrants` are Performances (id, unit, tags, faults ...; their marks do not count), `matches` what `read_matches` gave,
fixtures without result included. An entrant with an absence has withdrawn: the game's setting `withdrawal` says what
becomes of his matches, and he has no place. Marks are league points, or wins where the table is ordered by wins; nobody
has one before the first match is over. `open_matches` says what is missing until the ranking is final.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from scoring.rulebook.base.exact import exact
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.numbers import whole
from scoring.rulebook.marks.performance import Met, Pair, Performance, Played
from scoring.rulebook.marks.results import Scoring
from scoring.rulebook.matches.match import Match, MatchGame
from scoring.rulebook.matchplay.shape import BYE, FORFEIT, PLAYED, RETIRED, WALKOVER
from scoring.rulebook.ranks.ranking import Ranking, rank
from scoring.rulebook.ranks.tiebreak import Chain, TieBreak

ON_COURT: Final = (PLAYED, RETIRED)


def league(
    entrants: Iterable[Performance],
    matches: Iterable[Match],
    game: MatchGame,
    *,
    chain: Chain = Chain(),  # noqa: B008  # immutable
    undecided: str = "shared",
    stage: str = "",
    rounds: int = 0,
    scoring: Scoring | None = None,
) -> Ranking:
    """Rank the entrants by their matches; `rounds`: every round up to this one without a match is a bye for nothing.

    The adjustments of `scoring` change what the matches brought, such as points taken off.
    """
    performances = with_matches(entrants, matches, game, stage=stage, rounds=rounds)
    if scoring is not None and scoring.adjustments:
        performances = _adjusted(performances, scoring)
    return rank(performances, key=game.key, chain=chain, undecided=undecided)


def with_matches(
    entrants: Iterable[Performance], matches: Iterable[Match], game: MatchGame, *, stage: str = "", rounds: int = 0
) -> list[Performance]:
    """The entrants with `played` and their mark, in the order given."""
    everybody = list(entrants)
    counting = _counting(everybody, list(matches), game)
    rows: dict[str, list[Played]] = {entrant.id: [] for entrant in everybody}
    for match in sorted((match for match in counting if match.finished), key=_by_round):
        for side, seen_by in enumerate((match.a, match.b)):
            if seen_by is not None and seen_by in rows:
                rows[seen_by].append(match.played_by(side, stage))
    if rounds:
        for row in rows.values():
            _fill_rounds(row, rounds, stage)
    met = _what_they_came_to(rows, exact(game.settings["draw"]))
    by_wins = game.settings["ranked_by"] == "wins"
    begun = any(one.opponent is not None for row in rows.values() for one in row)
    found: list[Performance] = []
    for entrant in everybody:
        played = tuple(one._replace(met=met.get(one.opponent or "")) for one in rows[entrant.id])
        mark = sum_of(one.result == "won" for one in played) if by_wins else sum_of(one.points for one in played)
        found.append(entrant._replace(mark=mark if begun and entrant.absence is None else None, played=played))
    return found


def _adjusted(performances: list[Performance], scoring: Scoring) -> list[Performance]:
    """Only marks: whatever else an adjustment does was done when the entrants came in."""
    after = {one.id: one for one in scoring.adjusted(performances)}
    return [
        one if after[one.id].mark == one.mark else one._replace(mark=after[one.id].mark, notes=after[one.id].notes)
        for one in performances
    ]


def open_matches(entrants: Iterable[Performance], matches: Iterable[Match], game: MatchGame) -> list[Match]:
    """The matches that are still to be played."""
    return [match for match in _counting(list(entrants), list(matches), game) if not match.finished]


def across_groups(chain: Chain) -> Chain:
    """The chain for those of different groups, who have not met: what looked at the level ones looks at all matches."""
    rules: list[TieBreak] = []
    for rule in chain.more or chain.two:
        if rule.settings.get("among") == "tied":
            rule = type(rule)({**rule.settings, "among": "all"}, orders=rule.orders)  # noqa: PLW2901  # the same, wider
        rules.append(rule)
    return Chain.of(rules)


def sum_of(numbers: Iterable[Mark]) -> Mark:
    """An exact sum; an int when it is whole."""
    return whole(sum(numbers, 0))


def pair_sum(pairs: Iterable[Pair]) -> Pair:
    """What was won and what was lost in all."""
    listed = list(pairs)
    return sum_of(pair[0] for pair in listed), sum_of(pair[1] for pair in listed)


def _by_round(match: Match) -> int:
    return match.round


def _counting(entrants: Sequence[Performance], matches: list[Match], game: MatchGame) -> list[Match]:
    """The matches that count when some have withdrawn."""
    withdrawn = {entrant.id for entrant in entrants if entrant.absence is not None}
    if not withdrawn:
        return matches
    deleted = {entrant for entrant in withdrawn if not _kept(entrant, matches, game.settings["withdrawal"])}
    found: list[Match] = []
    for match in matches:
        gone = [side for side, entrant in (("a", match.a), ("b", match.b)) if entrant in withdrawn]
        if match.a in deleted or match.b in deleted:
            continue
        if gone and not match.finished and match.b is not None:
            match = game.walkover(match, by="both" if len(gone) > 1 else gone[0])  # noqa: PLW2901  # what became of it
        found.append(match)
    return found


def _kept(entrant: str, matches: Iterable[Match], policy: str) -> bool:
    if policy != "delete_if_less_than_half":
        return policy == "keep"
    mine = [match for match in matches if entrant in (match.a, match.b) and match.b is not None]
    return 2 * sum(match.finished and match.ended in ON_COURT for match in mine) >= len(mine) > 0


def _fill_rounds(played: list[Played], rounds: int, stage: str) -> None:
    known = {row.round for row in played}
    possible = max((row.possible for row in played), default=0)
    for number in range(1, rounds + 1):
        if number not in known:
            played.append(Played(None, 0, "lost", BYE, round=number, stage=stage, possible=possible))
    played.sort(key=lambda row: row.round)


def _what_they_came_to(rows: Mapping[str, Sequence[Played]], draw: Mark) -> dict[str, Met]:
    marks = {entrant: sum_of(row.points for row in played) for entrant, played in rows.items()}
    found: dict[str, Met] = {}
    for entrant, played in rows.items():
        last = max((index for index, row in enumerate(played) if not by_own_choice(row)), default=-1)
        adjusted = sum_of(row.points if index <= last else draw for index, row in enumerate(played))
        drawn = sum_of(row.points if row.ended in ON_COURT else draw for row in played)
        opponents = sum_of(marks.get(row.opponent or "", 0) for row in played)
        found[entrant] = Met(marks[entrant], adjusted, drawn, opponents)
    return found


def by_own_choice(row: Played) -> bool:
    """Whether a round was not played by this side's own choice: a requested bye, or it gave the match away."""
    if row.ended == BYE:
        return row.result != "won"
    return row.ended in (WALKOVER, FORFEIT) and row.result == "lost"
