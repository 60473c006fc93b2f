"""Asks the site for pages as a browser or tablet does: inside this process, or over the network."""

from __future__ import annotations

import http.cookiejar
import json
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, Protocol
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext as _

LONGEST_WAIT = 60  # seconds
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


class Answer(NamedTuple):
    status: int
    text: str

    def json(self) -> Any:
        return json.loads(self.text)


class Refused(Exception):
    """The site answered something else than a rehearsal needs."""


class Line(Protocol):
    """A way to the site with cookies of its own."""

    def ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer: ...

    def cookie(self, name: str) -> str: ...


class InProcess:
    """Through every middleware of the site, without a socket."""

    def __init__(self) -> None:
        named = [name for name in settings.ALLOWED_HOSTS if name != "*"] or ["localhost"]
        self.client = Client(enforce_csrf_checks=True, SERVER_NAME=named[0].lstrip("."))
        self.origin = f"{'https' if settings.HTTPS else 'http'}://{named[0].lstrip('.')}"

    def ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        given = {"Referer": f"{self.origin}{path}", **headers}
        response = self.client.generic(
            method, path, body, given.pop("Content-Type", FORM), secure=settings.HTTPS, headers=given
        )
        return Answer(response.status_code, b"".join(response).decode())

    def cookie(self, name: str) -> str:
        return self.client.cookies[name].value if name in self.client.cookies else ""


class _StaysHere(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer like any other."""

    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        return None


class OverNetwork:
    """To a site that runs at an address, such as `https://192.168.1.20:8443`."""

    def __init__(self, address: str) -> None:
        if urlsplit(address).scheme not in {"http", "https"}:
            raise Refused(_("%(address)s is no address: http://... or https://...") % {"address": address})
        self.address = address.rstrip("/")
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.jar), urllib.request.HTTPSHandler(context=_trust()), _StaysHere
        )

    def ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        given = {"Content-Type": FORM, "Referer": f"{self.address}{path}", **headers}
        request = urllib.request.Request(  # noqa: S310  # the scheme was looked at above
            self.address + path, data=body if method == "POST" else None, headers=given, method=method
        )
        try:
            with self.opener.open(request, timeout=LONGEST_WAIT) as response:
                return Answer(response.status, response.read().decode())
        except urllib.error.HTTPError as answer:
            return Answer(answer.code, answer.read().decode())
        except urllib.error.URLError as problem:
            values = {"address": self.address, "problem": problem.reason}
            raise Refused(_("%(address)s does not answer; is the site running there? (%(problem)s)") % values) from None

    def cookie(self, name: str) -> str:
        return next((cookie.value or "" for cookie in self.jar if cookie.name == name), "")


def _trust() -> ssl.SSLContext:
    """The world's authorities, and that of a laptop at a venue when this is the laptop (`./dev field`)."""
    context = ssl.create_default_context()
    own = settings.VAR_DIR / "field" / "authority.crt"
    if own.exists():
        context.load_verify_locations(cafile=own)
    return context


class Web:
    """Opens ways to one site and times every answer."""

    def __init__(self, open_line: Callable[[], Line]) -> None:
        self.open_line = open_line
        self.seconds: list[float] = []

    def timed(self, line: Line, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        began = time.perf_counter()
        try:
            return line.ask(method, path, body, headers)
        finally:
            self.seconds.append(time.perf_counter() - began)

    def slowest_of_twenty(self) -> float:
        """The 95th percentile of the answers, in seconds."""
        ordered = sorted(self.seconds)
        return ordered[int(len(ordered) * 0.95)] if ordered else 0.0


class Browser:
    """Somebody who is logged in: pages, and forms with their CSRF token."""

    def __init__(self, web: Web, username: str, password: str) -> None:
        self.web, self.line = web, web.open_line()
        log_in = reverse(settings.LOGIN_URL)
        self.get(log_in)
        if self.post(log_in, username=username, password=password):
            raise Refused(_("nobody of the rehearsal can log in there; does that site use another database?"))

    def get(self, path: str) -> str:
        answer = self.web.timed(self.line, "GET", path, b"", {})
        if answer.status != 200:  # noqa: PLR2004  # OK
            raise Refused(_said(path, answer.status))
        return answer.text

    def post(self, path: str, **fields: Any) -> str:
        """The page that follows; a redirect (which is what every form here answers with when done) has no text."""
        headers = {"X-CSRFToken": self.line.cookie("csrftoken")}
        answer = self.web.timed(self.line, "POST", path, urlencode(fields, doseq=True).encode(), headers)
        if answer.status not in {200, 302}:
            raise Refused(_said(path, answer.status))
        return answer.text

    def done(self, path: str, **fields: Any) -> None:
        """As `post`, where the same page again would mean that something was refused."""
        if self.post(path, **fields):
            raise Refused(_("the site did not do what was asked at %(path)s") % {"path": path})


class Machine:
    """A tablet: JSON and a token, no cookie."""

    def __init__(self, web: Web) -> None:
        self.web, self.line, self.token = web, web.open_line(), ""

    def ask(self, method: str, path: str, document: Any = None) -> Answer:
        headers = {"Content-Type": JSON} | ({"Authorization": f"Device {self.token}"} if self.token else {})
        body = json.dumps(document).encode() if document is not None else b""
        return self.web.timed(self.line, method, path, body, headers)


def _said(path: str, status: int) -> str:
    return _("the site answered %(status)s at %(path)s") % {"status": status, "path": path}
