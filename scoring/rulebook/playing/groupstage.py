"""Groups in which everybody meets everybody: who is in which group, who plays whom when, and the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.drawing.roundrobin import BERGER, CIRCLE, CLOCKWISE
from scoring.rulebook.marks.numbers import whole
from scoring.rulebook.marks.performance import Pair, Performance, Played
from scoring.rulebook.matches.league import across_groups, league, open_matches, sum_of
from scoring.rulebook.matches.match import read_matches
from scoring.rulebook.playing.format import Field, Section, Stage, StageOutcome, shared_levels
from scoring.rulebook.playing.groupmeetings import MATCHES, Meetings
from scoring.rulebook.ranks.ranking import Ranking, rank
from unionevents.lib.phrase import Phrase

BY_GROUP: Final = "place_in_group"
AS_PLAYED: Final = "as_played"
DROP_LAST: Final = "drop_last"
AVERAGE: Final = "average"
SCHEDULE: Final = (
    Parameter(
        "schedule",
        Phrase(en="Order of rounds", zh="轮次编排"),
        "choice",
        default=BERGER,
        choices=(
            Choice(BERGER, Phrase(en="Berger table", zh="贝格尔编排")),
            Choice(CIRCLE, Phrase(en="number 1 stays, counter-clockwise", zh="1 号固定逆时针轮转")),
            Choice(CLOCKWISE, Phrase(en="number 1 stays, clockwise", zh="1 号固定顺时针轮转")),
        ),
    ),
    Parameter("cycles", Phrase(en="Times everybody meets", zh="循环次数"), "whole", default=1, lowest=1, highest=8),
    Parameter(
        "swap_last_two",
        Phrase(en="Exchange the last two rounds of the first cycle", zh="首循环最后两轮对调"),
        "yes_no",
        default=False,
        help=Phrase(
            en="In a double round, so that nobody has the same side three times running (FIDE).",
            zh="双循环时用，避免连续三场同在一方（国际棋联办法）。",
        ),
    ),
    Parameter(
        "carried",
        Phrase(en="Earlier matches", zh="上一阶段的比赛"),
        "choice",
        default="no",
        choices=(
            Choice("no", Phrase(en="do not count", zh="不带入")),
            Choice(
                MATCHES,
                Phrase(en="count between those who meet again, and are not replayed", zh="相遇过的带入，不再比赛"),
            ),
        ),
    ),
)
COMPARED: Final = (
    Parameter(
        "overall",
        Phrase(en="Same place in different groups", zh="各组同名次"),
        "choice",
        default="shared",
        choices=(
            Choice("shared", Phrase(en="share the place", zh="名次并列")),
            Choice("compared", Phrase(en="are compared by their tables", zh="比较小组成绩")),
        ),
    ),
    Parameter(
        "unequal",
        Phrase(en="Groups of different size", zh="各组队数不等"),
        "choice",
        default=AS_PLAYED,
        help=Phrase(en="How tables of different groups are compared.", zh="跨组比较时怎样算。"),
        choices=(
            Choice(AS_PLAYED, Phrase(en="compared as they are", zh="直接比较")),
            Choice(
                DROP_LAST,
                Phrase(en="matches against the last of larger groups do not count", zh="大组去掉与最后一名的比赛"),
            ),
            Choice(AVERAGE, Phrase(en="averages for each match", zh="按场均比较")),
        ),
    ),
)


def group_code(number: int) -> str:
    """A, B, ... Z, then AA, AB."""
    letters = ""
    while number >= 0:
        number, letter = divmod(number, 26)
        letters = chr(ord("A") + letter) + letters
        number -= 1
    return letters


def play_groups(
    stage: Stage,
    field: Field,
    members: Mapping[str, Sequence[str]],
    settings: Mapping[str, Any],
    problems: list[Problem],
) -> StageOutcome:
    """All groups of a stage: tables, fixtures, and a ranking over all of them."""
    recorded = read_matches(stage.match_game, stage.matches, set(field.ids), problems)
    groups = Meetings(stage, field, settings, recorded).groups(members, problems)
    entrants = {entrant.id: entrant.performance for entrant in field.entrants}
    sections: list[Section] = []
    complete = True
    for group in groups:
        here = [entrants[entry] for entry in group.members]
        table = league(
            here,
            group.matches,
            stage.match_game,
            chain=stage.chain,
            undecided=stage.undecided,
            stage=stage.code,
            scoring=stage.scoring,
        )
        over = not open_matches(here, group.matches, stage.match_game)
        complete = complete and over
        if over:
            table = without_matches(stage, table)
        title = GROUP.fill(group=group.code) if len(groups) > 1 else TABLE
        sections.append(Section(group.code, title, table))
    ranking = sections[0].ranking if len(sections) == 1 else over_groups(stage, sections, settings)
    return StageOutcome(
        ranking,
        tuple(sections),
        tuple(meeting for group in groups for meeting in group.fixtures),
        complete=complete,
        matches=tuple(match for group in groups for match in group.matches if match.finished),
    )


def without_matches(stage: Stage, table: Ranking) -> Ranking:
    """A table in which nobody had anybody to meet: those who are there share the first place."""
    alone = [one._replace(mark=0) for one in table.unplaced if one.absence is None]
    if table.levels or not alone:
        return table
    return rank([*alone, *(one for one in table.unplaced if one.absence is not None)], key=stage.game.key)


def over_groups(stage: Stage, sections: Sequence[Section], settings: Mapping[str, Any]) -> Ranking:
    """All first places, then all second places: shared, or compared."""
    places = by_place(sections)
    unplaced = [one for section in sections for one in section.ranking.unplaced]
    if settings["overall"] == "shared":
        return Ranking(shared_levels([places[place] for place in sorted(places)], BY_GROUP), unplaced)
    levels = []
    before = 0
    for place in sorted(places):
        for level in compared(stage, places[place], sections, settings["unequal"]).levels:
            levels.append(level._replace(place=level.place + before))
        before += len(places[place])
    return Ranking(levels, unplaced)


def by_place(sections: Iterable[Section]) -> dict[int, list[Performance]]:
    """Those of every section who have the same place in it."""
    places: dict[int, list[Performance]] = {}
    for section in sections:
        for level in section.ranking.levels:
            places.setdefault(level.place, []).extend(level.performances)
    return places


def compared(stage: Stage, same: Sequence[Performance], sections: Sequence[Section], unequal: str) -> Ranking:
    """Those of the same place ranked by their tables, with groups of different size made comparable."""
    tables = [[one.id for level in section.ranking.levels for one in level.performances] for section in sections]
    smallest = min(map(len, tables), default=0)
    dropped: dict[str, set[str]] = {}
    for placed in tables:
        for entry in placed:
            dropped[entry] = set(placed[smallest:]) if unequal == DROP_LAST else set()
    by_wins = stage.game.settings.get("ranked_by") == "wins"

    def fair(one: Performance) -> Performance:
        rows = tuple(row for row in one.played if row.opponent not in dropped[one.id])
        if unequal == AVERAGE and rows:
            rows = tuple(_share(row, len(rows)) for row in rows)
        if rows == one.played:
            return one._replace(demotion=0)
        mark = sum_of(row.result == "won" for row in rows) if by_wins else sum_of(row.points for row in rows)
        if by_wins and unequal == AVERAGE and rows:
            mark = whole(Fraction(mark) / len(rows))
        return one._replace(mark=mark, played=rows, demotion=0)

    originals = {one.id: one for one in same}
    chain = across_groups(stage.chain)
    table = rank([fair(one) for one in same], key=stage.game.key, chain=chain, undecided=stage.undecided)
    return Ranking(
        [level._replace(performances=[originals[one.id] for one in level.performances]) for level in table.levels], []
    )


def _share(row: Played, number: int) -> Played:
    """One match as the part that it has in an average."""

    def part(pair: Pair) -> Pair:
        return whole(Fraction(pair[0]) / number), whole(Fraction(pair[1]) / number)

    return row._replace(
        points=whole(Fraction(row.points) / number),
        rubbers=part(row.rubbers),
        games=part(row.games),
        scores=part(row.scores),
    )


GROUP: Final = Phrase(en="Group {group}", zh="{group} 组")
TABLE: Final = Phrase(en="Table", zh="积分表")
