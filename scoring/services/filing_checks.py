"""What a schema cannot say about scoresheets, results and publications in an activity file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from events.services.filing_shape import CONTEST
from scoring.rulebook import problems_of
from scoring.services.verifying import check_publication
from unionevents.lib.documents import NOT_A_UUID, Place, Problem, is_uuid
from unionevents.lib.phrase import Phrase
from unionevents.lib.schemas import Reading, astray, repeated

STEP = re.compile(r"\.(\w+)|\[(\d+)\]|\['([^']*)'\]")
SETTINGS = ("game", "settings", "tie_breaks", "undecided")
WHERE_SET = ("aggregation", "adjustments", "stages", "rankings")


def check_scoring(reading: Reading) -> Iterator[Problem]:
    """Rules that the rule book reads, results of entries that exist, publications that come out again."""
    contests = reading.names("contests", key="code")
    yield from repeated(reading, "scoresheets", key="contest")
    yield from astray(reading, "scoresheets", key="contest", known=contests, what=CONTEST)
    yield from _check_rules(reading)
    yield from _check_results(reading)
    yield from _check_publications(reading)


def _check_rules(reading: Reading) -> Iterator[Problem]:
    """The rule book's own complaints, each at the place in the file that it speaks of."""
    places: list[Place] = []
    contests: list[dict[str, Any]] = []
    titles = reading.names("contests", key="code")
    starts = list(_starts(reading))
    for place, sheet in reading.rows("scoresheets", needs=["contest", *SETTINGS, "prize_rules"]):
        rules = {key: sheet[key] for key in SETTINGS}
        rules |= {key: value for key in WHERE_SET if reading.sound(*place, key) and (value := sheet.get(key))}
        title = reading.at((*titles[sheet["contest"]], "title")) if sheet["contest"] in titles else None
        names = {"code": sheet["contest"], "title": title, "divisions": _divisions(reading, titles, sheet["contest"])}
        own = f"{sheet['contest']}/"
        entries = [entry for entry in starts if entry["id"].startswith(own)] if "stages" in rules else []
        contests.append({**names, **rules, "prizes": sheet["prize_rules"], "entries": entries})
        places.append(place)
    prizes = [row for _, row in reading.rows("prizes", needs=["code", "title", "item", "value"])]
    case = {
        "format": "unionevents-case",
        "version": 1,
        "contests": contests,
        "prizes": prizes,
        "prize_rules": reading.at(("prize_plan", "prize_rules")) or None,
        "awards": reading.at(("prize_plan", "awards")) or {},
    }
    if tables := reading.at(("prize_plan", "tables")):
        case["tables"] = tables
    for problem in problems_of(case):
        place = _in_file(_steps(problem.path), places)
        # Entries stand here only so that stages can name them; rosters are checked where they stand.
        if "entries" not in place:
            yield Problem(place, problem.sentence.phrase)


def _divisions(reading: Reading, titles: Mapping[Any, Place], contest: str) -> list[dict[str, Any]]:
    if contest not in titles:
        return []
    rows = reading.rows(*titles[contest], "divisions", needs=["code", "title"])
    return [{"code": row["code"], "title": row["title"]} for _, row in rows]


def known_entries(reading: Reading) -> set[str]:
    """The codes of every entry of the rosters: `ball-run/12`."""
    return {entry["id"] for entry in _starts(reading)}


def _starts(reading: Reading) -> Iterator[dict[str, Any]]:
    """Every start of the rosters, of people and of teams, as the rule book names them."""
    for roster, _ in reading.rows("rosters", needs=[]):
        for person, row in reading.rows(*roster, "people", needs=["number"]):
            for _, entry in reading.rows(*person, "entries", needs=["contest", "number", "division"]):
                code = f"{entry['contest']}/{entry['number']}"
                yield {"id": code, "person": f"p{row['number']}", "division": entry["division"]}
        for _, team in reading.rows(*roster, "teams", needs=["contest", "entry", "division"]):
            code = f"{team['contest']}/{team['entry']['number']}"
            yield {"id": code, "person": f"t-{code}", "division": team["division"]}


def _in_file(place: Place, sheets: list[Place]) -> Place:
    match place:
        case ("contests", int(index), "prizes", *rest):
            return (*sheets[index], "prize_rules", *rest)
        case ("contests", int(index), "code", *_):
            return (*sheets[index], "contest")
        case ("contests", int(index), *rest):
            return (*sheets[index], *rest)
        case ("prize_rules" | "awards" | "tables", *_):
            return ("prize_plan", *place)
        case _:
            return place


def _steps(path: str) -> Place:
    return tuple(int(index) if index else name or quoted for name, index, quoted in STEP.findall(path))


def _check_results(reading: Reading) -> Iterator[Problem]:
    sheets = reading.names("scoresheets", key="contest")
    entries = known_entries(reading)
    for section in ("starts", "operations", "rulings"):
        for place, row in reading.rows(section, needs=["entry"]):
            if row["entry"] not in entries:
                yield Problem((*place, "entry"), NO_ENTRY.fill(entry=row["entry"]))
            elif _contest(row) not in sheets:
                yield Problem((*place, "entry"), NO_SHEET.fill(contest=_contest(row)))
    yield from repeated(reading, "starts", key="entry")
    lanes: set[tuple[str, int, int]] = set()
    for place, start in reading.rows("starts", needs=["entry", "heat", "lane"]):
        lane = (_contest(start), start["heat"], start["lane"])
        if lane in lanes:
            yield Problem((*place, "lane"), LANE_TAKEN.fill(heat=start["heat"], lane=start["lane"]))
        lanes.add(lane)
    yield from _check_uuids(reading)


def _check_uuids(reading: Reading) -> Iterator[Problem]:
    for section in ("operations", "rulings"):
        seen: set[tuple[str, str]] = set()
        for place, row in reading.rows(section, needs=["entry", "uuid"]):
            named = (_contest(row), row["uuid"])
            if named in seen:
                yield Problem((*place, "uuid"), UUID_TAKEN)
            seen.add(named)
            if not is_uuid(row["uuid"]):
                yield Problem((*place, "uuid"), NOT_A_UUID.fill(found=row["uuid"]))
    for section, key in (("operations", "replaces"), ("rulings", "settles")):
        for place, row in reading.rows(section, needs=[key]):
            for index, uuid in enumerate(row[key]):
                if not is_uuid(uuid):
                    yield Problem((*place, key, index), NOT_A_UUID.fill(found=uuid))


def _contest(row: dict[str, Any]) -> str:
    return str(row["entry"]).partition("/")[0]


def _check_publications(reading: Reading) -> Iterator[Problem]:
    sheets = reading.names("scoresheets", key="contest")
    yield from astray(reading, "publications", key="contest", known=sheets, what=CONTEST)
    seen: set[tuple[Any, int]] = set()
    for place, row in reading.rows("publications", needs=["contest", "number"]):
        if (row["contest"], row["number"]) in seen:
            yield Problem((*place, "number"), PUBLISHED_TWICE.fill(number=row["number"]))
        seen.add((row["contest"], row["number"]))
    for place, row in reading.rows("publications", needs=["case", "outcome", "sha256"]):
        for problem in check_publication(row["case"], row["outcome"], row["sha256"]):
            yield Problem((*place, *problem.place), problem.phrase)


NO_ENTRY = Phrase(
    en="no roster has the entry “{entry}”; correct it or add the entry", zh="报名表里没有参赛项“{entry}”，请改正或补上"
)
NO_SHEET = Phrase(en="“{contest}” has no scoresheet; add one", zh="项目“{contest}”没有记录表，请补上")
LANE_TAKEN = Phrase(
    en="heat {heat}, lane {lane} is already taken in this contest; move one of them",
    zh="本项目第 {heat} 组第 {lane} 道已经有人，请调整其中一个",
)
UUID_TAKEN = Phrase(
    en="this contest has another row with the same uuid; keep one of them",
    zh="本项目有两条记录用了同一个 uuid，请只留一条",
)
PUBLISHED_TWICE = Phrase(
    en="publication number {number} stands here a second time; give the later one the next number",
    zh="第 {number} 次公布写了两遍，请给后一次用下一个号",
)
