"""Which limits a roster breaks. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from registration.limits.kinds.division_gender import DivisionGender
from registration.limits.kinds.team_size import TeamSize
from registration.limits.limit import REFUSE, WARN, Limit, Problem
from registration.limits.roster import Contest, Roster
from unionevents.lib.phrase import Phrase

NOBODY = Phrase("Nobody is on the roster yet; enter your people.", "报名表里还没有人；请先填写人员。")
NO_ENTRIES = Phrase("No contest has been ticked for anybody yet.", "还没有给任何人勾选项目。")
SAME_NAME = Phrase(
    "{name} is on the roster {count} times. If these are different people, leave it; otherwise remove one.",
    "{name}在报名表里出现了 {count} 次。如果是同名的不同人，可以保留；否则请移除重复的一行。",
)
WHICH_DIVISION = Phrase("{name}: choose the division of {contest}.", "{name}：请选择“{contest}”的组别。")


def broken(limits: Iterable[Limit], roster: Roster) -> list[Problem]:
    """Every problem, those of the whole unit first, then person by person in the order of the list."""
    limits = list(limits)
    roster = replace(roster, contests=arranged(limits, roster.contests))
    if not any(isinstance(limit, DivisionGender) for limit in limits):
        limits.append(DivisionGender({}))  # a women's division is for women, whether anybody wrote it down or not
    found = [*_always(roster), *(problem for limit in limits for problem in limit.check(roster))]
    order = {person.key: number for number, person in enumerate(roster.people)}
    return sorted(found, key=lambda problem: -1 if problem.person is None else order[problem.person])


def refusing(problems: Iterable[Problem]) -> list[Problem]:
    """Those that stand in the way of submission."""
    return [problem for problem in problems if problem.refuses]


def confirming(problems: Iterable[Problem]) -> list[Problem]:
    """Those that the unit has to confirm when it submits."""
    return [problem for problem in problems if problem.asks]


def overall(limits: Iterable[Limit], rosters: Sequence[Roster]) -> list[Problem]:
    """What shows only when all rosters are held together."""
    limits = list(limits)
    held = [replace(roster, contests=arranged(limits, roster.contests)) for roster in rosters]
    return [problem for limit in limits for problem in limit.overall(held)]


def unranked(limits: Iterable[Limit], roster: Roster) -> set[tuple[str, str]]:
    """Who takes part without being ranked: person and contest."""
    return {pair for limit in limits for pair in limit.unranked(roster)}


def arranged(limits: Iterable[Limit], contests: Sequence[Contest]) -> tuple[Contest, ...]:
    """The contests, with those marked that are played in teams: a team size makes a contest one for teams."""
    sizes = [limit for limit in limits if isinstance(limit, TeamSize)]
    return tuple(
        replace(contest, by_team=True) if any(size.touches(contest.code) for size in sizes) else contest
        for contest in contests
    )


def plays_in_teams(limits: Iterable[Limit]) -> bool:
    return any(isinstance(limit, TeamSize) for limit in limits)


def needed(limits: Iterable[Limit]) -> frozenset[str]:
    """The facts about people and units that these limits ask for; no page asks for others."""
    return frozenset[str]().union(*(limit.needs() for limit in limits))


def questions(limits: Iterable[Limit], contests: Sequence[Contest]) -> list[Phrase]:
    """What the organiser should decide before rosters come in."""
    limits = list(limits)
    contests = arranged(limits, contests)
    found = [question for limit in limits for question in limit.questions(contests)]
    kinds = dict.fromkeys(type(limit) for limit in limits)
    return found + [
        question for kind in kinds for question in kind.together([x for x in limits if type(x) is kind], contests)
    ]


def _always(roster: Roster) -> Iterator[Problem]:
    """What no organiser has to ask for."""
    if not roster.people:
        yield Problem("somebody", REFUSE, NOBODY)
        return
    if not any(person.entries or person.functions for person in roster.people) and not roster.teams:
        yield Problem("somebody", REFUSE, NO_ENTRIES)
    times = Counter(person.name for person in roster.people)
    said = set()
    for person in roster.people:
        if times[person.name] > 1 and person.name not in said:
            said.add(person.name)
            phrase = SAME_NAME.fill(name=person.name, count=times[person.name])
            yield Problem("same_name", WARN, phrase, person.key)
        for contest in roster.contests:
            chosen = person.entries.get(contest.code)
            if contest.code in person.entries and contest.divisions and contest.division(chosen) is None:
                phrase = WHICH_DIVISION.fill(name=person.name, contest=contest.title)
                yield Problem("division", REFUSE, phrase, person.key, contest.code)
