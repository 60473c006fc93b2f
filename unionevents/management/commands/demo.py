"""`manage.py demo`: an invented union to look around in. A second call changes nothing."""

from __future__ import annotations

import unicodedata
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from unionevents.demo import LOGINS, PASSWORD, DemoRefused, make_demo


class Command(BaseCommand):
    help = "Fill an empty installation with an invented union, log-ins for every role, and three meets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--logins", action="store_true", help="print the log-ins")
        parser.add_argument("--force", action="store_true", help="also beside real unions")

    def handle(self, *args: Any, logins: bool, force: bool, **options: Any) -> None:
        try:
            made = make_demo(now=timezone.now(), force=force)
        except DemoRefused as problem:
            raise CommandError(str(problem)) from None
        if made:
            self.stdout.write(_("The demonstration union is ready."))
        if logins:
            self.stdout.write(_login_table())


def _login_table() -> str:
    head = (_("Role"), _("Log-in name"), _("Password"), _("Name"), _("Unit"))
    rows = [head, *((login.role_title, login.username, PASSWORD, login.name, login.unit) for login in LOGINS)]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(head))]
    return "\n".join(
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _width(text: str) -> int:
    """Chinese characters take two places in a terminal."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
