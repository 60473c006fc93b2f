"""One final: everybody's marks in one ranking."""

from __future__ import annotations

from typing import ClassVar

from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.drawing.spread import in_a_row
from scoring.rulebook.playing.format import Field, Format, Section, Stage, StageOutcome, Start
from scoring.rulebook.playing.markedstage import CARRIED, is_complete, performances_of, ranked, starts_on_record
from unionevents.lib.phrase import Phrase

DRAWN = "drawn"
WEAKEST_FIRST = "weakest_first"


class Final(Format):
    """Everybody does the same and all marks are ranked together; the running order is drawn or follows strength."""

    code = "final"
    title = Phrase(en="One final", zh="一次决赛")
    help = Phrase(
        en="All marks stand in one list. Several may start together; that changes nothing in the ranking.",
        zh="所有成绩排在一张表上。可以几人同时出场，但不影响排名。",
    )
    played_by: ClassVar = "entries"
    parameters = (
        Parameter(
            "order",
            Phrase(en="Running order", zh="出场顺序"),
            "choice",
            default=DRAWN,
            choices=(
                Choice(DRAWN, Phrase(en="drawn", zh="抽签")),
                Choice(WEAKEST_FIRST, Phrase(en="the strongest last", zh="强者后出场")),
                Choice("strongest_first", Phrase(en="the strongest first", zh="强者先出场")),
            ),
        ),
        Parameter(
            "size", Phrase(en="Starting together", zh="每组同时出场"), "whole", default=1, lowest=1, highest=10_000
        ),
        CARRIED,
    )
    example = {
        "contest": {
            "code": "rope",
            "title": "一分钟跳绳",
            "game": "count",
            "stages": [
                {
                    "code": "first",
                    "rule": "final",
                    "results": [
                        {"entry": "1", "records": {"count": 150}},
                        {"entry": "2", "records": {"count": 140}},
                        {"entry": "3", "records": {"count": 120}},
                    ],
                    "advance": {"by_mark": 2},
                },
                {
                    "code": "second",
                    "rule": "final",
                    "carried": "sum",
                    "results": [
                        {"entry": "1", "records": {"count": 130}},
                        {"entry": "2", "records": {"count": 155}},
                    ],
                },
            ],
            "entries": [{"id": "1", "person": "a"}, {"id": "2", "person": "b"}, {"id": "3", "person": "c"}],
        },
        "placings": [["2", 1, "295 个"], ["1", 2, "280 个"], ["3", 3, "120 个"]],
    }

    def play(self, stage: Stage, field: Field, problems: list[Problem]) -> StageOutcome:
        performances = performances_of(stage, field, self.settings["carried"], problems)
        ranking = ranked(stage, performances)
        return StageOutcome(
            ranking=ranking,
            sections=(Section("", self.title, ranking),),
            starts=tuple(starts_on_record((*stage.draw.placed, *stage.results), self._planned(stage, field))),
            complete=is_complete(performances),
        )

    def says(self) -> Phrase:
        return Phrase(en="one final, running order {order}", zh="一次决赛，出场顺序：{order}").fill(
            order=self.chosen("order")
        )

    def _planned(self, stage: Stage, field: Field) -> list[Start]:
        present = [
            ticket
            for ticket, entrant in zip(field.tickets(stage.draw.apart), field.entrants, strict=True)
            if entrant.performance.absence is None
        ]
        if self.settings["order"] == DRAWN:
            present = in_a_row(present, stage.draw.seed)
        elif self.settings["order"] == WEAKEST_FIRST:
            present.reverse()
        size: int = self.settings["size"]
        return [Start(at // size + 1, at % size + 1, ticket.id) for at, ticket in enumerate(present)]
