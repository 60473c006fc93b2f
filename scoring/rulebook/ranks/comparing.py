"""What tie-breaks about marks share: the parts of a result by their worth, and the game's figures."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any, ClassVar, Final

from scoring.rulebook.marks.game import Game, Mark
from scoring.rulebook.marks.numbers import plain_text, whole
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.ranks.tiebreak import Comparable, KeyedTieBreak
from unionevents.lib.phrase import Phrase

NOTHING: Final = (1,)
PARTS: Final = 1
Ranked = tuple[Any, ...]


class PartsTieBreak(KeyedTieBreak):
    """A tie-break that looks at the parts of a result: attempts, members, legs. Without parts it decides nothing."""

    @property
    def of_parts(self) -> Game | None:
        """The game of the parts' marks."""
        return self.measures[PARTS] if len(self.measures) > PARTS else None

    def worth(self, part: Performance) -> Ranked:
        """Smaller for the better part; a part without a mark is behind all that have one."""
        game = self.of_parts
        return NOTHING if part.mark is None or game is None else (0, game.key(part.mark))

    def best_first(self, performance: Performance) -> list[Performance]:
        """The parts that count, best first; equals in the order recorded."""
        return sorted((part for part in performance.parts if not part.trial), key=self.worth)

    def said(self, parts: Iterable[Performance]) -> Phrase:
        """Their marks as printed."""
        game = self.of_parts
        marks = [game.shown(part.mark) if game and part.mark is not None else NO_MARK for part in parts]
        return Phrase(en=", ".join(mark.en for mark in marks), zh="、".join(mark.zh for mark in marks))


class FigureTieBreak(KeyedTieBreak):
    """A tie-break by one of the game's figures; who has none is behind. Figures of parts are put together."""

    more_is_better: ClassVar[bool] = True
    together: ClassVar[Callable[[Iterable[Mark]], Mark]] = sum

    @abstractmethod
    def figure(self) -> str:
        """The name of the figure."""

    def key(self, performance: Performance) -> Comparable:
        value = self.value(performance)
        if value is None:
            return NOTHING
        return (0, -value if self.better_is_more() else value)

    def better_is_more(self) -> bool:
        """Whether the higher figure is the better one."""
        return self.more_is_better

    def value(self, performance: Performance) -> Mark | None:
        """The figure of a result, or what those of its parts come to."""
        return figure_of(performance, self.figure(), type(self).together)

    def why(self, performance: Performance) -> Phrase:
        value = self.value(performance)
        text = "-" if value is None else self.text(value)
        return Phrase(en="{title} ({value})", zh="{title}（{value}）").fill(title=self.title, value=text)

    def text(self, value: Mark) -> str:
        """The figure as printed."""
        return plain_text(value)

    def in_points(self, value: Mark, decimals: int) -> str:
        """A figure in units of the game's marks, in the units printed."""
        scale = self.measures[-1].scale if self.measures else 1
        return plain_text(whole(Fraction(value, scale)), decimals)


def figure_of(performance: Performance, name: str, together: Callable[[Iterable[Mark]], Mark]) -> Mark | None:
    """The figure by name, or None when neither the result nor a part of it has one."""
    if name in performance.figures:
        return performance.figures[name]
    values = [figure_of(part, name, together) for part in performance.parts if not part.trial]
    known = [value for value in values if value is not None]
    return together(known) if known else None


NO_MARK: Final = Phrase(en="none", zh="无")
