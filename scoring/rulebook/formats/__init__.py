"""The formats of stages, one file each; `FORMATS` holds them by code."""

from typing import Final

from scoring.rulebook.format import Format
from scoring.rulebook.registry import discover

FORMATS: Final = discover(__name__, list(__path__), Format)  # type: ignore[type-abstract]  # a registry's base is abstract
