"""The shapes of prizes, prize rules, and rules across contests."""

from __future__ import annotations

from typing import Any, Final

from scoring.rulebook.awarding import AWARD_RULES
from scoring.rulebook.base.shapes import REQUIRED, Kinds, Named, OneOf, OrNull, Record, Rows, Shape, Text, Whole, YesNo
from scoring.rulebook.marks.numbers import DOWN
from scoring.rulebook.prizes.capping import CAPPED_PLACES, LEFT_FREE
from scoring.rulebook.prizes.places import PLACES
from scoring.rulebook.prizes.tiers import TIERS
from scoring.rulebook.prizes.ties import ALL_IN, TIE_POLICIES
from scoring.rulebook.rewards.awards import APART, BEST_PLACING, BEST_PRIZE, COUNTED
from scoring.rulebook.rewards.prize import ENTRY, PERSON

CODE: Final = Text(longest=100, shortest=1)
TIE_WORDS: Final = OneOf(*(choice.code for choice in TIE_POLICIES))


def _prize_rules() -> Shape:
    common = {"prize": (CODE, REQUIRED), "ties": (OrNull(TIE_WORDS), None)}
    # What must not be passed is rounded down unless the case says otherwise.
    ceiling = {**PLACES["share"].shape().keys, "rounding": (PLACES["share"].parameter("rounding").shape(), DOWN)}
    tiers = {code: Record({**common, **rule.shape().keys}, placed=True) for code, rule in TIERS.items()}
    return Record(
        {
            "places": (
                Kinds("rule", {code: Record(rule.shape().keys, placed=True) for code, rule in PLACES.items()}),
                REQUIRED,
            ),
            "tiers": (Rows(Kinds("rule", tiers)), REQUIRED),
            "ties": (TIE_WORDS, ALL_IN),
            "ties_at_cut": (OrNull(TIE_WORDS), None),
            "ceiling": (OrNull(Record(ceiling, placed=True)), None),
            "capped_places": (OneOf(*(choice.code for choice in CAPPED_PLACES)), LEFT_FREE),
        },
        placed=True,
    )


def _awards() -> Record:
    keys: dict[str, tuple[Shape, Any]] = {
        "one_per_person": (OrNull(OneOf(BEST_PLACING, BEST_PRIZE)), None),
        "passed_down": (YesNo(), False),
        "teams": (OneOf(COUNTED, APART), COUNTED),
    }
    keys["same_people"] = (Rows(Rows(CODE, at_least=2)), [])
    for code, rule in AWARD_RULES.items():
        record = Record(rule.shape().keys, placed=True)
        keys[code] = (Rows(record), []) if rule.many else (OrNull(record), None)
    return Record(keys)


PRIZE_RULES: Final = Named("prize_rules", _prize_rules)
PRIZE: Final = Record(
    {
        "code": (CODE, REQUIRED),
        "title": (OrNull(Text()), None),
        "item": (Text(), ""),
        "value": (OrNull(Whole()), None),
        "per": (OneOf(ENTRY, PERSON), ENTRY),
    },
    placed=True,
)
AWARDS: Final = _awards()
NO_AWARDS: Final = {key: default for key, (_, default) in AWARDS.keys.items()}
