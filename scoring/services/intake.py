"""Takes operations from tablets and forms: each gets exactly one receipt, nothing is overwritten, nothing is lost.

`sent = stored + repeated + flagged + conflict + refused`, always. Only what cannot be read or belongs to another
contest is refused; what is late or odd is stored with a flag for the chief referee.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.services import sealing
from events.models import Activity
from events.states import State
from registration.models import Entry
from scoring.models import Operation, Scoresheet
from scoring.queries.conduct import is_locked
from scoring.queries.differences import conflicts_of
from scoring.queries.entries import starts
from scoring.queries.layouts import layout_of
from scoring.queries.reading import LATE
from scoring.services import panels
from scoring.sync.operation import Operation as Act
from scoring.sync.records import oddity
from scoring.sync.wire import read_operation
from unionevents.lib.documents import is_uuid
from unionevents.lib.phrase import Phrase

MOST_AT_ONCE: Final = 1000
LONGEST_REASON: Final = 200
LONGEST_NUMBER: Final = 9


class Kind(StrEnum):
    """What became of an operation."""

    STORED = "stored"
    REPEATED = "repeated"
    FLAGGED = "flagged"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The answer to one operation; `phrase` says what a person should know about it."""

    uuid: str | None
    kind: Kind
    phrase: Phrase | None = None

    def as_json(self, language: str) -> dict[str, str | None]:
        said = self.phrase.said(language) if self.phrase else ""
        return {"uuid": self.uuid, "receipt": self.kind.value, "says": said}


@dataclass(frozen=True, slots=True)
class Mark:
    """What makes every operation of a batch wait or worth a look, such as a tablet that was taken back."""

    rule: str
    phrase: Phrase

    def as_json(self) -> dict[str, str]:
        return {"rule": self.rule, **self.phrase.as_json()}


def counts_of(receipts: Sequence[Receipt]) -> dict[str, int]:
    """How many were sent, and how many of each kind that makes."""
    kinds = [receipt.kind for receipt in receipts]
    return {"sent": len(kinds), **{kind.value: kinds.count(kind) for kind in Kind}}


class BatchUnreadable(Exception):
    """What was sent is not a batch of operations; nothing was stored."""

    def __init__(self, phrase: Phrase) -> None:
        self.phrase = phrase
        super().__init__(phrase.zh)


@dataclass(frozen=True, slots=True)
class Batch:
    """Operations as sent, and the reasons given for corrections by UUID."""

    operations: Sequence[object]
    reasons: Mapping[str, str]


def read_batch(document: object) -> Batch:
    """`{"format": "unionevents-operations", "version": 1, "operations": [...], "reasons": {uuid: text}}`."""
    if not isinstance(document, dict) or document.get("format") != "unionevents-operations":
        raise BatchUnreadable(NOT_A_BATCH)
    if document.get("version") != 1:
        raise BatchUnreadable(OTHER_VERSION)
    operations, reasons = document.get("operations"), document.get("reasons", {})
    if not isinstance(operations, list) or not isinstance(reasons, dict):
        raise BatchUnreadable(NOT_A_BATCH)
    if len(operations) > MOST_AT_ONCE:
        raise BatchUnreadable(TOO_MANY.fill(most=MOST_AT_ONCE))
    # PostgreSQL keeps no NUL, and other unprintable characters help nobody.
    said = {
        str(uuid): "".join(filter(str.isprintable, text))[:LONGEST_REASON]
        for uuid, text in reasons.items()
        if isinstance(text, str)
    }
    return Batch(operations, said)


@transaction.atomic
def take(
    *,
    sheet: Scoresheet,
    batch: Batch,
    by: User | None,
    now: datetime,
    marks: Sequence[Mark] = (),
    device: str | None = None,
) -> list[Receipt]:
    """One receipt for every operation, in the order sent; `marks` are put on each, `device` is the one that sends."""
    locked = Scoresheet.objects.select_for_update(of=("self",)).select_related("contest__activity").get(pk=sheet.pk)
    counter = _Counter(locked, batch.operations, by=by, now=now, marks=marks, device=device)
    taken = [counter.take(sent, batch.reasons) for sent in batch.operations]
    sealing.after_commit(Operation.objects.bulk_create([row for row, _ in taken if row is not None], batch_size=500))
    return _with_differences(taken)


class _Counter:
    """Everything that is known before the batch is read, and what the batch adds to it."""

    def __init__(
        self,
        sheet: Scoresheet,
        operations: Sequence[object],
        *,
        by: User | None,
        now: datetime,
        marks: Sequence[Mark],
        device: str | None,
    ) -> None:
        contest = sheet.contest
        self.sheet, self.by, self.now, self.marks, self.device = sheet, by, now, marks, device
        self.layout = layout_of(sheet)
        self.bench = panels.Bench(sheet, self.layout, by)
        # Only what the batch names: an entry on the last tablet of the day costs what the first one did.
        rows = Entry.objects.filter(contest=contest, number__in=_numbers_in(operations, contest.code))
        self.entries = {f"{contest.code}/{entry.number}": entry for entry in rows.select_related("person__roster")}
        known = Operation.objects.filter(sheet=sheet, uuid__in=_uuids_in(operations))
        self.known = {str(row.uuid): row for row in known}
        self.is_late = _is_late(sheet, contest.activity)

    def take(self, sent: object, reasons: Mapping[str, str]) -> tuple[Operation | None, Receipt]:
        act = read_operation(sent)
        if isinstance(act, Phrase):
            return None, Receipt(uuid_in(sent), Kind.REFUSED, act)
        entry = self.entries.get(act.entry) if isinstance(act.entry, str) else None
        if entry is None:
            return None, Receipt(act.uuid, Kind.REFUSED, NOT_IN_CONTEST.fill(entry=act.entry))
        row = self._row(act, entry, reasons.get(act.uuid, ""))
        if known := self.known.get(act.uuid):
            same = _bytes_of(known) == _bytes_of(row)
            return None, Receipt(act.uuid, Kind.REPEATED) if same else Receipt(act.uuid, Kind.CONFLICT, OTHER_BYTES)
        self.known[act.uuid] = row
        if row.flags:
            return row, Receipt(act.uuid, Kind.FLAGGED, _said(row.flags))
        return row, Receipt(act.uuid, Kind.STORED)

    def _row(self, act: Act, entry: Entry, reason: str) -> Operation:
        return Operation(
            sheet=self.sheet,
            entry=entry,
            uuid=UUID(act.uuid),
            slot=act.slot,
            value=act.value,
            replaces=sorted(act.replaces),
            device=act.device,
            seq=act.seq,
            captured_at=datetime.fromisoformat(act.captured_at),
            received_at=self.now,
            by=self.by,
            by_name=self.by.name if self.by else "",
            flags=self._flags(act, entry),
            reason=reason,
        )

    def _flags(self, act: Act, entry: Entry) -> list[dict[str, str]]:
        found = [mark.as_json() for mark in self.marks]
        if self.device and act.device != self.device:
            found.append({"rule": "other_device", **OTHER_DEVICE.as_json()})
        if self.is_late:
            found.append({"rule": LATE, **TOO_LATE.as_json()})
        if odd := oddity(self.layout, act.slot, act.value):
            found.append({"rule": "odd", **odd.as_json()})
        if not starts(entry):
            found.append({"rule": "withdrawn", **NOT_STARTING.as_json()})
        found += self.bench.flags(act, self.known)
        return found


def _named(operations: Sequence[object], key: str) -> Iterator[str]:
    for sent in operations:
        name = sent.get(key) if isinstance(sent, dict) else None
        if isinstance(name, str):
            yield name


def _numbers_in(operations: Sequence[object], code: str) -> set[int]:
    """The numbers of the entries that a batch names."""
    numbers = (name.removeprefix(f"{code}/") for name in _named(operations, "entry"))
    return {
        int(number) for number in numbers if number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER
    }


def _uuids_in(operations: Sequence[object]) -> set[str]:
    """What a batch brings, and what it replaces."""
    replaced = (sent.get("replaces") for sent in operations if isinstance(sent, dict))
    names = [*_named(operations, "uuid"), *(name for names in replaced if isinstance(names, list) for name in names)]
    return {name for name in names if isinstance(name, str) and is_uuid(name)}


def _is_late(sheet: Scoresheet, activity: Activity) -> bool:
    """After the contest was published and not opened again, or after entry of results has ended."""
    return State(activity.state) is not State.RUNNING or is_locked(sheet)


def _bytes_of(row: Operation) -> tuple[Any, ...]:
    """What must be the same for the same UUID; when and by whom it was received does not count."""
    return (row.entry_id, row.slot, row.value, tuple(row.replaces), row.device, row.seq, row.captured_at)


def _with_differences(taken: Sequence[tuple[Operation | None, Receipt]]) -> list[Receipt]:
    """The receipts; an operation that now stands against another live value is told so at once."""
    if all(row is None for row, _ in taken):
        return [receipt for _, receipt in taken]
    conflicts = conflicts_of({row.entry_id for row, _ in taken if row is not None})
    differing = {uuid for conflict in conflicts for _, uuids in conflict.claims for uuid in uuids}
    return [
        Receipt(receipt.uuid, Kind.FLAGGED, DIFFERS) if row is not None and receipt.uuid in differing else receipt
        for row, receipt in taken
    ]


def _said(flags: Sequence[Mapping[str, str]]) -> Phrase:
    return Phrase(en="; ".join(flag["en"] for flag in flags), zh="；".join(flag["zh"] for flag in flags))


def uuid_in(sent: object) -> str | None:
    """What an operation calls itself, also one that cannot be read."""
    uuid = sent.get("uuid") if isinstance(sent, dict) else None
    return uuid if isinstance(uuid, str) else None


NOT_A_BATCH: Final = Phrase(
    en="This is not a batch of operations; nothing was stored.", zh="发来的不是成绩录入，没有保存。"
)
OTHER_VERSION: Final = Phrase(
    en="This page is out of date; load it again. Your entries stay on the device.",
    zh="页面版本旧了，请刷新。录入都还在本机。",
)
TOO_MANY: Final = Phrase(en="At most {most} operations at once.", zh="一次最多发 {most} 条录入。")
NOT_IN_CONTEST: Final = Phrase(en="“{entry}” is not an entry of this contest", zh="“{entry}”不是本项目的参赛者")
OTHER_BYTES: Final = Phrase(
    en="an entry with this number was stored before with another content; the first one stands",
    zh="这个编号的录入已经收到过，内容不一样；保留先收到的",
)
TOO_LATE: Final = Phrase(
    en="came in after publication or the end of entry; the chief referee decides",
    zh="公布或结束录入之后才收到，由裁判长裁定",
)
NOT_STARTING: Final = Phrase(en="this entry was withdrawn or not handed in", zh="这个参赛项已退出，或报名表没有提交")
OTHER_DEVICE: Final = Phrase(
    en="it names another tablet than the one that sent it", zh="写的平板编号与发送的平板不一致"
)
DIFFERS: Final = Phrase(
    en="another device entered something else; the chief referee decides", zh="与另一处的录入不同，等裁判长裁定"
)
