"""Whether work that was begun here still goes on: the system takes a lock away together with the process that held it.

A time stamp alone would call slow work dead, or dead work alive until the stamp is old enough.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO


class Hold:
    """One piece of work on this machine; let go when it ends, in whichever thread."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self.path, self.file = path, file

    def release(self) -> None:
        """The file goes first: whoever still sees it, sees it held."""
        with suppress(OSError):  # Windows removes no file that is open: there it stays, empty
            self.path.unlink()
        self.file.close()


def hold(path: Path) -> Hold | None:
    """None when this work goes on already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    while True:
        file = path.open("ab")
        if not _lock(file):
            file.close()
            return None
        with suppress(FileNotFoundError):
            if os.path.samestat(path.stat(), os.fstat(file.fileno())):
                return Hold(path, file)
        file.close()  # the one before let go between opening and locking: this file has no name any more


def is_held(path: Path) -> bool | None:
    """None when no such work is known on this machine: never begun, ended, or at work on another one."""
    try:
        file = path.open("ab" if sys.platform == "win32" else "rb")
    except FileNotFoundError:
        return None
    with file:
        return not _lock(file, shared=True)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes], *, shared: bool = False) -> bool:
        """Windows knows no shared lock here; two who look at one moment may see each other."""
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: IO[bytes], *, shared: bool = False) -> bool:
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
