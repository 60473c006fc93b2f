"""One match on one form: games or a score, how it ended, who won where that is not clear from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from scoring.forms.setting_typed import number_of, written
from scoring.rulebook.matches.match import MatchGame
from scoring.rulebook.matchplay.shape import HIGHEST_SCORE
from scoring.sync.matchslots import HALVES

MOST_GAMES = 15
SIDES = ("a", "b")


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One row of the form: what it is called, and a field for each side."""

    label: str
    fields: tuple[BoundField, BoundField]


class HalvesField(forms.CharField):
    """A score of games that may be drawn: `2`, `1.5`, `1½`; kept exactly, `3/2`."""

    def clean(self, value: Any) -> int | str | None:
        text = super().clean(value)
        if not text:
            return None
        read = number_of(text.replace("½", ".5"))
        if isinstance(read, int) and 0 <= read <= HIGHEST_SCORE:
            return read
        if isinstance(read, str) and (HALVES.fullmatch(read)):
            return read
        raise forms.ValidationError(_("Write whole or half points, such as 2 or 1.5."))


class MatchForm(forms.Form):
    """The fields that the game's settings ask for; `row()` is a MATCH as it stands in a case."""

    def __init__(
        self, data: Any = None, *, game: MatchGame, names: tuple[str, str], row: Mapping[str, Any], must_explain: bool
    ) -> None:
        super().__init__(data)
        self.game = game
        settings = game.settings
        self.kind = settings["format"]
        self.rubbers: list[str] = [
            each["title"] or _("Rubber %(number)d") % {"number": number}
            for number, each in enumerate(settings.get("rubbers") or (), 1)
        ]
        self.number = 0 if self.rubbers or self.kind in {"score", "result"} else min(settings["games"], MOST_GAMES)
        for number in range(1, self.number + 1):
            self._pair(f"game_{number}", _("Game %(number)d") % {"number": number}, _at(row.get("games"), number))
        for number, title in enumerate(self.rubbers, 1):
            rubber = (row.get("rubbers") or [{}] * number)[number - 1 : number] or [{}]
            self._pair(f"rubber_{number}", title, rubber[0].get("score"))
        if self.kind != "result":
            self._pair("score", _("Score"), row.get("score"), halves=bool(settings.get("drawn_games")))
        winners = [("", _("as the score says")), ("a", names[0]), ("b", names[1])]
        if settings["level"] == "draw":
            winners.append(("draw", _("drawn")))
        self._choice("winner", _("Winner"), winners, row.get("winner"))
        endings = [
            ("played", _("played to the end")),
            ("walkover", _("walk-over: a side did not come")),
            ("retired", _("a side retired in play")),
            ("forfeit", _("a side was ruled out")),
        ]
        self._choice("ended", _("How it ended"), endings, row.get("ended") or "played")
        by = [("", _("nobody")), ("a", names[0]), ("b", names[1]), ("both", _("both sides"))]
        self._choice("by", _("Who did not come, retired or was ruled out"), by, row.get("by"))
        if must_explain:
            self.fields["reason"] = forms.CharField(
                label=_("Why it is changed"),
                max_length=200,
                widget=forms.TextInput(attrs={"class": "form-control"}),
            )

    @property
    def lines(self) -> list[ScoreLine]:
        """The score fields, line by line."""
        names = [f"game_{number}" for number in range(1, self.number + 1)]
        names += [f"rubber_{number}" for number in range(1, len(self.rubbers) + 1)]
        names += ["score"] if "score_a" in self.fields else []
        return [
            ScoreLine(str(self[f"{name}_a"].field.label_suffix or ""), (self[f"{name}_a"], self[f"{name}_b"]))
            for name in names
        ]

    def clean(self) -> dict[str, Any]:
        """A score has two sides."""
        cleaned = super().clean() or {}
        for name in list(self.fields):
            if name.endswith("_a") and f"{name[:-2]}_b" in self.fields:
                sides = [cleaned.get(f"{name[:-2]}_{side}") for side in SIDES]
                if None in sides and sides != [None, None]:
                    empty = f"{name[:-2]}_{SIDES[sides.index(None)]}"
                    if empty not in self.errors:
                        self.add_error(empty, _("A score has two sides: write a number for this side as well."))
        return cleaned

    def row(self) -> dict[str, Any]:
        """What was typed, as the keys of a MATCH; nothing typed gives none."""
        typed = self.cleaned_data
        found: dict[str, Any] = {}
        games = [self._typed(f"game_{number}") for number in range(1, self.number + 1)]
        played = [game for game in games if game is not None]
        if played:
            found["games"] = played
        elif (score := self._typed("score")) is not None:
            found["score"] = score
        rubbers = [self._typed(f"rubber_{number}") for number in range(1, len(self.rubbers) + 1)]
        if any(rubbers):
            found.pop("score", None)
            found["rubbers"] = [{"score": score} if score else {} for score in rubbers]
        if typed.get("winner"):
            found["winner"] = typed["winner"]
        if typed.get("ended") not in (None, "", "played"):
            found["ended"] = typed["ended"]
        if typed.get("by"):
            found["by"] = typed["by"]
        return found

    def _typed(self, name: str) -> list[int | str] | None:
        sides = [self.cleaned_data.get(f"{name}_{side}") for side in SIDES]
        return None if None in sides else cast(list[int | str], sides)

    def _pair(self, name: str, title: str, value: Sequence[int | str] | None, *, halves: bool = False) -> None:
        for at, side in enumerate(SIDES):
            said: dict[str, Any] = {
                "label": _("%(title)s, side %(side)s") % {"title": title, "side": side.upper()},
                "label_suffix": title,
                "required": False,
            }
            if halves:
                attrs = {"class": "form-control", "inputmode": "decimal", "autocomplete": "off"}
                widget = forms.TextInput(attrs=attrs)
                field: forms.Field = HalvesField(**said, initial=written(value[at]) if value else None, widget=widget)
            else:
                field = forms.IntegerField(
                    **said,
                    min_value=0,
                    max_value=HIGHEST_SCORE,
                    initial=value[at] if value else None,
                    widget=forms.NumberInput(attrs={"class": "form-control", "inputmode": "numeric"}),
                )
            self.fields[f"{name}_{side}"] = field

    def _choice(self, name: str, label: str, choices: list[tuple[str, str]], initial: str | None) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label,
            choices=choices,
            required=False,
            initial=initial or "",
            widget=forms.Select(attrs={"class": "form-select"}),
        )


def _at(rows: Sequence[Sequence[int]] | None, number: int) -> Sequence[int] | None:
    return rows[number - 1] if rows and number <= len(rows) else None
