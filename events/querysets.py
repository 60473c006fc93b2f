"""Which activities a user may know of; the same answer as `events.view_activity`, as one query."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from accounts.models import User, under_any
from accounts.roles import Role
from events import states

OWNERS = (Role.ADMINISTRATOR, Role.ORGANISER)
STAFF = (Role.REFEREE, Role.CHIEF_REFEREE, Role.JUDGE, Role.FINANCE, Role.VIEWER)


class ActivityQuerySet(models.QuerySet[Any]):
    def staffed_by(self, user: User, *roles: Role) -> ActivityQuerySet:
        """Activities for which the user holds one of the roles by unit or by appointment."""
        appointed = Q(pk__in=user.appointments.filter(role__in=roles).values("activity"))
        return self.filter(under_any(user.standing.paths(*roles), "host__path") | appointed)

    def visible_to(self, user: User) -> ActivityQuerySet:
        standing = user.standing

        def appointed(*roles: Role) -> Q:
            return Q(pk__in=user.appointments.filter(role__in=roles).values("activity"))

        def at_host(*roles: Role) -> Q:
            return under_any(standing.paths(*roles), "host__path")

        invitations = self.model.invited_units.through.objects.filter(unit__path__in=standing.paths(Role.CONTACT))
        return self.filter(
            at_host(*OWNERS)
            | appointed(*OWNERS)
            | Q(state__in=states.CHAIR_SEES) & (at_host(Role.CHAIR) | appointed(Role.CHAIR))
            | Q(state__in=states.STAFF_SEES) & (at_host(*STAFF) | appointed(*STAFF))
            | Q(state__in=states.UNITS_SEE) & Q(pk__in=invitations.values("activity"))
        )


class OfActivityQuerySet(models.QuerySet[Any]):
    """Rows under an activity, seen by whoever sees it."""

    activity_path = "activity"

    def visible_to(self, user: User) -> OfActivityQuerySet:
        model: Any = self.model
        for step in self.activity_path.split("__"):
            model = model._meta.get_field(step).related_model
        return self.filter(**{f"{self.activity_path}__in": model.objects.visible_to(user)})


class OfContestQuerySet(OfActivityQuerySet):
    activity_path = "contest__activity"
