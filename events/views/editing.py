"""The editing pages of the plan: basics, tables, participating units, actual amounts."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from events import budget
from events.forms.basics import BasicsForm
from events.forms.editable import TABLES, Table
from events.forms.parts import ACTUALS
from events.forms.tables import RowFormSet
from events.forms.units import UnitsForm
from events.models import Activity
from events.queries import line_of, units_to_invite
from events.services import rows
from events.services.basics import change_basics
from events.services.inviting import RegistrationBegun, invite_units
from events.services.locking import NoLongerPossible
from unionevents.lib.access import SignedInRequest, View, requires
from unionevents.lib.parts import page

REFUSED = (NoLongerPossible, rows.ChangedMeanwhile, rows.RowInUse)


@requires("events.change_plan", Activity)
def basics(request: SignedInRequest, activity: Activity) -> HttpResponse:
    # The form writes into its instance while it checks: the page's head goes on showing what is stored.
    form = BasicsForm(request.POST or None, instance=copy(activity))
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            change_basics(activity=activity, by=request.user, now=timezone.now(), **form.values())
            return saved(request, activity, "basics", _("Basics"))
        except NoLongerPossible as problem:
            problems.append(str(problem))
    return page(request, "events/basics.html", activity=activity, form=form, problems=problems)


def table_page(table: Table) -> View:
    """The editing page of one table of the plan."""

    @requires(table.permission, Activity)
    def edit(request: SignedInRequest, activity: Activity) -> HttpResponse:
        lines = table.formset(request.POST or None, instance=activity, prefix=table.code)
        problems: list[str] = []
        if request.method == "POST" and lines.is_valid():
            try:
                store(table, lines, activity=activity, by=request.user, now=timezone.now())
                return saved(request, activity, table.code, table.title)
            except REFUSED as problem:
                problems.append(str(problem))
        return page(
            request,
            "events/table.html",
            activity=activity,
            table=table,
            lines=lines,
            problems=problems,
            rail_current=table.code if table.code in {"sessions", "budget"} else "plan",
            **extras(table, lines),
        )

    edit.__name__ = f"edit_{table.code}"
    return edit


def store(table: Table, lines: RowFormSet, **who: Any) -> None:
    values = who | {
        "permission": table.permission,
        "manager": table.manager,
        "kept": lines.kept(),
        "dropped": lines.dropped(),
        "seen": lines.seen_by_person,
    }
    if table.code == "contests":
        rows.save_contests(divisions=lines.divisions(), **values)  # type: ignore[attr-defined]  # a ContestSet
    else:
        rows.save_rows(**values)


def extras(table: Table, lines: RowFormSet) -> dict[str, Any]:
    """The budget adds up beneath its lines, as stored; the script keeps it right while typing."""
    if table.code != "budget" or lines.is_bound:
        return {}
    return {"totals": budget.totals(line_of(form.instance) for form in lines.initial_forms)}


@requires("events.change_plan", Activity)
def units(request: SignedInRequest, activity: Activity) -> HttpResponse:
    """Ticks in the union tree; the button of a branch ticks all below it without saving."""
    tree = units_to_invite(activity)
    invited = list(activity.invitedunits.values_list("unit_id", flat=True))
    form = UnitsForm(request.POST or None, tree=tree, invited=invited)
    problems: list[str] = []
    if "below" in request.POST:
        form = form.with_all_below(request.POST["below"])
    elif request.method == "POST" and form.is_valid():
        try:
            invite_units(activity=activity, units=form.chosen(), by=request.user, now=timezone.now())
            return saved(request, activity, "units", _("Participating units"))
        except (NoLongerPossible, RegistrationBegun) as problem:
            problems.append(str(problem))
    return page(request, "events/units.html", activity=activity, form=form, branches=form.branches(), problems=problems)


@requires("events.record_actuals", Activity)
def actuals(request: SignedInRequest, activity: Activity) -> HttpResponse:
    """What was really bought, beside what was planned."""
    lines = ACTUALS(request.POST or None, instance=activity, prefix="actuals")
    problems: list[str] = []
    if request.method == "POST" and lines.is_valid():
        try:
            rows.record_actuals(
                activity=activity, lines=lines.kept(), seen=lines.seen_by_person, by=request.user, now=timezone.now()
            )
            messages.success(request, _("The actual amounts have been recorded."))
            return redirect("events:budget", activity.pk)
        except REFUSED as problem:
            problems.append(str(problem))
    return page(
        request, "events/actuals.html", activity=activity, rail_current="budget", lines=lines, problems=problems
    )


def saved(request: SignedInRequest, activity: Activity, code: str, title: Any) -> HttpResponse:
    """Back to the part in the plan, or on in the same table."""
    messages.success(request, _("“%(part)s” has been saved.") % {"part": title})
    if "stay" in request.POST:
        return redirect(f"events:edit_{code}", activity.pk)
    return redirect(f"{reverse('events:plan', args=[activity.pk])}#{code}")


TABLE_PAGES: dict[str, Callable[..., Any]] = {table.code: table_page(table) for table in TABLES}
