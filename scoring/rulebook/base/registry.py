"""Finds the rules: one class in one file of a package, so that adding a rule is adding a file."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType
from typing import TypeVar

from scoring.rulebook.base.rule import Rule

R = TypeVar("R", bound=Rule)


def discover(package: str, path: list[str], base: type[R]) -> dict[str, type[R]]:
    """Every rule of the package by its code, in the order of their codes."""
    found: dict[str, type[R]] = {}
    for module_info in pkgutil.iter_modules(path):
        rule = _only_rule(importlib.import_module(f"{package}.{module_info.name}"), base)
        if rule.code in found:
            raise TypeError(f"{rule.__module__}: the code {rule.code!r} is taken by {found[rule.code].__module__}")
        found[rule.code] = rule
    return dict(sorted(found.items()))


def _only_rule(module: ModuleType, base: type[R]) -> type[R]:
    rules = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, base) and value.__module__ == module.__name__
    ]
    if len(rules) != 1:
        raise TypeError(f"{module.__name__} must hold exactly one {base.__name__}, found {len(rules)}")
    return rules[0]
