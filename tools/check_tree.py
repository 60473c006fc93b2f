"""Nothing in the tree names one machine's folders or a package host, and no file has grown beyond one question."""

from __future__ import annotations

import re
import sys
import tomllib

from tools import tree

LONGEST = 300
COUNTED = (".py", ".html", ".css", ".js", ".sh")
# Someone's home or work folder, a local package folder, a file address.
LOCAL_FOLDER = re.compile(r"(?<![\w.:$}])/(?:root|work|home/\w+|Users/\w+|opt/(?:pypi|wheels))\b/?|file:/{2,3}\w")
PACKAGE_HOST = re.compile(
    r"\b(?:\w+\.)*(?:pypi|pythonhosted|npmjs|yarnpkg|debian|ubuntu|jsdelivr|unpkg|cdnjs|cloudflare|aliyun|tuna)"
    r"\.(?:org|com|io|net|cn|edu)\b",
    re.IGNORECASE,
)
LOCK_FILES = ("uv.lock", "poetry.lock", "package-lock.json", "yarn.lock")


def naming_problems() -> list[str]:
    problems = []
    for name, text in tree.texts():
        for number, line in enumerate(text.splitlines(), start=1):
            for pattern, what in ((LOCAL_FOLDER, "a folder of one machine"), (PACKAGE_HOST, "a package host")):
                if found := pattern.search(line):
                    problems.append(f"{name}:{number}: names {what}: {found.group()}")
    problems += [f"{name}: a lock file with addresses" for name in tree.all_files() if name.endswith(LOCK_FILES)]
    return problems


def length_problems() -> list[str]:
    """Files that are too long without a reason, and reasons that are no longer needed."""
    with (tree.ROOT / "pyproject.toml").open("rb") as file:
        reasons: dict[str, str] = tomllib.load(file)["tool"]["unionevents"]["long-files"]
    lengths = {
        name: len(text.splitlines()) for name, text in tree.texts(*COUNTED) if not re.search(r"/migrations/", name)
    }
    problems = [
        f"{name}: {length} lines; which second question has moved in? (or give a reason in pyproject.toml, long-files)"
        for name, length in lengths.items()
        if length > LONGEST and name not in reasons
    ]
    problems += [
        f"pyproject.toml: long-files still excuses {name}" for name in reasons if lengths.get(name, 0) <= LONGEST
    ]
    return problems


if __name__ == "__main__":
    found = naming_problems() + length_problems()
    print("\n".join(found))
    sys.exit(1 if found else 0)
