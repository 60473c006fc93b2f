"""What goes wrong on the server's own side, and what the person who meets it can do.

A full disk and a database that is away are no faults of the program: they pass, and the page says so, keeps what was
typed, and offers to send it again. Django calls `server_error` for whatever nobody caught (`handler500`).
"""

from __future__ import annotations

import contextlib
import errno
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, InterfaceError, OperationalError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy

FULL_STATES: Final = frozenset({"53100"})  # PostgreSQL's disk_full
AWAY_CLASSES: Final = ("08", "57P")  # connection exceptions; shutting down, crashed, starting up
NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
AWAY_CODES: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN})
COME_AGAIN: Final = 5  # seconds
TIGHT: Final = 1_000_000  # bytes
SECRET: Final = ("password", "pin")  # fields of these names are never written into a page


@dataclass(frozen=True, slots=True)
class Outage:
    """`word` is for programs, the rest for people."""

    word: str
    status: int
    title: Any
    text: Any


FULL: Final = Outage(
    "full",
    507,
    gettext_lazy("The server's disk is full"),
    gettext_lazy(
        "Nothing of what you sent was stored; reading goes on. Tell your administrator to free some space, then send it"
        " again."
    ),
)
AWAY: Final = Outage(
    "away",
    503,
    gettext_lazy("The database does not answer"),
    gettext_lazy("Nothing of what you sent was half stored. It usually comes back by itself: try again in a minute."),
)


def outage_of(problem: BaseException | None) -> Outage | None:
    """What this problem, or what led to it, says of the server."""
    seen: set[int] = set()
    while problem is not None and id(problem) not in seen:
        seen.add(id(problem))
        if found := _outage(problem):
            return found
        problem = problem.__cause__ or problem.__context__
    return None


def _outage(problem: BaseException) -> Outage | None:
    state = getattr(problem, "sqlstate", None) or ""
    code = getattr(problem, "sqlite_errorcode", None)
    if state in FULL_STATES or code == sqlite3.SQLITE_FULL:
        return FULL
    if isinstance(problem, OSError) and problem.errno in NO_ROOM:
        return FULL
    if code is not None and code & 0xFF == sqlite3.SQLITE_IOERR and shutil.disk_usage(settings.VAR_DIR).free < TIGHT:
        return FULL  # no room even for what SQLite writes beside the database to read it
    if state.startswith(AWAY_CLASSES) or (code is not None and code & 0xFF in AWAY_CODES):
        return AWAY
    lost = isinstance(problem, InterfaceError) or (isinstance(problem, OperationalError) and not _came_from(problem))
    return AWAY if lost else None


def _came_from(problem: OperationalError) -> bool:
    """The database itself named the problem; where it named none, it was not reached."""
    cause = problem.__cause__
    return bool(getattr(cause, "sqlstate", None)) or isinstance(cause, sqlite3.Error)


@contextlib.contextmanager
def where_there_is_room() -> Iterator[None]:
    """For mere notes, such as when a tablet was last heard of: a full disk must not keep anybody from reading."""
    try:
        with transaction.atomic():
            yield
    except DatabaseError as problem:
        if outage_of(problem) is not FULL:
            raise


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`: a fault of ours, a full disk, or a database that is away."""
    outage = outage_of(sys.exc_info()[1])
    if outage is None:
        return HttpResponse(render_to_string("500.html"), status=500)
    response: HttpResponse
    if _is_program(request):
        response = JsonResponse({"error": outage.word, "says": str(outage.text)}, status=outage.status)
    else:
        context = {"outage": outage, "address": request.get_full_path(), "typed": _typed(request)}
        response = HttpResponse(render_to_string("outage.html", context), status=outage.status)
    response["Retry-After"] = str(COME_AGAIN)
    response["Cache-Control"] = "no-store"
    return response


def _is_program(request: HttpRequest) -> bool:
    """A tablet, or a script of a page, that reads JSON."""
    asks = request.headers.get("Accept", "") + (request.content_type or "")
    return "json" in asks or "Authorization" in request.headers


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of the form, to be sent once more; nothing of a form with a secret in it. Files are chosen again."""
    if request.method != "POST":
        return []
    try:
        fields = [(name, str(value)) for name, values in request.POST.lists() for value in values]
    except (UnreadablePostError, MultiPartParserError, SuspiciousOperation, OSError):
        return []
    return [] if any(word in name for name, _value in fields for word in SECRET) else fields
