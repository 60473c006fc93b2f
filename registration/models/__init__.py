"""Who takes part: the terms of registration, rosters, people, teams, entries; how units are asked, data protected."""

from registration.models.checkin import CheckList, CheckMark
from registration.models.entries import Entry, Member, Team
from registration.models.messages import Mailbox, Message, Opening, StampedPaper
from registration.models.people import Likeness, Person
from registration.models.privacy import Erasure, IdNumber, Privacy
from registration.models.rosters import ROSTER_READERS, OfRosterQuerySet, Roster, RosterQuerySet, Terms
from registration.models.signups import Signup, SignupLink
from registration.models.submissions import StampedScan, Submission
from registration.models.uploads import UnitsUpload, Upload

__all__ = [
    "ROSTER_READERS",
    "CheckList",
    "CheckMark",
    "Entry",
    "Erasure",
    "IdNumber",
    "Likeness",
    "Mailbox",
    "Member",
    "Message",
    "OfRosterQuerySet",
    "Opening",
    "Person",
    "Privacy",
    "Roster",
    "RosterQuerySet",
    "Signup",
    "SignupLink",
    "StampedPaper",
    "StampedScan",
    "Submission",
    "Team",
    "Terms",
    "UnitsUpload",
    "Upload",
]
