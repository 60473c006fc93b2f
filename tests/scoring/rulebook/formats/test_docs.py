"""The examples of stages in docs/case.md come out."""

from __future__ import annotations

import json
import re
from pathlib import Path

from scoring.rulebook.formats import FORMATS
from scoring.rulebook.playing.stageshape import STAGE_KEYS
from tests.scoring.rulebook.formats.meets import going, ranks

TEXT = (Path(__file__).parents[4] / "docs" / "case.md").read_text(encoding="utf-8")
STAGES = TEXT.split("## Stages\n")[1].split("\n## ")[0]


def test_the_examples_of_stages_come_out() -> None:
    sprint, table_tennis = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", STAGES, flags=re.S)]

    assert going(sprint) == ["s/1", "s/2", "s/4"]
    assert ranks(sprint) == {"s/2": 1, "s/1": 2, "s/4": 3, "s/3": None}
    assert ranks(table_tennis) == {"t/1": 1, "t/2": 2, "t/3": 3, "t/4": 4}


def test_every_key_and_every_setting_of_a_stage_is_documented() -> None:
    words = set(re.findall(r"`(\w+)", STAGES))

    assert set(STAGE_KEYS) <= words
    for rule in FORMATS.values():
        assert {rule.code, *(parameter.code for parameter in rule.parameters)} <= words, rule.code
