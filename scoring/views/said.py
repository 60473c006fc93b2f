"""Names as far as they may be shown, and the state of a result in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from scoring.models import Showing
from scoring.queries.calling import Caller
from scoring.services.spectating import PROVISIONAL, RELEASED, REVIEW, WAITING, Place, Ranking
from scoring.views.rows import spoken
from unionevents.lib.masking import masked_name, with_names_masked

STATE_WORDS: Final[Mapping[str, object]] = {
    RELEASED: _("official result"),
    REVIEW: _("official, being looked into again"),
    PROVISIONAL: _("provisional, not official"),
    WAITING: _("no result yet"),
}
LONGEST: Final = 11  # characters


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is shown; `name` is empty where names are not."""

    rank: int | None
    shared: bool
    number: str
    name: str
    unit: str
    shown: str
    prize: str
    tier: str

    @property
    def is_long(self) -> bool:
        """Too long for one line of a screen, beside its prize."""
        return len(self.name or self.unit) + len(self.prize) > LONGEST


@dataclass(frozen=True, slots=True)
class Listing:
    title: str
    lines: tuple[Line, ...]


def listing_of(ranking: Ranking, names: str) -> Listing:
    """A ranking in the language of the page, its names as configured."""
    return Listing(ranking.title, tuple(line_of(place, names) for place in ranking.places))


def line_of(place: Place, names: str) -> Line:
    name = shown_name(place.name, place.people, names)
    unit = place.unit if place.unit != name else ""
    return Line(
        place.rank, place.shared, place.number, name, unit, spoken(place.shown), place.prize, place.tier
    )  # fmt: skip


def shown_name(name: str, people: tuple[str, ...], names: str) -> str:
    """Whole, with stars, or nothing; what is no person's name, such as a unit's, is always whole."""
    if names == Showing.Names.FULL or not people:
        return name
    if names == Showing.Names.MASKED:
        return masked_name(name) if people == (name,) else with_names_masked(name, people)
    return "" if any(person in name for person in people) else name


@dataclass(frozen=True, slots=True)
class CallerLine:
    number: int
    name: str
    unit: str


def caller_line(caller: Caller, names: str) -> CallerLine:
    """Somebody who is called."""
    name = shown_name(caller.name, caller.names, names)
    return CallerLine(caller.number, name if name != caller.unit else "", caller.unit)
