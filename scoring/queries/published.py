"""What has been published: the latest publication of every contest, and of the award list."""

from __future__ import annotations

from django.db.models import QuerySet

from events.models import Activity
from scoring.models import Publication, Scoresheet


def latest_publications(activity: Activity) -> dict[int | None, Publication]:
    """By sheet; the award list stands under None. Old publications, whole documents too, stay in the database."""
    newest: dict[int | None, int] = {}
    pairs = Publication.objects.filter(activity=activity).order_by("number").values_list("sheet", "pk")
    for sheet, pk in pairs:
        newest[sheet] = pk
    rows = Publication.objects.filter(pk__in=newest.values()).select_related("sheet")
    return {publication.sheet_id: publication for publication in rows}


def heads_of(activity: Activity) -> dict[int | None, Publication]:
    """Number, time and author of the latest, without case and outcome, for lists."""
    rows = Publication.objects.filter(activity=activity).defer("case", "outcome").order_by("number")
    return {publication.sheet_id: publication for publication in rows}


def history_of(sheet: Scoresheet) -> QuerySet[Publication]:
    """Newest first, without the documents."""
    return Publication.objects.filter(sheet=sheet).defer("case", "outcome").order_by("-number")


def latest_award_list(activity: Activity) -> Publication | None:
    """What the units were told, and what the workbook is made from."""
    return Publication.objects.filter(activity=activity, sheet=None).order_by("-number").first()
