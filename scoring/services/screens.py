"""The public page opened and withdrawn, screens named and commanded, everything frozen and let go again."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import log
from events.models import Activity
from scoring.models import Screen, Showing
from unionevents.lib.outages import where_there_is_room

# Nothing that looks like something else on a television across the hall.
LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 3, 4
PLAIN: Final = ("blank", "welcome", "next", "running")
OF_CONTEST: Final = ("ranking", "ceremony")
MOST_VIEWS, SHORTEST, LONGEST = 12, 5, 120
LONGEST_NOTICE: Final = 120
HEARD_EVERY: Final = timedelta(seconds=4)
View = dict[str, Any]


class NameTaken(Exception):
    def __init__(self, name: str) -> None:
        super().__init__(_("There is a screen called “%(name)s” already: choose another name.") % {"name": name})


class UnknownView(Exception):
    def __init__(self) -> None:
        super().__init__(_("Nothing was changed: choose at least one screen and what it shall show."))


def showing_of(activity: Activity) -> Showing:
    """The stored choice, or the usual one, stored from now on."""
    return Showing.objects.get_or_create(activity=activity)[0]


@transaction.atomic
def set_showing(*, activity: Activity, by: User, now: datetime, **choices: Any) -> Showing:
    """Which names, and whether provisional standings and calls are public."""
    showing = showing_of(activity)
    for name, value in choices.items():
        setattr(showing, name, value)
    showing.save(update_fields=[*choices])
    _log("scoring.set_showing", activity, by, now, **choices)
    return showing


@transaction.atomic
def open_page(*, activity: Activity, by: User, now: datetime) -> Showing:
    """A new address for the public page; an old one leads nowhere from now on."""
    showing = showing_of(activity)
    showing.token = secrets.token_urlsafe(16)
    showing.save(update_fields=["token"])
    _log("scoring.open_public_page", activity, by, now)
    return showing


@transaction.atomic
def withdraw_page(*, activity: Activity, by: User, now: datetime) -> None:
    """Nobody without an account sees anything any more."""
    Showing.objects.filter(activity=activity).update(token="")
    _log("scoring.withdraw_public_page", activity, by, now)


@transaction.atomic
def freeze(*, activity: Activity, by: User, now: datetime) -> None:
    """Public page and screens keep how things stand now, whatever is released or entered."""
    showing_of(activity)
    Showing.objects.filter(activity=activity, frozen_at=None).update(frozen_at=now, frozen_by_name=by.name)
    _log("scoring.freeze_screens", activity, by, now)


@transaction.atomic
def unfreeze(*, activity: Activity, by: User, now: datetime) -> None:
    """They show again how things stand."""
    Showing.objects.filter(activity=activity).update(frozen_at=None, frozen_by_name="")
    _log("scoring.unfreeze_screens", activity, by, now)


@transaction.atomic
def keep_screen(
    *, activity: Activity, name: str, theme: str, by: User, now: datetime, screen: Screen | None = None
) -> Screen:
    """A named screen with an address of its own."""
    showing_of(activity)
    others = Screen.objects.filter(activity=activity)
    if others.filter(name=name).exclude(pk=screen.pk if screen and screen.pk else 0).exists():
        raise NameTaken(name)
    if screen is None:
        last = others.aggregate(last=Max("position"))["last"] or 0
        shows = {"views": [{"view": "welcome"}], "seconds": 0}
        screen = Screen(activity=activity, token=new_token(), shows=shows, position=last + 1)
    screen.name, screen.theme = name, theme
    screen.save()
    _log("scoring.keep_screen", activity, by, now, name=name)
    return screen


@transaction.atomic
def remove_screen(*, screen: Screen, by: User, now: datetime) -> None:
    """Its address leads nowhere any more."""
    activity, name = screen.activity, screen.name
    screen.delete()
    _log("scoring.remove_screen", activity, by, now, name=name)


@transaction.atomic
def command(
    *,
    activity: Activity,
    screens: Iterable[Screen],
    views: Sequence[View],
    seconds: int = 0,
    by: User,
    now: datetime,
) -> None:
    """These screens show this from now on; several views take turns of so many seconds."""
    wanted = list(screens)
    if not wanted or not views or len(views) > MOST_VIEWS:
        raise UnknownView
    turn = max(SHORTEST, min(LONGEST, seconds)) if len(views) > 1 else 0
    shows = {"views": list(views), "seconds": turn}
    Screen.objects.filter(pk__in=[screen.pk for screen in wanted]).update(shows=shows, shown_since=now)
    _log("scoring.command_screens", activity, by, now, screens=[screen.name for screen in wanted], views=list(views))


def view_of(word: str, *, codes: Iterable[str], notice: str = "") -> View:
    """`next`, `ranking:run`, `ceremony:run:0`, `table:1` or `notice` as what a screen shows."""
    kind, _colon, rest = word.partition(":")
    if kind in PLAIN and not rest:
        return {"view": kind}
    if kind == "notice" and notice.strip():
        return {"view": kind, "text": notice.strip()[:LONGEST_NOTICE]}
    if kind == "table" and rest.isascii() and rest.isdecimal():
        return {"view": kind, "table": int(rest)}
    code, _colon, number = rest.partition(":")
    if kind in OF_CONTEST and code in set(codes) and (not number or (number.isascii() and number.isdecimal())):
        ranking = {"ranking": int(number or 0), "step": 0} if kind == "ceremony" else {}
        return {"view": kind, "contest": code, **ranking}
    raise UnknownView


@transaction.atomic
def turn_ceremony(*, activity: Activity, step: int, by: User, now: datetime) -> int:
    """Every screen with a ceremony shows `step` more places of it, or fewer; how many screens that were."""
    turned = 0
    for screen in Screen.objects.select_for_update().filter(activity=activity).order_by("pk"):
        views = [
            {**view, "step": max(0, view["step"] + step)} if view["view"] == "ceremony" else view
            for view in views_of(screen)
        ]
        if views != views_of(screen):
            screen.shows = {**screen.shows, "views": views}
            screen.save(update_fields=["shows"])
            turned += 1
    _log("scoring.turn_ceremony", activity, by, now, step=step)
    return turned


def views_of(screen: Screen) -> list[View]:
    views: list[View] = screen.shows.get("views") or [{"view": "blank"}]
    return views


def heard(screen: Screen, *, now: datetime) -> None:
    """A screen asked; written down every few seconds, not each time."""
    if screen.seen_at is None or now - screen.seen_at > HEARD_EVERY:
        before = Q(seen_at=None) | Q(seen_at__lt=now - HEARD_EVERY)
        with where_there_is_room():
            Screen.objects.filter(before, pk=screen.pk).update(seen_at=now)


def new_token() -> str:
    """`k7mq-x2rd-9tfw`: short enough to type on a television, too long to guess."""
    groups = ("".join(secrets.choice(LETTERS) for _letter in range(GROUP)) for _group in range(GROUPS))
    return "-".join(groups)


def _log(verb: str, activity: Activity, by: User, now: datetime, **details: Mapping[str, Any] | Any) -> None:
    log.record(verb=verb, subject=activity, by=by, now=now, unit=activity.host, **details)
