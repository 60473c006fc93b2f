"""Every migration is named for what it changes."""

from __future__ import annotations

import re
import sys

from tools import tree

NAMED = re.compile(r"^\d{4}_(?!auto_|\w+_and_more\.py$)[a-z][a-z0-9_]*\.py$")


def badly_named(names: tuple[str, ...]) -> list[str]:
    migrations = [name for name in names if "/migrations/" in name and not name.endswith("__init__.py")]
    return [name for name in migrations if not NAMED.match(name.rpartition("/")[2])]


if __name__ == "__main__":
    found = badly_named(tree.all_files())
    print("\n".join(f"{name}: name it for the change, as in 0007_entry_lane.py" for name in found))
    sys.exit(1 if found else 0)
