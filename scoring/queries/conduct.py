"""How far the release of each contest is: held, released, opened again; protests and requests that wait."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, Q, QuerySet

from events.models import Activity
from scoring.models import Conduct, Hold, Protest, Publication, Reopening, Request, Scoresheet

OPEN, HELD, RELEASED, REOPENED = "open", "held", "released", "reopened"


def conduct_of(activity: Activity) -> Conduct:
    """What the activity asks for; the usual where nothing was said."""
    return Conduct.objects.filter(activity=activity).first() or Conduct(activity=activity)


def states_of(activity: Activity, *, until: datetime | None = None) -> dict[int, str]:
    """Scoresheet → `open`, `held`, `released` or `reopened`, now or as it was at a moment; three queries."""
    of_activity: dict[str, Any] = {"sheet__contest__activity": activity}
    by_then = {"at__lte": until} if until else {}
    lifted = Q(lifted_at=None) | Q(lifted_at__gt=until) if until else Q(lifted_at=None)
    held = set(Hold.objects.filter(lifted, **of_activity, **by_then).values_list("sheet", flat=True))
    last = _newest(Publication.objects.filter(activity=activity, **by_then).exclude(sheet=None))
    again = _newest(Reopening.objects.filter(**of_activity, **by_then))
    sheets = Scoresheet.objects.filter(contest__activity=activity).values_list("pk", flat=True)
    return {sheet: _state(sheet in held, last.get(sheet), again.get(sheet)) for sheet in sheets}


def is_locked(sheet: Scoresheet) -> bool:
    """Is the contest published and not opened again? Then what still comes in waits for a ruling."""
    last = Publication.objects.filter(sheet=sheet).aggregate(number=Max("number"))["number"]
    return last is not None and not Reopening.objects.filter(sheet=sheet, number=last).exists()


def is_open_again(sheet: Scoresheet) -> bool:
    """Published, and opened again since."""
    published = Publication.objects.filter(sheet=sheet).exists()
    return published and not is_locked(sheet)


def hold_of(sheet: Scoresheet) -> Hold | None:
    return Hold.objects.filter(sheet=sheet, lifted_at=None).first()


def open_request_of(sheet: Scoresheet) -> Request | None:
    return Request.objects.filter(sheet=sheet, answered_at=None).first()


def open_requests(activity: Activity) -> QuerySet[Request]:
    return _named(Request.objects.filter(sheet__contest__activity=activity, answered_at=None).order_by("at"))


def open_protests(activity: Activity) -> QuerySet[Protest]:
    """Those that wait for a decision, oldest first."""
    rows = Protest.objects.filter(sheet__contest__activity=activity, state=Protest.State.OPEN).order_by("at")
    return _named(rows.select_related("unit"))


def protests_of(sheet: Scoresheet) -> QuerySet[Protest]:
    """Newest first."""
    rows = Protest.objects.filter(sheet=sheet).select_related("unit", "entry__person", "against", "sheet__contest")
    return rows.order_by("-at")


def protests_until(publication: Publication | None, conduct: Conduct) -> datetime | None:
    """Until when the units may protest against this publication; None: no protests are taken."""
    if publication is None or conduct.protest_minutes is None:
        return None
    return publication.at + timedelta(minutes=conduct.protest_minutes)


def _named(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("sheet__contest")


def _newest(rows: QuerySet[Any]) -> dict[int, int]:
    pairs: Iterable[tuple[int, int]] = rows.values_list("sheet").annotate(newest=Max("number"))
    return dict(pairs)


def _state(held: bool, last: int | None, again: int | None) -> str:
    if held:
        return HELD
    if last is None:
        return OPEN
    return REOPENED if again == last else RELEASED
