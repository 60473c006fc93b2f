"""Plans 2 to 9 by their pages, from the starter to the award workbook; all of it as worked by hand.

Plan 1 goes the same way in real browsers: `tests/e2e/test_plan_one.py`.
"""

from __future__ import annotations

import io
from collections import Counter
from typing import Any

import pytest
from openpyxl import load_workbook

from scoring.models import Publication
from scoring.rulebook import outcome_of
from tests.worked import checking
from tests.worked.by_pages import WholePlan

pytestmark = pytest.mark.django_db
Json = dict[str, Any]
PLANS = [path.parent.name for path in sorted(checking.files()) if "starter" in checking.load(path)]


@pytest.mark.parametrize("plan", PLANS)
def test_a_plan_goes_by_pages_from_its_starter_to_its_award_workbook(plan: str) -> None:
    found = checking.load(checking.HERE / plan / "meet.json")
    starter, case = found["starter"], found["case"]
    clerk = WholePlan(case, starter)
    clerk.make()
    clerk.register()
    clerk.draw()
    clerk.enter_everything()
    clerk.publish()
    clerk.give()
    document = clerk.publish_awards()

    expected = outcome_of(case)
    published = Publication.objects.get(sheet=None).outcome
    assert placings(published) == placings(expected)
    assert awards(document) == awards(expected)
    assert tables(published) == tables(expected)
    assert printed(clerk.workbook()) == Counter(
        (contest["title"], placing["rank"], placing["name"], placing["prize_title"] if placing["awarded"] else None)
        for contest in expected["contests"]
        for ranking in contest["rankings"]
        for placing in ranking["placings"]
    )


def placings(outcome: Json) -> list[tuple[Any, ...]]:
    """Contest, ranking, name, place, mark, prize."""
    return sorted(
        (
            contest["title"],
            str(ranking.get("ranking") or ranking["division"]),
            placing["name"],
            placing["rank"] or 0,
            str(placing["mark"]),
            placing["prize"] or "",
        )
        for contest in outcome["contests"]
        for ranking in contest["rankings"]
        for placing in ranking["placings"]
    )


def awards(outcome: Json) -> Counter[tuple[Any, ...]]:
    return Counter((each["name"], each["contest"], each["prize"], each["value"]) for each in outcome["awards"])


def tables(outcome: Json) -> list[tuple[Any, ...]]:
    return sorted(
        (table["code"], row["unit_name"], row["rank"], str(row.get("total")))
        for table in outcome.get("tables", ())
        for row in table["rows"]
    )


def printed(workbook: bytes) -> Counter[tuple[Any, ...]]:
    """The first sheet, by the heads of its columns: contest, place, name, prize."""
    rows = list(load_workbook(io.BytesIO(workbook))["按项目"].iter_rows(values_only=True))
    at = next(number for number, row in enumerate(rows) if row[0] == "项目")
    heads = {head: column for column, head in enumerate(rows[at])}
    columns = [heads[head] for head in ("项目", "名次", "姓名", "奖项")]
    return Counter(
        (row[columns[0]], row[columns[1]], row[columns[2]], row[columns[3]] or None)
        for row in rows[at + 1 :]
        if row[columns[2]]
    )
