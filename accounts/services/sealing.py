"""What must not be changed afterwards is sealed after it is committed, in a chain that shows tampering.

An app names the models that it seals in its AppConfig. Sealing is a short transaction of its own after the commit, so
that no other work ever waits with a lock for the head of the chain. What a crash left unsealed is sealed by
`seal_leftovers`; what was changed, taken out or put in between is found by `findings`.
"""

from __future__ import annotations

import logging
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, models, transaction

from accounts.models import Seal, SealHead
from unionevents.lib import chain

logger = logging.getLogger(__name__)
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Sealed:
    """Which columns of a model a seal covers: those that never change, and those that may hold a person."""

    fixed: tuple[str, ...]
    personal: tuple[str, ...]


@dataclass(slots=True)
class _Order:
    """Rows that were committed and wait for their seals."""

    kind: str
    keys: Sequence[int]
    is_done: bool = False


_sealed: dict[str, Sealed] = {}
_orders: deque[_Order] = deque()  # of all threads of this process
_turn = Lock()


def register(kind: str, *, fixed: Sequence[str], personal: Sequence[str]) -> None:
    """`kind` is a model's label such as `scoring.operation`."""
    _sealed[kind] = Sealed(tuple(fixed), tuple(personal))


def kinds() -> tuple[str, ...]:
    return tuple(sorted(_sealed))


def fixed_columns(kind: str) -> frozenset[str]:
    """What must never be overwritten in rows of this kind, not even when a person is erased."""
    return frozenset(_sealed[kind].fixed) if kind in _sealed else frozenset()


def after_commit(rows: Iterable[models.Model]) -> None:
    """Has these new rows sealed as soon as they are committed. Should that fail, they stay for `seal_leftovers`."""
    by_kind: dict[str, list[int]] = {}
    for row in rows:
        by_kind.setdefault(row._meta.label_lower, []).append(row.pk)
    for kind, keys in by_kind.items():
        transaction.on_commit(partial(_seal_or_leave, kind, keys))


def _seal_or_leave(kind: str, keys: Sequence[int]) -> None:
    """Whoever has the turn seals for everybody who came meanwhile: in a rush one commit serves many answers."""
    mine = _Order(kind, keys)
    _orders.append(mine)
    with _turn:
        if mine.is_done:
            return
        taken, by_kind = [], defaultdict[str, list[int]](list)
        while _orders:
            taken.append(_orders.popleft())
            by_kind[taken[-1].kind] += taken[-1].keys
        for each in taken:
            each.is_done = True
        for which, rows in by_kind.items():
            try:
                seal(which, rows)
            except (DatabaseError, OSError):
                # The rows are safe; a seal that comes later is better than an answer that fails.
                logger.exception("%d rows of %s are not sealed yet", len(rows), which)


def seal(kind: str, keys: Sequence[int]) -> None:
    """Adds links for those of the rows that have none yet, in the order of their keys."""
    for start in range(0, len(keys), AT_ONCE):
        head = _seal_some(kind, sorted(keys[start : start + AT_ONCE]))
        if head is not None:
            _note(head)


@transaction.atomic
def _seal_some(kind: str, keys: Sequence[int]) -> SealHead | None:
    heads = SealHead.objects.select_for_update().filter(pk=1)
    if (head := heads.first()) is None:  # the first seal of all
        SealHead.objects.get_or_create(pk=1)
        head = heads.get()
    links: list[chain.Link] = []
    previous = head.hash or chain.START
    for row, fixed, personal in digests(kind, keys, only_unsealed=True):
        links.append(
            chain.link_after(
                previous,
                position=head.position + len(links) + 1,
                kind=kind,
                row=row,
                fixed=fixed,
                personal=personal,
                key=settings.SECRET_KEY,
            )
        )
        previous = links[-1].hash
    if not links:
        return None
    Seal.objects.bulk_create([Seal(**link._asdict()) for link in links])
    head.position, head.hash = links[-1].position, links[-1].hash
    head.save(update_fields=["position", "hash"])
    return head


def digests(
    kind: str, keys: Sequence[int], *, key: str | None = None, only_unsealed: bool = False
) -> Iterator[tuple[int, str, str]]:
    """Key, fixed digest and personal digest of those rows that exist, as they stand in the database now."""
    sealed, model = _sealed[kind], apps.get_model(kind)
    rows = model._default_manager.filter(pk__in=keys)
    if only_unsealed:
        rows = rows.exclude(pk__in=Seal.objects.filter(kind=kind, row__in=keys).values("row"))
    for row in rows.order_by("pk").values("pk", *sealed.fixed, *sealed.personal):
        yield (
            row["pk"],
            chain.digest_of(_part(row, sealed.fixed)),
            chain.keyed_digest_of(_part(row, sealed.personal), key or settings.SECRET_KEY),
        )


def _part(row: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: row[name] for name in names}


def leftovers(kind: str) -> list[int]:
    """Rows without a seal, oldest first."""
    sealed = Seal.objects.filter(kind=kind).values("row")
    rows = apps.get_model(kind)._default_manager.exclude(pk__in=sealed)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def seal_leftovers() -> int:
    """Seals whatever has no seal yet, and says how many rows that were."""
    count = 0
    for kind in kinds():
        keys = leftovers(kind)
        seal(kind, keys)
        count += len(keys)
    return count


def heads_file() -> Path | None:
    """Where every head of this database's chain is written down, outside the database; None before the first."""
    head = SealHead.objects.first()
    return settings.VAR_DIR / "chain" / f"{head.chain}.txt" if head else None


def _note(head: SealHead) -> None:
    """A database that was cut back to an earlier state is found by what stands beside it."""
    path = settings.VAR_DIR / "chain" / f"{head.chain}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as heads:
        heads.write(f"{head.position} {head.hash}\n")
