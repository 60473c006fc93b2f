"""Finds the kinds of limits: one class in one file of `kinds/`, so that adding a kind is adding a file. Pure."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

from registration.limits import kinds
from registration.limits.limit import Limit


def _only_kind(module: ModuleType) -> type[Limit]:
    found = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Limit) and value.__module__ == module.__name__
    ]
    if len(found) != 1:
        raise TypeError(f"{module.__name__} must hold exactly one kind of limit, found {len(found)}")
    return found[0]


def _discover() -> dict[str, type[Limit]]:
    modules = [
        importlib.import_module(f"{kinds.__name__}.{info.name}") for info in pkgutil.iter_modules(kinds.__path__)
    ]
    found = {kind.code: kind for kind in map(_only_kind, modules)}
    if len(found) != len(modules):
        raise TypeError("two kinds of limits have the same code")
    return dict(sorted(found.items()))


KINDS: dict[str, type[Limit]] = _discover()
