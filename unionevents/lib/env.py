"""Typed readers of the process environment; the only place that knows how settings are spelled outside."""

from __future__ import annotations

import base64
import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


class BadEnvironment(Exception):
    """A variable holds something that cannot be meant; the text names it."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool) -> bool:
    """`on/off`, `1/0`, `true/false`, `yes/no`."""
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "on", "true", "yes"}:
        return True
    if value in {"0", "off", "false", "no"}:
        return False
    raise BadEnvironment(f"{name} must be on or off, not {value!r}")


def names(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def secret(name: str, *, kept_in: Path) -> str:
    """The variable, else a random key made once and kept in a file only its owner may read."""
    return text(name) or _kept(kept_in, secrets.token_urlsafe(50))


def _kept(kept_in: Path, made: str) -> str:
    """What the file holds; `made` where there is none yet."""
    if not kept_in.exists():
        kept_in.parent.mkdir(parents=True, exist_ok=True)
        try:
            with open(os.open(kept_in, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(made)
        except FileExistsError:
            pass  # another process of the same start was first
    return kept_in.read_text().strip()


def encryption_keys(name: str, *, kept_in: Path) -> list[str]:
    """Fernet keys with commas, the first encrypts, all open; else one made once and kept for its owner only."""
    return names(name) or [_kept(kept_in, base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())]


def database(name: str, *, default_sqlite: Path) -> dict[str, object]:
    """Django's database settings from `postgresql://user:password@host:port/name?option=value`.

    Unset means SQLite in `default_sqlite`. A socket folder is written percent-encoded as host.
    """
    url = text(name)
    if not url:
        default_sqlite.parent.mkdir(parents=True, exist_ok=True)
        return _sqlite(str(default_sqlite))
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path) or ":memory:")
    if parts.scheme not in {"postgres", "postgresql"}:
        raise BadEnvironment(f"{name} must begin with postgresql:// or sqlite://, not {parts.scheme}://")
    options = dict(parse_qsl(parts.query))
    # urlsplit lowers .hostname; a socket folder must keep its case
    host = unquote(parts.netloc.rpartition("@")[2].partition(":")[0]) or options.pop("host", "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or options.pop("user", "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def mail(name: str) -> dict[str, object]:
    """Django's mail settings from `smtp://user:password@host:587/?tls=start&from=union@example.org`.

    `tls` is start (the default), always or off. Unset means that no mail server is set up: the host is empty.
    """
    url = text(name)
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    tls = options.get("tls", "start")
    if url and (parts.scheme != "smtp" or not parts.hostname or tls not in {"start", "always", "off"}):
        raise BadEnvironment(f"{name} must read smtp://user:password@host:587/?tls=start&from=union@example.org")
    return {
        "host": parts.hostname or "",
        "port": parts.port or (465 if tls == "always" else 587),
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "starttls": tls == "start",
        "ssl": tls == "always",
        "sender": options.get("from", "") or unquote(parts.username or ""),
    }


def _sqlite(path: str) -> dict[str, object]:
    """FULL keeps acknowledged commits through a power cut, IMMEDIATE ends 'database is locked' (decision 0002)."""
    return {
        "ENGINE": "unionevents.lib.sqlite",  # writers take turns; else as Django has it
        "NAME": path,
        "CONN_MAX_AGE": 60,  # opening costs as much as five queries
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 60,  # seconds
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }
