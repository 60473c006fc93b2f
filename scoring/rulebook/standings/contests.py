"""Building contests from values that were read and checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scoring.rulebook.adjustments import ADJUSTMENTS
from scoring.rulebook.aggregations import AGGREGATIONS
from scoring.rulebook.base.rule import settings_in
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.games import GAMES
from scoring.rulebook.marks.adjustment import Line
from scoring.rulebook.marks.aggregation import AGGREGATION_KEYS, Step, held
from scoring.rulebook.marks.game import Game
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.marks.results import Scoring
from scoring.rulebook.prizes.places import PLACES
from scoring.rulebook.prizes.places.share import ShareOfEntries
from scoring.rulebook.prizes.rules import PrizeRules
from scoring.rulebook.prizes.tierrule import TierLine
from scoring.rulebook.prizes.tiers import TIERS
from scoring.rulebook.ranks.tiebreak import Chain, Order, TieBreak
from scoring.rulebook.standings.contest import Contest, Entry, Member, View
from scoring.rulebook.standings.staging import with_stages, within_stage
from scoring.rulebook.tiebreaks import TIE_BREAKS

Read = Mapping[str, Any]
DECISION = "decision"


def contest_of(contest: Read, shared_rules: Read | None, problems: list[Problem]) -> Contest:
    """The contest with every ranking it asks for; `shared_rules` are the case's prize rules.

    What cannot have happened in a stage is added to `problems`.
    """
    views: list[View] = []
    for line in ranking_lines(contest):
        whole = _view(line, contest, shared_rules, problems)
        views += within_stage(whole, line.get("within"), line["title"] or "")
    return Contest(
        code=contest["code"],
        title=contest["title"] or contest["code"],
        undecided=contest["undecided"],
        views=tuple(views),
        line_orders=tuple(contest["orders"].get("prize_line", ())),
    )


def ranking_lines(contest: Read) -> list[Read]:
    """The rankings as the contest names them; else one for each division; else one of everybody."""
    if contest["rankings"] is not None:
        return list(contest["rankings"])
    divisions = contest["divisions"] or [{"code": None, "title": ""}]
    return [
        {"title": division["title"] or division["code"] or "", "divisions": division["code"] and [division["code"]]}
        for division in divisions
    ]


def build_prize_rules(read: Read) -> PrizeRules:
    """Prize rules from values that were read and checked."""
    return PrizeRules(
        places=PLACES[read["places"]["rule"]](settings_in(read["places"], "rule")),
        tiers=tuple(
            TierLine(line["prize"], TIERS[line["rule"]](settings_in(line, "rule", "prize", "ties")), line["ties"])
            for line in read["tiers"]
        ),
        ties=read["ties"],
        ties_at_cut=read["ties_at_cut"] or read["ties"],
        ceiling=ShareOfEntries(settings_in(read["ceiling"])) if read["ceiling"] else None,
        capped_places=read["capped_places"],
    )


def build_scoring(read: Read, game: str) -> Scoring:
    """How raw data become marks, from `settings`, `aggregation` and `adjustments`."""
    return Scoring(
        game=GAMES[game](read["settings"]),
        steps=tuple(
            Step(held(line), line["count"], AGGREGATIONS[line["rule"]](settings_in(line, *AGGREGATION_KEYS)))
            for line in read["aggregation"]
        ),
        adjustments=tuple(
            Line(line["at"], ADJUSTMENTS[line["rule"]](settings_in(line, "rule", "at"))) for line in read["adjustments"]
        ),
    )


def build_chain(
    tie_breaks: Read | Sequence[Read] | None,
    *,
    game: str,
    undecided: str,
    orders: Mapping[str, Sequence[Order]],
    measures: Sequence[Game] = (),
) -> Chain:
    """The chain of a contest, ended by the chief referee where the contest asks for a decision."""
    lines = [{"rule": code} for code in GAMES[game].usual_tie_breaks] if tie_breaks is None else tie_breaks
    if isinstance(lines, Mapping):
        more = _rules(lines["more"], undecided, orders)
        same = lines["restart"] and list(map(settings_in, lines["two"])) == list(map(settings_in, lines["more"]))
        chain = Chain(more if same else _rules(lines["two"], undecided, orders), more, lines["restart"])
    else:
        chain = Chain.of(_rules(lines, undecided, orders))
    for rule in chain.rules:
        rule.measures = measures
    return chain


def _rules(lines: Sequence[Read], undecided: str, orders: Mapping[str, Sequence[Order]]) -> tuple[TieBreak, ...]:
    rules = [TIE_BREAKS[line["rule"]](settings_in(line, "rule"), orders=orders.get(line["rule"], ())) for line in lines]
    if undecided == "decide" and all(rule.code != DECISION for rule in rules):
        rules.append(TIE_BREAKS[DECISION](orders=orders.get(DECISION, ())))
    return tuple(rules)


def _view(line: Read, contest: Read, shared_rules: Read | None, problems: list[Problem]) -> View:
    said = {key: value for key, value in line.items() if value is not None}
    own = ("settings", "aggregation", "adjustments", "tie_breaks")
    whole = dict(contest) | {key: said[key] for key in own if key in said}
    scoring = build_scoring(whole, contest["game"])
    chosen = [entry for entry in contest["entries"] if _belongs(entry, said)]
    rules = (said.get("prizes") or contest["prizes"] or shared_rules) if said.get("rewarded", True) else None
    divisions = said.get("divisions") or []
    view = View(
        code=said.get("code"),
        title=said.get("title") or said.get("code") or "",
        division=divisions[0] if len(divisions) == 1 else None,
        scoring=scoring,
        chain=build_chain(
            scoring.game.usual_chain() if whole["tie_breaks"] is None else whole["tie_breaks"],
            game=contest["game"],
            undecided=contest["undecided"],
            orders=contest["orders"],
            measures=scoring.measures,
        ),
        prize_rules=build_prize_rules(rules) if rules else None,
        entries={
            entry["id"]: _entry(entry, performance)
            for entry, performance in zip(chosen, scoring.performances(chosen), strict=True)
        },
    )
    if not contest["stages"]:
        return view

    def chain_of(lines: Any, scoring: Scoring, undecided: str, orders: Mapping[str, Sequence[Order]]) -> Chain:
        lines = whole["tie_breaks"] if lines is None else lines
        return build_chain(
            scoring.game.usual_chain() if lines is None else lines,
            game=contest["game"],
            undecided=undecided,
            orders=orders,
            measures=scoring.measures,
        )

    return with_stages(view, contest, divisions, chain_of=chain_of, problems=problems)


def _belongs(entry: Read, line: Read) -> bool:
    tags = set(entry["tags"])
    return (
        (not line.get("divisions") or entry["division"] in line["divisions"])
        and (line.get("tags") is None or not tags.isdisjoint(line["tags"]))
        and tags.isdisjoint(line.get("without_tags", ()))
    )


def _entry(entry: Read, performance: Performance) -> Entry:
    return Entry(
        entry["id"],
        entry["person"],
        entry["name"] or entry["person"],
        entry["unit"],
        entry["unit_name"] or entry["unit"] or "",
        entry["division"],
        performance,
        tuple(_member(member, entry) for member in entry["members"] or ()),
        entry["seed"],
        entry["ranked"],
    )


def _member(member: Read, entry: Read) -> Member:
    unit = member["unit"] or entry["unit"]
    own = member["unit_name"] or (member["unit"] if member["unit"] else entry["unit_name"] or entry["unit"])
    return Member(member["person"], member["name"] or member["person"], unit, own or "", frozenset(member["tags"]))
