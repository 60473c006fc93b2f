"""The places rules, one file each; `PLACES` holds them by code."""

from typing import Final

from scoring.rulebook.base.registry import discover
from scoring.rulebook.prizes.placesrule import PlacesRule

PLACES: Final = discover(__name__, list(__path__), PlacesRule)  # type: ignore[type-abstract]  # a registry's base is abstract
