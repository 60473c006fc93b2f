"""What one screen shows right now, worked out from its command: the same for the hall and for its small picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from scoring.models import Screen, Showing
from scoring.services.live import live_of, unfrozen
from scoring.services.screens import views_of
from scoring.services.spectating import Live, Result
from scoring.views.said import STATE_WORDS, Line, Listing, caller_line, listing_of

ROWS: Final = 8
PAGE_SECONDS: Final = 8
PODIUM: Final = 3
CALLS: Final = 2
CALLERS: Final = 8  # of each call, where the screen has two; one alone has the room of three


def stage_of(screen: Screen, showing: Showing, live: Live, *, now: datetime) -> dict[str, Any]:
    """Kind, title and rows of what stands on the screen at this moment."""
    views = views_of(screen)
    since = (now - screen.shown_since).total_seconds() if screen.shown_since else 0.0
    seconds = screen.shows.get("seconds") or 0
    turn = int(since // seconds) if seconds else 0
    view = views[turn % len(views)]
    page_number = int((since - turn * seconds if seconds else since) // PAGE_SECONDS)
    if view["view"] == "ceremony":
        live = live_of(unfrozen(showing))  # frozen is what one could read off; a ceremony tells it place by place
    around = {"view": view["view"], "frozen_at": live.frozen_at, "activity": live.title, "now": now}
    return around | {"next_up": _next_up(view, live)} | _shown(view, showing, live, page_number)


def _next_up(view: Mapping[str, Any], live: Live) -> str:
    """Under a ranking or table: which contest is called next. It names nobody."""
    if view["view"] not in {"running", "ranking", "table"} or not live.calls:
        return ""
    return _("Up next: %(contest)s") % {"contest": live.calls[0].title}


def _shown(view: Mapping[str, Any], showing: Showing, live: Live, page: int) -> dict[str, Any]:
    names = showing.board_names
    match view["view"]:
        case "notice":
            return {"kind": "notice", "title": _("Notice"), "text": view["text"]}
        case "welcome":
            return {"kind": "welcome", "title": live.title, "token": showing.token}
        case "next":
            return _calls(live, names)
        case "running":
            running = [each for each in live.results if each.is_running]
            latest = max(running, key=lambda each: (each.last_entry is not None, each.last_entry), default=None)
            return _contest(latest, names, page) if latest else _calls(live, names)
        case "ranking":
            result = live.result(view["contest"])
            return _contest(result, names, page) if result else {"kind": "blank"}
        case "table" if view["table"] < len(live.tables):
            _rule, ranking = live.tables[view["table"]]
            listing = listing_of(ranking, names)
            around = {"kind": "table", "title": listing.title, "word": _("from what is released so far")}
            return around | _paged([replace(listing, title="")], page)
        case "ceremony":
            result = live.result(view["contest"])
            return _ceremony(result, view, names) if result else {"kind": "blank"}
    return {"kind": "blank"}


def _calls(live: Live, names: str) -> dict[str, Any]:
    most = CALLERS if len(live.calls) > 1 else CALLERS * 3
    calls = [
        {"call": call, "callers": [caller_line(each, names) for each in call.callers[:most]],
         "more": max(0, len(call.callers) - most)}
        for call in live.calls[:CALLS]
    ]  # fmt: skip
    return {"kind": "next", "title": _("Up next"), "calls": calls}


def _contest(result: Result, names: str, page: int) -> dict[str, Any]:
    return {
        "kind": "ranking",
        "title": result.title,
        "state": result.state,
        "word": STATE_WORDS[result.state],
        "progress": "" if result.is_official else f"{result.entered} / {result.total}",
    } | _paged([listing_of(ranking, names) for ranking in result.rankings], page)


def _paged(listings: Sequence[Listing], page: int) -> dict[str, Any]:
    """One page of so many rows as can be read from afar; every ranking begins a new one."""
    pages: list[tuple[str, tuple[Line, ...]]] = [
        (listing.title, listing.lines[start : start + ROWS])
        for listing in listings
        for start in range(0, len(listing.lines), ROWS)
    ]
    if not pages:
        return {"lines": (), "pages": 0}
    title, lines = pages[page % len(pages)]
    return {"subtitle": title, "lines": lines, "page": page % len(pages) + 1, "pages": len(pages)}


def _ceremony(result: Result, view: Mapping[str, Any], names: str) -> dict[str, Any]:
    """Third to first: `step` places are revealed. Nothing before the result is released."""
    shown: dict[str, Any] = {"kind": "ceremony", "title": result.title, "steps": ()}
    if not result.is_official or view["ranking"] >= len(result.rankings):
        return shown | {"word": STATE_WORDS[result.state]}
    listing = listing_of(result.rankings[view["ranking"]], names)
    podium = podium_of(listing.lines)
    revealed = len(podium) - view["step"]
    steps = [
        {"rank": rank, "lines": lines if at >= revealed else (), "is_revealed": at >= revealed}
        for at, (rank, lines) in enumerate(podium)
    ]
    return shown | {"subtitle": listing.title, "steps": steps}


def podium_of(lines: Sequence[Line]) -> list[tuple[int, tuple[Line, ...]]]:
    """The places up to the third, best first; those who share one stand together."""
    ranks = sorted({line.rank for line in lines if line.rank and line.rank <= PODIUM})
    return [(rank, tuple(line for line in lines if line.rank == rank)) for rank in ranks]


def words_of(view: Mapping[str, Any], live: Live) -> str:
    """What a view is called on the remote control."""
    kind = view["view"]
    if kind in {"ranking", "ceremony"}:
        result = live.result(view["contest"])
        title = result.title if result else view["contest"]
        if kind == "ranking":
            return _("Ranking: %(contest)s") % {"contest": title}
        step = view["step"]
        places = ngettext("%(n)d place revealed", "%(n)d places revealed", step) % {"n": step}
        return _("Ceremony: %(contest)s, %(places)s") % {"contest": title, "places": places}
    if kind == "table":
        return live.tables[view["table"]][1].title if view["table"] < len(live.tables) else _("Unit table")
    if kind == "notice":
        return _("Notice: %(text)s") % {"text": view["text"]}
    plain = {"blank": _("Blank"), "welcome": _("Welcome"), "next": _("Up next"), "running": _("Running contest")}
    return plain[kind]
