"""获奖人数不超过参赛人数的三分之二."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace

from scoring.rulebook.base.paths import Path
from scoring.rulebook.base.rule import Choice, Contradiction, Parameter
from scoring.rulebook.base.sentences import Sentence
from scoring.rulebook.prizes.placesrule import BASE
from scoring.rulebook.prizes.portion import OUT_OF, PERCENT, ROUNDING, part_said, portion, portion_contradictions
from scoring.rulebook.rewards.award import Award, Key
from scoring.rulebook.rewards.awardrule import AwardRule
from scoring.rulebook.rewards.giving import Giving, people_awarded, people_of
from scoring.rulebook.standings.standing import Standing
from unionevents.lib.phrase import Phrase

PEOPLE = "people"
RANKING = "ranking"


class Ceiling(AwardRule):
    """Not more winners than a part of those who took part: reported, or cut from the lowest prize up.

    Cutting takes away whole levels: those with the same prize and the same rank stay or go together. Prizes of units
    and gifts are not counted.
    """

    code = "ceiling"
    title = Phrase(en="Ceiling on winners", zh="获奖面上限")
    help = Phrase(
        en="At most so many of those who take part win a prize, counted by people or by entries; "
        "either only reported, or cut from the lowest prize up.",
        zh="获奖的不超过参赛的几分之几，按人数或按参赛项数算；超出时只提示，或者从最低奖级往上裁减。",
    )
    stage = 20
    parameters = (
        replace(PERCENT, default=2, required=False),
        replace(OUT_OF, default=3),
        replace(ROUNDING, default="down"),
        Parameter(
            "by",
            Phrase(en="Counted by", zh="按什么算"),
            "choice",
            default=PEOPLE,
            choices=(
                Choice(PEOPLE, Phrase(en="people", zh="人数")),
                Choice("entries", Phrase(en="entries", zh="参赛项数")),
            ),
        ),
        replace(BASE, default="started"),
        Parameter(
            "in",
            Phrase(en="Where", zh="范围"),
            "choice",
            default="all",
            choices=(
                Choice("all", Phrase(en="over all contests", zh="全部项目合计")),
                Choice(RANKING, Phrase(en="in each ranking", zh="每个项目（组别）分别算")),
            ),
        ),
        Parameter(
            "above",
            Phrase(en="What is above it", zh="超出时"),
            "choice",
            default="reported",
            choices=(
                Choice("reported", Phrase(en="is reported", zh="只提示")),
                Choice("cut", Phrase(en="is cut from the lowest prize up", zh="从最低奖级往上裁减")),
            ),
        ),
    )
    example = {
        "awards": {"ceiling": {"percent": 2, "out_of": 3, "above": "cut"}},
        "counts": {"a": 9, "b": 8, "c": 7},
        "given": [["a", "first"], ["b", "second"]],
    }

    def apply(self, giving: Giving, path: Path) -> None:
        standings = giving.contest_standings()
        for group in [[one] for one in standings] if self.settings["in"] == RANKING else [standings]:
            self._hold(group, giving, path)

    def contradictions(self) -> list[Contradiction]:
        return portion_contradictions(self.settings)

    def says(self) -> Phrase:
        return Phrase(
            en="at most {part} of the {by} win a prize, {where}; what is above {above}",
            zh="获奖的不超过{by}的 {part}（{where}），超出时{above}",
        ).fill(
            part=part_said(self.settings),
            by=self.chosen("by"),
            where=self.chosen("in"),
            above=self.chosen("above"),
        )

    def _hold(self, group: Sequence[Standing], giving: Giving, path: Path) -> None:
        numbers = {standing.number for standing in group}
        mine = [award for award in giving.awarding.awards if award.standing.number in numbers]

        def people(awards: Iterable[Award]) -> list[Hashable]:
            return [giving.one(who.person) for award in awards for who in people_awarded(award)]

        counted = people if self.settings["by"] == PEOPLE else self._entries
        number = len(self._field(group, giving))
        limit = portion(self.settings, number)
        winners = len(set(counted(mine)))
        values = {
            "where": group[0].title if len(group) == 1 else ALL,
            "winners": winners,
            "number": number,
            "part": part_said(self.settings),
            "limit": limit,
        }
        if winners <= limit:
            giving.report(path, Sentence.of(self.code, WITHIN, **values), holds=True)
            return
        if self.settings["above"] == "reported":
            giving.report(path, Sentence.of(self.code, ABOVE, **values), holds=False)
            return
        kept = _cut(mine, limit, counted, list(giving.prizes))
        why = Sentence.of(self.code, CUT, **values)
        dropped = {award.key: why for award in mine if award.key not in kept}
        giving.awarding.not_awarded |= dropped
        giving.awarding.awards = [award for award in giving.awarding.awards if award.key not in dropped]
        giving.report(path, why, holds=True)

    def _field(self, group: Sequence[Standing], giving: Giving) -> set[Hashable]:
        """Everybody, or every entry, of the stated base."""
        found: set[Hashable] = set()
        for standing in group:
            for entry in standing.entries.values():
                absence = entry.performance.absence
                finished = entry.mark is not None
                started = finished or (absence is not None and absence.took_part)
                if not {"entered": True, "started": started, "finished": finished}[self.settings["base"]]:
                    continue
                if self.settings["by"] == PEOPLE:
                    found |= {giving.one(who.person) for who in people_of(entry)}
                else:
                    found.add((standing.contest.code, entry.id))
        return found

    @staticmethod
    def _entries(awards: Iterable[Award]) -> list[Hashable]:
        return [(award.standing.contest.code, award.entry.id) for award in awards]


def _cut(
    awards: Sequence[Award], limit: int, counted: Callable[[Iterable[Award]], list[Hashable]], prizes: Sequence[str]
) -> set[Key]:
    """What stays: the awards from the best level down, as long as the ceiling holds."""
    kept: list[Award] = []
    for level in sorted({(prizes.index(award.prize.code), award.rank) for award in awards}):
        more = [award for award in awards if (prizes.index(award.prize.code), award.rank) == level]
        if len(set(counted([*kept, *more]))) > limit:
            break
        kept += more
    return {award.key for award in kept}


ALL = Phrase(en="all contests", zh="全部项目")
WITHIN = Phrase(
    en="{where}: {winners} winners of {number}, within {part} ({limit})",
    zh="{where}：{number} 中获奖 {winners}，没有超过 {part}（{limit}）",
)
ABOVE = Phrase(
    en="{where}: {winners} winners of {number}, above {part} ({limit})",
    zh="{where}：{number} 中获奖 {winners}，超过了 {part}（{limit}）",
)
CUT = Phrase(
    en="{where}: {winners} winners of {number} would be above {part} ({limit}); cut from the lowest prize up",
    zh="{where}：{number} 中本应获奖 {winners}，超过 {part}（{limit}），从最低奖级往上裁减",
)
