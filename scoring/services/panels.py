"""Seats of a panel: who sits where, and that a mark is the act of the judge whose seat it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import log
from events.permissions import holds
from scoring.models import Operation, PanelSeat, Scoresheet
from scoring.permissions import ENTERS
from scoring.queries.seats import has_panel, judges_of
from scoring.sync.layout import Layout
from scoring.sync.operation import Operation as Act
from scoring.sync.panels import mark_in
from unionevents.lib.phrase import Phrase


class TwoSeats(Exception):
    """Nobody sits twice on one panel."""

    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s has two seats on this panel: one seat for each.") % {"name": name})


@transaction.atomic
def seat_judges(*, sheet: Scoresheet, judges: Mapping[int, User], by: User, now: datetime) -> None:
    """`judges`: seat → whose it is; every other seat is free afterwards. What was marked stays whose it was."""
    locked = Scoresheet.objects.select_for_update(of=("self",)).select_related("contest__activity__host")
    sheet = locked.get(pk=sheet.pk)
    known: set[int] = set()
    for user in judges.values():
        if user.pk in known:
            raise TwoSeats(user.name)
        known.add(user.pk)
    before = {seat.number: seat.user_id for seat in judges_of(sheet)}
    if before == {number: user.pk for number, user in judges.items()}:
        return
    PanelSeat.objects.filter(sheet=sheet).delete()
    PanelSeat.objects.bulk_create(
        PanelSeat(sheet=sheet, number=number, user=user) for number, user in sorted(judges.items())
    )
    activity = sheet.contest.activity
    log.record(
        verb="scoring.seat_judges", subject=sheet, by=by, now=now, unit=activity.host,
        seats=[[number, user.pk] for number, user in sorted(judges.items())],
    )  # fmt: skip


class Bench:
    """The panel of one contest while a batch of one author is taken."""

    def __init__(self, sheet: Scoresheet, layout: Layout, by: User | None) -> None:
        self.layout, self.by = layout, by
        self.seats = {seat.number: seat.user for seat in judges_of(sheet)} if has_panel(sheet) else {}
        self.is_judge = by is not None and not holds(by, sheet.contest.activity, *ENTERS)

    def flags(self, act: Act, known: Mapping[str, Operation]) -> list[dict[str, str]]:
        """What the chief referee should know of who marked: one `rule` and its sentence, or nothing."""
        mark = mark_in(self.layout, act.slot)
        owner = self.seats.get(mark.seat) if mark else None
        if self.by is None or (owner is not None and owner.pk == self.by.pk):
            return []
        if self.is_judge:
            return [{"rule": "other_seat", **NOT_OWN_SEAT.as_json()}]
        if owner is None or mark is None:
            return []
        replaced = [known[uuid] for uuid in act.replaces if uuid in known]
        over = any(row.by_id == owner.pk for row in replaced)
        sentence = OVER_A_JUDGE if over else FOR_A_JUDGE
        return [
            {"rule": "over_judge" if over else "for_judge", **sentence.fill(seat=mark.seat, name=owner.name).as_json()}
        ]


NOT_OWN_SEAT: Final = Phrase(
    en="not from the judge's own seat; the chief referee decides", zh="不是本人的评委席，等裁判长裁定"
)
OVER_A_JUDGE: Final = Phrase(
    en="changes what judge {seat} ({name}) marked; the chief referee decides",
    zh="改动了评委 {seat}（{name}）本人的打分，等裁判长裁定",
)
FOR_A_JUDGE: Final = Phrase(en="written down for judge {seat} ({name})", zh="替评委 {seat}（{name}）代录")
