"""The award workbook of 10,000 rows against bare write-only openpyxl putting the same cells into a file."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

from benchmarks.measuring import Comparison, compare
from benchmarks.ranking import is_void
from events.models import Activity
from scoring.models import Publication
from scoring.rulebook import outcome_of
from scoring.workbooks import write_award_workbook

ROWS = 10_000


def run(rows: int = ROWS) -> list[Comparison]:
    """All five sheets together have about so many rows."""
    # A person is one placing, and with the souvenir a row by unit, by person and on the receipt list.
    publication = frozen(rows // 4)
    cells = cells_of(written(publication))
    result = compare(
        f"award workbook, {sum(map(len, cells)):,} rows in five sheets",
        ours=lambda: written(publication),
        floor=lambda: bare(cells),
        floor_is="write-only openpyxl, the same cells, no styles",
        note="ours has borders, number formats, page set-up and cells that no formula hides in",
    )
    return [
        replace(result, note="void: the floor's own rounds differ by more than twice") if is_void(result) else result
    ]


def frozen(people: int) -> Publication:
    """An award list that nobody stored: writing it reads the outcome alone."""
    chance = random.Random(20260923)
    case = {
        "format": "unionevents-case",
        "version": 1,
        "contests": [
            {
                "code": "run",
                "title": "托球跑",
                "game": "timed",
                "entries": [
                    {
                        "id": f"run/{number}",
                        "person": f"p{number}",
                        "name": f"队员{number}",
                        "unit": f"u{number % 90}",
                        "unit_name": f"第{number % 90}工会",
                        "records": {"time": chance.randrange(9_000, 90_000, 10)},
                    }
                    for number in range(1, people + 1)
                ],
            }
        ],
        "prizes": [
            {"code": "first", "title": "一等奖", "item": "运动背包", "value": 20000},
            {"code": "souvenir", "title": "纪念奖", "item": "跳绳", "value": 2000},
        ],
        "prize_rules": {"places": {"rule": "fixed", "count": 6}, "tiers": [{"prize": "first", "rule": "rest"}]},
        "awards": {"one_per_person": "best_placing", "souvenir": {"prize": "souvenir", "to": "took_part"}},
    }
    return Publication(
        activity=Activity(title="趣味运动会"),
        number=1,
        case=case,
        outcome=outcome_of(case),
        sha256="0" * 64,
        by_name="裁判长",
        at=datetime(2026, 9, 23, tzinfo=UTC),
    )


def written(publication: Publication) -> bytes:
    file = BytesIO()
    write_award_workbook(publication, file)
    return file.getvalue()


def cells_of(content: bytes) -> list[list[tuple[Any, ...]]]:
    """The very same values, read back once before the clock runs."""
    sheets = load_workbook(BytesIO(content), read_only=True).worksheets
    return [[tuple(map(plain, row)) for row in sheet.iter_rows(values_only=True)] for sheet in sheets]


def plain(value: Any) -> Any:
    """Money as the product writes it, so that both write the same digits."""
    return Decimal(str(value)) if isinstance(value, float) else value


def bare(sheets: list[list[tuple[Any, ...]]]) -> bytes:
    workbook = Workbook(write_only=True)
    for rows in sheets:
        sheet = workbook.create_sheet()
        for row in rows:
            sheet.append(row)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()
