"""Heats: several runs, places inside each and marks over all of them."""

from __future__ import annotations

from typing import ClassVar

from scoring.rulebook.base.rule import Choice, Contradiction, Parameter
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.drawing.groups import snake_apart
from scoring.rulebook.drawing.heats import (
    by_pace,
    centre_out,
    circle_seeded,
    heats_needed,
    lanes_in_blocks,
    usual_blocks,
    zigzag,
)
from scoring.rulebook.drawing.lots import Ticket
from scoring.rulebook.drawing.spread import dealt
from scoring.rulebook.playing.format import Field, Format, Stage, StageOutcome, Start
from scoring.rulebook.playing.markedstage import (
    CARRIED,
    by_place_in_heat,
    is_complete,
    performances_of,
    ranked,
    sections_of,
    starts_on_record,
)
from unionevents.lib.lots import in_drawn_order, lot
from unionevents.lib.phrase import Phrase

RANDOM = "random"
ZIGZAG = "zigzag"
CIRCLE = "circle"
LISTED = "listed"


class Heats(Format):
    """Not all can start together: heats are drawn or seeded, and each has its own places."""

    code = "heats"
    title = Phrase(en="Heats", zh="分组预赛")
    help = Phrase(
        en="Entrants are drawn or seeded into heats and lanes. Places count inside a heat, marks over all heats.",
        zh="把参赛者抽签或按水平分到各组各道。名次在组内计，成绩跨组比较。",
    )
    played_by: ClassVar = "entries"
    parameters = (
        Parameter("size", Phrase(en="In a heat at most", zh="每组最多"), "whole", default=8, lowest=1, highest=10_000),
        Parameter(
            "heats",
            Phrase(en="Number of heats", zh="组数"),
            "whole",
            optional=True,
            lowest=1,
            highest=10_000,
            help=Phrase(en="Empty: as many as the size asks for.", zh="不填则按每组人数计算。"),
        ),
        Parameter(
            "by",
            Phrase(en="Who runs with whom", zh="分组办法"),
            "choice",
            default=RANDOM,
            choices=(
                Choice(RANDOM, Phrase(en="drawn", zh="抽签")),
                Choice(ZIGZAG, Phrase(en="by strength, in zigzag", zh="按水平蛇形")),
                Choice(CIRCLE, Phrase(en="by strength, in a circle (swimming)", zh="按水平循环（游泳）")),
                Choice("pace", Phrase(en="the strongest together, last", zh="按水平集中，强组在后")),
                Choice(LISTED, Phrase(en="in the order listed", zh="按所列顺序")),
            ),
        ),
        Parameter(
            "lanes",
            Phrase(en="Lanes", zh="道次"),
            "choice",
            default=LISTED,
            choices=(
                Choice(LISTED, Phrase(en="1, 2, 3 in order", zh="依次 1、2、3 道")),
                Choice(RANDOM, Phrase(en="drawn", zh="抽签")),
                Choice(
                    "centre_out", Phrase(en="the best in the middle: 4 5 3 6 2 7 1 8", zh="强者居中：4 5 3 6 2 7 1 8")
                ),
                Choice("blocks", Phrase(en="the best four draw for the middle", zh="前四名抽中间道，其余抽外道、内道")),
            ),
        ),
        Parameter(
            "overall",
            Phrase(en="Ranking over all heats", zh="各组合排"),
            "choice",
            default="usual",
            choices=(
                Choice(
                    "usual",
                    Phrase(en="by place where places advance, else by mark", zh="按名次晋级的先看名次，否则只看成绩"),
                ),
                Choice("mark", Phrase(en="by mark alone", zh="只看成绩")),
                Choice("place", Phrase(en="by place in the heat, then by mark", zh="先看组内名次，再看成绩")),
            ),
        ),
        CARRIED,
    )
    example = {
        "contest": {
            "code": "ball-run",
            "title": "托球跑",
            "game": "timed",
            "stages": [
                {
                    "code": "heats",
                    "rule": "heats",
                    "size": 2,
                    "results": [
                        {"entry": "1", "heat": 1, "records": {"time": 12000}},
                        {"entry": "2", "heat": 1, "records": {"time": 11000}},
                        {"entry": "3", "heat": 2, "records": {"time": 13000}},
                        {"entry": "4", "heat": 2, "records": {"time": 14000}},
                    ],
                    "advance": {"by_place": 1},
                },
                {
                    "code": "final",
                    "rule": "final",
                    "results": [
                        {"entry": "2", "records": {"time": 11500}},
                        {"entry": "3", "records": {"time": 11200}},
                    ],
                },
            ],
            "entries": [{"id": str(number), "person": f"p{number}"} for number in range(1, 5)],
        },
        "placings": [["3", 1, "11.20 秒"], ["2", 2, "11.50 秒"], ["1", 3, "12.00 秒"], ["4", 4, "14.00 秒"]],
    }

    def play(self, stage: Stage, field: Field, problems: list[Problem]) -> StageOutcome:
        performances = performances_of(stage, field, self.settings["carried"], problems)
        starts = starts_on_record((*stage.draw.placed, *stage.results), self._planned(stage, field))
        heat_of = {start.entry: start.heat for start in starts}
        sections = sections_of(stage, performances, heat_of)
        overall = self.settings["overall"]
        if overall == "place" or (overall == "usual" and stage.places_advance):
            outside = [one for one in performances if one.id not in heat_of]
            ranking = by_place_in_heat(stage, sections)
            ranking = ranking._replace(unplaced=ranking.unplaced + outside)
        else:
            ranking = ranked(stage, performances)
        return StageOutcome(ranking, tuple(sections), starts=tuple(starts), complete=is_complete(performances))

    def contradictions(self) -> list[Contradiction]:
        if self.settings["heats"] is not None and self.settings["by"] in (CIRCLE, "pace"):
            return [
                (
                    ("heats",),
                    Phrase(
                        en="the size decides here how many heats there are",
                        zh="这种分组办法由每组人数决定组数，不能再填组数",
                    ),
                )
            ]
        return []

    def says(self) -> Phrase:
        return Phrase(en="heats of {size} at most, {by}", zh="每组最多 {size} 人，分组：{by}").fill(
            size=self.settings["size"], by=self.chosen("by")
        )

    def _planned(self, stage: Stage, field: Field) -> list[Start]:
        here = {entrant.id for entrant in field.entrants if entrant.performance.absence is None}
        tickets = [ticket for ticket in field.tickets(stage.draw.apart) if ticket.id in here]
        heats = self._heats(tickets, stage.draw.seed)
        return [
            Start(number, lane, entry)
            for number, heat in enumerate(heats, 1)
            for entry, lane in self._lanes(heat, f"{stage.draw.seed}:{number}").items()
        ]

    def _heats(self, tickets: list[Ticket], seed: str) -> list[list[str]]:
        size: int = self.settings["size"]
        number: int = self.settings["heats"] or heats_needed(len(tickets), size)
        ids = [ticket.id for ticket in tickets]
        by = self.settings["by"]
        if not ids:
            return []
        if by == RANDOM:
            hands = dealt(tickets, number, seed)
            order = sorted(range(number), key=lambda heat: (lot(seed, f"heat 0 {heat}"), heat))
            return [in_drawn_order([ticket.id for ticket in hands[heat]], f"{seed}:lane") for heat in order]
        if by == ZIGZAG:
            if any(ticket.unit for ticket in tickets):
                return [[ticket.id for ticket in hand] for hand in snake_apart(tickets, number)]
            return zigzag(ids, number)
        if by == CIRCLE:
            return circle_seeded(ids, size)
        return by_pace(ids, size, fastest="last" if by == "pace" else "first")

    def _lanes(self, heat: list[str], seed: str) -> dict[str, int]:
        lanes = self.settings["lanes"]
        width = max(len(heat), int(self.settings["size"]))
        if lanes == "centre_out":
            return dict(zip(heat, centre_out(width), strict=False))
        if lanes == "blocks":
            return lanes_in_blocks(heat, usual_blocks(width), seed)
        order = in_drawn_order(heat, f"{seed}:lanes") if lanes == RANDOM else heat
        return {entry: lane for lane, entry in enumerate(order, 1)}
