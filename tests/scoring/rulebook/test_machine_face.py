"""`python -m scoring.rulebook`, as other programs call it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, SchemaError

from scoring.rulebook import GAMES, PLACES, TIE_BREAKS, TIERS, outcome_of
from tests.scoring.rulebook.cases import case_of, counted, top

ROOT = Path(__file__).resolve().parents[3]
BLOCK_DJANGO = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"django", "openpyxl", "accounts", "events", "registration"}:
            raise ImportError(name + " is blocked")
sys.meta_path.insert(0, Blocked())
"""


def run(*arguments: str, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        input=given,
        capture_output=True,
        env={"PATH": os.environ["PATH"], **environment},
        check=False,
    )


def a_case() -> dict[str, Any]:
    return case_of(counted("rope", {"甲": 5, "乙": 7, "丙": "DNS"}), prize_rules=top(2))


def test_a_case_file_gives_its_outcome(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(a_case()), encoding="utf-8")

    done = run("-m", "scoring.rulebook", str(file))

    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == outcome_of(a_case())


def test_the_same_input_gives_the_same_bytes_in_any_locale_and_hash_seed() -> None:
    given = json.dumps(a_case(), ensure_ascii=False).encode()

    one = run("-m", "scoring.rulebook", "-", given=given, LC_ALL="C", PYTHONUTF8="0", PYTHONHASHSEED="1")
    other = run("-m", "scoring.rulebook", "-", given=given, LC_ALL="C.UTF-8", PYTHONHASHSEED="2")

    assert one.returncode == 0
    assert one.stdout == other.stdout
    assert "第 1 名".encode() in one.stdout


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"{", b"$: the file is not JSON (line 1, column 2)"),
        (b"\xff{}", b"$: the file is not UTF-8 text (byte 0)"),
        (b'{"a": 1, "a": 2}', "$: the key “a” stands twice in one object".encode()),
        (b"[" * 100_000, b"$: the file nests too deep or holds a number too long"),
        (b"9" * 5000, b"$: the file nests too deep or holds a number too long"),
        (b"[]", b"$: an object is needed here, found a list"),
        (json.dumps({**a_case(), "colour": 1}).encode(), "$.colour: the key “colour” is unknown".encode()),
        (json.dumps({**a_case(), "\ud800": 1}).encode(), b"$['\\ud800']: the key"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place_and_exit_code_two(given: bytes, said: bytes) -> None:
    done = run("-m", "scoring.rulebook", "-", given=given)

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(said)
    assert b"Traceback" not in done.stderr


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    done = run("-m", "scoring.rulebook", str(tmp_path / "none.json"))

    assert done.returncode == 2
    assert b"No such file" in done.stderr


def test_usage_is_shown_when_asked_for_or_needed() -> None:
    assert run("-m", "scoring.rulebook", "--help").returncode == 0
    assert run("-m", "scoring.rulebook").returncode == 2
    assert run("-m", "scoring.rulebook").stderr.startswith(b"usage: ")


def test_the_rules_are_listed_with_parameters_and_example() -> None:
    rules = json.loads(run("-m", "scoring.rulebook", "--rules").stdout)

    for key, registry in (("games", GAMES), ("tie_breaks", TIE_BREAKS), ("places", PLACES), ("tiers", TIERS)):
        assert [rule["code"] for rule in rules[key]] == sorted(registry)
        for rule in rules[key]:
            assert rule["title"]["zh"]
            assert rule["example"]
            for parameter in rule["parameters"]:
                Draft202012Validator.check_schema(parameter["schema"])


def check_every_part_once(schema: dict[str, Any]) -> None:
    """Each part without the parts inside it, which are checked by themselves: as strict as the whole, and quick."""
    waiting: list[Any] = [schema]
    seen: set[str] = set()
    while waiting:
        part = waiting.pop()
        text = json.dumps(part, sort_keys=True)
        if text in seen or not isinstance(part, dict):
            assert isinstance(part, dict | bool), part
            continue
        seen.add(text)
        alone = dict(part)
        for key in {"properties", "$defs"} & part.keys():
            waiting += part[key].values()
            alone[key] = dict.fromkeys(part[key], True)
        for key in {"oneOf", "anyOf"} & part.keys():
            waiting += part[key]
            alone[key] = [True] * len(part[key])
        for key in {"items", "additionalProperties"} & part.keys():
            waiting.append(part[key])
            alone[key] = True
        Draft202012Validator.check_schema(alone)


@pytest.mark.parametrize("wrong", [{"type": "text"}, {"required": "a"}, "object", {"oneOf": [{"minimum": "1"}]}])
def test_a_part_that_is_no_schema_is_found_wherever_it_stands(wrong: Any) -> None:
    with pytest.raises((SchemaError, AssertionError)):
        check_every_part_once({"$defs": {"one": {"properties": {"a": {"items": {"anyOf": [{}, wrong]}}}}}})


def test_the_schema_is_a_schema_and_knows_a_wrong_case_from_a_right_one() -> None:
    schema = json.loads(run("-m", "scoring.rulebook", "--schema").stdout)
    check_every_part_once(schema)
    validator = Draft202012Validator(schema)

    assert validator.is_valid(a_case())
    assert not validator.is_valid({**a_case(), "colour": 1})
    assert not validator.is_valid(case_of({**counted("rope", {}), "game": "chess"}))
    assert not validator.is_valid(case_of(counted("rope", {}, settings={"seconds": "60"})))


def test_the_rule_book_works_where_django_cannot_be_imported() -> None:
    program = BLOCK_DJANGO + (
        "import json\n"
        "from scoring.rulebook import outcome_of\n"
        "from scoring.sync import fold, records, wire\n"
        "print(len(outcome_of(json.load(sys.stdin))['awards']), 'django' in sys.modules)\n"
    )

    done = run("-c", program, given=json.dumps(a_case()).encode())

    assert (done.returncode, done.stdout, done.stderr) == (0, b"2 False\n", b"")


def test_the_rule_book_imports_nothing_that_tells_the_time_draws_lots_or_reaches_out() -> None:
    program = BLOCK_DJANGO + (
        "before = set(sys.modules)\n"
        "import scoring.rulebook\n"
        "print(sorted({'random', 'time', 'datetime', 'socket', 'sqlite3'} & (set(sys.modules) - before)))\n"
    )

    assert run("-c", program).stdout == b"[]\n"
