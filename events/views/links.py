"""Where each part of a plan is edited, and which of these ways are open to a person."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from events import planning
from events.forms.editable import TABLES
from events.models import Activity
from events.states import State, Step, is_forward, steps_from

EDIT_PERMISSIONS = {"basics": "events.change_plan", "units": "events.change_plan"} | {
    table.code: table.permission for table in TABLES
}

# Pages of the higher apps, known here by their addresses alone: what belongs to a part of the plan,
ELSEWHERE = (
    ("audience", "registration:terms", "registration.view_registration", _("Conditions of registration")),
    ("contests", "scoring:set_up", "scoring.view_sheet", _("How results are judged")),
    ("prizes", "scoring:set_up_prizes", "scoring.set_up", _("Who receives which prize")),
)

# and where the work of a state is done by those who have no step of their own to take.
AT_WORK = {
    State.OPEN: ("registration:board", "registration.open_roster", _("Fill in the roster")),
    State.RUNNING: ("scoring:field", "scoring.enter_result", _("Enter results")),
    State.SETTLING: ("scoring:awards", "events.announce", _("Check and publish the award list")),
}


def edit_links(user: User, activity: Activity) -> dict[str, str]:
    """The address of the editing page of each part that the user may change now."""
    return {
        code: reverse(f"events:edit_{code}", args=[activity.pk])
        for code, permission in EDIT_PERMISSIONS.items()
        if user.has_perm(permission, activity)
    }


def other_ways(user: User, activity: Activity) -> dict[str, dict[str, Any]]:
    """What belongs to a part of the plan but is kept in a higher app."""
    return {
        code: {"url": reverse(url_name, args=[activity.pk]), "label": label}
        for code, url_name, permission, label in ELSEWHERE
        if user.has_perm(permission, activity)
    }


def awards_workbook(user: User, activity: Activity) -> str:
    """The address of the award list as a workbook, for those who may have it."""
    may = user.has_perm("scoring.export_awards", activity)
    return reverse("scoring:awards_workbook", args=[activity.pk]) if may else ""


def activity_file(user: User, activity: Activity) -> str:
    """The address of the whole activity as a file, for those who may have it."""
    return reverse("export_activity", args=[activity.pk]) if user.has_perm("events.export_activity", activity) else ""


def place_of_work(user: User, activity: Activity) -> dict[str, Any]:
    """The page where the user's own work waits now; nothing when there is none."""
    url_name, permission, label = AT_WORK.get(State(activity.state), ("", "", ""))
    if not url_name or not user.has_perm(permission, activity):
        return {}
    return {"url": reverse(url_name, args=[activity.pk]), "label": label}


def linked(findings: list[planning.Finding], links: dict[str, str]) -> list[dict[str, Any]]:
    """Findings with the address where the reader can put them right."""
    return [{"finding": finding, "url": links.get(finding.link, "")} for finding in findings]


def open_steps(user: User, activity: Activity) -> list[Step]:
    """The steps that the user may take now; the award list is published where it is read, not here."""
    return [
        step
        for step in steps_from(State(activity.state))
        if step.code != "publish" and user.has_perm(step.permission, activity)
    ]


def main_step(steps: list[Step]) -> Step | None:
    """The one that leads on."""
    return next((step for step in steps if is_forward(step)), None)
