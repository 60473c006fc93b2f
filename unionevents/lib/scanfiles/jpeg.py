"""JPEG pictures: every part is walked through; place, camera, time and previews are left out, the way up stays."""

from __future__ import annotations

from typing import Final

from unionevents.lib.scanfiles.refusals import BROKEN, TOO_MANY_DOTS, NotAScan

START: Final = b"\xff\xd8\xff"
MOST_DOTS: Final = 60_000_000
END, SCAN, RESTARTS = 0xD9, 0xDA, range(0xD0, 0xD8)
FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
TABLES: Final = frozenset({0xC4, 0xCC, 0xDB, 0xDC, 0xDD})
JFIF, EXIF, ADOBE, COMMENT, LAST_APP = 0xE0, 0xE1, 0xEE, 0xFE, 0xEF
ORIENTATION: Final = 0x0112
TURNED: Final = range(2, 9)


def cleaned(content: bytes) -> bytes:
    """The same picture without anything about it; NotAScan when it is not sound from the first to the last byte."""
    kept, at, way_up, seen = [], 2, 1, set()
    while True:
        marker, at = _marker(content, at)
        if marker == END:
            break
        length = int.from_bytes(content[at : at + 2], "big")
        part = content[at : at + length]
        if length < 2 or len(part) < length:  # noqa: PLR2004  # the length counts its own two bytes
            raise NotAScan(BROKEN)
        at += length
        if marker in FRAMES:
            _check_size(part)
        if marker == EXIF and part[2:8] == b"Exif\0\0":
            way_up = _orientation(part[8:])
        if said := _kept(marker, part):
            kept.append(bytes((0xFF, marker)) + said)
        if marker == SCAN:
            ends = _end_of_scan(content, at)
            kept.append(content[at:ends])
            at = ends
        seen.add(marker)
    if SCAN not in seen or not seen & FRAMES:
        raise NotAScan(BROKEN)
    return b"".join([START[:2], *_turned(way_up), *kept, b"\xff\xd9"])


def _marker(content: bytes, at: int) -> tuple[int, int]:
    if content[at : at + 1] != b"\xff":
        raise NotAScan(BROKEN)
    while content[at : at + 1] == b"\xff":
        at += 1
    if at >= len(content):
        raise NotAScan(BROKEN)
    return content[at], at + 1


def _kept(marker: int, part: bytes) -> bytes:
    """What the picture needs to be drawn; nothing of the rest."""
    if marker in FRAMES or marker in TABLES or marker == SCAN:
        return part
    if marker == JFIF and part[2:7] == b"JFIF\0":
        return b"\x00\x10" + part[2:14] + b"\0\0"  # without its little preview
    if marker == ADOBE and part[2:7] == b"Adobe":
        return part
    if JFIF <= marker <= LAST_APP or marker == COMMENT:
        return b""
    raise NotAScan(BROKEN)


def _check_size(part: bytes) -> None:
    height, width = int.from_bytes(part[3:5], "big"), int.from_bytes(part[5:7], "big")
    if not width or not height:
        raise NotAScan(BROKEN)
    if width * height > MOST_DOTS:
        raise NotAScan(TOO_MANY_DOTS)


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the coded dots end: at the first mark that is neither a stuffed byte nor a restart."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise NotAScan(BROKEN)
        after = content[at + 1]
        if after == 0 or after in RESTARTS:
            at += 2
        elif after == 0xFF:  # noqa: PLR2004  # a fill byte
            at += 1
        else:
            return at


def _orientation(tiff: bytes) -> int:
    """How the camera was held: the one thing without which the picture would lie on its side."""
    order = {b"II": "little", b"MM": "big"}.get(tiff[:2])
    if order is None:
        return 1

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], "little" if order == "little" else "big")

    first = number(4, 4)
    for entry in range(min(number(first, 2), 100)):
        at = first + 2 + 12 * entry
        if number(at, 2) == ORIENTATION:
            return number(at + 8, 2)
    return 1


def _turned(way_up: int) -> list[bytes]:
    """A part that says the way up and nothing else."""
    if way_up not in TURNED:
        return []
    entry = ORIENTATION.to_bytes(2, "big") + b"\x00\x03\x00\x00\x00\x01" + way_up.to_bytes(2, "big") + b"\0\0"
    tiff = b"MM\x00\x2a\x00\x00\x00\x08" + b"\x00\x01" + entry + b"\0\0\0\0"
    said = b"Exif\0\0" + tiff
    return [b"\xff\xe1" + (len(said) + 2).to_bytes(2, "big") + said]
