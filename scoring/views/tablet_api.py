"""What tablets ask and send (`docs/sync-protocol.md`): a token in a header, never a cookie, JSON in and out."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from scoring.models import Device, Scoresheet
from scoring.services import handing_in, intake, packs, pairing, signing_in, stations
from scoring.views.tablet_health import health_in
from unionevents.lib.access import View, public
from unionevents.lib.documents import DocumentProblems, is_uuid, read_document, write_moment

SCHEME: Final = "Device "
JSON: Final = "application/json"
LONGEST: Final = 200
Document = dict[str, Any]
Answer = Callable[[HttpRequest, Device], HttpResponse]


class Unusable(Exception):
    """What was sent is not what this address takes."""


def of_tablets(method: str, *, also_revoked: bool = False) -> Callable[[Answer], View]:
    """The view gets the tablet behind the token. No cookie is read, so a forged form of another site reaches nothing.

    A revoked tablet is told to wipe itself, and heard out only where the view says so.
    """

    def declare(view: Answer) -> View:
        @csrf_exempt
        @public
        @wraps(view)
        def guarded(request: HttpRequest) -> HttpResponse:
            if problem := wrong_way(request, method):
                return problem
            given = request.headers.get("Authorization", "")
            device = pairing.device_of(given.removeprefix(SCHEME)) if given.startswith(SCHEME) else None
            if device is None:
                return refusal(401, "unknown_device", _("This tablet is not bound to a station. Pair it again."))
            if device.revoked_at and not also_revoked:
                says = _("This tablet was taken back. It hands over what waits and then empties itself.")
                return refusal(403, "revoked", says, wipe=True)
            try:
                return never_kept(view(request, device))
            except (Unusable, DocumentProblems, intake.BatchUnreadable) as unusable:
                return refusal(400, "unreadable", _said(unusable))

        return guarded

    return declare


@csrf_exempt
@public
def pair(request: HttpRequest) -> HttpResponse:
    """Six digits or a key become a token, once."""
    if problem := wrong_way(request, "POST"):
        return problem
    try:
        paired = pairing.pair(code=_text(_document(request), "code"), now=timezone.now())
    except (Unusable, DocumentProblems) as unusable:
        return refusal(400, "unreadable", _said(unusable))
    except pairing.BadCode as bad:
        return refusal(400, "bad_code", str(bad))
    except pairing.TooMany as many:
        return refusal(429, "too_many", str(many))
    station = paired.device.station
    document = {
        "token": paired.token,
        "device": {"id": paired.device.code, "name": paired.device.name},
        "station": {"key": str(station.key), "name": station.name},
        "activity": {"title": station.activity.title},
    }
    return never_kept(JsonResponse(document, status=201))


@of_tablets("GET")
def pack(request: HttpRequest, device: Device) -> HttpResponse:
    """Everything for hours of work; 304 while nothing of it has changed."""
    document = packs.pack_of(device)
    packs.seen(device, now=timezone.now())
    tag = f'"{document["version"]}"'
    response = HttpResponseNotModified() if request.headers.get("If-None-Match") == tag else JsonResponse(document)
    response["ETag"] = tag
    return response


@of_tablets("POST")
def sign_in(request: HttpRequest, device: Device) -> HttpResponse:
    """A ticket that goes with everything this referee enters on this tablet."""
    sent = _document(request)
    try:
        signed = signing_in.sign_in(
            device=device, referee=_text(sent, "referee"), pin=_text(sent, "pin"), now=timezone.now()
        )
    except signing_in.WrongPin as wrong:
        return refusal(403, "wrong_pin", str(wrong))
    except signing_in.Locked as locked:
        return refusal(429, "locked", str(locked), minutes=15)
    return JsonResponse(
        {
            "referee": {"key": str(signed.pin.key), "name": signed.pin.user.name},
            "ticket": signed.ticket,
            "until": write_moment(signed.until),
        }
    )


@of_tablets("POST", also_revoked=True)
def operations(request: HttpRequest, device: Device) -> HttpResponse:
    """One receipt for every operation, in the order sent. Nothing is answered before it is committed."""
    now = timezone.now()
    receipts = handing_in.hand_in(device=device, document=_document(request), now=now)
    packs.seen(device, now=now)
    language = get_language() or ""
    return JsonResponse(
        {
            "receipts": [receipt.as_json(language) for receipt in receipts],
            "counts": intake.counts_of(receipts),
            "wipe": device.revoked_at is not None,
        }
    )


@of_tablets("GET", also_revoked=True)
def state(request: HttpRequest, device: Device) -> HttpResponse:
    """What changed since: states, what is confirmed or differs, who else is there, and whether to wipe."""
    now = timezone.now()
    seat, since = request.GET.get("seat", ""), request.GET.get("from", "")
    where = {
        "at_sheet": request.GET.get("sheet", "")[:40],
        "at_group": request.GET.get("group", "")[:40],
        "at_seat": int(seat) if re.fullmatch("[1-9][0-9]?", seat) else None,
    }
    packs.seen(device, now=now, **where)
    if device.revoked_at:
        return JsonResponse({"time": write_moment(now), "wipe": True, "pack": "", "sheets": []})
    return JsonResponse(
        {
            "time": write_moment(now),
            "wipe": False,
            "pack": packs.pack_of(device)["version"],
            "held": packs.held_of(device, since=int(since) if re.fullmatch("[0-9]{1,9}", since) else 0),
            "sheets": packs.standing_of(device, now=now),
        }
    )


@of_tablets("POST", also_revoked=True)
def health(request: HttpRequest, device: Device) -> HttpResponse:
    """The tablet says how it is; its last word after a wipe is that it is empty."""
    now = timezone.now()
    said = health_in(_document(request))
    wiped = {"wiped_at": now} if said.pop("wiped", False) and device.revoked_at and not device.wiped_at else {}
    packs.seen(device, now=now, health=said, **wiped)
    return JsonResponse({"time": write_moment(now), "wipe": device.revoked_at is not None and device.wiped_at is None})


@of_tablets("POST")
def call(request: HttpRequest, device: Device) -> HttpResponse:
    """有问题: the chief referee is asked to come."""
    sent = _document(request)
    uuid, text = _text(sent, "uuid"), sent.get("text") or ""
    sheets = Scoresheet.objects.filter(contest__activity=device.station.activity_id)
    sheet = sheets.filter(contest__code=_text(sent, "sheet")).first()
    if sheet is None or not is_uuid(uuid) or not isinstance(text, str):
        raise Unusable(_("This call names no contest of this activity."))
    stations.call_for_help(
        device=device,
        sheet=sheet,
        uuid=UUID(uuid),
        entry=str(sent.get("entry") or "")[:60],
        text=text,
        at=timezone.now(),
        by=device.referee,
    )
    return JsonResponse({"taken": True})


def wrong_way(request: HttpRequest, method: str) -> HttpResponse | None:
    """The answer to another method, or to something that is not JSON: plain forms cannot be sent here."""
    if request.method not in {method, "HEAD" if method == "GET" else method}:
        return refusal(405, "method", _("This address is for tablets."), allow=method)
    if method == "POST" and request.content_type != JSON:
        return refusal(415, "not_json", _("This address is for tablets."))
    return None


def refusal(status: int, error: str, says: str, *, allow: str = "", **more: Any) -> HttpResponse:
    response = JsonResponse({"error": error, "says": says} | more, status=status)
    if allow:
        response["Allow"] = allow
    return never_kept(response)


def never_kept(response: HttpResponse) -> HttpResponse:
    """No cache in between may keep what belongs to one tablet; its own worker asks with If-None-Match."""
    response["Cache-Control"] = "no-cache, private"
    return response


def _document(request: HttpRequest) -> Document:
    document = read_document(request.body)
    if not isinstance(document, dict):
        raise Unusable(_("An object was expected."))
    return document


def _text(document: Document, key: str) -> str:
    value = document.get(key)
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST:
        raise Unusable(_("“%(key)s” is missing.") % {"key": key})
    return value


def _said(problem: Exception) -> str:
    language = get_language() or ""
    if isinstance(problem, DocumentProblems):
        return problem.problems[0].said(language)
    if isinstance(problem, intake.BatchUnreadable):
        return problem.phrase.said(language)
    return str(problem)
