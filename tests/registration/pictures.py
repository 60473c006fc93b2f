"""Small invented pictures with everything in them that must not be kept, made by hand."""

from __future__ import annotations

import struct
import zlib

CANARY = b"CANARY-31.2304N-121.4737E"


def jpeg(*, way_up: int = 6, more: bytes = b"") -> bytes:
    """One grey dot, with place and camera in it, a preview, a comment, and something after its end."""
    tables = b"\xff\xdb\x00\x43\x00" + bytes(range(1, 65))
    frame = bytes.fromhex("ffc0000b080001000101011100")
    codes = bytes.fromhex("ffc4001f0000010501010101010100000000000000000102030405060708090a0b")
    scan = bytes.fromhex("ffda0008010100003f0054ffd9")
    tiff = b"II*\0\x08\0\0\0" + struct.pack("<HHHIHH", 1, 0x0112, 3, 1, way_up, 0) + b"\0\0\0\0" + CANARY
    parts = [
        _part(0xE0, b"JFIF\0\1\1\0\0\1\0\1\1\1" + CANARY[:3]),
        _part(0xE1, b"Exif\0\0" + tiff),
        _part(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + CANARY),
        _part(0xFE, CANARY),
    ]
    return b"\xff\xd8" + b"".join(parts) + tables + frame + codes + scan + more


def _part(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def png(*, width: int = 3, height: int = 2) -> bytes:
    dots = zlib.compress(b"".join(b"\0" + b"\x7f\x7f\x7f" * width for _row in range(height)))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"tEXt", b"Author\0" + CANARY), (b"eXIf", CANARY), (b"IDAT", dots), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts
    )


def pdf(*, more: bytes = b"", picture: bytes = b"", packed: bytes = b"") -> bytes:
    """A page with a photo in it, its maker and its description, and a table of places."""
    xmp = b"<x:xmpmeta>" + CANARY + b"</x:xmpmeta>"
    picture = picture or jpeg()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Metadata 6 0 R " + more + b">>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /XObject << /A 4 0 R >> >> >>",
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 "
        b"/Filter /DCTDecode /Length %d >>\nstream\n%s\nendstream" % (len(picture), picture),
        b"<< /Author (%s \\(scan\\)) /Producer <%s> >>" % (CANARY, CANARY.hex().encode()),
        b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%s\nendstream" % (len(xmp), xmp),
    ]
    if packed:
        body = zlib.compress(packed)
        head = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>" % len(body)
        objects.append(head + b"\nstream\n" + body + b"\nendstream")
    written, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return written + table + trailer % (len(objects) + 1, len(written))
