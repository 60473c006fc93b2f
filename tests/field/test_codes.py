"""The page that teaches tablets the certificate: its codes lead to itself and to the tablet program, over https."""

from __future__ import annotations

import http.client
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.codes import codes_on, read_text
from tools.field import certificates, teaching
from tools.field.__main__ import terminal_qr

pytestmark = pytest.mark.browser


def test_the_codes_lead_to_the_page_and_to_the_tablet_program(chromium: Browser, tmp_path: Path) -> None:
    kept = certificates.ensure(
        tmp_path, addresses=["192.168.1.20", "127.0.0.1"], names=["localhost"], now=datetime.now(UTC)
    )
    site = teaching.server(kept, port=0, site_port=8443)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    port = site.server_address[1]
    context = chromium.new_context(viewport={"width": 800, "height": 1280})
    page = context.new_page()
    try:
        page.goto(f"http://127.0.0.1:{port}/")
        here, tablet = codes_on(page)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", here.removeprefix(f"http://127.0.0.1:{port}"))
        assert connection.getresponse().status == 200
        connection.close()
    finally:
        context.close()
        site.shutdown()
        site.server_close()
    assert tablet == "https://127.0.0.1:8443/tablet/"


@pytest.mark.parametrize("address", ["http://192.168.1.20:8080/", "http://10.0.0.7:18080/"])
def test_the_code_on_the_laptop_s_screen_is_read_from_its_half_blocks(address: str) -> None:
    halves = {"█": (255, 255), "▀": (255, 0), "▄": (0, 255), " ": (0, 0)}  # a light screen is what a block is
    lines = terminal_qr(address).split("\n")
    rows = [[halves[block][half] for block in line] for line in lines for half in (0, 1)]
    large = [bytes(grey for cell in row for grey in [cell] * 4) for row in rows for _repeat in range(4)]
    assert read_text(large) == [address]
