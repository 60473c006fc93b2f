"""How far every unit is with its roster, from not having looked to the stamped paper."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from accounts.models import Unit
from events.models import Activity
from registration.models import Mailbox, Message, Opening, Person, Roster, StampedPaper
from registration.queries import BoardRow, board_of

NOT_OPENED, OPENED, STAMPED, PROBLEMS = "not_opened", "opened", "stamped", "problems"
STATES = (
    NOT_OPENED,
    OPENED,
    str(Roster.State.DRAFT),
    PROBLEMS,
    str(Roster.State.RETURNED),
    str(Roster.State.SUBMITTED),
    str(Roster.State.ACCEPTED),
    STAMPED,
)
# Whose turn it is: these units have something to do.
THEIR_TURN = frozenset({NOT_OPENED, OPENED, "draft", PROBLEMS, "returned", "accepted"})


@dataclass(frozen=True)
class ChaseRow:
    """One unit. `names` are its people's: whoever writes to the unit masks them."""

    row: BoardRow
    opened_at: datetime | None
    paper: StampedPaper | None
    address: str
    mail: Message | None
    names: tuple[str, ...]

    @property
    def unit(self) -> Unit:
        return self.row.unit

    @property
    def roster(self) -> Roster | None:
        return self.row.roster

    @property
    def state(self) -> str:
        if self.roster is None:
            return OPENED if self.opened_at else NOT_OPENED
        if self.row.state == Roster.State.ACCEPTED and (self.paper_is_current or self.row.scans_are_current):
            return STAMPED
        return self.row.state

    @property
    def paper_is_current(self) -> bool:
        return bool(self.roster and self.paper and self.paper.version >= self.roster.content_version)

    @property
    def wrong(self) -> list[Any]:
        """What the unit has to put right, while the roster is in its hands."""
        in_hand = self.roster is not None and self.roster.state in {Roster.State.DRAFT, Roster.State.RETURNED}
        return [problem.phrase for problem in self.row.refusing] if in_hand else []


@dataclass(frozen=True)
class Chase:
    rows: list[ChaseRow]

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(row.state for row in self.rows)

    @property
    def waited_for(self) -> int:
        """Units that have not handed in."""
        return sum(self.counts[state] for state in THEIR_TURN - {"accepted"})


def chase_of(activity: Activity) -> Chase:
    """In a constant number of queries."""
    opened = dict(Opening.objects.filter(activity=activity).values_list("unit", "first_at"))
    papers = {paper.roster_id: paper for paper in StampedPaper.objects.filter(roster__activity=activity)}
    mails = {mail.unit_id: mail for mail in Message.objects.filter(activity=activity).order_by("pk")}
    names: dict[int, list[str]] = defaultdict(list)
    for roster, name in Person.objects.filter(activity=activity).values_list("roster", "name"):
        names[roster].append(name)
    found = board_of(activity).rows
    addresses = dict(Mailbox.objects.filter(unit__in=[row.unit.pk for row in found]).values_list("unit", "address"))
    return Chase(
        [
            ChaseRow(
                row,
                opened.get(row.unit.pk),
                papers.get(row.roster.pk) if row.roster else None,
                addresses.get(row.unit.pk, ""),
                mails.get(row.unit.pk),
                tuple(names[row.roster.pk]) if row.roster else (),
            )
            for row in found
        ]
    )
