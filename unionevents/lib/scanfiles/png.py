"""PNG pictures: every checksum and every dot is looked at; texts, times and camera details are left out."""

from __future__ import annotations

import zlib
from typing import Final

from unionevents.lib.scanfiles.refusals import BROKEN, TOO_MANY_DOTS, NotAScan

START: Final = b"\x89PNG\r\n\x1a\n"
MOST_DOTS: Final = 60_000_000
KEPT: Final = frozenset({b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"IDAT", b"IEND"})
CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
PIECE: Final = 1 << 20


def cleaned(content: bytes) -> bytes:
    """The same picture without anything about it; NotAScan when a checksum or the number of dots is wrong."""
    kept, at, dots = [START], len(START), zlib.decompressobj()
    names: list[bytes] = []
    expected = unpacked = 0
    while not names or names[-1] != b"IEND":
        length, name = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        body, ends = content[at + 8 : at + 8 + length], at + 12 + length
        if ends > len(content) or zlib.crc32(name + body) != int.from_bytes(content[ends - 4 : ends], "big"):
            raise NotAScan(BROKEN)
        if (name == b"IHDR") == bool(names):  # first of all, and only once
            raise NotAScan(BROKEN)
        if name == b"IHDR":
            expected = _bytes_of(body)
        if name == b"IDAT":
            unpacked += _unpack(dots, body, expected - unpacked)
        if name in KEPT:
            kept.append(content[at:ends])
        elif name[:1].isupper():  # a part that readers may not skip, and that none of ours is
            raise NotAScan(BROKEN)
        names.append(name)
        at = ends
    if unpacked != expected or not dots.eof:
        raise NotAScan(BROKEN)
    return b"".join(kept)


def _bytes_of(header: bytes) -> int:
    """How many bytes the dots take when unpacked, each row with its filter byte."""
    width, height = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:8], "big")
    depth, kind, interlaced = header[8], header[9], header[12]
    if not width or not height or kind not in CHANNELS or depth not in {1, 2, 4, 8, 16} or interlaced > 1:
        raise NotAScan(BROKEN)
    if width * height > MOST_DOTS:
        raise NotAScan(TOO_MANY_DOTS)

    def plain(columns: int, rows: int) -> int:
        return rows * (1 + (columns * depth * CHANNELS[kind] + 7) // 8) if columns and rows else 0

    if not interlaced:
        return plain(width, height)
    passes = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
    return sum(plain(len(range(x, width, dx)), len(range(y, height, dy))) for x, y, dx, dy in passes)


def _unpack(dots: zlib._Decompress, body: bytes, room: int) -> int:
    """How many bytes came out; never more than there is room for."""
    unpacked = 0
    try:
        while body and not dots.eof:
            unpacked += len(dots.decompress(body, PIECE))
            body = dots.unconsumed_tail
            if unpacked > room:
                raise NotAScan(BROKEN)
    except zlib.error as problem:
        raise NotAScan(BROKEN) from problem
    return unpacked
