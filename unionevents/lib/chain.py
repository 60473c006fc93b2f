"""A chain of seals: every link's hash holds the one before, so nothing can be changed, taken out or put in between.

Anyone can follow the hashes from the first link to a head that was printed somewhere; the signatures hold only for
whoever has the key of the installation, so that a chain forged inside the database is found as well. Pure.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import NamedTuple
from uuid import UUID

START = "0" * 64
PURPOSE = b"unionevents.chain."


class Link(NamedTuple):
    """One seal, as it is stored: `kind` and `row` say of what, `fixed` and `personal` are digests of it."""

    position: int
    kind: str
    row: int
    fixed: str
    personal: str
    hash: str
    signature: str


def digest_of(values: Mapping[str, object]) -> str:
    """SHA-256 of named values: the same for the same values, whatever database they were read from."""
    return hashlib.sha256(_bytes_of(values)).hexdigest()


def keyed_digest_of(values: Mapping[str, object], key: str) -> str:
    """The same with a key: a name cannot be found by trying names."""
    return hmac.new(_purpose("personal", key), _bytes_of(values), hashlib.sha256).hexdigest()


def link_after(previous: str, *, position: int, kind: str, row: int, fixed: str, personal: str, key: str) -> Link:
    """The next link; `previous` is the hash of the one before, START before the first."""
    sealed = hash_of(previous, position=position, kind=kind, row=row, fixed=fixed, personal=personal)
    return Link(position, kind, row, fixed, personal, sealed, sign(sealed, key))


def hash_of(previous: str, *, position: int, kind: str, row: int, fixed: str, personal: str) -> str:
    """The hash of a link, which holds the one before."""
    return hashlib.sha256(f"{previous} {position} {kind} {row} {fixed} {personal}".encode()).hexdigest()


def _hash_after(previous: str, link: Link) -> str:
    return hash_of(
        previous, position=link.position, kind=link.kind, row=link.row, fixed=link.fixed, personal=link.personal
    )


def sign(sealed: str, key: str) -> str:
    return hmac.new(_purpose("signature", key), sealed.encode(), hashlib.sha256).hexdigest()


def breaks(links: Iterator[Link], keys: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Where a chain, read in the order of its positions, does not hold: position and `gap`, `hash` or `signature`."""
    previous, expected = START, 1
    for link in links:
        if link.position != expected:
            yield expected, "gap"
        if link.hash != _hash_after(previous, link):
            yield link.position, "hash"
        if not any(hmac.compare_digest(link.signature, sign(link.hash, key)) for key in keys):
            yield link.position, "signature"
        previous, expected = link.hash, link.position + 1


def _purpose(name: str, key: str) -> bytes:
    return hashlib.sha256(PURPOSE + name.encode() + b":" + key.encode()).digest()


def _bytes_of(values: Mapping[str, object]) -> bytes:
    return json.dumps(dict(values), ensure_ascii=False, sort_keys=True, default=_plain, allow_nan=False).encode()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, (date, UUID)):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot be sealed")
