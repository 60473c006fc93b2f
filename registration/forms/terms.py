"""The terms as sentences whose parts can be changed: built from what each limit declares, read back the same way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language

from registration.limits import GROUPS, KINDS, SEVERITIES, BadLimits, Contest, Limit, read_limits
from registration.limits.parameters import (
    MOST_POSITIONS,
    MOST_STEPS,
    Choice,
    Contests,
    Money,
    Order,
    Parameter,
    Steps,
    Units,
)
from unionevents.lib.money import plain_yuan
from unionevents.lib.phrase import Phrase

MOST_LIMITS = 60
MOST_DIGITS = 6
SPARE_ROWS = 2
_GAP = re.compile(r"\{(\w+)\}")
Option = tuple[str, object, bool]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the sentence: plain text, or a field with its name, value and options.

    `rows` are the lines of a field that has several: steps as pairs, positions as lists of options.
    """

    text: str = ""
    parameter: Parameter | None = None
    name: str = ""
    value: Any = ""
    options: tuple[Option, ...] = ()
    rows: tuple[Any, ...] = ()

    @property
    def widget(self) -> str:
        return self.parameter.widget if self.parameter else "text"


@dataclass(frozen=True, slots=True)
class LimitRow:
    """One limit on the page; `common` are the parts that every limit has, `is_new` that it waits to be filled in."""

    index: int
    kind: type[Limit]
    parts: tuple[Part, ...]
    common: tuple[Part, ...]
    severity: str
    errors: tuple[Phrase, ...] = ()
    is_new: bool = False

    # Templates call whatever can be called, a class too: so they get its words, not the class.
    @property
    def code(self) -> str:
        return self.kind.code

    @property
    def title(self) -> Phrase:
        return self.kind.title

    @property
    def severities(self) -> list[tuple[str, Phrase, bool]]:
        return [(code, said, code == self.severity) for code, said in SEVERITIES.items()]

    @property
    def has_contests(self) -> bool:
        """Contests may be named, and need not be."""
        return any(part.parameter and part.widget == "contests" and not part.parameter.required for part in self.parts)

    @property
    def says_more(self) -> bool:
        return any(part.value for part in self.common)


@dataclass(frozen=True, slots=True)
class TermsForm:
    """What was sent, or what stands; `limits` only when all of it can be read."""

    config: list[dict[str, Any]]
    health_statement: str
    rows: list[LimitRow] = field(default_factory=list)
    limits: list[Limit] | None = None

    @property
    def errors(self) -> list[Phrase]:
        return [error for row in self.rows for error in row.errors]


def kinds_by_group() -> list[tuple[Phrase, list[tuple[str, Phrase]]]]:
    """What can be added, under the subject it belongs to."""
    return [
        (title, [(kind.code, kind.title) for kind in KINDS.values() if kind.group == group])
        for group, title in GROUPS.items()
    ]


def terms_form(
    config: list[dict[str, Any]],
    health_statement: str,
    contests: Sequence[Contest],
    units: Sequence[str] = (),
    *,
    new: int | None = None,
) -> TermsForm:
    """The form over a configuration, with what is wrong beside the sentence it is in; a `new` one is not blamed yet."""
    errors: dict[int | None, list[Phrase]] = {}
    found: list[Limit] | None = None
    try:
        found = read_limits(config)
    except BadLimits as bad:
        for wrong in bad.wrongs:
            errors.setdefault(wrong.index, []).append(_said(wrong.key, wrong.phrase, config, wrong.index))
    rows = [
        LimitRow(
            index,
            kind,
            tuple(_parts(kind, given, index, contests, units)),
            tuple(_part(each, given, index, contests, units) for each in kind.common),
            given.get("severity", "refuse"),
            tuple(errors.get(index, ())) if index != new else (),
            index == new,
        )
        for index, given in enumerate(config)
        if (kind := KINDS.get(given.get("limit", "")))
    ]
    return TermsForm(config, health_statement, rows, found)


def read_terms(post: QueryDict, contests: Sequence[Contest], units: Sequence[str] = ()) -> TermsForm:
    """The configuration as sent, with a limit added, removed or moved where that button was pressed."""
    count = min(_number(post.get("count", "")) or 0, MOST_LIMITS)
    indexes = [index for index in range(count) if post.get(f"{index}-limit") in KINDS]
    _move(indexes, post)
    config = [_sent(post, index) for index in indexes if post.get("remove") != str(index)]
    added, new = post.get("add", ""), None
    if added in KINDS and len(config) < MOST_LIMITS:
        new = len(config)
        config.append({"limit": added, "severity": KINDS[added].usual_severity, **KINDS[added].usual})
    return terms_form(config, post.get("health_statement", ""), contests, units, new=new)


def _move(indexes: list[int], post: QueryDict) -> None:
    """One place up or down, where there is one."""
    for button, step in (("up", -1), ("down", 1)):
        moved = _number(post.get(button, ""))
        if moved in indexes:
            place = indexes.index(moved)
            other = place + step
            if 0 <= other < len(indexes):
                indexes[place], indexes[other] = indexes[other], indexes[place]


def _sent(post: QueryDict, index: int) -> dict[str, Any]:
    kind = KINDS[str(post[f"{index}-limit"])]
    given: dict[str, Any] = {"limit": kind.code, "severity": post.get(f"{index}-severity", "refuse")}
    for parameter in (*kind.parameters, *kind.common):
        value = parameter.typed(f"{index}-{parameter.key}", post.getlist)
        if value is not None:
            given[parameter.key] = value
    return given


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else None


def _parts(
    kind: type[Limit], given: dict[str, Any], index: int, contests: Sequence[Contest], units: Sequence[str]
) -> list[Part]:
    """The sentence cut at its gaps."""
    parameters = {parameter.key: parameter for parameter in kind.parameters}
    parts = []
    for place, piece in enumerate(_GAP.split(kind.sentence.said(get_language() or ""))):
        if place % 2 == 0:
            parts += [Part(text=piece)] if piece else []
        else:
            parts.append(_part(parameters[piece], given, index, contests, units))
    return parts


def _part(
    parameter: Parameter, given: dict[str, Any], index: int, contests: Sequence[Contest], units: Sequence[str]
) -> Part:
    value, name = given.get(parameter.key, ""), f"{index}-{parameter.key}"
    options: tuple[Option, ...] = ()
    rows: tuple[Any, ...] = ()
    chosen = value if isinstance(value, list | tuple) else ()
    match parameter:
        case Money():
            value = plain_yuan(value) if isinstance(value, int) else value
        case Choice():
            options = tuple((code, said, code == value) for code, said in parameter.options)
        case Contests():
            options = tuple(_contest_options(contests, chosen))
        case Units():
            offered = dict.fromkeys((*units, *chosen))
            options = tuple((unit, unit, unit in chosen) for unit in offered)
        case Steps():
            pairs = [(step.get("up_to"), step.get("n")) for step in chosen if isinstance(step, dict)]
            pairs += [(None, None)] * min(SPARE_ROWS, MOST_STEPS - len(pairs))
            rows = tuple(("" if up_to is None else up_to, "" if n is None else n) for up_to, n in pairs)
        case Order():
            places = [*chosen, *[""] * min(SPARE_ROWS, MOST_POSITIONS - len(chosen))]
            rows = tuple([(code, said, code == place) for code, said in parameter.options] for place in places)
        case _plain:
            pass
    return Part("", parameter, name, value, options, rows)


def _contest_options(contests: Sequence[Contest], chosen: Sequence[str]) -> list[Option]:
    """Every contest, and where there are divisions these too."""
    options: list[Option] = []
    for contest in contests:
        options.append((contest.code, contest.title, contest.code in chosen))
        for division in contest.divisions:
            code = f"{contest.code}/{division.code}"
            options.append((code, f"{contest.title} · {division.title}", code in chosen))
    return options


def _said(key: str, phrase: Phrase, config: list[dict[str, Any]], index: int | None) -> Phrase:
    """“最多”：必须是 1 到 999 之间的整数."""
    kind = KINDS.get(config[index].get("limit", "")) if index is not None else None
    known = (*kind.parameters, *kind.common) if kind else ()
    parameter = next((each for each in known if each.key == key), None)
    if parameter is None:
        return phrase
    return Phrase("“{label}” {says}", "“{label}”{says}").fill(label=parameter.label, says=phrase)
