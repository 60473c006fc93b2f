"""The tie-breaks, one file each; `TIE_BREAKS` holds them by code."""

from typing import Final

from scoring.rulebook.base.registry import discover
from scoring.rulebook.ranks.tiebreak import TieBreak

TIE_BREAKS: Final = discover(__name__, list(__path__), TieBreak)  # type: ignore[type-abstract]  # a registry's base is abstract
