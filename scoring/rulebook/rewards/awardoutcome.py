"""Awards and gifts as they stand in an outcome."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.rulebook.rewards.award import Award, Awarding, Gift, Who
from scoring.rulebook.rewards.why import why_awarded


def awards_json(awarding: Awarding) -> list[dict[str, Any]]:
    """Prizes for placings in the order of contests and ranks, then gifts in the order of the rules."""
    return [_award(award) for award in awarding.awards] + [_gift(gift) for gift in awarding.gifts]


def checks_json(awarding: Awarding) -> Mapping[str, Any]:
    """What the rules that only look found; no key where there are none."""
    if not awarding.checks:
        return {}
    return {"checks": [{"holds": holds, **problem.as_json()} for holds, problem in awarding.checks]}


def who_json(who: Who) -> dict[str, Any]:
    return {"person": who.person, "name": who.name, "unit": who.unit, "unit_name": who.unit_name}


def _award(award: Award) -> dict[str, Any]:
    standing = award.standing
    place = {"contest": standing.contest.code, "division": standing.division}
    if standing.of_table:
        place = {"contest": None, "division": None, "table": standing.contest.code}
    elif standing.view.code is not None:
        place["ranking"] = standing.view.code
    return {
        **who_json(award.who),
        "entry": award.entry.id,
        **place,
        "rank": award.rank,
        "prize": award.prize.code,
        "prize_title": award.prize.title,
        # What is shared is money: the thing itself cannot be cut up.
        "item": award.prize.item if award.shared_sum is None else "",
        "value": award.value,
        "why": why_awarded(award).as_json(),
    }


def _gift(gift: Gift) -> dict[str, Any]:
    return {
        **who_json(gift.who),
        "entry": gift.entry.id if gift.entry else None,
        "contest": gift.contest,
        "division": gift.entry.division if gift.entry else None,
        "rank": None,
        "prize": gift.prize.code,
        "prize_title": gift.prize.title,
        "item": gift.prize.item,
        "value": gift.value,
        "why": gift.why.as_json(),
    }
