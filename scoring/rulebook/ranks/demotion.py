"""Being put back: by a number of places, or behind everybody with a mark."""

from __future__ import annotations

from typing import Final

from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.ranks.level import Level

TO_LAST: Final = "last"
BY_DEMOTION: Final = "demotion"


def demoted(levels: list[Level]) -> list[Level]:
    """The levels with everybody put back who is to be, by at most to the end; those passed over move up.

    A place inside a shared level is behind it. The better placed is put back first.
    """
    if not any(one.demotion for level in levels for one in level.performances):
        return levels
    put_back: list[tuple[int, Performance]] = []
    staying: list[Level] = []
    for level in levels:
        here = [one for one in level.performances if not one.demotion]
        put_back += [(level.place + int(one.demotion), one) for one in level.performances if one.demotion]
        if here:
            staying.append(level._replace(performances=here))
    for target, performance in sorted(put_back, key=lambda pair: pair[0]):
        before, at = 0, 0
        while at < len(staying) and before + 1 < target:
            before += len(staying[at].performances)
            at += 1
        staying.insert(at, Level(0, [performance], BY_DEMOTION))
    place = 1
    for index, level in enumerate(staying):
        staying[index] = level._replace(place=place)
        place += len(level.performances)
    return staying
