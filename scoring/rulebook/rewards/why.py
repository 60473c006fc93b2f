"""The one-sentence reasons of an outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from scoring.rulebook.base.sentences import Sentence, joined
from scoring.rulebook.marks.absences import Absence
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.playing.stages import BY_STAGE
from scoring.rulebook.prizes.ties import ALL_IN, DECIDE, NONE, SHARE
from scoring.rulebook.ranks.level import BY_MARK, Level
from scoring.rulebook.rewards.award import Award, Who
from scoring.rulebook.rewards.prize import yuan
from scoring.rulebook.standings.contest import View
from scoring.rulebook.standings.standing import Standing
from unionevents.lib.phrase import Phrase


def why_placed(view: View, level: Level, performance: Performance, *, shown: Phrase, level_on_mark: int) -> Sentence:
    """Why somebody has this rank; `level_on_mark` is how many had the same mark, this one included."""
    about_records = view.game.note(performance.records)
    for note in (*((about_records,) if about_records else ()), *performance.notes):
        shown = Phrase(en="{shown} ({note})", zh="{shown}（{note}）").fill(shown=shown, note=note)
    if view.staged is not None:
        shown = view.staged.with_stage(performance.id, shown)
    sharing = len(level.performances)
    if sharing == 1 and (level.decided_by == BY_MARK or level.decided_by in BY_STAGE):
        return Sentence.of(level.decided_by, PLACED, rank=level.place, mark=shown)
    if level.decided_by in BY_STAGE:
        last = level.place + sharing - 1
        return Sentence.of("shared", RANGE, rank=level.place, last=last, mark=shown, number=sharing)
    if level.needs_decision:
        return Sentence.of("undecided", UNDECIDED, rank=level.place, mark=shown, number=sharing)
    clause = _chain_clause(view, level, performance)
    if sharing > 1:
        return Sentence.of("shared", SHARED, rank=level.place, mark=shown, number=sharing, clause=clause)
    # Of a group, those with the same mark may have gone on to the next stage: they are level no less.
    others = max(level_on_mark, len(level.within)) - 1
    return Sentence.of(level.decided_by, SPLIT, rank=level.place, mark=shown, number=others, clause=clause)


def _chain_clause(view: View, level: Level, performance: Performance) -> Phrase:
    if level.rule is not None:
        return Phrase(en="; {why}", zh="，{why}").fill(why=level.rule.why_among(performance, level.within))
    if len(level.performances) > 1 and any(rule.settles(level.performances) for rule in view.chain.rules):
        return Phrase(en="; decided to stay level", zh="，裁定并列")
    return Phrase(en="", zh="")


def why_absent(absence: Absence, notes: Sequence[Phrase] = ()) -> Sentence:
    """Why somebody on the list has no place; `notes` say which fouls or rulings did it."""
    if notes:
        said = joined(notes, en=", ", zh="，")
        return Sentence.of("absence", ABSENT_BECAUSE, absence=absence.title, code=absence.value, notes=said)
    return Sentence.of("absence", ABSENT, absence=absence.title, code=absence.value)


def why_missing() -> Sentence:
    """Why somebody is on the list with nothing at all."""
    return Sentence.of("missing", MISSING)


def why_outside(shown: Phrase) -> Sentence:
    """Why somebody with a mark has no place."""
    return Sentence.of("out_of_ranking", OUT_OF_RANKING, mark=shown)


def why_places(standing: Standing) -> Sentence:
    """How many places are rewarded, and from which rule."""
    rules = standing.view.prize_rules
    if rules is None:
        return Sentence.of("no_prizes", NO_PRIZES)
    return Sentence(
        rules.places.code,
        {**standing.turnout._asdict(), "places": standing.places, "settings": rules.places.settings},
        rules.why_rewarded(standing.turnout),
    )


def why_awarded(award: Award) -> Sentence:
    """Placing and mark; places; prize line; what a tie did; what it is given instead of."""
    standing, span, rules = award.standing, award.span, award.rules
    placed = PLACING.fill(contest=standing.title, rank=award.rank, mark=standing.view.shown(award.entry.performance))
    line = LINE_OF_ONE if span.first == span.last else LINE
    clauses = [
        placed,
        rules.why_rewarded(standing.turnout),
        line.fill(first=span.first, last=span.last, prize=award.prize.title),
    ]
    if award.deal.tie is not None:
        clauses.append(
            TIES[award.deal.tie].fill(
                number=len(award.deal.shares), sum=yuan(award.shared_sum or 0), value=yuan(award.value or 0)
            )
        )
    if award.deal.capped:
        clauses.append(HELD_TO_CAP)
    if award.moved_up:
        clauses.append(MOVED_UP)
    if award.instead_of:
        others = joined(
            [OTHER.fill(contest=other.title, rank=rank) for other, rank in award.instead_of], en=", ", zh="、"
        )
        clauses.append(INSTEAD_OF.fill(others=others))
    values = {
        "contest": standing.contest.code,
        "division": standing.division,
        "rank": award.rank,
        "prize": award.prize.code,
        "places": standing.places,
        "first": span.first,
        "last": span.last,
        "tie": award.deal.tie,
        "shared_sum": award.shared_sum,
        "shared_among": len(award.deal.shares) or None,
        "moved_up": award.moved_up,
        "instead_of": [
            {"contest": other.contest.code, "division": other.division, "rank": rank}
            for other, rank in award.instead_of
        ],
    }
    if award.deal.capped:
        values["capped"] = True
    return Sentence("award", values, joined(clauses))


def why_not_awarded(who: Who, award: Award) -> Sentence:
    """Why a placing that is worth a prize is not rewarded: its person is rewarded elsewhere."""
    return Sentence.of(
        "rewarded_elsewhere", ELSEWHERE, person=who.person, contest=award.standing.title, rank=award.rank
    )


PLACED: Final = Phrase(en="Place {rank}: {mark}", zh="第 {rank} 名：{mark}")
SPLIT: Final = Phrase(
    en="Place {rank}: {mark}, level with {number}{clause}", zh="第 {rank} 名：{mark}，与 {number} 人成绩相同{clause}"
)
SHARED: Final = Phrase(
    en="Shared place {rank}: {mark}, {number} level{clause}", zh="并列第 {rank} 名：{mark}，{number} 人相同{clause}"
)
RANGE: Final = Phrase(en="Shared places {rank} to {last}: {mark}", zh="并列第 {rank} 至 {last} 名：{mark}")
UNDECIDED: Final = Phrase(
    en="Place {rank} is open: {mark}, {number} level, waiting for the chief referee",
    zh="第 {rank} 名待定：{mark}，{number} 人分不出先后，等裁判长裁定",
)
ABSENT_BECAUSE: Final = Phrase(en="{absence} ({code}), no place: {notes}", zh="{absence}（{code}），不排名次：{notes}")
ABSENT: Final = Phrase(en="{absence} ({code}), no place", zh="{absence}（{code}），不排名次")
OUT_OF_RANKING: Final = Phrase(en="{mark}, takes part out of ranking", zh="{mark}，参加但不计名次")
MISSING: Final = Phrase(en="nothing recorded yet", zh="还没有记录")
NO_PRIZES: Final = Phrase(en="no prizes are set", zh="没有设奖")
PLACING: Final = Phrase(en="place {rank} in {contest} ({mark})", zh="{contest}第 {rank} 名（{mark}）")
LINE: Final = Phrase(en="places {first} to {last} win {prize}", zh="第 {first} 至 {last} 名为{prize}")
LINE_OF_ONE: Final = Phrase(en="place {first} wins {prize}", zh="第 {first} 名为{prize}")
TIES: Final = {
    ALL_IN: Phrase(en="level at the line, all get the better prize", zh="线上并列，都得高一级的奖"),
    NONE: Phrase(en="level at the line, all get the lower prize", zh="线上并列，都得低一级的奖"),
    SHARE: Phrase(
        en="level at the line, {number} share {sum} yuan, {value} each",
        zh="线上并列，{number} 人平分 {sum} 元，各 {value} 元",
    ),
    DECIDE: Phrase(en="level at the line, decided by the chief referee", zh="线上并列，由裁判长裁定"),
}
HELD_TO_CAP: Final = Phrase(en="penalised: at best this prize", zh="因受罚，最高只得这个奖")
MOVED_UP: Final = Phrase(
    en="moved up, because others before are rewarded in another contest", zh="前面有人已在别的项目获奖，依次递补"
)
OTHER: Final = Phrase(en="place {rank} in {contest}", zh="{contest}获第 {rank} 名")
INSTEAD_OF: Final = Phrase(
    en="also {others}, rewarded once for the best placing", zh="另在{others}，按最好名次奖励一次"
)
ELSEWHERE: Final = Phrase(
    en="rewarded for place {rank} in {contest}, the best placing",
    zh="已按最好名次在{contest}（第 {rank} 名）获奖，这里不再奖",
)
