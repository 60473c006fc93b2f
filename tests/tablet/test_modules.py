"""The modules of the pads are tried by node's own test runner; Playwright brings a node, so there always is one."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import playwright
import pytest

from scoring.views.tablet_words import WORDS
from tools.tree import ROOT

HERE = Path(__file__).parent
NODE = Path(playwright.__file__).parent / "driver" / "node"
MODULES = ROOT / "static" / "tablet"
ASKED = re.compile(r"""\bsay\(\s*(?:\w+ \? )?["`]([a-z_]+(?:\$\{)?)["`]?(?:[^)]*? : "([a-z_]+)")?""")


@pytest.mark.parametrize("file", sorted(path.name for path in HERE.glob("*.test.mjs")))
def test_the_modules_keep_what_they_promise(file: str) -> None:
    done = subprocess.run([NODE, "--test", HERE / file], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_every_word_that_a_module_asks_for_is_sent() -> None:
    text = "\n".join(path.read_text("utf-8") for path in MODULES.rglob("*.js"))
    asked = {word for found in ASKED.findall(text) for word in found if word and not word.endswith("${")}

    assert len(asked) > 100
    assert sorted(asked - WORDS.keys()) == []
