"""What a places rule is: how many places are rewarded, as a function of the field."""

from __future__ import annotations

from abc import abstractmethod
from typing import Final, NamedTuple

from scoring.rulebook.base.rule import Choice, Parameter, Rule
from unionevents.lib.phrase import Phrase


class Turnout(NamedTuple):
    """How many entered, stood at the start, and have a mark."""

    entered: int
    started: int
    finished: int

    def of(self, base: str) -> int:
        """One of the three by its word."""
        numbers: dict[str, int] = self._asdict()
        return numbers[base]

    def counted(self, base: str) -> Phrase:
        """One of the three in words."""
        return BASE_COUNTED[base].fill(number=self.of(base))


class UnitTurnout(Turnout):
    """The same for a table, where units are counted: listed, and twice those with a total."""

    __slots__ = ()

    def counted(self, base: str) -> Phrase:
        return (UNITS_LISTED if base == "entered" else UNITS_RANKED).fill(number=self.of(base))


BASE: Final = Parameter(
    "base",
    Phrase(en="Counted on", zh="人数按"),
    "choice",
    default="entered",
    help=Phrase(en="Which number decides how many places there are.", zh="用哪个人数来定录取名次。"),
    choices=(
        Choice("entered", Phrase(en="entered", zh="报名人数")),
        Choice("started", Phrase(en="started", zh="到场参赛人数")),
        Choice("finished", Phrase(en="with a mark", zh="有成绩人数")),
    ),
)
CANCEL_BELOW: Final = Parameter(
    "cancel_below",
    Phrase(en="Cancelled with fewer than", zh="不足几人（队）取消录取"),
    "whole",
    default=0,
    highest=100_000,
    help=Phrase(en="0: never cancelled.", zh="填 0 为不取消。"),
)
BASE_COUNTED: Final = {
    "entered": Phrase(en="{number} entered", zh="{number} 人参赛"),
    "started": Phrase(en="{number} started", zh="{number} 人到场参赛"),
    "finished": Phrase(en="{number} with a mark", zh="{number} 人有成绩"),
}

UNITS_LISTED: Final = Phrase(en="{number} units", zh="{number} 个单位")
UNITS_RANKED: Final = Phrase(en="{number} units ranked", zh="{number} 个单位有总分")


class PlacesRule(Rule):
    """Says how many places are rewarded."""

    @abstractmethod
    def places(self, turnout: Turnout) -> int:
        """The number of places, never below 0."""

    @abstractmethod
    def why(self, turnout: Turnout) -> Phrase:
        """The same as one clause, such as `11 人参赛取前 6 名`."""

    def counted(self, turnout: Turnout) -> Phrase:
        """The number the rule looks at, in words."""
        return turnout.counted(self.settings["base"])

    def cancelled(self, turnout: Turnout) -> bool:
        """Whether the field is too small for any prize."""
        return bool(turnout.of(self.settings["base"]) < self.settings["cancel_below"])

    def why_cancelled(self, turnout: Turnout) -> Phrase:
        """The same as one clause."""
        return CANCELLED.fill(counted=self.counted(turnout), least=self.settings["cancel_below"])

    def cancelling(self) -> Phrase:
        """What is said of it at the end of the rule; nothing where it is never cancelled."""
        least = self.settings["cancel_below"]
        return CANCELLING.fill(least=least) if least else Phrase(en="", zh="")


CANCELLED: Final = Phrase(en="{counted}, fewer than {least}: cancelled", zh="{counted}，不足 {least}，取消录取")
CANCELLING: Final = Phrase(en="; cancelled with fewer than {least}", zh="，不足 {least} 的取消录取")
