"""Deciding how contests are judged and prizes given, while the plan is a draft; the rule book checks every setting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import get_language

from accounts.models import User
from accounts.services import log
from events.models import Activity, Contest
from events.services.locking import lock_to
from scoring.models import PrizePlan, Scoresheet
from scoring.queries.reading import Setting
from scoring.rulebook import outcome_of, problems_of
from scoring.rulebook.sentences import Problem
from scoring.services.casing import ONE_CONTEST_ALONE

SAMPLE_SIZES = (2, 4, 6, 8, 12, 20)


class SettingsRefused(Exception):
    """The rule book cannot work with these settings; `problems` are its sentences."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        language = get_language() or ""
        self.problems = list(dict.fromkeys(problem.sentence.phrase.said(language) for problem in problems))
        super().__init__(" ".join(self.problems))


def plan_of(activity: Activity) -> PrizePlan:
    """The prize plan of an activity; made when it is first asked for."""
    return PrizePlan.objects.get_or_create(activity=activity)[0]


@transaction.atomic
def set_up_contest(
    *,
    contest: Contest,
    game: str,
    settings: Mapping[str, Any],
    tie_breaks: Sequence[Mapping[str, Any]],
    undecided: str,
    heat_size: int,
    by: User,
    now: datetime,
) -> Scoresheet:
    """The contest's way of being judged, written or changed."""
    lock_to("scoring.set_up", contest.activity, by)
    values: dict[str, Any] = {
        "game": game,
        "settings": dict(settings),
        "tie_breaks": list(tie_breaks),
        "undecided": undecided,
    }
    _check(_case([{**sample_contest(contest.title), **values}]))
    sheet, _created = Scoresheet.objects.update_or_create(contest=contest, defaults=values | {"heat_size": heat_size})
    log.record(verb="scoring.set_up_contest", subject=sheet, by=by, now=now, heat_size=heat_size, **values)
    return sheet


@transaction.atomic
def set_up_prizes(
    *, activity: Activity, prize_rules: Mapping[str, Any], awards: Mapping[str, Any], by: User, now: datetime
) -> PrizePlan:
    """How prizes are given out in every contest without rules of its own, and across contests."""
    lock_to("scoring.set_up", activity, by)
    _check(_case([], prizes=Setting(activity).prizes, prize_rules=prize_rules, awards=awards))
    plan = plan_of(activity)
    plan.prize_rules, plan.awards = dict(prize_rules), dict(awards)
    plan.save(update_fields=["prize_rules", "awards"])
    log.record(
        verb="scoring.set_up_prizes", subject=activity, by=by, now=now, prize_rules=plan.prize_rules, awards=plan.awards
    )
    return plan


@transaction.atomic
def set_up_own_prizes(
    *, sheet: Scoresheet, prize_rules: Mapping[str, Any] | None, by: User, now: datetime
) -> Scoresheet:
    """Prize rules of one contest alone; None goes back to those of the activity."""
    activity = lock_to("scoring.set_up", sheet.contest.activity, by)
    if prize_rules is not None:
        _check(_case([], prizes=Setting(activity).prizes, prize_rules=prize_rules))
    sheet.prize_rules = None if prize_rules is None else dict(prize_rules)
    sheet.save(update_fields=["prize_rules"])
    log.record(verb="scoring.set_up_own_prizes", subject=sheet, by=by, now=now, prize_rules=sheet.prize_rules)
    return sheet


def preview(prize_rules: Mapping[str, Any], prizes: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What so many entries with different marks would give: `{entries, places, counts: [(title, n)]}`."""
    rows = []
    titles = {prize["code"]: prize["title"] for prize in prizes}
    for size in SAMPLE_SIZES:
        entries = [{"id": str(n), "person": str(n), "records": {"count": size - n}} for n in range(size)]
        contest = {**sample_contest("-"), "game": "count", "entries": entries}
        ranking = outcome_of(_case([contest], prizes=prizes, prize_rules=prize_rules))["contests"][0]["rankings"][0]
        won = [placing["prize"] for placing in ranking["placings"] if placing["prize"]]
        counts = [(titles[code], won.count(code)) for code in titles if code in won]
        rows.append({"entries": size, "places": len(won), "counts": counts})
    return rows


def sample_contest(title: str) -> dict[str, Any]:
    return {"code": "sample", "title": title, "entries": []}


def _case(
    contests: list[dict[str, Any]],
    *,
    prizes: Sequence[Mapping[str, Any]] = (),
    prize_rules: Mapping[str, Any] | None = None,
    awards: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    return {
        "format": "unionevents-case",
        "version": 1,
        "contests": contests,
        "prizes": list(prizes),
        "prize_rules": dict(prize_rules) if prize_rules else None,
        "awards": dict(awards or ONE_CONTEST_ALONE),
    }


def _check(case: Mapping[str, Any]) -> None:
    if problems := problems_of(case):
        raise SettingsRefused(problems)
