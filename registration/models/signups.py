"""People who sign up by themselves: the link that lets them in, and what each of them wrote."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit, User
from accounts.roles import Role
from events.models import Activity
from events.querysets import OWNERS
from registration.models.people import Person
from registration.models.rosters import OfRosterQuerySet, Roster


class SignupLinkQuerySet(models.QuerySet["SignupLink"]):
    def visible_to(self, user: User) -> SignupLinkQuerySet:
        """Those who run the activity see every link, a contact the own unit's."""
        visible = Activity.objects.visible_to(user)
        own = Q(activity__in=visible, unit__path__in=user.standing.paths(Role.CONTACT))
        return self.filter(own | Q(activity__in=visible.staffed_by(user, *OWNERS)))


class SignupLink(models.Model):
    """报名链接: opens the page for one unit, or for any invited unit, without an account.

    `token_hash` is all that is kept of its secret: who reads the database cannot open the page.
    """

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="signup_links")
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="+")
    key = models.UUIDField(default=uuid4, editable=False, unique=True)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=60)
    withdrawn_at = models.DateTimeField(null=True)

    objects = SignupLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.activity_id} {self.unit_id}"


class Signup(models.Model):
    """自主报名: what one person wants, until the unit's contact has put it on the roster or said no.

    After that the person may still ask for a change or to be taken off: it waits again, `person` says for whom.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for the unit")
        CONFIRMED = "confirmed", _("on the roster")
        REJECTED = "rejected", _("not taken")
        WITHDRAWN = "withdrawn", _("withdrawn")

    link = models.ForeignKey(SignupLink, models.CASCADE, related_name="signups")
    roster = models.ForeignKey(Roster, models.CASCADE, related_name="signups")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="signups")
    key = models.UUIDField(default=uuid4, editable=False, unique=True)
    code_hash = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    leaves = models.BooleanField(default=False)  # asks to be taken off the roster
    name = models.CharField(_("name"), max_length=40)
    gender = models.CharField(_("gender"), max_length=6, choices=Person.Gender)
    post = models.CharField(_("post"), max_length=10, choices=Person.Post, default=Person.Post.MEMBER)
    healthy = models.BooleanField(_("declared healthy"), default=False)
    facts = models.JSONField(default=dict)
    entries = models.JSONField(default=dict)
    contents = models.JSONField(default=dict)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    at = models.DateTimeField()
    changed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by_name = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=64)  # where it came from, as a keyed hash: only to see a flood

    objects = OfRosterQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["source", "at"], name="signup_flood")]

    def __str__(self) -> str:
        return self.name
