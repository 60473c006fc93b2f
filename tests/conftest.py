"""Fixtures for the whole suite. Browser ones live in tests/browser.py."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import override_settings
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.browser"]
REASON = 1500  # characters of it that are shown


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Names a failure and shows its end when it happens: the whole suite takes long, and its summary comes last."""
    said = "FAILED once, tried again" if report.outcome == "rerun" else "FAILED so far" if report.failed else ""
    if said and "PYTEST_XDIST_WORKER" not in os.environ:
        print(f"\n{said}: {report.nodeid}\n{report.longreprtext[-REASON:]}", flush=True)


# How long an example takes says something about the machine, not about the code. A submission is judged by the same
# examples each time; everywhere else new ones are tried.
settings.register_profile(
    "unionevents", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=bool(os.environ.get("CI"))
)
settings.load_profile("unionevents")


@pytest.fixture(scope="session", autouse=True)
def plain_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Plain http, unhashed static files and the default language: tests ask for anything else themselves.

    For the whole session, because the live server builds its middleware once, before the first test.
    """
    unhashed = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with override_settings(
        SCANS_DIR=tmp_path_factory.mktemp("scans"),
        STATIC_ROOT=tmp_path_factory.mktemp("static"),  # WhiteNoise warns of a folder that is not there
        SECURE_SSL_REDIRECT=False,
        SESSION_COOKIE_SECURE=False,
        CSRF_COOKIE_SECURE=False,
        LANGUAGE_COOKIE_SECURE=False,
        STORAGES=django_settings.STORAGES | unhashed,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as in production: in memory, threads share one cache that locks whole tables."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
