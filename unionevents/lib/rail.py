"""The places inside one activity, in the order of the work: the apps register theirs, the rail shows what one may see.

`lib` imports no app, so it cannot name their pages: each app says at start-up which page it brings.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

RailState = Literal["", "todo", "doing", "done", "problem"]


@dataclass(frozen=True, slots=True)
class RailItem:
    """One place. `url_name` is reversed with the activity's pk; `permission` is asked of the user for the activity.

    `state` says how far the work there is and must be cheap: it runs for every page inside the activity.
    `on_phone` marks the four that a phone shows in its bottom bar.
    """

    code: str
    label: Any  # a lazy translation; `Any` because django-stubs names its type privately
    icon: str
    url_name: str
    permission: str
    order: int
    on_phone: bool = False
    state: Callable[[Any], RailState] | None = None


_items: dict[str, RailItem] = {}


def register(item: RailItem) -> None:
    """Adds a place; the same code again replaces it."""
    _items[item.code] = item


def items() -> list[RailItem]:
    """Every registered place in the order of the work."""
    return sorted(_items.values(), key=lambda item: (item.order, item.code))
