"""The rule book at the size of large meets: chains, tables, brackets, Swiss rounds, a whole meet, and how it grows."""

from __future__ import annotations

import random
from typing import Any

from benchmarks.measuring import Comparison, compare, seconds_of
from scoring.rulebook import GAMES, outcome_of
from scoring.rulebook.drawing.roundrobin import schedule
from scoring.rulebook.drawing.swiss import Player, next_round
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.ranks.ranking import rank
from scoring.rulebook.ranks.tiebreak import Chain
from scoring.rulebook.tiebreaks import TIE_BREAKS

FEW_ROUNDS = 3
SHOTS = 20
PEOPLE, CONTESTS, UNITS, ENTERED = 500, 30, 25, 200
Row = dict[str, Any]


def run() -> list[Comparison]:
    """One comparison a size; the note of a size says how it grew from half of it."""
    return [
        *[chain_of_three(entries) for entries in (10_000, 100_000)],
        *[case_compared("outcome of a round robin of {n} teams, level ones head to head", round_robin, n, table_by_hand)
          for n in (32, 64)],
        *[case_compared("outcome of a knock-out of {n}", knockout, n, bracket_by_hand) for n in (256, 512)],
        *[swiss_round(players) for players in (500, 1_000)],
        *[case_compared("outcome of a meet: {n} people, 30 contests, prizes, unit totals", meet, n, meet_by_hand)
          for n in (PEOPLE // 2, PEOPLE)],
    ]  # fmt: skip


def growth(work: Any, half: Any) -> str:
    """How much longer it takes than half of it; both once warmed up."""
    half()
    pairs = sorted((seconds_of(work), seconds_of(half)) for _ in range(FEW_ROUNDS))
    whole, part = pairs[FEW_ROUNDS // 2]
    return f"{whole / part:.1f} times half the size"


def chain_of_three(entries: int) -> Comparison:
    """Hits, then the first hits, then who had all first, then a lot on record for everybody."""
    chance = random.Random(entries)
    rows = [[chance.randrange(2) for _ in range(SHOTS)] for _ in range(entries)]
    shooters = [Performance(f"s/{n}", sum(row), None, {"shot": row}) for n, row in enumerate(rows, 1)]
    hits = [sum(row) for row in rows]
    shooting = GAMES["shooting"]({"shots": SHOTS})
    lots = TIE_BREAKS["recorded_lot"](orders=[[each.id for each in shooters]])
    chain = Chain.of([TIE_BREAKS["earlier_hit"](), TIE_BREAKS["total_reached_first"](), lots])

    def work(those: list[Performance]) -> None:
        rank(those, key=shooting.key, chain=chain)

    return compare(
        f"rank {entries:,} by hits and a chain of three",
        ours=lambda: work(shooters),
        floor=lambda: sorted(hits),
        floor_is="sorted() of the hits",
        rounds=FEW_ROUNDS,
        note=growth(lambda: work(shooters), lambda: work(shooters[: entries // 2])),
    )


def case_compared(what: str, make: Any, size: int, by_hand: Any) -> Comparison:
    """The whole outcome of a case, checks and reasons included, against a script that knows this one meet."""
    case, half = make(size), make(size // 2)
    return compare(
        what.format(n=size),
        ours=lambda: outcome_of(case),
        floor=lambda: by_hand(case),
        floor_is=by_hand.__doc__ or "",
        rounds=FEW_ROUNDS,
        note=growth(lambda: outcome_of(case), lambda: outcome_of(half)),
    )


def one_contest(code: str, settings: Row, stage: Row, entrants: list[str]) -> Row:
    entries = [{"id": each, "person": each, "seed": number} for number, each in enumerate(entrants, 1)]
    contest = {"code": code, "game": "match", "settings": settings, "stages": [stage], "entries": entries}
    return {"format": "unionevents-case", "version": 1, "contests": [contest]}


def round_robin(teams: int) -> Row:
    chance = random.Random(teams)
    matches = []
    for number, pairs in enumerate(schedule(teams), 1):
        for home, away in pairs:
            score = chance.choice([[1, 0], [0, 1], [2, 1], [1, 2], [1, 1]])
            matches.append({"a": f"t{home}", "b": f"t{away}", "round": number, "score": score})
    names = [f"t{number}" for number in range(1, teams + 1)]
    return one_contest("league", {"system": "uefa"}, {"code": "all", "rule": "round_robin", "matches": matches}, names)


def table_by_hand(case: Row) -> None:
    """add points and goals in one loop, sort once"""
    table: dict[str, list[int]] = {entry["id"]: [0, 0, 0] for entry in case["contests"][0]["entries"]}
    for match in case["contests"][0]["stages"][0]["matches"]:
        for team, own, other in ((match["a"], *match["score"]), (match["b"], *reversed(match["score"]))):
            row = table[team]
            row[0] += 3 if own > other else own == other
            row[1] += own - other
            row[2] += own
    sorted(table.values(), reverse=True)


def knockout(size: int) -> Row:
    left, matches = list(range(1, size + 1)), []
    order = [1]
    while len(order) < size:
        order = [rank for better in order for rank in (better, 2 * len(order) + 1 - better)]
    left = order
    while len(left) > 1:
        matches += [{"a": f"t{a}", "b": f"t{b}", "score": [2, 0] if a < b else [0, 2]}
                    for a, b in zip(left[::2], left[1::2], strict=True)]  # fmt: skip
        left = [min(pair) for pair in zip(left[::2], left[1::2], strict=True)]
    names = [f"t{number}" for number in range(1, size + 1)]
    stage = {"code": "cup", "rule": "knockout", "by": "folded", "third_place": "shared", "matches": matches}
    return one_contest("cup", {"games": 3}, stage, names)


def bracket_by_hand(case: Row) -> None:
    """count the wins of everybody, sort once"""
    wins: dict[str, int] = {entry["id"]: 0 for entry in case["contests"][0]["entries"]}
    for match in case["contests"][0]["stages"][0]["matches"]:
        wins[match["a" if match["score"][0] > match["score"][1] else "b"]] += 1
    sorted(wins.items(), key=lambda item: -item[1])


def swiss_round(players: int) -> Comparison:
    """The fifth round, after four in which neighbours met."""
    whole, half = before_round_five(players), before_round_five(players // 2)
    return compare(
        f"pair round 5 of a Swiss of {players:,}, unit mates apart",
        ours=lambda: next_round(whole),
        floor=lambda: adjacent(whole),
        floor_is="sort by score, first with second and so on, whoever met",
        rounds=FEW_ROUNDS,
        note=growth(lambda: next_round(whole), lambda: next_round(half)),
    )


def before_round_five(players: int) -> list[Player]:
    chance = random.Random(players)
    score = dict.fromkeys(range(players), 0)
    met: dict[int, set[str]] = {each: set() for each in score}
    for _ in range(4):
        order = sorted(score, key=lambda each: (-score[each], chance.random()))
        for one, other in zip(order[::2], order[1::2], strict=True):
            met[one].add(f"p{other}")
            met[other].add(f"p{one}")
            score[chance.choice((one, other))] += 2
    order = sorted(score, key=lambda each: -score[each])
    return [Player(f"p{each}", score[each], f"u{each % 40}", frozenset(met[each])) for each in order]


def adjacent(players: list[Player]) -> list[tuple[str, str]]:
    order = sorted(players, key=lambda each: -each.score)
    return [(one.id, other.id) for one, other in zip(order[::2], order[1::2], strict=False)]


def meet(people: int) -> Row:
    """Everybody enters about twelve of thirty contests; 4 % of a field win, souvenirs, points for units."""
    chance = random.Random(people)
    contests = []
    for number in range(CONTESTS):
        code = f"c{number}"
        timed = number % 2 == 0
        field = chance.sample(range(people), people * ENTERED // PEOPLE)
        entries = [
            {"id": f"{code}/{each}", "person": f"p{each}", "name": f"p{each}", "unit": f"u{each % UNITS}",
             "records": {"time": chance.randrange(9_000, 60_000, 10)} if timed else {"count": chance.randrange(200)}}
            for each in field
        ]  # fmt: skip
        contests.append({"code": code, "game": "timed" if timed else "count", "entries": entries})
    tiers = [
        {"prize": "first", "rule": "fixed", "count": 1},
        {"prize": "second", "rule": "fixed", "count": 2},
        {"prize": "third", "rule": "rest"},
    ]
    return {
        "format": "unionevents-case",
        "version": 1,
        "contests": contests,
        "prizes": [{"code": code, "value": 100} for code in ("first", "second", "third", "souvenir")],
        "prize_rules": {"places": {"rule": "share", "percent": 4}, "tiers": tiers},
        "awards": {"one_per_person": "best_placing", "passed_down": True, "souvenir": {"prize": "souvenir"}},
        "tables": [{"code": "units", "rule": "points"}],
    }


def meet_by_hand(case: Row) -> None:
    """sort every contest, add points of the first eight"""
    units: dict[str, int] = {}
    for contest in case["contests"]:
        field, down = contest["entries"], contest["game"] == "count"
        order = sorted(field, key=lambda each: next(iter(each["records"].values())), reverse=down)
        for points, entry in zip((9, 7, 6, 5, 4, 3, 2, 1), order, strict=False):
            units[entry["unit"]] = units.get(entry["unit"], 0) + points
    sorted(units.values())
