"""What spectators see, made once for every change and kept in this process: a thousand viewers ask for one computation.

A release shows within `FRESH` seconds. What is merely entered may wait longer: making it again never takes more than
a `SHARE`-th of the time, so that viewers cannot slow those who enter.
"""

from __future__ import annotations

import threading
import time
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Final
from uuid import UUID

from scoring.models import Showing
from scoring.queries.live import Mark, field_mark, release_mark
from scoring.services.spectating import Live, Made, make

FRESH: Final = 0.4  # seconds between two looks for a release
CALM: Final = 2.0  # seconds between two looks at what was entered
SHARE: Final = 100
OLD: Final = 60.0  # seconds after which everything is read again: names and timetables change without a mark
MOST: Final = 64


@dataclass
class Kept:
    """The latest of one activity, and what it was made from."""

    live: Live | None = None
    frozen_at: datetime | None = None
    released: Mark = ()
    entered: Mark = ()
    checked: float = -OLD
    looked: float = -OLD
    read: float = -OLD
    cost: float = 0.0
    made: Made = field(default_factory=Made)
    lock: threading.Lock = field(default_factory=threading.Lock)


_kept: dict[tuple[UUID, bool], Kept] = {}  # by activity, and whether as it stood when it was frozen
_versions = count(1)


def live_of(showing: Showing) -> Live:
    """As fresh as promised. While one thread makes it again, the others get what there was."""
    key = _key(showing)
    if key not in _kept and len(_kept) >= MOST:
        _kept.pop(next(iter(_kept)), None)
    kept = _kept.setdefault(key, Kept())
    old = kept.live if kept.frozen_at == showing.frozen_at else None
    if old and time.monotonic() - kept.checked < FRESH:
        return old
    if not kept.lock.acquire(blocking=old is None):
        assert old is not None
        return old
    try:
        return _renewed(kept, showing)
    finally:
        kept.lock.release()


def checked_at(showing: Showing) -> float:
    """When (on the monotonic clock) one last looked for a release: what was made from it is as old as that."""
    kept = _kept.get(_key(showing))
    return kept.checked if kept else -OLD


def unfrozen(showing: Showing) -> Showing:
    """As things stand now, also while screens are frozen: for ceremonies, which reveal step by step, and for staff."""
    if showing.frozen_at is None:
        return showing
    now = copy(showing)
    now.frozen_at = None
    return now


def _key(showing: Showing) -> tuple[UUID, bool]:
    return showing.key, showing.frozen_at is not None


def _renewed(kept: Kept, showing: Showing) -> Live:
    """Looks what changed, and makes only that again."""
    began = time.monotonic()
    released, entered, live = release_mark(showing.activity_id), kept.entered, kept.live
    if began - kept.read >= OLD:
        kept.made, kept.read, live = Made(), began, None
    if live is None or began - kept.looked >= max(CALM, SHARE * kept.cost):
        entered, kept.looked = field_mark(showing.activity_id), began
    if live is None or (released, entered, showing.frozen_at) != (kept.released, kept.entered, kept.frozen_at):
        live = make(showing, kept.made, version=next(_versions))
        kept.cost = time.monotonic() - began
    kept.live, kept.frozen_at, kept.released, kept.entered = live, showing.frozen_at, released, entered
    kept.checked = time.monotonic()
    return live
