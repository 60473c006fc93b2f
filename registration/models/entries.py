"""Teams, and who starts in which contest."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.models import Contest, Division
from events.querysets import OfContestQuerySet
from registration.models.people import Person
from registration.models.rosters import OfRosterQuerySet, Roster


class Team(models.Model):
    """队: people of one roster who enter a contest together. `number` counts the unit's teams in the contest."""

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="teams")
    contest = models.ForeignKey(Contest, models.CASCADE, related_name="teams")
    key = models.UUIDField(default=uuid4, editable=False)
    number = models.PositiveSmallIntegerField()
    name = models.CharField(_("team name"), max_length=40, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = OfRosterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["roster", "contest", "number"], name="team_number_once"),
            models.UniqueConstraint(fields=["roster", "key"], name="team_key_once"),
        ]

    def __str__(self) -> str:
        return self.name or str(_("team %(n)d") % {"n": self.number})


class Member(models.Model):
    """Somebody in a team, by `place`; `positions` are legs or rubbers, a reserve is a named substitute 替补."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    place = models.PositiveSmallIntegerField()
    positions = models.JSONField(default=list, blank=True)
    reserve = models.BooleanField(_("substitute"), default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "person"], name="member_once_in_team")]

    def __str__(self) -> str:
        return f"{self.team_id} {self.person_id}"


class Entry(models.Model):
    """参赛项: one start in one contest. Withdrawn entries stay, so that a number never changes its meaning.

    `person` is who starts, or for a team its captain 队长. Who waits for a place has no start yet.
    """

    contest = models.ForeignKey(Contest, models.PROTECT, related_name="entries")
    division = models.ForeignKey(Division, models.PROTECT, null=True, related_name="entries")
    person = models.ForeignKey(Person, models.CASCADE, related_name="entries")
    team = models.OneToOneField(Team, models.CASCADE, null=True, related_name="entry")
    number = models.PositiveIntegerField()
    withdrawn_at = models.DateTimeField(null=True)
    content = models.CharField(_("what is performed"), max_length=80, blank=True)
    walk_in = models.BooleanField(_("entered on the day"), default=False)
    placed_at = models.DateTimeField(null=True)
    waiting_since = models.DateTimeField(null=True)

    objects = OfContestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contest", "number"], name="entry_number_once"),
            models.UniqueConstraint(
                fields=["contest", "person"], condition=Q(team=None), name="person_once_in_contest"
            ),
            models.CheckConstraint(condition=Q(placed_at=None) | Q(waiting_since=None), name="placed_or_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.contest_id}/{self.number}"

    @property
    def code(self) -> str:
        """`ball-run/12`: how cases, tablets and files name the entry."""
        return f"{self.contest.code}/{self.number}"
