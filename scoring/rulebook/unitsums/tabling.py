"""Tables of a case: which rankings and units each counts, and its own ranking of the units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from scoring.rulebook.base.rule import settings_in
from scoring.rulebook.marks.fields import Field
from scoring.rulebook.marks.game import Game, Mark, Records
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.marks.results import Scoring
from scoring.rulebook.prizes.placesrule import Turnout, UnitTurnout
from scoring.rulebook.prizes.rules import PrizeRules
from scoring.rulebook.ranks.ranking import natural, rank
from scoring.rulebook.ranks.tiebreak import Chain, Order
from scoring.rulebook.standings.contest import Contest, Entry, View
from scoring.rulebook.standings.contests import build_chain, build_prize_rules
from scoring.rulebook.standings.standing import Standing, lines_of
from scoring.rulebook.tables import TABLES
from scoring.rulebook.unitsums.tablerule import Meet, Row, Tabled, TableRule
from scoring.rulebook.unitsums.unit import Unit
from unionevents.lib.phrase import Phrase

Read = Mapping[str, Any]
UNITS = "units"
PEOPLE = "people"
TABLE_KEYS = (
    "code", "title", "rule", "who", "contests", "rankings", "units", "unit_tags", "tie_breaks", "undecided", "orders",
    "prizes",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a case sets it; empty lists are everything."""

    code: str
    title: str
    rule: TableRule
    by_person: bool
    contests: tuple[str, ...]
    rankings: tuple[str, ...]
    units: tuple[str, ...]
    unit_tags: frozenset[str]
    chain: Chain
    undecided: str
    prize_rules: PrizeRules | None
    line_orders: tuple[Order, ...]


class TotalOfUnit(Game):
    """The totals of a table, as a game whose marks nobody records."""

    code = "table"
    title = Phrase(en="Total of a unit", zh="单位总分")
    help = Phrase(en="Comes out of a table.", zh="由计分表算出。")
    fields: tuple[Field, ...] = ()
    example: ClassVar[Mapping[str, Any]] = {}

    def __init__(self, rule: TableRule) -> None:
        super().__init__()
        self.rule = rule

    def mark(self, records: Records) -> Mark | None:
        return None

    def key(self, mark: Mark) -> Mark:
        return self.rule.key(mark)

    def shown(self, mark: Mark) -> Phrase:
        return self.rule.shown(mark)


def table_of(read: Read) -> Table:
    """A table from values that were read and checked."""
    rule = TABLES[read["rule"]](settings_in(read, *TABLE_KEYS))
    lines = [{"rule": code} for code in rule.usual_tie_breaks] if read["tie_breaks"] is None else read["tie_breaks"]
    return Table(
        code=read["code"],
        title=read["title"] or read["code"],
        rule=rule,
        by_person=read["who"] == PEOPLE,
        contests=tuple(read["contests"]),
        rankings=tuple(read["rankings"]),
        units=tuple(read["units"]),
        unit_tags=frozenset(read["unit_tags"]),
        chain=build_chain(lines, game=TotalOfUnit.code, undecided=read["undecided"], orders=read["orders"]),
        undecided=read["undecided"],
        prize_rules=build_prize_rules(read["prizes"]) if read["prizes"] else None,
        line_orders=tuple(read["orders"].get("prize_line", ())),
    )


def tables_of(tables: Iterable[Table], standings: Sequence[Standing], units: Mapping[str, Unit]) -> list[Tabled]:
    """Every table in its order; each may use those before it. Their standings follow those of the contests."""
    done: dict[str, Tabled] = {}
    for table in tables:
        counted = [one for one in standings if _counts(one, table)]
        people = _people(counted, table, units) if table.by_person else _units(counted, table, units)
        meet = Meet(counted, people, done, table.by_person)
        rows = {row.unit.code: row for row in table.rule.rows(meet)}
        _tell_of_other_tables(rows, done)
        number = len(standings) + len(done)
        done[table.code] = Tabled(table.rule, rows, _standing(number, table, rows))
    return list(done.values())


def _counts(standing: Standing, table: Table) -> bool:
    ranking = standing.view.code
    return (not table.contests or standing.contest.code in table.contests) and (
        not table.rankings or ranking is None or ranking in table.rankings
    )


def _people(standings: Sequence[Standing], table: Table, known: Mapping[str, Unit]) -> dict[str, Unit]:
    """Everybody who has entered, as far as the table is for their units; a team stands as itself."""
    people: dict[str, Unit] = {}
    for standing in standings:
        for entry in standing.entries.values():
            tags = known[entry.unit].tags if entry.unit is not None and entry.unit in known else frozenset[str]()
            if (not table.units or entry.unit in table.units) and (
                not table.unit_tags or not table.unit_tags.isdisjoint(tags)
            ):
                mine = Unit(entry.person, entry.name, None, entry.performance.tags, {}, entry.unit, entry.unit_name)
                people.setdefault(entry.person, mine)
    return {code: people[code] for code in sorted(people, key=natural)}


def _units(standings: Sequence[Standing], table: Table, known: Mapping[str, Unit]) -> dict[str, Unit]:
    """Units that are listed or have entered somebody, as far as the table is for them, in natural order."""
    units = dict(known)
    for standing in standings:
        for entry in standing.entries.values():
            if entry.unit is not None and entry.unit not in units:
                units[entry.unit] = Unit(entry.unit, entry.unit_name or entry.unit, None, frozenset(), {})
    return {
        code: units[code]
        for code in sorted(units, key=natural)
        if (not table.units or code in table.units)
        and (not table.unit_tags or not table.unit_tags.isdisjoint(units[code].tags))
    }


def _tell_of_other_tables(rows: Mapping[str, Row], done: Mapping[str, Tabled]) -> None:
    """For the tie-break that looks at another table."""
    for code, row in rows.items():
        row.figures["tables"] = {
            other: tabled.rule.key(total)
            for other, tabled in done.items()
            if code in tabled.rows and (total := tabled.rows[code].total) is not None
        }


def _standing(number: int, table: Table, rows: Mapping[str, Row]) -> Standing:
    entries = {code: _entry(row, table) for code, row in rows.items()}
    game = TotalOfUnit(table.rule)
    view = View(None, "", None, Scoring(game), table.chain, table.prize_rules, entries)
    ranking = rank(
        [entry.performance for entry in entries.values()], key=game.key, chain=table.chain, undecided=table.undecided
    )
    ranked = len(entries) - len(ranking.unplaced)
    turnout = (Turnout if table.by_person else UnitTurnout)(len(entries), ranked, ranked)
    contest = Contest(table.code, table.title, table.undecided, (view,), table.line_orders)
    lines = lines_of(view, ranking, turnout)
    return Standing(number, contest, view, ranking, turnout, lines, of_table=True, of_units=not table.by_person)


def _entry(row: Row, table: Table) -> Entry:
    unit = row.unit
    low = table.rule.key(1) > table.rule.key(0)
    records = {**row.figures, "low": low}
    performance = Performance(unit.code, row.total, records=records, tags=unit.tags, unit=unit.code)
    if table.by_person:
        return Entry(unit.code, unit.code, unit.title, unit.owner, unit.owner_title, None, performance)
    return Entry(unit.code, unit.code, unit.title, unit.code, unit.title, None, performance)
