"""Numbers that follow from how many members a unit has, and what of a roster they are held against. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from registration.limits.bounded import miscounted
from registration.limits.limit import Limit
from registration.limits.parameters import Choice
from registration.limits.roster import Roster
from unionevents.lib.phrase import Phrase

LEAST, MOST, EXACT = "least", "most", "exact"
BOUNDS: Final = {
    MOST: Phrase("at most", "最多"),
    LEAST: Phrase("at least", "至少"),
    EXACT: Phrase("exactly", "正好"),
}
PEOPLE, ENTRIES, TEAMS = "people", "entries", "teams"
COUNTED: Final = {
    PEOPLE: Phrase("people in all", "参加人数"),
    ENTRIES: Phrase("people in each contest", "每个项目的人数"),
    TEAMS: Phrase("teams in each team contest", "每个团体项目的队数"),
}
THINGS: Final = {PEOPLE: Phrase("people", ""), ENTRIES: Phrase("people", ""), TEAMS: Phrase("teams", "")}
MEASURES: Final = {PEOPLE: "人", ENTRIES: "人", TEAMS: "队"}
BOUND_PARAMETER: Final = Choice("bound", Phrase("bound", "要求"), required=True, options=tuple(BOUNDS.items()))
COUNTED_PARAMETER: Final = Choice(
    "counted", Phrase("what is counted", "计什么"), required=True, options=tuple(COUNTED.items())
)
SIZE_MISSING = Phrase(
    "How many members does your unit have? The number is needed for the condition “{title}”.",
    "请填写本单位会员人数；“{title}”这条要用到。",
)
UNIT = Phrase("This unit ({size} members)", "本单位（会员 {size} 人）")
TITLE = Phrase("{contest} (unit of {size} members)", "“{contest}”（本单位会员 {size} 人）")


def bounds_of(limit: Limit, n: int) -> tuple[int | None, int | None]:
    """`n` as at least, at most, or both."""
    bound = limit.text("bound")
    return (None if bound == MOST else n), (None if bound == LEAST else n)


def miscounts_of(limit: Limit, roster: Roster, n: int) -> Iterator[tuple[str | None, Phrase]]:
    """The contest (or None for the whole unit), and the sentence about each count that is not as `n` demands."""
    counted = limit.text("counted")
    least, most = bounds_of(limit, n)
    for contest, said, count in counts_of(limit, roster):
        wrong = miscounted(count, least, most, subject=said, things=THINGS[counted], measure=MEASURES[counted])
        if wrong:
            yield contest, wrong


def counts_of(limit: Limit, roster: Roster) -> Iterator[tuple[str | None, Phrase, int]]:
    """What is counted: the contest (or None for the whole unit), how it is called, and the count."""
    match limit.text("counted"):
        case "people":
            yield None, UNIT.fill(size=roster.size), len(roster.staff)
        case "teams":
            for contest in roster.contests:
                if contest.by_team and limit.touches(contest.code):
                    count = sum(team.contest == contest.code for team in limit.teams_of(roster))
                    yield contest.code, TITLE.fill(contest=contest.title, size=roster.size), count
        case _entries:
            for contest in roster.contests:
                if not contest.by_team and limit.touches(contest.code):
                    entered = roster.entered(contest.code)
                    count = sum(limit.covers(contest.code, each.entries[contest.code]) for each in entered)
                    yield contest.code, TITLE.fill(contest=contest.title, size=roster.size), count
