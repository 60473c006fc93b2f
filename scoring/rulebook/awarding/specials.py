"""单项奖、特别奖: named by a decision on record."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.rulebook.base.paths import Path
from scoring.rulebook.base.rule import Contradiction, Parameter
from scoring.rulebook.base.sentences import Sentence
from scoring.rulebook.rewards.award import Gift, Who
from scoring.rulebook.rewards.awardrule import (
    NO_ENTRY,
    NO_PERSON,
    NO_PRIZE,
    NO_UNIT,
    AwardRule,
    Known,
    unknown_names,
)
from scoring.rulebook.rewards.giving import Giving, people_of
from scoring.rulebook.rewards.prize import PERSON, Prize
from scoring.rulebook.standings.contest import Entry
from unionevents.lib.phrase import Phrase


class Specials(AwardRule):
    """A prize for entries, people or units that somebody decided on, such as best style or best organisation."""

    code = "specials"
    title = Phrase(en="Special award", zh="单项奖（特别奖）")
    help = Phrase(
        en="A prize that no placing earns: name who gets it, and why.",
        zh="不按名次、由评定产生的奖（如最佳风采奖、优秀组织奖），写明给谁、为什么。",
    )
    many = True
    stage = 25
    parameters = (
        Parameter("prize", Phrase(en="Prize", zh="奖项"), "code", required=True, default="special"),
        Parameter("entries", Phrase(en="Entries", zh="参赛项"), "codes", default=[]),
        Parameter("people", Phrase(en="People", zh="人员"), "codes", default=[]),
        Parameter("units", Phrase(en="Units", zh="单位"), "codes", default=[]),
        Parameter("reason", Phrase(en="Reason", zh="理由"), "text", default=""),
    )
    example = {
        "awards": {"specials": [{"prize": "third", "people": ["b"], "reason": "最佳风采"}]},
        "counts": {"a": 9, "b": "DSQ"},
        "given": [["a", "first"], ["b", "third"]],
    }

    def apply(self, giving: Giving, path: Path) -> None:
        prize = giving.prizes[self.settings["prize"]]
        why = Sentence.of("special", BY_DECISION, prize=prize.title, reason=self.settings["reason"] or DECIDED)
        gifts = [
            Gift("special", who, prize, why, entry, contest)
            for entry, contest in self._entries(giving)
            for who in (people_of(entry) if prize.per == PERSON else [Who.of(entry)])
        ]
        people = giving.participants()
        gifts += [Gift("special", people[giving.one(person)].who, prize, why) for person in self.settings["people"]]
        gifts += [self._for_unit(unit, giving.units[unit], prize, why) for unit in self.settings["units"]]
        giving.give(gifts)

    def unknown(self, known: Known) -> list[Contradiction]:
        return [
            *unknown_names(self.settings, "prize", known.prizes, NO_PRIZE),
            *unknown_names(self.settings, "entries", known.entries, NO_ENTRY),
            *unknown_names(self.settings, "people", known.people, NO_PERSON),
            *unknown_names(self.settings, "units", known.units, NO_UNIT),
        ]

    def contradictions(self) -> list[Contradiction]:
        return [] if any(self.settings[key] for key in ("entries", "people", "units")) else [((), NOBODY)]

    def says(self) -> Phrase:
        return Phrase(en="a special award by decision", zh="按评定发的单项奖")

    def _entries(self, giving: Giving) -> Iterator[tuple[Entry, str]]:
        for entry_id in self.settings["entries"]:
            for standing in giving.contest_standings():
                if entry_id in standing.entries:
                    yield standing.entries[entry_id], standing.contest.code
                    break

    @staticmethod
    def _for_unit(unit: str, title: str, prize: Prize, why: Sentence) -> Gift:
        return Gift("special", Who(unit, title, unit, title), prize, why)


BY_DECISION = Phrase(en="{prize}: {reason}", zh="{prize}：{reason}")
DECIDED = Phrase(en="by decision", zh="按评定结果")
NOBODY = Phrase(en="name who gets it: entries, people or units", zh="请写明给谁：参赛项、人员或单位")
