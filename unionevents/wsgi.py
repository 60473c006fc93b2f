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

from django.urls import get_resolver  # noqa: E402 - Django has to be set up before its views are read

from scoring.views.crowd import nothing_new  # noqa: E402 - same

len(get_resolver().url_patterns)  # every page is read before the first person comes, who would wait for it
application = nothing_new(django_site)
