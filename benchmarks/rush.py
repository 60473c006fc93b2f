"""The rush before the deadline: 200 units submit at once for 100 places, through the real server, and its control."""

from __future__ import annotations

import os
import subprocess
import sys

from benchmarks.measuring import Comparison

UNITS = "200"
COMMAND = ["-m", "pytest", "-q", "-s", "-p", "no:randomly", "tests/registration/test_rush.py"]


def run() -> list[Comparison]:
    """The suite's own drill with a bigger crowd; it prints its figures, and a violation ends everything."""
    environment = os.environ | {"RUSH_UNITS": UNITS}
    if code := subprocess.call([sys.executable, *COMMAND], env=environment):
        sys.exit(code)
    return []
