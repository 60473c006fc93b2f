"""Stations and their tablets: who is where, when it was heard last; codes to bind a tablet, and taking one back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from events.models import Activity
from scoring.forms.stations import OutboxForm, StationForm, written
from scoring.models import Device, Station
from scoring.queries.reading import sheets_of
from scoring.queries.seats import panels_of
from scoring.queries.stations import Place, open_calls, stations_of
from scoring.services import packs, pairing, stations
from scoring.views.who import user_of
from unionevents.lib.access import requires
from unionevents.lib.own_address import address_for_others
from unionevents.lib.parts import page
from unionevents.lib.phrase import Phrase
from unionevents.lib.qr import qr_svg

TONES = {"fine": "success", "waiting": "warning", "silent": "neutral", "revoked": "danger", "wiped": "neutral"}
WORDS = {
    "fine": Phrase(en="in touch", zh="在线"),
    "waiting": Phrase(en="not all uploaded", zh="有待传"),
    "silent": Phrase(en="no contact", zh="失联"),
    "revoked": Phrase(en="taken back", zh="已停用"),
    "wiped": Phrase(en="taken back and emptied", zh="已停用并清空"),
}


@requires("scoring.view_stations", Activity)
def station_list(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Every station with what is recorded there and how its tablets are."""
    may_manage = request.user.has_perm("scoring.manage_stations", activity)
    return page(
        request,
        "scoring/stations.html",
        activity=activity,
        rail_current="field",
        places=[_shown(place) for place in stations_of(activity, now=timezone.now())],
        calls=open_calls(activity),
        may_manage=may_manage,
        may_hand_in=request.user.has_perm("scoring.hand_in_papers", activity),
        may_own_pin=request.user.has_perm("scoring.own_pin", activity),
        outbox=OutboxForm(),
        has_panels=may_manage and bool(panels_of(activity)),
        without=sheets_of(activity).filter(station_tasks=None).count() if may_manage else 0,
    )


def _shown(place: Place) -> dict[str, object]:
    return {
        "station": place.station,
        "tasks": [
            {"title": task.sheet.contest.title, "heats": written(task.heats), "seat": task.seat} for task in place.tasks
        ],
        "tablets": [
            {
                "device": tablet.device,
                "tone": TONES[tablet.state],
                "word": WORDS[tablet.state],
                "waiting": tablet.health.get("waiting") or 0,
                "refused": tablet.health.get("refused") or 0,
                "battery": tablet.health.get("battery"),
                "version": tablet.health.get("version", ""),
                "unsafe": tablet.health.get("persisted") is False,
                "may_revoke": tablet.device.revoked_at is None,
            }
            for tablet in place.tablets
        ],
    }


@requires("scoring.manage_stations", Activity)
def new_station(request: HttpRequest, activity: Activity) -> HttpResponse:
    return _edit(request, activity, None)


@requires("scoring.manage_stations", Station)
def edit_station(request: HttpRequest, station: Station) -> HttpResponse:
    return _edit(request, station.activity, station)


def _edit(request: HttpRequest, activity: Activity, station: Station | None) -> HttpResponse:
    form = StationForm(request.POST or None, activity=activity, sheets=list(sheets_of(activity)), station=station)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            kept = stations.keep_station(
                activity=activity,
                name=form.cleaned_data["name"],
                venue=form.cleaned_data["venue"],
                tasks=form.tasks(),
                by=user_of(request),
                now=timezone.now(),
                station=station,
            )
            messages.success(request, _("Station “%(name)s” is kept.") % {"name": kept.name})
            return redirect("scoring:stations", activity.pk)
        except stations.NameTaken as taken:
            problem = str(taken)
    return page(
        request, "scoring/edit_station.html", activity=activity, rail_current="field", station=station, form=form,
        problems=[problem] if problem else [],
    )  # fmt: skip


@requires("scoring.manage_stations", Activity)
@require_POST
def stations_for_all(request: HttpRequest, activity: Activity) -> HttpResponse:
    """One station for every contest that has none."""
    made = len(stations.one_for_each(activity=activity, by=user_of(request), now=timezone.now()))
    said = ngettext("%(n)d station was made.", "%(n)d stations were made.", made) % {"n": made}
    messages.success(request, said)
    return redirect("scoring:stations", activity.pk)


@requires("scoring.manage_stations", Station)
def remove_station(request: HttpRequest, station: Station) -> HttpResponse:
    if request.method == "POST":
        try:
            stations.remove_station(station=station, by=user_of(request), now=timezone.now())
            messages.success(request, _("Station “%(name)s” is gone.") % {"name": station.name})
        except stations.StillThere as problem:
            messages.warning(request, str(problem))
        return redirect("scoring:stations", station.activity_id)
    return page(
        request, "scoring/remove_station.html", activity=station.activity, rail_current="field", station=station
    )


@requires("scoring.manage_stations", Station)
@require_POST
def offer_code(request: HttpRequest, station: Station) -> HttpResponse:
    """A code, shown once: drawn at once and kept by nobody."""
    code = pairing.make_code(station=station, by=user_of(request), now=timezone.now())
    address = address_for_others(request, reverse("scoring:tablet"))
    response = page(
        request,
        "scoring/pair_tablet.html",
        activity=station.activity,
        rail_current="field",
        station=station,
        code=code,
        address=address,
        # Behind the number sign, so that the key reaches no log of any server before it is used.
        qr=qr_svg(f"{address}#pair={code.key}", label=_("QR code that binds a tablet to this station")),
    )
    response["Cache-Control"] = "no-store"
    return response


@requires("scoring.manage_stations", Device)
def revoke_device(request: HttpRequest, device: Device) -> HttpResponse:
    activity = device.station.activity
    if request.method == "POST":
        pairing.revoke(device=device, by=user_of(request), now=timezone.now())
        said = _("“%(name)s” was taken back. At its next contact it hands over what waits and empties itself.")
        messages.success(request, said % {"name": device.name})
        return redirect("scoring:stations", activity.pk)
    return page(request, "scoring/revoke_device.html", activity=activity, rail_current="field", device=device)


@requires("scoring.view_stations", Activity)
def station_cards(request: HttpRequest, activity: Activity) -> HttpResponse:
    """A sheet of paper for every station: its name large, its contests, and where the tablet program is."""
    address = address_for_others(request, reverse("scoring:tablet"))
    return page(
        request,
        "scoring/station_cards.html",
        activity=activity,
        rail_current="field",
        places=[_shown(place) for place in stations_of(activity, now=timezone.now())],
        address=address,
        qr=qr_svg(address, label=_("QR code of the tablet program")),
    )


@requires("scoring.manage_stations", Station)
@require_POST
def station_pack(request: HttpRequest, station: Station) -> HttpResponse:
    """The file for a tablet that will never see a network; it opens a tablet of its own, so it is kept like a key."""
    document = packs.pack_file(station=station, by=user_of(request), now=timezone.now())
    response = JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="{document["device"]["id"]}-pack.json"'
    response["Cache-Control"] = "no-store"
    return response
