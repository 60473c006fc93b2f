"""Limits from their JSON form and back. Nothing unknown is passed over, nothing is guessed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from registration.limits.limit import REFUSE, SEVERITIES, Limit
from registration.limits.parameters import NOT_OFFERED, settings_of, wrongs_of
from registration.limits.registry import KINDS
from unionevents.lib.phrase import Phrase

NOT_A_LIST = Phrase("limits must be a list", "报名限制必须是列表")
NOT_AN_OBJECT = Phrase("a limit must be an object", "每条限制必须是对象")
UNKNOWN_KIND = Phrase("there is no such limit; known are {known}", "没有这种限制；可用的有 {known}")
UNKNOWN_KEY = Phrase("this key means nothing here", "这里没有这一项")
NAMING_CONTESTS = ("contests", "except_contests")
SAME_TWICE = Phrase("says the same as limit {other}; keep one", "与第 {other} 条重复；请只保留一条")


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something wrong in the configuration: `index` of the limit, `key` in it (empty for the whole), a sentence."""

    index: int | None
    key: str
    phrase: Phrase

    @property
    def place(self) -> tuple[str | int, ...]:
        steps: list[str | int] = [] if self.index is None else [self.index]
        return (*steps, self.key) if self.key else tuple(steps)

    def __str__(self) -> str:
        path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.place)
        return f"limits{path}: {self.phrase.en}"


class BadLimits(ValueError):
    """Raised with everything that is wrong at once."""

    def __init__(self, wrongs: Iterable[Wrong]) -> None:
        self.wrongs = tuple(wrongs)
        super().__init__("; ".join(str(wrong) for wrong in self.wrongs))


def read_limits(config: object) -> list[Limit]:
    """The limits of a configuration; BadLimits naming every place that is wrong."""
    if not isinstance(config, list):
        raise BadLimits([Wrong(None, "", NOT_A_LIST)])
    limits: list[Limit] = []
    wrongs: list[Wrong] = []
    seen: dict[str, int] = {}
    for index, given in enumerate(config):
        found = list(_wrongs_of(index, given))
        wrongs += found
        if found:
            continue
        limit = _built(given)
        wrongs += [Wrong(index, "", phrase) for phrase in limit.contradictions()]
        meaning = repr((limit.code, sorted(limit.settings.items(), key=lambda item: item[0])))
        if meaning in seen:
            wrongs.append(Wrong(index, "", SAME_TWICE.fill(other=seen[meaning] + 1)))
        seen.setdefault(meaning, index)
        limits.append(limit)
    if wrongs:
        raise BadLimits(wrongs)
    return limits


def write_limits(limits: Iterable[Limit]) -> list[dict[str, Any]]:
    """The JSON form; reading it gives the same limits."""
    return [
        {"limit": limit.code, "severity": limit.severity, **dict(sorted(_written(limit).items()))} for limit in limits
    ]


def contests_named(given: Mapping[str, Any]) -> set[str]:
    """The contests that the JSON form of a limit names."""
    return {code.partition("/")[0] for key in NAMING_CONTESTS for code in given.get(key) or ()}


def _written(limit: Limit) -> dict[str, Any]:
    parameters = (*limit.parameters, *limit.common)
    return {each.key: each.write(limit.settings[each.key]) for each in parameters if each.key in limit.settings}


def _built(given: Mapping[str, Any]) -> Limit:
    kind = KINDS[given["limit"]]
    return kind(settings_of((*kind.parameters, *kind.common), given), severity=given.get("severity", REFUSE))


def _wrongs_of(index: int, given: object) -> Iterator[Wrong]:
    if not isinstance(given, Mapping):
        yield Wrong(index, "", NOT_AN_OBJECT)
        return
    kind = KINDS.get(given["limit"]) if isinstance(given.get("limit"), str) else None
    if kind is None:
        yield Wrong(index, "limit", UNKNOWN_KIND.fill(known=", ".join(KINDS)))
        return
    severity = given.get("severity", REFUSE)
    if not isinstance(severity, str) or severity not in SEVERITIES:
        yield Wrong(index, "severity", NOT_OFFERED.fill(offered=", ".join(SEVERITIES)))
    parameters = (*kind.parameters, *kind.common)
    known = {"limit", "severity", *(parameter.key for parameter in parameters)}
    for key in given:
        if key not in known:
            yield Wrong(index, str(key), UNKNOWN_KEY)
    for key, phrase in wrongs_of(parameters, given):
        yield Wrong(index, key, phrase)
