"""Any settings of a rule that have the right shape, for laws about forms."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from scoring.rulebook.base.exact import ExactNumber
from scoring.rulebook.base.rule import Rule
from scoring.rulebook.base.shapes import REQUIRED, Named, OneOf, OrNull, Record, Rows, Shape, Text, Whole, YesNo

Values = st.SearchStrategy[Any]
PRIZES = {"prize", "prizes"}


def settings_of(rule: type[Rule]) -> st.SearchStrategy[dict[str, Any]]:
    """What must be said always, what may be said sometimes."""
    return _record({each.code: each.key() for each in rule.parameters})


def values_of(shape: Shape, key: str) -> Values:
    """Values of a shape; names of prizes are names that the form knows."""
    made: Values
    match shape:
        case OrNull(inside=inside):
            made = st.none() | values_of(inside, key)
        case Named(inside=inside):
            made = values_of(inside, key)
        case OneOf(allowed=allowed):
            made = st.sampled_from(allowed)
        case YesNo():
            made = st.booleans()
        case Whole(lowest=lowest, highest=highest):
            made = st.integers(lowest, min(highest, lowest + 10_000))
        case ExactNumber(lowest=lowest, highest=highest):
            wide = highest - lowest > 3
            made = st.sampled_from([lowest, highest, *(["3/2", "7/3"] if wide and lowest <= 0 else [])])
        case Text():
            made = st.sampled_from(["first", "second"] if key in PRIZES else ["a", "甲组", "x-1"])
        case Rows(item=item):
            # Two equal names in a list of boxes are one box; an empty row of a table is no row.
            least = 1 if isinstance(item, Record) else 0
            made = st.lists(values_of(item, key), min_size=least, max_size=3, unique=isinstance(item, (Text, OneOf)))
        case Record(keys=keys):
            made = _record(keys)
        case _:
            raise AssertionError(f"the test does not know {shape!r}")
    return made


def _record(keys: dict[str, tuple[Shape, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    always = {key: values_of(shape, key) for key, (shape, default) in keys.items() if default is REQUIRED}
    sometimes = {key: values_of(shape, key) for key, (shape, default) in keys.items() if default is not REQUIRED}
    return st.fixed_dictionaries(always, optional=sometimes)
