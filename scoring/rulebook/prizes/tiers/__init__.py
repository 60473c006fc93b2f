"""The tier rules, one file each; `TIERS` holds them by code."""

from typing import Final

from scoring.rulebook.base.registry import discover
from scoring.rulebook.prizes.tierrule import TierRule

TIERS: Final = discover(__name__, list(__path__), TierRule)  # type: ignore[type-abstract]  # a registry's base is abstract
