"""Shows, speeches, works, dives: what a panel of judges marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

from scoring.rulebook.base.rule import Contradiction
from scoring.rulebook.base.shapes import Either, OrNull, Rows, Shape, Table, Whole
from scoring.rulebook.marks.fields import Field
from scoring.rulebook.marks.game import Game, Mark, Records
from scoring.rulebook.marks.judgedsettings import (
    DIFFICULTY,
    FULL_WEIGHT,
    ITEM,
    JUDGED_PARAMETERS,
    MEAN,
    MOST,
    MOST_JUDGES,
    OF_ITS_OWN,
    OPTIONAL,
    SCORE,
    criterion_settings,
    judged_contradictions,
)
from scoring.rulebook.marks.numbers import HALF_UP, decimal_text, rounded, whole
from scoring.rulebook.marks.panel import Panel
from unionevents.lib.phrase import Phrase

LARGEST_MARK: Final = MOST * 1000


class Judged(Game):
    """Marks of a panel: the highest and lowest dropped, the rest averaged or added, criteria weighted; most first.

    `score` (or each criterion) lists one mark a judge, in the panel's order; null is a judge who gave none, and never
    counts as 0. Too few judges give no result. The result is exact unless `ranking_decimals` rounds it.
    """

    code = "judged"
    title = Phrase(en="Judged", zh="评委打分")
    help = Phrase(
        en="Every judge marks alone. A judge who is missing is left out, and never counts as 0.",
        zh="评委各自打分；缺席的评委不算，不记 0 分。",
    )
    fields: tuple[Field, ...] = (
        Field(
            code=SCORE,
            title=Phrase(en="Mark", zh="打分"),
            kind="marks",
            unit=Phrase(en="points", zh="分"),
            lowest=0,
            highest=LARGEST_MARK,
            attempts=MOST_JUDGES,
            pad="judges",
            attempt_title=Phrase(en="Judge {number}", zh="评委 {number}"),
            listed=True,
        ),
        Field(
            code=DIFFICULTY,
            title=Phrase(en="Difficulty", zh="难度系数"),
            kind="score",
            unit=Phrase(en="", zh=""),
            lowest=1,
            highest=100_000,
            optional=True,
        ),
    )
    parameters = JUDGED_PARAMETERS
    example = {
        "contest": {
            "code": "speech",
            "title": "演讲比赛",
            "game": "judged",
            "settings": {"judges": 5, "maximum": 10, "decimals": 1},
            "entries": [
                {"id": "1", "person": "a", "records": {"score": [95, 90, 92, 88, 91]}},
                {"id": "2", "person": "b", "records": {"score": [93, 93, 93, 70, 99]}},
                {"id": "3", "person": "c", "records": {"score": [91, 91, 91, None, 60]}},
                {"id": "4", "person": "d", "records": {"score": [99, 99]}},
                {"id": "5", "person": "e", "records": {}, "absence": "WD"},
            ],
        },
        "placings": [
            ["2", 1, "9.30 分"],
            ["1", 2, "9.10 分"],
            ["3", 2, "9.10 分"],
            ["5", None, "弃权"],
            ["4", None, ""],
        ],
    }

    def __init__(self, settings: Mapping[str, Any] | None = None) -> None:
        super().__init__(settings)
        chosen = self.settings
        self.scale = 10 ** chosen["decimals"]
        criteria = {line["code"]: line for line in chosen["criteria"]}
        self.weights = {code: Fraction(line["weight"]) / 100 for code, line in criteria.items()} or {SCORE: Fraction(1)}
        self.panel = self._panel(chosen)
        self.panels = {
            code: self._panel(criterion_settings(chosen, criteria[code])) if code in criteria else self.panel
            for code in self.weights
        }
        self.judges = {
            code: criterion_settings(chosen, criteria[code])["judges"] if code in criteria else chosen["judges"]
            for code in self.weights
        }
        self.fields = tuple(self._fields())

    @classmethod
    def any_records(cls) -> Shape:
        """A list of marks by criterion, and the difficulty."""
        return Table(OrNull(Either(Whole(0, LARGEST_MARK), Rows(OrNull(Whole(0, LARGEST_MARK))))))

    def contradictions(self) -> list[Contradiction]:
        return judged_contradictions(self.settings)

    def mark(self, records: Records) -> Mark | None:
        """The exact result in units of the last decimal, rounded only where the settings say so."""
        exact, decimals = self._exact(records), self.settings["ranking_decimals"]
        return exact if exact is None or decimals is None else self._rounded(exact, decimals)

    def key(self, mark: Mark) -> Mark:
        return -mark

    def shown(self, mark: Mark) -> Phrase:
        text = decimal_text(Fraction(mark, self.scale), self.settings["shown_decimals"])
        return Phrase(en=f"{text} points", zh=f"{text} 分")

    def figures(self, records: Records) -> Mapping[str, Mark]:
        """`exact` result, `untrimmed` sum of all marks, `highest` and `lowest` judge, `difficulty`, each criterion."""
        exact, totals = self._exact(records), self._totals(records)
        if exact is None:
            return {}
        found = {"exact": exact, "untrimmed": self._untrimmed(records)}
        if totals:
            found |= {"highest": max(totals), "lowest": min(totals)}
        if records.get(DIFFICULTY) is not None:
            found[DIFFICULTY] = records[DIFFICULTY]
        scores = {code: self.panels[code].score(_marks(records, code)) for code in self.weights if code != SCORE}
        return found | {code: whole(score) for code, score in scores.items() if score is not None}

    def note(self, records: Records) -> Phrase | None:
        """Says so when judges are missing, and when too few are there for a result."""
        counts = {code: len(_marks(records, code)) for code in self.weights}
        if not any(counts.values()):
            return None
        few = [(found, self.panels[code].least) for code, found in counts.items() if found < self.panels[code].least]
        if few:
            found, least = min(few)
            return TOO_FEW.fill(found=found, least=least)
        if self.settings["difficulty"] and records.get(DIFFICULTY) is None:
            return NO_DIFFICULTY
        short = [(found, self.judges[code]) for code, found in counts.items() if found < self.judges[code]]
        if short:
            found, judges = min(short)
            return NOT_ALL.fill(found=found, judges=judges)
        return None

    def says(self) -> Phrase:
        chosen = self.settings
        criteria = [self._said(line) for line in chosen["criteria"]]
        clauses = [
            CRITERIA.fill(list=Phrase(en=", ".join(c.en for c in criteria), zh="、".join(c.zh for c in criteria)))
            if criteria
            else FULL_MARK.fill(maximum=chosen["maximum"]),
            DECIMALS.fill(decimals=chosen["decimals"]),
        ]
        if chosen["drop_highest"] or chosen["drop_lowest"]:
            dropped = DROPPED.fill(high=chosen["drop_highest"], low=chosen["drop_lowest"])
            # Without criteria each judge gives one mark, and there is only that to drop from.
            clauses.append(FROM.fill(dropped=dropped, drop_from=self.chosen("drop_from")) if criteria else dropped)
        clauses.append(self.chosen("combine"))
        for code, template in OPTIONAL.items():
            if chosen[code] is not None:
                clauses.append(template.fill(value=chosen[code]))
        if chosen["difficulty"]:
            clauses.append(TIMES_DIFFICULTY.fill(decimals=chosen["difficulty_decimals"]))
        if chosen["percent"] != self.parameter("percent").default:
            clauses.append(TIMES_PERCENT.fill(percent=chosen["percent"]))
        said = Phrase(en=", ".join(c.en for c in clauses), zh="，".join(c.zh for c in clauses))
        return SAYS.fill(judges=chosen["judges"], clauses=said, shown=chosen["shown_decimals"])

    def _said(self, line: Mapping[str, Any]) -> Phrase:
        weighs = any(other["weight"] != FULL_WEIGHT for other in self.settings["criteria"])
        template = WEIGHTED if weighs else CRITERION
        said = template.fill(title=line["title"] or line["code"], maximum=line["maximum"], weight=line["weight"])
        if all(line[key] is None for key in OF_ITS_OWN):
            return said
        panel = criterion_settings(self.settings, line)
        return OWN_PANEL.fill(
            criterion=said,
            judges=panel["judges"],
            high=panel["drop_highest"],
            low=panel["drop_lowest"],
            combine=self.parameter("combine").choice(panel["combine"]),
        )

    def _panel(self, chosen: Mapping[str, Any]) -> Panel:
        """How the marks of one item become its score, by its own settings and what holds for all."""
        every = self.settings
        dropped = chosen["drop_highest"] + chosen["drop_lowest"] if every["drop_with"] is None else 0
        return Panel(
            drop_highest=chosen["drop_highest"],
            drop_lowest=chosen["drop_lowest"],
            mean=chosen["combine"] == MEAN,
            divisor=every["divisor"] if chosen["combine"] == MEAN else None,
            # A smaller panel of its own needs no more judges than it has.
            least=dropped + 1 if every["least"] is None else max(min(every["least"], chosen["judges"]), dropped + 1),
            drop_with=every["drop_with"] or 0,
        )

    def _fields(self) -> list[Field]:
        mark, difficulty = type(self).fields
        mark = replace(mark, attempts=self.settings["judges"], decimals=self.settings["decimals"])
        fields = [
            replace(
                mark,
                code=line["code"],
                attempts=self.judges[line["code"]],
                title=Phrase(en=line["title"] or line["code"], zh=line["title"] or line["code"]),
                highest=line["maximum"] * self.scale,
                attempt_title=CRITERION_OF_JUDGE.fill(title=line["title"] or line["code"], number="{number}"),
            )
            for line in self.settings["criteria"]
        ] or [replace(mark, highest=self.settings["maximum"] * self.scale)]
        if self.settings["difficulty"]:
            fields.append(replace(difficulty, decimals=self.settings["difficulty_decimals"], optional=False))
        return fields

    def _exact(self, records: Records) -> Mark | None:
        factor = Fraction(self.settings["percent"], 100)
        if self.settings["difficulty"]:
            if records.get(DIFFICULTY) is None:
                return None
            factor *= Fraction(records[DIFFICULTY], 10 ** self.settings["difficulty_decimals"])
        total = (
            self._by_item(records) if self.settings["drop_from"] == ITEM else self.panel.score(self._totals(records))
        )
        return None if total is None else whole(total * factor)

    def _by_item(self, records: Records) -> Mark | None:
        total = Fraction(0)
        for code, weight in self.weights.items():
            score = self.panels[code].score(_marks(records, code))
            if score is None:
                return None
            decimals: int | None = self.settings["item_decimals"]
            total += weight * (score if decimals is None else self._rounded(score, decimals))
        return total

    def _totals(self, records: Records) -> list[Mark]:
        """The weighted total of every judge who marked everything."""
        columns = [records.get(code, ()) for code in self.weights]
        rows = zip(*(tuple(column) for column in columns), strict=False)
        return [
            sum((weight * mark for weight, mark in zip(self.weights.values(), row, strict=True)), start=Fraction(0))
            for row in rows
            if None not in row
        ]

    def _untrimmed(self, records: Records) -> Mark:
        return whole(sum((weight * sum(_marks(records, code)) for code, weight in self.weights.items()), Fraction(0)))

    def _rounded(self, score: Mark, decimals: int) -> Mark:
        return rounded(score, Fraction(self.scale, 10**decimals), HALF_UP)


def _marks(records: Records, code: str) -> list[int]:
    return [mark for mark in records.get(code) or () if mark is not None]


SAYS: Final = Phrase(
    en="{judges} judges: {clauses}; the highest first, printed with {shown} decimals",
    zh="{judges} 位评委打分：{clauses}；高分列前，显示 {shown} 位小数",
)
FULL_MARK: Final = Phrase(en="full mark {maximum}", zh="满分 {maximum}")
CRITERIA: Final = Phrase(en="criteria {list}", zh="评分项：{list}")
CRITERION: Final = Phrase(en="{title} {maximum}", zh="{title} {maximum} 分")
WEIGHTED: Final = Phrase(en="{title} {maximum} ({weight}%)", zh="{title} {maximum} 分（{weight}%）")
OWN_PANEL: Final = Phrase(
    en="{criterion}: {judges} judges, {high} highest and {low} lowest dropped, {combine}",
    zh="{criterion}（{judges} 位评委，去 {high} 个最高、{low} 个最低，{combine}）",
)
CRITERION_OF_JUDGE: Final = Phrase(en="{title}, judge {number}", zh="{title}（评委 {number}）")
DECIMALS: Final = Phrase(en="{decimals} decimals", zh="打分 {decimals} 位小数")
DROPPED: Final = Phrase(en="{high} highest and {low} lowest dropped", zh="去掉 {high} 个最高分、{low} 个最低分")
FROM: Final = Phrase(en="{dropped} from {drop_from}", zh="从{drop_from}中{dropped}")
TIMES_DIFFICULTY: Final = Phrase(en="times the difficulty ({decimals} decimals)", zh="乘难度系数（{decimals} 位小数）")
TIMES_PERCENT: Final = Phrase(en="times {percent}%", zh="再乘 {percent}%")
TOO_FEW: Final = Phrase(
    en="{found} judges, at least {least} needed: no result yet",
    zh="只有 {found} 位评委打分，至少要 {least} 位，暂无成绩",
)
NOT_ALL: Final = Phrase(en="{found} of {judges} judges", zh="{judges} 位评委中 {found} 位打分")
NO_DIFFICULTY: Final = Phrase(en="the difficulty is not in: no result yet", zh="没有记难度系数，暂无成绩")
