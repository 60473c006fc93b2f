"""综合得分: other tables, weighted."""

from __future__ import annotations

from fractions import Fraction

from scoring.rulebook.base.rule import Choice, Contradiction, Parameter
from scoring.rulebook.base.sentences import Sentence, joined
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.numbers import plain_text, whole, without_zeros
from scoring.rulebook.unitsums.tablerule import Meet, Names, Row, Score, Tabled, TableRule, number_text
from scoring.rulebook.unitsums.tablewords import unknown
from unionevents.lib.phrase import Phrase

BEST = "best"
RANKS = "ranks"


class Composite(TableRule):
    """The totals of tables above, each brought to one scale and weighted; exact.

    `raw` takes totals as they are, `best` as a part of the best unit's (low totals the other way round), `ranks` as N
    for the first of N units, then N-1.
    """

    code = "composite"
    title = Phrase(en="Weighted sum of tables", zh="综合得分（几张表加权）")
    help = Phrase(
        en="Such as 60 % of the points and 40 % of the participation rate; the tables stand above this one.",
        zh="如团体总分占 60%、参与率占 40%；所用的表要写在前面。",
    )
    parameters = (
        Parameter(
            "parts",
            Phrase(en="Parts", zh="组成"),
            "rows",
            default=[],
            required=True,
            columns=(
                Parameter("table", Phrase(en="Table", zh="表"), "code", required=True),
                Parameter(
                    "weight", Phrase(en="Weight", zh="权重"), "number", required=True, lowest=-(10**6), highest=10**6
                ),
            ),
        ),
        Parameter(
            "scale",
            Phrase(en="Taken as", zh="怎样折算"),
            "choice",
            default=BEST,
            choices=(
                Choice(BEST, Phrase(en="a part of the best unit's total", zh="占最好单位的比例")),
                Choice(RANKS, Phrase(en="N for the first of N units, then N-1", zh="N 个单位第一得 N 分，依次减一")),
                Choice("raw", Phrase(en="it is", zh="原数")),
            ),
        ),
        Parameter(
            "missing",
            Phrase(en="Without one of them", zh="缺一项时"),
            "choice",
            default="zero",
            choices=(
                Choice("zero", Phrase(en="it counts as 0", zh="该项按 0 计")),
                Choice("not_ranked", Phrase(en="the unit is not ranked", zh="不排名")),
            ),
        ),
    )
    example = {
        "above": [{"code": "total", "rule": "points"}],
        "table": {"parts": [{"table": "total", "weight": 60}], "scale": "best"},
        "contests": {"ball": {"u1": [9], "u2": [8]}},
        "rows": [["u1", 1, 60], ["u2", 2, "140/3"]],
    }

    def rows(self, meet: Meet) -> list[Row]:
        rows: list[Row] = []
        for code, unit in meet.units.items():
            scores: list[Score] = []
            missing = False
            for part in self.settings["parts"]:
                table = meet.tables[part["table"]]
                value, weight = self._scaled(table, code), Fraction(part["weight"])
                missing = missing or value is None
                points = whole((value or 0) * weight)
                title = table.standing.contest.title
                if value is None:
                    why = Sentence.of("missing_part", MISSING, table=title)
                else:
                    why = Sentence.of(
                        "part",
                        PART,
                        table=title,
                        value=about(value, OF_VALUE),
                        weight=number_text(weight),
                        points=about(points, OF_POINTS),
                    )
                scores.append(Score(points, why))
            if missing and self.settings["missing"] == "not_ranked":
                rows.append(Row(unit, None, scores, unranked=INCOMPLETE))
            else:
                rows.append(Row(unit, whole(Fraction(sum(score.points for score in scores))), scores))
        return rows

    def shown(self, total: Mark) -> Phrase:
        text = about(total, OF_POINTS)
        return Phrase(en=f"{text} points", zh=f"{text} 分")

    def contradictions(self) -> list[Contradiction]:
        tables = [part["table"] for part in self.settings["parts"]]
        found: list[Contradiction] = [] if tables else [(("parts",), NO_PARTS)]
        return found + [
            (("parts", index, "table"), TWICE.fill(table=table))
            for index, table in enumerate(tables)
            if table in tables[:index]
        ]

    def unknown(self, names: Names) -> list[Contradiction]:
        return unknown(self.settings["parts"], "parts", "table", names.tables)

    def says(self) -> Phrase:
        parts = [
            Phrase(en="{table} times {weight}", zh="{table}×{weight}").fill(table=part["table"], weight=part["weight"])
            for part in self.settings["parts"]
        ]
        return Phrase(en="{parts}; each as {scale}", zh="{parts}；各取{scale}").fill(
            parts=joined(parts, en=" + ", zh=" + "), scale=self.chosen("scale")
        )

    def _scaled(self, table: Tabled, unit: str) -> Mark | None:
        row = table.rows.get(unit)
        if row is None or row.total is None:
            return None
        if self.settings["scale"] == RANKS:
            levels = table.standing.ranking.levels
            number = sum(len(level.performances) for level in levels)
            return next(number - level.place + 1 for level in levels for one in level.performances if one.id == unit)
        if self.settings["scale"] != BEST:
            return row.total
        best = min((other.total for other in table.rows.values() if other.total is not None), key=table.rule.key)
        high = table.rule.key(1) < table.rule.key(0)
        over, under = (row.total, best) if high else (best, row.total)
        if not under:
            return int(row.total == best)
        return whole(Fraction(over) / Fraction(under))


def about(number: Mark, decimals: int) -> str:
    """As printed: at most so many decimals."""
    return without_zeros(plain_text(number, decimals))


# An index of shares seldom ends: it is ranked exactly and printed rounded.
OF_VALUE = 4
OF_POINTS = 2
PART = Phrase(en="{table}: {value} × {weight} = {points}", zh="{table}：{value} × {weight} = {points}")
MISSING = Phrase(en="{table}: nothing", zh="{table}：没有")
INCOMPLETE = Phrase(en="a part is missing", zh="缺一项，不排名")
NO_PARTS = Phrase(en="name at least one table", zh="至少写一张表")
TWICE = Phrase(en="the table “{table}” stands twice", zh="表“{table}”写了两次")
