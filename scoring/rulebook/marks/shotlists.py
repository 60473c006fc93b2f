"""Lists of shots, of a result or of all its rounds one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scoring.rulebook.marks.game import Game
from scoring.rulebook.marks.numbers import scaled_text
from scoring.rulebook.marks.performance import Performance
from unionevents.lib.phrase import Phrase


def shots_of(performance: Performance, field: str = "shot") -> list[int]:
    """The shots (or those of another field) in order; one that is not in is 0."""
    if performance.parts:
        return [shot for part in performance.parts if not part.trial for shot in shots_of(part, field)]
    return [shot or 0 for shot in performance.records.get(field, ())]


def written(shots: Iterable[int], measures: Sequence[Game]) -> Phrase:
    """Values of shots as printed."""
    decimals = measures[-1].settings.get("decimals", 0) if measures else 0
    texts = [scaled_text(shot, decimals) for shot in shots]
    return Phrase(en=", ".join(texts), zh="、".join(texts))
