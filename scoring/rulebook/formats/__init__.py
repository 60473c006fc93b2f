"""The formats of stages, one file each; `FORMATS` holds them by code."""

from typing import Final

from scoring.rulebook.base.registry import discover
from scoring.rulebook.playing.format import Format

FORMATS: Final = discover(__name__, list(__path__), Format)  # type: ignore[type-abstract]  # a registry's base is abstract
