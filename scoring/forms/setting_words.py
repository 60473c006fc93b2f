"""Words of settings that no rule's parameter names, and the books that lists of rules are written from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from scoring.rulebook import GAMES, PLACES, TIE_BREAKS, TIE_POLICIES, TIERS
from scoring.rulebook.adjustments import ADJUSTMENTS
from scoring.rulebook.aggregations import AGGREGATIONS
from scoring.rulebook.awarding import AWARD_RULES
from scoring.rulebook.base.rule import Choice, Parameter, Rule
from scoring.rulebook.formats import FORMATS
from scoring.rulebook.marks.aggregation import LEVELS
from scoring.rulebook.prizes.capping import CAPPED_PLACES
from scoring.rulebook.tables import TABLES
from unionevents.lib.phrase import Phrase

Book = Mapping[str, type[Rule]]

# The list under a key is written from one book of rules.
BOOKS: Final[dict[str, Book]] = {
    "aggregation": AGGREGATIONS,
    "adjustments": ADJUSTMENTS,
    "tie_breaks": TIE_BREAKS,
    "two": TIE_BREAKS,
    "more": TIE_BREAKS,
    "stages": FORMATS,
    "places": PLACES,
    "tiers": TIERS,
    "tables": TABLES,
}
# What stands on record rather than is set: kept as it is, never drawn.
RECORDED: Final = frozenset(
    {"matches", "results", "orders", "placed", "entrants", "added", "units", "path", "same_people"}
)
# Seldom set: behind "more" inside a stage, a ranking, a table.
RARE: Final = frozenset(
    {"takes", "draw", "settings", "tie_breaks", "undecided", "held", "rankings", "unit_tags", "prizes", "aggregation",
     "adjustments", "corrections", "records"}
)  # fmt: skip
# The chief referee's decision is the policy for what is left, not a link of a chain.
DECISION: Final = "decision"


def _w(code: str, en: str, zh: str, help_en: str = "", help_zh: str = "", **more: Any) -> Parameter:
    helped = Phrase(en=help_en, zh=help_zh) if help_zh else None
    return Parameter(code, Phrase(en=en, zh=zh), "text", help=helped, **more)


def _choices(**titles: tuple[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(code, Phrase(en=en, zh=zh)) for code, (en, zh) in titles.items())


WORDS: Final[dict[str, Parameter]] = {
    each.code: each
    for each in (
        _w("aggregation", "Results put together", "成绩合成",
           "Outermost first: team members, then each one's attempts.", "从外到内写：先各队员，再每人的各次。"),
        _w("adjustments", "Penalties and bonuses", "罚与加分", "Applied in this order.", "按先后次序执行。"),
        _w("tie_breaks", "Level marks", "成绩相同时"),
        _w("two", "Two are level", "两人（队）相同"),
        _w("more", "Three or more are level", "三人（队）及以上相同"),
        _w("restart", "Begin anew among those who are still level", "分出一部分后，其余的从头再比"),
        _w("undecided", "When nothing separates them", "都分不出时", choices=_choices(
            shared=("they share the place", "名次并列"), decide=("the chief referee decides", "由裁判长裁定"))),
        _w("stages", "Stages", "赛制", "Empty: one final.", "不填就是一次决出名次。"),
        _w("rankings", "More than one ranking", "同一成绩排多个名次",
           "Empty: one ranking, or one a division.", "不填就是一个总排名，分组别的各排各的。"),
        _w("over", "Of", "合成什么", choices=LEVELS),
        _w("of", "Only inside these parts", "只用于这些部分",
           "Their codes or numbers from 1. Empty: all that no other line of this level names.",
           "填部分的代码，或从 1 起的序号；不填为其余各部分。"),
        _w("count", "How many at most", "最多几个", "Empty: open.", "不填为不限。"),
        _w("at", "Concerns", "作用于", choices=LEVELS),
        _w("code", "Short name", "代号", "Letters and figures; other settings name it by this.",
           "用字母、数字，别处用它来指。"),
        _w("title", "Title", "名称"),
        _w("settings", "Changed settings", "本阶段另定", "Empty: as in the contest.", "不填的与项目相同。"),
        _w("divisions", "Divisions", "组别"),
        _w("tags", "Only with the tags", "只限带标记的"),
        _w("without_tags", "Without the tags", "不含带标记的"),
        _w("rewarded", "Prizes are given", "设奖"),
        _w("prizes", "Own prize rules", "本项目另定奖项"),
        _w("draw", "Draw", "抽签"),
        _w("seed", "Seed on record", "抽签号（留底）",
           "Anybody can repeat the draw with it.", "凭它任何人都能重抽验证。"),
        _w("apart", "Kept apart", "避开", choices=_choices(
            unit=("people of one unit", "同单位的"), group=("those of one group before", "上一阶段同组的"))),
        _w("takes", "Takes from another stage", "从别的阶段取人"),
        _w("stage", "Stage", "阶段代号"),
        _w("from", "From place", "从第几名"),
        _w("to", "To place", "到第几名"),
        _w("by", "Places", "名次按", choices=_choices(
            group=("inside each group", "各组内的"), overall=("of the whole stage", "全阶段的"))),
        _w("advance", "Who goes on", "晋级"),
        _w("by_place", "By place in each heat or group", "每组取前几名"),
        _w("best_of_place", "Best of one place", "同名次中再取"),
        _w("place", "Place", "第几名"),
        _w("by_mark", "By mark among the others", "其余按成绩取几名"),
        _w("standard", "Standard", "达标成绩"),
        _w("at_least", "At least", "至少几名"),
        _w("ties", "Level at the line", "线上并列", choices=(*TIE_POLICIES, *_choices(
            all=("all go on", "都晋级"), lots=("by lot", "抽签")))),
        _w("ties_at_cut", "Level at the last rewarded place", "最后一名并列", choices=TIE_POLICIES),
        _w("ties_take_quota", "Those more count in the number", "多出的人占名额"),
        _w("unequal", "Groups of unequal size", "各组人数不等", choices=_choices(
            as_played=("as played", "照实比较"), drop_last=("without the results against the last", "去掉与末名的成绩"),
            average=("by the mean a match", "按场均比较"))),
        _w("held", "Held back", "暂不公布"),
        _w("choices", "By the number of entries", "按报名数选赛制"),
        _w("up_to", "Up to so many entries", "报名数不超过", "Empty: any number.", "不填为不限。"),
        _w("places", "How many places are rewarded", "录取名次"),
        _w("tiers", "Which place wins which prize", "哪一名得哪个奖",
           "From the best prize down; each takes places where the one before ends.",
           "从高到低写，每一行接着上一行往下取。"),
        _w("prize", "Prize", "奖项"),
        _w("ceiling", "Ceiling", "获奖面上限"),
        _w("capped_places", "A prize with a cap", "被限奖的名次", choices=CAPPED_PLACES),
        _w("one_per_person", "One reward per person", "每人只奖一次", choices=_choices(
            best_placing=("for the best placing", "按最好名次"), best_prize=("for the best prize", "按最高奖项"))),
        _w("passed_down", "Freed prizes pass down", "空出的奖往后递补",
           "Ranks do not change; without this, the prize stays free.", "名次不变；不勾选时，空出的奖不再发。"),
        _w("teams", "Prizes of teams", "团体奖", choices=_choices(
            counted=("count as rewards of their people", "算队员得奖"), apart=("stand apart", "另算"))),
        _w("tables", "Unit tables", "单位总分表",
           "Points, places or medals of units over the contests.", "各单位在各项目里的总分、名次总和或奖牌榜。"),
        _w("awards", "Rewards", "奖励"),
        _w("contests", "Contests", "项目", "Empty: all of them.", "不填就是全部项目。"),
        _w("unit_tags", "Only units with the tags", "只限带标记的单位"),
    )
}  # fmt: skip
NONE_WORDS: Final[dict[str, Phrase]] = {
    "at": Phrase(en="the whole result", zh="整个成绩"),
    "apart": Phrase(en="nobody", zh="不避开"),
    "ties_at_cut": Phrase(en="the same", zh="与上面相同"),
    "ties": Phrase(en="as for all", zh="与总的相同"),
    "one_per_person": Phrase(en="no, everything is rewarded", zh="不限，获奖都发"),
    "undecided": Phrase(en="as in the contest", zh="与项目相同"),
}
NOT_SET: Final = Phrase(en="—", zh="—")
LEFT_AS_IT_IS: Final = Phrase(en="as in the contest", zh="与项目相同")


def rule_at(name: str) -> type[Rule] | None:
    """The one rule that is set under a name: `awards.souvenir`, the ceiling of prize rules."""
    above, _, key = name.rpartition(".")
    if above == "awards":
        return AWARD_RULES.get(key)
    return PLACES["share"] if key == "ceiling" else None


def rules_suiting(key: str, game: str) -> Book:
    """The rules a list under a key may hold in a contest of this game; the decision is a policy, not a link."""
    book = BOOKS[key]
    return {
        code: rule
        for code, rule in book.items()
        if code != DECISION and (not game or not hasattr(rule, "suits") or rule.suits(GAMES[game]))
    }
