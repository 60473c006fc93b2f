"""Who may do what with rosters. Deadlines by the server's clock are checked again inside the services."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from accounts.roles import Role
from events.permissions import by_roles, holds, may_view
from events.querysets import OWNERS
from events.states import State
from registration.models import ROSTER_READERS, Person, Roster, Signup, SignupLink, StampedScan, Team, Terms, Upload

ROSTER_MAY_CHANGE = frozenset({State.OPEN, State.CLOSED, State.RUNNING})
SUBSTITUTING_MAY_BE_SET = frozenset({State.DRAFT, State.APPROVED, *ROSTER_MAY_CHANGE})
IN_THE_UNITS_HANDS = frozenset({Roster.State.DRAFT, Roster.State.RETURNED})


def roster_of(thing: Any) -> Roster:
    if isinstance(thing, Roster):
        return thing
    return thing.roster if isinstance(thing, Person | Signup | StampedScan | Team | Upload) else thing.person.roster


def is_contact_of(user: User, roster: Roster) -> bool:
    return user.standing.reaches(roster.unit.path or "", Role.CONTACT)


def may_view_roster(user: Any, thing: Any) -> bool:
    roster = roster_of(thing)
    return may_view(user, roster.activity) and (
        is_contact_of(user, roster) or holds(user, roster.activity, *ROSTER_READERS)
    )


def may_read_names(user: Any, thing: Any) -> bool:
    """In full, and beyond the page on paper and in Excel: the unit, who runs the activity, and the chief referee."""
    roster = roster_of(thing)
    return may_view(user, roster.activity) and (
        is_contact_of(user, roster) or holds(user, roster.activity, *OWNERS, Role.CHIEF_REFEREE)
    )


def may_change_roster(user: Any, thing: Any) -> bool:
    """The unit while registration is open and the roster is in its hands; the organiser until results are settled."""
    roster = roster_of(thing)
    if holds(user, roster.activity, *OWNERS):
        return State(roster.activity.state) in ROSTER_MAY_CHANGE
    return may_fill_in(user, roster) and roster.state in IN_THE_UNITS_HANDS


def may_take_back(user: Any, thing: Any) -> bool:
    """The unit, to correct what nobody has accepted yet."""
    roster = roster_of(thing)
    return may_fill_in(user, roster) and roster.state == Roster.State.SUBMITTED


def may_fill_in(user: Any, roster: Roster) -> bool:
    return roster.activity.state == State.OPEN and is_contact_of(user, roster) and may_view(user, roster.activity)


def may_substitute(user: Any, thing: Any) -> bool:
    """At the call table: organisers and the chief referee; the unit itself where the organiser has set a time for it.

    The time itself is asked by the service, with the server's clock.
    """
    roster = roster_of(thing)
    if State(roster.activity.state) not in ROSTER_MAY_CHANGE:
        return False
    return holds(user, roster.activity, *OWNERS, Role.CHIEF_REFEREE) or may_substitute_own(user, roster)


def may_substitute_own(user: Any, roster: Roster) -> bool:
    """A contact, once registration is closed: before that the unit takes the roster back and changes it."""
    later = State(roster.activity.state) in {State.CLOSED, State.RUNNING}
    if not later or not is_contact_of(user, roster) or not may_view(user, roster.activity):
        return False
    return Terms.objects.filter(activity=roster.activity_id, units_substitute_until__isnull=False).exists()


def may_view_scan(user: Any, thing: Any) -> bool:
    """The stamped paper shows names and signatures: the unit and the organiser, nobody else who reads rosters."""
    roster = roster_of(thing)
    return may_view(user, roster.activity) and (is_contact_of(user, roster) or holds(user, roster.activity, *OWNERS))


def may_bring_scan(user: Any, thing: Any) -> bool:
    """Paper often follows after the deadline; while results are settled it no longer matters."""
    return State(roster_of(thing).activity.state) in ROSTER_MAY_CHANGE and may_view_scan(user, thing)


def may_draw_contest(user: Any, thing: Any) -> bool:
    return bool(user.has_perm("registration.draw_places", thing.activity))


CHECK_IN_IS_OPEN = frozenset({State.CLOSED, State.RUNNING, State.SETTLING})


def runs_activities(user: Any, _thing: Any) -> bool:
    """Somewhere: which activities, the page asks for itself."""
    return bool(user.standing.paths(*OWNERS)) or bool(user.appointments.filter(role__in=OWNERS).exists())


def may_withdraw_link(user: Any, link: SignupLink) -> bool:
    """Who runs the activity any, a contact the own unit's."""
    own = link.unit is not None and user.standing.reaches(link.unit.path or "", Role.CONTACT)
    return may_view(user, link.activity) and (own or holds(user, link.activity, *OWNERS))


PERMISSIONS = {
    "registration.view_registration": by_roles(*ROSTER_READERS, Role.CONTACT),
    "registration.view_board": by_roles(*ROSTER_READERS),
    "registration.change_terms": by_roles(*OWNERS, during=frozenset({State.DRAFT, State.APPROVED})),
    "registration.draw_places": by_roles(*OWNERS, during=frozenset({State.OPEN, State.CLOSED})),
    "registration.draw_contest": may_draw_contest,
    "registration.answer_likeness": by_roles(*OWNERS),
    "registration.chase_units": by_roles(*OWNERS),
    "registration.change_privacy": by_roles(*OWNERS),
    "registration.reveal_person": by_roles(*OWNERS, Role.CHIEF_REFEREE),
    "registration.export_people": by_roles(*OWNERS),
    "registration.erase_person": by_roles(*OWNERS),
    "registration.erase_due": runs_activities,
    "registration.note_stamped": by_roles(*OWNERS),
    "registration.release_messages": by_roles(*OWNERS),
    "registration.manage_links": by_roles(Role.CONTACT, *OWNERS, during=frozenset({State.APPROVED, State.OPEN})),
    "registration.withdraw_link": may_withdraw_link,
    "registration.open_roster": by_roles(Role.CONTACT, *OWNERS),
    "registration.import_units": by_roles(*OWNERS, during=ROSTER_MAY_CHANGE),
    "registration.view_roster": may_view_roster,
    "registration.read_names": may_read_names,
    "registration.change_roster": may_change_roster,
    "registration.take_back_roster": may_take_back,
    "registration.review_roster": by_roles(*OWNERS, during=ROSTER_MAY_CHANGE),
    "registration.substitute": may_substitute,
    "registration.view_scan": may_view_scan,
    "registration.bring_scan": may_bring_scan,
    "registration.change_substituting": by_roles(*OWNERS, during=SUBSTITUTING_MAY_BE_SET),
    "registration.walk_in": by_roles(*OWNERS, Role.CHIEF_REFEREE, during=frozenset({State.CLOSED, State.RUNNING})),
    "registration.check_in": by_roles(*OWNERS, Role.REFEREE, Role.CHIEF_REFEREE, during=CHECK_IN_IS_OPEN),
    "registration.call_table": by_roles(*OWNERS, Role.CHIEF_REFEREE, during=ROSTER_MAY_CHANGE),
}

# Every unit presses its button on the last evening. That this says the same as `visible_to` is tested for every role.
SEEN_BY = {Roster: "registration.view_roster"}
