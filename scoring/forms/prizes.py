"""How prizes are given out: how many places, which prize for which place, ties; and what holds across contests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from scoring.forms.parameters import fields_of, initial_of, said, settings_of
from scoring.rulebook import PLACES, TIE_POLICIES, TIERS

NONE = "-"
SOUVENIR_TO = [
    ("took_part", gettext_lazy("everybody who took part")),
    ("took_part_without_award", gettext_lazy("everybody who took part and won nothing else")),
    ("finished", gettext_lazy("everybody with a mark")),
    ("entered", gettext_lazy("everybody on the lists")),
]


@dataclass(frozen=True, slots=True)
class RuleOption:
    """One rule to choose, with the fields that count only when it is chosen."""

    code: str
    title: str
    help: str
    chosen: bool
    fields: list[forms.BoundField]


@dataclass(frozen=True, slots=True)
class Line:
    """One prize of the activity and the ways in which places go to it."""

    code: str
    title: str
    item: str
    name: str
    options: list[RuleOption]


class PrizeRulesForm(forms.Form):
    """Places, tiers and ties; the same form for the activity and for a contest with rules of its own."""

    places = forms.ChoiceField(label=gettext_lazy("How many places are rewarded"), choices=(), widget=forms.RadioSelect)
    ties = forms.ChoiceField(label=gettext_lazy("Equal places at a prize line"), choices=(), widget=forms.RadioSelect)
    ties_at_cut = forms.ChoiceField(
        label=gettext_lazy("Equal places at the last rewarded place"), choices=(), required=False, widget=forms.Select
    )

    def __init__(self, data: Any = None, *, rules: Mapping[str, Any], prizes: Sequence[Mapping[str, Any]]) -> None:
        self.prizes = prizes
        self.before = rules
        super().__init__(data, initial=_initial(rules, prizes))
        policies = [(str(choice.code), said(choice.title)) for choice in TIE_POLICIES]
        self._choices("places", [(code, said(rule.title)) for code, rule in PLACES.items()])
        self._choices("ties", policies)
        self._choices("ties_at_cut", [("", _("the same")), *policies])
        self.fields["ties_at_cut"].widget.attrs["class"] = "form-select"
        for code, rule in PLACES.items():
            self.fields |= fields_of(rule, f"places-{code}")
        for prize in prizes:
            name = tier_name(prize)
            choices = [(NONE, _("not for placings")), *((code, said(rule.title)) for code, rule in TIERS.items())]
            self.fields[name] = forms.ChoiceField(
                label=str(prize["title"]), choices=choices, required=False, widget=forms.RadioSelect
            )
            for code, tier in TIERS.items():
                self.fields |= fields_of(tier, f"{name}-{code}")

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # these three are choice fields

    def place_options(self) -> list[RuleOption]:
        return [self._option(code, rule, f"places-{code}", self["places"].value()) for code, rule in PLACES.items()]

    def lines(self) -> Iterator[Line]:
        """The prizes, best first."""
        for prize in self.prizes:
            name = tier_name(prize)
            chosen = self[name].value() or NONE
            none = RuleOption(NONE, _("not for placings"), "", chosen == NONE, [])
            options = [none, *(self._option(code, rule, f"{name}-{code}", chosen) for code, rule in TIERS.items())]
            yield Line(str(prize["code"]), str(prize["title"]), str(prize["item"] or ""), name, options)

    def _option(self, code: str, rule: Any, prefix: str, chosen: str) -> RuleOption:
        fields = [self[name] for name in fields_of(rule, prefix)]
        return RuleOption(code, said(rule.title), said(rule.help), code == chosen, fields)

    def rules(self) -> dict[str, Any]:
        """In the rule book's own words."""
        cleaned = self.cleaned_data
        places = cleaned["places"]
        tiers = []
        lines = {line["prize"]: line for line in self.before.get("tiers", ())}
        for prize in self.prizes:
            name = tier_name(prize)
            if (code := cleaned.get(name) or NONE) != NONE:
                settings = settings_of(TIERS[code], f"{name}-{code}", cleaned)
                kept = {"ties": ties} if (ties := lines.get(prize["code"], {}).get("ties")) else {}
                tiers.append({"prize": prize["code"], "rule": code, **kept, **settings})
        return {
            "places": {"rule": places, **settings_of(PLACES[places], f"places-{places}", cleaned)},
            "tiers": tiers,
            "ties": cleaned["ties"],
            "ties_at_cut": cleaned["ties_at_cut"] or None,
            # What this form does not ask stays as it was set.
            **{key: self.before[key] for key in ("ceiling", "capped_places") if self.before.get(key)},
        }


class AwardsForm(forms.Form):
    """What holds across the contests of an activity."""

    one_per_person = forms.BooleanField(
        label=gettext_lazy("One reward per person, for the best placing"),
        help_text=gettext_lazy("Who wins in several contests is rewarded once."),
        required=False,
    )
    passed_down = forms.BooleanField(
        label=gettext_lazy("Prizes that become free go to those behind"),
        help_text=gettext_lazy(
            "Only with one reward per person. Ranks do not change; without this, the prize stays free."
        ),
        required=False,
    )
    souvenir = forms.ChoiceField(label=gettext_lazy("Souvenir"), choices=(), required=False)
    souvenir_to = forms.ChoiceField(
        label=gettext_lazy("Who gets it"), choices=SOUVENIR_TO, required=False, widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, *, awards: Mapping[str, Any], prizes: Sequence[Mapping[str, Any]]) -> None:
        self.before = awards
        souvenir = awards.get("souvenir") or {}
        initial = {
            "one_per_person": bool(awards.get("one_per_person")),
            "passed_down": bool(awards.get("passed_down")),
            "souvenir": souvenir.get("prize", ""),
            "souvenir_to": souvenir.get("to", "took_part"),
        }
        super().__init__(data, initial=initial)
        choices = [("", _("none")), *((str(prize["code"]), str(prize["title"])) for prize in prizes)]
        self.fields["souvenir"].widget.attrs["class"] = "form-select field-short"
        for name in ("one_per_person", "passed_down"):
            self.fields[name].widget.attrs["class"] = "form-check-input"
        self.fields["souvenir"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def awards(self) -> dict[str, Any]:
        """In the rule book's own words."""
        cleaned = self.cleaned_data
        to = cleaned["souvenir_to"] or "took_part"
        before = self.before.get("souvenir") or {}
        once = self.before.get("one_per_person") or "best_placing"
        return {
            # What this form does not ask stays as it was set.
            **{key: value for key, value in self.before.items() if value},
            "one_per_person": once if cleaned["one_per_person"] else None,
            "passed_down": cleaned["passed_down"],
            "souvenir": {**before, "prize": cleaned["souvenir"], "to": to} if cleaned["souvenir"] else None,
        }


def tier_name(prize: Mapping[str, Any]) -> str:
    return f"tier-{prize['code']}"


def _initial(rules: Mapping[str, Any], prizes: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    places = rules.get("places") or {"rule": "by_entries"}
    lines = {line["prize"]: line for line in rules.get("tiers", ())}
    initial: dict[str, Any] = {
        "places": places["rule"],
        "ties": rules.get("ties") or "all_in",
        "ties_at_cut": rules.get("ties_at_cut") or "",
    }
    for code, rule in PLACES.items():
        initial |= initial_of(rule, f"places-{code}", places if code == places["rule"] else {})
    for prize in prizes:
        line = lines.get(prize["code"], {"rule": NONE})
        initial[tier_name(prize)] = line["rule"]
        for code, tier in TIERS.items():
            initial |= initial_of(tier, f"{tier_name(prize)}-{code}", line if code == line["rule"] else {})
    return initial
