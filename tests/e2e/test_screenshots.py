"""The README's pictures come from the product as it is: taken here too, and looked at."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from tools.screenshots import SHOTS, take
from tools.tree import ROOT
from unionevents.demo import make_demo

PNG = b"\x89PNG\r\n\x1a\n"
# A blank or broken page packs to a few kilobytes; more than this does not belong in a repository.
SMALLEST, LARGEST = 20_000, 400_000


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_every_picture_of_the_readme_can_be_taken(chromium: Browser, live_server: Any, tmp_path: Path) -> None:
    make_demo(now=timezone.now())

    taken = take(live_server.url, chromium, tmp_path)

    assert [picture.stem for picture in taken] == [shot.name for shot in SHOTS]
    for picture, shot in zip(taken, SHOTS, strict=True):
        content = picture.read_bytes()
        assert size_of(content) == (shot.width, shot.height)
        assert SMALLEST < len(content) < LARGEST, f"{picture.name}: {len(content)} bytes"


def test_the_pictures_that_the_readme_shows_are_there() -> None:
    readme = Path(ROOT, "README.md").read_text()
    for shot in SHOTS:
        content = Path(ROOT, "docs", "screenshots", f"{shot.name}.png").read_bytes()
        assert size_of(content) == (shot.width, shot.height)
    assert readme.count("docs/screenshots/") == sum(f"docs/screenshots/{shot.name}.png" in readme for shot in SHOTS)


def size_of(content: bytes) -> tuple[int, int]:
    """Width and height as the file itself says."""
    assert content.startswith(PNG)
    width, height = struct.unpack(">II", content[16:24])
    return width, height
