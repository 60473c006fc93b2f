"""Invented tablets: they enter, keep an outbox, and send it until every operation has a receipt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from unionevents.rehearsing.inventing import Chance, Clock, Faults
from unionevents.rehearsing.web import Machine, Refused, Web

AT_ONCE = 20
KINDS = ("stored", "repeated", "flagged", "conflict", "refused")
Operation = dict[str, Any]


class Tablet:
    """Bound by a code, signed in with a PIN; counts what became of everything it sent."""

    def __init__(self, web: Web, *, digits: str, chance: Chance, faults: Faults, counts: Counter[str]) -> None:
        self.machine, self.chance, self.faults, self.counts = Machine(web), chance, faults, counts
        paired = self._must("POST", "tablet_pair", {"code": digits}, 201)
        self.machine.token, self.code = paired["token"], paired["device"]["id"]
        self.clock = Clock(chance, wrong=faults.wrong_clocks)
        self.pack = self._must("GET", "tablet_pack", None, 200)
        self.seq, self.ticket = 0, ""
        self.outbox: dict[str, list[Operation]] = {}
        self.receipted: dict[str, str] = {}

    def sign_in(self, name: str, pin: str) -> None:
        referee = next(row["key"] for row in self.pack["referees"] if row["name"] == name)
        self.ticket = self._must("POST", "tablet_sign_in", {"referee": referee, "pin": pin}, 200)["ticket"]

    def entries(self) -> list[tuple[str, str]]:
        """Contest and entry code of everybody on the pack of this tablet."""
        return [
            (sheet["id"], entry["code"])
            for sheet in self.pack["sheets"]
            for group in sheet["groups"]
            for entry in group["entries"]
        ]

    def enter(self, contest: str, entry: str, slot: str, value: Any, *replaces: str) -> str:
        """Kept on the tablet; the name of the operation."""
        self.seq += 1
        operation = {
            "uuid": self.chance.uuid(),
            "entry": entry,
            "device": self.code,
            "seq": self.seq,
            "slot": slot,
            "value": value,
            "replaces": list(replaces),
            "captured_at": self.clock.tick(),
        }
        self.outbox.setdefault(contest, []).append(operation)
        return str(operation["uuid"])

    def enter_all(self, contest: str, entry: str, slots: Mapping[str, Any]) -> dict[str, str]:
        return {slot: self.enter(contest, entry, slot, value) for slot, value in slots.items()}

    def send(self) -> None:
        """Until nothing waits any more; answers get lost, batches come twice and in any order."""
        random = self.chance.random
        for contest, waiting in self.outbox.items():
            if self.faults.repeats:
                waiting += [each for each in waiting if self.chance.happens(self.faults.repeats)]
            if self.faults.reordered:
                random.shuffle(waiting)
            while waiting:
                size = random.randint(1, AT_ONCE) if self.faults.reordered else AT_ONCE
                if self._send(contest, waiting[:size]):
                    del waiting[:size]
                elif self.faults.reordered:
                    random.shuffle(waiting)

    def _send(self, contest: str, batch: list[Operation]) -> bool:
        """False when the answer was lost on the way; the server has committed."""
        document = {
            "format": "unionevents-operations",
            "version": 1,
            "sheet": contest,
            "ticket": self.ticket,
            "operations": batch,
        }
        answer = self._must("POST", "tablet_operations", document, 200)
        counts = answer["counts"]
        if counts["sent"] != len(batch) or counts["sent"] != sum(counts[kind] for kind in KINDS):
            raise Refused(_("the counts of an answer do not add up: %(counts)s") % {"counts": counts})
        self.counts.update(counts)
        if self.chance.happens(self.faults.lost_answers):
            self.counts["answers lost"] += 1
            return False
        self.receipted |= {receipt["uuid"]: receipt["receipt"] for receipt in answer["receipts"]}
        return True

    def _must(self, method: str, name: str, document: Any, status: int) -> Any:
        answer = self.machine.ask(method, reverse(f"scoring:{name}"), document)
        if answer.status != status:
            values = {"status": answer.status, "path": f"{reverse(f'scoring:{name}')} {answer.text[:200]}"}
            raise Refused(_("the site answered %(status)s at %(path)s") % values)
        return answer.json()
