"""The places rules, one file each; `PLACES` holds them by code."""

from typing import Final

from scoring.rulebook.prizes.placesrule import PlacesRule
from scoring.rulebook.registry import discover

PLACES: Final = discover(__name__, list(__path__), PlacesRule)  # type: ignore[type-abstract]  # a registry's base is abstract
