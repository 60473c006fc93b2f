"""Every requirement has a reason, is pinned within its range with hashes, and both lists agree."""

from __future__ import annotations

import re
import sys

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tools import tree

RUNTIME, DEVELOPMENT = "requirements", "requirements-dev"
PIN = re.compile(r"^([\w.\[\]-]+)==([\w.+!]+)", re.MULTILINE)


def read(name: str) -> str:
    return (tree.ROOT / name).read_text()


def asked(source: str) -> tuple[list[Requirement], list[str]]:
    """The requirements of a list, and its lines that give no reason."""
    requirements, unexplained = [], []
    for line in source.splitlines():
        wanted, _, reason = (part.strip() for part in line.partition("#"))
        if not wanted or wanted.startswith("-"):
            continue
        requirements.append(Requirement(wanted))
        if not reason:
            unexplained.append(wanted)
    return requirements, unexplained


def pins(text: str) -> dict[str, str]:
    return {canonicalize_name(name.partition("[")[0]): version for name, version in PIN.findall(text)}


def problems_of(name: str) -> list[str]:
    source, compiled = read(f"{name}.in"), read(f"{name}.txt")
    requirements, unexplained = asked(source)
    pinned = pins(compiled)
    problems = [f"{name}.in: {line} gives no reason" for line in unexplained]
    for requirement in requirements:
        version = pinned.get(canonicalize_name(requirement.name))
        if version is None or Version(version) not in requirement.specifier:
            problems.append(f"{name}.txt: {requirement} is pinned to {version}; run ./dev pin")
    if "://" in compiled or re.search(r"^--(?!hash)", compiled, re.MULTILINE):
        problems.append(f"{name}.txt: names an address or an option of one machine")
    entries = re.split(r"\n(?=\w)", compiled.strip())
    problems += [f"{name}.txt: no hash: {entry}" for entry in entries if "--hash=sha256:" not in entry]
    return problems


def disagreements() -> list[str]:
    runtime, development = pins(read(f"{RUNTIME}.txt")), pins(read(f"{DEVELOPMENT}.txt"))
    return [
        f"requirements-dev.txt: {name} is {development.get(name)}, but {version} in requirements.txt; run ./dev pin"
        for name, version in runtime.items()
        if development.get(name) != version
    ]


if __name__ == "__main__":
    found = problems_of(RUNTIME) + problems_of(DEVELOPMENT) + disagreements()
    print("\n".join(found))
    sys.exit(1 if found else 0)
