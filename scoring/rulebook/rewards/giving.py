"""What the rules across contests look at while prizes are given out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from scoring.rulebook.base.paths import Path, place_of
from scoring.rulebook.base.sentences import Problem, Sentence
from scoring.rulebook.rewards.award import Award, Awarding, Gift, Who
from scoring.rulebook.rewards.prize import Prize
from scoring.rulebook.standings.contest import Entry
from scoring.rulebook.standings.standing import Standing


@dataclass(slots=True)
class Participant:
    """One person of the case, with the first entry that names them and the rankings they took part in."""

    who: Who
    starts: list[Standing]
    took_part: bool = False
    finished: bool = False


@dataclass(frozen=True, slots=True)
class Giving:
    """The standings (contests, then tables), the prizes by code, best first, what is given so far, unit titles.

    `same` leads from a person to the one they are known as.
    """

    standings: Sequence[Standing]
    prizes: Mapping[str, Prize]
    awarding: Awarding
    units: Mapping[str, str]
    same: Mapping[str, str] = field(default_factory=dict)

    def one(self, person: str) -> str:
        """The code under which a human being is counted."""
        return self.same.get(person, person)

    def contest_standings(self, contests: Collection[str] = ()) -> list[Standing]:
        """The rankings of contests, of these only when any are named."""
        return [
            standing
            for standing in self.standings
            if not standing.of_table and (not contests or standing.contest.code in contests)
        ]

    def participants(self, contests: Collection[str] = (), tags: Collection[str] = ()) -> dict[str, Participant]:
        """Everybody on the lists by person; the people of a team stand for the team."""
        found: dict[str, Participant] = {}
        for standing in self.contest_standings(contests):
            for entry in standing.entries.values():
                absence = entry.performance.absence
                finished = entry.mark is not None
                took_part = finished or (absence is not None and absence.took_part)
                for who in people_of(entry):
                    if tags and who.tags.isdisjoint(tags):
                        continue
                    known = found.setdefault(self.one(who.person), Participant(who, []))
                    known.took_part |= took_part
                    known.finished |= finished
                    if took_part and standing.contest.code not in {start.contest.code for start in known.starts}:
                        known.starts.append(standing)
        return found

    def winners(self, *, prizes: Collection[str] = (), gifts: Collection[str] = ("special", "draw")) -> dict[str, Who]:
        """Everybody who gets a prize, by person; the people of a team stand for the team; units do not count."""
        found: dict[str, Who] = {}
        for award in self.awarding.awards:
            if not award.standing.of_units and (not prizes or award.prize.code in prizes):
                for who in people_awarded(award):
                    found.setdefault(self.one(who.person), who)
        for gift in self.awarding.gifts:
            if gift.kind in gifts and (not prizes or gift.prize.code in prizes):
                found.setdefault(self.one(gift.who.person), gift.who)
        return found

    def give(self, gifts: Sequence[Gift]) -> None:
        self.awarding.gifts.extend(gifts)

    def report(self, path: Path, sentence: Sentence, *, holds: bool) -> None:
        """A rule that only looks: whether it holds, and a problem when it does not."""
        problem = Problem(place_of(path), sentence)
        self.awarding.checks.append((holds, problem))
        if not holds:
            self.awarding.problems.append(problem)


def people_of(entry: Entry) -> Iterator[Who]:
    """The people of an entry: a team's members, or the one person."""
    if entry.members:
        yield from (Who.of(member) for member in entry.members)
    else:
        yield Who.of(entry)


def people_awarded(award: Award) -> Iterator[Who]:
    """The people an award reaches."""
    if award.member:
        yield award.who
    else:
        yield from people_of(award.entry)
