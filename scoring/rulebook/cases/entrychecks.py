"""Checks of entries: who they are, which division, and whether their records can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from scoring.rulebook.base.paths import Path, below, complain
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.games import GAMES
from scoring.rulebook.marks.absences import Absence
from scoring.rulebook.marks.aggregation import LEVEL_CODES, NOWHERE, Held, Way, held, name_of_part
from scoring.rulebook.marks.game import Game
from scoring.rulebook.playing.stagechecks import all_stages, changed
from unionevents.lib.phrase import Phrase

Read = Mapping[str, Any]
ROSTER = "members"


class Checked(NamedTuple):
    """What was found: errors, and what is merely odd."""

    problems: list[Problem]
    notes: list[Problem]


def check_entries(contests: Sequence[Read], problems: list[Problem], notes: list[Problem]) -> None:
    """One id, one start in a contest, one name and one unit per person; records that fit the game."""
    checked = Checked(problems, notes)
    ids: set[str] = set()
    people: dict[str, Read] = {}
    for contest in contests:
        game = GAMES[contest["game"]](contest["settings"])
        divisions = {division["code"] for division in contest["divisions"]}
        lines = [held(step) for step in contest["aggregation"]]
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
            _check_people(entry, people, problems)
            _check_division(entry, divisions, problems)
            if _check_result(entry, game, lines, checked) and entry["missing"]:
                complain(problems, (path, "missing"), "not_missing", NOT_MISSING)
        for stage in all_stages(contest["stages"]):
            here = changed(game, stage["settings"] or {})
            for row in stage.get("results", ()):
                _check_result(row, here, lines, checked)


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


def _check_result(
    node: Read, game: Game, lines: Sequence[Held], checked: Checked, *, way: Way = NOWHERE, begin: int = 0
) -> bool:
    """Whether anything is recorded in it; complains of lists at levels that the contest does not have here."""
    path: Path = node["path"]
    number = way.next_line(lines, begin)
    here = None if number is None else lines[number].over
    for level in LEVEL_CODES:
        if node[level] and level != here and not (level == ROSTER and "id" in node):
            complain(checked.problems, (path, level), "level_not_set", LEVEL_NOT_SET, level=level)
    if number is None or here is None:
        recorded = _check_records(node, game, checked)
        for member in (node[ROSTER] or ()) if "id" in node else ():
            if _check_result(member, game, (), checked):
                complain(checked.problems, (path, ROSTER), "level_not_set", LEVEL_NOT_SET, level=ROSTER)
    else:
        if node["records"]:
            complain(checked.problems, (path, "records"), "records_too_high", RECORDS_TOO_HIGH, level=here)
        recorded = bool(node[here])
        for place, child in enumerate(node[here] or (), 1):
            below_here = way.into(here, name_of_part(child, place))
            _check_result(child, game, lines, checked, way=below_here, begin=number + 1)
    if node["absence"] and recorded:
        absence = Absence(node["absence"]).title
        complain(
            checked.notes, (path, here or "records"), "record_beside_absence", RECORD_BESIDE_ABSENCE, absence=absence
        )
    return recorded or bool(node["absence"])


def _check_records(node: Read, game: Game, checked: Checked) -> bool:
    path: Path = (node["path"], "records")
    records = {code: value for code, value in node["records"].items() if value is not None}
    if not records:
        return False
    fit = _fit(records, game, path, checked.problems)
    if fit and not node["absence"]:
        note = game.note(records)
        if note:
            complain(checked.notes, path, "incomplete_records", INCOMPLETE, note=note)
    return True


def _fit(records: Read, game: Game, path: Path, problems: list[Problem]) -> bool:
    """Whether the records are as these settings want them, and can have happened."""
    before = len(problems)
    if game.fields is not type(game).fields:
        game.set_records.read(records, path, problems)
    for field in game.fields:
        value = records.get(field.code)
        if field.is_list and value is not None and len(value) > field.attempts:
            complain(problems, (path, field.code), "too_many", TOO_MANY, found=len(value), attempts=field.attempts)
    if len(problems) > before:
        return False
    for where, phrase in game.impossible(records):
        complain(problems, below(path, where), "impossible", phrase)
    return len(problems) == before


def _check_people(entry: Read, people: dict[str, Read], problems: list[Problem]) -> None:
    """One name and one unit per person; nobody twice in a team."""
    seen: set[str] = set()
    for member in entry[ROSTER] or ():
        if member["person"] in seen:
            complain(problems, (member["path"], "person"), "member_twice", MEMBER_TWICE, person=member["person"])
        seen.add(member["person"])
        known = _with_unit_of_team(member, entry)
        _same_person(known, people.setdefault(member["person"], known), problems)


def _with_unit_of_team(member: Read, entry: Read) -> Read:
    """A member who is not said to be of another unit is of the team's."""
    if member["unit"] is not None or member["unit_name"] is not None:
        return member
    return {**member, "unit": entry["unit"], "unit_name": entry["unit_name"]}


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
MEMBER_TWICE = Phrase(en="“{person}” is in this team twice", zh="“{person}”在这个队里出现两次")
LEVEL_NOT_SET = Phrase(
    en="no aggregation of this contest is over “{level}” here", zh="这个项目的成绩合成里，这一层没有“{level}”"
)
RECORDS_TOO_HIGH = Phrase(
    en="records stand one level down, in “{level}”", zh="成绩要写在下一层“{level}”里，不能写在这里"
)
