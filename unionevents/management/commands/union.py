"""`manage.py union "云溪区总工会" --administrator 管一平`: a new union and the link for its first administrator.

A union that came with an activity file has nobody who looks after it yet; the same command makes the link for it.
"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Membership, Unit
from accounts.roles import Role
from accounts.services.invitations import create_invitation
from accounts.services.units import NameTaken, create_unit


class Command(BaseCommand):
    help = "Create a union and print the one-time link with which its first administrator makes an account."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="name of the union, as it stands on papers")
        parser.add_argument("--administrator", required=True, help="name of the person who will look after it")
        parser.add_argument("--site", default="http://127.0.0.1:8000", help="address of the site, for the link")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        try:
            with transaction.atomic():
                union = _orphan(options["name"]) or create_unit(name=options["name"], parent=None, by=None, now=now)
                _invitation, token = create_invitation(
                    unit=union, role=Role.ADMINISTRATOR, name=options["administrator"], by=None, now=now
                )
        except NameTaken as refusal:
            raise CommandError(str(refusal)) from refusal
        path = reverse("accounts:accept", args=[token])
        self.stdout.write("\n".join([str(union), options["site"].rstrip("/") + path, _("Works once, within 7 days.")]))


def _orphan(name: str) -> Unit | None:
    """The union of this name, where nobody is its administrator."""
    union = Unit.objects.filter(parent=None, name=name).first()
    looked_after = Membership.objects.filter(unit=union, role=Role.ADMINISTRATOR).exists()
    return None if looked_after else union
