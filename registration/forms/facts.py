"""The facts that only some limits ask for: which columns a roster gets, and how they are read from the wire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registration.limits.roster import FUNCTIONS, KINDS_OF_PEOPLE, TRAITS
from registration.models import Person
from unionevents.lib.phrase import Phrase

DATES = {"birth_date": gettext_lazy("Birth date"), "service_since": gettext_lazy("In service since")}
EARLIEST = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class FactColumn:
    """One column of the matrix: `widget` is date, choice or tick."""

    code: str
    widget: str
    title: Phrase | str
    options: tuple[tuple[str, Phrase], ...] = ()


def columns_of(needs: frozenset[str]) -> list[FactColumn]:
    """In the order of the page; nothing that no limit needs."""
    columns = [FactColumn(code, "date", str(title)) for code, title in DATES.items() if code in needs]
    if "kind" in needs:
        columns.append(FactColumn("kind", "choice", _("Takes part as"), tuple(KINDS_OF_PEOPLE.items())))
    columns += [
        FactColumn(f"function_{code}", "tick", title)
        for code, title in FUNCTIONS.items()
        if f"function_{code}" in needs
    ]
    columns += [
        FactColumn(f"trait_{code}", "tick", title) for code, title in TRAITS.items() if f"trait_{code}" in needs
    ]
    return columns


def shown(columns: list[FactColumn], facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each column with what stands there for one person."""
    return [{"column": column, "value": _shown(column, facts)} for column in columns]


def facts_of(person: Person) -> dict[str, Any]:
    return {
        "birth_date": person.birth_date,
        "service_since": person.service_since,
        "kind": person.kind,
        "functions": person.functions,
        "traits": person.traits,
    }


def read_facts(post: QueryDict, key: UUID, columns: list[FactColumn]) -> tuple[dict[str, Any], list[str]]:
    """What was sent for one person in these columns, and what is wrong with it."""
    facts: dict[str, Any] = {}
    errors: list[str] = []
    for column in columns:
        text = post.get(f"{key}-{column.code}", "").strip()
        group, _sep, code = column.code.partition("_")
        if column.widget == "date":
            day = _day(text)
            facts[column.code] = day
            if text and day is None:
                said = _("%(title)s: “%(text)s” is no date. Write it like 1986-05-01.")
                errors.append(said % {"title": column.title, "text": text[:20]})
        elif column.widget == "choice":
            facts[column.code] = text if text in KINDS_OF_PEOPLE else str(Person.Kind.STAFF.value)
        else:
            ticked = facts.setdefault(f"{group}s", [])
            ticked += [code] if text else []
    return facts, errors


def _shown(column: FactColumn, facts: Mapping[str, Any]) -> Any:
    if column.widget == "tick":
        group, _sep, code = column.code.partition("_")
        return code in facts.get(f"{group}s", ())
    value = facts.get(column.code)
    return value.isoformat() if isinstance(value, date) else value or ""


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text) if text else None
    except ValueError:
        return None
    return found if found and found >= EARLIEST else None
