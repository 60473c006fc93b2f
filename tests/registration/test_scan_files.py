"""What a photo or scan says beside its picture is taken out; what is none is refused with a remedy."""

from __future__ import annotations

import random
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.registration.pictures import CANARY, jpeg, pdf, png
from unionevents.lib import scanning
from unionevents.lib.scanfiles import refusals
from unionevents.lib.scanfiles.child import freed
from unionevents.lib.scanning import NotAScan, free_scan

HEIC = b"\0\0\0\x18ftypheic" + b"\0" * 50


@pytest.mark.parametrize(("kind", "content"), [("jpg", jpeg()), ("png", png()), ("pdf", pdf())])
def test_place_camera_and_maker_are_gone_and_the_picture_is_there(kind: str, content: bytes) -> None:
    assert CANARY in content
    found, clean = free_scan(content)
    assert found == kind
    assert CANARY not in clean and CANARY.hex().encode() not in clean
    assert freed(clean) == (kind, clean), "cleaning twice is cleaning once"


def test_a_photo_keeps_its_way_up_and_nothing_after_its_end() -> None:
    _kind, clean = freed(jpeg(way_up=6, more=CANARY * 20))
    assert clean.endswith(b"\xff\xd9") and CANARY not in clean
    assert clean[2:4] == b"\xff\xe1" and clean[4 + 2 : 4 + 8] == b"Exif\0\0"
    assert b"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06" in clean
    assert b"Exif" not in freed(jpeg(way_up=1))[1]


def test_a_pdf_keeps_every_byte_where_its_table_says_it_is() -> None:
    content = pdf()
    _kind, clean = freed(content)
    assert len(clean) == len(content)
    assert clean.index(b"xref") == content.index(b"xref")
    assert b"/Author (" in clean and b"/DCTDecode" in clean


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", refusals.EMPTY),
        (HEIC, refusals.HEIC),
        (b"MZ" + b"\0" * 100, refusals.UNKNOWN),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", refusals.UNKNOWN),
        (b"<html><script>alert(1)</script>", refusals.UNKNOWN),
        (jpeg()[:-2], refusals.BROKEN),
        (jpeg()[:40], refusals.BROKEN),
        (jpeg().replace(b"\x08\x00\x01\x00\x01\x01", b"\x08\xff\xff\xff\xff\x01"), refusals.TOO_MANY_DOTS),
        (png()[:-20], refusals.BROKEN),
        (png().replace(b"IDAT", b"IDAU"), refusals.BROKEN),
        (png(width=30_000, height=30_000)[:45], refusals.TOO_MANY_DOTS),
        (b"%PDF-1.4\nnothing", refusals.BROKEN),
        (pdf(more=b"/Encrypt 9 0 R "), refusals.LOCKED),
        (pdf(more=b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> "), refusals.ACTIVE),
        (pdf(more=b"/OpenAction << /S /J#61vaScript >> "), refusals.ACTIVE),
        (pdf(more=b"/Names << /EmbeddedFiles 9 0 R >> "), refusals.ACTIVE),
        (pdf(packed=b"9 0 << /S /Launch >>"), refusals.ACTIVE),
        (pdf().replace(b"/Info 5 0 R", b"/Info 7 0 R"), refusals.DETAILS),
    ],
)  # fmt: skip
def test_what_is_no_sound_picture_is_refused_with_the_reason(content: bytes, why: object) -> None:
    with pytest.raises(NotAScan) as refused:
        free_scan(content)
    assert refused.value.phrase == why


def test_too_large_is_said_before_anything_is_read() -> None:
    with pytest.raises(NotAScan) as refused:
        free_scan(b"\xff\xd8\xff" + b"\0" * scanning.MAX_BYTES)
    assert refused.value.phrase == refusals.TOO_LARGE


def test_a_picture_that_unpacks_to_more_than_it_says_is_refused_at_its_own_size() -> None:
    bomb = png()
    packed = zlib.compress(b"\0" * 200_000_000)
    at = bomb.index(b"IDAT") - 4
    body = b"IDAT" + packed
    swollen = bomb[:at] + len(packed).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
    with pytest.raises(NotAScan) as refused:
        free_scan(swollen + bomb[bomb.index(b"IEND") - 4 :])
    assert refused.value.phrase == refusals.BROKEN


@pytest.mark.parametrize("whole", [jpeg(), png(), pdf()], ids=["jpg", "png", "pdf"])
@given(st.integers(0, 2**32))
def test_whatever_is_broken_is_refused_or_comes_out_clean(whole: bytes, seed: int) -> None:
    chance = random.Random(seed)  # which bytes are spoilt
    broken = bytearray(whole)
    for _time in range(chance.randint(1, 6)):
        broken[chance.randrange(len(broken))] = chance.randrange(256)
    try:
        kind, clean = freed(bytes(broken[: chance.randint(1, len(broken))]))
    except NotAScan:
        return
    assert kind in scanning.TYPES and clean
