"""The bounded process: a file on standard input, its sheets or the reason of refusal as JSON on standard output."""

from __future__ import annotations

import json
import os
import sys
from typing import Any, Final

from unionevents.lib.sheetfiles import text, xlsx
from unionevents.lib.sheetfiles.content import Sheet
from unionevents.lib.sheetfiles.refusals import BROKEN, EMPTY, NO_SHEET, REFUSALS, TOO_MUCH, NotReadable

CPU_SECONDS: Final = 6
MEMORY: Final = 400 * 1024 * 1024  # of addresses; what is really used stays far below
OLD_FORMAT: Final = b"\xd0\xcf\x11\xe0"
ZIP: Final = b"PK"


def sheets_of(content: bytes) -> list[Sheet]:
    """The visible sheets that hold anything; NotReadable with the reason. Bounds only what Python can bound."""
    try:
        found = [sheet for sheet in _read(content) if sheet.rows]
    except NotReadable:
        raise
    except MemoryError as problem:
        raise NotReadable(TOO_MUCH) from problem
    # A broken part makes each of the parsers stumble in ways of its own; a person needs one sentence for all of them.
    except Exception as problem:
        raise NotReadable(BROKEN) from problem
    if not found:
        raise NotReadable(NO_SHEET)
    return found


def _read(content: bytes) -> list[Sheet]:
    if not content:
        raise NotReadable(EMPTY)
    if content.startswith(OLD_FORMAT):
        from unionevents.lib.sheetfiles import xls  # noqa: PLC0415  # a library that only old files need

        return xls.read(content)
    if content.startswith(ZIP):
        return xlsx.read(content)
    return text.read(content)


def set_bounds(*, seconds: int = CPU_SECONDS, memory: int = MEMORY, written: int = 0) -> None:
    """Processor time, memory, size of files. Windows has none of these: there the time-out alone holds."""
    if hasattr(os, "nice"):
        os.nice(5)
    try:
        import resource  # noqa: PLC0415  # not on Windows
    except ImportError:
        return
    bounds = {
        resource.RLIMIT_CPU: seconds, resource.RLIMIT_AS: memory, resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: written,
    }  # fmt: skip
    for kind, bound in bounds.items():
        resource.setrlimit(kind, (bound, bound))


def main() -> None:
    set_bounds()
    answer: dict[str, Any]
    try:
        answer = {"sheets": [sheet.as_json() for sheet in sheets_of(sys.stdin.buffer.read())]}
    except NotReadable as problem:
        answer = {"refused": next(code for code, phrase in REFUSALS.items() if phrase == problem.phrase)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
