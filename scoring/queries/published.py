"""What has been published: the latest publication of every contest, and of the award list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from events.models import Activity
from scoring.models import Publication, Scoresheet

TIERS = ("gold", "silver", "bronze")


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


def contest_days(publication: Publication) -> dict[str, date]:
    """Contest code → the day it was held: the activity's one day, or that of the session which bears its title."""
    activity = publication.activity
    contests = publication.outcome["contests"]
    if activity.first_day and activity.last_day in {None, activity.first_day}:
        return dict.fromkeys((contest["code"] for contest in contests), activity.first_day)
    if not activity.first_day:
        return {}
    sessions = [
        (session.title, timezone.localdate(session.starts_at)) for session in activity.sessions.order_by("-starts_at")
    ]
    return {contest["code"]: day for contest in contests for title, day in sessions if contest["title"] in title}


def tiers_of(case: Mapping[str, Any]) -> dict[str, str]:
    """The colour of every prize; the best three have one, the word always stands beside it."""
    codes = [prize["code"] for prize in case["prizes"]]
    souvenir = (case["awards"].get("souvenir") or {}).get("prize")
    medals = [code for code in codes if code != souvenir]
    return dict(zip(medals, TIERS, strict=False))
