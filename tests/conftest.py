"""Fixtures for the whole suite. Browser ones live in tests/browser.py."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from django.test import override_settings

pytest_plugins = ["tests.browser"]


@pytest.fixture(scope="session", autouse=True)
def plain_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Plain http, unhashed static files and the default language: tests ask for anything else themselves.

    For the whole session, because the live server builds its middleware once, before the first test.
    """
    unhashed = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with override_settings(
        STATIC_ROOT=tmp_path_factory.mktemp("static"),  # WhiteNoise warns of a folder that is not there
        SECURE_SSL_REDIRECT=False,
        SESSION_COOKIE_SECURE=False,
        CSRF_COOKIE_SECURE=False,
        LANGUAGE_COOKIE_SECURE=False,
        STORAGES=django_settings.STORAGES | unhashed,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield
