"""Work that may take longer than a person waits: the page is answered, the work goes on beside it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Thread

from django.db import connection, connections
from django.utils import translation

from unionevents.lib.at_work import Hold

logger = logging.getLogger(__name__)
PATIENCE = 1.0


def work(task: Callable[[], None], *, failed: Callable[[], None], held: Hold) -> None:
    """Back when it is done, or after a second when it takes longer; `failed` says so where the page looks.

    `held` is let go when the work ends, however it does: until then pages know that it goes on.

    Inside a transaction nobody else would see what the task has to read, so there it is done at once.
    """
    if connection.in_atomic_block:
        try:
            task()
        finally:
            held.release()
        return
    language = translation.get_language() or ""

    def run() -> None:
        try:
            with translation.override(language):
                task()
        except Exception:
            logger.exception("a sheet could not be worked on")
            failed()
        finally:
            connections.close_all()
            held.release()

    thread = Thread(target=run, name="sheet", daemon=True)
    thread.start()
    thread.join(PATIENCE)
