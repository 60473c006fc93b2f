"""The adjustments, one file each; `ADJUSTMENTS` holds them by code."""

from typing import Final

from scoring.rulebook.base.registry import discover
from scoring.rulebook.marks.adjustment import Adjustment

ADJUSTMENTS: Final = discover(__name__, list(__path__), Adjustment)  # type: ignore[type-abstract]  # a registry's base is abstract
