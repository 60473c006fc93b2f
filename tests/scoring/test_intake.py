"""Every operation gets one receipt, nothing is overwritten, the order of delivery never matters."""

from __future__ import annotations

import random
import threading
from collections import Counter
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, connections

from events.states import State
from scoring.models import Operation
from scoring.queries.reading import read_sheet
from scoring.queries.setting import Setting
from scoring.services import intake, publishing
from scoring.services.casing import case_of_contest
from scoring.services.intake import Kind
from tests.factories import later, make_user
from tests.scoring.meets import Meet, make_meet, operation


def kinds(receipts: list[intake.Receipt]) -> list[Kind]:
    return [receipt.kind for receipt in receipts]


def test_a_new_operation_is_stored_and_the_same_again_is_only_repeated(meet: Meet) -> None:
    sent = operation("run/1", "time", 12340)
    assert kinds(meet.take("run", sent)) == [Kind.STORED]
    assert kinds(meet.take("run", sent, sent)) == [Kind.REPEATED, Kind.REPEATED]
    assert Operation.objects.count() == 1


def test_the_same_uuid_with_other_bytes_is_a_conflict_and_the_first_one_stands(meet: Meet) -> None:
    sent = operation("run/1", "time", 12340)
    meet.take("run", sent)
    assert kinds(meet.take("run", sent | {"value": 11000})) == [Kind.CONFLICT]
    assert list(Operation.objects.values_list("value", flat=True)) == [12340]


@pytest.mark.parametrize(
    "sent",
    [
        "text",
        {"uuid": "x"},
        operation("run/1", "time", 12.5),
        operation("run/99", "time", 12340),
        operation("rope/1", "count", 3),
        operation("run/1", "absence", "LATE"),
        operation("run/1", "time", 12340, captured_at="yesterday"),
    ],
)
def test_what_cannot_be_read_or_belongs_elsewhere_is_refused_with_a_sentence(meet: Meet, sent: object) -> None:
    (receipt,) = meet.take("run", sent)
    assert receipt.kind is Kind.REFUSED
    assert receipt.phrase
    assert receipt.phrase.zh
    assert not Operation.objects.exists()


def test_odd_values_are_stored_and_flagged(meet: Meet) -> None:
    receipts = meet.take("run", operation("run/1", "time", -5), operation("run/2", "shot.1", 1))
    assert kinds(receipts) == [Kind.FLAGGED, Kind.FLAGGED]
    assert Operation.objects.count() == 2
    assert {code for _entry, code in read_sheet(meet.sheet("run")).flagged} == {"odd"}


def test_a_difference_is_said_in_the_receipt_and_left_to_the_chief_referee(meet: Meet) -> None:
    meet.record("run", 1, time=12340)
    (receipt,) = meet.take("run", operation("run/1", "time", 13000, device="平板 B2"))
    assert receipt.kind is Kind.FLAGGED
    (conflict,) = read_sheet(meet.sheet("run")).conflicts
    assert [value for value, _uuids in conflict.claims] == [12340, 13000]


def test_a_late_operation_replaces_nothing_by_itself(meet: Meet) -> None:
    first = operation("run/1", "time", 12340)
    meet.take("run", first)
    meet.move_to(State.SETTLING)
    (receipt,) = meet.take("run", operation("run/1", "time", 9000, replaces=[first["uuid"]]))
    assert receipt.kind is Kind.FLAGGED
    reading = read_sheet(meet.sheet("run"))
    assert len(reading.conflicts) == 1
    assert reading.recorded[meet.entry("run", 1).pk].records == {"time": 12340}


def test_sent_is_always_the_sum_of_the_receipts(meet: Meet) -> None:
    lots = random.Random(7)
    sent: list[Any] = [operation(f"run/{lots.randint(1, 8)}", "time", lots.randint(-9, 30000)) for _ in range(60)]
    sent += [sent[n] for n in range(0, 60, 5)] + [sent[n] | {"value": 1} for n in range(0, 60, 7)] + [None, {}, "x"]
    receipts = meet.take("run", *sent)
    assert len(receipts) == len(sent)
    counted = Counter(kinds(receipts))
    assert sum(counted.values()) == len(sent)
    assert Operation.objects.count() == counted[Kind.STORED] + counted[Kind.FLAGGED]


def test_every_order_of_delivery_and_every_repetition_ends_in_one_state(db: None) -> None:
    meet = make_meet(people=3)
    first = operation("run/1", "time", 12340)
    second = operation("run/1", "time", 12500, replaces=[first["uuid"]])
    sent = [
        first,
        second,
        operation("run/1", "time", None, replaces=[second["uuid"]]),
        operation("run/2", "time", 9000),
        operation("run/2", "time", 9100, device="平板 B2"),
        operation("run/3", "absence", "DNS"),
    ]
    lots = random.Random(3)
    cases = []
    for _ in range(25):
        Operation.objects.all().delete()
        delivery = [each for each in sent for _ in range(lots.randint(1, 3))]
        lots.shuffle(delivery)
        for each in delivery:
            meet.take("run", each)
        reading = read_sheet(meet.sheet("run"))
        cases.append((case_of_contest(reading, Setting(meet.activity)), reading.conflicts))
    assert all(case == cases[0] for case in cases)


def test_a_silent_correction_is_shown_to_the_chief_and_one_with_a_reason_is_not(meet: Meet) -> None:
    first = operation("run/1", "time", 12340)
    other = operation("run/2", "time", 12340)
    meet.take("run", first, other)
    later_on = {"captured_at": "2026-09-23T09:41:07+08:00"}
    silent = operation("run/1", "time", 12000, replaces=[first["uuid"]], **later_on)
    said = operation("run/2", "time", 12000, replaces=[other["uuid"]], **later_on)
    meet.take("run", silent, said, reasons={said["uuid"]: "按错了"})
    flagged = read_sheet(meet.sheet("run")).flagged
    assert [(entry.number, code) for entry, code in flagged] == [(1, "unexplained")]


@pytest.mark.django_db(transaction=True)
def test_two_tablets_at_once_never_overwrite_each_other_and_never_double() -> None:
    meet = make_meet(people=6)
    shared = operation("run/6", "time", 20000)
    sheet = meet.sheet("run")
    answers: list[list[intake.Receipt]] = []
    problems: list[BaseException] = []

    def tablet(device: str) -> None:
        try:
            mine = [operation(f"run/{n}", "time", 10000 + n + len(device), device=device) for n in range(1, 6)]
            for each in [*mine, shared, shared]:
                batch = intake.Batch([each], {})
                answers.append(intake.take(sheet=sheet, batch=batch, by=meet.referee, now=later(days=22)))
        except BaseException as problem:
            problems.append(problem)
        finally:
            connections.close_all()

    tablets = [threading.Thread(target=tablet, args=(name,)) for name in ("A", "BB", "CCC")]
    for each in tablets:
        each.start()
    for each in tablets:
        each.join()
    assert problems == []
    counted = Counter(kind for receipts in answers for kind in kinds(receipts))
    assert sum(counted.values()) == 21
    assert counted[Kind.REPEATED] == 5
    assert Operation.objects.count() == 16
    assert len(read_sheet(sheet).conflicts) == 5


@pytest.mark.django_db(transaction=True)
def test_a_publication_and_a_late_entry_at_once_never_change_what_is_published() -> None:
    meet = make_meet(people=2)
    meet.record_everything()
    sheet = meet.sheet("run")
    draft = publishing.draft_of(read_sheet(sheet), Setting(meet.activity), None)

    def enter() -> None:
        try:
            meet.take("run", operation("run/1", "time", 1000, device="平板 B2"))
        finally:
            connections.close_all()

    thread = threading.Thread(target=enter)
    thread.start()
    try:
        published = publishing.publish(sheet=sheet, seen=draft.seen, reason="", by=meet.chief, now=later(days=22))
    except (publishing.NotPublishable, publishing.ChangedMeanwhile):
        published = None
    thread.join()
    assert Operation.objects.filter(sheet=sheet).count() == 3
    if published:
        assert published.case == draft.case
    assert len(read_sheet(sheet).conflicts) == 1
    assert connection.vendor in {"sqlite", "postgresql"}


def test_who_entered_is_kept_even_when_the_account_goes(meet: Meet) -> None:
    helper = make_user("helper", name="临时裁判")
    meet.take("run", operation("run/1", "time", 12340), by=helper)
    helper.delete()
    assert Operation.objects.get().by_name == "临时裁判"


def test_a_batch_says_what_it_is() -> None:
    whole = {
        "format": "unionevents-operations",
        "version": 1,
        "operations": [],
        "reasons": {str(uuid4()): "a\0b" * 200},
    }
    assert all(len(text) <= 200 and "\0" not in text for text in intake.read_batch(whole).reasons.values())
    for wrong in (
        [],
        {"format": "x"},
        whole | {"version": 2},
        whole | {"operations": {}},
        whole | {"operations": [1] * 1001},
    ):
        with pytest.raises(intake.BatchUnreadable):
            intake.read_batch(wrong)
