"""One ranking of a case: a contest, or one division of it, with its turnout and rewarded places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scoring.rulebook.marks.game import Mark
from scoring.rulebook.prizes.dealing import Lines
from scoring.rulebook.prizes.placesrule import Turnout
from scoring.rulebook.prizes.tierrule import Ranked
from scoring.rulebook.ranks.ranking import Ranking, natural, rank
from scoring.rulebook.standings.contest import Contest, Entry, View
from scoring.rulebook.standings.staging import only


@dataclass(frozen=True, slots=True)
class Standing:
    """Who stands where, before prizes; `number` is its position in the case.

    `of_table` where it comes out of a table, and `of_units` where the table is of units.
    """

    number: int
    contest: Contest
    view: View
    ranking: Ranking
    turnout: Turnout
    lines: Lines
    of_table: bool = False
    of_units: bool = False

    @property
    def places(self) -> int:
        """How many places are rewarded."""
        return self.lines.places

    @property
    def division(self) -> str | None:
        return self.view.division

    @property
    def entries(self) -> Mapping[str, Entry]:
        return self.view.entries

    @property
    def outside(self) -> list[Entry]:
        """Who took part out of ranking, in the order of the entries' names."""
        return sorted((entry for entry in self.entries.values() if not entry.ranked), key=lambda one: natural(one.id))

    @property
    def title(self) -> str:
        """The contest, with the ranking's own name behind it if it has one."""
        name = self.view.title
        if not name:
            return self.contest.title
        return f"{self.contest.title} ({name})" if name.isascii() else f"{self.contest.title}（{name}）"


def standings_of(contests: Iterable[Contest]) -> list[Standing]:
    """Every ranking, contest by contest and view by view."""
    found: list[Standing] = []
    for contest in contests:
        for view in contest.views:
            found.append(_standing(len(found), contest, view))
    return found


def _standing(number: int, contest: Contest, view: View) -> Standing:
    ranked = {id_: entry for id_, entry in view.entries.items() if entry.ranked}
    if view.staged is None:
        performances = [entry.performance for entry in ranked.values()]
        ranking = rank(performances, key=view.game.key, chain=view.chain, undecided=contest.undecided)
    else:
        ranking = only(view.staged.ranking, ranked) if len(ranked) < len(view.entries) else view.staged.ranking
    finished = len(ranked) - len(ranking.unplaced)
    took_part = sum(1 for performance in ranking.unplaced if performance.absence and performance.absence.took_part)
    turnout = Turnout(entered=len(ranked), started=finished + took_part, finished=finished)
    return Standing(number, contest, view, ranking, turnout, lines_of(view, ranking, turnout))


def lines_of(view: View, ranking: Ranking, turnout: Turnout) -> Lines:
    """Which prize for which places; none where nothing is rewarded."""
    rules = view.prize_rules
    if rules is None:
        return Lines((), 0)

    def reached(standard: Mark) -> int:
        """How many, from the best down, have a mark at least as good."""
        limit = view.game.key(standard)
        number = 0
        for level in ranking.levels:
            if view.game.key(level.performances[0].achieved) > limit:
                break
            number += len(level.performances)
        return number

    still_open = view.staged is not None and not all(each.outcome.complete for each in view.staged.stages)
    lines = rules.lines(Ranked(turnout, rules.rewarded(turnout), reached))
    return lines._replace(still_open=True) if still_open else lines
