"""The games, one file each; `GAMES` holds them by code."""

from typing import Final

from scoring.rulebook.base.registry import discover
from scoring.rulebook.marks.game import Game

GAMES: Final = discover(__name__, list(__path__), Game)  # type: ignore[type-abstract]  # a registry's base is abstract
