"""The rules across contests, one file each; `AWARD_RULES` holds them by code, which is their key in `awards`."""

from typing import Final

from scoring.rulebook.base.registry import discover
from scoring.rulebook.rewards.awardrule import AwardRule

AWARD_RULES: Final = discover(__name__, list(__path__), AwardRule)
