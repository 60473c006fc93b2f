"""What spectators may see, and the names of the screens, as their part of an activity file; never an address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from events.models import Activity
from scoring.models import Screen, Showing
from scoring.services.screens import new_token
from unionevents.lib.documents import Problem
from unionevents.lib.rowfiles import record_of, values_of
from unionevents.lib.schemas import Reading, Schema, choice, record, repeated, rows, text

Record = dict[str, Any]
KEYS = ("showing", "screens")
SHOWING = ("names", "provisional", "calls", "board_names")
SCREEN = ("name", "theme")


def shape() -> dict[str, Schema]:
    names, yes_or_no = choice(*Showing.Names.values), {"type": "boolean"}
    return {
        "showing": record(
            "How names are shown to everybody, and whether provisional standings and calls are.",
            names=names, provisional=yes_or_no, calls=yes_or_no, board_names=names,
        ),
        "screens": rows(record(name=text(40, shortest=1), theme=choice(*Screen.Theme.values))),
    }  # fmt: skip


def describe_screens(activity: Activity) -> Record:
    """Only where there is something to say."""
    found: Record = {}
    if showing := Showing.objects.filter(activity=activity).first():
        found["showing"] = record_of(showing, SHOWING)
    if screens := Screen.objects.filter(activity=activity).order_by("position", "pk"):
        found["screens"] = [record_of(screen, SCREEN) for screen in screens]
    return found


def build_screens(part: Mapping[str, Any], *, activity: Activity) -> None:
    """The public page of what is brought in is closed, and its screens have addresses of their own."""
    if "showing" in part:
        Showing.objects.create(activity=activity, **values_of(Showing, part["showing"], SHOWING))
    Screen.objects.bulk_create(
        Screen(activity=activity, token=new_token(), position=position, **values_of(Screen, row, SCREEN))
        for position, row in enumerate(part.get("screens", ()), start=1)
    )


def check_screens(reading: Reading) -> Iterator[Problem]:
    """Every screen has a name of its own."""
    yield from repeated(reading, "screens", key="name")
