"""Each operation is sent one to five times, in any order, and a third of the answers is lost after the commit."""

from __future__ import annotations

from random import Random
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from drills.measuring import Report, chance
from drills.meet import Meet, make_meet
from scoring.models import Operation
from scoring.services import handing_in, intake

PROMISE = "any order, repeats and lost answers: one final state, and every batch adds up"
FULL = 500
SMALL = 6
LOST = 0.3
PEOPLE = 8


class AnswerLost(Exception):
    """The server has committed; the tablet will never know."""


def run(rounds: int, seed: int) -> Report:
    report, random = Report("repeats", PROMISE, seed), chance(seed)
    meet = make_meet(f"repeats {seed}", people=PEOPLE)
    sent = _afternoon(meet, random)
    expected: set[str] = set()
    for _round in range(rounds):
        with transaction.atomic():
            _deliver(meet, sent, random, report)
            expected.add(meet.state())
            stored = Operation.objects.filter(sheet=meet.sheet).count()
            report.must(stored == len(sent), f"{stored} rows of {len(sent)} operations")
            transaction.set_rollback(True)
        report.count("orders")
    report.must(len(expected) == 1, f"{len(expected)} different final states")
    return report


def _afternoon(meet: Meet, random: Random) -> list[tuple[int, dict[str, object]]]:
    """What two tablets enter: results, corrections of their own, and some of the other's people."""
    made: list[tuple[int, dict[str, object]]] = []
    for number in range(1, PEOPLE + 1):
        which = random.randrange(2)
        tablet, entry = meet.tablets[which], f"run/{number}"
        first = UUID(int=random.getrandbits(128), version=4)
        made.append((which, tablet.operation(entry, 10_000 + 10 * random.randrange(900), first)))
        if random.random() < 0.4:
            again = UUID(int=random.getrandbits(128), version=4)
            made.append((which, tablet.operation(entry, 10_000 + 10 * random.randrange(900), again, str(first))))
        if random.random() < 0.3:
            other = UUID(int=random.getrandbits(128), version=4)
            made.append((1 - which, meet.tablets[1 - which].operation(entry, 15_000, other)))
    return made


def _deliver(meet: Meet, sent: list[tuple[int, dict[str, object]]], random: Random, report: Report) -> None:
    """Until every operation has a receipt; whoever got no answer sends again."""
    boxes: dict[int, list[dict[str, object]]] = {0: [], 1: []}
    for which, operation in sent:
        boxes[which] += [operation] * random.randint(1, 5)
    for box in boxes.values():
        random.shuffle(box)
    while any(boxes.values()):
        which = random.choice([which for which, box in boxes.items() if box])
        batch = boxes[which][: random.randint(1, 6)]
        try:
            receipts = _send(meet, which, batch, random)
        except AnswerLost:
            report.count("answers lost")
            random.shuffle(boxes[which])
            continue
        counts = intake.counts_of(receipts)
        whole = counts["stored"] + counts["repeated"] + counts["flagged"] + counts["conflict"] + counts["refused"]
        report.must(counts["sent"] == whole == len(batch), f"counts do not add up: {counts}")
        report.must(counts["conflict"] == counts["refused"] == 0, f"refused or taken for another: {counts}")
        report.count("operations receipted", len(batch))
        boxes[which] = boxes[which][len(batch) :]


def _send(meet: Meet, which: int, batch: list[dict[str, object]], random: Random) -> list[intake.Receipt]:
    tablet = meet.tablets[which]
    receipts = handing_in.hand_in(device=tablet.device, document=tablet.batch(*batch), now=timezone.now())
    if random.random() < LOST:
        raise AnswerLost
    return receipts
