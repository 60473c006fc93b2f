"""Personal data: what an activity tells people about it, numbers kept under lock, and who was erased."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from events.models import Activity
from events.querysets import OfActivityQuerySet
from registration.models.people import Person
from registration.models.rosters import Roster

DETAILS_DAYS, ID_NUMBER_DAYS, NAMES_DAYS = 30, 7, 1095


class Privacy(models.Model):
    """What one activity says about personal data before it asks for any, and how long it keeps it.

    Days count from the last day of the activity. An ID number is asked for only where a reason stands.
    """

    activity = models.OneToOneField(Activity, models.CASCADE, related_name="privacy")
    purpose = models.CharField(_("what the data is for"), max_length=200, blank=True)
    notice = models.TextField(_("further words of the notice"), blank=True)
    contact = models.CharField(_("whom to ask"), max_length=120, blank=True)
    id_number_reason = models.CharField(_("why an ID number is needed"), max_length=200, blank=True)
    details_days = models.PositiveSmallIntegerField(_("days until details are erased"), default=DETAILS_DAYS)
    id_number_days = models.PositiveSmallIntegerField(_("days until ID numbers are erased"), default=ID_NUMBER_DAYS)
    names_days = models.PositiveSmallIntegerField(_("days until names are erased"), default=NAMES_DAYS)

    objects = OfActivityQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.activity_id}"


class OfPersonQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> OfPersonQuerySet:
        return self.filter(person__roster__in=Roster.objects.visible_to(user))


class IdNumber(models.Model):
    """An ID number, encrypted (`registration.services.sealed_numbers`); it goes into no file and on no tablet."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="id_number")
    sealed = models.TextField()

    objects = OfPersonQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.person_id}"


class Erasure(models.Model):
    """Somebody who was erased, by number and key alone: done again after an old backup is restored.

    `seals` says for every publication that held the name which checksum it had and which it has now.
    """

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="erasures")
    person_key = models.UUIDField()
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=200)
    counts = models.JSONField(default=dict)
    seals = models.JSONField(default=list)

    objects = OfActivityQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.activity_id} {self.number}"
