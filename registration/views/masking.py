"""A roster for whoever may read it without its names: the chair, finance, a viewer count people and see contests."""

from __future__ import annotations

from accounts.models import User
from registration.models import Roster
from registration.queries import Listing
from unionevents.lib.masking import masked_name


def reads_names(user: User, roster: Roster) -> bool:
    return user.has_perm("registration.read_names", roster)


def for_reader(listing: Listing, user: User) -> Listing:
    """The listing as this person may read it, to be drawn and thrown away: what it holds must never be saved."""
    if reads_names(user, listing.roster):
        return listing
    for person in listing.everybody:
        person.name = masked_name(person.name)
    for team in listing.teams:
        for member in team.members.all():
            member.person.name = masked_name(member.person.name)
    return listing
