"""`python -m scoring.rulebook CASE.json` (or `-` for standard input): the outcome of a case as JSON."""

from __future__ import annotations

import json
import sys
from typing import Any, Final

from scoring.rulebook.base.sentences import CaseProblems
from scoring.rulebook.cases.casefile import load_case
from scoring.rulebook.cases.caseshape import case_schema
from scoring.rulebook.cases.catalogue import catalogue
from scoring.rulebook.cases.outcome import outcome_of

USAGE: Final = "usage: python -m scoring.rulebook CASE.json | - | --rules | --schema"
BAD_CASE: Final = 2


def main(arguments: list[str]) -> int:
    """Print what was asked for; 2 when the case cannot be read, with every problem and its place on stderr."""
    if len(arguments) != 1 or arguments[0] in ("-h", "--help"):
        print(USAGE, file=sys.stderr)
        return 0 if arguments in (["-h"], ["--help"]) else BAD_CASE
    if arguments[0] == "--rules":
        return _print(catalogue())
    if arguments[0] == "--schema":
        return _print(case_schema())
    try:
        return _print(outcome_of(load_case(_bytes_of(arguments[0]))))
    except CaseProblems as found:
        return _complain(str(found))
    except OSError as error:
        return _complain(f"{arguments[0]}: {error.strerror}")


def _bytes_of(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    with open(name, "rb") as file:
        return file.read()


def _print(value: Any) -> int:
    """The same value is always the same bytes, whatever the locale."""
    sys.stdout.buffer.write(json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n")
    return 0


def _complain(text: str) -> int:
    sys.stderr.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
    return BAD_CASE


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
