"""PDF scans: nothing that acts, nothing attached, and who made it with what is blanked out where it stands.

Bytes are only ever overwritten by as many others, so the file's own table of places stays right.
"""

from __future__ import annotations

import re
import zlib
from typing import Final

from unionevents.lib.scanfiles import jpeg
from unionevents.lib.scanfiles.refusals import ACTIVE, BROKEN, DETAILS, LOCKED, TOO_MANY_PAGES, NotAScan

START: Final = b"%PDF-"
MOST_PAGES: Final = 20
MOST_UNPACKED: Final = 50 * 1024 * 1024
ACTS: Final = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|AcroForm|SubmitForm|ImportData|GoToR|GoToE|Movie|Sound)\b"
)
STREAM: Final = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
PAGE: Final = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
INFO: Final = re.compile(rb"/Info\s+(\d+)\s+(\d+)\s+R")
ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
STRING: Final = re.compile(rb"\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\)|<[0-9A-Fa-f\s]*>(?!>)", re.DOTALL)


def cleaned(content: bytes) -> bytes:
    """The same pages; NotAScan for what is locked, acts, or cannot be freed of its maker's name."""
    if b"%%EOF" not in content[-1024:] or b"startxref" not in content[-2048:]:
        raise NotAScan(BROKEN)
    outside = STREAM.sub(b"stream endstream", content)
    inside = _unpacked(content)
    said = ESCAPED.sub(lambda found: bytes((int(found[1], 16),)), outside + b"\n" + inside)
    if b"/Encrypt" in said:
        raise NotAScan(LOCKED)
    if ACTS.search(said):
        raise NotAScan(ACTIVE)
    pages = len(PAGE.findall(said))
    if not pages:
        raise NotAScan(BROKEN)
    if pages > MOST_PAGES:
        raise NotAScan(TOO_MANY_PAGES)
    return _without_cameras(_without_descriptions(_without_maker(content, outside)))


def _unpacked(content: bytes) -> bytes:
    """The objects that stand packed together in streams: searched like those that stand open."""
    found, room = [], MOST_UNPACKED
    for stream in STREAM.finditer(content):
        if b"/ObjStm" in _head_of(content, stream.start()):
            unpacker = zlib.decompressobj()
            try:
                found.append(unpacker.decompress(stream[1], room))
            except zlib.error as problem:
                raise NotAScan(BROKEN) from problem
            room -= len(found[-1])
            if unpacker.unconsumed_tail or room <= 0:
                raise NotAScan(BROKEN)
    return b"\n".join(found)


def _head_of(content: bytes, at: int) -> bytes:
    """The dictionary before a stream."""
    return content[max(content.rfind(b"obj", 0, at), 0) : at]


def _without_maker(content: bytes, outside: bytes) -> bytes:
    """Author, title, program and times of the document."""
    freed = bytearray(content)
    for number, generation in set(INFO.findall(outside)):
        objects = list(re.finditer(rb"(?<!\d)%s\s+%s\s+obj(.*?)endobj" % (number, generation), content, re.DOTALL))
        if not objects:
            raise NotAScan(DETAILS)
        for each in objects:
            for text in STRING.finditer(each[1]):
                begins = each.start(1) + text.start()
                inner = text.end() - text.start() - 2
                freed[begins + 1 : begins + 1 + inner] = (b" " if text[0][:1] == b"(" else b"0") * inner
    return bytes(freed)


def _without_descriptions(content: bytes) -> bytes:
    """XMP: what programs write about a document or a picture."""
    freed = bytearray(content)
    for stream in STREAM.finditer(content):
        if b"/Metadata" in _head_of(content, stream.start()) and b"/Type" in _head_of(content, stream.start()):
            freed[stream.start(1) : stream.end(1)] = b" " * len(stream[1])
    return bytes(freed)


def _without_cameras(content: bytes) -> bytes:
    """Place, camera and time inside the photos of which the pages are made; no reader of a PDF looks at them."""
    freed = bytearray(content)
    for stream in STREAM.finditer(content):
        at = stream.start(1) + 2
        if not stream[1].startswith(jpeg.START):
            continue
        while at < stream.end(1) and content[at] == 0xFF and content[at + 1] != jpeg.SCAN:  # noqa: PLR2004  # a mark
            marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
            ends = at + 2 + length
            says = marker == jpeg.COMMENT or (jpeg.EXIF <= marker <= jpeg.LAST_APP and marker != jpeg.ADOBE)
            if says and ends <= stream.end(1):
                freed[at + 4 : ends] = bytes(ends - at - 4)
            at = ends
    return bytes(freed)
