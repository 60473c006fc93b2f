"""每单位获奖不超过 n 个."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.base.sentences import Sentence
from scoring.rulebook.rewards.award import Award, Key
from scoring.rulebook.rewards.awardrule import AwardRule, Preference
from scoring.rulebook.rewards.giving import Giving
from unionevents.lib.phrase import Phrase


class UnitLimit(AwardRule):
    """A unit keeps its best so many prizes for placings, in each ranking or over all; the others are not given.

    Where prizes pass down, those behind move up for what becomes free. Nobody without a unit is limited.
    """

    code = "unit_limit"
    title = Phrase(en="Limit for a unit", zh="每单位获奖上限")
    help = Phrase(
        en="Each unit keeps its best prizes up to the limit; ranks do not change.",
        zh="每个单位只保留最好的几个奖，超出的不发，名次不变。",
    )
    stage = 10
    parameters = (
        Parameter("count", Phrase(en="At most", zh="最多几个"), "whole", default=3, required=True, lowest=1),
        Parameter(
            "in",
            Phrase(en="Counted", zh="怎样算"),
            "choice",
            default="all",
            choices=(
                Choice("all", Phrase(en="over all contests", zh="全部项目合计")),
                Choice("ranking", Phrase(en="in each ranking", zh="每个项目（组别）分别算")),
            ),
        ),
    )
    example = {
        "awards": {"unit_limit": {"count": 1}},
        "counts": {"a": 9, "b": 8, "c": 7},
        "units": {"a": "u1", "b": "u1", "c": "u2"},
        "given": [["a", "first"], ["c", "second"]],
    }

    def kept(
        self, won: Sequence[Award], giving: Giving, preference: Preference
    ) -> tuple[list[Award], dict[Key, Sentence]]:
        limit: int = self.settings["count"]
        held: dict[tuple[str, int], set[Key]] = {}
        reasons: dict[Key, Sentence] = {}
        for award in sorted(won, key=preference):
            unit = award.entry.unit
            if unit is None or award.standing.of_units:
                continue
            mine = held.setdefault((unit, award.standing.number if self.settings["in"] == "ranking" else -1), set())
            if len(mine) < limit or award.key in mine:
                mine.add(award.key)
            else:
                reasons[award.key] = Sentence.of("unit_limit", OVER, unit=award.entry.unit_name, count=limit)
        return [award for award in won if award.key not in reasons], reasons

    def says(self) -> Phrase:
        return Phrase(en="at most {count} prizes for a unit, {how}", zh="每单位最多 {count} 个奖，{how}").fill(
            count=self.settings["count"], how=self.chosen("in")
        )


OVER = Phrase(en="{unit} already has its {count} best prizes", zh="{unit}已有 {count} 个更好的奖，达到上限")
