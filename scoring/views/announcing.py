"""The announcer's page: what is now, what is next, what was just released, with sentences to read aloud."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from events.models import Activity
from scoring.models import Screen, Showing
from scoring.queries.calling import Call
from scoring.services import screens as service
from scoring.services.live import live_of, unfrozen
from scoring.services.spectating import Live, Ranking, Result
from scoring.views.said import STATE_WORDS, Line, listing_of
from scoring.views.stage import podium_of
from unionevents.lib.access import requires
from unionevents.lib.parts import page
from unionevents.lib.reading_aloud import hard_readings

LATEST: Final = 6
NEXT: Final = 3
FULL: Final = Showing.Names.FULL


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said, and how hard characters in it are read."""

    text: str
    readings: tuple[tuple[str, str], ...]


@requires("scoring.run_screens", Activity)
def announcer(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Renews itself; nothing on it changes a screen but the ceremony's buttons."""
    showing = service.showing_of(activity)
    live = live_of(showing)
    at_times = [(result.at, result) for result in live.results if result.is_official and result.at]
    released = [result for _at, result in sorted(at_times, key=lambda pair: pair[0], reverse=True)]
    views = [view for screen in Screen.objects.filter(activity=activity) for view in service.views_of(screen)]
    return page(
        request,
        "scoring/announcer.html",
        part="scoring/_announcer_part.html",
        activity=activity,
        rail_current="field",
        running=[result for result in live.results if result.is_running],
        calls=[{"call": call, "readings": call_readings(call)} for call in live.calls[:NEXT]],
        released=[
            {"result": result, "word": STATE_WORDS[result.state], "groups": spoken_rankings(result)}
            for result in released[:LATEST]
        ],
        notices=list(dict.fromkeys(view["text"] for view in views if view["view"] == "notice")),
        ceremonies=ceremonies_of(views, live_of(unfrozen(showing))),
        frozen_at=live.frozen_at,
    )


def ceremonies_of(views: Sequence[service.View], live: Live) -> list[dict[str, Any]]:
    """What is being revealed on the screens, to be read in this order; how many places were revealed already."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for view in views:
        if view["view"] != "ceremony":
            continue
        result, number = live.result(view["contest"]), view["ranking"]
        if result is None:
            continue
        rankings = result.rankings[number : number + 1] if result.is_official else ()
        sentences = [sentence for ranking in rankings for sentence in sentences_of(result.title, ranking)]
        lines = [(at < view["step"], at == view["step"], sentence) for at, sentence in enumerate(sentences)]
        found.setdefault((result.code, number), {"title": result.title, "lines": lines})
    return list(found.values())


def spoken_rankings(result: Result) -> list[tuple[str, list[Sentence]]]:
    """Of every ranking the sentences from the third place to the first."""
    return [(ranking.title, sentences_of(result.title, ranking)) for ranking in result.rankings]


def sentences_of(contest: str, ranking: Ranking) -> list[Sentence]:
    listing = listing_of(ranking, FULL)
    title = f"{contest} {listing.title}".strip()
    people = {place.name: place.people for place in ranking.places}
    found = []
    for rank, lines in reversed(podium_of(listing.lines)):
        names = tuple(name for line in lines for name in people.get(line.name, ()))
        found.append(Sentence(sentence_of(title, rank, lines), readings_of(names)))
    return found


def sentence_of(title: str, rank: int, lines: tuple[Line, ...]) -> str:
    """第三名：青山中学 周大河，成绩 12.34 秒，获三等奖。"""
    who = _("; ").join(_who(line) for line in lines)
    if len(lines) > 1:
        return _("%(title)s, shared place %(rank)d: %(who)s.") % {"title": title, "rank": rank, "who": who}
    return _("%(title)s, place %(rank)d: %(who)s.") % {"title": title, "rank": rank, "who": who}


def _who(line: Line) -> str:
    name = f"{line.unit} {line.name}".strip()
    values = {"name": name, "mark": line.shown, "prize": line.prize}
    if line.prize:
        return _("%(name)s, with %(mark)s, wins the %(prize)s") % values
    return _("%(name)s, with %(mark)s") % values


def readings_of(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Each hard character once."""
    return tuple(dict.fromkeys(reading for name in names for reading in hard_readings(name)))


def call_readings(call: Call) -> tuple[tuple[str, str], ...]:
    return readings_of(tuple(name for caller in call.callers for name in caller.names))
