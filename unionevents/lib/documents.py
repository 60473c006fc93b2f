"""JSON documents that people keep: read without anything being guessed, written always the same way. Pure.

A problem names its place twice: as a JSON path and, where the text is at hand, as a line.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final, TypeAlias
from uuid import UUID

from unionevents.lib.phrase import Phrase

Place: TypeAlias = tuple[str | int, ...]
LARGEST: Final = 2**53 - 1  # what every reader of JSON counts exactly
DEEPEST: Final = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a document: where, and a sentence with its remedy."""

    place: Place
    phrase: Phrase
    line: int | None = None

    @property
    def path(self) -> str:
        """`$.rosters[0].people[3].number`."""
        return "$" + "".join(
            f".{step}" if isinstance(step, str) and step.isidentifier() else f"[{json.dumps(step, ensure_ascii=False)}]"
            for step in self.place
        )

    def said(self, language: str) -> str:
        """`第 12 行 $.title：…`."""
        if language.startswith("en"):
            return f"{f'line {self.line}, ' if self.line else ''}{self.path}: {self.phrase.en}"
        return f"{f'第 {self.line} 行 ' if self.line else ''}{self.path}：{self.phrase.zh}"


class DocumentProblems(ValueError):
    """Raised with every problem of a document."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.said("en") for problem in problems))


def write_document(value: object) -> bytes:
    """UTF-8, one space of indent, keys in the order given, a newline at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def compact(value: object) -> bytes:
    """The one spelling of a value: keys sorted, no blanks. What checksums are taken of."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def sha256_of(value: object) -> str:
    return hashlib.sha256(compact(value)).hexdigest()


def with_sorted_keys(value: Any) -> Any:
    """The same value with every object's keys sorted: a database may hand them back in any order."""
    if isinstance(value, dict):
        return {key: with_sorted_keys(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return [with_sorted_keys(item) for item in value]
    return value


def write_moment(moment: datetime | None) -> str | None:
    """`2026-09-23T00:30:00Z`."""
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def read_moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def is_uuid(text: str) -> bool:
    """A UUID in its one spelling, with hyphens and small letters."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def read_document(content: bytes) -> Any:
    """The JSON value; DocumentProblems when it is not JSON in UTF-8, or holds what would not survive a database."""
    try:
        text = content.decode("utf-8-sig")
        value = json.loads(text, object_pairs_hook=_no_key_twice, parse_float=_no_decimals, parse_constant=_no_decimals)
    except _Refused as refused:
        raise DocumentProblems([Problem((), refused.phrase)]) from None
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DocumentProblems([Problem((), NOT_UTF8, line)]) from None
    except json.JSONDecodeError as error:
        raise DocumentProblems([Problem((), NOT_JSON.fill(column=error.colno), error.lineno)]) from None
    except (RecursionError, ValueError):
        raise DocumentProblems([Problem((), BEYOND_LIMITS)]) from None
    if problems := list(_unkeepable(value)):
        raise DocumentProblems(with_lines(problems, text))
    return value


def with_lines(problems: Iterable[Problem], text: str) -> list[Problem]:
    """The problems in the order of the text, each with the line where its place begins."""
    lines = _lines_of(text)

    def line_of(place: Place) -> int | None:
        while place and place not in lines:  # a missing key is reported where its object begins
            place = place[:-1]
        return lines.get(place)

    found = [replace(problem, line=line_of(problem.place)) for problem in problems]
    return sorted(found, key=lambda problem: problem.line or 0)


_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|\n|[^\s{}\[\],:"]+')


def _lines_of(text: str) -> dict[Place, int]:
    """The line where every value of a (well-formed) JSON text begins."""
    lines: dict[Place, int] = {}
    stack: list[str | int] = []
    line, key = 1, ""
    expects_value = True
    for found in _TOKEN.finditer(text):
        piece = found.group()
        if piece == "\n":
            line += 1
        elif piece in "{[" and expects_value:
            lines[tuple(stack)] = line
            stack.append("" if piece == "{" else 0)
            expects_value = piece == "["
        elif piece in "}]":
            stack.pop()
            expects_value = False
        elif piece == ",":
            last = stack[-1]
            expects_value = isinstance(last, int)
            if isinstance(last, int):
                stack[-1] = last + 1
        elif piece == ":":
            stack[-1] = key
            expects_value = True
        elif expects_value:
            lines[tuple(stack)] = line
            expects_value = False
        else:
            key = json.loads(piece)
    return lines


def _unkeepable(value: Any) -> Iterable[Problem]:
    """NUL and lone surrogates fit into no database; deep nesting and huge numbers into no other reader."""
    waiting: list[tuple[Place, Any]] = [((), value)]
    while waiting:
        place, item = waiting.pop()
        if len(place) > DEEPEST:
            yield Problem(place, BEYOND_LIMITS)
        elif isinstance(item, dict):
            waiting += (((*place, key), inner) for key, inner in item.items())
            if any(map(_bad_text, item)):
                yield Problem(place, BAD_CHARACTER)
        elif isinstance(item, list):
            waiting += (((*place, index), inner) for index, inner in enumerate(item))
        elif isinstance(item, str) and _bad_text(item):
            yield Problem(place, BAD_CHARACTER)
        elif isinstance(item, int) and not -LARGEST <= item <= LARGEST:
            yield Problem(place, TOO_LARGE)


def _bad_text(text: str) -> bool:
    return not text.isprintable() and any(c == "\0" or "\ud800" <= c <= "\udfff" for c in text)


class _Refused(Exception):
    def __init__(self, phrase: Phrase) -> None:
        self.phrase = phrase


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        names = [name for name, _ in pairs]
        raise _Refused(KEY_TWICE.fill(key=next(name for name in names if names.count(name) > 1)))
    return read


def _no_decimals(found: str) -> Any:
    raise _Refused(DECIMALS.fill(found=found))


NOT_UTF8 = Phrase(
    en="this is not UTF-8 text; save the file as UTF-8 and try again",
    zh="这里不是 UTF-8 文字，请另存为 UTF-8 编码后再试",
)
NOT_JSON = Phrase(
    en="the text breaks off being JSON at column {column}; look for a missing comma, quote or bracket just before",
    zh="从第 {column} 列起不再是 JSON，请检查前面是否漏了逗号、引号或括号",
)
BEYOND_LIMITS = Phrase(en="the file nests too deep or holds a number too long", zh="文件嵌套太深，或者数字太长")
BAD_CHARACTER = Phrase(
    en="the text holds a character that cannot be stored; delete it and type the text again",
    zh="文字里有无法保存的字符，请删掉后重新输入",
)
TOO_LARGE = Phrase(en="the number is larger than can be counted exactly", zh="数字太大，无法精确保存")
KEY_TWICE = Phrase(
    en="the key “{key}” stands twice in one object; keep one of them", zh="同一个对象里“{key}”写了两次，请只留一个"
)
DECIMALS = Phrase(
    en="“{found}” has decimals; every number here is whole (money in fen, times in milliseconds)",
    zh="“{found}”不是整数；文件里的数都用整数（金额用分，用时用毫秒）",
)
NOT_A_UUID = Phrase(
    en="“{found}” is not a UUID in small letters; copy it from the original",
    zh="“{found}”不是小写的 UUID，请照原样抄录",
)
