"""Fixtures for the whole suite. Browser ones live in tests/browser.py."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest_plugins = ["tests.browser"]


@pytest.fixture(autouse=True)
def plain_site(settings: Any, tmp_path: Path) -> None:
    """Plain http, unhashed static files and the default language: tests ask for anything else themselves."""
    settings.STATIC_ROOT = tmp_path  # WhiteNoise warns of a folder that is not there
    settings.SECURE_SSL_REDIRECT = False
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.LANGUAGE_COOKIE_SECURE = False
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
