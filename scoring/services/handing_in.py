"""Batches from tablets, by the network or in a file: who entered them is checked, then they go the one way in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from accounts.models import User
from accounts.services import log
from events.models import Activity
from events.permissions import holds
from scoring.models import Device, Scoresheet
from scoring.permissions import SIGNS_IN
from scoring.services import intake, signing_in
from scoring.services.intake import Batch, BatchUnreadable, Kind, Mark, Receipt
from unionevents.lib.phrase import Phrase

OUTBOX: Final = "unionevents-outbox"
MOST_BATCHES: Final = 2000


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What became of an outbox file; `device` is the name that it gave itself."""

    device: str
    receipts: list[Receipt]


def hand_in(*, device: Device, document: Mapping[str, Any], now: datetime) -> list[Receipt]:
    """One receipt for every operation of a batch. A tablet that was revoked is heard too: what it brings waits."""
    batch = intake.read_batch(document)
    return _hand_in(device, device.station.activity, document, batch, now)


def hand_in_file(*, activity: Activity, document: Any, by: User, now: datetime) -> HandedIn:
    """The outbox of a tablet that found no network: the same batches, the same receipts."""
    if not isinstance(document, dict) or document.get("format") != OUTBOX or document.get("version") != 1:
        raise BatchUnreadable(NOT_AN_OUTBOX)
    name, batches = document.get("device"), document.get("batches")
    if not isinstance(name, str) or not isinstance(batches, list) or len(batches) > MOST_BATCHES:
        raise BatchUnreadable(NOT_AN_OUTBOX)
    rows = Device.objects.select_related("station__activity")
    device = rows.filter(station__activity=activity, code=name).first()
    read = [(each, intake.read_batch(each)) for each in batches]
    receipts = [one for each, batch in read for one in _hand_in(device, activity, each, batch, now)]
    log.record(
        verb="scoring.hand_in_file", subject=activity, by=by, now=now, unit=activity.host, device=name[:60],
        counts=intake.counts_of(receipts),
    )  # fmt: skip
    return HandedIn(name, receipts)


def _hand_in(
    device: Device | None, activity: Activity, document: Mapping[str, Any], batch: Batch, now: datetime
) -> list[Receipt]:
    sheets = Scoresheet.objects.filter(contest__activity=activity, contest__code=str(document.get("sheet"))[:40])
    sheet = sheets.first()
    if sheet is None:
        return [Receipt(intake.uuid_in(sent), Kind.REFUSED, NO_SUCH_CONTEST) for sent in batch.operations]
    author = signing_in.author_of(document.get("ticket"), device) if device else None
    marks = []
    if device is None or device.revoked_at:
        marks.append(REVOKED)
    if author is None:
        marks.append(UNSIGNED)
    elif not holds(author, activity, *SIGNS_IN):
        marks.append(NO_REFEREE)
    return intake.take(
        sheet=sheet, batch=batch, by=author, now=now, marks=marks, device=device.code if device else None
    )


REVOKED: Final = Mark(
    "revoked",
    Phrase(
        en="sent by a tablet that was taken back; the chief referee decides",
        zh="来自已停用的平板，等裁判长裁定",
    ),
)
UNSIGNED: Final = Mark(
    "unsigned",
    Phrase(
        en="nobody was signed in on the tablet; the chief referee decides",
        zh="录入时没有裁判员登录，等裁判长裁定",
    ),
)
NO_REFEREE: Final = Mark(
    "unsigned",
    Phrase(
        en="whoever entered it is no referee of this activity; the chief referee decides",
        zh="录入的人不是本活动的裁判员，等裁判长裁定",
    ),
)
NO_SUCH_CONTEST: Final = Phrase(en="there is no such contest in this activity", zh="本活动没有这个项目")
NOT_AN_OUTBOX: Final = Phrase(
    en="This is not the outbox of a tablet; nothing was stored.", zh="这不是平板导出的待传文件，没有保存。"
)
