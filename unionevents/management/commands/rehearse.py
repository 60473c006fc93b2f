"""`manage.py rehearse ACTIVITY`: a whole meet with invented results, counted again, and wiped. Exit 0 equal, 1 not."""

from __future__ import annotations

import secrets
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Activity
from unionevents.rehearsing import Faults, NothingToPlay, Refused, Rehearsal, leftovers, rehearse, wipe

WRONG_CALL = 2


class Command(BaseCommand):
    help = "Play a whole meet with invented results on a copy of an activity, count it again, and wipe the copy."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("activity", type=int, nargs="?", help="its number; it is copied, never touched")
        parser.add_argument("--speed", type=float, default=0, help="times faster than a real meet; 0: no waiting")
        parser.add_argument("--faults", action="store_true", help="lost answers, repeats, late results ...")
        parser.add_argument("--seed", type=int, help="plays exactly the same again")
        parser.add_argument("--server", default="", help="address of the running site; without it, inside this process")
        parser.add_argument("--wipe", action="store_true", help="only remove what an interrupted rehearsal left")

    def handle(
        self, *, activity: int | None, speed: float, faults: bool, seed: int | None, server: str, **options: Any
    ) -> None:
        if options["wipe"]:
            titles = leftovers()
            count = wipe(about=None, now=timezone.now())
            self.stdout.write(
                _("%(meets)s rehearsals removed, %(count)s rows.") % {"meets": len(titles), "count": count}
            )
            return
        original = Activity.objects.select_related("host").filter(pk=activity or 0).first()
        if original is None:
            raise CommandError(_("There is no activity %(id)s.") % {"id": activity}, returncode=WRONG_CALL)
        if leftovers():
            raise CommandError(
                _("Another rehearsal runs, or was interrupted. To remove it: manage.py rehearse --wipe"),
                returncode=WRONG_CALL,
            )
        chosen = secrets.randbelow(2**31) if seed is None else seed
        try:
            done = rehearse(
                original=original,
                seed=chosen,
                faults=Faults.all_of_them() if faults else Faults(),
                speed=max(speed, 0),
                server=server,
                says=self.stdout.write,
            )
        except NothingToPlay:
            raise CommandError(
                _("Nobody starts in a contest that can be rehearsed. Rosters first, then the rehearsal."), returncode=1
            ) from None
        except (Refused, OSError) as problem:
            raise CommandError(
                _("The rehearsal stopped (seed %(seed)s): %(problem)s") % {"seed": chosen, "problem": problem},
                returncode=1,
            ) from None
        self._report(done, chosen)

    def _report(self, done: Rehearsal, seed: int) -> None:
        figures = done.figures | {"seed": seed, "requests": done.requests, "rows wiped": done.wiped}
        for what, number in figures.items():
            self.stdout.write(f"{number:>8}  {what}")
        self.stdout.write(f"{done.seconds:8.1f}  s, 95 % of the answers within {done.slowest * 1000:.0f} ms")
        for contest, why in done.left_out.items():
            self.stdout.write(_("Not rehearsed: %(contest)s (%(why)s)") % {"contest": contest, "why": why})
        if not done.equal:
            raise CommandError("\n".join([_("Differs from the recount:"), *done.differences]), returncode=1)
        self.stdout.write(_("Equal to the recount. The copy is gone."))
