"""Who meets whom in the groups of a stage, with what is on record about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from scoring.rulebook.base.paths import complain
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.drawing.roundrobin import schedule
from scoring.rulebook.matches.match import Match, fixture
from scoring.rulebook.playing.format import Field, Fixture, Side, Stage
from unionevents.lib.phrase import Phrase

MATCHES: Final = "matches"
Pairing = frozenset[str]


class Group(NamedTuple):
    """One group: its members by number, and their meetings with what is on record."""

    code: str
    members: tuple[str, ...]
    fixtures: tuple[Fixture, ...]
    matches: tuple[Match, ...]


class Meetings:
    """The recorded matches of a stage, waiting for the fixtures they belong to."""

    def __init__(self, stage: Stage, field: Field, settings: Mapping[str, Any], recorded: Sequence[Match]) -> None:
        self.settings, self.recorded = settings, recorded
        self.paths = {(row["a"], row["b"], row["round"] or 0, row["id"]): row["path"] for row in stage.matches}
        self.waiting: dict[Pairing, list[Match]] = {}
        self.earlier: dict[Pairing, Match] = {}
        if settings["carried"] == MATCHES:
            self.earlier = {Pairing((match.a, match.b)): match for match in field.earlier if match.b is not None}
        self.number = 0

    def groups(self, members: Mapping[str, Sequence[str]], problems: list[Problem]) -> list[Group]:
        """All groups with their fixtures; matches that belong to none are complained of."""
        home = {entry: code for code, entries in members.items() for entry in entries}
        for match in self.recorded:
            if match.b is None:
                continue
            if home.get(match.a) != home.get(match.b) or match.group not in ("", home.get(match.a)):
                self._complain(match, problems, "not_in_one_group", NOT_IN_ONE_GROUP)
            else:
                self.waiting.setdefault(Pairing((match.a, match.b)), []).append(match)
        found = [self._group(code, entries) for code, entries in members.items()]
        for left in self.waiting.values():
            for match in left:
                self._complain(match, problems, "met_too_often", MET_TOO_OFTEN)
        return found

    def _complain(self, match: Match, problems: list[Problem], rule: str, phrase: Phrase) -> None:
        path = self.paths[match.a, match.b, match.round, match.id]
        complain(problems, path, rule, phrase, a=match.a, b=match.b)

    def _group(self, code: str, entries: Sequence[str]) -> Group:
        fixtures: list[Fixture] = []
        matches: list[Match] = []
        rounds = schedule(
            len(entries),
            method=self.settings["schedule"],
            cycles=self.settings["cycles"],
            swap_last_two=self.settings["swap_last_two"],
        )
        for round_number, pairs in enumerate(rounds, 1):
            resting = sorted(set(range(1, len(entries) + 1)).difference(*pairs))
            for one, other in pairs:
                a, b = entries[one - 1], entries[other - 1]
                pair = Pairing((a, b))
                if pair in self.earlier:
                    matches.append(self.earlier.pop(pair)._replace(group=code))
                    continue
                found = self._take(pair, a, round_number)
                match = found or fixture(a, b, group=code, round=round_number)
                self.number += 1
                match = match._replace(group=code, round=match.round or round_number)
                sides = Side(match.a), Side(match.b)
                fixtures.append(Fixture(match.id or str(self.number), round_number, *sides, code, match=match))
                matches.append(match)
            # Of an odd number one rests in every round.
            for number in resting:
                name = f"bye {code} {round_number}".replace("  ", " ")
                fixtures.append(Fixture(name, round_number, Side(entries[number - 1]), Side(), code))
        return Group(code, tuple(entries), tuple(fixtures), tuple(matches))

    def _take(self, pair: Pairing, home: str, round_number: int) -> Match | None:
        """The recorded match of one meeting: of that round, else with that side at home, else the first."""
        matches = self.waiting.get(pair, [])
        best = min(
            matches,
            key=lambda match: (match.round != round_number, bool(match.round), match.a != home),
            default=None,
        )
        if best is not None:
            matches.remove(best)
        return best


NOT_IN_ONE_GROUP: Final = Phrase(en="“{a}” and “{b}” are not in this group", zh="“{a}”和“{b}”不在这一组")
MET_TOO_OFTEN: Final = Phrase(en="“{a}” and “{b}” do not meet so often", zh="按循环次数，“{a}”和“{b}”没有这么多场比赛")
