"""Orders on record that settle nothing, because they leave out somebody of those who are level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from scoring.rulebook.base.paths import ROOT, complain
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.ranks.tiebreak import Order, TieBreak, steps_of
from scoring.rulebook.standings.contest import Contest
from scoring.rulebook.standings.standing import Standing
from unionevents.lib.phrase import Phrase


def odd_orders(standings: Iterable[Standing], contests: Sequence[Contest]) -> list[Problem]:
    """A note for every tie that still waits although an order names some of its people."""
    numbers = {contest.code: number for number, contest in enumerate(contests)}
    notes: list[Problem] = []
    for standing in standings:
        path = ((ROOT, "contests"), numbers[standing.contest.code])
        for rule, named, left_out in _incomplete(standing):
            complain(notes, (path, "orders"), "incomplete_order", INCOMPLETE, rule=rule, named=named, entry=left_out)
    return notes


def _incomplete(standing: Standing) -> Iterator[tuple[Phrase, int, str]]:
    """For each tie that waits: the rule whose order names some, how many, and who is left out."""
    for level in standing.ranking.levels:
        if not level.needs_decision:
            continue
        ids = [one.id for one in level.performances]
        orders = [(rule, order) for rule in standing.view.chain.rules if rule.recorded for order in rule.orders]
        found = [(len(left_out), rule.title, left_out) for rule, left_out in _left_out(orders, ids)]
        for number, title, left_out in sorted(found, key=lambda each: each[0])[:1]:
            if number < len(ids):
                yield title, len(ids) - number, left_out[0]


def _left_out(orders: Iterable[tuple[TieBreak, Order]], ids: Sequence[str]) -> Iterator[tuple[TieBreak, list[str]]]:
    """Of each order, who of these it does not name."""
    for rule, order in orders:
        named = steps_of(order)
        yield rule, [entry for entry in ids if entry not in named]


INCOMPLETE: Final = Phrase(
    en="{rule}: only {named} of those level are named, “{entry}” is not: it settles nothing until it names all of them",
    zh="“{rule}”只写了并列者中的 {named} 个，没有写“{entry}”：写全才起作用",
)
