"""The rows of a ranking are written without the template engine, so their escaping is tested here."""

from __future__ import annotations

import pytest

from scoring.views.ranking_rows import PlacingRow, ranking_rows

HOSTILE = '<script>alert("x")</script>&\'"'
TEXTS = ("entry", "number", "name", "unit_name", "shown", "why", "prize", "tier")


def a_row(**texts: str) -> PlacingRow:
    plain = dict.fromkeys(TEXTS, "") | {"prize": "一等奖", "tier": "gold"} | texts
    return PlacingRow(entry_number=1, rank=1, shared=True, ends_prizes=True, **plain)


@pytest.mark.parametrize("corrected_at", [None, 7])
@pytest.mark.parametrize("is_contested", [False, True])
@pytest.mark.parametrize("text", TEXTS)
def test_nothing_that_somebody_typed_becomes_markup(text: str, is_contested: bool, corrected_at: int | None) -> None:
    row = a_row(**{text: HOSTILE})

    written = ranking_rows(
        [row], is_provisional=True, contested={row.entry} if is_contested else set(), corrected_at=corrected_at
    )

    assert "<script" not in written
    assert '"x"' not in written
