"""A code on the laptop's own screen leads a tablet to the laptop, never to the tablet itself."""

from __future__ import annotations

import pytest
from django.test import RequestFactory, override_settings

from unionevents.lib.own_address import address_for_others

LAN = "https://192.168.1.20:8443"


@pytest.mark.parametrize("host", ["localhost:8443", "127.0.0.1:8443", "[::1]:8443", "localhost"])
def test_what_is_open_on_the_server_itself_names_the_address_for_others(host: str) -> None:
    asked = RequestFactory().get("/", headers={"host": host})
    with override_settings(SITE_ADDRESS=LAN):
        assert address_for_others(asked, "/tablet/") == f"{LAN}/tablet/"
    with override_settings(SITE_ADDRESS=""):
        assert address_for_others(asked, "/tablet/") == f"http://{host}/tablet/"


@override_settings(SITE_ADDRESS=LAN, ALLOWED_HOSTS=["*"])
def test_any_other_name_stays_as_it_was_asked_for() -> None:
    asked = RequestFactory().get("/", headers={"host": "laptop.local:8443"})
    assert address_for_others(asked, "/tablet/") == "http://laptop.local:8443/tablet/"
