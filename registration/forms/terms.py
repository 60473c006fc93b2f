"""The terms as sentences whose parts can be changed: built from what each limit declares, read back the same way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language

from registration.limits import KINDS, SEVERITIES, BadLimits, Contest, Limit, read_limits
from registration.limits.parameters import Choice, Contests, Number, Parameter
from unionevents.lib.phrase import Phrase

MOST_LIMITS = 40
MOST_DIGITS = 6
_GAP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the sentence: plain text, or a field with its name, value and options."""

    text: str = ""
    parameter: Parameter | None = None
    name: str = ""
    value: Any = ""
    options: tuple[tuple[str, object, bool], ...] = ()

    @property
    def kind(self) -> str:
        return {Number: "number", Choice: "choice", Contests: "contests"}.get(type(self.parameter), "text")  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class LimitRow:
    """One limit on the page."""

    index: int
    kind: type[Limit]
    parts: tuple[Part, ...]
    severity: str
    errors: tuple[Phrase, ...] = ()

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


def terms_form(config: list[dict[str, Any]], health_statement: str, contests: Sequence[Contest]) -> TermsForm:
    """The form over a configuration, with what is wrong in it beside the sentence it is in."""
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
            KINDS[given["limit"]],
            tuple(_parts(KINDS[given["limit"]], given, index, contests)),
            given.get("severity", "refuse"),
            tuple(errors.get(index, ())),
        )
        for index, given in enumerate(config)
        if given.get("limit") in KINDS
    ]
    return TermsForm(config, health_statement, rows, found)


def read_terms(post: QueryDict, contests: Sequence[Contest]) -> TermsForm:
    """The configuration as sent, with a limit added or removed where that button was pressed."""
    count = min(_number(post.get("count", "")) or 0, MOST_LIMITS)
    config = [
        _sent(post, index)
        for index in range(count)
        if post.get(f"{index}-limit") in KINDS and post.get("remove") != str(index)
    ]
    added = post.get("add", "")
    if added in KINDS and len(config) < MOST_LIMITS:
        config.append({"limit": added, "severity": "refuse", **KINDS[added].usual})
    return terms_form(config, post.get("health_statement", ""), contests)


def _sent(post: QueryDict, index: int) -> dict[str, Any]:
    kind = KINDS[str(post[f"{index}-limit"])]
    given: dict[str, Any] = {"limit": kind.code, "severity": post.get(f"{index}-severity", "refuse")}
    for parameter in kind.parameters:
        name = f"{index}-{parameter.key}"
        if isinstance(parameter, Contests):
            value: Any = post.getlist(name) or None
        else:
            text = post.get(name, "").strip()
            value = _number(text) if isinstance(parameter, Number) else text
            value = text if value is None and text else value
        if value not in (None, ""):
            given[parameter.key] = value
    return given


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else None


def _parts(kind: type[Limit], given: dict[str, Any], index: int, contests: Sequence[Contest]) -> list[Part]:
    """The sentence cut at its gaps."""
    parameters = {parameter.key: parameter for parameter in kind.parameters}
    parts = []
    for place, piece in enumerate(_GAP.split(kind.sentence.said(get_language() or ""))):
        if place % 2 == 0:
            parts += [Part(text=piece)] if piece else []
            continue
        parameter = parameters[piece]
        value = given.get(piece, "")
        options: tuple[tuple[str, object, bool], ...] = ()
        if isinstance(parameter, Choice):
            options = tuple((code, said, code == value) for code, said in parameter.options)
        elif isinstance(parameter, Contests):
            options = tuple((each.code, each.title, each.code in (value or ())) for each in contests)
        parts.append(Part(parameter=parameter, name=f"{index}-{piece}", value=value, options=options))
    return parts


def _said(key: str, phrase: Phrase, config: list[dict[str, Any]], index: int | None) -> Phrase:
    """“最多”：必须是 1 到 999 之间的整数."""
    kind = KINDS.get(config[index].get("limit", "")) if index is not None else None
    parameter = next((each for each in kind.parameters if each.key == key), None) if kind else None
    if parameter is None:
        return phrase
    return Phrase("“{label}” {says}", "“{label}”{says}").fill(label=parameter.label, says=phrase)
