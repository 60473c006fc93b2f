"""Who may do what with scoresheets and results."""

from __future__ import annotations

from typing import Any

from accounts.roles import Role
from events import states
from events.models import Activity
from events.permissions import SEES_MONEY, activity_of, by_roles, holds, may_view
from events.querysets import OWNERS
from events.states import State

ENTERS = (Role.REFEREE, Role.CHIEF_REFEREE)
# On a tablet: a judge marks from the own seat of a panel, and does nothing else.
SIGNS_IN = (*ENTERS, Role.JUDGE)
SEES_PROVISIONAL = (*OWNERS, Role.REFEREE, Role.CHIEF_REFEREE, Role.CHAIR)
AFTER_CLOSE = frozenset({State.CLOSED, State.RUNNING})
STARTS_KNOWN = AFTER_CLOSE | {State.SETTLING, State.PUBLISHED, State.ARCHIVED}


def is_public(activity: Activity) -> bool:
    """Results are out: every invited unit reads all names."""
    return State(activity.state) in {State.PUBLISHED, State.ARCHIVED}


def may_view_results(user: Any, thing: Any) -> bool:
    """Everybody of the activity sees what is released, from the contests on; its staff at any time."""
    activity = activity_of(thing)
    if not may_view(user, activity):
        return False
    return State(activity.state) in states.RESULTS_ARE_SEEN or holds(user, activity, *SEES_PROVISIONAL)


def may_view_awards(user: Any, thing: Any) -> bool:
    """The award list: everybody of the activity once it is published; its staff at any time."""
    activity = activity_of(thing)
    if not may_view(user, activity):
        return False
    return is_public(activity) or holds(user, activity, *SEES_PROVISIONAL)


def may_protest(user: Any, thing: Any) -> bool:
    """The contact of a unit for it; the chief referee may write down what was said to him."""
    activity = activity_of(thing)
    return (
        State(activity.state) in states.RESULTS_ARE_JUDGED
        and may_view(user, activity)
        and holds(user, activity, Role.CONTACT, Role.CHIEF_REFEREE)
    )


def may_view_starts(user: Any, thing: Any) -> bool:
    """Everybody of the activity once registration is closed; its staff at any time."""
    activity = activity_of(thing)
    if not may_view(user, activity):
        return False
    return State(activity.state) in STARTS_KNOWN or holds(user, activity, *SEES_PROVISIONAL)


PERMISSIONS = {
    "scoring.set_up": by_roles(*OWNERS, during=frozenset({State.DRAFT})),
    # Numbers come in while the activity runs; a later one makes a new award list.
    "scoring.keep_unit_figures": by_roles(*OWNERS, during=frozenset(State) - {State.ARCHIVED}),
    "scoring.view_sheet": by_roles(*SEES_PROVISIONAL),
    "scoring.view_starts": may_view_starts,
    "scoring.draw": by_roles(*OWNERS, Role.CHIEF_REFEREE, during=AFTER_CLOSE),
    "scoring.enter_result": by_roles(*ENTERS, during=states.RESULTS_MAY_COME),
    # A tablet that was offline delivers later: what it brings is stored and waits for the chief referee.
    "scoring.send_operations": by_roles(*ENTERS, during=states.RESULTS_ARE_JUDGED),
    # A day early, to try the tablets in the hall.
    "scoring.sign_in": by_roles(*SIGNS_IN, during=AFTER_CLOSE | states.RESULTS_ARE_JUDGED),
    "scoring.own_pin": by_roles(*SIGNS_IN, during=frozenset(State) - {State.ARCHIVED}),
    "scoring.view_stations": by_roles(*OWNERS, *SIGNS_IN),
    "scoring.manage_stations": by_roles(*OWNERS, Role.CHIEF_REFEREE, during=frozenset(State) - {State.ARCHIVED}),
    "scoring.hand_in_papers": by_roles(*OWNERS, *ENTERS, during=states.RESULTS_ARE_JUDGED),
    "scoring.rule": by_roles(Role.CHIEF_REFEREE, during=states.RESULTS_ARE_JUDGED),
    "scoring.publish": by_roles(Role.CHIEF_REFEREE, during=states.RESULTS_ARE_JUDGED),
    # Whoever agrees as the second person; that it is another one than the first is the service's affair.
    "scoring.second": by_roles(Role.CHIEF_REFEREE, Role.CHAIR, *OWNERS, during=states.RESULTS_ARE_JUDGED),
    "scoring.set_conduct": by_roles(*OWNERS, Role.CHIEF_REFEREE, during=frozenset(State) - {State.ARCHIVED}),
    "scoring.protest": may_protest,
    "scoring.delay": by_roles(*OWNERS, Role.REFEREE, Role.CHIEF_REFEREE, during=AFTER_CLOSE),
    # Whoever announces is a referee of the activity.
    "scoring.run_screens": by_roles(*OWNERS, Role.REFEREE, Role.CHIEF_REFEREE),
    "scoring.set_screens": by_roles(*OWNERS),
    "scoring.view_log": by_roles(*OWNERS, Role.CHIEF_REFEREE, Role.CHAIR, Role.VIEWER),
    "scoring.publish_awards": by_roles(
        *OWNERS, Role.CHIEF_REFEREE, during=frozenset({State.SETTLING, State.PUBLISHED})
    ),
    "scoring.view_results": may_view_results,
    "scoring.view_awards": may_view_awards,
    "scoring.export_awards": by_roles(
        *SEES_MONEY, Role.CHIEF_REFEREE, during=states.RESULTS_ARE_JUDGED | {State.ARCHIVED}
    ),
}
