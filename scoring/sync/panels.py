"""Panels: which slot is whose seat, and that nothing of a panel is seen before every judge has marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from scoring.rulebook.marks.fields import ABSENCE_SLOT, Field
from scoring.sync.layout import Layout, stage_of
from scoring.sync.operation import Value
from unionevents.lib.phrase import Phrase

PANEL: Final = "judges"


@dataclass(frozen=True, slots=True)
class Mark:
    """A slot of a panel taken apart: `where` is all before the field (an attempt, a stage), then field and seat."""

    where: str
    field: Field
    seat: int


def panel_fields(layout: Layout) -> tuple[Field, ...]:
    """The fields that several judges mark, each alone."""
    return tuple(field for field in layout.game.fields if field.pad == PANEL and field.is_list)


def seats_in(layout: Layout) -> int:
    """How many judges sit on the largest panel of the contest and of its stages."""
    parts = (layout, *(each for each in layout.stages.values() if isinstance(each, Layout)))
    return max((field.attempts for part in parts for field in panel_fields(part)), default=0)


def mark_in(layout: Layout, slot: str) -> Mark | None:
    """Which seat marks here; None where no panel does."""
    stage, rest = stage_of(slot)
    part = layout.stages.get(stage) if stage else layout
    if not isinstance(part, Layout) or (place := part.read(rest)) is None:
        return None
    field = next((each for each in panel_fields(part) if place.word in each.slots), None)
    if field is None:
        return None
    return Mark(slot.removesuffix(place.word), field, int(place.word.rpartition(".")[2]))


def is_whole(layout: Layout, slots: Mapping[str, Value], where: str, seats: Collection[int]) -> bool:
    """Has every seat that is taken marked everything at this place?"""
    part = layout.stages.get(stage_of(f"{where}x")[0], layout)
    fields = panel_fields(part) if isinstance(part, Layout) else ()
    wanted = (f"{where}{field.code}.{seat}" for field in fields for seat in seats if seat <= field.attempts)
    return all(slots.get(slot) is not None for slot in wanted)


def sealed(layout: Layout, slots: Mapping[str, Value], seats: Collection[int]) -> frozenset[str]:
    """The slots with marks that nobody may read yet, because a judge of the panel is still to mark."""
    if not seats:
        return frozenset()
    return frozenset(
        slot
        for where, marked in _by_place(layout, slots).items()
        if not is_whole(layout, slots, where, seats)
        for slot in marked
    )


def marked_by(layout: Layout, slots: Mapping[str, Value]) -> Mapping[str, frozenset[int]]:
    """Place → the seats that have marked something there."""
    return {
        where: frozenset(mark.seat for slot in marked if (mark := mark_in(layout, slot)))
        for where, marked in _by_place(layout, slots).items()
    }


def say_where(layout: Layout, where: str) -> Phrase | None:
    """The attempt or member that a place belongs to; None where there is one result an entry."""
    stage, rest = stage_of(f"{where}{ABSENCE_SLOT}")
    part = layout.stages.get(stage) if stage else layout
    place = part.read(rest) if isinstance(part, Layout) else None
    if not isinstance(part, Layout) or place is None or not place.numbers:
        return None
    steps = [level.numbered.fill(number=number) for level, number in zip(part.levels, place.numbers, strict=False)]
    return Phrase(en=" · ".join(step.en for step in steps), zh=" · ".join(step.zh for step in steps))


def _by_place(layout: Layout, slots: Mapping[str, Value]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for where, slot in _marks(layout, slots):
        found[where].append(slot)
    return found


def _marks(layout: Layout, slots: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    for slot in slots:
        if mark := mark_in(layout, slot):
            yield mark.where, slot
