"""Check-in: who has arrived, boarded, eaten, been handed something. One list for each question."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from events.models import Activity
from events.querysets import OfActivityQuerySet
from registration.models.people import Person


class CheckList(models.Model):
    """签到表: one question that is answered once for each person, such as arrival or lunch."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="checklists")
    title = models.CharField(_("title"), max_length=40)
    position = models.PositiveSmallIntegerField(default=0)

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "title"], name="checklist_title_once")]

    def __str__(self) -> str:
        return self.title


class OfCheckListQuerySet(OfActivityQuerySet):
    activity_path = "checklist__activity"


class CheckMark(models.Model):
    """签到: somebody was there. The UUID is made where it was tapped; a mark is taken back, never deleted."""

    checklist = models.ForeignKey(CheckList, models.CASCADE, related_name="marks")
    person = models.ForeignKey(Person, models.CASCADE, related_name="checkmarks")
    uuid = models.UUIDField()
    tapped_at = models.DateTimeField()
    received_at = models.DateTimeField()
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=60)
    undone_at = models.DateTimeField(null=True)
    undone_by_name = models.CharField(max_length=60, blank=True)

    objects = OfCheckListQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["checklist", "uuid"], name="checkmark_once"),
            models.UniqueConstraint(
                fields=["checklist", "person"], condition=Q(undone_at=None), name="checked_in_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.checklist_id} {self.person_id}"
