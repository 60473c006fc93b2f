"""A name taken out of frozen results: ranks and counts stay as they are, and the rule book is asked for proof."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from events.models import Activity
from scoring.models import Publication
from scoring.rulebook import CaseProblems, outcome_of
from scoring.services.verifying import WORDS, seal_of
from unionevents.erasing.words import ERASED, Words


def redact_publications(activity: Activity, codes: Collection[str], words: Words) -> list[dict[str, Any]]:
    """Which publications changed: their number, contest, the checksum that was and the one that is.

    `codes` name the people in the cases (`p12`), so that a namesake keeps the own name.
    """
    changed = []
    rows = Publication.objects.filter(activity=activity).select_related("sheet__contest").order_by("pk")
    for publication in rows.select_for_update(of=("self",)):
        case = redacted(publication.case, codes, words)
        outcome, is_proved = _outcome(publication, case, codes, words)
        if case == publication.case and outcome == publication.outcome:
            continue
        was = publication.sha256
        publication.case, publication.outcome = case, outcome
        publication.sha256 = seal_of(case, outcome)
        publication.save(update_fields=["case", "outcome", "sha256"])
        changed.append(
            {
                "publication": publication.pk,
                "contest": publication.sheet.contest.code if publication.sheet else None,
                "number": publication.number,
                "was": was,
                "is": publication.sha256,
                "proved": is_proved,
            }
        )
    return changed


def redacted(value: Any, codes: Collection[str], words: Words) -> Any:
    """The same document without the names of these people; the names of other people stay as they are."""
    if isinstance(value, list):
        return [redacted(each, codes, words) for each in value]
    if not isinstance(value, dict):
        return words.clean(value)
    person = value.get("person")
    found = {key: redacted(each, codes, words) for key, each in value.items()}
    if isinstance(person, str) and isinstance(value.get("name"), str):
        is_single = person.startswith("p") and person[1:].isdecimal()
        if person in codes:
            found["name"] = ERASED
        elif is_single:
            found["name"] = value["name"]
    return found


def _outcome(publication: Publication, case: Any, codes: Collection[str], words: Words) -> tuple[Any, bool]:
    """The outcome without the names, and whether the rule book of today still decides everything the same way."""
    old = publication.outcome
    plain = redacted(old, codes, words)
    try:
        again = outcome_of(case)
    except CaseProblems:
        return plain, False
    if words.clean(again) == words.clean(old):
        return again, True
    # A later rule book may say it in other words; what is decided must be the same.
    return plain, _decided(words.clean(again)) == _decided(words.clean(old))


def _decided(value: Any) -> Any:
    """An outcome without its sentences and without the version of the rule book."""
    if isinstance(value, list):
        return [_decided(each) for each in value]
    if isinstance(value, dict):
        return {key: _decided(each) for key, each in value.items() if key not in {*WORDS, "rulebook"}}
    return value
