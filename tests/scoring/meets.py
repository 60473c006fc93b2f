"""A small meet for the tests of scoring: two units, three contests, one of each game. Everything is invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from accounts.models import Unit, User
from accounts.roles import Role
from events.models import Activity, Contest, Prize
from events.states import State
from registration.models import Entry, Person, Roster
from scoring.models import Scoresheet
from scoring.services import intake
from tests import factories
from tests.factories import NOW, later

PRIZES = [
    ("first", "一等奖", 20000),
    ("second", "二等奖", 12000),
    ("third", "三等奖", 6000),
    ("souvenir", "纪念奖", 2000),
]
STEPS = [{"up_to": 3, "places": 1}, {"up_to": 7, "places": 3}]
PRIZE_RULES: dict[str, Any] = {
    "places": {"rule": "by_entries", "base": "entered", "steps": STEPS, "beyond": 6},
    "tiers": [
        {"prize": "first", "rule": "fixed", "count": 1},
        {"prize": "second", "rule": "fixed", "count": 2},
        {"prize": "third", "rule": "rest"},
    ],
    "ties": "all_in",
}  # fmt: skip
AWARDS: dict[str, Any] = {
    "one_per_person": "best_placing",
    "passed_down": False,
    "souvenir": {"prize": "souvenir", "to": "took_part"},
}


@dataclass
class Meet:
    """The rows that tests ask for by name."""

    activity: Activity
    union: Unit
    units: list[Unit]
    organiser: User
    referee: User
    chief: User
    contact: User
    finance: User
    contests: dict[str, Contest]
    people: list[Person] = field(default_factory=list)

    def sheet(self, code: str) -> Scoresheet:
        return Scoresheet.objects.select_related("contest__activity").get(contest=self.contests[code])

    def entry(self, code: str, number: int) -> Entry:
        return Entry.objects.select_related("person").get(contest=self.contests[code], number=number)

    def move_to(self, state: State) -> None:
        Activity.objects.filter(pk=self.activity.pk).update(state=state)
        self.activity.refresh_from_db()

    def record(self, code: str, number: int, **values: Any) -> list[intake.Receipt]:
        """`record("run", 1, time=12340)`, `record("shots", 1, **{"shot.1": 1})`, `record("run", 2, absence="DNS")`."""
        sent = [operation(f"{code}/{number}", slot, value) for slot, value in values.items()]
        return self.take(code, *sent)

    def take(self, code: str, *sent: object, by: User | None = None, **more: Any) -> list[intake.Receipt]:
        batch = intake.Batch(sent, more.get("reasons", {}))
        return intake.take(
            sheet=self.sheet(code), batch=batch, by=by or self.referee, now=more.get("now", later(days=22))
        )

    def record_everything(self) -> None:
        """Every entry of every contest has a mark; no two are equal."""
        for contest in self.contests.values():
            for entry in Entry.objects.filter(contest=contest):
                match contest.scoresheet.game:
                    case "timed":
                        self.record(contest.code, entry.number, time=10000 + entry.number * 730)
                    case "count":
                        self.record(contest.code, entry.number, count=100 + entry.number)
                    case _:
                        shots = {f"shot.{n}": int(n <= entry.number) for n in range(1, 11)}
                        self.record(contest.code, entry.number, **shots)


def operation(entry: str, slot: str, value: object, **more: Any) -> dict[str, Any]:
    """In wire format v1."""
    return {
        "uuid": str(uuid4()),
        "entry": entry,
        "device": "平板 A1",
        "seq": 1,
        "slot": slot,
        "value": value,
        "replaces": [],
        "captured_at": "2026-09-23T08:41:07.120+08:00",
    } | more


def make_meet(*, state: State = State.RUNNING, people: int = 6) -> Meet:
    """People alternate between the two units; everybody enters everything."""
    union = factories.make_unit()
    units = [factories.make_unit(name, parent=union) for name in ("青山中学", "河湾小学")]
    activity = factories.make_activity(union, state=state)
    factories.invite(activity, *units)
    for position, (code, title, value) in enumerate(PRIZES):
        Prize.objects.create(
            activity=activity, code=code, title=title, item=f"{title}奖品", value=value, position=position
        )
    plan = activity.prize_plan
    plan.prize_rules, plan.awards = PRIZE_RULES, AWARDS
    plan.save()
    contests = {
        "run": factories.make_contest(activity, "run", title="托球跑", game="timed", rules_text="20 米，掉球回起点。"),
        "rope": factories.make_contest(activity, "rope", title="一分钟跳绳", game="count"),
        "shots": factories.make_contest(activity, "shots", title="定点投篮", game="shooting"),
    }
    Scoresheet.objects.filter(contest=contests["shots"]).update(tie_breaks=[{"rule": "earlier_hit"}])
    Scoresheet.objects.filter(contest=contests["run"]).update(heat_size=4)
    meet = Meet(
        activity=activity,
        union=union,
        units=units,
        organiser=factories.make_user("organiser", (Role.ORGANISER, union), name="何组织"),
        referee=factories.make_user("referee", (Role.REFEREE, union), name="秦裁判"),
        chief=factories.make_user("chief", (Role.CHIEF_REFEREE, union), name="韩裁判长"),
        contact=factories.make_user("contact", (Role.CONTACT, units[0]), name="沈联络"),
        finance=factories.make_user("finance", (Role.FINANCE, union), name="钱财务"),
        contests=contests,
    )
    rosters = [factories.make_roster(activity, unit, state=Roster.State.ACCEPTED) for unit in units]
    names = ["林小满", "周大河", "吴晓梅", "郑立秋", "王春生", "冯冬青", "陈白露", "褚谷雨", "卫惊蛰", "蒋清明"]
    for number in range(people):
        name = names[number % len(names)] + (str(number) if number >= len(names) else "")
        meet.people.append(factories.make_person(rosters[number % 2], name, *contests.values()))
    return meet


__all__ = ["AWARDS", "NOW", "PRIZES", "PRIZE_RULES", "Meet", "later", "make_meet", "operation"]
