"""Files that others wrote are exactly the ones we say; icons that templates name exist."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from django.conf import settings

STATIC: Path = settings.BASE_DIR / "static"
SPRITE = STATIC / "img/icons.svg"


def test_every_vendored_file_has_the_sum_that_is_written_down() -> None:
    table = (STATIC / "vendor/VENDOR.md").read_text()
    written = dict(re.findall(r"\| `([^`]+)` \| `([0-9a-f]{64})` \|", table))
    assert {name: hashlib.sha256((STATIC / name).read_bytes()).hexdigest() for name in written} == written


def test_every_vendored_file_is_written_down() -> None:
    table = (STATIC / "vendor/VENDOR.md").read_text()
    present = [path.relative_to(STATIC) for path in (STATIC / "vendor").rglob("*") if path.is_file()]
    assert [str(path) for path in present if path.suffix in {".css", ".js", ".svg"} and f"`{path}`" not in table] == []


def test_no_vendored_file_points_to_a_source_map() -> None:
    assert [path for path in (STATIC / "vendor").rglob("*.*s") if "sourceMappingURL" in path.read_text()] == []


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    known = set(re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text()))
    named = {
        (name, str(path.relative_to(settings.BASE_DIR)))
        for path in (settings.BASE_DIR / "templates").rglob("*.html")
        for name in re.findall(r'(?:{% icon |icon_name=|action_icon=|icon_name\|default:)"([^"]+)"', path.read_text())
    }
    assert sorted(entry for entry in named if entry[0] not in known) == []
