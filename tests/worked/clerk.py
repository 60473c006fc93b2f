"""A whole worked plan through the pages: from its starter to the published award list, as people would click it.

Every act is a request to an address that a page links to. Nothing is written to the database in any other way, but for
the people who log in and their units.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Unit
from accounts.roles import Role
from events.models import Activity
from registration.models import Entry, Person, Roster
from scoring.models import Scoresheet
from scoring.queries.entries import title_of
from tests.factories import make_unit, make_user

Json = dict[str, Any]
# So many entries are pressed on the form of the pad one by one; more are sent as the pad's script sends them.
BY_HAND = 12
MOST_ROUNDS = 40


@dataclass
class Clerk:
    """Logged-in people; `entries` are the entries of the activity by the names that the worked case gives them."""

    case: Json
    starter: str
    activity: Activity = field(init=False)
    clients: dict[str, Client] = field(init=False)
    units: dict[str, Unit] = field(init=False)
    entries: dict[str, Entry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        union = make_unit("云溪区总工会")
        names = dict.fromkeys(entry["unit_name"] for _, entry in self.starts())
        self.units = {name: make_unit(name, parent=union) for name in names}
        people = {
            "organiser": Role.ORGANISER,
            "chair": Role.CHAIR,
            "referee": Role.REFEREE,
            "chief": Role.CHIEF_REFEREE,
        }
        self.clients = {}
        self.union = union
        for login, role in people.items():
            self.clients[login] = Client()
            self.clients[login].force_login(
                make_user(login, (role, union), name=login), backend="django.contrib.auth.backends.ModelBackend"
            )

    def starts(self) -> Iterator[tuple[Json, Json]]:
        for contest in self.case["contests"]:
            for entry in contest["entries"]:
                yield contest, entry

    # --- one request

    def post(self, who: str, name: str, *args: object, data: Mapping[str, Any] | None = None) -> Any:
        """A form sent; what is wrong with it stands in the assertion."""
        address = reverse(name, args=args)
        answer = self.clients[who].post(address, data or {})
        assert answer.status_code == 302, f"{address}: {answer.status_code} {said(answer)}"
        return answer

    def get(self, who: str, name: str, *args: object) -> str:
        answer = self.clients[who].get(reverse(name, args=args))
        assert answer.status_code == 200, f"{name}: {answer.status_code}"
        return str(answer.content.decode())

    # --- the plan

    def make(self) -> None:
        first_day = timezone.localdate() + timedelta(days=250)
        data = {"host": self.union.pk, "title": "演练", "first_day": first_day.isoformat()}
        answer = self.clients["organiser"].post(reverse("new_from_starter", args=[self.starter]), data)
        assert answer.status_code == 302, said(answer)
        self.activity = Activity.objects.get()
        keys = [unit.pk for unit in self.units.values()]
        self.post("organiser", "events:edit_units", self.activity.pk, data={"units": keys})
        self.step("organiser", "submit")
        self.step("chair", "approve")
        self.step("organiser", "open")

    def step(self, who: str, code: str) -> None:
        self.post(who, "events:step", self.activity.pk, code, data={"comment": "按计划"})

    # --- the rosters

    def register(self) -> None:
        for unit in self.units:
            self.fill_in(unit)
        self.step("organiser", "close")
        for contest, entry in self.starts():
            found = [
                each
                for each in Entry.objects.filter(contest__code=contest["code"]).select_related(
                    "person__roster__unit", "team", "contest"
                )
                if title_of(each) == entry["name"] and each.person.roster.unit.name == entry["unit_name"]
            ]
            assert len(found) == 1, f"{contest['title']}: {entry['name']}"
            self.entries[entry["id"]] = found[0]

    def fill_in(self, unit: str) -> None:
        self.post("organiser", "registration:begin", self.activity.pk, data={"unit": self.units[unit].pk})
        roster = Roster.objects.get(unit=self.units[unit])
        rows: dict[str, Json] = defaultdict(dict)
        teams: list[tuple[Json, Json, list[str]]] = []
        by_team = self.team_contests()
        for contest, entry in self.starts():
            if entry["unit_name"] != unit:
                continue
            if contest["code"] in by_team:
                members = [member["name"] for member in entry.get("members") or ()]
                members = members or [f"{entry['name']}{number}" for number in "一二三四"]
                for name in members:
                    rows[name].setdefault("gender", "")
                teams.append((contest, entry, members))
            else:
                row = rows[entry["name"]]
                row[contest["code"]] = entry.get("division") or "1"
                row["gender"] = gender_of(contest, entry) or row.get("gender", "")
        for _, _, members in teams:  # half of a team are women where nothing says more
            women = sum(rows[name]["gender"] == "female" for name in members)
            for name in members:
                if not rows[name]["gender"]:
                    rows[name]["gender"] = "female" if women < len(members) // 2 else "male"
                    women += rows[name]["gender"] == "female"
        sent: Json = {"version": roster.version, "row": []}
        posts = ("chair", "cadre")
        for at, (name, row) in enumerate(rows.items()):
            key = str(uuid4())
            sent["row"].append(key)
            sent |= {f"{key}-name": name, f"{key}-gender": row["gender"] or "male", f"{key}-healthy": "on"}
            sent |= {f"{key}-post": posts[at % 2] if self.starter == "fun_sports" else "member"}
            sent |= {f"{key}-c-{code}": value for code, value in row.items() if code != "gender"}
        self.post("organiser", "registration:save", roster.pk, data=sent)
        people = {person.name: person.key for person in Person.objects.filter(roster=roster)}
        assert set(people) == set(rows)
        for contest, entry, members in teams:
            roster.refresh_from_db()
            line = {
                "version": roster.version,
                "contest": contest["code"],
                "team": str(uuid4()),
                "name": entry["name"],
                "member": [str(people[name]) for name in members],
                "captain": str(people[members[0]]),
                "division": entry.get("division") or "",
            }
            self.post("organiser", "registration:save_team", roster.pk, data=line)
        page = fields_and_page(self.get("organiser", "registration:roster", roster.pk))
        roster.refresh_from_db()
        sent = {"version": roster.version, "act": "submit", "confirm": page}
        self.post("organiser", "registration:save", roster.pk, data=sent)
        roster.refresh_from_db()
        assert roster.state == Roster.State.SUBMITTED, self.get("organiser", "registration:roster", roster.pk)[-6000:]
        self.post("organiser", "registration:accept", roster.pk)

    def team_contests(self) -> set[str]:
        limits = self.activity.terms.limits
        return {code for limit in limits if limit["limit"] == "team_size" for code in limit["contests"]}

    # --- the draw

    def draw(self) -> None:
        for contest in self.case["contests"]:
            sheet = self.sheet(contest["code"])
            if lots := self.lots_of(contest):
                self.post("chief", "scoring:lots", sheet.pk, data=lots)
            else:
                self.post("chief", "scoring:draw", sheet.pk, data={"seed": "一号箱"})
        self.step("organiser", "start")

    def lots_of(self, contest: Json) -> Json:
        """What the worked case says of the draw: seeds, groups, heats."""
        if not contest.get("stages"):
            return {}
        stage, found = contest["stages"][0], {}
        placed = [*(stage.get("draw") or {}).get("placed", ()), *stage.get("results", ())]
        for row in placed:
            for key in ("group", "line", "heat", "lane"):
                if row.get(key):
                    found[f"{self.entries[row['entry']].number}-{key}"] = row[key]
        for entry in contest["entries"]:
            if entry.get("seed"):
                found[f"{self.entries[entry['id']].number}-seed"] = entry["seed"]
        return found

    def sheet(self, code: str) -> Scoresheet:
        return Scoresheet.objects.select_related("contest__activity").get(contest__code=code)


def gender_of(contest: Json, entry: Json) -> str:
    """As far as the case tells it."""
    of = {"women": "female", "men": "male", "women-singles": "female", "men-singles": "male"}
    if "woman" in entry.get("tags", ()):
        return "female"
    return of.get(entry.get("division") or contest["code"], "")


def fields_and_page(page: str) -> list[str]:
    """What the page asks to be confirmed."""
    return [part.partition('"')[0] for part in page.split('name="confirm" value="')[1:]]


def said(answer: Any) -> str:
    return said_in(answer.content.decode())


def said_in(page: str) -> str:
    """The sentences of a page that say what is wrong."""
    marks = ("notice", "problem-line", "invalid-feedback", "error")
    return " | ".join(line.strip()[:400] for line in page.splitlines() if any(mark in line for mark in marks))[:3000]
