"""What a browser sends for fields that were drawn: every box as it stands, nothing touched."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from scoring.forms.setting import ContestDraft
from scoring.forms.setting_nodes import Drawn
from scoring.queries.setting import Setting
from scoring.views.setting_up import names_of
from tests.scoring.meets import Meet

Pair = tuple[str, str]
WORD_OF = {"chain": "mode", "rule": "rule"}


def posted(roots: Iterable[Drawn], **more: str) -> QueryDict:
    """The form data; `more` are fields beside them, `do="save"` the button."""
    data = QueryDict(mutable=True)
    for root in roots:
        for name, value in _pairs(root):
            data.appendlist(name, value)
    for name, value in more.items():
        data[name] = value
    return data


def sent_contest(meet: Meet, contest: dict[str, Any], **more: str) -> QueryDict:
    """The whole form as a browser sends it, with this setting in it."""
    drawn = ContestDraft.of_contest(contest, names_of(Setting(meet.activity))).drawn()
    return posted(
        drawn.parts.values(), **({"game": contest["game"], "game.was": contest["game"], "heat_size": "4"} | more)
    )


def _pairs(node: Drawn) -> Iterable[Pair]:
    name = node.name
    chosen = [option.code for option in node.options if option.chosen]
    if node.kept:
        yield f"{name}.kept", node.kept
    if node.was:
        yield f"{name}.was", node.was
    if node.kind in ("check", "boxes", "rule", "maybe", "group"):
        yield f"{name}.here", "1"
    if node.kind in ("text", "number"):
        yield name, str(node.value)
    if node.kind in ("choice", "boxes"):
        yield from ((name, code) for code in chosen)
    if node.kind in ("lines", "table"):
        yield f"{name}.lines", str(node.value)
    if node.kind in WORD_OF:
        yield f"{name}.{WORD_OF[node.kind]}", chosen[0]
    if node.kind == "check" and node.is_set:
        yield name, "on"
    if node.kind in ("rule", "maybe") and node.is_set:
        yield f"{name}.set", "on"
    # The rows of a table have no field of their own, only their cells.
    parts = [cell for row in node.parts for cell in row.parts] if node.kind == "table" else node.parts
    for part in parts:
        yield from _pairs(part)
