"""What is decided on the day about rewards: who was drawn in a lucky draw, who gets a special award."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import get_language

from accounts.models import User
from accounts.services import log
from events.models import Activity
from events.services.locking import lock_to
from scoring.queries.reading import read_activity
from scoring.queries.setting import Setting
from scoring.rulebook import CaseProblems, outcome_of
from scoring.services.casing import case_of_activity
from scoring.services.publishing import ReasonMissing
from scoring.services.setting_up import plan_of

Rows = Sequence[Mapping[str, Any]]


class GivenRefused(Exception):
    """The rule book cannot give so; `problems` are its sentences."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = problems
        super().__init__(" ".join(problems))


@transaction.atomic
def keep_given(*, activity: Activity, draws: Rows, specials: Rows, reason: str, by: User, now: datetime) -> None:
    """`draws` are, in the order of the plan, the `seed` or the `order` of each; `specials` replace those on record."""
    locked = lock_to("scoring.publish_awards", activity, by)
    plan = plan_of(locked)
    before = dict(plan.awards)
    if stands(before) and not reason.strip():
        raise ReasonMissing
    planned = lines_of(before, "draws")
    found = [{**line, **drawn} for line, drawn in zip(planned, draws, strict=True)]
    plan.awards = {
        **{key: value for key, value in before.items() if key not in {"draws", "specials"}},
        **({"draws": found} if found else {}),
        **({"specials": [dict(row) for row in specials]} if specials else {}),
    }
    plan.save(update_fields=["awards"])
    try:
        outcome_of(case_of_activity(read_activity(locked), Setting(locked)))
    except CaseProblems as problems:
        language = get_language() or ""
        raise GivenRefused([each.sentence.phrase.said(language) for each in problems.problems]) from None
    log.record(
        verb="scoring.keep_given", subject=locked, by=by, now=now, unit=locked.host,
        draws=plan.awards.get("draws", []), specials=plan.awards.get("specials", []), reason=reason.strip(),
    )  # fmt: skip


def lines_of(awards: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """One line or a list of them, as a list."""
    lines = awards.get(key) or []
    return [dict(lines)] if isinstance(lines, Mapping) else [dict(line) for line in lines]


def stands(awards: Mapping[str, Any]) -> bool:
    """Was anything drawn or given before?"""
    drawn = any(line.get("order") or line.get("seed") for line in lines_of(awards, "draws"))
    return drawn or bool(awards.get("specials"))


__all__ = ["GivenRefused", "ReasonMissing", "keep_given", "lines_of", "stands"]
