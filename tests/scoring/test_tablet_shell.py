"""The tablet program as the server sends it: the same for everybody, kept by the hash of its content."""

from __future__ import annotations

import base64
import hashlib
import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from tests.scoring.meets import Meet

pytestmark = pytest.mark.django_db


def shell() -> dict[str, object]:
    worker = Client().get(reverse("scoring:tablet_worker"))
    assert worker["Content-Type"].startswith("text/javascript")
    listed: dict[str, object] = json.loads(worker.content.decode().splitlines()[0].removeprefix("const SHELL = ")[:-1])
    return listed


def hash_of(content: bytes) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content).digest()).decode()


def test_everybody_gets_the_same_page_and_nobody_is_on_it(meet: Meet, client: Client) -> None:
    stranger = Client().get(reverse("scoring:tablet"))
    client.force_login(meet.referee)
    client.cookies["django_language"] = "en"

    known = client.get(reverse("scoring:tablet"))

    assert known.content == stranger.content
    words = known.content.decode()
    assert not [name for name in (meet.referee.name, meet.activity.title, meet.people[0].name) if name in words]


def test_every_file_of_the_program_is_listed_with_the_hash_of_what_is_sent() -> None:
    files = {file["url"]: file["integrity"] for file in shell()["files"]}  # type: ignore[attr-defined]
    page = Client().get(reverse("scoring:tablet")).content

    assert files[reverse("scoring:tablet")] == hash_of(page)
    manifest = Client().get(reverse("scoring:tablet_manifest")).content
    assert files[reverse("scoring:tablet_manifest")] == hash_of(manifest)
    named = set(re.findall(r'(?:href|src|data-icons)="(/[^"#]+)"', page.decode()))
    assert named - files.keys() == set()
    for url, integrity in files.items():
        if url.startswith("/static/"):
            with open(str(finders.find(url.removeprefix("/static/"))), "rb") as source:
                assert integrity == hash_of(source.read())


def test_modules_import_only_what_is_kept() -> None:
    kept = {file["url"].removeprefix("/static/") for file in shell()["files"]}  # type: ignore[attr-defined]
    for name in sorted(name for name in kept if name.endswith(".js")):
        with open(str(finders.find(name)), encoding="utf-8") as source:
            imported = re.findall(r'from "(\.[^"]+)"', source.read())
        for path in imported:
            folder = name.rpartition("/")[0].split("/")
            for step in path.split("/")[:-1]:
                folder = folder[:-1] if step == ".." else folder if step == "." else [*folder, step]
            assert "/".join([*folder, path.rpartition("/")[2]]) in kept, f"{name} imports {path}"


def test_the_version_is_a_name_for_exactly_this_content(monkeypatch: pytest.MonkeyPatch) -> None:
    first, again = shell()["version"], shell()["version"]
    monkeypatch.setattr("scoring.views.tablet_words.WORDS", {"app_title": "other words"})

    assert first == again
    assert shell()["version"] != first


def test_the_manifest_names_the_station_program_and_its_place() -> None:
    manifest = Client().get(reverse("scoring:tablet_manifest")).json()

    assert (manifest["scope"], manifest["start_url"], manifest["display"]) == ("/tablet/", "/tablet/", "standalone")
    assert manifest["name"] == "比赛站点"
