"""A number that grows with the field in steps: up to 3 people 1, up to 7 people 3, beyond that 6."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any, Final

from scoring.rulebook.base.rule import Contradiction, Parameter
from scoring.rulebook.base.sentences import joined
from scoring.rulebook.prizes.portion import MOST
from unionevents.lib.phrase import Phrase

STEPS: Final = Parameter(
    "steps",
    Phrase(en="Steps", zh="分档"),
    "rows",
    default=[{"up_to": 3, "places": 1}, {"up_to": 7, "places": 3}],
    required=True,
    columns=(
        Parameter(
            "up_to", Phrase(en="Up to (people)", zh="到多少人为止"), "whole", required=True, lowest=1, highest=MOST
        ),
        Parameter("places", Phrase(en="Places", zh="取几名"), "whole", required=True, highest=MOST),
    ),
)
BEYOND: Final = Parameter(
    "beyond", Phrase(en="Beyond that", zh="超过以后取几名"), "whole", default=6, required=True, highest=MOST
)


def stepped(settings: Mapping[str, Any], number: int) -> int:
    """What the steps give for a field of this size."""
    places: int = next((step["places"] for step in settings["steps"] if number <= step["up_to"]), settings["beyond"])
    return places


def steps_said(settings: Mapping[str, Any]) -> Phrase:
    """`不足 4 人取 1 名，4 至 7 人取 3 名，8 人及以上取 6 名`."""
    clauses: list[Phrase] = []
    lowest = 0
    for step in settings["steps"]:
        up_to = step["up_to"]
        clause = FEWER if lowest == 0 else EXACTLY if lowest == up_to else BETWEEN
        clauses.append(clause.fill(after=up_to + 1, lowest=lowest, up_to=up_to, places=step["places"]))
        lowest = up_to + 1
    clauses.append((FROM if lowest else ALWAYS).fill(lowest=lowest, places=settings["beyond"]))
    return joined(clauses, en=", ", zh="，")


def step_contradictions(settings: Mapping[str, Any]) -> list[Contradiction]:
    """Steps that do not rise."""
    return [
        (("steps", index, "up_to"), NOT_RISING.fill(lower=step["up_to"], upper=following["up_to"]))
        for index, (step, following) in enumerate(pairwise(settings["steps"]), 1)
        if following["up_to"] <= step["up_to"]
    ]


FEWER: Final = Phrase(en="fewer than {after}: {places}", zh="不足 {after} 人取 {places} 名")
EXACTLY: Final = Phrase(en="{lowest}: {places}", zh="{lowest} 人取 {places} 名")
BETWEEN: Final = Phrase(en="{lowest} to {up_to}: {places}", zh="{lowest} 至 {up_to} 人取 {places} 名")
FROM: Final = Phrase(en="{lowest} or more: {places}", zh="{lowest} 人及以上取 {places} 名")
ALWAYS: Final = Phrase(en="always {places}", zh="都取 {places} 名")
NOT_RISING: Final = Phrase(
    en="the steps must rise: {upper} comes after {lower}", zh="分档人数要从小到大：{lower} 后面又写了 {upper}"
)
