"""Whole meets, each with other people, other rules and other mishaps, played by pages and tablets and counted again."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from random import Random
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from accounts.services import auditing
from drills.measuring import Report, chance
from unionevents.demo.meets import now_running
from unionevents.rehearsing import Faults, rehearse
from unionevents.rehearsing.tablets import KINDS

PROMISE = "whole meets with random rules and faults: places and awards equal an independent count, no row is left"
FULL = 20
SMALL = 1
DAY = date(2026, 9, 23)
# The log and its seals stay for ever; the guard is the one row with which an installation counts guessed codes.
KEEP_A_RECORD = {"accounts.seal", "accounts.sealhead", "accounts.logentry", "scoring.pairingguard"}
Document = dict[str, Any]


def run(rounds: int, seed: int) -> Report:
    report, random = Report("rehearsals", PROMISE, seed), chance(seed)
    if settings.STORAGES["staticfiles"]["BACKEND"].startswith("whitenoise"):
        call_command("collectstatic", interactive=False, verbosity=0)
    before = _rows()
    for _round in range(rounds):
        meet = a_meet(random, contests=random.randint(2, 5) if rounds > SMALL else 2)
        done = rehearse(document=meet, seed=random.getrandbits(32), faults=Faults.all_of_them())
        report.count("meets")
        for what in ("places compared", "awards compared", "sent", "answers lost", "decided by the chief referee"):
            report.count(what, done.figures[what])
        for difference in done.differences:
            report.must(False, difference)
        report.must(done.figures["sent"] == sum(done.figures[kind] for kind in KINDS), "the counts do not add up")
        report.must(not done.left_out, f"not counted again: {done.left_out}")
    left = {table: count - before[table] for table, count in _rows().items() if count != before[table]}
    report.must(not left, f"rows left behind: {left}")
    for finding in auditing.findings():
        report.must(False, finding.phrase.en)
    return report


def a_meet(random: Random, *, contests: int) -> Document:
    """The demonstration's meet with other people, prizes and ways to rank."""
    meet: Document = deepcopy(now_running(DAY))
    kept = {sheet["contest"] for sheet in random.sample(meet["scoresheets"], contests)}
    meet["contests"] = [contest for contest in meet["contests"] if contest["code"] in kept]
    meet["scoresheets"] = [sheet for sheet in meet["scoresheets"] if sheet["contest"] in kept]
    for sheet in meet["scoresheets"]:
        if sheet["game"] == "timed":
            sheet["settings"] = {
                "precision": random.choice((10, 100, 1000)),
                "direction": random.choice(("less", "more")),
            }
        if sheet["game"] == "shooting" and random.random() < 0.5:
            sheet["tie_breaks"] = []
    for key in ("operations", "rulings", "publications", "starts"):
        meet[key] = []
    _with_people(meet, random)
    meet["prize_plan"]["prize_rules"]["places"] = random.choice(
        (
            {"rule": "fixed", "count": random.randint(0, 8)},
            meet["prize_plan"]["prize_rules"]["places"] | {"base": random.choice(("entered", "started", "finished"))},
        )
    )
    meet["prize_plan"]["awards"] = {
        "one_per_person": random.choice((None, "best_placing")),
        "souvenir": random.choice(
            (
                None,
                {"prize": "souvenir", "to": "took_part"},
                {"prize": "souvenir", "to": "took_part_without_award"},
            )
        ),
    }
    return meet


def _with_people(meet: Document, random: Random) -> None:
    """One to four people a roster, each in some of the contests; numbered through."""
    codes = [contest["code"] for contest in meet["contests"]]
    number, entries = 0, dict.fromkeys(codes, 0)
    for roster in meet["rosters"]:
        pattern = roster["people"][0]
        roster["people"] = []
        for _person in range(random.randint(1, 4)):
            number += 1
            person = {
                **pattern,
                "key": str(uuid5(NAMESPACE_URL, f"rehearsal {number}")),
                "number": number,
                "name": f"演练{number}",
                "stands_in_for": None,
                "withdrawn_at": None,
                "entries": [],
            }
            for code in random.sample(codes, random.randint(1, min(3, len(codes)))):
                entries[code] += 1
                person["entries"].append(
                    {"contest": code, "division": None, "number": entries[code], "withdrawn_at": None}
                )
            roster["people"].append(person)
        roster["version"] = len(roster["people"])


def _rows() -> dict[str, int]:
    """By table."""
    models = [model for model in apps.get_models() if model._meta.label_lower not in KEEP_A_RECORD]
    return {model._meta.label_lower: model._default_manager.count() for model in models}
