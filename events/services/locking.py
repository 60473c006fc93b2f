"""One writer at a time: an activity is locked before anything under it changes, and the permission asked again."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from events.models import Activity


class NoLongerPossible(Exception):
    """The activity has moved on since the page was opened."""

    def __init__(self, activity: Activity) -> None:
        state = activity.about_state.title.said(get_language() or "")
        super().__init__(
            _("Not saved: the activity is now “%(state)s”, and this part can no longer be changed.") % {"state": state}
        )


def lock_activity(activity: Activity) -> Activity:
    """The row as it is now, held until the end of the transaction."""
    return Activity.objects.select_for_update(of=("self",)).select_related("host").get(pk=activity.pk)


def lock_to(permission: str, activity: Activity, by: User) -> Activity:
    """The locked activity, if `by` may still do this to it; NoLongerPossible otherwise."""
    locked = lock_activity(activity)
    if not by.has_perm(permission, locked):
        raise NoLongerPossible(locked)
    return locked
