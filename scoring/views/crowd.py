"""The crowd stands last: what spectators ask for is answered from memory where it can be, and by few threads where not.

A worker has several threads, and those who enter results need them. So at most `AT_ONCE` of them ever look something
up or draw a page for spectators; who comes meanwhile gets the page as it was a moment ago, or is asked to wait.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.template.loader import render_to_string
from django.utils import translation

from scoring.services.live import FRESH

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

PAGES: Final = "/r/"
AT_ONCE: Final = 2
GATES: Final[Mapping[str, threading.Semaphore]] = {
    prefix: threading.BoundedSemaphore(AT_ONCE) for prefix in (PAGES, "/board/")
}
WAIT: Final = 3  # seconds after which who was turned away comes again
MOST: Final = 128
OF_EVERY: Final[Mapping[str, str]] = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
OF_ONE: Final = frozenset({"Content-Length", "Content-Encoding", "ETag", "Vary", "Cache-Control"})


@dataclass
class Answer:
    """A page as it goes out, plain and packed, and until when it is as fresh as promised."""

    made_of: tuple[Any, ...]
    etag: str
    plain: bytes
    packed: bytes
    until: float = 0.0
    headers: Mapping[str, str] = field(default_factory=dict)  # what all other middleware adds, such as the policy


answers: dict[tuple[str, str], Answer] = {}


class CrowdLast:
    """Stands before all other middleware: no session, no user, and for those who follow a page no query either."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        gate = next((gate for prefix, gate in GATES.items() if request.path_info.startswith(prefix)), None)
        if gate is None:
            return self.get_response(request)
        answer = _kept(request)
        if answer and "HTTP_IF_NONE_MATCH" in request.META and time.monotonic() < answer.until:
            return sent(request, answer)
        if not gate.acquire(blocking=False):
            return sent(request, answer) if answer else _come_again(request)
        if answer:
            # One looks whether it changed; the others need not until then.
            answer.until = time.monotonic() + FRESH
        try:
            return self._learnt(request, self.get_response(request))
        finally:
            gate.release()

    def _learnt(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """What goes out from memory carries the same headers as what came the long way."""
        answer = _kept(request)
        if answer and response.status_code == HTTPStatus.OK and response.get("ETag") == answer.etag:
            answer.headers = {name: value for name, value in response.items() if name not in OF_ONE}
        return response


def from_memory(application: WSGIApplication) -> WSGIApplication:
    """Stands before Django: who asks for a page that was made just now costs no more than looking it up."""

    def answered(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        answer = _answer_of(environ["PATH_INFO"], environ.get("QUERY_STRING", ""))
        if answer is None or time.monotonic() >= answer.until:
            return application(environ, start_response)
        if environ["REQUEST_METHOD"] != "GET" or not _came_safely(environ):
            return application(environ, start_response)
        if answer.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start_response("304 Not Modified", [("ETag", answer.etag), *OF_EVERY.items()])
            return []
        if not answer.headers:  # nobody got it the long way yet, which tells what else belongs to it
            return application(environ, start_response)
        body, coding = _body(answer, environ.get("HTTP_ACCEPT_ENCODING", ""))
        own = [("ETag", answer.etag), ("Content-Length", str(len(body))), *coding.items(), *OF_EVERY.items()]
        start_response("200 OK", [*answer.headers.items(), *own])
        return [body]

    return answered


def _came_safely(environ: WSGIEnvironment) -> bool:
    """Over https, where the site sends everybody there."""
    name, value = getattr(settings, "SECURE_PROXY_SSL_HEADER", None) or ("wsgi.url_scheme", "https")
    return not settings.SECURE_SSL_REDIRECT or environ.get(name) == value


def _body(answer: Answer, accepts: str) -> tuple[bytes, Mapping[str, str]]:
    """The page, packed for who can unpack it, and what to say of that."""
    return (answer.packed, {"Content-Encoding": "gzip"}) if "gzip" in accepts else (answer.plain, {})


def _kept(request: HttpRequest) -> Answer | None:
    if request.method != "GET":
        return None
    return _answer_of(request.path_info, request.META.get("QUERY_STRING", ""))


def _answer_of(path: str, query: str) -> Answer | None:
    if not path.startswith(PAGES):
        return None
    return answers.get((path.removeprefix(PAGES).rstrip("/"), _language(query)))


def keep(token: str, language: str, answer: Answer) -> None:
    if len(answers) >= MOST:
        answers.pop(next(iter(answers)), None)
    answers[token, language] = answer


def sent(request: HttpRequest, answer: Answer) -> HttpResponse:
    """The page; nothing for who has it."""
    response: HttpResponse
    if answer.etag in request.headers.get("If-None-Match", ""):
        response = HttpResponseNotModified()
    else:
        body, coding = _body(answer, request.headers.get("Accept-Encoding", ""))
        length = {"Content-Length": str(len(body))}  # without it a connection is not kept
        response = HttpResponse(body, headers={**coding, **length, **answer.headers})
    response["ETag"] = answer.etag
    for name, value in OF_EVERY.items():
        response[name] = value
    return response


def language_of(request: HttpRequest) -> str:
    return _language(request.META.get("QUERY_STRING", ""))


def _language(query: str) -> str:
    return "en" if query and parse_qs(query).get("lang") == ["en"] else settings.LANGUAGE_CODE


def _come_again(request: HttpRequest) -> HttpResponse:
    """Browsers without scripts load again by themselves."""
    language = language_of(request)
    with translation.override(language):
        text = render_to_string("scoring/public_full.html", {"language": language})
    headers = {"Retry-After": str(WAIT), "Refresh": str(WAIT), "Cache-Control": "no-store"}
    return HttpResponse(text, status=503, headers=headers | {"Content-Length": str(len(text.encode()))})
