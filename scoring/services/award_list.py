"""The award list as published: frozen, read by pages, workbooks and commands, never computed again."""

from __future__ import annotations

from django.utils.translation import gettext as _

from events.models import Activity
from scoring.models import Publication
from scoring.queries.published import latest_award_list


class NotPublished(Exception):
    """There is no award list yet."""

    def __init__(self, activity: Activity) -> None:
        super().__init__(
            _("The award list of “%(title)s” has not been published yet. The chief referee publishes it first.")
            % {"title": activity.title}
        )


def published_award_list(activity: Activity) -> Publication:
    """The newest publication of the award list; NotPublished when there is none."""
    publication = latest_award_list(activity)
    if publication is None:
        raise NotPublished(activity)
    return publication
