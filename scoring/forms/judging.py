"""How a contest is judged: the game with its settings, what splits equal marks, what nothing splits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from scoring.forms.parameters import fields_of, initial_of, said, settings_of
from scoring.models import Scoresheet
from scoring.rulebook import GAMES, TIE_BREAKS
from scoring.rulebook.game import Game

NONE = "-"
# The chief referee's decision is the policy for what is left, not a link of the chain.
LAST_WORD = "decision"
UNDECIDED = [
    ("shared", gettext_lazy("They share the place")),
    ("decide", gettext_lazy("The chief referee decides")),
]
MOST_IN_A_HEAT = 50
# Contests that are played match by match are entered elsewhere: they have no field for a pad to show.
ON_OFFER = {code: rule for code, rule in GAMES.items() if rule.entered_by == "entries"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way of separating equal marks, with its plain explanation."""

    code: str
    title: str
    help: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Option:
    """One way of judging as the page draws it: a radio button, and fields that count only when it is chosen."""

    code: str
    title: str
    help: str
    chosen: bool
    fields: list[forms.BoundField]
    first: forms.BoundField
    second: forms.BoundField
    readings: list[Reading]


class JudgingForm(forms.Form):
    """All games stand on the page; only the chosen one is read."""

    game = forms.ChoiceField(label=gettext_lazy("Way of judging"), choices=(), widget=forms.RadioSelect)
    undecided = forms.ChoiceField(
        label=gettext_lazy("When nothing separates them"), choices=UNDECIDED, widget=forms.RadioSelect
    )
    heat_size = forms.IntegerField(
        label=gettext_lazy("Starters in one heat"),
        help_text=gettext_lazy("1: one after another. The start list is drawn in heats of this size."),
        min_value=1,
        max_value=MOST_IN_A_HEAT,
        widget=forms.NumberInput(attrs={"class": "form-control field-short"}),
    )

    def __init__(self, data: Any = None, *, sheet: Scoresheet | None, game: str = "") -> None:
        super().__init__(data, initial=_initial(sheet, game))
        self.fields["game"].choices = [(code, said(rule.title)) for code, rule in ON_OFFER.items()]  # type: ignore[attr-defined]  # a ChoiceField
        for code, rule in ON_OFFER.items():
            self.fields |= fields_of(rule, code)
            choices = tie_break_choices(rule)
            self.fields[f"{code}-tie-1"] = forms.ChoiceField(
                label=_("Equal marks: first look at"),
                choices=choices,
                required=False,
                widget=forms.Select(attrs={"class": "form-select"}),
            )
            self.fields[f"{code}-tie-2"] = forms.ChoiceField(
                label=_("Still equal: then look at"),
                choices=choices,
                required=False,
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    def options(self) -> Iterator[Option]:
        """The games in the order of the book."""
        chosen = self["game"].value()
        for code, rule in ON_OFFER.items():
            yield Option(
                code=code,
                title=said(rule.title),
                help=said(rule.help),
                chosen=code == chosen,
                fields=[self[name] for name in fields_of(rule, code)],
                first=self[f"{code}-tie-1"],
                second=self[f"{code}-tie-2"],
                readings=self._readings(code, rule),
            )

    def _readings(self, code: str, rule: type[Game]) -> list[Reading]:
        chosen = self[f"{code}-tie-1"].value() or NONE
        ways = [
            Reading(each.code, said(each.title), said(each.help), each.code == chosen) for each in tie_breaks_for(rule)
        ]
        return [*ways, Reading(NONE, _("nothing more"), "", chosen == NONE)]

    def values(self) -> dict[str, Any]:
        """What the scoresheet stores."""
        cleaned = self.cleaned_data
        code = cleaned["game"]
        chain = [cleaned.get(f"{code}-tie-{number}") for number in (1, 2)]
        return {
            "game": code,
            "settings": settings_of(GAMES[code], code, cleaned),
            "tie_breaks": [{"rule": link} for link in dict.fromkeys(chain) if link and link != NONE],
            "undecided": cleaned["undecided"],
            "heat_size": cleaned["heat_size"],
        }


def tie_breaks_for(game: type[Game]) -> list[Any]:
    """The tie-breaks that read what the game records."""
    return [rule for code, rule in TIE_BREAKS.items() if code != LAST_WORD and rule.suits(game)]


def tie_break_choices(game: type[Game]) -> list[tuple[str, str]]:
    return [(NONE, _("nothing more")), *((rule.code, said(rule.title)) for rule in tie_breaks_for(game))]


def _initial(sheet: Scoresheet | None, game: str) -> dict[str, Any]:
    current = sheet.game if sheet else game
    initial: dict[str, Any] = {
        "game": current,
        "undecided": sheet.undecided if sheet else "shared",
        "heat_size": sheet.heat_size if sheet else 1,
    }
    for code, rule in ON_OFFER.items():
        is_current = sheet is not None and code == current
        chain = [line["rule"] for line in sheet.tie_breaks] if sheet and is_current else list(rule.usual_tie_breaks)
        initial |= initial_of(rule, code, sheet.settings if sheet and is_current else {})
        initial |= {f"{code}-tie-{n}": chain[n - 1] if len(chain) >= n else NONE for n in (1, 2)}
    return initial
