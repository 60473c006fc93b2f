"""docs/rules.md says what the rules say."""

from __future__ import annotations

from scoring.rulebook.cases.catalogue import SECTIONS
from tests.write_rules_page import PAGE, rules_page


def test_the_page_of_rules_is_current() -> None:
    assert PAGE.read_text() == rules_page(), "write it anew: python -m tests.write_rules_page"


def test_every_rule_and_every_setting_is_on_the_page() -> None:
    page = PAGE.read_text()

    for section in SECTIONS:
        for rule in section.rules.values():
            assert f"### `{rule.code}` {rule.title.zh}\n" in page
            for parameter in rule.parameters:
                assert f"| `{parameter.code}` | " in page
