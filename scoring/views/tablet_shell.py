"""The tablet program itself: one page without anybody's data, its manifest, and the service worker that keeps it."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from scoring.views.tablet_words import words_of_pads
from unionevents.lib.access import public

STYLES = ("vendor/bootstrap/bootstrap.min.css", "css/tokens.css", "css/base.css", "css/pads.css", "css/tablet.css")
PICTURES = ("img/icons.svg", "img/favicon.svg")
FOLDER = "tablet"
WORKER = "tablet/sw.js"
# The pad of somebody who is logged in is drawn by the same modules; its own two are not for tablets.
NOT_KEPT = {"sw.js", "page.js"}


@public
def tablet(request: HttpRequest) -> HttpResponse:
    """The same bytes for everybody: it is kept on tablets and checked by its hash."""
    response = HttpResponse(_page())
    patch_cache_control(response, no_cache=True)
    return response


@public
def tablet_worker(request: HttpRequest) -> HttpResponse:
    """The worker behind the list of the files of this version, each with its hash."""
    shell = {"version": _version(), "page": reverse("scoring:tablet"), "static": settings.STATIC_URL, "files": _files()}
    text = f"const SHELL = {json.dumps(shell)};\n{_source(WORKER).decode()}"
    response = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    patch_cache_control(response, no_cache=True)
    return response


@public
def tablet_manifest(request: HttpRequest) -> HttpResponse:
    """What the home screen of a tablet shows."""
    return HttpResponse(_manifest(), content_type="application/manifest+json")


def _manifest() -> str:
    with translation.override(settings.LANGUAGE_CODE):
        name = _("Stations")
    place = reverse("scoring:tablet")
    document = {
        "name": name,
        "short_name": name,
        "lang": settings.LANGUAGE_CODE,
        "id": place,
        "start_url": place,
        "scope": place,
        "display": "standalone",
        "orientation": "any",
        "background_color": "#f7f8fa",
        "theme_color": "#ffffff",
        "icons": [{"src": static("img/favicon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
    }
    return json.dumps(document, ensure_ascii=False)


def _page() -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return render_to_string(
            "tablet/shell.html", {"styles": STYLES, "modules": _modules(), "words": words_of_pads()}
        )


def _files() -> list[dict[str, str]]:
    """Address and hash of everything that the program needs without a network, the page first."""
    found = [{"url": reverse("scoring:tablet"), "integrity": _hash(_page().encode())}]
    found += [{"url": reverse("scoring:tablet_manifest"), "integrity": _hash(_manifest().encode())}]
    for name in (*STYLES, *PICTURES):
        found.append({"url": staticfiles_storage.url(name), "integrity": _hash(_served(name))})
    for name in _modules():
        # Modules name each other by their plain names.
        found.append({"url": f"{settings.STATIC_URL}{name}", "integrity": _hash(_source(name))})
    return found


def _version() -> str:
    joined = json.dumps([_files(), _hash(_source(WORKER))])
    return hashlib.sha256(joined.encode()).hexdigest()[:12]


@cache
def _modules() -> tuple[str, ...]:
    folder = Path(str(finders.find(FOLDER)))
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*.js"))
    return tuple(f"{FOLDER}/{name}" for name in sorted(names) if name not in NOT_KEPT)


def _source(name: str) -> bytes:
    return Path(str(finders.find(name))).read_bytes()


def _served(name: str) -> bytes:
    """What the address of a static file answers: with names by content, the addresses inside are others, too."""
    stored_name = getattr(staticfiles_storage, "stored_name", None)
    if stored_name is None:
        return _source(name)
    with staticfiles_storage.open(stored_name(name)) as file:
        return bytes(file.read())


def _hash(content: bytes) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content).digest()).decode()
