"""The aggregations, one file each; `AGGREGATIONS` holds them by code."""

from typing import Final

from scoring.rulebook.base.registry import discover
from scoring.rulebook.marks.aggregation import Aggregation

AGGREGATIONS: Final = discover(__name__, list(__path__), Aggregation)  # type: ignore[type-abstract]  # a registry's base is abstract
