from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from unionevents.lib import plan_words, rail

# What a seal covers: columns that never change, and columns that may hold a person and so may be erased.
SEALED = {
    "scoring.operation": (
        ("sheet", "entry", "uuid", "slot", "value", "replaces", "device", "seq", "captured_at", "received_at"),
        ("by_name", "reason"),
    ),
    "scoring.ruling": (("sheet", "entry", "uuid", "slot", "value", "settles", "at"), ("by_name", "reason")),
    "scoring.publication": (("activity", "sheet", "number", "at"), ("sha256", "by_name", "reason")),
}


class ScoringConfig(AppConfig):
    name = "scoring"

    def ready(self) -> None:
        """Says which places inside an activity and which words of its plan this app brings, and what is sealed."""
        from accounts.services import sealing  # noqa: PLC0415  # models are loaded by now, and not before

        for kind, (fixed, personal) in SEALED.items():
            sealing.register(kind, fixed=fixed, personal=personal)
        for item in (
            rail.RailItem(
                "startlists", _("Start lists"), "list-ol", "scoring:start_lists", "scoring.view_starts", 50,
                state=starts_state,
            ),
            rail.RailItem(
                "field", _("Field"), "stopwatch", "scoring:field", "scoring.view_sheet", 60,
                on_phone=True, state=field_state,
            ),
            rail.RailItem(
                "results", _("Results"), "clipboard-data", "scoring:results", "scoring.view_results", 70,
                on_phone=True, state=results_state,
            ),
            rail.RailItem(
                "awards", _("Awards"), "trophy", "scoring:awards", "scoring.view_awards", 80, state=awards_state
            ),
        ):  # fmt: skip
            rail.register(item)
        plan_words.register("scoring.queries.rules_in_words.words_of_plan")


def starts_state(activity: Any) -> rail.RailState:
    if activity.state in {"draft", "pending", "approved", "open"}:
        return ""
    return "todo" if activity.state == "closed" else "done"


def field_state(activity: Any) -> rail.RailState:
    if activity.state == "running":
        return "doing"
    return "done" if activity.state in {"settling", "published", "archived"} else ""


def results_state(activity: Any) -> rail.RailState:
    if activity.state == "settling":
        return "doing"
    return "done" if activity.state in {"published", "archived"} else ""


def awards_state(activity: Any) -> rail.RailState:
    if activity.state == "settling":
        return "todo"
    return "done" if activity.state in {"published", "archived"} else ""
