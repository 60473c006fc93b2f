"""Checks of stages that shapes cannot see: codes said once, entries that exist, settings that can stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from scoring.rulebook.base.paths import Path, below, complain
from scoring.rulebook.base.rule import settings_in
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.formats import FORMATS
from scoring.rulebook.games import GAMES
from scoring.rulebook.marks.aggregation import LEVEL_CODES
from scoring.rulebook.marks.game import Game
from scoring.rulebook.matches.match import MatchGame
from scoring.rulebook.playing.stageshape import STAGE_KEYS, takes_of
from scoring.rulebook.ranks.chainchecks import check_chain, check_orders
from unionevents.lib.phrase import Phrase

Read = Mapping[str, Any]
ROSTER = "members"


def all_stages(lines: Iterable[Read]) -> Iterator[Read]:
    """Every stage that can be played, those inside choices too."""
    for line in lines:
        if FORMATS[line["rule"]].nested:
            for choice in line["choices"]:
                yield from all_stages(choice["stages"])
        else:
            yield line


def check_stages(contest: Read, rules: Collection[str], problems: list[Problem]) -> set[str]:
    """Everything about the stages of a contest but its results; `rules` are the codes of the contest's own chains.

    The answer is the codes of the chains of its stages.
    """
    stages = list(all_stages(contest["stages"]))
    if not stages:
        return set()
    known = {entry["id"]: entry["division"] for entry in contest["entries"]}
    _check_codes(contest["stages"], set(), problems)
    for entry in contest["entries"]:
        if entry["records"] or any(entry[level] for level in LEVEL_CODES if level != ROSTER):
            complain(problems, entry["path"], "record_outside_stage", RECORD_OUTSIDE_STAGE)
    game = GAMES[contest["game"]](contest["settings"])
    found: set[str] = set()
    for line in stages:
        _check_stage(line, known, problems)
        chain = check_chain(line["tie_breaks"], problems)
        found |= chain
        read = {**line, "undecided": line["undecided"] or contest["undecided"]}
        check_orders(read, {*rules, *chain}, known, problems, also=("cut",))
        if line["settings"]:
            for where, phrase in changed(game, line["settings"]).contradictions():
                complain(problems, below((line["path"], "settings"), where), "contradiction", phrase)
    return found


def changed(game: Game, settings: Read) -> Game:
    """The game with the settings that a stage has otherwise."""
    return game.changed(settings) if isinstance(game, MatchGame) else type(game)({**game.settings, **settings})


def _check_codes(lines: Iterable[Read], above: set[str], problems: list[Problem]) -> None:
    """No code twice in what may be played together."""
    for line in lines:
        if line["code"] in above:
            complain(problems, (line["path"], "code"), "taken", TAKEN, value=line["code"])
        above.add(line["code"])
        if FORMATS[line["rule"]].nested:
            inside: set[str] = set()
            smallest = -1
            for choice in line["choices"]:
                here = set(above)
                _check_codes(choice["stages"], here, problems)
                inside |= here
                if choice is not line["choices"][-1] and choice["up_to"] is None:
                    complain(problems, (choice["path"], "up_to"), "open_too_early", OPEN_TOO_EARLY)
                elif choice["up_to"] is not None and choice["up_to"] <= smallest:
                    complain(problems, (choice["path"], "up_to"), "not_rising", NOT_RISING)
                smallest = smallest if choice["up_to"] is None else choice["up_to"]
            above |= inside


def _check_stage(line: Read, known: Mapping[str, str | None], problems: list[Problem]) -> None:
    path: Path = line["path"]
    for where, phrase in FORMATS[line["rule"]](settings_in(line, "rule", *STAGE_KEYS)).contradictions():
        complain(problems, below(path, where), "contradiction", phrase)
    _check_list(line["entrants"] or (), (path, "entrants"), known, problems)
    if line["entrants"] is not None and line["takes"] is not None:
        complain(problems, (path, "takes"), "entrants_twice", ENTRANTS_TWICE)
    for takes in takes_of(line):
        if takes["from"] > takes["to"]:
            complain(problems, takes["path"], "contradiction", FROM_AFTER_TO)
    _check_list([row["entry"] for row in line["draw"]["placed"]], ((path, "draw"), "placed"), known, problems)
    _check_places(line["draw"]["placed"], known, problems)
    _check_places(line.get("results", ()), known, problems)
    for row in line.get("results", ()):
        if row["entry"] not in known:
            complain(problems, (row["path"], "entry"), "unknown_entry", UNKNOWN_ENTRY, entry=row["entry"])
    for row in line.get("matches", ()):
        for side in ("a", "b"):
            if row[side] is not None and row[side] not in known:
                complain(problems, (row["path"], side), "unknown_entry", UNKNOWN_ENTRY, entry=row[side])
    rule = line["advance"]
    if rule is not None:
        _check_list(rule["added"], (rule["path"], "added"), known, problems)
        if not any(rule[key] for key in ("by_place", "best_of_place", "by_mark", "at_least", "added")) and (
            rule["standard"] is None
        ):
            complain(problems, rule["path"], "nobody_advances", NOBODY_ADVANCES)
        best = rule["best_of_place"]
        if best is not None and best["place"] <= rule["by_place"]:
            complain(problems, (rule["path"], "best_of_place"), "contradiction", ALREADY_ADVANCED)


def _check_places(rows: Iterable[Read], known: Mapping[str, str | None], problems: list[Problem]) -> None:
    """Nobody stands where somebody else of the same division stands."""
    taken: set[tuple[Any, ...]] = set()
    for row in rows:
        division = known.get(row["entry"])
        for keys in (("heat", "lane"), ("group", "line")):
            place = (division, *keys, *(row.get(key) for key in keys))
            if row.get(keys[1]) is None:
                continue
            if place in taken:
                complain(problems, (row["path"], keys[1]), "place_taken", PLACE_TAKEN, place=row[keys[1]])
            taken.add(place)


def _check_list(ids: Iterable[str], path: Path, known: Mapping[str, str | None], problems: list[Problem]) -> None:
    seen: set[str] = set()
    for index, entry in enumerate(ids):
        if entry not in known:
            complain(problems, (path, index), "unknown_entry", UNKNOWN_ENTRY, entry=entry)
        if entry in seen:
            complain(problems, (path, index), "entry_twice", ENTRY_TWICE, entry=entry)
        seen.add(entry)


TAKEN = Phrase(en="“{value}” is already used above", zh="“{value}”前面已经用过")
RECORD_OUTSIDE_STAGE = Phrase(
    en="this contest has stages: results stand in the stages, not here",
    zh="这个项目分阶段进行，成绩要写在各阶段里，不写在这里",
)
OPEN_TOO_EARLY = Phrase(en="only the last choice may be open", zh="只有最后一档可以不封顶")
NOT_RISING = Phrase(en="the choices must rise", zh="各档人数要从小到大")
ENTRANTS_TWICE = Phrase(
    en="either a list of entrants or the places taken from another stage", zh="名单和“从某阶段取名次”只能写一个"
)
FROM_AFTER_TO = Phrase(en="the first place stands after the last", zh="起始名次大于末尾名次")
UNKNOWN_ENTRY = Phrase(en="this contest has no entry “{entry}”", zh="这个项目里没有参赛项“{entry}”")
PLACE_TAKEN = Phrase(en="somebody else stands at {place} already", zh="{place} 号位已经有人")
ENTRY_TWICE = Phrase(en="“{entry}” stands here twice", zh="“{entry}”在这里出现两次")
NOBODY_ADVANCES = Phrase(en="nobody advances by this rule", zh="按这个规则没有人晋级")
ALREADY_ADVANCED = Phrase(en="that place advances anyway", zh="这个名次本来就晋级，不必另取优者")
