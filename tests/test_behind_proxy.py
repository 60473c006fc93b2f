"""https that ends at a proxy: its word is taken when the installation says so, and never otherwise."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ASK = """
import django
django.setup()
from django.test import RequestFactory
from django.http import HttpResponse
from django.middleware.security import SecurityMiddleware
answer = SecurityMiddleware(lambda request: HttpResponse("ok"))(
    RequestFactory().get("/log-in/", headers={"host": "localhost", "x-forwarded-proto": "%s"})
)
print(answer.status_code, answer.get("Location", ""))
"""


def asked(tmp_path: Path, *, behind: str, came_by: str) -> str:
    """Status and address of a request that reaches the site in plain http, its settings read anew."""
    done = subprocess.run(
        [sys.executable, "-c", ASK % came_by],
        cwd=Path(__file__).parents[1],
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "unionevents.settings",
            "UNIONEVENTS_VAR": str(tmp_path),
            "UNIONEVENTS_HTTPS": "on",
            "UNIONEVENTS_HOSTS": "localhost",
            "UNIONEVENTS_BEHIND_PROXY": behind,
        },
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("behind", "came_by", "answer"),
    [
        ("on", "https", "200"),
        ("on", "http", "301 https://localhost/log-in/"),
        ("off", "https", "301 https://localhost/log-in/"),
    ],
)
def test_https_at_the_proxy_is_no_reason_to_redirect_for_ever(
    tmp_path: Path, behind: str, came_by: str, answer: str
) -> None:
    assert asked(tmp_path, behind=behind, came_by=came_by) == answer
