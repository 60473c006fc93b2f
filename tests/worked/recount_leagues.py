"""Group tables counted again in the plainest way, federation by federation, without any code of the product."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import groupby
from typing import Any

Case = dict[str, Any]
INFINITE = Fraction(10**9)


class Table:
    """The matches of one group; every question may be asked among some only."""

    def __init__(self, contest: Case) -> None:
        self.rows: list[dict[str, Any]] = []
        for match in contest["stages"][0]["matches"]:
            games = match.get("games") or []
            won = [sum(a > b for a, b in games), sum(b > a for a, b in games)] if games else match["score"]
            score = match.get("score") or [sum(a for a, _ in games), sum(b for _, b in games)]
            self.rows.append({"a": match["a"], "b": match["b"], "games": won, "score": score, "main": won})

    def seen(self, team: str, among: Iterable[str] | None = None) -> list[tuple[list[int], list[int], list[int]]]:
        """Main score, games and points of every match of a team, its own side first."""
        found = []
        for row in self.rows:
            other = row["b"] if row["a"] == team else row["a"] if row["b"] == team else None
            if other is None or (among is not None and other not in among):
                continue
            step = 1 if row["a"] == team else -1
            found.append((row["main"][::step], row["games"][::step], row["score"][::step]))
        return found

    def points(self, team: str, worth: tuple[int, int, int], among: Iterable[str] | None = None) -> int:
        win, draw, loss = worth
        return sum(
            win if main[0] > main[1] else draw if main[0] == main[1] else loss for main, _, _ in self.seen(team, among)
        )

    def sums(self, team: str, which: int, among: Iterable[str] | None = None) -> tuple[int, int]:
        found = [seen[which] for seen in self.seen(team, among)]
        return sum(pair[0] for pair in found), sum(pair[1] for pair in found)

    def ratio(self, team: str, which: int, among: Iterable[str] | None = None) -> Fraction:
        won, lost = self.sums(team, which, among)
        return Fraction(won, lost) if lost else INFINITE if won else Fraction(0)

    def difference(self, team: str, which: int, among: Iterable[str] | None = None) -> int:
        won, lost = self.sums(team, which, among)
        return won - lost


GAMES, POINTS = 1, 2
Key = Callable[[str, list[str]], Any]


def parted(teams: list[str], key: Key) -> list[list[str]]:
    ordered = sorted(teams, key=lambda team: key(team, teams), reverse=True)
    return [list(part) for _, part in groupby(ordered, key=lambda team: key(team, teams))]


def anew(teams: list[str], keys: list[Key]) -> list[list[str]]:
    """The first question that parts them is asked; every part then begins with the first question again."""
    for key in keys:
        parts = parted(teams, key)
        if len(parts) > 1:
            return [group for part in parts for group in anew(part, keys)]
    return [teams]


def onward(teams: list[str], keys: list[Key]) -> list[list[str]]:
    """Every part goes on with the next question."""
    if len(teams) == 1 or not keys:
        return [teams]
    return [group for part in parted(teams, keys[0]) for group in onward(part, keys[1:])]


def ittf(table: Table, teams: list[str]) -> list[list[str]]:
    first = parted(teams, lambda team, _: table.points(team, (2, 0, 1)))
    keys: list[Key] = [
        lambda team, tied: table.points(team, (2, 0, 1), tied),
        lambda team, tied: table.ratio(team, GAMES, tied),
        lambda team, tied: table.ratio(team, POINTS, tied),
    ]
    return [group for part in first for group in anew(part, keys)]


def bwf(table: Table, teams: list[str]) -> list[list[str]]:
    def settle(tied: list[str], keys: list[Key]) -> list[list[str]]:
        if len(tied) == 1:
            return [tied]
        if len(tied) == 2:
            return parted(tied, lambda team, both: table.points(team, (1, 0, 0), both))
        if not keys:
            return [tied]
        return [group for part in parted(tied, keys[0]) for group in settle(part, keys[1:])]

    by_difference: list[Key] = [
        lambda team, _: table.difference(team, GAMES),
        lambda team, _: table.difference(team, POINTS),
    ]
    first = parted(teams, lambda team, _: table.points(team, (1, 0, 0)))
    return [group for part in first for group in settle(part, by_difference)]


def fivb(table: Table, teams: list[str]) -> list[list[str]]:
    def points(team: str) -> int:
        return sum({3: 3 if main[1] < 2 else 2, 2: 1}.get(main[0], 0) for main, _, _ in table.seen(team))

    return onward(
        teams,
        [
            lambda team, _: table.points(team, (1, 0, 0)),
            lambda team, _: points(team),
            lambda team, _: table.ratio(team, GAMES),
            lambda team, _: table.ratio(team, POINTS),
            lambda team, tied: table.points(team, (1, 0, 0), tied),
        ],
    )


def fiba(table: Table, teams: list[str]) -> list[list[str]]:
    keys: list[Key] = [
        lambda team, tied: table.points(team, (2, 0, 1), tied),
        lambda team, tied: table.difference(team, POINTS, tied),
        lambda team, tied: table.sums(team, POINTS, tied)[0],
        lambda team, _: table.difference(team, POINTS),
        lambda team, _: table.sums(team, POINTS)[0],
    ]
    first = parted(teams, lambda team, _: table.points(team, (2, 0, 1)))
    return [group for part in first for group in anew(part, keys)]


def ihf(table: Table, teams: list[str]) -> list[list[str]]:
    worth = (2, 1, 0)
    first = parted(teams, lambda team, _: table.points(team, worth))
    settled = []
    for tied in first:
        # The small table is made once, of all who are level.
        def key(team: str, _: list[str], tied: list[str] = tied) -> Any:
            return (
                table.points(team, worth, tied),
                table.difference(team, POINTS, tied),
                table.sums(team, POINTS, tied)[0],
                table.difference(team, POINTS),
                table.sums(team, POINTS)[0],
            )

        settled += parted(tied, key)
    return settled


LEAGUES = {"ittf": ittf, "bwf": bwf, "fivb": fivb, "fiba": fiba, "ihf": ihf}


def league_ranks(contest: Case) -> dict[str, int]:
    teams = [entry["id"] for entry in contest["entries"]]
    ranks: dict[str, int] = {}
    for group in LEAGUES[contest["settings"]["system"]](Table(contest), teams):
        place = len(ranks) + 1
        ranks.update(dict.fromkeys(group, place))
    return ranks
