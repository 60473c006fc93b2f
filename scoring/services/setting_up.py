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
from scoring.queries.layouts import WHERE_SET
from scoring.queries.setting import Setting
from scoring.rulebook import CaseProblems, outcome_of, read_case
from scoring.rulebook.base.sentences import Problem
from scoring.services.sampling import case_of, sample_contest

SAMPLE_SIZES = (2, 4, 6, 8, 12, 20)
KEPT = ("game", "settings", *WHERE_SET, "tie_breaks", "undecided", "prize_rules")
HEAT_SIZES = range(1, 51)
PLAN = ("prize_rules", "awards", "tables")


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
def set_up_contest(*, contest: Contest, values: Mapping[str, Any], by: User, now: datetime) -> Scoresheet:
    """The contest's way of being judged, written or changed; `values` are the fields of its scoresheet."""
    activity = lock_to("scoring.set_up", contest.activity, by)
    heat_size = values["heat_size"]
    if type(heat_size) is not int or heat_size not in HEAT_SIZES:
        raise ValueError(f"{heat_size!r} starters in a heat: the form did not check")
    kept = {key: values[key] for key in KEPT}
    if problems := problems_with_contest(contest, kept, Setting(activity))[0]:
        raise SettingsRefused(problems)
    sheet, _created = Scoresheet.objects.update_or_create(contest=contest, defaults=kept | {"heat_size": heat_size})
    log.record(verb="scoring.set_up_contest", subject=sheet, by=by, now=now, heat_size=heat_size, **kept)
    return sheet


@transaction.atomic
def set_up_plan(*, activity: Activity, values: Mapping[str, Any], by: User, now: datetime) -> PrizePlan:
    """What holds for all contests: prize rules, rewards across contests, tables; keys not named stay."""
    lock_to("scoring.set_up", activity, by)
    plan = plan_of(activity)
    for key in PLAN:
        setattr(plan, key, values.get(key, getattr(plan, key)))
    if problems := problems_with_plan({key: getattr(plan, key) for key in PLAN}, Setting(activity))[0]:
        raise SettingsRefused(problems)
    plan.save(update_fields=PLAN)
    log.record(verb="scoring.set_up_prizes", subject=activity, by=by, now=now, **{key: values[key] for key in values})
    return plan


Found = tuple[list[Problem], list[Problem]]


def problems_with_contest(contest: Contest, values: Mapping[str, Any], setting: Setting) -> Found:
    """What is wrong with a contest's settings, and what is merely odd."""
    read = {key: values[key] for key in KEPT if key in values}
    rules = read.pop("prize_rules", None)
    row = {
        "code": contest.code,
        "title": contest.title,
        "divisions": setting.divisions.get(contest.pk, []),
        **{key: value for key, value in read.items() if value not in (None, []) or key == "tie_breaks"},
        "prizes": rules,
        "entries": [],
    }
    return _read(case_of([row], prizes=setting.prizes))


def problems_with_plan(values: Mapping[str, Any], setting: Setting) -> Found:
    """The same for what holds across contests; contests stand there so that they can be named."""
    rows = [{"code": code, "title": title, "game": "count", "entries": []} for code, title in setting.contests]
    case = case_of(rows, prizes=setting.prizes, prize_rules=values["prize_rules"])
    return _read(case | {"awards": dict(values["awards"] or {}), "tables": list(values["tables"] or [])})


def _read(case: Mapping[str, Any]) -> Found:
    try:
        return [], list(read_case(case).notes)
    except CaseProblems as found:
        return list(found.problems), []


def preview(prize_rules: Mapping[str, Any], prizes: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What so many entries with different marks would give: `{entries, places, counts: [(title, n)]}`."""
    rows = []
    titles = {prize["code"]: prize["title"] for prize in prizes}
    for size in SAMPLE_SIZES:
        entries = [{"id": str(n), "person": str(n), "records": {"count": size - n}} for n in range(size)]
        contest = {"code": "sample", "game": "count", "entries": entries}
        ranking = outcome_of(case_of([contest], prizes=prizes, prize_rules=prize_rules))["contests"][0]["rankings"][0]
        won = [placing["prize"] for placing in ranking["placings"] if placing["prize"]]
        counts = [(titles[code], won.count(code)) for code in titles if code in won]
        rows.append({"entries": size, "places": len(won), "counts": counts})
    return rows


def sample_outcome(contest: Contest, values: Mapping[str, Any], setting: Setting) -> dict[str, Any]:
    """What the contest's settings give on sample data; CaseProblems when they cannot stand."""
    divisions = setting.divisions.get(contest.pk, [])
    row = sample_contest({"code": contest.code, "title": contest.title, "divisions": divisions, **values})
    return outcome_of(case_of([row], prizes=setting.prizes, prize_rules=setting.plan.prize_rules))


def sample_of_plan(
    values: Mapping[str, Any], contests: Sequence[Mapping[str, Any]], setting: Setting
) -> dict[str, Any]:
    """What holds across contests, on sample data of every contest that is set up."""
    rows = [sample_contest(contest) for contest in contests]
    case = case_of(rows, prizes=setting.prizes, prize_rules=values["prize_rules"])
    return outcome_of(case | {"awards": dict(values["awards"] or {}), "tables": list(values["tables"] or [])})
