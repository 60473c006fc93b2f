"""The games, one file each; `GAMES` holds them by code."""

from typing import Final

from scoring.rulebook.game import Game
from scoring.rulebook.registry import discover

GAMES: Final = discover(__name__, list(__path__), Game)  # type: ignore[type-abstract]  # a registry's base is abstract
