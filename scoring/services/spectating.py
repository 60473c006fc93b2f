"""What spectators see of an activity: every contest with its state, the tables of units, and who is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from typing import Any

from scoring.models import Publication, Scoresheet, Showing
from scoring.queries.calling import Call, Heats, heats_of, timed
from scoring.queries.conduct import HELD, REOPENED, states_of
from scoring.queries.entries import entries_of
from scoring.queries.live import latest_entries, sheet_marks, shown_publications
from scoring.queries.published import tiers_of
from scoring.queries.reading import SheetReading, read_sheet, reading_of, sheets_of
from scoring.queries.seats import seats_of
from scoring.queries.setting import Setting
from scoring.services.casing import case_of_contest, case_of_published
from scoring.services.publishing import compute

WAITING, PROVISIONAL, REVIEW, RELEASED = "waiting", "provisional", "review", "released"
Said = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """One line of a ranking. `people` are the names that stand in `name`; nobody's for a unit."""

    rank: int | None
    shared: bool
    number: str
    name: str
    people: tuple[str, ...]
    unit: str
    shown: Said
    prize: str
    tier: str


@dataclass(frozen=True, slots=True)
class Ranking:
    title: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """One contest as it may be shown: its state never leaves it."""

    sheet: int
    code: str
    title: str
    state: str
    at: datetime | None
    number: int
    entered: int
    total: int
    begun: bool
    last_entry: datetime | None
    rankings: tuple[Ranking, ...]

    @property
    def is_official(self) -> bool:
        return self.state in {RELEASED, REVIEW}

    @property
    def is_running(self) -> bool:
        return not self.is_official and self.begun


@dataclass(frozen=True, slots=True)
class Live:
    """An activity as it stands. Names are whole here: whoever shows it hides them."""

    version: int
    title: str
    state: str
    results: tuple[Result, ...]
    tables: tuple[tuple[str, Ranking], ...]
    calls: tuple[Call, ...]
    frozen_at: datetime | None

    def result(self, code: str) -> Result | None:
        return next((each for each in self.results if each.code == code), None)


@dataclass
class Made:
    """What was made so far, by what it was made from."""

    parts: dict[int, tuple[Any, Result]] = field(default_factory=dict)
    heats: dict[int, tuple[Any, Heats]] = field(default_factory=dict)
    tables: tuple[Any, tuple[tuple[str, Ranking], ...]] | None = None


def make(showing: Showing, made: Made, *, version: int) -> Live:
    """Only what differs from what was made before is made again. Who is called is told as of now, also when frozen."""
    activity, until = showing.activity, showing.frozen_at
    setting = Setting(activity)
    published = shown_publications(activity, until=until)
    now = sheet_marks(activity, until=None)
    marks, states = sheet_marks(activity, until=until) if until else now, states_of(activity, until=until)
    last = latest_entries(activity, until=until)
    results = []
    for sheet in sheets_of(activity):
        read = cache(partial(read_sheet, sheet))  # once for both, and only if one of them is made again
        if made.heats.get(sheet.pk, (None,))[0] != (mark := (now.get(sheet.pk),)):
            made.heats[sheet.pk] = mark, heats_of(read())
        publication = published.get(sheet.pk)
        seen = (marks.get(sheet.pk), states.get(sheet.pk), publication and publication.sha256, until)
        if made.parts.get(sheet.pk, (None,))[0] != seen:
            result = (
                _released(sheet, publication, states.get(sheet.pk, ""))
                if publication
                else _provisional(_as_of(sheet, until) if until else read(), setting, last.get(sheet.pk))
            )
            made.parts[sheet.pk] = seen, result
        results.append(made.parts[sheet.pk][1])
    seals = sorted((pk or 0, row.sha256) for pk, row in published.items())
    if made.tables is None or made.tables[0] != seals:
        made.tables = seals, _tables(published, [each.sheet for each in results], setting)
    calls = timed(activity, [made.heats[each.sheet][1] for each in results])
    return Live(version, activity.title, activity.state, tuple(results), made.tables[1], tuple(calls), until)


def _released(sheet: Scoresheet, publication: Publication, state: str) -> Result:
    case, outcome = publication.case, publication.outcome
    total = sum(len(contest["entries"]) for contest in case["contests"])
    return Result(
        sheet=sheet.pk,
        code=sheet.contest.code,
        title=sheet.contest.title,
        state=REVIEW if state in {HELD, REOPENED} else RELEASED,
        at=publication.at,
        number=publication.number,
        entered=total,
        total=total,
        begun=True,
        last_entry=publication.at,
        rankings=_rankings(case, outcome),
    )


def _provisional(reading: SheetReading, setting: Setting, last: datetime | None) -> Result:
    sheet = reading.sheet
    rankings: tuple[Ranking, ...] = ()
    if reading.begun:
        case = case_of_contest(reading, setting)
        outcome, _problems = compute(case)
        rankings = _rankings(case, outcome) if outcome else ()
    return Result(
        sheet=sheet.pk,
        code=sheet.contest.code,
        title=sheet.contest.title,
        state=PROVISIONAL if rankings else WAITING,
        at=None,
        number=0,
        entered=reading.entered,
        total=len(reading.entries),
        begun=reading.begun > 0,
        last_entry=last,
        rankings=rankings,
    )


def _as_of(sheet: Scoresheet, until: datetime) -> SheetReading:
    """The contest with what had been entered by then."""
    return reading_of(
        sheet,
        list(entries_of(sheet.contest.activity).filter(contest=sheet.contest_id)),
        list(sheet.operations.filter(received_at__lte=until).order_by("received_at", "pk")),
        list(sheet.rulings.filter(at__lte=until).order_by("at", "pk")),
        seats_of([sheet])[sheet.pk],
    )


def _rankings(case: Mapping[str, Any], outcome: Mapping[str, Any]) -> tuple[Ranking, ...]:
    """The rankings of a case of one contest. Who has neither place nor absence has not been."""
    found = []
    for contest, ranked in zip(case["contests"], outcome["contests"], strict=True):
        tiers = tiers_of(case)
        divisions = {each["code"]: each["title"] for each in contest["divisions"]}
        members = {
            entry["id"]: tuple(each["name"] for each in entry.get("members") or () if each.get("name"))
            for entry in contest["entries"]
        }
        for ranking in ranked["rankings"]:
            places = [each for each in ranking["placings"] if each["rank"] or each["absence"]]
            title = ranking.get("title") or divisions.get(ranking["division"], "")
            found.append(Ranking(title, tuple(_place(each, members.get(each["entry"], ()), tiers) for each in places)))
    return tuple(found)


def _place(placing: Mapping[str, Any], members: Sequence[str], tiers: Mapping[str, str]) -> Place:
    person = str(placing["person"])
    is_single = person.startswith("p") and person[1:].isdecimal()
    prize = placing["prize_title"] or ""
    return Place(
        rank=placing["rank"],
        shared=placing["shared"],
        number=person.removeprefix("p") if is_single else "",
        name=placing["name"],
        people=(placing["name"],) if is_single else tuple(members),
        unit=placing["unit_name"],
        shown=placing["shown"],
        prize=prize,
        tier=tiers.get(placing["prize"] or "", "") if prize else "",
    )


def _tables(
    published: Mapping[int | None, Publication], order: Sequence[int], setting: Setting
) -> tuple[tuple[str, Ranking], ...]:
    """Tables of units, from what is released so far; (rule, ranking) of each."""
    cases = [published[sheet].case for sheet in order if sheet in published]
    if not cases or not setting.plan.tables:
        return ()
    if award_list := published.get(None):
        outcome: Mapping[str, Any] | None = award_list.outcome
    else:
        outcome, _problems = compute(case_of_published(cases, setting))
    return tuple((table["rule"], _table(table)) for table in (outcome or {}).get("tables", ()))


def _table(table: Mapping[str, Any]) -> Ranking:
    places = []
    for row in table["rows"]:
        name = row.get("name") or row.get("unit_name") or ""
        people = (name,) if table.get("who", "units") != "units" else ()
        places.append(
            Place(
                row["rank"],
                row["shared"],
                "",
                name,
                people,
                row.get("unit_name") or "",
                row["shown"],
                row.get("prize_title") or "",
                "",
            )
        )
    return Ranking(table.get("title") or table["code"], tuple(places))
