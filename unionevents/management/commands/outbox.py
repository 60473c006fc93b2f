"""`manage.py outbox`: sends what people have released, once each. Exit 0 when all went, 1 when some did not."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from registration.services.outbox import NotConfigured, send_released


class Command(BaseCommand):
    help = "Send the messages that were released in the outbox; run it every few minutes by a timer."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = send_released(now=timezone.now())
        except NotConfigured as refusal:
            raise CommandError(str(refusal)) from refusal
        said = _("%(sent)d sent, %(failed)d not sent.") % {"sent": done.sent, "failed": done.failed}
        if done.failed:
            raise CommandError(said)
        self.stdout.write(said)
