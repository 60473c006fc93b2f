"""Votes cast for a work, a photo, a person."""

from __future__ import annotations

from scoring.rulebook.marks.fields import Field
from scoring.rulebook.marks.game import Game, Mark, Records
from scoring.rulebook.marks.measures import in_units
from unionevents.lib.phrase import Phrase


class Votes(Game):
    """Most votes first. Votes of several bodies are an aggregation over `parts`, weighted if need be."""

    code = "votes"
    title = Phrase(en="Votes", zh="投票")
    help = Phrase(en="The votes counted for each.", zh="记各自得票数。")
    fields = (
        Field(
            code="votes",
            title=Phrase(en="Votes", zh="票数"),
            kind="count",
            unit=Phrase(en="votes", zh="票"),
            lowest=0,
            highest=100_000_000,
        ),
    )
    example = {
        "contest": {
            "code": "photo",
            "title": "摄影作品",
            "game": "votes",
            "entries": [
                {"id": "1", "person": "a", "records": {"votes": 86}},
                {"id": "2", "person": "b", "records": {"votes": 120}},
                {"id": "3", "person": "c", "records": {"votes": 86}},
                {"id": "4", "person": "d", "records": {"votes": 0}},
            ],
        },
        "placings": [["2", 1, "120 票"], ["1", 2, "86 票"], ["3", 2, "86 票"], ["4", 4, "0 票"]],
    }

    def mark(self, records: Records) -> Mark | None:
        votes: int | None = records.get("votes")
        return votes

    def key(self, mark: Mark) -> Mark:
        return -mark

    def shown(self, mark: Mark) -> Phrase:
        return in_units(mark, Phrase(en="vote" if mark == 1 else "votes", zh="票"))

    def says(self) -> Phrase:
        return Phrase(en="votes, most first", zh="计票，多者列前")
