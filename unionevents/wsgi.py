"""The face for a WSGI server."""

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unionevents.settings")
# A thread that waits for its turn gets it after half a millisecond instead of five. Handing in a result asks the
# database some forty times and waits for its turn after each; while another thread draws a page, five milliseconds
# each time are a fifth of a second (docs/decisions/0010).
sys.setswitchinterval(0.0005)
django_site = get_wsgi_application()

from django.db import connection  # noqa: E402 - Django has to be set up before
from django.urls import get_resolver  # noqa: E402 - same

from scoring.views.crowd import from_memory  # noqa: E402 - same

if connection.vendor == "sqlite":
    # The last connection to go takes away what SQLite keeps beside the database, and the next one needs room on the
    # disk to make it again: with one held open, a full disk can still be read. Nobody else uses it.
    held_open = connection.copy()
    held_open.ensure_connection()
    held_open.connection.execute("select 1 from sqlite_master").fetchall()

len(get_resolver().url_patterns)  # every page is read before the first person comes, who would wait for it
application = from_memory(django_site)
