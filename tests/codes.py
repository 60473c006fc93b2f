"""What a camera would read: pages drawn as they print, decoded by a reader that shares no line with what drew them."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

import pytest
from playwright.sync_api import Page

zxingcpp: Any = pytest.importorskip("zxingcpp", reason="./dev test installs zxing-cpp, the reader of QR codes")
# The browser unpacks its own picture into one byte of grey for each pixel.
GREY = """async (picture) => {
  const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext("2d");
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  let grey = "";
  for (let at = 0; at < data.length; at += 4) {
    grey += String.fromCharCode((data[at] * 2 + data[at + 1] * 5 + data[at + 2]) >> 3);
  }
  return { grey: btoa(grey), size: [bitmap.height, bitmap.width] };
}"""


def codes_on(page: Page) -> list[str]:
    """The texts of all QR codes of the page as it prints, from the top down."""
    page.emulate_media(media="print")
    picture = page.screenshot(full_page=True)
    page.emulate_media(media="screen")
    blank = page.context.new_page()
    try:
        found = blank.evaluate(GREY, base64.b64encode(picture).decode())
    finally:
        blank.close()
    grey, (_height, width) = base64.b64decode(found["grey"]), found["size"]
    return read_text([grey[start : start + width] for start in range(0, len(grey), width)])


def read_text(rows: Sequence[bytes]) -> list[str]:
    """The texts in a picture of rows of grey, from the top down."""
    pixels = memoryview(b"".join(rows)).cast("B", [len(rows), len(rows[0])])
    read = zxingcpp.read_barcodes(pixels, formats=zxingcpp.BarcodeFormat.QRCode)
    return [code.text for code in sorted(read, key=lambda code: code.position.top_left.y)]
