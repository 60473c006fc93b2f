"""`manage.py verify`: computes every publication again. Exit 0 when all come out as published, else 1."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from scoring.models import Publication
from scoring.services.verifying import check_publication


class Command(BaseCommand):
    help = "Compute every publication again with the rule book and compare it with what was published."

    def handle(self, *args: Any, **options: Any) -> None:
        checked = 0
        broken: list[str] = []
        language = translation.get_language() or ""
        publications = Publication.objects.select_related("activity", "sheet__contest").order_by("activity_id", "pk")
        for publication in publications.iterator(chunk_size=20):
            checked += 1
            problems = list(check_publication(publication.case, publication.outcome, publication.sha256))
            if problems:
                what = publication.sheet.contest.title if publication.sheet else _("award list")
                broken.append(f"{publication.activity} · {what} #{publication.number}")
                broken += [f"  {problem.said(language)}" for problem in problems]
        if broken:
            raise CommandError("\n".join(broken), returncode=1)
        self.stdout.write(_("%(count)s publications computed again: all as published.") % {"count": checked})
