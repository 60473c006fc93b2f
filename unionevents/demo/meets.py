"""Three fun-sports meets and a neighbour's draft as activity files: the starter with invented rosters and results."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from scoring.services.drawing import Ticket, drawn
from scoring.services.filing import Document
from unionevents.demo.names import NEIGHBOUR, PEOPLE, UNION, UNITS, Member
from unionevents.demo.results import Referee
from unionevents.lib.documents import write_moment
from unionevents.starting import draft_of, starters

Record = dict[str, Any]
WEDNESDAY = 2
WEEKS_AHEAD, YEAR = 3, timedelta(weeks=52)
MOST, STARRED = 3, 3
WAY = (
    ("submit", "draft", "pending", -30, "林若溪"),
    ("approve", "pending", "approved", -28, "方志远"),
    ("open", "approved", "open", -27, "林若溪"),
    ("close", "open", "closed", -4, "林若溪"),
    ("start", "closed", "running", 0, "林若溪"),
    ("finish", "running", "settling", 0, "林若溪"),
)


def this_year(today: date) -> Document:
    """Registration is open: one roster submitted, one returned, one begun, the others not yet there."""
    day = _meet_day(today)
    meet = _meet("第九届工会干部趣味运动会", day, state="open", since=today)
    numbers = count(1)
    submitted = _roster("u6", numbers, state="submitted", at=_at(today - timedelta(days=1), 15), by="丁海燕")
    returned = _roster("u5", numbers, state="returned", at=_at(today - timedelta(days=2), 10), by="罗宇航")
    returned["comment"] = "每人至少要报一个带 ★ 的项目，请给罗宇航补报一项。"
    returned["people"][1]["entries"] = [entry for entry in returned["people"][1]["entries"] if not _is_starred(entry)]
    begun = _roster("u3", numbers, state="draft", at=None, by="", people=PEOPLE["u3"][:1])
    meet["rosters"] = [begun, returned, submitted]
    return _numbered(meet)


def now_running(today: date) -> Document:
    """The third day of a branch meet: three contests are in, one of them with a conflict; the others are empty."""
    meet = _meet("机关片组趣味赛", today, state="running", since=today)
    _with_rosters(meet)
    contests = [sheet["contest"] for sheet in meet["scoresheets"]]
    _with_results(meet, contests[:3], day=today)
    _with_results(meet, contests[3:4], day=today, until=3)
    first = meet["operations"][0]
    other = Referee(meet="second tablet", contest=meet["scoresheets"][0], begins=_at(today, 8, 50))
    other.seq = 1000
    meet["operations"].append(other.enter(first["entry"], first["slot"], first["value"] + 70, device="B"))
    return meet


def last_year(today: date) -> Document:
    """Everything is in and waits to be published: publishing is the product's own work, not the file's."""
    day = _meet_day(today) - YEAR
    meet = _meet("第八届工会干部趣味运动会", day, state="settling", since=day)
    _with_rosters(meet)
    _with_results(meet, [sheet["contest"] for sheet in meet["scoresheets"]], day=day)
    for line in meet["budget"]:
        line["actual_quantity"], line["actual_price"] = line["planned_quantity"], line["planned_price"] * 96 // 100
    return meet


def of_the_neighbour(today: date) -> Document:
    """Another union's draft, to show that nobody else knows of it."""
    meet = draft_of(
        starters()["fun_sports"].document, title="职工趣味运动会", first_day=_meet_day(today), now=_at(today, 9)
    )
    meet["units"] = [
        {"key": "u1", "name": NEIGHBOUR, "parent": None},
        {"key": "u2", "name": "青石县教育工会", "parent": "u1"},
    ]
    meet["invited"] = ["u2"]
    meet["hosts"] = [{"part": "host", "name": NEIGHBOUR}]
    return meet


def _meet_day(today: date) -> date:
    """A Wednesday three weeks ahead."""
    ahead = today + timedelta(weeks=WEEKS_AHEAD)
    return ahead + timedelta(days=(WEDNESDAY - ahead.weekday()) % 7)


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _meet(title: str, day: date, *, state: str, since: date) -> Document:
    created = _at(min(day, since) - timedelta(days=40), 9)
    meet = draft_of(starters()["fun_sports"].document, title=title, first_day=day, now=created)
    meet["units"] = [
        {"key": "u1", "name": UNION, "parent": None},
        *({"key": key, "name": name, "parent": parent} for key, name, parent in UNITS),
    ]
    meet["invited"] = [key for key, _name, _parent in UNITS]
    meet["hosts"] = [{"part": "host", "name": UNION}, {"part": "organiser", "name": "云溪区教育工会"}]
    people = ("方志远", "林若溪", "严守正", "何俊杰", "钱一宁", "苏晓棠")
    for duty, name in zip(meet["duties"], people, strict=True):
        duty["person_name"], duty["phone"] = name, "000-0000-0000"
    meet["activity"]["state"] = state
    meet["state_changes"] = _history(day, until=state, since=since)
    return meet


def _history(day: date, *, until: str, since: date) -> list[Record]:
    """The way to a state; what lies in the future of `since` is moved before it."""
    changes: list[Record] = []
    for step, start, end, days, by in WAY:
        on = min(day + timedelta(days=days), since)
        at = _at(on, 8, 20) if end == "running" else _at(on, 11, 10) if end == "settling" else _at(on, 8, len(changes))
        changes.append({"step": step, "start": start, "end": end, "comment": "", "by_name": by, "at": write_moment(at)})
        if end == until:
            break
    return changes


def _roster(
    unit: str, numbers: Iterable[int], *, state: str, at: datetime | None, by: str, people: tuple[Member, ...] = ()
) -> Record:
    chance = random.Random(unit)  # noqa: S311  # invented entries, no secrets
    contests = [contest["code"] for contest in starters()["fun_sports"].document["contests"]]
    listed: list[Record] = []
    for member, number in zip(people or PEOPLE[unit][:2], numbers, strict=False):
        chosen = {chance.choice(contests[:STARRED]), *chance.sample(contests[STARRED:], MOST - 1)}
        entries = [
            {"contest": code, "division": None, "number": 0, "withdrawn_at": None}
            for code in contests
            if code in chosen
        ]
        listed.append(
            {
                "key": str(uuid5(NAMESPACE_URL, f"{unit}/{member.name}")),
                "number": number,
                **member._asdict(),
                "healthy": True,
                "withdrawn_at": None,
                "stands_in_for": None,
                "entries": entries,
            }
        )
    return {
        "unit": unit,
        "state": state,
        "comment": "",
        "version": len(listed),
        "submitted_at": write_moment(at),
        "submitted_by_name": by,
        "receipt": "",
        "changed_at": write_moment(at),
        "changed_by_name": by,
        "people": listed,
    }


def _is_starred(entry: Mapping[str, Any]) -> bool:
    starred = [contest["code"] for contest in starters()["fun_sports"].document["contests"] if contest["starred"]]
    return entry["contest"] in starred


def _with_rosters(meet: Document) -> None:
    """Every unit is there with two people; one of them was replaced."""
    numbers = count(1)
    at = datetime.fromisoformat(meet["activity"]["registration_deadline"]) - timedelta(days=1)
    meet["rosters"] = [
        _roster(key, numbers, state="accepted", at=at, by=PEOPLE[key][1].name) for key, _name, _parent in UNITS
    ]
    away = meet["rosters"][-1]["people"][1]
    left = write_moment(at + timedelta(hours=3))
    key = str(uuid5(NAMESPACE_URL, away["key"]))
    instead = {
        **away,
        "key": key,
        **PEOPLE["u9"][2]._asdict(),
        "number": next(numbers),
        "stands_in_for": away["number"],
    }
    instead["entries"] = [dict(entry) for entry in away["entries"]]
    away["withdrawn_at"] = left
    for entry in away["entries"]:
        entry["withdrawn_at"] = left
    meet["rosters"][-1]["people"].append(instead)
    _numbered(meet)


def _numbered(meet: Document) -> Document:
    """Entry numbers count up in each contest in the order of the start numbers."""
    numbers: dict[str, count[int]] = {}
    for roster in meet["rosters"]:
        for person in roster["people"]:
            for entry in person["entries"]:
                entry["number"] = next(numbers.setdefault(entry["contest"], count(1)))
    return meet


def _with_results(meet: Document, contests: list[str], *, day: date, until: int | None = None) -> None:
    """Start lists for every contest, and results for the first so many starters of the given ones."""
    title = meet["activity"]["title"]
    names = {unit["key"]: unit["name"] for unit in meet["units"]}
    absent = meet["rosters"][1]["people"][0]["number"]
    for sheet in meet["scoresheets"]:
        code = sheet["contest"]
        if sheet["drawn_at"] is None:
            sheet["draw_seed"], sheet["drawn_at"] = f"{title} {code}", write_moment(_at(day - timedelta(days=3), 10))
            tickets = [
                Ticket(f"{code}/{entry['number']}", names[roster["unit"]])
                for roster in meet["rosters"]
                for person in roster["people"]
                for entry in person["entries"]
                if entry["contest"] == code and entry["withdrawn_at"] is None
            ]
            places = drawn([tickets], heat_size=sheet["heat_size"], seed=sheet["draw_seed"])
            meet["starts"] += [{"entry": place.code, "heat": place.heat, "lane": place.lane} for place in places]
        if code in contests:
            referee = Referee(meet=title, contest=sheet, begins=_at(day, 8, 30))
            not_there = {
                f"{code}/{entry['number']}"
                for person in meet["rosters"][1]["people"]
                for entry in person["entries"]
                if entry["contest"] == code and person["number"] == absent
            }
            for start in [start for start in meet["starts"] if start["entry"].startswith(f"{code}/")][:until]:
                if start["entry"] in not_there:
                    meet["operations"].append(referee.enter(start["entry"], "absence", "DNS"))
                else:
                    meet["operations"] += referee.watch(start["entry"])
