"""The boxes of a paper sheet: what is written for one entry or match, so laid that an upright A4 page holds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from scoring.sync.layout import REASON, Layout, is_absence
from scoring.sync.matchslots import TITLES
from unionevents.lib.phrase import Phrase

# Millimetres: what is left beside number, name, unit and the reason; a box for a number, for a single sign; a column.
ROOM: Final = 100
BOX, SMALL_BOX, COLUMN = 16, 10, 14
SIGNS: Final = frozenset({"shots", "zones", "heights", "yes_no", "order"})
PEOPLE: Final = frozenset({"members", "pairs", "legs"})
FEW: Final = 3
GAME: Final = Phrase(en="game {number}", zh="第 {number} 局")
REMARKS: Final = Phrase(en="walk-over, retired, remarks", zh="弃权、退赛、备注")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of boxes: `title` before it, `labels` in boxes that no head names, `left` places without a box."""

    labels: tuple[Phrase | None, ...]
    title: Phrase | None = None
    left: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """The boxes of everybody on a sheet: heads above them (none: the boxes say it), and single columns beside them."""

    lines: tuple[Line, ...]
    heads: tuple[Phrase, ...] = ()
    beside: tuple[Phrase, ...] = ()

    @property
    def across(self) -> int:
        """Boxes beside each other."""
        return max((len(line.labels) for line in self.lines), default=0)

    @property
    def has_titles(self) -> bool:
        return any(line.title for line in self.lines)

    @property
    def columns(self) -> int:
        """All of the table, with the three that say whose row it is."""
        return 3 + self.has_titles + self.across + len(self.beside)

    @property
    def is_roomy(self) -> bool:
        """May names have more room than they must?"""
        return self.across <= FEW and not self.has_titles


def grid_of(layout: Layout) -> Grid:
    """One column says why there is no mark, for the whole entry; of a single attempt it is written into its own box."""
    places = {slot: layout.read(slot) for slot in layout.slots if not is_absence(slot)}
    beside = [slot for slot, place in places.items() if place and place.fault and not place.numbers]
    boxes = [slot for slot in places if slot not in beside]
    columns = (*map(layout.title_of, beside), REASON)
    room = ROOM - COLUMN * len(beside)
    across = max(1, room // _width(layout))
    if len(boxes) <= across:
        titles = tuple(map(layout.title_of, boxes))
        return Grid((Line((None,) * len(boxes)),), titles, columns)
    if not layout.levels:
        return Grid(tuple(_wrapped(list(map(layout.title_of, boxes)), across)), beside=columns)
    if layout.levels[0].code not in PEOPLE:  # whole attempts beside each other, as many as there is room for
        each = len(boxes) // layout.levels[0].offered
        return Grid(tuple(_wrapped(list(map(layout.title_of, boxes)), across // each * each or across)), beside=columns)
    across = max(1, (room - COLUMN) // _width(layout))
    outer: dict[int, list[str]] = defaultdict(list)
    for slot in boxes:
        place = places[slot]
        assert place, "the layout reads its own slots"
        outer[place.numbers[0]].append(slot)
    named = layout.levels[0].numbered
    inner = {number: [_within(layout, slot, named.fill(number=number)) for slot in outer[number]] for number in outer}
    heads = inner[min(inner)]
    if len(heads) <= across:
        lines = [Line((None,) * len(heads), named.fill(number=number)) for number in inner]
        return Grid(tuple(lines), tuple(heads), columns)
    wrapped = [_wrapped(titles, across, title=named.fill(number=number)) for number, titles in inner.items()]
    return Grid(tuple(line for lines in wrapped for line in lines), beside=columns)


def match_grid(rules: Mapping[str, Any]) -> Grid:
    """A row for a match, a line for each of its rubbers; `rules` as a sheet's document says them for a stage."""
    heads = tuple(GAME.fill(number=number) for number in range(1, (rules["games"] or 1) + 1))
    heads = {"games": heads, "score": (TITLES["score"],)}.get(rules["kind"], ())
    empty = (None,) * len(heads)
    rubbers = [Line(empty, Phrase(en=title, zh=title)) for title in rules["rubbers"]]
    return Grid(tuple(rubbers) or (Line(empty),), heads, (TITLES["winner"], REMARKS))


def _width(layout: Layout) -> int:
    """Of one box, in millimetres: a time takes more than a hit."""
    signs = all(field.kind in SIGNS for field in layout.game.fields) and not any(layout.faults)
    return SMALL_BOX if signs else BOX


def _wrapped(titles: Sequence[Phrase], across: int, title: Phrase | None = None) -> Iterator[Line]:
    for start in range(0, len(titles), across):
        labels = tuple(titles[start : start + across])
        yield Line(labels, title if start == 0 else None, across - len(labels))


def _within(layout: Layout, slot: str, outer: Phrase) -> Phrase:
    """What a slot is called in a line that says already whose it is."""
    whole = layout.title_of(slot)
    return Phrase(en=whole.en.removeprefix(f"{outer.en} · "), zh=whole.zh.removeprefix(f"{outer.zh} · "))
