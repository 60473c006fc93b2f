"""Whether the sealed log is as it was written: every break of the chain and every row that does not fit its seal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.conf import settings

from accounts.models import LogEntry, Seal
from accounts.services import sealing
from unionevents.lib import chain
from unionevents.lib.phrase import Phrase

AT_ONCE = 500
OVERWRITTEN, REMOVED = "overwritten", "removed"
ERASE = "accounts.erase"
LOG = "accounts.logentry"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was sealed; `position` in the chain, None where it has none."""

    position: int | None
    phrase: Phrase


def findings(*, head: str = "") -> Iterator[Finding]:
    """Everything that was changed, taken out or put in after it was sealed; `head` is a hash printed earlier."""
    keys = tuple(str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))
    links = Seal.objects.order_by("position")
    for position, what in chain.breaks((_link(seal) for seal in links.iterator(chunk_size=AT_ONCE)), keys):
        yield Finding(position, BREAKS[what].fill(position=position))
    yield from _cut_off(head)
    excused = _excused()
    seals = iter(links.iterator(chunk_size=AT_ONCE))
    while some := list(islice(seals, AT_ONCE)):
        yield from _rows_against(some, keys, excused)


def unsealed() -> int:
    """How many rows have no seal yet: written in the last moments, by a process that died, or slipped in by hand."""
    return sum(len(sealing.leftovers(kind)) for kind in sealing.kinds())


def _link(seal: Seal) -> chain.Link:
    return chain.Link(*(getattr(seal, name) for name in chain.Link._fields))


def _cut_off(head: str) -> Iterator[Finding]:
    """Heads that were once written down and that the chain no longer has."""
    path = sealing.heads_file()
    if path is not None and not path.exists():
        yield Finding(None, NO_HEADS.fill(path=path.name))
    elif path is not None:
        lines = iter(path.read_text("ascii", "replace").splitlines())
        while some := [line.partition(" ") for line in islice(lines, AT_ONCE)]:
            noted = {int(position): sealed for position, _, sealed in some if position.isdecimal()}
            known = dict(Seal.objects.filter(position__in=noted).values_list("position", "hash"))
            if lost := [position for position, sealed in noted.items() if known.get(position) != sealed]:
                yield Finding(lost[0], CUT_OFF.fill(position=lost[0]))
                break
    if head and not Seal.objects.filter(hash=head).exists():
        yield Finding(None, UNKNOWN_HEAD.fill(head=head))


def _excused() -> dict[str, dict[str, set[int]]]:
    """Rows that a sealed log entry says were overwritten or removed on purpose, by kind."""
    found: dict[str, dict[str, set[int]]] = {OVERWRITTEN: defaultdict(set), REMOVED: defaultdict(set)}
    sealed = Seal.objects.filter(kind=LOG).values("row")
    for details in LogEntry.objects.filter(verb=ERASE, pk__in=sealed).values_list("details", flat=True):
        for what, kinds in found.items():
            for kind, rows in details.get(what, {}).items():
                kinds[kind].update(rows)
    return found


def _rows_against(
    seals: list[Seal], keys: tuple[str, ...], excused: dict[str, dict[str, set[int]]]
) -> Iterator[Finding]:
    by_kind: dict[str, list[Seal]] = defaultdict(list)
    for seal in seals:
        by_kind[seal.kind].append(seal)
    for kind, some in by_kind.items():
        if kind not in sealing.kinds():
            yield from (Finding(seal.position, UNKNOWN_KIND.fill(kind=kind)) for seal in some)
            continue
        numbers = [seal.row for seal in some]
        stands: dict[int, tuple[str, set[str]]] = {}
        for key in keys:
            for row, fixed, personal in sealing.digests(kind, numbers, key=key):
                stands.setdefault(row, (fixed, set()))[1].add(personal)
        for seal in some:
            yield from _one_against(seal, stands.get(seal.row), excused)


def _one_against(
    seal: Seal, stands: tuple[str, set[str]] | None, excused: dict[str, dict[str, set[int]]]
) -> Iterator[Finding]:
    values = {"position": seal.position, "kind": seal.kind, "row": seal.row}
    if stands is None:
        if seal.row not in excused[REMOVED][seal.kind]:
            yield Finding(seal.position, GONE.fill(**values))
    elif stands[0] != seal.fixed or (
        seal.personal not in stands[1] and seal.row not in excused[OVERWRITTEN][seal.kind]
    ):
        yield Finding(seal.position, CHANGED.fill(**values))


BREAKS = {
    "gap": Phrase(en="seal {position} is missing", zh="缺少第 {position} 号封印"),
    "hash": Phrase(en="seal {position} does not follow from the one before", zh="第 {position} 号封印与前一号接不上"),
    "signature": Phrase(
        en="seal {position} was not made by this installation", zh="第 {position} 号封印不是本系统所加"
    ),
}
GONE = Phrase(en="{kind} {row}, sealed as {position}, is gone", zh="{kind} {row}（第 {position} 号封印）的记录不见了")
CHANGED = Phrase(
    en="{kind} {row} was changed after it was sealed as {position}",
    zh="{kind} {row} 在加上第 {position} 号封印之后被改动过",
)
CUT_OFF = Phrase(
    en="the file of heads knows seal {position}, the database does not: it was cut back or restored from a backup",
    zh="封印存根里有第 {position} 号，数据库里却没有：数据库被删减过，或是从备份恢复的",
)
NO_HEADS = Phrase(
    en="the file of heads {path} is missing; whether the newest seals were cut off cannot be told",
    zh="封印存根 {path} 不见了，无法判断最新的封印是否被删",
)
UNKNOWN_HEAD = Phrase(en="no seal has the hash {head}", zh="没有哪一号封印的校验码是 {head}")
UNKNOWN_KIND = Phrase(en="nobody knows what {kind} is", zh="不认识的记录种类 {kind}")
