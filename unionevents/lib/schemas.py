"""JSON Schema: small makers for writing one, and every fault of a document as a plain sentence. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from jsonschema import Draft202012Validator, validators
from jsonschema.exceptions import ValidationError

from unionevents.lib.documents import Place, Problem
from unionevents.lib.phrase import Phrase

Schema = dict[str, Any]

# Python's `$` also matches before a last newline; JSON Schema's does not.
END: Final = r"$(?!\n)"
DAY: Final = r"^\d{4}-\d{2}-\d{2}" + END
MOMENT: Final = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{6})?Z" + END
CODE: Final = r"^[-a-zA-Z0-9_]+" + END
EXACT: Final = r"^-?\d{1,15}(/[1-9]\d{0,14})?" + END
LINE: Final = r"^[^\u0000-\u001f\u007f]*" + END
SMALL: Final = 32_767
WHOLE: Final = 2_147_483_647


def text(longest: int | None = None, *, shortest: int = 0) -> Schema:
    limits: Schema = {"type": "string"}
    if shortest:
        limits["minLength"] = shortest
    if longest is not None:
        limits["maxLength"] = longest
    return limits


def one_line(longest: int) -> Schema:
    """A name or title: not empty, one line, nothing in it that cannot be printed."""
    return text(longest, shortest=1) | {"pattern": LINE}


def whole(lowest: int = 0, highest: int = WHOLE) -> Schema:
    return {"type": "integer", "minimum": lowest, "maximum": highest}


def code(longest: int = 40) -> Schema:
    """How contests, divisions and prizes are named inside the file."""
    return {"type": "string", "pattern": CODE, "maxLength": longest}


def day() -> Schema:
    return {"type": "string", "pattern": DAY}


def moment() -> Schema:
    """A time in UTC, `2026-09-23T00:30:00Z`."""
    return {"type": "string", "pattern": MOMENT}


def choice(*words: str) -> Schema:
    return {"enum": list(words)}


def exact() -> Schema:
    """A whole number, or an exact one as text: `91/2`."""
    return {"type": ["integer", "string"], "pattern": EXACT}


def nullable(schema: Schema) -> Schema:
    """The same, or null."""
    if "enum" in schema:
        return {"enum": [*schema["enum"], None]}
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return {**schema, "type": [*kinds, "null"]}


def record(meaning: str = "", /, **keys: Schema) -> Schema:
    """An object with exactly these keys."""
    made: Schema = {
        "type": "object",
        "properties": keys,
        "required": list(keys),
        "additionalProperties": False,
    }
    return {"description": meaning, **made} if meaning else made


def with_optional(schema: Schema, *keys: str) -> Schema:
    """The same object, in which these keys may be missing."""
    return {**schema, "required": [key for key in schema["required"] if key not in keys]}


def rows(item: Schema, meaning: str = "") -> Schema:
    made: Schema = {"type": "array", "items": item}
    return {"description": meaning, **made} if meaning else made


def _each_once(_validator: object, wanted: bool, value: object, _schema: object) -> Iterator[ValidationError]:
    """`uniqueItems` in one pass: jsonschema compares every pair when kinds are mixed, for hours in a hostile file."""
    if wanted and isinstance(value, list):
        seen = {json.dumps(item, sort_keys=True) for item in value}
        if len(seen) < len(value):
            yield ValidationError("an item stands there twice")


_Validator = validators.extend(Draft202012Validator, {"uniqueItems": _each_once})  # type: ignore[no-untyped-call]  # its stubs leave it open


def faults(value: object, schema: Schema) -> Iterator[Problem]:
    """Everything in which the value departs from the schema."""
    for error in _Validator(schema).iter_errors(value):
        yield from _said(error)


class Reading:
    """A document beside its faults, so that later checks can pass over what is unreadable and still see the rest."""

    def __init__(self, document: Any, faults: Iterable[Problem] = ()) -> None:
        self.document = document
        self._faulty = {fault.place[:length] for fault in faults for length in range(len(fault.place) + 1)}

    def at(self, place: Place) -> Any:
        """What stands there, or None."""
        found = self.document
        for step in place:
            try:
                found = found[step]
            except (KeyError, IndexError, TypeError):
                return None
        return found

    def sound(self, *place: str | int) -> bool:
        """Nothing there or below departs from the schema."""
        return place not in self._faulty

    def rows(self, *place: str | int, needs: Sequence[str]) -> Iterator[tuple[Place, dict[str, Any]]]:
        """The objects of a list in which the needed keys can be relied on, each with its place."""
        found = self.at(place)
        for index, row in enumerate(found if isinstance(found, list) else ()):
            here = (*place, index)
            if isinstance(row, dict) and all(key in row and self.sound(*here, key) for key in needs):
                yield here, row

    def names(self, *place: str | int, key: str) -> dict[Any, Place]:
        """Every value under a key of a list's objects, with the place where it stands first."""
        names: dict[Any, Place] = {}
        for here, row in self.rows(*place, needs=[key]):
            names.setdefault(row[key], here)
        return names


def repeated(reading: Reading, *place: str | int, key: str) -> Iterator[Problem]:
    """Rows that use a name which an earlier row of the list has."""
    names = reading.names(*place, key=key)
    for here, row in reading.rows(*place, needs=[key]):
        if names[row[key]] != here:
            yield Problem((*here, key), TAKEN.fill(found=row[key]))


def astray(reading: Reading, *place: str | int, key: str, known: Iterable[Any], what: Phrase) -> Iterator[Problem]:
    """Rows whose reference leads nowhere; null refers to nothing and is fine."""
    targets = set(known)
    for here, row in reading.rows(*place, needs=[key]):
        if row[key] is not None and row[key] not in targets:
            yield Problem((*here, key), ASTRAY.fill(found=row[key], what=what))


def _said(error: ValidationError) -> Iterator[Problem]:
    place: Place = tuple(error.absolute_path)
    word: Any = error.validator
    wanted: Any = error.validator_value
    found: Any = error.instance
    known: Any = isinstance(error.schema, dict) and error.schema.get("properties")
    if word == "required":
        missing = [key for key in wanted if key not in found]
        yield from (Problem((*place, key), MISSING.fill(key=key)) for key in missing)
    elif word == "additionalProperties":
        unknown = [key for key in found if key not in known]
        yield from (Problem((*place, key), UNKNOWN.fill(key=key, known=", ".join(known))) for key in unknown)
    else:
        yield Problem(place, _value_fault(word, wanted, found))


def _value_fault(word: str, wanted: Any, found: Any) -> Phrase:
    match word:
        case "type":
            kinds = wanted if isinstance(wanted, list) else [wanted]
            return KIND.fill(wanted=_one_of([KINDS[kind] for kind in kinds]), found=_kind_of(found))
        case "enum":
            allowed = ", ".join("null" if word is None else str(word) for word in wanted)
            return CHOICE.fill(found=_short(found), allowed=allowed)
        case "pattern":
            return PATTERNS[wanted].fill(found=_short(found))
        case "maxLength":
            return TOO_LONG.fill(length=len(found), longest=wanted)
        case "minimum":
            return TOO_SMALL.fill(found=found, limit=wanted)
        case "maximum":
            return TOO_BIG.fill(found=found, limit=wanted)
        case _:
            return OTHERS[word]


def _one_of(kinds: Sequence[Phrase]) -> Phrase:
    return Phrase(en=" or ".join(kind.en for kind in kinds), zh="或".join(kind.zh for kind in kinds))


def _kind_of(value: object) -> Phrase:
    for kind, name in ((bool, "boolean"), (int, "integer"), (str, "string"), (list, "array"), (dict, "object")):
        if isinstance(value, kind):
            return KINDS[name]
    return KINDS["null"]


def _short(value: object, longest: int = 40) -> str:
    words = str(value)
    return words if len(words) <= longest else words[: longest - 1] + "…"


KINDS: Final = {
    "string": Phrase(en="text", zh="文字"),
    "integer": Phrase(en="a whole number", zh="整数"),
    "boolean": Phrase(en="true or false", zh="true 或 false"),
    "array": Phrase(en="a list", zh="列表"),
    "object": Phrase(en="an object", zh="对象"),
    "null": Phrase(en="null", zh="空值（null）"),
}
MISSING: Final = Phrase(en="the key “{key}” is missing; add it", zh="缺少“{key}”，请补上")
UNKNOWN: Final = Phrase(
    en="“{key}” is not known here; remove it or use one of: {known}", zh="不认识“{key}”，请删掉或改成：{known}"
)
KIND: Final = Phrase(en="{wanted} belongs here, not {found}", zh="这里应是{wanted}，现在是{found}")
CHOICE: Final = Phrase(
    en="“{found}” is not possible; write one of: {allowed}", zh="不能写“{found}”，请从中选一个：{allowed}"
)
PATTERNS: Final = {
    DAY: Phrase(en="“{found}” is not a day; write it like 2026-09-23", zh="“{found}”不是日期，请写成 2026-09-23 这样"),
    MOMENT: Phrase(
        en="“{found}” is not a time in UTC; write it like 2026-09-23T00:30:00Z",
        zh="“{found}”不是世界协调时间，请写成 2026-09-23T00:30:00Z 这样",
    ),
    CODE: Phrase(
        en="“{found}” is not a code; use letters, figures, - and _ only",
        zh="“{found}”不能作代码，只能用英文字母、数字、- 和 _",
    ),
    EXACT: Phrase(
        en="“{found}” is not an exact number; write it like 12 or 91/2",
        zh="“{found}”不是准确的数，请写成 12 或 91/2 这样",
    ),
    LINE: Phrase(
        en="the text holds a control character, such as the end of a line; type it anew",
        zh="文字里有换行之类的控制字符，请重新输入",
    ),
}
EMPTY: Final = Phrase(en="this must not be empty; fill it in", zh="这里不能为空，请填写")
TOO_LONG: Final = Phrase(
    en="{length} characters are too many; shorten it to at most {longest}",
    zh="有 {length} 个字，太长了，请缩短到 {longest} 个字以内",
)
TOO_SMALL: Final = Phrase(en="{found} is too small; the least is {limit}", zh="{found} 太小，最小是 {limit}")
TOO_BIG: Final = Phrase(en="{found} is too large; the most is {limit}", zh="{found} 太大，最大是 {limit}")
TWICE: Final = Phrase(en="the list says something twice; keep it once", zh="列表里有重复，请只留一个")
OTHERS: Final = {"minLength": EMPTY, "uniqueItems": TWICE}
TAKEN: Final = Phrase(
    en="“{found}” stands here a second time; give it another one", zh="“{found}”重复了，请换一个不同的"
)
ASTRAY: Final = Phrase(
    en="there is no {what} “{found}” in this file; correct it or add it", zh="文件里没有{what}“{found}”，请改正或补上"
)
