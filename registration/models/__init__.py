"""Who takes part: the terms of registration, rosters, people, teams, entries."""

from registration.models.entries import Entry, Member, Team
from registration.models.people import Likeness, Person
from registration.models.rosters import ROSTER_READERS, OfRosterQuerySet, Roster, RosterQuerySet, Terms, Upload

__all__ = [
    "ROSTER_READERS",
    "Entry",
    "Likeness",
    "Member",
    "OfRosterQuerySet",
    "Person",
    "Roster",
    "RosterQuerySet",
    "Team",
    "Terms",
    "Upload",
]
