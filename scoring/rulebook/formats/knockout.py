"""Knock-out: who loses is out, or plays for the places below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from scoring.rulebook.base.paths import complain
from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.drawing.brackets import BWF, ITTF, TENNIS
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.matchplay.bout import RESULT
from scoring.rulebook.playing.bracketlines import (
    AS_PLAYED,
    CROSS,
    DRAWN,
    FOLDED,
    LISTED,
    RANKED,
    bracket_lines,
    on_record,
)
from scoring.rulebook.playing.format import Field, Format, Section, Side, Stage, StageOutcome, lines_on_record
from scoring.rulebook.playing.knockoutlegs import LEGS_PARAMETERS, SCORES, Legs, read_ties
from scoring.rulebook.playing.knockoutstage import BY_ROUND, BY_STRENGTH, Bracket, Slot
from scoring.rulebook.ranks.level import Level
from scoring.rulebook.ranks.ranking import Ranking, natural
from unionevents.lib.phrase import Phrase

THIRD = 3


class Knockout(Format):
    """Winners go on; byes to the best seeds; places that are not played for are shared."""

    code = "knockout"
    title = Phrase(en="Knock-out", zh="淘汰赛")
    help = Phrase(
        en="A bracket of 2, 4, 8 ... lines, byes to the best. Places are played for or shared as ranges (5 to 8).",
        zh="按 2、4、8……的对阵表淘汰，轮空给最好的种子。名次由比赛决定，不赛的并列（如并列第 5 至 8 名）。",
    )
    played_by: ClassVar = "matches"
    parameters = (
        Parameter(
            "by",
            Phrase(en="Who stands where", zh="对阵办法"),
            "choice",
            default=RANKED,
            choices=(
                Choice(
                    RANKED, Phrase(en="by strength: 1-16, 9-8, 5-12, 13-4 ...", zh="按强弱：1-16、9-8、5-12、13-4……")
                ),
                Choice(
                    FOLDED,
                    Phrase(
                        en="by strength, the better always above: 1-16, 8-9, 4-13 ...",
                        zh="按强弱，强者在上：1-16、8-9、4-13……",
                    ),
                ),
                Choice(DRAWN, Phrase(en="drawn; seeds drawn in their zones", zh="抽签，种子分区抽入")),
                Choice(CROSS, Phrase(en="groups crossed: A1-B2, A2-B1", zh="小组交叉：A1-B2、A2-B1")),
                Choice(LISTED, Phrase(en="from the top as listed", zh="按所列顺序从上到下")),
                Choice(AS_PLAYED, Phrase(en="as the recorded matches and their rounds say", zh="按已记录的比赛和轮次")),
            ),
        ),
        Parameter(
            "seeds",
            Phrase(en="Number of seeds", zh="种子数"),
            "whole",
            optional=True,
            highest=1024,
            help=Phrase(
                en="Where it is drawn. Empty: all entrants that have a seed.",
                zh="抽签时用；不填则所有写了种子号的都算。",
            ),
        ),
        Parameter(
            "zones",
            Phrase(en="Zones of the seeds", zh="种子落位"),
            "choice",
            default=ITTF,
            choices=(
                Choice(
                    ITTF, Phrase(en="table tennis (3, 4 beside the middle)", zh="乒乓球（3、4 号在上下半区相邻处）")
                ),
                Choice(TENNIS, Phrase(en="tennis (3, 4 in the middle quarters)", zh="网球（3、4 号在二、三区）")),
                Choice(BWF, Phrase(en="badminton (one in each free section)", zh="羽毛球（落入未有种子的各区）")),
            ),
        ),
        Parameter(
            "third_place",
            Phrase(en="Third place", zh="第三名"),
            "choice",
            default="match",
            choices=(
                Choice("match", Phrase(en="is played for", zh="加赛三四名")),
                Choice("shared", Phrase(en="both losers of the semi-finals", zh="半决赛负者并列第三")),
            ),
        ),
        Parameter(
            "played_to",
            Phrase(en="Places played for", zh="排名赛打到第几名"),
            "whole",
            default=4,
            lowest=2,
            highest=1024,
            help=Phrase(
                en="8: losers of the quarter-finals play for places 5 to 8, and so on.",
                zh="填 8 则四分之一决赛负者再赛第 5 至 8 名，依此类推。",
            ),
        ),
        Parameter(
            "until",
            Phrase(en="Played until so many are left", zh="打到剩几个为止"),
            "whole",
            default=1,
            lowest=1,
            highest=1024,
            help=Phrase(
                en="They share the first place; a stage of its own takes them on, with longer matches for example.",
                zh="剩下的并列第一，由下一阶段接着赛，例如决赛改五局三胜。",
            ),
        ),
        Parameter(
            "losers",
            Phrase(en="Losers of one round", zh="同轮负者"),
            "choice",
            default="shared",
            choices=(
                Choice("shared", Phrase(en="share their place", zh="名次并列")),
                Choice(BY_STRENGTH, Phrase(en="rank by strength", zh="按原有强弱排")),
            ),
        ),
        *LEGS_PARAMETERS,
    )
    example = {
        "contest": {
            "code": "badminton",
            "title": "羽毛球",
            "game": "match",
            "settings": {"format": "score"},
            "stages": [
                {
                    "code": "cup",
                    "rule": "knockout",
                    "matches": [
                        {"a": "1", "b": "4", "score": [21, 12]},
                        {"a": "3", "b": "2", "score": [21, 19]},
                        {"a": "4", "b": "2", "score": [10, 21]},
                        {"a": "1", "b": "3", "score": [18, 21]},
                    ],
                }
            ],
            "entries": [{"id": str(number), "person": f"p{number}", "seed": number} for number in range(1, 5)],
        },
        "placings": [["3", 1, "冠军"], ["1", 2, "亚军"], ["2", 3, "第 3、4 名决赛胜"], ["4", 4, "第 3、4 名决赛负"]],
    }

    def play(self, stage: Stage, field: Field, problems: list[Problem]) -> StageOutcome:
        settings = self.settings
        game = stage.match_game.decisive()
        legs = Legs(settings["legs"], settings["legs_won_by"], settings["away_counts"])
        ties = read_ties(stage.matches, set(field.ids), legs, stage.match_game, problems)
        matches = [tie for tie, _ in ties]
        if legs.number > 1 and legs.won_by == SCORES and game.settings.get("format") == RESULT:
            complain(problems, stage.path, "no_scores", NO_SCORES)
        if settings["by"] == AS_PLAYED:
            for row in stage.matches:
                if row["round"] is None:
                    complain(problems, row["path"], "round_needed", ROUND_NEEDED)
        placed = lines_on_record(stage, field, problems)
        if placed:
            lines = on_record(placed)
        else:
            lines = bracket_lines(
                field, stage.draw, by=settings["by"], seeds=settings["seeds"], zones=settings["zones"], matches=matches
            )
        paths = {frozenset((row["a"], row["b"])): row["path"] for row in stage.matches if row["b"] is not None}
        of_pair = {frozenset((tie.a, tie.b)): tie for tie in matches if tie.b is not None}
        bracket = Bracket(
            game,
            of_pair,
            frozenset(entrant.id for entrant in field.entrants if entrant.performance.absence is not None),
            self._is_played,
            self.settings["until"],
            {frozenset((tie.a, tie.b)): each for tie, each in ties if tie.b is not None} if legs.number > 1 else {},
            legs.number,
        )
        bracket.play([Slot(Side(entry), entry) if entry else Slot(Side(), empty=True) for entry in lines])
        for pair, match in of_pair.items():
            complain(problems, paths[pair], "not_in_bracket", NOT_IN_BRACKET, a=match.a, b=match.b)
        ranking = self._ranking(field, bracket, len(lines))
        return StageOutcome(
            ranking,
            (Section("", self.title, in_order(ranking, [entry for entry in lines if entry])),),
            tuple(bracket.fixtures()),
            complete=bracket.complete,
            shown=bracket.shown,
            matches=tuple(leg for _, each in ties for leg in each),
            first_place=min((level.place for level in ranking.levels), default=1) if bracket.complete else 1,
        )

    def says(self) -> Phrase:
        said = Phrase(en="knock-out, {by}; third place {third}", zh="淘汰赛，{by}；第三名：{third}").fill(
            by=self.chosen("by"), third=self.chosen("third_place")
        )
        if self.settings["legs"] == 1:
            return said
        return OF_LEGS.fill(
            said=said,
            number=self.settings["legs"],
            won_by=self.chosen("legs_won_by"),
            away=MORE_AWAY if self.settings["away_counts"] else Phrase(en="", zh=""),
        )

    def _is_played(self, first: int, size: int) -> bool:
        if first == THIRD:
            return bool(self.settings["third_place"] == "match")
        return bool(first + size - 1 <= self.settings["played_to"])

    def _ranking(self, field: Field, bracket: Bracket, size: int) -> Ranking:
        strength = {entrant.id: at for at, entrant in enumerate(field.entrants)}
        of_place: dict[tuple[int, bool], list[Performance]] = {}
        unplaced: list[Performance] = []
        for entrant in field.entrants:
            place = bracket.places.get(entrant.id)
            if entrant.performance.absence is not None or place is None:
                unplaced.append(entrant.performance._replace(mark=None))
            else:
                # The rounds survived; those of one place survived as many.
                reached = size.bit_length() - (place - 1).bit_length()
                never_came = entrant.id in bracket.never_came
                of_place.setdefault((place, never_came), []).append(entrant.performance._replace(mark=reached))
        levels: list[Level] = []
        # Where nobody won the final there is no winner.
        better = 0 if not of_place or min(of_place)[0] == 1 else 1
        for place, never_came in sorted(of_place):
            here = sorted(of_place[place, never_came], key=lambda one: strength[one.id])
            first = better + 1 if bracket.complete else place
            if self.settings["losers"] == BY_STRENGTH:
                levels += [
                    Level(first + at, [one], BY_STRENGTH if len(here) > 1 else BY_ROUND) for at, one in enumerate(here)
                ]
            else:
                levels.append(Level(first, sorted(here, key=lambda one: natural(one.id)), BY_ROUND))
            better += len(here)
        return Ranking(levels, sorted(unplaced, key=lambda one: natural(one.id)))


def in_order(ranking: Ranking, ids: Sequence[str]) -> Ranking:
    """The same ranking, those of one level in the order of the bracket, so that a next stage can go on with it."""
    at = {entry: line for line, entry in enumerate(ids)}
    levels = [
        level._replace(performances=sorted(level.performances, key=lambda one: at[one.id])) for level in ranking.levels
    ]
    return ranking._replace(levels=levels)


OF_LEGS = Phrase(
    en="{said}; {number} matches a tie, won by {won_by}{away}", zh="{said}；每轮交手 {number} 场，比{won_by}{away}"
)
MORE_AWAY = Phrase(en=", then by more scored away", zh="，打平时客场得分多者胜")
ROUND_NEEDED = Phrase(
    en="the round is needed here: the bracket follows from the matches", zh="对阵表按比赛记录推出，要写明是第几轮"
)
NO_SCORES = Phrase(
    en="where only the winner of a match is written down, a tie of several is won by “wins” or “points”",
    zh="只记胜负的比赛没有总比分，几场合起来要按胜场（wins）或积分（points）",
)
NOT_IN_BRACKET = Phrase(en="“{a}” and “{b}” do not meet in this bracket", zh="按对阵表“{a}”和“{b}”不会相遇")
