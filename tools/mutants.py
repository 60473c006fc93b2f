"""Mutants of the rule book: every place that cosmic-ray's operators can change, and a fair sample of them.

Nothing is written anywhere: a mutant is a module's name and its changed text.
"""

from __future__ import annotations

import ast
import importlib.abc
import importlib.util
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import MutationVisitor
from cosmic_ray.plugins import get_operator, operator_names

PACKAGE = "scoring/rulebook"
# The first two need arguments that say which variable of which function. Codes and small numbers that are equal are
# the same object in CPython: "is" for "==" changes nothing that a test could see.
UNUSED = (
    "core/VariableReplacer",
    "core/VariableInserter",
    "core/ReplaceComparisonOperator_Eq_Is",
    "core/ReplaceComparisonOperator_NotEq_IsNot",
)
# Kinds of nodes that no operator changes; there are very many of them.
NEVER = ("name", "string", "newline", "endmarker", "fstring_string", "fstring_start", "fstring_end")
# Class attributes that show a rule at work; they are tests, not code.
SHOWN = ("example", "examples")


@dataclass(frozen=True)
class Mutant:
    path: str
    line: int
    column: int
    operator: str
    occurrence: int

    @property
    def name(self) -> str:
        """The same in every run, while the file is the same."""
        return f"{self.path}:{self.line}:{self.column} {self.operator.removeprefix('core/')} {self.occurrence}"

    @property
    def module(self) -> str:
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def package(self) -> str:
        return Path(self.path).parent.name


def operators() -> list[str]:
    return [name for name in operator_names() if name not in UNUSED]


class Running(ast.NodeTransformer):
    """Leaves what runs: without annotations, docstrings and what only the type checker reads."""

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.annotation = ast.Constant(None)
        return self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        shown = any(isinstance(target, ast.Name) and target.id in SHOWN for target in node.targets)
        return ast.Pass() if shown else self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self.generic_visit(node)

    def visit_If(self, node: ast.If) -> ast.AST:
        if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            return ast.Pass()
        return self.generic_visit(node)


def running(text: str) -> str | None:
    """What of a module runs, as text to compare; None when it is no Python."""
    try:
        return ast.dump(Running().visit(ast.parse(text)))
    except (SyntaxError, ValueError):
        return None


def places(path: str, text: str) -> dict[tuple[int, int], list[Mutant]]:
    """What can be changed at each place of a module."""
    found: dict[tuple[int, int], list[Mutant]] = {}
    nodes = [node for node in ast_nodes(get_ast(text)) if node.type not in NEVER]
    for name in operators():
        operator = get_operator(name)()
        positions = [start for node in nodes for start, _ in operator.mutation_positions(node)]
        for occurrence, (line, column) in enumerate(positions):
            found.setdefault((line, column), []).append(Mutant(path, line, column, name, occurrence))
    return found


def text_of(mutant: Mutant, text: str) -> str | None:
    """The module as changed; None when the change is none, or no Python."""
    changed: str | None = MutationVisitor.mutate_code(text, get_operator(mutant.operator)(), mutant.occurrence)
    if changed is None:
        return None
    runs = running(changed)
    return None if runs is None or runs == running(text) else changed


@cache
def sources(root: Path) -> dict[str, str]:
    files = sorted((root / PACKAGE).rglob("*.py"))
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in files}


def sample(root: Path, size: int, seed: int, prefix: str = "") -> list[Mutant]:
    """So many mutants, one at a place, shared out over the packages by their number of places; all when size is 0."""
    chance = random.Random(seed)  # noqa: S311 (a sample that anybody can draw again, nothing secret)
    packages: dict[str, list[list[Mutant]]] = {}
    for path, text in sources(root).items():
        if path.startswith(prefix):
            packages.setdefault(str(Path(path).parent), []).extend(places(path, text).values())
    total = sum(len(here) for here in packages.values())
    chosen: list[Mutant] = []
    for package in sorted(packages):
        here = packages[package]
        chance.shuffle(here)
        wanted = -(-size * len(here) // total) if size else len(here)
        chosen += list(some(here, wanted, chance, root))
    chance.shuffle(chosen)  # so that a run broken off has seen some of everything
    return chosen


def some(places_here: list[list[Mutant]], wanted: int, chance: random.Random, root: Path) -> Iterator[Mutant]:
    """The first so many places that can really be changed, each in one way."""
    for ways in places_here:
        if wanted == 0:
            return
        mutant = chance.choice(ways)
        if text_of(mutant, sources(root)[mutant.path]) is not None:
            wanted -= 1
            yield mutant


class Changed(SourceFileLoader):
    """A module whose text is another than on the disk."""

    def __init__(self, name: str, path: str, text: str) -> None:
        super().__init__(name, path)
        self.text = text

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.text, self.path, "exec", dont_inherit=True)


class Finder(importlib.abc.MetaPathFinder):
    def __init__(self, name: str, path: str, text: str) -> None:
        self.name, self.loader = name, Changed(name, path, text)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.loader.path, loader=self.loader)
