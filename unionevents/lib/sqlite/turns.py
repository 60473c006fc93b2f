"""Writers of one SQLite database take turns.

SQLite itself lets a writer that finds the file locked sleep and look again, up to a tenth of a second later, and wakes
nobody: in a rush the lock lies free between two looks, and one writer is passed over again and again. Here a writer
waits for its turn before it asks SQLite: threads of one process at a lock, processes at a file beside the database that
is looked at every millisecond. The turn is a courtesy, and what keeps writers apart is SQLite still: whoever waited too
long for the turn asks without it.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from contextlib import suppress
from threading import Lock
from typing import IO, Final

LOOK_AGAIN: Final = 0.001  # seconds
_inside: defaultdict[str, Lock] = defaultdict(Lock)  # of this process, by database


class Turn:
    """Held by one writer of a database at a time, over all processes of this machine; goes with a process that dies."""

    def __init__(self, lock: Lock, file: IO[bytes] | None) -> None:
        self.lock, self.file = lock, file

    def release(self) -> None:
        if self.file is not None:
            self.file.close()
        self.lock.release()


def take_turn(database: str, *, patience: float, over_processes: bool = True) -> Turn | None:
    """None when it did not come within so many seconds."""
    until = time.monotonic() + patience
    lock = _inside[database]
    if not lock.acquire(timeout=patience):
        return None
    try:
        file = _file_beside(database) if over_processes else None
        while file is not None and not _locked(file):
            if time.monotonic() > until:
                file.close()
                lock.release()
                return None
            time.sleep(LOOK_AGAIN)
    except BaseException:
        lock.release()
        raise
    return Turn(lock, file)


def _file_beside(database: str) -> IO[bytes] | None:
    """None where none can be made: on a full disk."""
    with suppress(OSError):
        return open(f"{database}-turn", "ab")  # held until the transaction ends
    return None


if sys.platform == "win32":

    def _locked(file: IO[bytes]) -> bool:
        """There the threads of one process take turns, and processes wait as SQLite has them wait."""
        return True

else:
    import fcntl

    def _locked(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
