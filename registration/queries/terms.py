"""The conditions of registration as they stand."""

from __future__ import annotations

from events.models import Activity
from registration import limits
from registration.models import Terms


def terms_of(activity: Activity) -> Terms:
    """The terms as they stand; unsaved ones where nobody has set any."""
    return Terms.objects.filter(activity=activity).first() or Terms(activity=activity)


def limits_of(terms: Terms) -> list[limits.Limit]:
    """The limits that can be read; a configuration that cannot is shown to the organiser, not to the units."""
    try:
        return limits.read_limits(terms.limits)
    except limits.BadLimits:
        return []
