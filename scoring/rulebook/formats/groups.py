"""Groups: everybody meets everybody inside a group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from scoring.rulebook.base.paths import complain
from scoring.rulebook.base.rule import Choice, Contradiction, Parameter
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.drawing.groups import POTS, RANDOM, SNAKE, drawn_groups
from scoring.rulebook.playing.format import Field, Format, Stage, StageOutcome
from scoring.rulebook.playing.groupstage import COMPARED, SCHEDULE, group_code, play_groups
from unionevents.lib.phrase import Phrase


class Groups(Format):
    """The entrants are drawn or seeded into groups; inside a group everybody meets everybody."""

    code = "groups"
    title = Phrase(en="Groups", zh="分组循环")
    help = Phrase(
        en="Groups of nearly equal size, drawn or seeded, unit mates apart where that is possible.",
        zh="各组数量尽量相等，抽签或按种子分组，同单位尽量不同组。",
    )
    played_by: ClassVar = "matches"
    parameters = (
        Parameter("groups", Phrase(en="Number of groups", zh="组数"), "whole", optional=True, lowest=1, highest=1000),
        Parameter(
            "size",
            Phrase(en="In a group at most", zh="每组最多"),
            "whole",
            optional=True,
            lowest=2,
            highest=1000,
            help=Phrase(en="Instead of a number of groups.", zh="不定组数时填。"),
        ),
        Parameter(
            "by",
            Phrase(en="Who is in which group", zh="分组办法"),
            "choice",
            default=SNAKE,
            choices=(
                Choice(SNAKE, Phrase(en="by strength, in a snake", zh="按种子蛇形")),
                Choice(POTS, Phrase(en="from pots", zh="分档抽签")),
                Choice(RANDOM, Phrase(en="drawn", zh="抽签")),
            ),
        ),
        Parameter(
            "seeds",
            Phrase(en="Number of seeds", zh="种子数"),
            "whole",
            optional=True,
            highest=10_000,
            help=Phrase(
                en="Only so many are seeded, the rest is drawn. Empty: all.",
                zh="只按这么多种子，其余抽签；不填则全部按强弱。",
            ),
        ),
        *SCHEDULE,
        *COMPARED,
    )
    example = {
        "contest": {
            "code": "badminton",
            "title": "羽毛球",
            "game": "match",
            "settings": {"format": "score"},
            "stages": [
                {
                    "code": "groups",
                    "rule": "groups",
                    "groups": 2,
                    "matches": [
                        {"a": "1", "b": "4", "group": "A", "score": [21, 10]},
                        {"a": "2", "b": "3", "group": "B", "score": [19, 21]},
                    ],
                }
            ],
            "entries": [{"id": str(number), "person": f"p{number}", "seed": number} for number in range(1, 5)],
        },
        "placings": [["1", 1, "2 分"], ["3", 1, "2 分"], ["2", 3, "1 分"], ["4", 3, "1 分"]],
    }

    def contradictions(self) -> list[Contradiction]:
        given = [key for key in ("groups", "size") if self.settings[key] is not None]
        if len(given) == 1:
            return []
        return [((given[-1] if given else "groups",), ONE_OF_TWO)]

    def play(self, stage: Stage, field: Field, problems: list[Problem]) -> StageOutcome:
        return play_groups(stage, field, self._members(stage, field, problems), self.settings, problems)

    def says(self) -> Phrase:
        settings = self.settings
        number = GROUPS.fill(number=settings["groups"]) if settings["groups"] else SIZE.fill(number=settings["size"])
        return Phrase(en="{number}, {by}, everybody meets everybody", zh="{number}，{by}，组内循环").fill(
            number=number, by=self.chosen("by")
        )

    def _members(self, stage: Stage, field: Field, problems: list[Problem]) -> Mapping[str, Sequence[str]]:
        placed = [row for row in stage.draw.placed if row["group"] is not None]
        if placed:
            return self._as_placed(stage, field, problems)
        size = self.settings["size"]
        number: int = self.settings["groups"] or max(1, -(-len(field.entrants) // (size or 1)))
        hands = drawn_groups(
            field.tickets(stage.draw.apart),
            number,
            method=self.settings["by"],
            seed=stage.draw.seed,
            seeds=self.settings["seeds"],
        )
        drawn = {group_code(at): [ticket.id for ticket in hand] for at, hand in enumerate(hands)}
        home = {entry: code for code, entries in drawn.items() for entry in entries}
        if all(
            row["group"] is None or {home.get(row["a"]), home.get(row["b"])} <= {row["group"], None}
            for row in stage.matches
        ):
            return drawn
        return self._as_played(stage, field, problems)

    def _as_placed(self, stage: Stage, field: Field, problems: list[Problem]) -> Mapping[str, Sequence[str]]:
        rows = {row["entry"]: row for row in stage.draw.placed}
        found: dict[str, list[str]] = {}
        for entry in sorted(field.ids, key=lambda one: (rows[one]["line"] or 0) if one in rows else 0):
            row = rows.get(entry)
            if row is None or row["group"] is None:
                complain(problems, stage.path, "no_group", NO_GROUP, entry=entry)
            else:
                found.setdefault(row["group"], []).append(entry)
        return {code: found[code] for code in sorted(found, key=lambda code: (len(code), code))}

    def _as_played(self, stage: Stage, field: Field, problems: list[Problem]) -> Mapping[str, Sequence[str]]:
        """The groups that the matches themselves name."""
        home: dict[str, str] = {}
        for row in stage.matches:
            if row["group"] is not None:
                for side in ("a", "b"):
                    if row[side] is not None:
                        home.setdefault(row[side], row["group"])
        found: dict[str, list[str]] = {}
        for entry in field.ids:
            if entry in home:
                found.setdefault(home[entry], []).append(entry)
            else:
                complain(problems, stage.path, "no_group", NO_GROUP, entry=entry)
        return {code: found[code] for code in sorted(found, key=lambda code: (len(code), code))}


ONE_OF_TWO = Phrase(en="either the number of groups or their size is needed", zh="组数和每组人数要填一个，也只能填一个")
GROUPS = Phrase(en="{number} groups", zh="分 {number} 组")
SIZE = Phrase(en="groups of {number} at most", zh="每组最多 {number} 个")
NO_GROUP = Phrase(en="no group is on record for “{entry}”", zh="没有写明“{entry}”在哪一组")
