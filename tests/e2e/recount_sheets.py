"""Every cell that the award workbook must hold, laid out from the independent count alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from tests.e2e.meet import TITLE, UNITS, Someone
from tests.e2e.recount import GOODS, Count, Given, shown

Row = list[Any]
DIGITS, PLACES = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟", "万")


class Printed(NamedTuple):
    """What the page of the publication says about it; the workbook has to agree."""

    number: int
    at: str
    held_on: date
    by: str
    checksum: str


def expected_sheets(people: tuple[Someone, ...], printed: Printed) -> dict[str, list[Row]]:
    """Sheet → rows from the very first, as a reader of the file finds them; an empty cell is ''."""
    count = Count(people)
    given = count.given()
    sheets = {
        "按项目": by_contest(count, printed.held_on),
        "按单位": by_unit(given),
        "按个人": by_person(given),
        "奖品采购": to_buy(given),
        "签领表": receipt(given),
    }
    note = f"{TITLE} · 第 {printed.number} 次公布 · {printed.at} · 签发 {printed.by} · 校验码 {printed.checksum}"
    return {
        title: [
            filled([f"{TITLE} · {title}"], len(rows[0])),
            filled([note], len(rows[0])),
            [""] * (len(rows[0]) - 2) + ["公布日期", date.fromisoformat(printed.at[:10])],
            *(filled(row, len(rows[0])) for row in rows),
        ]
        for title, rows in sheets.items()
    }


def by_contest(count: Count, held_on: date) -> list[Row]:
    best = count.best()
    rows: list[Row] = [["项目", "日期", "名次", "姓名", "单位", "成绩", "奖项", "依据"]]
    for line in count.lists():
        person = line.person
        prize = count.worth(line) if best.get(person.name) == line else ""
        who = (line.rank or "", person.name, person.unit)
        rows.append([line.contest, held_on, *who, shown(line), prize, count.why_placed(line)])
    return rows


def by_unit(given: list[Given]) -> list[Row]:
    rows: list[Row] = [["单位", "姓名", "奖项", "项目", "名次", "奖品", "金额"]]
    for unit in UNITS:
        own = [each for each in given if each.person.unit == unit]
        rows += [[unit, each.person.name, each.prize, *won_at(each), *GOODS[each.prize]] for each in own]
        if own:
            rows.append([unit, "合计", "", "", "", "", worth_of(own)])
    return rows


def by_person(given: list[Given]) -> list[Row]:
    rows: list[Row] = [["姓名", "单位", "奖项", "项目", "名次", "奖品", "金额", "依据"]]
    ordered = sorted(given, key=lambda each: (UNITS.index(each.person.unit), each.person.name))
    for each in ordered:
        rows.append([each.person.name, each.person.unit, each.prize, *won_at(each), *GOODS[each.prize], each.why])
    return rows


def to_buy(given: list[Given]) -> list[Row]:
    rows: list[Row] = [["奖项", "奖品", "单价", "数量", "金额"]]
    for prize in dict.fromkeys(each.prize for each in given):
        item, value = GOODS[prize]
        number = sum(each.prize == prize for each in given)
        rows.append([prize, item, value, number, number * value])
    rows.append(["合计", "", "", len(given), worth_of(given)])
    rows.append([f"大写：{capitals(worth_of(given))}"])
    return rows


def receipt(given: list[Given]) -> list[Row]:
    """Unit by unit; who stands first on the award list signs first, for everything in one go."""
    rows: list[Row] = [["序号", "单位", "姓名", "奖项", "奖品", "金额", "签字", "领取日期"]]
    names = list(dict.fromkeys(each.person.name for each in given))
    ordered = sorted(given, key=lambda each: (UNITS.index(each.person.unit), names.index(each.person.name)))
    for number, each in enumerate(ordered, start=1):
        rows.append([number, each.person.unit, each.person.name, each.prize, *GOODS[each.prize], "", ""])
    total = worth_of(given)
    rows.append([f"共 {len(given)} 份，合计 ¥{total:,}.00（{capitals(total)}）"])
    rows.append([f"经办人：{'_' * 12}    审核人：{'_' * 12}    日期：{'_' * 12}"])
    return rows


def won_at(each: Given) -> Row:
    return [each.line.contest, each.line.rank] if each.line else ["", ""]


def worth_of(given: Iterable[Given]) -> int:
    return sum(GOODS[each.prize][1] for each in given)


def capitals(yuan: int) -> str:
    """Whole yuan below a hundred thousand."""
    figures = [(DIGITS[int(digit)], PLACES[place]) for place, digit in enumerate(reversed(str(yuan)))]
    text = "".join(digit if digit == DIGITS[0] else digit + place for digit, place in reversed(figures))
    return f"人民币{re.sub('零+', '零', text).rstrip('零')}元整"


def filled(row: Row, width: int) -> Row:
    return row + [""] * (width - len(row))
