"""Screens: the remote control with what each shows, and the board itself, which needs an address and no account."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from events.models import Activity
from scoring.forms.screens import ScreenForm, ShowingForm
from scoring.models import Screen, Showing
from scoring.queries.reading import sheets_of
from scoring.services import screens as service
from scoring.services.live import live_of, unfrozen
from scoring.views.stage import stage_of, words_of
from scoring.views.who import user_of
from unionevents.lib.access import public, requires
from unionevents.lib.own_address import address_for_others
from unionevents.lib.parts import page
from unionevents.lib.qr import qr_svg

OUT_OF_TOUCH: Final = timedelta(seconds=15)


@requires("scoring.run_screens", Activity)
def screens(request: HttpRequest, activity: Activity) -> HttpResponse:
    """What every screen shows and when it was last heard of, and what it may show next."""
    showing = service.showing_of(activity)
    live, now = live_of(showing), timezone.now()
    return page(
        request,
        "scoring/screens.html",
        part="scoring/_screens_part.html",
        activity=activity,
        rail_current="field",
        showing=showing,
        results=live_of(unfrozen(showing)).results,
        screens=[
            {
                "screen": screen,
                "words": [words_of(view, live) for view in service.views_of(screen)],
                "seconds": screen.shows.get("seconds"),
                "stage": with_qr(request, stage_of(screen, showing, live, now=now)),
                "out_of_touch": screen.seen_at is None or now - screen.seen_at > OUT_OF_TOUCH,
            }
            for screen in Screen.objects.filter(activity=activity).order_by("position", "pk")
        ],
        tables=list(enumerate(ranking.title for _rule, ranking in live.tables)),
        may_set=request.user.has_perm("scoring.set_screens", activity),
    )


@requires("scoring.run_screens", Activity)
@require_POST
def command(request: HttpRequest, activity: Activity) -> HttpResponse:
    """The chosen screens show one thing, or the ticked ones in turn."""
    chosen = [int(pk) for pk in request.POST.getlist("screen") if pk.isascii() and pk.isdecimal()]
    wanted = Screen.objects.filter(activity=activity, pk__in=chosen)
    word, seconds = request.POST.get("show", ""), request.POST.get("seconds", "")
    codes = [sheet.contest.code for sheet in sheets_of(activity)]
    try:
        words = request.POST.getlist("turn") if word == "turn" else [word]
        views = [service.view_of(each, codes=codes, notice=request.POST.get("notice", "")) for each in words]
        service.command(
            activity=activity, screens=wanted, views=views, by=user_of(request), now=timezone.now(),
            seconds=int(seconds) if seconds.isascii() and seconds.isdecimal() else 0,
        )  # fmt: skip
    except service.UnknownView as unknown:
        messages.error(request, str(unknown))
    return redirect("scoring:screens", activity.pk)


@requires("scoring.run_screens", Activity)
@require_POST
def ceremony(request: HttpRequest, activity: Activity) -> HttpResponse:
    """One more place is revealed on every screen that shows a ceremony, or one is taken back."""
    step = -1 if request.POST.get("step") == "back" else 1
    if not service.turn_ceremony(activity=activity, step=step, by=user_of(request), now=timezone.now()):
        messages.warning(request, _("No screen shows a ceremony: put one on a screen first."))
    back = "scoring:announcer" if request.POST.get("from") == "announcer" else "scoring:screens"
    return redirect(back, activity.pk)


@requires("scoring.run_screens", Activity)
@require_POST
def freeze(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Public page and screens stand still, or go on."""
    act = service.unfreeze if request.POST.get("frozen") == "no" else service.freeze
    act(activity=activity, by=user_of(request), now=timezone.now())
    return redirect("scoring:screens", activity.pk)


@requires("scoring.set_screens", Activity)
def new_screen(request: HttpRequest, activity: Activity) -> HttpResponse:
    return _edit(request, activity, None)


@requires("scoring.set_screens", Screen)
def edit_screen(request: HttpRequest, screen: Screen) -> HttpResponse:
    return _edit(request, screen.activity, screen)


def _edit(request: HttpRequest, activity: Activity, screen: Screen | None) -> HttpResponse:
    form = ScreenForm(request.POST or None, instance=screen)
    problems = []
    if request.method == "POST" and form.is_valid():
        try:
            kept = service.keep_screen(
                activity=activity, by=user_of(request), now=timezone.now(), screen=screen, **form.cleaned_data
            )
            return redirect("scoring:edit_screen", kept.pk)
        except service.NameTaken as taken:
            problems = [str(taken)]
    address = address_for_others(request, reverse("scoring:board", args=[screen.token])) if screen else ""
    return page(
        request, "scoring/edit_screen.html", activity=activity, rail_current="field", screen=screen, form=form,
        problems=problems, address=address,
        doors=address_for_others(request, reverse("scoring:board_door")),
        qr=qr_svg(address, label=_("Address of the screen")) if screen else "",
    )  # fmt: skip


@requires("scoring.set_screens", Screen)
@require_POST
def remove_screen(request: HttpRequest, screen: Screen) -> HttpResponse:
    service.remove_screen(screen=screen, by=user_of(request), now=timezone.now())
    messages.success(request, _("Screen “%(name)s” is removed.") % {"name": screen.name})
    return redirect("scoring:screens", screen.activity_id)


@requires("scoring.set_screens", Activity)
def public_settings(request: HttpRequest, activity: Activity) -> HttpResponse:
    """What the public page shows, its address as a code, and the switch."""
    showing = service.showing_of(activity)
    form = ShowingForm(request.POST or None, instance=showing)
    if request.method == "POST" and form.is_valid():
        service.set_showing(activity=activity, by=user_of(request), now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Saved. It holds from now on."))
        return redirect("scoring:public_settings", activity.pk)
    address = public_address(request, showing)
    return page(
        request, "scoring/public_settings.html", activity=activity, rail_current="field", showing=showing, form=form,
        address=address, qr=qr_svg(address, label=_("Address of the public results page")) if address else "",
    )  # fmt: skip


@requires("scoring.set_screens", Activity)
@require_POST
def switch_public(request: HttpRequest, activity: Activity) -> HttpResponse:
    """A new address, or none."""
    if request.POST.get("open") == "no":
        service.withdraw_page(activity=activity, by=user_of(request), now=timezone.now())
        messages.success(request, _("The public page is withdrawn: its address leads nowhere."))
    else:
        service.open_page(activity=activity, by=user_of(request), now=timezone.now())
        messages.success(request, _("The public page is open to everybody who has its address."))
    return redirect("scoring:public_settings", activity.pk)


def public_address(request: HttpRequest, showing: Showing) -> str:
    return address_for_others(request, reverse("scoring:public", args=[showing.token])) if showing.token else ""


def with_qr(request: HttpRequest, stage: dict[str, Any]) -> dict[str, Any]:
    """A welcome carries the address of the public page, where there is one."""
    if stage["kind"] == "welcome" and stage["token"]:
        address = address_for_others(request, reverse("scoring:public", args=[stage["token"]]))
        return stage | {"qr": qr_svg(address, label=_("Address of the public results page"))}
    return stage


@public
def board_door(request: HttpRequest) -> HttpResponse:
    """Where a television without a camera types the name of its address."""
    typed = request.GET.get("code", "").strip().lower()
    wrong = False
    if typed:
        screen = Screen.objects.filter(token=typed).first()
        if screen:
            return redirect("scoring:board", screen.token)
        wrong = True
    with translation.override(settings.LANGUAGE_CODE):
        return HttpResponse(render_to_string("scoring/board_door.html", {"typed": typed, "wrong": wrong}))


@public
def board(request: HttpRequest, token: str) -> HttpResponse:
    """One screen: whole, for a browser that was just opened."""
    return _board(request, token, "scoring/board.html")


@public
def board_now(request: HttpRequest, token: str) -> HttpResponse:
    """What the screen shows at this moment; 304 while that is what it has."""
    return _board(request, token, "scoring/_stage_part.html")


def _board(request: HttpRequest, token: str, template: str) -> HttpResponse:
    with translation.override(settings.LANGUAGE_CODE):
        screen = Screen.objects.select_related("activity__host").filter(token=token).first()
        if screen is None:
            return HttpResponse(render_to_string("scoring/public_gone.html", {"language": "zh-hans"}), status=404)
        now, showing = timezone.now(), service.showing_of(screen.activity)
        service.heard(screen, now=now)
        stage = with_qr(request, stage_of(screen, showing, live_of(showing), now=now))
        body = render_to_string(template, {"screen": screen, "stage": stage}).encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    response = HttpResponseNotModified() if tag == request.headers.get("If-None-Match") else HttpResponse(body)
    response["ETag"], response["Cache-Control"] = tag, "no-cache"
    return response
