"""Shots at a basket or a target, in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.marks.fields import Field
from scoring.rulebook.marks.game import Game, Mark, Records
from scoring.rulebook.marks.measures import EXTRA, extra_shots, said_extra, with_extra
from unionevents.lib.phrase import Phrase


class Shooting(Game):
    """Most hits of a set number of shots; every shot is kept in its order so that ties can be broken."""

    code = "shooting"
    title = Phrase(en="Shooting", zh="定点投篮（射门、投掷）")
    help = Phrase(
        en="Each shot is recorded in order as hit or miss. Stopping early is allowed: "
        "shots that are not in count as misses.",
        zh="按顺序记每一投中或不中。可以少投：没有记录的按没投中算，并会注明。",
    )
    fields: tuple[Field, ...] = (
        Field(
            code="shot",
            title=Phrase(en="Shots", zh="投篮"),
            kind="shots",
            unit=Phrase(en="hits", zh="中"),
            lowest=0,
            highest=1,
            attempts=10,
            pad="hit_miss",
            attempt_title=Phrase(en="Shot {number}", zh="第 {number} 投"),
        ),
        extra_shots("shots", pad="hit_miss", highest=1),
    )
    parameters = (
        Parameter("shots", Phrase(en="Shots each", zh="每人投数"), "whole", default=10, lowest=2, highest=100),
        Parameter(
            "points_per_hit", Phrase(en="Points a hit", zh="每中得分"), "whole", default=1, lowest=1, highest=100
        ),
        EXTRA,
    )
    usual_tie_breaks = ("earlier_hit",)
    example = {
        "contest": {
            "code": "shots",
            "title": "定点投篮",
            "game": "shooting",
            "settings": {"shots": 5},
            "entries": [
                {"id": "1", "person": "a", "records": {"shot": [0, 1, 1, 1, 0]}},
                {"id": "2", "person": "b", "records": {"shot": [1, 0, 0, 1, 1]}},
                {"id": "3", "person": "c", "records": {"shot": [1, 1, 1, 1]}},
                {"id": "4", "person": "d", "records": {"shot": [0, 0, 0, 0, 0]}},
            ],
        },
        "placings": [["3", 1, "4 中"], ["2", 2, "3 中"], ["1", 3, "3 中"], ["4", 4, "0 中"]],
    }

    def __init__(self, settings: Mapping[str, Any] | None = None) -> None:
        super().__init__(settings)
        shot, extra = type(self).fields
        self.fields = (
            replace(shot, attempts=self.settings["shots"]),
            *with_extra(extra, number=self.settings["extra"]),
        )

    def mark(self, records: Records) -> Mark | None:
        """Hits times points, or None before the first shot is in."""
        shots: list[int | None] = records.get("shot", [])
        if all(shot is None for shot in shots):
            return None
        points: int = self.settings["points_per_hit"]
        return shots.count(1) * points

    def key(self, mark: Mark) -> Mark:
        return -mark

    def shown(self, mark: Mark) -> Phrase:
        points: int = self.settings["points_per_hit"]
        hits = mark // points
        if points == 1:
            return Phrase(en=f"{hits} hits" if hits != 1 else "1 hit", zh=f"{hits} 中")
        return Phrase(en=f"{mark} points ({hits} hits)", zh=f"{mark} 分（{hits} 中）")

    def note(self, records: Records) -> Phrase | None:
        """Says so when fewer shots are in than were to be taken."""
        shots: list[int | None] = records.get("shot", [])
        taken = len(shots) - shots.count(None)
        if taken in (0, self.settings["shots"]):
            return None
        return Phrase(en="{taken} of {shots} shots recorded", zh="{shots} 投记了 {taken} 投").fill(
            taken=taken, shots=self.settings["shots"]
        )

    def says(self) -> Phrase:
        points: int = self.settings["points_per_hit"]
        each = Phrase(en="", zh="") if points == 1 else Phrase(en=f", {points} points a hit", zh=f"，每中 {points} 分")
        return Phrase(
            en="{shots} shots in order, most hits first{each}{extra}",
            zh="每人按顺序 {shots} 投，中多者列前{each}{extra}",
        ).fill(shots=self.settings["shots"], each=each, extra=said_extra(self.settings["extra"]))
