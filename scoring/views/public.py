"""The public results page: the same bytes for everybody, made once for every change, without session or user."""

from __future__ import annotations

import gzip
import hashlib
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from scoring.models import Showing
from scoring.services.live import FRESH, checked_at, live_of
from scoring.services.spectating import Live
from scoring.views.crowd import Answer, answers, keep, language_of, sent
from scoring.views.said import STATE_WORDS, caller_line, listing_of
from unionevents.lib.access import public

CALLS: Final = 4


@public
def public_page(request: HttpRequest, token: str) -> HttpResponse:
    """What is released, and if the organiser allows, what is provisional: each said and seen to be what it is."""
    language = language_of(request)
    showing = Showing.objects.select_related("activity__host").filter(token=token).first()
    if showing is None:
        answers.pop((token, language), None)
        with translation.override(language):
            return HttpResponse(render_to_string("scoring/public_gone.html", {"language": language}), status=404)
    answer = _answer(showing, language)
    answer.until = checked_at(showing) + FRESH  # not from now: two waits in a row would show a release too late
    return sent(request, answer)


def _answer(showing: Showing, language: str) -> Answer:
    live = live_of(showing)
    made_of = (showing.key, live.version, showing.names, showing.provisional, showing.calls)
    kept = answers.get((showing.token, language))
    if kept is None or kept.made_of != made_of:
        with translation.override(language):
            page = render_to_string("scoring/public.html", context_of(showing, live, language)).encode()
        tag = f'"{hashlib.sha256(page).hexdigest()[:20]}"'
        kept = Answer(made_of, tag, page, gzip.compress(page, 6, mtime=0))
        keep(showing.token, language, kept)
    return kept


def context_of(showing: Showing, live: Live, language: str) -> dict[str, Any]:
    """What the template says; nothing that may not be shown is in it."""
    contests = []
    for result in live.results:
        is_shown = result.is_official or (showing.provisional and result.is_running)
        contests.append(
            {
                "title": result.title,
                "code": result.code,
                "state": result.state if is_shown else "waiting",
                "word": STATE_WORDS[result.state if is_shown else "waiting"],
                "at": result.at,
                "is_official": result.is_official,
                "is_corrected": result.number > 1,
                "entered": result.entered,
                "total": result.total,
                "listings": [listing_of(ranking, showing.names) for ranking in result.rankings] if is_shown else [],
            }
        )
    calls = live.calls[:CALLS] if showing.calls else ()
    return {
        "language": language,
        "title": live.title,
        "host": showing.activity.host.name,
        "frozen_at": live.frozen_at,
        "official": [each for each in contests if each["is_official"]],
        "running": [each for each in contests if each["state"] == "provisional"],
        "waiting": [each for each in contests if each["state"] == "waiting"],
        "tables": [listing_of(ranking, showing.names) for _rule, ranking in live.tables],
        "calls": [
            {"call": call, "callers": [caller_line(each, showing.names) for each in call.callers]} for call in calls
        ],
    }
