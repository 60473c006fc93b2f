"""Why somebody has no mark. Never 0, never -1."""

from __future__ import annotations

from enum import Enum
from typing import Final

from unionevents.lib.phrase import Phrase


class Absence(Enum):
    """A reason for having no mark; the person stays on the list without a place."""

    DNF = "DNF"
    NM = "NM"
    DSQ = "DSQ"
    WD = "WD"
    DNS = "DNS"

    @property
    def title(self) -> Phrase:
        """The reason in a word."""
        return _TITLES[self]

    @property
    def took_part(self) -> bool:
        """Whether the person stood at the start: DNS never came, WD withdrew before it."""
        return self not in (Absence.DNS, Absence.WD)


# Order on the list, after every mark: who tried first, who never came last. Presentation only.
ORDER_OF_ABSENCES: Final = tuple(Absence)

_TITLES: Final = {
    Absence.DNF: Phrase(en="did not finish", zh="未完成"),
    Absence.NM: Phrase(en="no mark", zh="无成绩"),
    Absence.DSQ: Phrase(en="disqualified", zh="犯规"),
    Absence.WD: Phrase(en="withdrew", zh="弃权"),
    Absence.DNS: Phrase(en="did not start", zh="未到"),
}
