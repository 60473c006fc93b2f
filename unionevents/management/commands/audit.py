"""`manage.py audit verify|seal|head`: whether the log is as it was written. Exit 0 when it is, else 1."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Seal, SealHead
from accounts.services import auditing, sealing

A_MOMENT = 2  # seconds


class Command(BaseCommand):
    help = "Check the sealed log: every entry, ruling, publication and log row against the chain of seals."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "what",
            choices=["verify", "seal", "head"],
            help="verify: find what was changed; seal: seal what has no seal yet; head: print the newest seal",
        )
        parser.add_argument("--head", default="", help="verify: the hash of a seal that was printed or kept elsewhere")

    def handle(self, *args: Any, what: str, head: str, **options: Any) -> None:
        {"verify": self._verify, "seal": self._seal, "head": self._head}[what](head)

    def _verify(self, head: str) -> None:
        language = translation.get_language() or ""
        found = [finding.phrase.said(language) for finding in auditing.findings(head=head)]
        if auditing.unsealed():
            time.sleep(A_MOMENT)  # an entry that is being sealed just now
        if loose := auditing.unsealed():
            found.append(
                _(
                    "%(count)s rows have no seal: a process died before it sealed them, or they were put in by hand. "
                    "Look at them, then run: manage.py audit seal"
                )
                % {"count": loose}
            )
        if found:
            raise CommandError("\n".join(found), returncode=1)
        self.stdout.write(_("%(count)s seals checked: nothing was changed.") % {"count": Seal.objects.count()})

    def _seal(self, _head: str) -> None:
        self.stdout.write(_("%(count)s rows sealed.") % {"count": sealing.seal_leftovers()})

    def _head(self, _head: str) -> None:
        newest = SealHead.objects.first()
        self.stdout.write(f"{newest.position} {newest.hash}" if newest else "0")
