"""`python -m tests.write_rules_page`: writes docs/rules.md from the rules themselves; a test holds it to them."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from pathlib import Path

from scoring.rulebook.base.rule import Parameter, Rule
from scoring.rulebook.cases.catalogue import SECTIONS

PAGE = Path(__file__).parents[1] / "docs" / "rules.md"
HEAD = """# The rules 规则手册

Written by `python -m tests.write_rules_page` from the rules themselves; a test fails when it is not current.
The same as JSON, with a worked example of every rule that a test runs: `python -m scoring.rulebook --rules`.
Where a rule stands in a case: [case.md](case.md). Adding one: [add-a-rule.md](add-a-rule.md).
"""
LONGEST_DEFAULT = 60


def rules_page() -> str:
    """The whole page: sections, then rules by code, each with what it does and what can be set."""
    lines = [HEAD]
    for section in SECTIONS:
        number = len(section.rules)
        lines.append(f"\n## {section.title.zh}\n\n{section.title.en}. In a case: `{section.place}`. Rules: {number}.\n")
        lines += [f"\n{text}" for rule in section.rules.values() for text in _rule(rule)]
    return "".join(lines).rstrip() + "\n"


def _rule(rule: type[Rule]) -> Iterator[str]:
    yield f"### `{rule.code}` {rule.title.zh}\n"
    yield f"{rule.title.en}. {inspect.cleandoc(rule.__doc__ or '')}\n"
    yield f"{rule.help.zh} / {rule.help.en}\n"
    if rule.parameters:
        rows = "\n".join(_parameter(parameter) for parameter in rule.parameters)
        yield f"| setting | meaning | values | default |\n|---|---|---|---|\n{rows}\n"


def _parameter(parameter: Parameter) -> str:
    meaning = f"{parameter.title.zh} / {parameter.title.en}"
    if parameter.help:
        meaning += f" ({parameter.help.zh} / {parameter.help.en})"
    default = "must be stated" if parameter.required else f"`{_short(parameter.default)}`"
    return f"| `{parameter.code}` | {_cell(meaning)} | {_cell(_values(parameter))} | {_cell(default)} |"


def _values(parameter: Parameter) -> str:
    if parameter.choices:
        text = "; ".join(f"`{choice.code}` {choice.title.zh}" for choice in parameter.choices)
    elif parameter.columns:
        text = "rows of " + ", ".join(f"`{column.code}` {column.title.zh}" for column in parameter.columns)
    elif parameter.kind == "whole":
        text = f"{parameter.lowest} to {parameter.highest}"
    else:
        text = parameter.kind.replace("_", "/")
    return f"{text}, or `null`" if parameter.optional else text


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_DEFAULT else text[:LONGEST_DEFAULT] + " …"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


if __name__ == "__main__":
    PAGE.write_text(rules_page())
