"""Every rule of the book, section by section: as JSON for programs, and for the page that people read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from scoring.rulebook.adjustments import ADJUSTMENTS
from scoring.rulebook.aggregations import AGGREGATIONS
from scoring.rulebook.awarding import AWARD_RULES
from scoring.rulebook.base.rule import Rule
from scoring.rulebook.base.version import VERSION
from scoring.rulebook.formats import FORMATS
from scoring.rulebook.games import GAMES
from scoring.rulebook.marks.absences import ORDER_OF_ABSENCES
from scoring.rulebook.marks.aggregation import LEVELS
from scoring.rulebook.matches.systems import SYSTEMS
from scoring.rulebook.prizes.places import PLACES
from scoring.rulebook.prizes.tiers import TIERS
from scoring.rulebook.prizes.ties import TIE_POLICIES
from scoring.rulebook.tables import TABLES
from scoring.rulebook.tiebreaks import TIE_BREAKS
from unionevents.lib.phrase import Phrase


class Section(NamedTuple):
    """One kind of rule: its key in `--rules`, what it is called, the rules by code, where a case names them."""

    key: str
    title: Phrase
    rules: Mapping[str, type[Rule]]
    place: str


SECTIONS: Final = (
    Section("games", Phrase(en="Games: how a result is measured", zh="项目：成绩怎么记"), GAMES, "contests[].game"),
    Section(
        "aggregations",
        Phrase(en="Aggregations: several results become one", zh="成绩合成：几次、几人、几项合成一个成绩"),
        AGGREGATIONS,
        "contests[].aggregation[].rule",
    ),
    Section(
        "adjustments",
        Phrase(en="Adjustments: fouls, bonuses, rulings", zh="成绩调整：犯规、加减分、裁定"),
        ADJUSTMENTS,
        "contests[].adjustments[].rule",
    ),
    Section(
        "tie_breaks",
        Phrase(en="Tie-breaks: level results set apart", zh="同成绩办法：成绩相同怎么分先后"),
        TIE_BREAKS,
        "contests[].tie_breaks[].rule",
    ),
    Section(
        "formats",
        Phrase(en="Formats: how a stage is played", zh="赛制：每个阶段怎么赛"),
        FORMATS,
        "contests[].stages[].rule",
    ),
    Section(
        "places",
        Phrase(en="Places: how many are rewarded", zh="录取名次：取多少名"),
        PLACES,
        "prize_rules.places.rule",
    ),
    Section(
        "tiers", Phrase(en="Tiers: who wins which prize", zh="奖级：谁得哪一级"), TIERS, "prize_rules.tiers[].rule"
    ),
    Section(
        "awards",
        Phrase(en="Awards: what holds across contests", zh="奖励总则：跨项目的规定"),
        AWARD_RULES,
        "awards, as the key",
    ),
    Section(
        "tables",
        Phrase(en="Tables: units over contests", zh="计分表：单位总分、奖牌榜、参与率"),
        TABLES,
        "tables[].rule",
    ),
)


def catalogue() -> dict[str, Any]:
    """The whole book, ordered by code."""
    return {
        "rulebook": VERSION,
        **{section.key: [rule.as_json() for rule in section.rules.values()] for section in SECTIONS},
        "systems": [system.as_json() for system in SYSTEMS.values()],
        "ties": [{"code": choice.code, "title": choice.title.as_json()} for choice in TIE_POLICIES],
        "levels": [{"code": choice.code, "title": choice.title.as_json()} for choice in LEVELS],
        "absences": [{"code": absence.value, "title": absence.title.as_json()} for absence in ORDER_OF_ABSENCES],
    }
