"""Who goes on from a stage: by place in heat or group, by mark over the rest, by a standard; and the tie at the cut."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from scoring.rulebook.base.exact import exact
from scoring.rulebook.base.sentences import Sentence
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.playing.format import Row, Section, Stage, StageOutcome
from scoring.rulebook.playing.groupstage import AS_PLAYED, compared
from scoring.rulebook.playing.markedstage import ranked
from scoring.rulebook.ranks.level import Level
from scoring.rulebook.ranks.ranking import Ranking
from scoring.rulebook.ranks.tiebreak import steps_of
from unionevents.lib.lots import in_drawn_order
from unionevents.lib.phrase import Phrase

ALL: Final = "all"
LOTS: Final = "lots"
NO_ONE: Final = "none"
CUT: Final = "cut"


class Going(NamedTuple):
    """One who goes on: `by` is place, best_of_place, mark, standard or added; where he stood, and why in words."""

    id: str
    by: str
    group: str
    place: int
    why: Phrase


def why_going(going: Going) -> Sentence:
    """Why somebody goes on, as data and in words."""
    return Sentence(going.by, {"group": going.group, "place": going.place}, going.why)


@dataclass(frozen=True, slots=True)
class Advancing:
    """Who goes on, strongest first, and the ties at a cut that still have to be decided."""

    going: tuple[Going, ...] = ()
    undecided: tuple[tuple[str, ...], ...] = ()

    @property
    def ids(self) -> list[str]:
        return [one.id for one in self.going]


def advancing(outcome: StageOutcome, rule: Row, stage: Stage) -> Advancing:
    """Those who go on; nobody before the stage is complete."""
    if not outcome.complete:
        return Advancing()
    return _Choice(outcome, rule, stage).made()


def compare(
    outcome: StageOutcome, stage: Stage, performances: Iterable[Performance], unequal: str = AS_PLAYED
) -> Ranking:
    """Some of a stage ranked among themselves, over its heats or groups."""
    chosen = list(performances)
    if stage.game.entered_by == "entries":
        return ranked(stage, [one._replace(demotion=0) for one in chosen])
    if len(outcome.sections) > 1:
        return compared(stage, chosen, outcome.sections, unequal)
    ids = {one.id for one in chosen}
    return Ranking(
        [
            level._replace(performances=[one for one in level.performances if one.id in ids])
            for level in outcome.ranking.levels
            if any(one.id in ids for one in level.performances)
        ],
        [],
    )


class _Choice:
    def __init__(self, outcome: StageOutcome, rule: Row, stage: Stage) -> None:
        self.outcome, self.rule, self.stage = outcome, rule, stage
        self.home = home_of(outcome.sections)
        self.going: dict[str, Going] = {}
        self.waiting: list[tuple[str, ...]] = []
        self.extra = 0

    def made(self) -> Advancing:
        self._by_place()
        self._best_of_place()
        self._by_mark()
        self._by_standard()
        for entry in self.rule["added"]:
            if entry not in self.going:
                group, place = self.home.get(entry, ("", 0))
                self.going[entry] = Going(entry, "added", group, place, ADDED)
        return Advancing(tuple(self.going.values()), tuple(self.waiting))

    def _by_place(self) -> None:
        number: int = self.rule["by_place"]
        chosen: dict[int, list[Performance]] = {}
        for section in self.outcome.sections if number else ():
            found = self._cut(section.ranking.levels, number)
            # Those let in by a tie take the places of those who would come in by mark.
            self.extra += max(0, len(found) - number)
            for one in found:
                chosen.setdefault(self.home[one.id][1], []).append(one)
        for place in sorted(chosen):
            self._take(chosen[place], "place", BY_PLACE)

    def _best_of_place(self) -> None:
        best = self.rule["best_of_place"]
        if best is None:
            return
        same = [
            one
            for section in self.outcome.sections
            for level in section.ranking.levels
            for one in level.performances
            if level.place == best["place"] and one.id not in self.going
        ]
        table = compare(self.outcome, self.stage, same, self.rule["unequal"])
        self._take(self._cut(table.levels, best["count"]), "best_of_place", BEST_OF_PLACE)

    def _by_mark(self) -> None:
        number: int = self.rule["by_mark"]
        if number and self.rule["ties_take_quota"]:
            number = max(0, number - self.extra)
        if number:
            table = compare(self.outcome, self.stage, self._rest(), self.rule["unequal"])
            self._take(self._cut(table.levels, number), "mark", BY_MARK)

    def _by_standard(self) -> None:
        if self.rule["standard"] is not None:
            limit = self.stage.game.key(exact(self.rule["standard"]))
            reached = [one for one in self._rest() if self.stage.game.key(one.achieved) <= limit]
            self._take(reached, "standard", BY_STANDARD)
        number = self.rule["at_least"] - len(self.going)
        if number > 0:
            table = compare(self.outcome, self.stage, self._rest(), self.rule["unequal"])
            self._take(self._cut(table.levels, number), "mark", BY_MARK)

    def _rest(self) -> list[Performance]:
        waiting = {entry for group in self.waiting for entry in group}
        return [
            one
            for level in self.outcome.ranking.levels
            for one in level.performances
            if one.id not in self.going and one.id not in waiting
        ]

    def _take(self, chosen: Sequence[Performance], by: str, why: Phrase) -> None:
        order = {entry: at for at, entry in enumerate(self.home)}
        table = compare(self.outcome, self.stage, chosen, self.rule["unequal"])
        for level in table.levels:
            for one in sorted(level.performances, key=lambda one: order[one.id]):
                group, place = self.home[one.id]
                self.going[one.id] = Going(one.id, by, group, place, why.fill(group=group, place=place))

    def _cut(self, levels: Iterable[Level], number: int) -> list[Performance]:
        """The first `number`, and what the tie policy makes of those who are level on the line."""
        taken: list[Performance] = []
        for level in levels:
            free = number - len(taken)
            if free <= 0:
                break
            here = list(level.performances)
            if len(here) <= free:
                taken += here
                continue
            chosen = self._on_the_line(here, free)
            if chosen is None:
                self.waiting.append(tuple(one.id for one in here))
                return taken
            return taken + chosen
        return taken

    def _on_the_line(self, here: list[Performance], free: int) -> list[Performance] | None:
        policy = self.rule["ties"]
        if policy == ALL:
            return here
        if policy == NO_ONE:
            return []
        for order in reversed(self.stage.orders.get(CUT, ())):
            steps = steps_of(order)
            if all(one.id in steps for one in here):
                chosen = sorted(here, key=lambda one: steps[one.id])
                if steps[chosen[free - 1].id] != steps[chosen[free].id]:
                    return chosen[:free]
        if policy == LOTS and self.stage.draw.seed:
            drawn = in_drawn_order([one.id for one in here], f"{self.stage.draw.seed}:cut")
            return sorted(here, key=lambda one: drawn.index(one.id))[:free]
        return None


def home_of(sections: Iterable[Section]) -> dict[str, tuple[str, int]]:
    """Section and place of everybody, section by section."""
    home: dict[str, tuple[str, int]] = {}
    for section in sections:
        for level in section.ranking.levels:
            for one in level.performances:
                home[one.id] = (section.code, level.place)
        for one in section.ranking.unplaced:
            home[one.id] = (section.code, 0)
    return home


def taken_from(outcome: StageOutcome, stage: Stage, takes: Mapping[str, object]) -> list[Going]:
    """Those of a stage who stand on certain places, in their group or over all; nobody before it is complete."""
    if not outcome.complete:
        return []
    home = home_of(outcome.sections)
    order = {entry: at for at, entry in enumerate(home)}
    first, last = int(str(takes["from"])), int(str(takes["to"]))
    if takes["by"] == "overall":
        chosen = [level for level in outcome.ranking.levels if first <= level.place <= last]
        return [
            Going(one.id, "place", *home.get(one.id, ("", 0)), TAKEN.fill(place=level.place))
            for level in chosen
            for one in sorted(level.performances, key=lambda one: order.get(one.id, 0))
        ]
    found: list[Going] = []
    for place in range(first, last + 1):
        same = [
            one
            for section in outcome.sections
            for level in section.ranking.levels
            for one in level.performances
            if level.place == place
        ]
        for level in compare(outcome, stage, same).levels:
            for one in sorted(level.performances, key=lambda one: order[one.id]):
                group = home[one.id][0]
                found.append(Going(one.id, "place", group, place, BY_PLACE.fill(group=group, place=place)))
    return found


BY_PLACE: Final = Phrase(en="place {place} in its heat or group", zh="组内第 {place} 名")
BEST_OF_PLACE: Final = Phrase(en="among the best of the places {place}", zh="各组第 {place} 名中的优者")
BY_MARK: Final = Phrase(en="by mark among the rest", zh="其余按成绩递补")
BY_STANDARD: Final = Phrase(en="reached the standard", zh="达到晋级标准")
ADDED: Final = Phrase(en="added by the referee", zh="裁判长增补")
TAKEN: Final = Phrase(en="place {place} of the stage", zh="该阶段第 {place} 名")
