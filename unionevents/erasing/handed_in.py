"""Somebody is taken out of the rosters as they were handed in: the place on the list and all else stay."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from events.models import Activity
from registration.models import Person, Submission
from unionevents.erasing.places import PERSONAL
from unionevents.erasing.words import ERASED, Words


def redact_submissions(activity: Activity, keys: Collection[str], words: Words) -> int:
    """Gives back how many versions read otherwise now. By key: a namesake keeps the name, an old spelling goes too."""
    listed = {str(key) for key in Person.objects.filter(activity=activity).values_list("key", flat=True)}
    changed = 0
    for submission in Submission.objects.filter(roster__activity=activity).order_by("pk"):
        content = without(submission.content, keys, words, listed=listed)
        if content != submission.content:
            submission.content = content
            submission.save(update_fields=["content"])
            changed += 1
    return changed


def without(content: dict[str, Any], keys: Collection[str], words: Words, *, listed: Collection[str]) -> dict[str, Any]:
    """The content without the people of these keys; whoever is on no list any more is told by the name alone."""

    def is_gone(key: str, name: str) -> bool:
        return key in keys or (key not in listed and name in words.gone)

    def person(key: str, said: dict[str, Any]) -> dict[str, Any]:
        cleaned: dict[str, Any] = words.clean(said)
        if is_gone(key, said["name"]):
            return cleaned | {"name": ERASED} | dict.fromkeys(PERSONAL, "")
        return cleaned | {"name": said["name"]}

    def member(said: list[Any]) -> list[Any]:
        key, name, *more = said
        return [key, ERASED if is_gone(key, name) else name, *words.clean(more)]

    def team(said: dict[str, Any]) -> dict[str, Any]:
        cleaned: dict[str, Any] = words.clean(said)
        return cleaned | {"members": [member(each) for each in said["members"]]}

    rest: dict[str, Any] = words.clean(
        {name: value for name, value in content.items() if name not in {"people", "teams"}}
    )
    return {
        "people": {key: person(key, said) for key, said in content["people"].items()},
        "teams": {key: team(said) for key, said in content["teams"].items()},
        **rest,
    }
