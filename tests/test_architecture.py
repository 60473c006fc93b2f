"""The shape that keeps the product changeable; pyproject.toml holds the contracts themselves."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tools import tree

APPS = ("accounts", "events", "registration", "scoring")
# A name that answers no question collects everything.
SAYS_NOTHING = {"helpers", "utils", "util", "common", "misc", "tools", "base", "core", "functions"}
NAMED_BY_DJANGO = {"unionevents/lib/sqlite/base.py"}  # where it looks for a database backend
NEITHER_FRAMEWORK_NOR_DATABASE = ("django", "sqlite3", "psycopg", "openpyxl")


def contracts() -> list[dict[str, Any]]:
    with (tree.ROOT / "pyproject.toml").open("rb") as file:
        return list(tomllib.load(file)["tool"]["importlinter"]["contracts"])


def our_modules() -> list[Path]:
    return [Path(name) for name in tree.all_files() if name.endswith(".py") and name.startswith((*APPS, "unionevents"))]


def run_python(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program], cwd=tree.ROOT, capture_output=True, text=True, check=False)


def test_every_import_contract_holds():
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    done = subprocess.run(command, cwd=tree.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("app", [*APPS, "unionevents"])
def test_every_module_of_an_app_has_its_place_in_the_layers(app):
    contract = next(each for each in contracts() if each.get("containers") == [app])
    assert contract["exhaustive"]


def test_every_installed_app_of_ours_is_in_the_order_of_apps(settings):
    ours = {app for app in settings.INSTALLED_APPS if (tree.ROOT / app).is_dir()} - {"unionevents"}
    order = next(each for each in contracts() if each["id"] == "apps")["layers"]
    assert ours == set(APPS)
    assert ours <= set(order)


def test_no_module_has_a_name_that_answers_no_question():
    assert {str(path) for path in our_modules() if path.stem in SAYS_NOTHING} == NAMED_BY_DJANGO


def pure_packages() -> list[str]:
    contract = next(each for each in contracts() if each["id"] == "pure")
    return sorted(module.removesuffix(".**") for module in contract["source_modules"])


@pytest.mark.parametrize("package", pure_packages())
def test_pure_code_runs_where_there_is_no_django(package):
    """Imports every module of the package in a fresh interpreter in which the framework cannot be imported."""
    done = run_python(f"""
import importlib, pkgutil, sys
for name in {NEITHER_FRAMEWORK_NOR_DATABASE!r}:
    sys.modules[name] = None  # importing it now fails
package = importlib.import_module({package!r})
for module in pkgutil.walk_packages(getattr(package, "__path__", []), {package + "."!r}):
    importlib.import_module(module.name)
""")
    assert done.returncode == 0, done.stderr


def test_no_game_or_tie_break_is_left_out_of_the_contracts():
    """Each lies directly in its package, where the wildcard of the independence contract finds it."""
    for package in ("games", "tiebreaks"):
        folder = f"scoring/rulebook/{package}/"
        nested = [name for name in tree.all_files() if name.startswith(folder) and "/" in name[len(folder) :]]
        assert nested == []
        contract = next(each for each in contracts() if each["id"] == package)
        assert contract["modules"] == [f"scoring.rulebook.{package}.*"]
