"""Stations and paper sheets as their part of an activity file; no tablet, token, code or PIN is ever in one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from events.models import Activity, Venue
from scoring.models import PaperSheet, Scoresheet, Station, StationTask, Typing
from unionevents.lib.documents import Problem
from unionevents.lib.phrase import Phrase
from unionevents.lib.rowfiles import record_of, values_of
from unionevents.lib.schemas import (
    SMALL,
    Reading,
    Schema,
    astray,
    code,
    moment,
    nullable,
    record,
    repeated,
    rows,
    text,
    whole,
)

Record = dict[str, Any]
KEYS = ("stations", "papers")
TASK = ("heats", "seat")
PAPER = ("number", "stage", "group", "made_at")
TYPING = ("round", "values", "differences", "by_name", "at")
CONTEST = Phrase(en="contest", zh="项目")
VENUE = Phrase(en="venue", zh="场地")


def shape() -> dict[str, Schema]:
    task = record(contest=code(), heats=rows(whole(1, SMALL)), seat=nullable(whole(1, SMALL)))
    typing = record(
        round=whole(1, 2), values={"type": "object"}, differences=rows({"type": "array"}), by_name=text(60), at=moment()
    )
    return {
        "stations": rows(
            record(
                "Where a tablet stands, and what is recorded there; no heats: all.",
                name=text(40, shortest=1),
                venue=nullable(text(20, shortest=1)),
                tasks=rows(task),
            )
        ),
        "papers": rows(
            record(
                "Numbered sheets, and what one person and then another typed from them.",
                contest=code(),
                number=whole(1),
                stage=text(40),
                group=text(40),
                made_at=moment(),
                typings=rows(typing),
            )
        ),
    }


def describe_field(activity: Activity) -> Record:
    """Only where there is something to say."""
    venues = {pk: f"v{number}" for number, pk in enumerate(_venues(activity), start=1)}
    stations = Station.objects.filter(activity=activity).order_by("position", "pk")
    papers = PaperSheet.objects.filter(activity=activity).select_related("sheet__contest").order_by("number")
    found: Record = {
        "stations": [
            {
                "name": station.name,
                "venue": venues.get(station.venue_id or 0),
                "tasks": [
                    {"contest": task.sheet.contest.code, **record_of(task, TASK)}
                    for task in station.tasks.select_related("sheet__contest").order_by(
                        "sheet__contest__position", "pk"
                    )
                ],
            }
            for station in stations
        ],
        "papers": [
            {
                "contest": paper.sheet.contest.code,
                **record_of(paper, PAPER),
                "typings": [record_of(typing, TYPING) for typing in paper.typings.order_by("round")],
            }
            for paper in papers
        ],
    }
    return {key: value for key, value in found.items() if value}


def build_field(part: Mapping[str, Any], *, activity: Activity) -> None:
    """Under the contests and venues that were built; the sheets get keys of their own."""
    sheets = {sheet.contest.code: sheet for sheet in Scoresheet.objects.filter(contest__activity=activity)}
    venues = {f"v{number}": pk for number, pk in enumerate(_venues(activity), start=1)}
    for position, row in enumerate(part.get("stations", ()), start=1):
        station = Station.objects.create(
            activity=activity, name=row["name"], venue_id=venues.get(row["venue"]), position=position
        )
        StationTask.objects.bulk_create(
            StationTask(station=station, sheet=sheets[task["contest"]], **values_of(StationTask, task, TASK))
            for task in row["tasks"]
        )
    for row in part.get("papers", ()):
        paper = PaperSheet.objects.create(
            activity=activity, sheet=sheets[row["contest"]], **values_of(PaperSheet, row, PAPER)
        )
        Typing.objects.bulk_create(
            Typing(paper=paper, **values_of(Typing, typing, TYPING)) for typing in row["typings"]
        )


def check_field(reading: Reading) -> Iterator[Problem]:
    """Contests and venues that the file has; names and numbers once."""
    contests, venues = reading.names("scoresheets", key="contest"), reading.names("venues", key="key")
    yield from repeated(reading, "stations", key="name")
    yield from repeated(reading, "papers", key="number")
    yield from astray(reading, "papers", key="contest", known=contests, what=CONTEST)
    yield from astray(reading, "stations", key="venue", known={*venues, None}, what=VENUE)
    for place, _row in reading.rows("stations", needs=["tasks"]):
        yield from astray(reading, *place, "tasks", key="contest", known=contests, what=CONTEST)
        yield from repeated(reading, *place, "tasks", key="contest")


def _venues(activity: Activity) -> list[int]:
    """In the order in which a file numbers them."""
    return list(Venue.objects.filter(activity=activity).order_by("position", "pk").values_list("pk", flat=True))
