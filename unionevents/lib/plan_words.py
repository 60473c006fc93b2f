"""What the higher apps have to say in the plan of an activity: they register it, the plan shows it where it belongs.

`lib` imports no app, and the plan's own app imports none above it: each app says at start-up which sentences it brings.
"""

from __future__ import annotations

from typing import Any

from django.utils.module_loading import import_string

_sources: list[str] = []


def register(source: str) -> None:
    """Adds a function by its dotted path, for its module may be loaded only when every app is ready.

    `source(activity)` gives sentences, phrases or texts, by part of the plan: `audience`, `prizes`, or
    `contest:<code>` for one contest. It takes a constant number of queries.
    """
    if source not in _sources:
        _sources.append(source)


def words_of(activity: Any) -> dict[str, list[Any]]:
    """Everything that is said of an activity, by part, in the order in which the apps registered."""
    found: dict[str, list[Any]] = {}
    for source in _sources:
        for part, sentences in import_string(source)(activity).items():
            found.setdefault(part, []).extend(sentences)
    return found
