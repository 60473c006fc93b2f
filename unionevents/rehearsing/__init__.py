"""Rehearsals: a whole meet with invented results through the real pages, counted again, and gone without a trace."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from events.models import Activity
from unionevents.rehearsing import staging
from unionevents.rehearsing.inventing import KINDS, Chance, Faults
from unionevents.rehearsing.playing import Player
from unionevents.rehearsing.staging import NothingToPlay, Stage, leftovers, wipe
from unionevents.rehearsing.web import InProcess, OverNetwork, Refused, Web

__all__ = ["KINDS", "Faults", "NothingToPlay", "Refused", "Rehearsal", "leftovers", "rehearse", "wipe"]


@dataclass(frozen=True)
class Rehearsal:
    """What was played, what was left out and why, and every difference from the independent count."""

    figures: Counter[str]
    differences: list[str]
    left_out: dict[str, str]
    seconds: float
    requests: int
    slowest: float
    wiped: int

    @property
    def equal(self) -> bool:
        return not self.differences


def rehearse(
    *,
    original: Activity | None = None,
    document: dict[str, Any] | None = None,
    seed: int,
    faults: Faults,
    speed: float = 0,
    server: str = "",
    says: Callable[[str], None] = lambda _text: None,
) -> Rehearsal:
    """On a copy of an activity, or of one that is only a document. Whatever happens, the copy is gone afterwards."""
    began = time.monotonic()
    web, tag = Web((lambda: OverNetwork(server)) if server else InProcess), staging.new_tag()
    try:
        stage = _stage(original, document, tag)
        player = Player(stage, web, chance=Chance(seed), faults=faults, speed=speed, says=says)
        player.play()
    finally:
        gone = wipe(about=original, now=timezone.now(), tag=tag)
    return Rehearsal(
        player.figures, player.differences, stage.left_out, time.monotonic() - began, len(web.seconds),
        web.slowest_of_twenty(), gone,
    )  # fmt: skip


def _stage(original: Activity | None, document: dict[str, Any] | None, tag: str) -> Stage:
    if original is not None:
        return staging.set_up(original, tag=tag, now=timezone.now())
    assert document is not None
    copy, left_out = staging.copy_of(document)
    return staging.stage_of(copy, left_out, tag=tag, now=timezone.now())
