"""The matches of a tie that is played over several of them, each as a fixture that can be entered by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from scoring.sync.matchslots import leg_id
from unionevents.lib.phrase import Phrase

Json = Mapping[str, Any]
LEG = Phrase(en="match {number}", zh="第 {number} 场")


def legs_of(fixture: Json) -> list[dict[str, Any]]:
    """Those that were played and the one that comes next; later ones wait for it, as a tie may be decided before."""
    found: list[dict[str, Any]] = []
    for number, leg in enumerate(fixture.get("legs") or (), 1):
        found.append(
            {
                "winner": None,
                "ended": None,
                **leg,
                "id": leg_id(fixture["id"], number),
                "a": {"entry": leg["a"]},
                "b": {"entry": leg["b"]},
                "title": LEG.fill(number=number).as_json(),
                "round": fixture["round"],
                "group": fixture["group"],
            }
        )
        if not leg["finished"]:
            break
    return found


def matches_in(fixtures: Iterable[Json]) -> Iterator[Json]:
    """Every match by itself; those of a tie carry its title before their own."""
    for fixture in fixtures:
        if "legs" not in fixture:
            yield fixture
            continue
        for leg in legs_of(fixture):
            yield leg | {"title": _joined(fixture["title"], leg["title"])}


def _joined(tie: Json | None, leg: Json) -> dict[str, str]:
    return {language: f"{tie[language]} · {said}" if tie else said for language, said in leg.items()}
