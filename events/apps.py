from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from unionevents.lib import rail


class EventsConfig(AppConfig):
    name = "events"

    def ready(self) -> None:
        """Says which places inside an activity this app brings."""
        for item in (
            rail.RailItem(
                "plan",
                _("Plan"),
                "file-text",
                "events:plan",
                "events.view_activity",
                10,
                on_phone=True,
                state=plan_state,
            ),
            rail.RailItem("sessions", _("Schedule"), "calendar-event", "events:sessions", "events.view_activity", 20),
            rail.RailItem("budget", _("Budget"), "wallet2", "events:budget", "events.view_budget", 30),
            rail.RailItem(
                "archive", _("Archive"), "archive", "events:archive", "events.view_checklist", 90, state=archive_state
            ),
        ):
            rail.register(item)


def plan_state(activity: Any) -> rail.RailState:
    return "doing" if activity.state in {"draft", "pending"} else "done"


def archive_state(activity: Any) -> rail.RailState:
    if activity.state == "archived":
        return "done"
    return "todo" if activity.state == "published" else ""
