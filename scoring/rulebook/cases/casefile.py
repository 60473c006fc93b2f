"""Case files: JSON text read without anything being guessed."""

from __future__ import annotations

import json
from typing import Any

from scoring.rulebook.base.sentences import CaseProblems, Problem, Sentence
from unionevents.lib.phrase import Phrase


def load_case(content: bytes) -> Any:
    """The JSON value; CaseProblems when it is not JSON in UTF-8, or says a key twice."""
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_no_key_twice)
    except _Twice as found:
        raise _unreadable("key_twice", KEY_TWICE, key=found.key) from None
    except UnicodeDecodeError as error:
        raise _unreadable("not_utf8", NOT_UTF8, byte=error.start) from None
    except json.JSONDecodeError as error:
        raise _unreadable("not_json", NOT_JSON, line=error.lineno, column=error.colno) from None
    except (RecursionError, ValueError):
        raise _unreadable("not_json", BEYOND_LIMITS) from None


class _Twice(Exception):
    def __init__(self, key: str) -> None:
        self.key = key


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        names = [name for name, _ in pairs]
        raise _Twice(next(name for name in names if names.count(name) > 1))
    return read


def _unreadable(rule: str, template: Phrase, **values: Any) -> CaseProblems:
    return CaseProblems([Problem("$", Sentence.of(rule, template, **values))])


KEY_TWICE = Phrase(en="the key “{key}” stands twice in one object", zh="同一个对象里“{key}”写了两次")
NOT_UTF8 = Phrase(en="the file is not UTF-8 text (byte {byte})", zh="文件不是 UTF-8 文字（第 {byte} 字节）")
NOT_JSON = Phrase(
    en="the file is not JSON (line {line}, column {column})", zh="文件不是 JSON（第 {line} 行第 {column} 列）"
)
BEYOND_LIMITS = Phrase(en="the file nests too deep or holds a number too long", zh="文件嵌套太深，或数字太长")
