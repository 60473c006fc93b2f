"""Start the site on this machine: python -m tools.serve

Brings the database, translations, static files and (in an empty database) the demo activity up to date, then
serves. What is already up to date is left alone, so that a second start takes seconds.
"""

from __future__ import annotations

import hashlib
import io
import os
import socket
import sys
from pathlib import Path

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from tools import translations, webserver

ADDRESS = webserver.HERE


def use_this_machine() -> None:
    """Plain http to this machine only, unless the environment says otherwise."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unionevents.settings")
    os.environ.setdefault("UNIONEVENTS_HTTPS", "off")


def port_or_say_why() -> int:
    """The port asked for, or an end with a sentence when it cannot be had."""
    asked = os.environ.get("PORT", "8000")
    if not asked.isdigit() or not 0 < int(asked) < 65536:  # noqa: PLR2004 - the range of ports
        sys.exit(f"PORT must be a number from 1 to 65535, not {asked!r}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, int(asked)))
        except OSError as problem:
            sys.exit(f"Port {asked} cannot be used ({problem.strerror}). Take another: PORT=8001 ./dev run")
    return int(asked)


def migrate() -> None:
    connection = connections[DEFAULT_DB_ALIAS]
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Bringing the database up to date ...", flush=True)
        call_command("migrate", verbosity=0)


def collect_static_files() -> None:
    """Hashed and compressed copies, made again when a source or a requirement changed."""
    sources = [
        path for folder in settings.STATICFILES_DIRS for path in sorted(Path(folder).rglob("*")) if path.is_file()
    ]
    facts = [f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in sources]
    facts.append(Path(settings.BASE_DIR, "requirements.txt").read_text())
    wanted = hashlib.sha256("\n".join(facts).encode()).hexdigest()
    stamp = Path(settings.VAR_DIR, "static-collected")
    if stamp.exists() and stamp.read_text() == wanted and Path(settings.STATIC_ROOT).is_dir():
        return
    print("Collecting static files ...", flush=True)
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(wanted)


def demo_logins() -> str:
    """A log-in per role, after filling an empty database; nothing where real unions live."""
    if not get_user_model().objects.exists():
        print("Filling the empty database with the demo union ...", flush=True)
    said = io.StringIO()
    try:
        call_command("demo", logins=True, stdout=said)
    except CommandError:
        return ""
    return said.getvalue()


def main() -> None:
    use_this_machine()
    port = port_or_say_why()
    translations.compile_all()
    django.setup()
    migrate()
    collect_static_files()
    logins = demo_logins()
    connections.close_all()  # a process of the server must not inherit its parent's connection
    greeting = f"\nunionevents is ready: http://{ADDRESS}:{port}/   (Ctrl-C stops it)\n\n{logins}"
    webserver.serve(webserver.SITE, port, ready=lambda: print(greeting, flush=True))


if __name__ == "__main__":
    main()
