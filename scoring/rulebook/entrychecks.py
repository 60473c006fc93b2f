"""Checks of entries: who they are, which division, and whether their records can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scoring.rulebook.absences import Absence
from scoring.rulebook.game import Game
from scoring.rulebook.games import GAMES
from scoring.rulebook.paths import Path, complain
from scoring.rulebook.sentences import Problem
from unionevents.lib.phrase import Phrase

Read = Mapping[str, Any]


def check_entries(contests: Sequence[Read], problems: list[Problem], notes: list[Problem]) -> None:
    """One id, one start in a contest, one name and one unit per person; records that fit the game."""
    ids: set[str] = set()
    people: dict[str, Read] = {}
    for contest in contests:
        game = GAMES[contest["game"]](contest["settings"])
        divisions = {division["code"] for division in contest["divisions"]}
        starts: set[str] = set()
        for entry in contest["entries"]:
            path = entry["path"]
            if entry["id"] in ids:
                complain(problems, (path, "id"), "entry_id_taken", ENTRY_ID_TAKEN, entry=entry["id"])
            ids.add(entry["id"])
            if entry["person"] in starts:
                complain(problems, (path, "person"), "entered_twice", ENTERED_TWICE, person=entry["person"])
            starts.add(entry["person"])
            _same_person(entry, people.setdefault(entry["person"], entry), problems)
            _check_division(entry, divisions, problems)
            _check_records(entry, game, problems, notes)


def _same_person(entry: Read, known: Read, problems: list[Problem]) -> None:
    for key in ("name", "unit", "unit_name"):
        if entry[key] != known[key]:
            complain(
                problems,
                (entry["path"], key),
                "person_differs",
                PERSON_DIFFERS,
                person=entry["person"],
                here=entry[key],
                there=known[key],
            )


def _check_division(entry: Read, divisions: set[str], problems: list[Problem]) -> None:
    division = entry["division"]
    if division is None and divisions:
        complain(
            problems,
            (entry["path"], "division"),
            "division_missing",
            DIVISION_MISSING,
            known=", ".join(sorted(divisions)),
        )
    elif division is not None and division not in divisions:
        complain(problems, (entry["path"], "division"), "unknown_division", UNKNOWN_DIVISION, division=division)


def _check_records(entry: Read, game: Game, problems: list[Problem], notes: list[Problem]) -> None:
    path: Path = (entry["path"], "records")
    recorded = False
    for field in game.fields:
        value = entry["records"].get(field.code)
        recorded = recorded or value is not None
        if field.attempts > 1 and value is not None and len(value) > field.attempts:
            complain(problems, (path, field.code), "too_many", TOO_MANY, found=len(value), attempts=field.attempts)
    if entry["missing"] and (recorded or entry["absence"]):
        complain(problems, (entry["path"], "missing"), "not_missing", NOT_MISSING)
    if entry["absence"]:
        if recorded:
            complain(
                notes, path, "record_beside_absence", RECORD_BESIDE_ABSENCE, absence=Absence(entry["absence"]).title
            )
    elif note := game.note({code: value for code, value in entry["records"].items() if value is not None}):
        complain(notes, path, "incomplete_records", INCOMPLETE, note=note)


ENTRY_ID_TAKEN = Phrase(en="the entry id “{entry}” is already used", zh="参赛项编号“{entry}”已经用过")
ENTERED_TWICE = Phrase(en="“{person}” is entered twice in this contest", zh="“{person}”在这个项目里报了两次")
PERSON_DIFFERS = Phrase(
    en="“{person}” is “{here}” here and “{there}” above", zh="同一个人“{person}”，这里写“{here}”，前面写“{there}”"
)
DIVISION_MISSING = Phrase(en="a division is needed: {known}", zh="要写明组别：{known}")
UNKNOWN_DIVISION = Phrase(en="this contest has no division “{division}”", zh="这个项目没有组别“{division}”")
TOO_MANY = Phrase(en="{found} attempts recorded, only {attempts} allowed", zh="记了 {found} 次，最多 {attempts} 次")
NOT_MISSING = Phrase(en="said to be missing, but something is recorded", zh="标为“没有记录”，却又有记录")
RECORD_BESIDE_ABSENCE = Phrase(
    en="there is a record beside “{absence}”; the absence counts", zh="既有成绩又有“{absence}”，按“{absence}”算"
)
INCOMPLETE = Phrase(en="{note}; what is not in counts as nothing", zh="{note}，没有记录的不计")
