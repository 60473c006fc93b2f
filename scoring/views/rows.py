"""Outcomes as rows of a page, in the reader's language. Reads outcomes only, never the database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from scoring.queries.published import tiers_of
from scoring.views.ranking_rows import PlacingRow, ranking_rows


def spoken(sentence: Mapping[str, Any] | None) -> str:
    """A sentence of an outcome in the language of the page."""
    if not sentence:
        return ""
    return str(sentence["en"] if (get_language() or "").startswith("en") else sentence["zh"])


@dataclass(frozen=True, slots=True)
class RankingTable:
    """One ranking: of a contest, or of one of its divisions."""

    division: str
    entered: int
    started: int
    finished: int
    places_why: str
    body: SafeString


def tables_of(
    case: Mapping[str, Any],
    outcome: Mapping[str, Any] | None,
    *,
    is_provisional: bool = False,
    contested: Collection[str] = (),
    corrected_at: int | None = None,
) -> list[RankingTable]:
    """The rankings of the one contest of a case; the rest is how `ranking_rows` draws them."""
    if not outcome:
        return []
    tiers = tiers_of(case)
    titles = {division["code"]: division["title"] for division in case["contests"][0]["divisions"]}
    return [
        RankingTable(
            division=titles.get(ranking["division"], ""),
            entered=ranking["entered"],
            started=ranking["started"],
            finished=ranking["finished"],
            places_why=spoken(ranking["places"]["why"]),
            body=ranking_rows(
                _rows(ranking["placings"], tiers),
                is_provisional=is_provisional,
                contested=contested,
                corrected_at=corrected_at,
            ),
        )
        for ranking in outcome["contests"][0]["rankings"]
    ]


def _start_number(one: Mapping[str, Any]) -> str:
    """The number of a person; of a team, which has none, nothing."""
    person = str(one["person"])
    return person.removeprefix("p") if person[1:].isdecimal() else ""


def _rows(placings: Sequence[Mapping[str, Any]], tiers: Mapping[str, str]) -> list[PlacingRow]:
    last_prize = max((index for index, placing in enumerate(placings) if placing["prize"]), default=-1)
    return [
        PlacingRow(
            entry=placing["entry"],
            entry_number=int(placing["entry"].rpartition("/")[2]),
            number=_start_number(placing),
            rank=placing["rank"],
            shared=placing["shared"],
            name=placing["name"],
            unit_name=placing["unit_name"],
            shown=spoken(placing["shown"]),
            why=spoken(placing["why"]),
            prize=placing["prize_title"] or "",
            tier=tiers.get(placing["prize"] or "", ""),
            ends_prizes=index == last_prize,
        )
        for index, placing in enumerate(placings)
    ]


@dataclass(frozen=True, slots=True)
class AwardRow:
    name: str
    number: str
    unit_name: str
    contest: str
    rank: int | None
    prize: str
    tier: str
    item: str
    value: int | None
    why: str


@dataclass(frozen=True, slots=True)
class AwardGroup:
    """Awards under one heading: a contest, a unit, or the whole list by person."""

    title: str
    rows: list[AwardRow]


def award_groups(case: Mapping[str, Any], outcome: Mapping[str, Any], by: str, *, souvenirs: str) -> list[AwardGroup]:
    """The award list by `contest`, `unit` or `person`; `souvenirs` is the heading of those who belong to no contest."""
    tiers = tiers_of(case)
    contests = {contest["code"]: contest for contest in (*case["contests"], *outcome.get("tables", ()))}
    rows = [(award, _award_row(award, contests, tiers)) for award in outcome["awards"]]
    if by == "unit":
        units = dict.fromkeys(row.unit_name for _award, row in sorted(rows, key=lambda pair: _unit_order(pair[0])))
        return [AwardGroup(unit, [row for _award, row in rows if row.unit_name == unit]) for unit in units]
    if by == "person":
        people = sorted(rows, key=lambda pair: (len(pair[1].number), pair[1].number))
        return [AwardGroup("", [row for _award, row in people])]
    headings = [*contests, None]
    groups = []
    for code in headings:
        title = contests[code]["title"] if code else souvenirs
        groups.append(AwardGroup(title, [row for award, row in rows if _source(award) == code]))
    return [group for group in groups if group.rows]


def _source(award: Mapping[str, Any]) -> str | None:
    """The contest that earned it, or the table of units; None for a gift."""
    source: str | None = award["contest"] or award.get("table")
    return source


def _unit_order(award: Mapping[str, Any]) -> int:
    return int(str(award["unit"] or "u0").removeprefix("u"))


def _award_row(
    award: Mapping[str, Any], contests: Mapping[str, Mapping[str, Any]], tiers: Mapping[str, str]
) -> AwardRow:
    contest = contests.get(_source(award) or "")
    division = ""
    if contest and award["division"]:
        titles = {each["code"]: each["title"] for each in contest["divisions"]}
        division = f" · {titles.get(award['division'], award['division'])}"
    return AwardRow(
        name=award["name"],
        number="" if award.get("table") else _start_number(award),
        unit_name=award["unit_name"],
        contest=f"{contest['title']}{division}" if contest else "",
        rank=award["rank"],
        prize=award["prize_title"],
        tier=tiers.get(award["prize"], ""),
        item=award["item"],
        value=award["value"],
        why=spoken(award["why"]),
    )


def move_rows(moved: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Who moves: the sentence, and whether a prize is won or lost by it, or a place in the next stage."""
    rows = []
    for move in moved:
        prize = move.get("prize")
        changes_prize = prize[0] != prize[1] if prize else True
        rows.append(
            {
                "says": spoken(move["why"]),
                "unit_name": move["unit_name"],
                "changes_prize": changes_prize,
                "changes_cut": bool(move.get("cuts")),
            }
        )
    return rows


def sample_tables(outcome: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rankings of a sample outcome, for the preview of a setting."""
    found = []
    for contest in outcome["contests"]:
        for ranking in contest["rankings"]:
            rows = [
                {
                    "rank": placing["rank"],
                    "shared": placing["shared"],
                    "name": placing["name"],
                    "shown": spoken(placing["shown"]),
                    "prize": placing["prize_title"] or "",
                    "why": spoken(placing["why"]),
                }
                for placing in ranking["placings"]
            ]
            title = ranking.get("title") or ranking["division"] or ""
            found.append({"title": title, "rows": rows, "places_why": spoken(ranking["places"]["why"])})
    return found


def table_rows(tables: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Unit tables of a sample outcome."""
    return [
        {
            "title": table.get("title") or table["code"],
            "rows": [
                {
                    "rank": row["rank"],
                    "unit_name": row.get("unit_name") or row.get("unit") or row.get("title") or "",
                    "shown": spoken(row["shown"]),
                    "why": spoken(row["why"]),
                }
                for row in table["rows"]
            ],
        }
        for table in tables
    ]
