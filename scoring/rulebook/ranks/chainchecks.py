"""Checks that contests and tables share: tie-break chains, orders on record, things said twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from scoring.rulebook.base.paths import Path, below, complain
from scoring.rulebook.base.rule import settings_in
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.tiebreaks import TIE_BREAKS
from unionevents.lib.phrase import Phrase

Read = Mapping[str, Any]


def check_chain(chain: Read | Sequence[Read] | None, problems: list[Problem]) -> set[str]:
    """The codes of the rules in a chain, each rule complained about that stands twice with the same settings."""
    lists = [chain["two"], chain["more"]] if isinstance(chain, Mapping) else [chain or ()]
    for lines in lists:
        seen: list[dict[str, Any]] = []
        for line in lines:
            said = settings_in(line)
            if said in seen:
                complain(problems, (line["path"], "rule"), "tie_break_twice", TIE_BREAK_TWICE, rule=line["rule"])
            seen.append(said)
            for where, phrase in TIE_BREAKS[line["rule"]](settings_in(line, "rule")).contradictions():
                complain(problems, below(line["path"], where), "contradiction", phrase)
    return codes_in(chain)


def codes_in(chain: Read | Sequence[Read] | None) -> set[str]:
    """The codes of the rules in a chain."""
    return {line["rule"] for line in lines_of(chain)}


def lines_of(chain: Read | Sequence[Read] | None) -> list[Read]:
    """Every line of a chain, for two and for more."""
    lists = [chain["two"], chain["more"]] if isinstance(chain, Mapping) else [chain or ()]
    return [line for lines in lists for line in lines]


def check_orders(
    read: Read,
    rules: Collection[str],
    known: Collection[str],
    problems: list[Problem],
    *,
    also: Collection[str] = ("prize_line",),
) -> None:
    """Orders on record: a rule that reads each, ids that exist, each once.

    `rules` are the codes of the chains, `also` what else reads orders.
    """
    usable = {code for code in rules if TIE_BREAKS[code].recorded} | set(also)
    usable |= {"decision"} if read["undecided"] == "decide" else set()
    for code, orders in read["orders"].items():
        place: Path = ((read["path"], "orders"), code)
        if code not in usable:
            complain(
                problems, place, "order_without_rule", ORDER_WITHOUT_RULE, rule=code, usable=", ".join(sorted(usable))
            )
        for index, order in enumerate(orders):
            _check_order(order, (place, index), known, problems)


def only_once(rows: Iterable[Read], key: str, problems: list[Problem]) -> None:
    """Rows whose key was used before."""
    seen: set[str] = set()
    for row in rows:
        if row[key] in seen:
            complain(problems, (row["path"], key), "taken", TAKEN, value=row[key])
        seen.add(row[key])


def _check_order(order: Sequence[str | list[str]], path: Path, known: Collection[str], problems: list[Problem]) -> None:
    ids = [entry for step in order for entry in (step if isinstance(step, list) else [step])]
    for entry in dict.fromkeys(ids):
        if entry not in known:
            complain(problems, path, "unknown_entry", UNKNOWN_ENTRY, entry=entry)
        if ids.count(entry) > 1:
            complain(problems, path, "entry_twice_in_order", ENTRY_TWICE_IN_ORDER, entry=entry)


TIE_BREAK_TWICE = Phrase(en="the tie-break “{rule}” stands twice in the chain", zh="同成绩办法“{rule}”写了两次")
ORDER_WITHOUT_RULE = Phrase(
    en="no rule here reads an order “{rule}”; usable: {usable}", zh="这里没有规则使用“{rule}”的先后记录，可用：{usable}"
)
UNKNOWN_ENTRY = Phrase(en="this contest has no entry “{entry}”", zh="这个项目里没有参赛项“{entry}”")
ENTRY_TWICE_IN_ORDER = Phrase(en="“{entry}” stands twice in this order", zh="“{entry}”在这个先后记录里出现两次")
TAKEN = Phrase(en="“{value}” is already used above", zh="“{value}”前面已经用过")
