"""Ready settings by game, kept as data in `scoring/presets/`: one file a group, each preset a piece of a case."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from unionevents.lib.phrase import Phrase

FOLDER: Final = Path(__file__).resolve().parent.parent / "presets"
MOST_SUGGESTED: Final = 3


@dataclass(frozen=True, slots=True)
class Preset:
    """One game as most unions play it; `words` are what contests of its kind are called."""

    code: str
    title: Phrase
    says: Phrase
    words: tuple[str, ...]
    heat_size: int
    contest: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Group:
    """Presets that stand together on the page."""

    title: Phrase
    presets: tuple[Preset, ...]


@cache
def preset_groups() -> tuple[Group, ...]:
    """Every group in the order of its file's name."""
    return tuple(_group(json.loads(path.read_text("utf-8"))) for path in sorted(FOLDER.glob("*.json")))


def find_preset(code: str) -> Preset | None:
    return next((preset for group in preset_groups() for preset in group.presets if preset.code == code), None)


def suggested_for(title: str) -> list[Preset]:
    """Presets that a contest of this name probably wants, the closest word first."""
    found: list[tuple[int, int, Preset]] = []
    every: Sequence[Preset] = [preset for group in preset_groups() for preset in group.presets]
    for number, preset in enumerate(every):
        words = (preset.title.zh, *preset.words)
        longest = max((len(word) for word in words if word.lower() in title.lower()), default=0)
        if longest:
            found.append((-longest, number, preset))
    return [preset for _, _, preset in sorted(found, key=lambda each: each[:2])][:MOST_SUGGESTED]


def _group(read: Mapping[str, Any]) -> Group:
    return Group(
        Phrase(**read["title"]),
        tuple(
            Preset(
                each["code"],
                Phrase(**each["title"]),
                Phrase(**each["says"]),
                tuple(each["words"]),
                each["heat_size"],
                each["contest"],
            )
            for each in read["presets"]
        ),
    )
