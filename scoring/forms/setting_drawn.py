"""Settings as fields of a page, drawn from the shapes and parameters of the rules: a new rule appears by itself."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scoring.forms.setting_nodes import Drawn, Option
from scoring.forms.setting_typed import (
    BY_NUMBER,
    NO,
    ON,
    SAME,
    SPARE_ROWS,
    SYSTEM,
    USUAL,
    is_chain,
    is_partial,
    is_scalar,
    is_table,
    listed,
    written,
)
from scoring.forms.setting_words import (
    BOOKS,
    LEFT_AS_IT_IS,
    NONE_WORDS,
    NOT_SET,
    RECORDED,
    WORDS,
    Book,
    rule_at,
    rules_suiting,
)
from scoring.forms.words import said
from scoring.rulebook import GAMES
from scoring.rulebook.base.exact import ExactNumber
from scoring.rulebook.base.rule import Parameter, Rule
from scoring.rulebook.base.shapes import (
    REQUIRED,
    Either,
    Kinds,
    Named,
    OneOf,
    OrNull,
    Record,
    Rows,
    Shape,
    Whole,
    YesNo,
)
from unionevents.lib.phrase import Phrase

Parameters = Mapping[str, Parameter]
WIDE = 60
NO_CHOICE = Phrase(en="— choose —", zh="— 请选择 —")
YES_WORD, NO_WORD = Phrase(en="yes", zh="是"), Phrase(en="no", zh="否")
MODES = (
    (SAME, Phrase(en="the same for any number who are level", zh="不论几人（队）相同，办法一样")),
    (BY_NUMBER, Phrase(en="one way for two, another for three and more", zh="两人（队）和三人（队）以上分别定")),
)
MODE_USUAL = Phrase(en="as is usual (nothing of its own)", zh="不另设，用通常的办法")


@dataclass(frozen=True, slots=True)
class Page:
    """What drawing needs to know beside the settings: which game, which names there are, what is wrong where."""

    game: str = ""
    names: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    focus: str = ""

    def named(self, key: str) -> Sequence[tuple[str, str]] | None:
        """The names that a key may hold: prizes, contests, divisions."""
        return self.names.get(key) or self.names.get(f"{key}s")


def draw(
    shape: Shape, value: Any, name: str, page: Page, *, parameter: Parameter | None = None, partial: bool = False
) -> Drawn:
    """The fields of a value; `parameter` has its words."""
    key = name.rpartition(".")[2]
    words: Parameter | type[Rule] | None = parameter or rule_at(name) or WORDS.get(key)
    label = said(words.title) if words else key
    helped = said(words.help) if words else ""
    parameter = parameter or WORDS.get(key)
    optional = False
    while isinstance(shape, (Named, OrNull)):
        optional = optional or isinstance(shape, OrNull)
        shape = shape.inside
    if (several := listed(shape)) is not shape:
        shape, value = several, [value] if isinstance(value, Mapping) else value
    made = Drawn("text", name, label, helped, focused=bool(page.focus) and page.focus == name)
    if isinstance(shape, Kinds):
        _draw_rule(made, shape, value, page, optional)
    elif isinstance(shape, Record):
        columns = parameter.columns if parameter else ()
        _draw_record(made, shape, value, page, optional=optional, partial=partial, columns=columns)
    elif is_chain(shape):
        _draw_chain(made, shape, value, page, optional)
    elif isinstance(shape, Either):  # one, or a list of them
        _draw_lines(made, shape.rows, [value] if isinstance(value, Mapping) else value, page)
    elif is_table(shape):
        _draw_table(made, shape, value, page, parameter)
    elif not is_scalar(shape):
        _draw_lines(made, shape, value, page, parameter)
    else:
        _draw_scalar(made, shape, value, page, parameter, optional=optional or partial, partial=partial)
    return made


def _draw_scalar(
    made: Drawn, shape: Shape, value: Any, page: Page, parameter: Parameter | None, *, optional: bool, partial: bool
) -> None:
    key = made.name.rpartition(".")[2]
    made.value = written(value)
    if isinstance(shape, YesNo) and not partial:
        made.kind, made.is_set = "check", value is True
        return
    if isinstance(shape, YesNo):
        titles = [(ON, said(YES_WORD)), (NO, said(NO_WORD))]
        made.value = {True: ON, False: NO}.get(value, "")
    elif isinstance(shape, OneOf):
        known = {str(choice.code): said(choice.title) or "—" for choice in (parameter.choices if parameter else ())}
        titles = [(str(word), known.get(str(word), str(word))) for word in shape.allowed]
    elif (named := page.named(key)) is not None and not isinstance(shape, (Whole, ExactNumber)):
        titles = list(named)
    else:
        made.kind = "number" if isinstance(shape, (Whole, ExactNumber)) else "text"
        return
    if isinstance(shape, Rows):
        made.kind = "boxes"
        chosen = [str(item) for item in value or ()]
        known = dict(titles)
        # Those that are ticked stand first, in their order: a browser sends boxes as they stand.
        made.options = [Option(code, known.get(code, code), chosen=True) for code in chosen]
        made.options += [Option(code, title) for code, title in titles if code not in chosen]
        return
    made.kind = "choice"
    nothing = LEFT_AS_IT_IS if partial else NONE_WORDS.get(key, NOT_SET)
    if made.value and made.value not in {code for code, _ in titles}:
        titles = [(made.value, made.value), *titles]
    if optional or not made.value:
        titles = [("", said(nothing if optional else NO_CHOICE)), *titles]
    made.options = [Option(code, title, code == made.value) for code, title in titles]


def _draw_rule(made: Drawn, shape: Kinds, value: Any, page: Page, optional: bool) -> None:
    key = _list_key(made.name)
    book: Book = BOOKS.get(key, {})
    suiting = rules_suiting(key, page.game) if key in BOOKS else book
    now = value if isinstance(value, Mapping) else {}
    chosen = str(now.get(shape.key, ""))
    made.kind, made.was, made.redraws, made.is_set = "rule", chosen, True, value is not None or not optional
    codes = [code for code in shape.shapes if code in suiting or code == chosen]
    titles = [(code, said(book[code].title) if code in book else code) for code in codes]
    if chosen not in codes:
        titles = [(chosen, chosen or said(NO_CHOICE)), *titles]
    made.options = [Option(code, title, code == chosen) for code, title in sorted(titles, key=lambda each: each[1])]
    made.help = said(book[chosen].help) if chosen in book else made.help
    if chosen in shape.shapes:
        parameters = {each.code: each for each in book[chosen].parameters} if chosen in book else {}
        _draw_keys(made, shape.shapes[chosen], now, page, parameters)


def _draw_record(
    made: Drawn,
    shape: Record,
    value: Any,
    page: Page,
    *,
    optional: bool,
    partial: bool,
    columns: Sequence[Parameter] = (),
) -> None:
    key = made.name.rpartition(".")[2]
    partial = partial or is_partial(made.name)
    made.kind = "maybe" if optional else "group"
    made.is_set = value is not None or made.kind == "group"
    made.redraws = made.kind == "maybe"
    if made.is_set:
        rule = GAMES.get(page.game) if key == "settings" else rule_at(_without_number(made.name))
        parameters = {each.code: each for each in (rule.parameters if rule else columns)}
        _draw_keys(made, shape, value if isinstance(value, Mapping) else {}, page, parameters, partial=partial)


def _draw_keys(
    made: Drawn,
    shape: Record,
    value: Mapping[str, Any],
    page: Page,
    parameters: Parameters,
    *,
    partial: bool = False,
) -> None:
    kept = {key: item for key, item in value.items() if key in RECORDED or key not in shape.keys}
    kept.pop("rule", None)
    made.kept = json.dumps(kept, ensure_ascii=False, sort_keys=True) if kept else ""
    for key, (inside, default) in shape.keys.items():
        if key in RECORDED or key in {"rule", "game"}:
            continue
        parameter = parameters.get(key)
        starts = parameter.default if parameter is not None else (None if default is REQUIRED else default)
        now = value.get(key, None if partial else starts)
        part = draw(inside, now, f"{made.name}.{key}", page, parameter=parameter, partial=partial)
        if key == SYSTEM:
            part.redraws, part.was = True, part.value
        made.parts.append(part)


def _draw_chain(made: Drawn, shape: Shape, value: Any, page: Page, optional: bool) -> None:
    assert isinstance(shape, Either)
    made.kind, made.redraws = "chain", True
    mode = BY_NUMBER if isinstance(value, Mapping) else SAME
    if optional and value is None:
        mode = USUAL
    made.was = mode
    modes = ((USUAL, MODE_USUAL), *MODES) if optional else MODES
    made.options = [Option(code, said(title), code == mode) for code, title in modes]
    if mode == BY_NUMBER and isinstance(shape.one, Record):
        _draw_keys(made, shape.one, value, page, {})
    elif mode == SAME:
        lines = draw(shape.rows, value or [], made.name, page)
        made.parts = [lines]


def _draw_lines(made: Drawn, shape: Shape, value: Any, page: Page, parameter: Parameter | None = None) -> None:
    assert isinstance(shape, Rows)
    made.kind = "lines"
    rows = list(value or ())
    made.value = len(rows)
    for number, row in enumerate(rows):
        line = draw(shape.item, row, f"{made.name}.{number}", page, parameter=parameter)
        line.label, line.first, line.last = str(number + 1), number == 0, number == len(rows) - 1
        line.focused = line.name == page.focus
        made.parts.append(line)
    key = made.name.rpartition(".")[2]
    if key in BOOKS:
        item = shape.item.inside if isinstance(shape.item, Named) else shape.item
        known = item.shapes if isinstance(item, Kinds) else {}
        rules = [(code, rule) for code, rule in rules_suiting(key, page.game).items() if code in known]
        made.options = [
            Option(code, said(rule.title)) for code, rule in sorted(rules, key=lambda each: said(each[1].title))
        ]


def _draw_table(made: Drawn, shape: Shape, value: Any, page: Page, parameter: Parameter | None) -> None:
    assert isinstance(shape, Rows) and isinstance(shape.item, Record)
    made.kind = "table"
    columns = {each.code: each for each in parameter.columns} if parameter else {}
    rows = [row for row in value or () if isinstance(row, Mapping)]
    made.value = len(rows) + SPARE_ROWS
    for number in range(made.value):
        row = rows[number] if number < len(rows) else {}
        line = Drawn("group", f"{made.name}.{number}", str(number + 1))
        for key, (inside, _) in shape.item.keys.items():
            cell = draw(inside, row.get(key), f"{line.name}.{key}", page, parameter=columns.get(key), partial=True)
            line.parts.append(cell)
        made.parts.append(line)
    made.options = [Option(cell.name, cell.label) for cell in made.parts[0].parts]


def _without_number(name: str) -> str:
    """`awards.draws` of `awards.draws.0`."""
    above, _, last = name.rpartition(".")
    return above if last.isdecimal() else name


def _list_key(name: str) -> str:
    """`tiers` of `prizes.tiers.0`, `places` of `prizes.places`."""
    steps = [step for step in name.split(".") if not step.isdecimal()]
    return steps[-1] if steps else name
