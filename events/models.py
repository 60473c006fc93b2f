"""What, when, where and for how much: the plan of an activity."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import ROLE_CHOICES, Unit, User
from events.querysets import ActivityQuerySet, OfActivityQuerySet, OfContestQuerySet
from events.states import ABOUT, About, State
from events.states import step as step_from
from unionevents.lib.phrase import Phrase

STATE_CHOICES = [(state.value, about.title.en) for state, about in ABOUT.items()]


class Activity(models.Model):
    """One plan and everything that happens under it."""

    host = models.ForeignKey(Unit, models.PROTECT, related_name="activities", verbose_name=_("held by"))
    title = models.CharField(_("title"), max_length=80)
    theme = models.CharField(_("theme or slogan"), max_length=120, blank=True)
    purpose = models.TextField(_("purpose"), blank=True)
    audience = models.TextField(_("who takes part"), blank=True)
    first_day = models.DateField(_("first day"), null=True, blank=True)
    last_day = models.DateField(_("last day"), null=True, blank=True)
    registration_deadline = models.DateTimeField(_("registration closes"), null=True, blank=True)
    starter = models.CharField(max_length=40, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=STATE_CHOICES, default=State.DRAFT, editable=False)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", editable=False)
    created_at = models.DateTimeField(editable=False)
    invited_units = models.ManyToManyField(Unit, through="InvitedUnit", related_name="invited_to")

    objects = ActivityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="activity_days_in_order"),
            models.CheckConstraint(condition=Q(state__in=[each.value for each in State]), name="activity_state_known"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about_state(self) -> About:
        return ABOUT[State(self.state)]

    def takes_registrations(self, now: datetime) -> bool:
        """Open, and the deadline not passed by the server's clock."""
        deadline = self.registration_deadline
        return self.state == State.OPEN and (deadline is None or now <= deadline)


class OfActivity(models.Model):
    """A row of the plan: seen by whoever sees the activity."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="%(class)ss", editable=False)
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        abstract = True


class InvitedUnit(OfActivity):
    """A unit that may send a roster 参加单位."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "unit"], name="unit_invited_once")]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.unit_id}"


class Host(OfActivity):
    """主办 / 承办 / 协办: a body named on the plan, in this installation or not."""

    class Part(models.TextChoices):
        HOST = "host", _("Host")
        ORGANISER = "organiser", _("Organised by")
        SUPPORTER = "supporter", _("Supported by")

    part = models.CharField(_("part"), max_length=10, choices=Part, default=Part.HOST)
    name = models.CharField(_("name"), max_length=80)

    def __str__(self) -> str:
        return self.name


class Section(OfActivity):
    """A free part of the plan: heading and text."""

    heading = models.CharField(_("heading"), max_length=80)
    text = models.TextField(_("text"), blank=True)

    def __str__(self) -> str:
        return self.heading


class Venue(OfActivity):
    name = models.CharField(_("name"), max_length=80)
    address = models.CharField(_("address"), max_length=160, blank=True)
    note = models.CharField(_("note"), max_length=160, blank=True)

    def __str__(self) -> str:
        return self.name


class Session(OfActivity):
    """A time span at a venue: sign-in, ceremony, contest, bus, meal."""

    title = models.CharField(_("title"), max_length=80)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("to"), null=True, blank=True)
    venue = models.ForeignKey(
        Venue, models.SET_NULL, null=True, blank=True, related_name="sessions", verbose_name=_("venue")
    )
    note = models.CharField(_("note"), max_length=160, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at")), name="session_times_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Duty(OfActivity):
    """分工: who is in charge of what, and how to reach them."""

    group = models.CharField(_("group"), max_length=40, blank=True)
    task = models.CharField(_("task"), max_length=120)
    person_name = models.CharField(_("person in charge"), max_length=40, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="duties", editable=False)

    def __str__(self) -> str:
        return self.task


class Contest(OfActivity):
    """What people enter and are ranked in. How it is judged is its `scoring.Scoresheet`."""

    code = models.SlugField(max_length=40, editable=False)
    title = models.CharField(_("title"), max_length=60)
    starred = models.BooleanField(_("carries a star"), default=False)
    rules_text = models.TextField(_("rules of play"), blank=True)
    venue = models.ForeignKey(
        Venue, models.SET_NULL, null=True, blank=True, related_name="contests", verbose_name=_("venue")
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "code"], name="contest_code_once")]

    def __str__(self) -> str:
        return self.title


class Division(models.Model):
    """组别: a part of a contest that is ranked apart."""

    class Gender(models.TextChoices):
        ANY = "", _("everybody")
        WOMEN = "female", _("women")
        MEN = "male", _("men")

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="divisions", editable=False)
    code = models.SlugField(max_length=40, editable=False)
    title = models.CharField(_("title"), max_length=40)
    gender = models.CharField(_("open to"), max_length=6, choices=Gender, default=Gender.ANY, blank=True)
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = OfContestQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contest", "code"], name="division_code_once")]

    def __str__(self) -> str:
        return self.title


class Prize(OfActivity):
    """奖项: a tier or the souvenir: what it is and what one costs. Who gets it is scoring's affair.

    `value` is None for a thing without a stated value; `per` says whether a team gets it once, or each of its people.
    """

    class Per(models.TextChoices):
        ENTRY = "entry", _("a team once")
        PERSON = "person", _("each of a team")

    code = models.SlugField(max_length=40, editable=False)
    title = models.CharField(_("title"), max_length=40)
    item = models.CharField(_("what is given"), max_length=80, blank=True)
    value = models.PositiveIntegerField(_("value of one"), null=True, blank=True, default=0, help_text=_("yuan"))
    per = models.CharField(_("given to"), max_length=6, choices=Per, default=Per.ENTRY)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "code"], name="prize_code_once")]

    def __str__(self) -> str:
        return self.title


class BudgetLine(OfActivity):
    """预算: quantity x unit price, planned and actual; prices in fen."""

    title = models.CharField(_("item"), max_length=80)
    source = models.CharField(_("paid from"), max_length=60, blank=True)
    planned_quantity = models.PositiveIntegerField(_("planned quantity"), default=1)
    planned_price = models.PositiveIntegerField(_("planned unit price"))
    actual_quantity = models.PositiveIntegerField(_("actual quantity"), null=True, blank=True)
    actual_price = models.PositiveIntegerField(_("actual unit price"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=120, blank=True)

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="budget_lines", editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(actual_quantity=None, actual_price=None)
                | Q(actual_quantity__isnull=False, actual_price__isnull=False),
                name="budget_actual_whole",
            )
        ]

    def __str__(self) -> str:
        return self.title


class StateChange(models.Model):
    """One step of an activity, with its comment; never edited."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="state_changes")
    step = models.CharField(max_length=12)
    start = models.CharField(max_length=12, choices=STATE_CHOICES)
    end = models.CharField(max_length=12, choices=STATE_CHOICES)
    comment = models.TextField(blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField()

    objects = OfActivityQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.start} → {self.end}"

    @property
    def said(self) -> Phrase | str:
        """What was done, in the words of its button."""
        step = step_from(self.step, State(self.start))
        return step.title if step else self.step


class Appointment(models.Model):
    """委派: a role for one activity alone."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="appointments", editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="appointments", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=20, choices=ROLE_CHOICES)

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "user", "role"], name="appointed_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.activity_id}"
