"""Compile requirements*.in to pinned requirements*.txt with hashes and without any address: ./dev pin [--upgrade]"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tools import check_requirements, tree

# Universal: one list for every system and every Python from 3.11 on.
OPTIONS = ["--universal", "--python-version=3.11", "--generate-hashes", "--no-header", "--no-annotate", "--quiet"]


def find_uv() -> str:
    beside = Path(sys.executable).with_name("uv")
    found = str(beside) if beside.exists() else shutil.which("uv")
    if not found:
        sys.exit("Only pinning needs uv, which is not here: .venv/bin/pip install uv")
    return found


if __name__ == "__main__":
    uv = find_uv()
    for name in (check_requirements.RUNTIME, check_requirements.DEVELOPMENT):
        command = [uv, "pip", "compile", *OPTIONS, *sys.argv[1:], f"{name}.in", "-o", f"{name}.txt"]
        if code := subprocess.call(command, cwd=tree.ROOT):
            sys.exit(code)
