"""How contests are judged and who gets which prize, as the sentences that stand on the set-up page and in the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from events.models import Activity
from scoring.models import Scoresheet
from scoring.queries.reading import Setting
from scoring.rulebook import CaseProblems, say_contest, say_prize_rules
from unionevents.lib.phrase import Phrase

STOP = Phrase("{sentence}.", "{sentence}。")
OWN_PRIZES = Phrase("Prizes of this contest: {sentence}.", "本项目的奖项：{sentence}。")


def say_sheet(sheet: Scoresheet) -> Phrase:
    return say_contest(sheet.game, sheet.settings, sheet.tie_breaks, sheet.undecided)


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
    titles = {prize["code"]: prize["title"] for prize in prizes}
    once = _("One reward per person, for the best placing.")
    found = [once if awards.get("one_per_person") else _("A person may win in several contests.")]
    if awards.get("passed_down"):
        found.append(_("Prizes that become free go to those behind."))
    if souvenir := awards.get("souvenir"):
        everybody = _("%(prize)s for everybody who took part.")
        others = _("%(prize)s for those who took part and won nothing else.")
        sentence = everybody if souvenir.get("to", "took_part") == "took_part" else others
        found.append(sentence % {"prize": titles.get(souvenir["prize"], souvenir["prize"])})
    return found


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
        found["prizes"] = [STOP.fill(sentence=rules), *say_awards(setting.plan.awards, setting.prizes)]
    return found
