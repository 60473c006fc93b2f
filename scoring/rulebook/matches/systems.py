"""Rules of federations by name: settings of a match game and the chain that orders its group tables.

A case says `"settings": {"system": "ittf"}`; what it states beside that replaces the system's own value, and
`tie_breaks` of its own replace the chain.
"""

from __future__ import annotations

from typing import Any, Final

from scoring.rulebook.base.paths import Path
from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.base.shapes import Record
from scoring.rulebook.matchplay.federations import SYSTEMS
from unionevents.lib.phrase import Phrase

__all__ = ["SYSTEM", "SYSTEMS", "SystemSettings"]

USUAL: Final = "union"

SYSTEM: Final = Parameter(
    "system",
    Phrase(en="Rules of", zh="按哪家规则"),
    "choice",
    default=USUAL,
    help=Phrase(
        en="Gives every setting below its value, and the order of those who are level; each can still be changed.",
        zh="选了以后，下面各项和积分相同时的排法都按这家规则，仍可逐项修改。",
    ),
    choices=tuple(Choice(system.code, system.title) for system in SYSTEMS.values()),
)


class SystemSettings(Record):
    """Settings of a match game: what is not said is as in the system that is named."""

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        if type(value) is dict:
            name = value.get(SYSTEM.code)
            if type(name) is str and name in SYSTEMS:
                usual = {key: said for key, said in SYSTEMS[name].settings.items() if key in self.keys}
                value = usual | value
        return super().read(value, path, problems)
