"""`manage.py activity export|import|merge|check|awards`: activities as files. Exit 0 done, 1 refused, 2 wrong call."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Unit
from events.models import Activity
from scoring.services import filing, merging
from scoring.services.award_list import NotPublished, published_award_list
from scoring.workbooks import award_document, write_award_workbook
from unionevents.lib.documents import DocumentProblems, Problem, write_document

REFUSED, WRONG_CALL = 1, 2


class Command(BaseCommand):
    help = "Export, import or check an activity file; write the award list of an activity."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        export = acts.add_parser("export", help="write a whole activity to a file")
        export.add_argument("id", type=int)
        export.add_argument("--out", type=Path, required=True, help="the file to write, or - for standard output")
        bring = acts.add_parser("import", help="make a new activity from a file; a wrong file changes nothing")
        bring.add_argument("file", type=Path)
        bring.add_argument("--dry-run", action="store_true", help="say what would be made, and make nothing")
        bring.add_argument("--host", help="name or number of the unit that holds the new activity")
        merge = acts.add_parser("merge", help="bring what happened on a laptop back into the activity it was made from")
        merge.add_argument("id", type=int)
        merge.add_argument("file", type=Path)
        merge.add_argument("--dry-run", action="store_true", help="say what would be brought, and change nothing")
        check = acts.add_parser("check", help="all problems of a file, each with its place")
        check.add_argument("file", type=Path)
        awards = acts.add_parser("awards", help="the published award list as .xlsx or .json")
        awards.add_argument("id", type=int)
        awards.add_argument("--out", type=Path, required=True)
        for act in (export, bring, merge, check, awards):
            act.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES])

    def handle(self, *, act: str, language: str | None, **options: Any) -> None:
        with translation.override(language or settings.LANGUAGE_CODE):
            getattr(self, f"_{act}")(**options)

    def _export(self, *, id: int, out: Path, **_options: Any) -> None:  # the name of the argument
        _write(out, filing.export_activity(_activity(id)))

    def _check(self, *, file: Path, **_options: Any) -> None:
        if problems := filing.check_content(_read(file)):
            raise CommandError(_list(file, problems), returncode=REFUSED)
        self.stdout.write(_("%(file)s: no problems.") % {"file": file})

    def _import(self, *, file: Path, dry_run: bool, host: str | None, **_options: Any) -> None:
        try:
            document = filing.read_activity_file(_read(file))
        except DocumentProblems as found:
            raise CommandError(_list(file, found.problems), returncode=REFUSED) from None
        unit = _unit(host) if host else None
        with transaction.atomic():
            units_before = Unit.objects.count()
            activity = filing.import_activity(document, by=None, now=timezone.now(), host=unit)
            units_made = Unit.objects.count() - units_before
            transaction.set_rollback(dry_run)
        values = {
            "title": activity.title,
            "contests": len(document["contests"]),
            "people": sum(len(roster["people"]) for roster in document["rosters"]),
            "operations": len(document["operations"]),
            "units": units_made,
        }
        holds = _("%(title)s: %(contests)s contests, %(people)s people, %(operations)s operations, %(units)s new units")
        said = (
            _("Nothing wrong. An import would make:") if dry_run else _("Made activity %(id)s:") % {"id": activity.pk}
        )
        self.stdout.write(f"{said} {holds % values}")

    def _merge(self, *, id: int, file: Path, dry_run: bool, **_options: Any) -> None:  # the name of the argument
        try:
            document = filing.read_activity_file(_read(file))
            with transaction.atomic():
                merged = merging.merge_activity(_activity(id), document, by=None, now=timezone.now())
                transaction.set_rollback(dry_run)
        except DocumentProblems as found:
            raise CommandError(_list(file, found.problems), returncode=REFUSED) from None
        except merging.AnotherActivity as another:
            language = translation.get_language() or ""
            raise CommandError(another.phrase.said(language), returncode=REFUSED) from None
        self.stdout.write("\n".join(_merge_lines(merged, id, dry_run)))

    def _awards(self, *, id: int, out: Path, **_options: Any) -> None:  # the name of the argument
        try:
            publication = published_award_list(_activity(id))
        except NotPublished as problem:
            raise CommandError(str(problem), returncode=REFUSED) from None
        match out.suffix.lower():
            case ".json":
                _write(out, write_document(award_document(publication)))
            case ".xlsx":
                with out.open("wb") as file:
                    write_award_workbook(publication, file)
            case _:
                raise CommandError(_("Write to a file that ends in .xlsx or .json."), returncode=WRONG_CALL)


def _merge_lines(merged: merging.Merged, key: int, dry_run: bool) -> list[str]:
    language = translation.get_language() or ""
    said = (
        _("Nothing was changed. A merge would bring:") if dry_run else _("Merged into activity %(id)s:") % {"id": key}
    )
    counts = {"new": merged.new.total(), "same": merged.same.total(), "conflicts": len(merged.conflicts)}
    words = _("%(new)s new, %(same)s here already, %(conflicts)s said differently on both sides")
    lines = [f"{said} {words % counts}"]
    lines += [f"    {kind}: +{count}" for kind, count in sorted(merged.new.items())]
    lines += [f"    {conflict.said(language)}" for conflict in merged.conflicts]
    if merged.different:
        lines.append(_("Still different on both sides: %(parts)s") % {"parts": _(", ").join(merged.different)})
    return lines


def _activity(key: int) -> Activity:
    try:
        return Activity.objects.select_related("host").get(pk=key)
    except Activity.DoesNotExist:
        raise CommandError(_("There is no activity %(id)s.") % {"id": key}, returncode=WRONG_CALL) from None


def _unit(named: str) -> Unit:
    found = list(Unit.objects.filter(pk=int(named)) if named.isdecimal() else Unit.objects.filter(name=named))
    if len(found) != 1:
        words = (
            _("There is no unit “%(name)s”.") if not found else _("Several units are called “%(name)s”: use a number.")
        )
        raise CommandError(words % {"name": named}, returncode=WRONG_CALL)
    return found[0]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise CommandError(str(problem), returncode=WRONG_CALL) from None


def _write(path: Path, content: bytes) -> None:
    if str(path) == "-":
        sys.stdout.buffer.write(content)
        return
    try:
        path.write_bytes(content)
    except OSError as problem:
        raise CommandError(str(problem), returncode=WRONG_CALL) from None


def _list(file: Path, problems: Sequence[Problem]) -> str:
    language = translation.get_language() or ""
    count = len(problems)
    head = ngettext("%(file)s: %(count)s problem", "%(file)s: %(count)s problems", count) % {
        "file": file,
        "count": count,
    }
    return "\n".join([head, *(problem.said(language) for problem in problems)])
