"""The set-up of a contest, and of what holds across contests, as forms that lose nothing that was typed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from scoring.forms.setting_drawn import Page, draw
from scoring.forms.setting_lines import changed
from scoring.forms.setting_nodes import Drawn, Option, place_errors
from scoring.forms.setting_typed import SAME, UNSAID, number_of, read_typed
from scoring.forms.setting_units import AMOUNTS, IN_UNIT, as_recorded, as_said, scale_of
from scoring.forms.words import said
from scoring.models import Scoresheet
from scoring.rulebook import GAMES, CaseProblems
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.base.shapes import Kinds, OrNull, Rows, Shape
from scoring.rulebook.cases.caseshape import CASE

CONTEST_KEYS: Final = (
    "settings",
    "aggregation",
    "adjustments",
    "tie_breaks",
    "undecided",
    "stages",
    "rankings",
    "prizes",
)
PLAN_KEYS: Final = ("prize_rules", "awards", "tables")
SECTIONS: Final = ("aggregation", "adjustments", "stages", "rankings", "prizes")
ACTS: Final = ("add", "remove", "up", "down")
EMPTY: Final[dict[str, Any]] = {"stages": [], "rankings": None, "prizes": None, "aggregation": [], "adjustments": []}
FIRST_GAME: Final = "timed"
MOST_IN_A_HEAT: Final = 50
_STEP: Final = re.compile(r"\.(\w+)|\[(\d+)\]|\['([^']*)'\]")

Json = dict[str, Any]
Names = Mapping[str, Sequence[tuple[str, str]]]


def contest_shape(game: str, key: str) -> Shape | None:
    """The shape of one key of a contest of this game; None when the rule book does not know it."""
    rows = CASE.keys["contests"][0]
    assert isinstance(rows, Rows) and isinstance(rows.item, Kinds)
    pair = rows.item.shapes[game].keys.get(key)
    return pair[0] if pair else None


@dataclass
class ContestDraft:
    """How a contest is judged, as typed so far; `focus` is the line that was touched last."""

    game: str
    values: Json
    heat_size: Any = 1
    names: Names = field(default_factory=dict)
    focus: str = ""

    @classmethod
    def of(cls, sheet: Scoresheet | None, names: Names) -> ContestDraft:
        """What is stored; a contest that has nothing yet begins with the first game."""
        if sheet is None:
            return cls.of_contest({"game": FIRST_GAME}, names)
        stored = {key: getattr(sheet, key) for key in CONTEST_KEYS if key != "prizes"}
        return cls(sheet.game, {**stored, "prizes": sheet.prize_rules}, sheet.heat_size, names)

    @classmethod
    def of_contest(cls, contest: Mapping[str, Any], names: Names, heat_size: int = 1) -> ContestDraft:
        """A contest as a case writes it; what it leaves out is as usual."""
        game = str(contest["game"])
        usual = {
            **EMPTY,
            "settings": {},
            "undecided": "shared",
            "tie_breaks": usual_chain(game, contest.get("settings")),
        }
        return cls(game, usual | {key: contest[key] for key in CONTEST_KEYS if key in contest}, heat_size, names)

    @classmethod
    def typed(cls, data: Any, names: Names) -> ContestDraft:
        """What the form says, after the button that was pressed."""
        was = data.get("game.was") if data.get("game.was") in GAMES else FIRST_GAME
        game = data.get("game") if data.get("game") in GAMES else was
        values: Json = {}
        for key in CONTEST_KEYS:
            if (shape := contest_shape(was, key)) is not None:
                read = read_typed(shape, data, key)
                values[key] = EMPTY.get(key) if read is UNSAID else read
        values["adjustments"] = as_recorded(values["adjustments"], scale_of(was, values.get("settings"))[0])
        if game != was:
            values |= {"settings": {}, "tie_breaks": usual_chain(game, None)}
            if GAMES[game].entered_by != GAMES[was].entered_by:
                values |= {"stages": [], "aggregation": [], "adjustments": []}
        elif (values.get("settings") or {}).get("system") != data.get("settings.system.was"):
            values["tie_breaks"] = usual_chain(game, values["settings"])
        if values.get("tie_breaks") is None:
            values["tie_breaks"] = usual_chain(game, values.get("settings"))
        draft = cls(game, values, number_of(str(data.get("heat_size", "1"))), names)
        act = str(data.get("do", ""))
        if act.partition(":")[0] in ACTS:
            chosen = str(data.get(f"{act.partition(':')[2]}.new", ""))
            stood = len(values["adjustments"])
            draft.values, draft.focus = changed(draft.values, act, chosen=chosen, names=names)
            new = draft.values["adjustments"][stood:]
            draft.values["adjustments"][stood:] = as_recorded(new, scale_of(game, draft.values["settings"])[0])
        return draft

    def contest(self) -> Json:
        """The keys of a case's contest that are set here."""
        kept = {key: value for key, value in self.values.items() if value not in (None, []) or key == "tie_breaks"}
        return {"game": self.game, **kept}

    def stored(self) -> Json:
        """What the scoresheet keeps."""
        values = {key: self.values.get(key, EMPTY.get(key)) for key in CONTEST_KEYS}
        values["prize_rules"] = values.pop("prizes")
        return {"game": self.game, "heat_size": self.heat_size, **values}

    @property
    def heat_size_is_usable(self) -> bool:
        return type(self.heat_size) is int and 1 <= self.heat_size <= MOST_IN_A_HEAT

    def drawn(self, problems: Sequence[Problem] = ()) -> DrawnSetting:
        """The fields, each with what is wrong with it."""
        page = Page(self.game, self.names, self.focus)
        parts = {}
        scale, unit = scale_of(self.game, self.values.get("settings"))
        for key in CONTEST_KEYS:
            if (shape := contest_shape(self.game, key)) is None:
                continue
            if key in {"tie_breaks", "rankings"} and isinstance(shape, OrNull):
                shape = shape.inside
            value = resolved(self.game, self.values.get(key) or {}) if key == "settings" else self.values.get(key)
            if key == "adjustments":
                value = as_said(value, scale)
            parts[key] = draw(shape, value, key, page)
        if unit:
            for each in parts["adjustments"].every():
                if each.name.rpartition(".")[2] in AMOUNTS:
                    each.help = said(IN_UNIT.fill(unit=unit))
        errors = errors_by_name(problems, "$.contests[0]")
        general = place_errors(list(parts.values()), errors)
        return DrawnSetting(parts, general)

    def games(self) -> list[Option]:
        """The ways of judging to choose from."""
        titles = [(code, said(rule.title)) for code, rule in GAMES.items()]
        return [Option(code, title, code == self.game) for code, title in sorted(titles, key=lambda each: each[1])]

    @property
    def help(self) -> str:
        return said(GAMES[self.game].help)


@dataclass(frozen=True, slots=True)
class DrawnSetting:
    """Fields by key, and sentences about what no field stands for."""

    parts: Mapping[str, Drawn]
    general: Sequence[str]

    @property
    def wrong(self) -> list[Drawn]:
        """Fields with something wrong in them, from the top of the page down."""
        return [each for part in self.parts.values() for each in part.every() if each.errors]

    @property
    def places(self) -> list[Drawn]:
        """Every field that has a place for sentences on the page, from the widest to the single cell."""
        found: list[Drawn] = []
        waiting = list(self.parts.values())
        while waiting:
            each = waiting.pop(0)
            if not (each.kind == "chain" and each.was == SAME):
                found.append(each)
            waiting += each.parts
        return found

    @property
    def sections(self) -> list[Drawn]:
        """What most contests do not need, in the order of the work."""
        return [self.parts[key] for key in SECTIONS if key in self.parts]


@dataclass
class PlanDraft:
    """What holds for all contests: prize rules, rewards across contests, unit tables; as typed so far."""

    values: Json
    names: Names = field(default_factory=dict)
    focus: str = ""

    @classmethod
    def typed(cls, data: Any, stored: Mapping[str, Any], names: Names, keys: Sequence[str]) -> PlanDraft:
        """What the form says of these keys, after the button that was pressed; the others stay as stored."""
        values = dict(stored)
        for key in keys:
            if (shape := plan_shape(key)) is not None:
                read = read_typed(shape, data, key)
                values[key] = None if read is UNSAID else read
        draft = cls(values, names)
        act = str(data.get("do", ""))
        if act.partition(":")[0] in ACTS:
            chosen = str(data.get(f"{act.partition(':')[2]}.new", ""))
            draft.values, draft.focus = changed(values, act, chosen=chosen, names=names)
        return draft

    def drawn(self, keys: Sequence[str], problems: Sequence[Problem] = ()) -> DrawnSetting:
        page = Page("", self.names, self.focus)
        parts = {}
        for key in keys:
            shape = plan_shape(key)
            if shape is not None:
                parts[key] = draw(shape, self.values.get(key), key, page)
        return DrawnSetting(parts, place_errors(list(parts.values()), errors_by_name(problems, "$")))


def plan_shape(key: str) -> Shape | None:
    """The shape of one key of a case, without its null."""
    pair = CASE.keys.get(key)
    if pair is None:
        return None
    return pair[0].inside if isinstance(pair[0], OrNull) else pair[0]


def usual_chain(game: str, settings: Mapping[str, Any] | None) -> Any:
    """The tie-breaks that a contest of this game has unless it says otherwise."""
    try:
        return GAMES[game](dict(settings or {})).usual_chain()
    except CaseProblems:
        return GAMES[game]({}).usual_chain()


def resolved(game: str, settings: Mapping[str, Any]) -> Json:
    """The settings with everything that follows from them filled in, as far as they can be read."""
    try:
        return GAMES[game](dict(settings)).settings
    except CaseProblems:
        return {**GAMES[game]({}).settings, **settings}


def errors_by_name(problems: Sequence[Problem], root: str) -> dict[str, list[str]]:
    """Sentences by the name of the field that they are about."""
    found: dict[str, list[str]] = defaultdict(list)
    for problem in problems:
        path = problem.path
        steps = [index or name or quoted for name, index, quoted in _STEP.findall(path.removeprefix(root))]
        if problem.sentence.rule == "missing_key":
            steps.append(str(problem.sentence.values.get("key")))
        found[".".join(steps) if path.startswith(root) else "-"].append(said(problem.sentence.phrase))
    return found


__all__ = ["CONTEST_KEYS", "ContestDraft", "DrawnSetting", "PlanDraft"]
