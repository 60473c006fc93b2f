"""Swiss: a fixed number of rounds, equal scores meet, nobody meets twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from scoring.rulebook.base.paths import complain
from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.drawing.swiss import ADJACENT, DRAWN, FOLD, HALVES, Player, next_round
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.matches.league import league
from scoring.rulebook.matches.match import Match, read_matches
from scoring.rulebook.playing.format import Field, Fixture, Format, Section, Side, Stage, StageOutcome
from scoring.rulebook.playing.groupstage import without_matches
from scoring.rulebook.ranks.ranking import Ranking
from unionevents.lib.lots import in_drawn_order
from unionevents.lib.phrase import Phrase


class Swiss(Format):
    """Everybody plays every round, against somebody with the same score whom he has not met."""

    code = "swiss"
    title = Phrase(en="Swiss rounds", zh="瑞士制（积分编排）")
    help = Phrase(
        en="Nobody is out. Equal scores meet, nobody meets twice, unit mates only when it cannot be avoided; "
        "of an odd number the last who has had no bye has it.",
        zh="不淘汰。积分相同者相遇，不重复对阵，同单位尽量回避；奇数时由没有轮空过的末位轮空。",
    )
    played_by: ClassVar = "matches"
    parameters = (
        Parameter("rounds", Phrase(en="Rounds", zh="轮数"), "whole", default=7, lowest=1, highest=100),
        Parameter(
            "within",
            Phrase(en="Inside a score group", zh="同分组内"),
            "choice",
            default=HALVES,
            choices=(
                Choice(HALVES, Phrase(en="first half against second half", zh="上半区对下半区")),
                Choice(ADJACENT, Phrase(en="neighbours", zh="相邻对阵")),
                Choice(FOLD, Phrase(en="first against last", zh="首尾对阵")),
                Choice(DRAWN, Phrase(en="drawn", zh="抽签")),
            ),
        ),
    )
    example = {
        "contest": {
            "code": "guandan",
            "title": "掼蛋",
            "game": "match",
            "settings": {"format": "result", "win": 2, "draw": 1, "loss": 0, "level": "draw"},
            "stages": [
                {
                    "code": "swiss",
                    "rule": "swiss",
                    "rounds": 2,
                    "matches": [
                        {"round": 1, "a": "1", "b": "3", "winner": "a"},
                        {"round": 1, "a": "2", "b": "4", "winner": "a"},
                        {"round": 2, "a": "1", "b": "2", "winner": "a"},
                        {"round": 2, "a": "3", "b": "4", "winner": "draw"},
                    ],
                }
            ],
            "entries": [{"id": str(number), "person": f"p{number}", "seed": number} for number in range(1, 5)],
        },
        "placings": [["1", 1, "4 分"], ["2", 2, "2 分"], ["3", 3, "1 分"], ["4", 3, "1 分"]],
    }

    def play(self, stage: Stage, field: Field, problems: list[Problem]) -> StageOutcome:
        recorded = read_matches(stage.match_game, stage.matches, set(field.ids), problems)
        self._check(stage, problems)
        last = max((match.round for match in recorded), default=0)
        active = [entrant for entrant in field.entrants if entrant.performance.absence is None]
        matches = [*recorded, *self._byes(stage, [entrant.id for entrant in active], recorded)]
        finished = all(match.finished for match in matches)
        open_rounds = {match.round for match in matches if not match.finished}
        over = max((match.round for match in matches if match.round < min(open_rounds, default=last + 1)), default=0)
        table = league(
            [entrant.performance for entrant in field.entrants],
            matches,
            stage.match_game,
            chain=stage.chain,
            undecided=stage.undecided,
            stage=stage.code,
            rounds=over,
            scoring=stage.scoring,
        )
        fixtures = [
            Fixture(match.id or str(number), match.round, Side(match.a), Side(match.b), match=match)
            for number, match in enumerate(sorted(matches, key=lambda match: match.round), 1)
        ]
        notes: list[Phrase] = []
        if finished and last < self.settings["rounds"] and len(active) > 1:
            fixtures += self._next(stage, field, table, matches, notes)
        complete = finished and (last >= self.settings["rounds"] or len(active) <= 1)
        if complete:
            table = without_matches(stage, table)
        return StageOutcome(
            table,
            (Section("", self.title, table),),
            tuple(fixtures),
            complete=complete,
            matches=tuple(matches),
            notes=tuple(notes),
        )

    def says(self) -> Phrase:
        return Phrase(en="Swiss, {rounds} rounds; {within}", zh="瑞士制 {rounds} 轮；同分组内{within}").fill(
            rounds=self.settings["rounds"], within=self.chosen("within")
        )

    def _check(self, stage: Stage, problems: list[Problem]) -> None:
        """Every match has its round, and nobody plays twice in one."""
        busy: set[tuple[int, str]] = set()
        for row in stage.matches:
            if row["round"] is None:
                complain(problems, row["path"], "round_needed", ROUND_NEEDED)
            elif row["round"] > self.settings["rounds"]:
                complain(
                    problems, (row["path"], "round"), "no_such_round", NO_SUCH_ROUND, rounds=self.settings["rounds"]
                )
            else:
                for side in ("a", "b"):
                    place = (row["round"], row[side])
                    if row[side] is not None and place in busy:
                        complain(
                            problems,
                            (row["path"], side),
                            "twice_in_round",
                            TWICE_IN_ROUND,
                            entry=row[side],
                            round=row["round"],
                        )
                    busy.add(place)

    def _byes(self, stage: Stage, active: Sequence[str], recorded: Sequence[Match]) -> list[Match]:
        """The bye of every round in which one of an odd number is in no match."""
        found: list[Match] = []
        for number in sorted({match.round for match in recorded}):
            here = {entry for match in recorded if match.round == number for entry in (match.a, match.b)}
            missing = [entry for entry in active if entry not in here]
            if len(missing) == 1 and len(active) % 2:
                found.append(stage.match_game.bye(missing[0], round=number))
        return found

    def _next(
        self, stage: Stage, field: Field, table: Ranking, matches: Sequence[Match], notes: list[Phrase]
    ) -> list[Fixture]:
        played = {one.id: one for level in table.levels for one in level.performances}
        played |= {one.id: one for one in table.unplaced}
        number = max((match.round for match in matches), default=0) + 1
        ids = [entrant.id for entrant in field.entrants if entrant.performance.absence is None]
        if number == 1 and self.settings["within"] == DRAWN:
            ids = in_drawn_order(ids, stage.draw.seed)
        units = {ticket.id: ticket.unit for ticket in field.tickets(stage.draw.apart)}
        paired = next_round(
            [_player(played[entry], units) for entry in ids],
            within=self.settings["within"],
            seed=f"{stage.draw.seed}:round {number}",
        )
        if paired.repeats:
            notes.append(REPEATS.fill(round=number, number=len(paired.repeats)))
        sides: list[tuple[str, str | None]] = [*paired.pairs, *([(paired.bye, None)] if paired.bye else [])]
        return [
            Fixture(str(len(matches) + at), number, Side(home), Side(away)) for at, (home, away) in enumerate(sides, 1)
        ]


def _player(performance: Performance, units: Mapping[str, str]) -> Player:
    rows = [row for row in performance.played if row.opponent is not None]
    sides = [-1 if row.second else 1 for row in rows]
    return Player(
        performance.id,
        performance.mark or 0,
        units[performance.id],
        frozenset(row.opponent for row in rows if row.opponent is not None),
        any(row.opponent is None and row.result == "won" for row in performance.played),
        sum(sides),
        sides[-1] if sides else 0,
    )


ROUND_NEEDED = Phrase(en="the round is needed here", zh="要写明是第几轮")
NO_SUCH_ROUND = Phrase(en="there are {rounds} rounds only", zh="一共只有 {rounds} 轮")
TWICE_IN_ROUND = Phrase(en="“{entry}” plays twice in round {round}", zh="“{entry}”在第 {round} 轮出现两次")
REPEATS = Phrase(en="round {round}: {number} pairs have to meet again", zh="第 {round} 轮有 {number} 对只能重复相遇")
