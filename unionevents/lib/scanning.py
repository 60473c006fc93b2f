"""Reading a photo or scan that somebody uploads, never trusted: a process of its own looks into it, within bounds."""

from __future__ import annotations

import json
from typing import Any, Final

from unionevents.lib.scanfiles.refusals import BUSY, EMPTY, REFUSALS, TOO_LARGE, TOO_MUCH, NotAScan
from unionevents.lib.sheetfiles.refusals import BUSY as TOO_MANY_AT_ONCE
from unionevents.lib.upload import NotReadable, ask_child

__all__ = ["ACCEPTED", "MAX_BYTES", "TYPES", "NotAScan", "free_scan", "too_large"]

MAX_BYTES: Final = 10 * 1024 * 1024
MAX_SECONDS: Final = 30
TYPES: Final = {"jpg": "image/jpeg", "png": "image/png", "pdf": "application/pdf"}
# An iPhone that is asked for these turns its own format into JPEG by itself.
ACCEPTED: Final = "image/jpeg,image/png,application/pdf"


def free_scan(content: bytes) -> tuple[str, bytes]:
    """Kind (`jpg`, `png`, `pdf`) and the picture without place, camera, maker; NotAScan says what to do instead."""
    if not content:
        raise NotAScan(EMPTY)
    if len(content) > MAX_BYTES:
        raise NotAScan(TOO_LARGE)
    try:
        head, _end, freed = ask_child("unionevents.lib.scanfiles.child", content, seconds=MAX_SECONDS).partition(b"\n")
        answer: dict[str, Any] = json.loads(head)
    except NotReadable as problem:
        raise NotAScan(BUSY if problem.phrase == TOO_MANY_AT_ONCE else TOO_MUCH) from problem
    except ValueError as problem:
        raise NotAScan(TOO_MUCH) from problem
    if "refused" in answer:
        raise NotAScan(REFUSALS[answer["refused"]])
    return str(answer["kind"]), freed


def too_large(language: str) -> str:
    """For a form that sees the size before it reads anything."""
    return TOO_LARGE.said(language)
