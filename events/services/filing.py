"""The plan as its part of an activity file: written from rows, and rows made from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from accounts.models import Unit, User
from accounts.services.filing import describe_units
from events.models import (
    Activity,
    BudgetLine,
    Contest,
    Division,
    Duty,
    Host,
    InvitedUnit,
    OfActivity,
    Prize,
    Section,
    Session,
    StateChange,
    Venue,
)
from unionevents.lib.rowfiles import record_of, values_of

Record = dict[str, Any]

# Which fields of each model stand in the file; whoever adds a field adds it here, or a test asks why not.
ACTIVITY = (
    "title",
    "theme",
    "purpose",
    "audience",
    "first_day",
    "last_day",
    "registration_deadline",
    "starter",
    "state",
    "created_at",
)
LISTS: dict[str, tuple[type[OfActivity], str, tuple[str, ...]]] = {
    "hosts": (Host, "hosts", ("part", "name")),
    "sections": (Section, "sections", ("heading", "text")),
    "venues": (Venue, "venues", ("name", "address", "note")),
    "sessions": (Session, "sessions", ("title", "starts_at", "ends_at", "note")),
    "duties": (Duty, "duties", ("group", "task", "person_name", "phone")),
    "contests": (Contest, "contests", ("code", "title", "starred", "rules_text")),
    "prizes": (Prize, "prizes", ("code", "title", "item", "value", "per")),
    "budget": (
        BudgetLine,
        "budget_lines",
        ("title", "source", "planned_quantity", "planned_price", "actual_quantity", "actual_price", "note"),
    ),
}
# Keys that came later: they stand in a file only where something else is set, and files without them are read.
LATER: dict[str, Record] = {"prizes": {"per": "entry"}}
DIVISION = ("code", "title", "gender")
STATE_CHANGE = ("step", "start", "end", "comment", "by_name", "at")


def describe_plan(activity: Activity, *, others: Iterable[Unit] = ()) -> tuple[Record, dict[str, Unit]]:
    """The plan, and the unit behind every key; `others` are units that higher apps speak of."""
    invited = [row.unit for row in activity.invitedunits.select_related("unit").order_by("position", "pk")]
    units, keys = describe_units([activity.host, *invited, *others])
    lists = {name: _rows(activity, name) for name in LISTS}
    venues = {venue.pk: f"v{number}" for number, venue in enumerate(lists["venues"], start=1)}
    changes = activity.state_changes.order_by("at", "pk")
    plan: Record = {
        "host": keys[activity.host_id],
        "units": units,
        "activity": record_of(activity, ACTIVITY),
        "invited": [keys[unit.pk] for unit in invited],
    }
    for name, (_, _, fields) in LISTS.items():
        plan[name] = [_described(name, row, fields, venues) for row in lists[name]]
    plan["state_changes"] = [record_of(change, STATE_CHANGE) for change in changes]
    by_key = {unit.pk: unit for unit in Unit.objects.filter(pk__in=keys)}
    return plan, {key: by_key[pk] for pk, key in keys.items()}


def build_plan(plan: Mapping[str, Any], *, units: Mapping[str, Unit], by: User | None) -> Activity:
    """A new activity with every row of the plan."""
    values = values_of(Activity, plan["activity"], ACTIVITY)
    activity = Activity.objects.create(host=units[plan["host"]], created_by=by, **values)
    InvitedUnit.objects.bulk_create(
        InvitedUnit(activity=activity, unit=units[key], position=position)
        for position, key in enumerate(plan["invited"], start=1)
    )
    venues: dict[str, Venue] = {}
    for name, (model, _, fields) in LISTS.items():
        made = []
        for position, record in enumerate(plan[name], start=1):
            extra = {"venue": venues.get(record["venue"])} if model in (Session, Contest) else {}
            made.append(
                model(
                    activity=activity,
                    position=position,
                    **values_of(model, LATER.get(name, {}) | record, fields),
                    **extra,
                )
            )
        model._default_manager.bulk_create(made)
        if model is Venue:
            venues = {record["key"]: row for record, row in zip(plan[name], made, strict=True)}  # type: ignore[misc]  # rows of this list are venues
        if model is Contest:
            _build_divisions(plan[name], made)
    StateChange.objects.bulk_create(
        StateChange(activity=activity, **values_of(StateChange, change, STATE_CHANGE))
        for change in plan["state_changes"]
    )
    return activity


def _rows(activity: Activity, name: str) -> list[Any]:
    rows = getattr(activity, LISTS[name][1]).order_by("position", "pk")
    return list(rows.prefetch_related("divisions") if name == "contests" else rows)


def _described(name: str, row: Any, fields: tuple[str, ...], venues: Mapping[int, str]) -> Record:
    usual = LATER.get(name, {})
    record = {key: value for key, value in record_of(row, fields).items() if key not in usual or value != usual[key]}
    if name == "venues":
        return {"key": venues[row.pk], **record}
    if name in ("sessions", "contests"):
        record["venue"] = venues.get(row.venue_id)
    if name == "contests":
        divisions = sorted(row.divisions.all(), key=lambda division: (division.position, division.pk))
        record["divisions"] = [record_of(division, DIVISION) for division in divisions]
    return record


def _build_divisions(records: list[Record], contests: list[Any]) -> None:
    Division.objects.bulk_create(
        Division(contest=contest, position=position, **values_of(Division, division, DIVISION))
        for record, contest in zip(records, contests, strict=True)
        for position, division in enumerate(record["divisions"], start=1)
    )
