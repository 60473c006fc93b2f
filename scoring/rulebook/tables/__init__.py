"""The tables of units, one file each; `TABLES` holds them by code."""

from typing import Final

from scoring.rulebook.base.registry import discover
from scoring.rulebook.unitsums.tablerule import TableRule

TABLES: Final = discover(__name__, list(__path__), TableRule)  # type: ignore[type-abstract]  # a registry's base is abstract
