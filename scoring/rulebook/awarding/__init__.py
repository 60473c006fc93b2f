"""The rules across contests, one file each; `AWARD_RULES` holds them by code, which is their key in `awards`."""

from typing import Final

from scoring.rulebook.awardrule import AwardRule
from scoring.rulebook.registry import discover

AWARD_RULES: Final = discover(__name__, list(__path__), AwardRule)
