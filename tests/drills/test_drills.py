"""The drills in small; `python -m drills` runs them in full."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from drills.__main__ import names

# These bring their own database, site or browsers.
OF_THEIR_OWN = {"fulldisk", "imports", "kills", "live", "tablets", "takeover"}


def test_every_drill_is_described() -> None:
    page = (Path(__file__).parent.parent.parent / "drills" / "README.md").read_text()

    assert [name for name in names() if f"`{name}`" not in page] == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", [name for name in names() if name not in OF_THEIR_OWN])
def test_the_drill_finds_no_violation(name: str) -> None:
    drill = importlib.import_module(f"drills.{name}")

    report = drill.run(drill.SMALL, 7)

    assert report.violations == []
    assert report.figures


def test_killing_the_site_loses_no_acknowledged_entry() -> None:
    drill = importlib.import_module("drills.kills")

    report = drill.run(drill.SMALL, 7)

    assert report.violations == []
    assert report.figures["entries acknowledged"] > 0


def test_an_import_that_is_killed_is_there_whole_or_not_at_all_and_its_page_says_so() -> None:
    drill = importlib.import_module("drills.imports")

    report = drill.run(drill.SMALL, 7)

    assert report.violations == []
    assert report.figures["found whole"] + report.figures["found untouched"] == drill.SMALL
