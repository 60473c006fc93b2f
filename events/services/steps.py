"""The one way in which an activity goes from state to state."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import log
from events import planning, states
from events.models import Activity, StateChange
from events.queries import facts_of, plan_of
from events.services.locking import lock_activity
from events.states import State
from unionevents.lib.phrase import Phrase


class StepNotPossible(Exception):
    """The activity is not in a state from which this step leads on."""

    def __init__(self, activity: Activity) -> None:
        state = activity.about_state.title.said(get_language() or "")
        super().__init__(_("Nothing was changed: the activity is already “%(state)s”.") % {"state": state})


class CommentMissing(Exception):
    """This step has to say why."""

    def __init__(self) -> None:
        super().__init__(_("Write a sentence: the others need to know why."))


class InTheWay(Exception):
    """The plan makes the step impossible; the message says what to put right."""

    def __init__(self, obstacles: tuple[Phrase, ...]) -> None:
        language = get_language() or ""
        super().__init__(" ".join(obstacle.said(language) for obstacle in obstacles))


@transaction.atomic
def take_step(*, activity: Activity, code: str, by: User, now: datetime, comment: str = "") -> Activity:
    """Takes the step from the state in which the activity is now; who may is asked by the caller."""
    locked = lock_activity(activity)
    start = State(locked.state)
    step = states.step(code, start)
    if step is None:
        raise StepNotPossible(locked)
    said = comment.strip()
    if step.needs_comment and not said:
        raise CommentMissing
    if obstacles := planning.obstacles(code, facts_of(plan_of(locked), now)):
        raise InTheWay(obstacles)
    locked.state = step.end
    locked.save(update_fields=["state"])
    StateChange.objects.create(
        activity=locked, step=step.code, start=start, end=step.end, comment=said, by=by, by_name=by.name, at=now
    )
    log.record(
        verb=f"events.{code}_activity", subject=locked, by=by, now=now, unit=locked.host,
        start=start, end=step.end, comment=said,
    )  # fmt: skip
    return locked
