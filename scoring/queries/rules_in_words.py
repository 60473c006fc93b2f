"""How contests are judged and who gets which prize, as the sentences that stand on the set-up page and in the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.models import Activity
from scoring.models import Scoresheet
from scoring.queries.layouts import configuration_of
from scoring.queries.setting import Setting
from scoring.rulebook import CaseProblems, say_prize_rules
from scoring.rulebook.awarding import AWARD_RULES
from scoring.rulebook.base.rule import Rule
from scoring.rulebook.base.sentences import joined
from scoring.rulebook.cases.regulation import say_regulation
from scoring.rulebook.tables import TABLES
from unionevents.lib.phrase import Phrase

STOP = Phrase("{sentence}.", "{sentence}。")
OWN_PRIZES = Phrase("Prizes of this contest: {sentence}.", "本项目的奖项：{sentence}。")


def say_sheet(sheet: Scoresheet) -> Phrase:
    """How the contest is judged, in one sentence."""
    return joined(say_regulation(configuration_of(sheet)))


def say_rules(rules: Any, prizes: Sequence[Mapping[str, Any]]) -> Phrase | None:
    """The prize rules in words; None when there are none, or what is wrong with them."""
    if not rules:
        return None
    try:
        return say_prize_rules(rules, prizes)
    except CaseProblems as found:
        return found.problems[0].sentence.phrase


def say_awards(awards: Mapping[str, Any], prizes: Sequence[Mapping[str, Any]]) -> list[str]:
    """What holds across contests, a sentence each."""
    once = {
        "best_placing": _("One reward per person, for the best placing."),
        "best_prize": _("One reward per person, for the best prize."),
    }
    found = [once.get(str(awards.get("one_per_person")), _("A person may win in several contests."))]
    if awards.get("passed_down"):
        found.append(_("Prizes that become free go to those behind."))
    titles = {prize["code"]: prize["title"] for prize in prizes}
    for code, rule in AWARD_RULES.items():
        lines = awards.get(code) or []
        for line in lines if isinstance(lines, list) else [lines]:
            try:
                says = STOP.fill(sentence=rule(line).says()).said(get_language() or "")
            except CaseProblems as problem:
                says = problem.problems[0].sentence.phrase.said(get_language() or "")
            found.append(f"{titles[line['prize']]}：{says}" if line.get("prize") in titles and rule.many else says)
    return found


def say_tables(tables: Sequence[Mapping[str, Any]]) -> list[str]:
    """Each unit table as a sentence."""
    found = []
    for line in tables:
        rule = TABLES.get(str(line.get("rule")))
        if rule is not None:
            title = line.get("title") or rule.title.said(get_language() or "")
            found.append(f"{title}：{_said(rule, line)}")
    return found


def _said(rule: type[Rule], line: Mapping[str, Any]) -> str:
    settings = {each.code: line[each.code] for each in rule.parameters if each.code in line}
    try:
        return STOP.fill(sentence=rule(settings).says()).said(get_language() or "")
    except CaseProblems as problem:
        return problem.problems[0].sentence.phrase.said(get_language() or "")


def words_of_plan(activity: Activity) -> dict[str, list[Phrase | str]]:
    """For the plan: each contest's way of judging, and the prizes once somebody has said who gets them."""
    setting = Setting(activity)
    sheets = Scoresheet.objects.filter(contest__activity=activity).select_related("contest")
    found: dict[str, list[Phrase | str]] = {}
    for sheet in sheets:
        says: list[Phrase | str] = [STOP.fill(sentence=say_sheet(sheet))]
        if own := say_rules(sheet.prize_rules, setting.prizes):
            says.append(OWN_PRIZES.fill(sentence=own))
        found[f"contest:{sheet.contest.code}"] = says
    if rules := say_rules(setting.plan.prize_rules, setting.prizes):
        found["prizes"] = [
            STOP.fill(sentence=rules),
            *say_awards(setting.plan.awards, setting.prizes),
            *say_tables(setting.plan.tables),
        ]
    return found
