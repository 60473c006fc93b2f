"""Publications held against the rule book of today: what was signed must come out again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.rulebook import VERSION, CaseProblems, outcome_of
from unionevents.lib.documents import Place, Problem, sha256_of
from unionevents.lib.phrase import Phrase

WORDS = frozenset({"zh", "en"})


def seal_of(case: Mapping[str, Any], outcome: Mapping[str, Any]) -> str:
    """The checksum that a publication is signed with."""
    return sha256_of({"case": case, "outcome": outcome})


def check_publication(case: Mapping[str, Any], outcome: Mapping[str, Any], sha256: str) -> Iterator[Problem]:
    """What is wrong with a frozen case and outcome; places are below the publication."""
    if seal_of(case, outcome) != sha256:
        yield Problem(("sha256",), BROKEN_SEAL)
    try:
        again = outcome_of(case)
    except CaseProblems as found:
        yield from (
            Problem(("case",), IN_CASE.fill(place=each.path, said=each.sentence.phrase)) for each in found.problems
        )
        return
    # Words may be put better in a later version; what is decided may not change.
    same_words = outcome.get("rulebook") == VERSION
    yield from _differences({**outcome, "rulebook": ""}, {**again, "rulebook": ""}, ("outcome",), words=same_words)


def _differences(frozen: Any, again: Any, place: Place, *, words: bool) -> Iterator[Problem]:
    if isinstance(frozen, dict) and isinstance(again, dict):
        for key in sorted(frozen.keys() | again.keys()):
            if words or key not in WORDS:
                yield from _differences(frozen.get(key, ABSENT), again.get(key, ABSENT), (*place, key), words=words)
    elif isinstance(frozen, list) and isinstance(again, list) and len(frozen) == len(again):
        for index, (left, right) in enumerate(zip(frozen, again, strict=True)):
            yield from _differences(left, right, (*place, index), words=words)
    elif type(frozen) is not type(again) or frozen != again:
        yield Problem(place, COMES_OUT_OTHERWISE.fill(frozen=_short(frozen), again=_short(again)))


def _short(value: Any) -> Any:
    if value is ABSENT:
        return NOTHING
    if isinstance(value, list):
        return ROWS.fill(count=len(value))
    return str(value)[:60]


ABSENT = object()
NOTHING = Phrase(en="nothing", zh="没有这一项")
ROWS = Phrase(en="{count} rows", zh="{count} 行")
BROKEN_SEAL = Phrase(
    en="the checksum does not fit case and outcome: one of them was changed after publishing; fetch the original file",
    zh="校验码与内容不符，说明公布之后被改动过，请取回原来的文件",
)
IN_CASE = Phrase(en="the rule book cannot read the case: {place}: {said}", zh="规则库读不懂这份成绩：{place}：{said}")
COMES_OUT_OTHERWISE = Phrase(
    en="published as “{frozen}”, computed again it is “{again}”; fetch the original file, or publish a correction",
    zh="公布的是“{frozen}”，重新计算却是“{again}”，请取回原来的文件，或者发布更正",
)
