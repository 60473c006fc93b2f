from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from unionevents.lib import plan_words, rail


class RegistrationConfig(AppConfig):
    name = "registration"

    def ready(self) -> None:
        """Says which place inside an activity and which words of its plan this app brings."""
        rail.register(
            rail.RailItem(
                "registration",
                _("Registration"),
                "people",
                "registration:board",
                "registration.view_registration",
                40,
                on_phone=True,
                state=registration_state,
            )
        )
        plan_words.register("registration.queries.words_of_plan")


def registration_state(activity: Any) -> rail.RailState:
    if activity.state in {"draft", "pending", "approved"}:
        return "todo"
    return "doing" if activity.state == "open" else "done"
