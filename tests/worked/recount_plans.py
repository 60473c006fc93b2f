"""Plans 4, 5 and 9 counted again whole: groups of matches, knock-outs, votes in two stages, prizes and souvenirs.

In the plainest way and without any code of the product, as for everything in `recounts`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any

Case = dict[str, Any]
Outcome = dict[str, Any]
Match = Mapping[str, Any]
Ranks = dict[str, int | None]
INFINITE = Fraction(10**9)


def games_of(match: Match) -> tuple[Fraction, Fraction]:
    """Games won by a and by b."""
    if "games" in match:
        return Fraction(sum(a > b for a, b in match["games"])), Fraction(sum(b > a for a, b in match["games"]))
    if match.get("ended") == "walkover":
        return (Fraction(2), Fraction(0)) if match["by"] == "b" else (Fraction(0), Fraction(2))
    return Fraction(match["score"][0]), Fraction(match["score"][1])


def sides(matches: Sequence[Match], entry: str, among: set[str]) -> list[tuple[Match, int]]:
    """The matches of somebody against these, with the side that he stands on."""
    return [(m, "ab".index(s)) for m in matches for s in "ab" if m[s] == entry and {m["a"], m["b"]} <= among]


def points(matches: Sequence[Match], entry: str, among: set[str], chess: bool) -> Fraction:
    """2 for a win, 1 for a loss, nothing for not coming; in chess 1, a half and nothing."""
    total = Fraction(0)
    for match, side in sides(matches, entry, among):
        games = games_of(match)
        won = (games[side] > games[1 - side]) - (games[side] < games[1 - side])
        stayed_away = match.get("by") == "ab"[side]
        total += Fraction(won + 1, 2) if chess else 2 if won > 0 else 0 if stayed_away else 1
    return total


def ratio(matches: Sequence[Match], entry: str, among: set[str], scores: bool) -> Fraction:
    """Games, or the points in them, won against lost."""
    won = lost = Fraction(0)
    for match, side in sides(matches, entry, among):
        pairs = match.get("games", []) if scores else [games_of(match)]
        won, lost = won + sum(pair[side] for pair in pairs), lost + sum(pair[1 - side] for pair in pairs)
    return won / lost if lost else INFINITE if won else Fraction(0)


def split(group: list[str], chain: Sequence[Callable[[str, set[str]], Fraction]], again: bool) -> list[list[str]]:
    """Those who are level, set apart by the first thing that tells them apart, and on with the rest of the chain."""
    for number, worth in enumerate(chain):
        values = {entry: worth(entry, set(group)) for entry in group}
        if len(set(values.values())) > 1:
            parts = [
                list(part) for _, part in groupby(sorted(group, key=lambda e: -values[e]), key=lambda e: values[e])
            ]
            rest = chain if again else chain[number + 1 :]
            return [level for part in parts for level in (split(part, rest, again) if len(part) > 1 else [part])]
    return [group]


def group_ranks(contest: Case, matches: Sequence[Match], entries: list[str]) -> Ranks:
    chess = contest["settings"].get("system") == "fide_round_robin"
    everybody = set(entries)

    def among(entry: str, tied: set[str]) -> Fraction:
        return points(matches, entry, tied, chess)

    def all_games(entry: str, _: set[str]) -> Fraction:
        return sum((games_of(match)[side] for match, side in sides(matches, entry, everybody)), Fraction(0))

    def game_ratio(entry: str, tied: set[str]) -> Fraction:
        return ratio(matches, entry, tied, False)

    def point_ratio(entry: str, tied: set[str]) -> Fraction:
        return ratio(matches, entry, tied, True)

    chain = [among, all_games] if chess else [among, game_ratio, point_ratio]
    first = split(entries, [lambda entry, _: points(matches, entry, everybody, chess)], False)
    levels = [part for level in first for part in split(level, chain, "more" in (contest["tie_breaks"] or {}))]
    return places(levels)


def places(levels: Sequence[list[str]]) -> Ranks:
    found: Ranks = {}
    for level in levels:
        found |= dict.fromkeys(level, len(found) + 1)
    return found


def knockout_ranks(matches: Sequence[Match], entries: list[str]) -> Ranks:
    """Whoever lost nothing, who lost the final, who won the match of those beaten; the others by how late they lost."""
    beaten: list[str] = []
    third: list[str] = []
    for match in matches:
        games = games_of(match)
        winner, loser = (match["a"], match["b"]) if games[0] > games[1] else (match["b"], match["a"])
        if match["a"] in beaten and match["b"] in beaten:
            third = [winner, loser]
        elif not (winner in beaten or loser in beaten):
            beaten.append(loser)
    (champion,) = set(entries) - set(beaten)
    behind = [entry for entry in reversed(beaten[:-1]) if entry not in third]
    return places([[champion], [beaten[-1]], *([entry] for entry in third), *([entry] for entry in behind)])


def by_mark(marks: Mapping[str, Any], least_first: bool = False) -> Ranks:
    return {e: 1 + sum((o < m) if least_first else (o > m) for o in marks.values()) for e, m in marks.items()}


def voted_ranks(contest: Case, advanced: set[str]) -> Ranks:
    """Who was voted on by votes, then everybody else by the review; the twenty best of the review are voted on."""
    review, vote = (
        {row["entry"]: row["records"]["points"][0] for row in stage["results"]} for stage in contest["stages"]
    )
    assert set(vote) == advanced == {entry for entry, rank in by_mark(review).items() if rank and rank <= 20}
    others = {entry: mark for entry, mark in review.items() if entry not in vote}
    return by_mark(vote) | {entry: len(vote) + (rank or 0) for entry, rank in by_mark(others).items()}


def plain_ranks(contest: Case, entries: list[Case]) -> Ranks:
    """A contest of one list: times, counts, points or places at the finish; and one of heats, by the counts in each."""
    records = {entry["id"]: entry.get("records") or {} for entry in entries}
    for stage in contest.get("stages", []):
        records |= {row["entry"]: row.get("records") or {} for row in stage["results"]}
    marks: dict[str, Any] = {}
    for entry, found in records.items():
        if found:
            ((code, value),) = found.items()
            precision = contest.get("settings", {}).get("precision", 1)
            marks[entry] = -(-value // precision) if code == "time" else value[0] if code == "points" else value
    ranks = by_mark(marks, contest["game"] in ("timed", "finish_order"))
    for order in contest.get("orders", {}).get("decision", []):
        first = ranks[order[0]]
        assert first is not None
        ranks |= {entry: first + number for number, entry in enumerate(order)}
    return {entry: ranks.get(entry) for entry in records}


def views(contest: Case, found: Outcome) -> list[Ranks]:
    """The ranks of every ranking of a contest, in the order of the outcome."""
    ids = [entry["id"] for entry in contest["entries"]]
    stages = contest.get("stages", [])
    if not stages:
        return [
            plain_ranks(contest, [e for e in contest["entries"] if e.get("division") == ranking["division"]])
            for ranking in found["rankings"]
        ]
    if stages[0]["rule"] == "knockout":
        return [knockout_ranks(stages[0]["matches"], ids)]
    if stages[0]["rule"] == "final":
        return [voted_ranks(contest, {each["entry"] for each in found["stages"][0]["advancing"]})]
    if stages[0]["rule"] == "groups":
        drawn = stages[0]["draw"]["placed"]
        groups = [[p["entry"] for p in drawn if p["group"] == code] for code in sorted({p["group"] for p in drawn})]
        return [group_ranks(contest, stages[0]["matches"], group) for group in groups]
    heats = sorted({row["heat"] for row in stages[0]["results"]})
    rows = [[row for row in stages[0]["results"] if row["heat"] == heat] for heat in heats]
    return [plain_ranks({**contest, "stages": [{"results": heat}]}, []) for heat in rows]


def prizes_of(contest: Case, shared: Case | None, ranks: Ranks) -> dict[str, str]:
    """Ties are all in at every line of these plans: the prize is that of the place that is shared."""
    rules = contest.get("prizes") or shared
    assert rules is not None
    placed = {entry: rank for entry, rank in ranks.items() if rank}
    line: list[str] = []
    if rules["tiers"][0]["rule"] == "ratio":
        whole = sum(tier["parts"] for tier in rules["tiers"])
        counts = [len(placed) * tier["parts"] // whole for tier in rules["tiers"]]
        rests = [-(len(placed) * tier["parts"] % whole) for tier in rules["tiers"]]
        for number in sorted(range(len(counts)), key=lambda at: rests[at])[: len(placed) - sum(counts)]:
            counts[number] += 1
        line = [tier["prize"] for tier, count in zip(rules["tiers"], counts, strict=True) for _ in range(count)]
    elif rules["tiers"][0]["rule"] == "rest":
        line = [rules["tiers"][0]["prize"]] * rules["places"]["count"]
    else:
        line = [tier["prize"] for tier in rules["tiers"] for _ in range(tier["count"])]
    found = {entry: line[rank - 1] for entry, rank in placed.items() if rank <= len(line)}
    capped = {each["prize"] for each in contest.get("adjustments", []) if each["rule"] == "tier_cap"}
    faulty = {entry["id"] for entry in contest["entries"] if any(entry.get("faults", {}).values())}
    return found | {entry: prize for entry in faulty & set(found) for prize in capped}


def people_of(entry: Case, per_person: bool) -> list[str]:
    members = [member["person"] for member in entry.get("members", [])]
    return members if members and per_person else [entry["person"]]


def recount_plan(case: Case, outcome: Outcome) -> None:
    """Every rank, every prize of every ranking, and the whole list of awards."""
    per = {prize["code"]: prize.get("per") == "person" for prize in case["prizes"]}
    given: Counter[tuple[str, str]] = Counter()
    took_part: set[str] = set()
    for contest, found in zip(case["contests"], outcome["contests"], strict=True):
        entries = {entry["id"]: entry for entry in contest["entries"]}
        counted = views(contest, found)
        for ranks, ranking in zip(counted, found["rankings"], strict=True):
            prizes = prizes_of(contest, case.get("prize_rules"), ranks)
            rows = ranking["placings"]
            assert {row["entry"]: row["rank"] for row in rows} == ranks
            assert {row["entry"]: row["prize"] for row in rows if row["prize"]} == prizes
            given.update((who, prize) for e, prize in prizes.items() for who in people_of(entries[e], per[prize]))
            came = [e for e, rank in ranks.items() if rank or entries[e].get("absence") in ("DNF", "NM", "DSQ")]
            took_part |= {who for e in came for who in people_of(entries[e], True)}
    awards = case.get("awards", {})
    for special in awards.get("specials", []):
        given.update((person, special["prize"]) for person in special["people"])
    if awards.get("souvenir"):
        rewarded = {person for person, _ in given}
        in_teams = {
            who
            for contest in case["contests"]
            for entry in contest["entries"]
            if entry["person"] in rewarded
            for who in people_of(entry, True)
        }
        given.update((person, awards["souvenir"]["prize"]) for person in took_part - rewarded - in_teams)
    assert Counter((award["person"], award["prize"]) for award in outcome["awards"]) == given
