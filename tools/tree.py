"""Which files belong to the project."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {".git", ".venv", "var", "node_modules", "__pycache__"}


@cache
def all_files() -> tuple[str, ...]:
    """Every file that is, or is about to be, committed; as paths from the top, sorted."""
    if shutil.which("git") and (ROOT / ".git").exists():
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        names = [name for name in listed.split("\0") if name and (ROOT / name).is_file()]
    else:  # an unpacked archive, or a machine without git
        names = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if path.is_file() and is_ours(path)]
    return tuple(sorted(names))


def is_ours(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return not any(part in NOT_OURS or part.startswith(".venv") for part in parts)


def texts(*suffixes: str) -> Iterator[tuple[str, str]]:
    """Path and text of our files with these endings (of all text files when none is named); vendored ones left out."""
    for name in all_files():
        if name.startswith("static/vendor/") or (suffixes and not name.endswith(suffixes)):
            continue
        data = (ROOT / name).read_bytes()
        if b"\0" not in data:
            yield name, data.decode()
