"""Reading a spreadsheet that somebody uploads or pastes, never trusted: a process of its own reads it, within bounds.

Whatever happens there, here it is either sheets or one sentence with a remedy, and other requests go on.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, Final

from unionevents.lib.sheetfiles.content import CellValue, Sheet, cell_name
from unionevents.lib.sheetfiles.refusals import BUSY, EMPTY, REFUSALS, TOO_LARGE, TOO_MUCH, NotReadable

__all__ = [
    "MAX_BYTES",
    "CellValue",
    "NotReadable",
    "Sheet",
    "ask_child",
    "cell_name",
    "marked_copy",
    "read_sheets",
    "shortened",
    "text_of",
]

MAX_BYTES: Final = 5 * 1024 * 1024
MAX_SECONDS: Final = 30
MARKING_SECONDS: Final = 60
PATIENCE: Final = 20
LONGEST_SHOWN: Final = 40
ROOT: Final = Path(__file__).resolve().parents[2]
# Two at a time in each server process: however many people upload, the others keep their share of the machine.
_AT_ONCE = BoundedSemaphore(2)

_ODD = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffe\uffff]|[\ud800-\udfff]")
_BLANKS = re.compile(r"[\s\u3000\u00a0]+")


def read_sheets(content: bytes) -> list[Sheet]:
    """The visible sheets of a workbook or text, at least one; NotReadable for anything that is not plain and sound."""
    if not content:
        raise NotReadable(EMPTY)
    if len(content) > MAX_BYTES:
        raise NotReadable(TOO_LARGE)
    try:
        answer: dict[str, Any] = json.loads(ask_child("unionevents.lib.sheetfiles.child", content, seconds=MAX_SECONDS))
    except ValueError as problem:
        raise NotReadable(TOO_MUCH) from problem
    if "refused" in answer:
        raise NotReadable(REFUSALS[answer["refused"]])
    return [Sheet.from_json(sheet) for sheet in answer["sheets"]]


def marked_copy(content: bytes, order: Mapping[str, Any]) -> bytes:
    """The workbook with the cells coloured that `order` names (see `sheetfiles.marking`); NotReadable beyond bounds."""
    told = json.dumps(order).encode()
    return ask_child(
        "unionevents.lib.sheetfiles.marking", len(told).to_bytes(8, "big") + told + content, seconds=MARKING_SECONDS
    )


def ask_child(module: str, given: bytes, *, seconds: int) -> bytes:
    """What a process of its own answers; when one of its bounds ended it, it took too much."""
    if not _AT_ONCE.acquire(timeout=PATIENCE):
        raise NotReadable(BUSY)
    command = (sys.executable, "-E", "-s", "-m", module)
    try:
        done = subprocess.run(  # noqa: S603  # a fixed command; the file comes through standard input
            command,
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            timeout=seconds,
            check=True,
        )
    except subprocess.TimeoutExpired as problem:
        # Its own bound is processor time: where that lasted and the clock ran out, the machine had no time for it.
        raise NotReadable(BUSY) from problem
    except subprocess.SubprocessError as problem:
        raise NotReadable(TOO_MUCH) from problem
    finally:
        _AT_ONCE.release()
    return done.stdout


def text_of(value: object) -> str:
    """What stands in a cell as one line of text: no control characters, single blanks; 12.0 is 12."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _BLANKS.sub(" ", _ODD.sub("", _BLANKS.sub(" ", str(value)))).strip()


def shortened(text: str) -> str:
    """A cell's text for a message."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
