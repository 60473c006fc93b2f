"""Who takes part: the terms of registration, rosters, people, teams, entries."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit, User
from accounts.roles import Role
from events.models import Activity, Contest, Division
from events.querysets import OWNERS, OfActivityQuerySet, OfContestQuerySet


class Terms(models.Model):
    """The conditions of registration of one activity. `limits` is a list for `registration.limits` to read."""

    activity = models.OneToOneField(Activity, models.CASCADE, related_name="terms")
    limits = models.JSONField(default=list)
    health_statement = models.TextField(_("health statement"), blank=True)

    objects = OfActivityQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.activity_id}"


class RosterQuerySet(models.QuerySet["Roster"]):
    def visible_to(self, user: User) -> RosterQuerySet:
        """A contact sees the own unit's roster alone; the staff of the activity see all of it."""
        activities = Activity.objects.visible_to(user)
        contact_at = user.standing.paths(Role.CONTACT)
        own = Q(activity__in=activities, unit__path__in=contact_at)
        return self.filter(own | Q(activity__in=activities.staffed_by(user, *ROSTER_READERS)))


ROSTER_READERS = (*OWNERS, Role.CHAIR, Role.CHIEF_REFEREE, Role.FINANCE, Role.VIEWER)


class Roster(models.Model):
    """报名表: the list of one unit for one activity."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        RETURNED = "returned", _("Returned")
        ACCEPTED = "accepted", _("Accepted")

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="rosters")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="rosters")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    comment = models.TextField(_("comment"), blank=True)
    version = models.PositiveIntegerField(default=0)
    submitted_at = models.DateTimeField(null=True)
    submitted_by_name = models.CharField(max_length=60, blank=True)
    receipt = models.CharField(max_length=12, blank=True)
    changed_at = models.DateTimeField(null=True)
    changed_by_name = models.CharField(max_length=60, blank=True)
    # Asked for only where a limit needs it.
    size = models.PositiveIntegerField(_("members of the unit"), null=True, blank=True)
    partners = models.JSONField(_("units entering together"), default=list, blank=True)
    fee_paid = models.PositiveIntegerField(_("fee paid"), null=True, blank=True)

    objects = RosterQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "unit"], name="one_roster_per_unit")]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.unit_id}"


class OfRosterQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> OfRosterQuerySet:
        return self.filter(roster__in=Roster.objects.visible_to(user))


class Person(models.Model):
    """人员: somebody on a roster. `number` is the start number, once in the activity; nobody is known by name alone.

    `key` is made where the line was first typed, so that a form sent twice is the same person.
    """

    class Gender(models.TextChoices):
        FEMALE = "female", _("female")
        MALE = "male", _("male")

    class Post(models.TextChoices):
        LEADER = "leader", _("unit leader")
        CHAIR = "chair", _("union chair")
        CADRE = "cadre", _("union cadre")
        MEMBER = "member", _("union member")

    class Kind(models.TextChoices):
        STAFF = "staff", _("staff")
        FAMILY = "family", _("family member")
        GUEST = "guest", _("guest")

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="people")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="people")
    key = models.UUIDField(default=uuid4, editable=False)
    number = models.PositiveIntegerField(_("start number"))
    name = models.CharField(_("name"), max_length=40)
    gender = models.CharField(_("gender"), max_length=6, choices=Gender)
    post = models.CharField(_("post"), max_length=10, choices=Post, default=Post.MEMBER)
    healthy = models.BooleanField(_("declared healthy"), default=False)
    withdrawn_at = models.DateTimeField(null=True)
    stands_in_for = models.ForeignKey("self", models.SET_NULL, null=True, related_name="substitutes")
    # Asked for only where a limit needs it: personal data that nobody uses is not collected.
    birth_date = models.DateField(_("birth date"), null=True, blank=True)
    service_since = models.DateField(_("in service since"), null=True, blank=True)
    kind = models.CharField(_("takes part as"), max_length=8, choices=Kind, default=Kind.STAFF)
    functions = models.JSONField(_("functions"), default=list, blank=True)
    traits = models.JSONField(_("known as"), default=list, blank=True)

    objects = OfRosterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "number"], name="start_number_once"),
            models.UniqueConstraint(fields=["roster", "key"], name="person_key_once"),
        ]

    def __str__(self) -> str:
        return self.name


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


class Likeness(models.Model):
    """Two people of one activity who may be the same, and what the organiser answered."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="likenesses")
    one = models.ForeignKey(Person, models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    is_same = models.BooleanField()
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField()

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="likeness_answered_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="likeness_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id}"


class Upload(models.Model):
    """A sheet that was read and checked but not yet applied: what stood in it, for one person to look at."""

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="uploads")
    by = models.ForeignKey(User, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    filename = models.CharField(max_length=120)
    rows = models.JSONField()

    objects = OfRosterQuerySet.as_manager()

    def __str__(self) -> str:
        return self.filename
