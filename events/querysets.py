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
        """Every page asks this first, so the question holds no branch for roles that the user has nowhere."""
        standing = user.standing
        appointed = user.appointments.filter(
            Q(role__in=OWNERS)
            | Q(role=Role.CHAIR, activity__state__in=states.CHAIR_SEES)
            | Q(role__in=STAFF, activity__state__in=states.STAFF_SEES)
        )
        known = Q(pk__in=appointed.values("activity"))
        for roles, seen in ((OWNERS, None), ((Role.CHAIR,), states.CHAIR_SEES), (STAFF, states.STAFF_SEES)):
            if paths := standing.paths(*roles):
                at_host = under_any(paths, "host__path")
                known |= at_host if seen is None else at_host & Q(state__in=seen)
        if own := standing.paths(Role.CONTACT):
            invitations = self.model.invited_units.through.objects.filter(unit__path__in=own)
            known |= Q(state__in=states.UNITS_SEE) & Q(pk__in=invitations.values("activity"))
        return self.filter(known)


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
