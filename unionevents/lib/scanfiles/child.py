"""The bounded process: a photo or scan on standard input; one line that says what it is, then the freed file."""

from __future__ import annotations

import json
import sys

from unionevents.lib.scanfiles import jpeg, pdf, png
from unionevents.lib.scanfiles.refusals import BROKEN, EMPTY, HEIC, REFUSALS, TOO_MUCH, UNKNOWN, NotAScan
from unionevents.lib.sheetfiles.child import set_bounds

KINDS = {"jpg": jpeg, "png": png, "pdf": pdf}


def freed(content: bytes) -> tuple[str, bytes]:
    """Kind and file without anything that is not the picture; NotAScan for everything else. Names are not asked."""
    if not content:
        raise NotAScan(EMPTY)
    if content[4:8] == b"ftyp":
        raise NotAScan(HEIC)
    kind = next((name for name, reader in KINDS.items() if content.startswith(reader.START)), "")
    if not kind:
        raise NotAScan(UNKNOWN)
    try:
        return kind, KINDS[kind].cleaned(content)
    except (NotAScan, MemoryError):
        raise
    # A broken part makes the readers stumble in ways of their own; a person needs one sentence for all of them.
    except Exception as problem:
        raise NotAScan(BROKEN) from problem


def main() -> None:
    set_bounds()
    try:
        kind, content = freed(sys.stdin.buffer.read())
    except (NotAScan, MemoryError) as problem:
        phrase = problem.phrase if isinstance(problem, NotAScan) else TOO_MUCH
        refused = next(code for code, each in REFUSALS.items() if each == phrase)
        sys.stdout.write(json.dumps({"refused": refused}) + "\n")
        return
    sys.stdout.write(json.dumps({"kind": kind}) + "\n")
    sys.stdout.flush()
    sys.stdout.buffer.write(content)


if __name__ == "__main__":
    main()
