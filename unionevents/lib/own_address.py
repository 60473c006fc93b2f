"""Under which address another device opens a page: for links that are sent, and codes that are scanned."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port

OWN_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})


def address_for_others(request: HttpRequest, path: str) -> str:
    """As it was asked for; but who works at the server itself calls it `localhost`, which leads a tablet to the tablet.

    Then the address of the settings is used, where there is one (`./dev field` knows it).
    """
    host, _port = split_domain_port(request.get_host())
    if settings.SITE_ADDRESS and host in OWN_NAMES:
        return f"{settings.SITE_ADDRESS}{path}"
    return request.build_absolute_uri(path)
