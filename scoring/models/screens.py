"""What is shown to everybody: the public results page, and the screens in the hall."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models import Activity
from events.querysets import OfActivityQuerySet


class Showing(models.Model):
    """What spectators of an activity may see. `token` is the public page's address; without it there is no page.

    Frozen: the public page and the screens show how things stood at that moment.
    """

    class Names(models.TextChoices):
        FULL = "full", _("full names")
        MASKED = "masked", _("names with stars, such as 张*明")
        NUMBER = "number", _("number and unit, no names")

    activity = models.OneToOneField(Activity, models.CASCADE, related_name="showing")
    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    token = models.CharField(max_length=40, blank=True, editable=False)
    names = models.CharField(_("names on the public page"), max_length=10, choices=Names, default=Names.MASKED)
    provisional = models.BooleanField(_("the public page also shows provisional standings"), default=False)
    calls = models.BooleanField(_("the public page says who is called next"), default=True)
    board_names = models.CharField(_("names on the screens"), max_length=10, choices=Names, default=Names.FULL)
    frozen_at = models.DateTimeField(null=True)
    frozen_by_name = models.CharField(max_length=60, blank=True)

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token"], condition=~models.Q(token=""), name="public_page_address_once")
        ]

    def __str__(self) -> str:
        return f"{self.activity_id}"


class Screen(models.Model):
    """大屏: one named screen in the hall, opened by its own address; what it shows is commanded from elsewhere.

    `shows` is one view, or several in turn: `{"views": [{"view": "ranking", "contest": "run"}], "seconds": 12}`.
    """

    class Theme(models.TextChoices):
        DARK = "dark", _("light on dark, for a hall")
        LIGHT = "light", _("dark on light, for daylight")

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="screens")
    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    token = models.CharField(max_length=40, unique=True, editable=False)
    name = models.CharField(_("name of the screen"), max_length=40)
    theme = models.CharField(_("colours"), max_length=10, choices=Theme, default=Theme.DARK)
    shows = models.JSONField(default=dict, editable=False)
    shown_since = models.DateTimeField(null=True, editable=False)
    seen_at = models.DateTimeField(null=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "name"], name="screen_name_once")]

    def __str__(self) -> str:
        return self.name
