"""`manage.py rehearse ACTIVITY`: a whole meet with invented results, counted again, and wiped. Exit 0 equal, 1 not."""

from __future__ import annotations

import secrets
import signal
import threading
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Activity
from scoring.models import Operation
from unionevents.rehearsing import KINDS, Faults, NothingToPlay, Refused, Rehearsal, leftovers, rehearse, wipe

WRONG_CALL, INTERRUPTED = 2, 130
JUST_NOW: Final = timedelta(minutes=30)
FIGURES: Final[Mapping[str, object]] = {
    "tablets": gettext_lazy("tablets"),
    "results": gettext_lazy("results entered"),
    "slips put right": gettext_lazy("slips put right on the tablet"),
    "entered by two tablets": gettext_lazy("results entered by two tablets"),
    "decided by the chief referee": gettext_lazy("differences decided by the chief referee"),
    "results after the end of entry": gettext_lazy("results after the end of entry"),
    "results after publication": gettext_lazy("results after publication"),
    "answers lost": gettext_lazy("answers of the server lost on the way"),
    "sent": gettext_lazy("entries sent"),
    "stored": gettext_lazy("of them stored"),
    "repeated": gettext_lazy("of them had come before"),
    "flagged": gettext_lazy("of them stored for the chief referee to look at"),
    "conflict": gettext_lazy("of them unlike what came before under the same identifier"),
    "refused": gettext_lazy("of them refused"),
    "contests": gettext_lazy("contests published"),
    "places compared": gettext_lazy("places compared with the recount"),
    "awards compared": gettext_lazy("awards compared with the recount"),
    "seed": gettext_lazy("seed: the same number plays the same again"),
    "requests": gettext_lazy("requests to the site"),
    "rows wiped": gettext_lazy("rows removed afterwards"),
}
# Why the independent count leaves a contest to the rule book, by how the reason begins.
WHY: Final[Mapping[str, object]] = {
    "no scoresheet": gettext_lazy("nobody has said how it is judged"),
    "game": gettext_lazy("its way of measuring"),
    "settings": gettext_lazy("its settings"),
    "aggregation": gettext_lazy("several results are put together"),
    "adjustments": gettext_lazy("it has penalties or bonuses"),
    "stages": gettext_lazy("it has stages"),
    "rankings": gettext_lazy("it has several rankings"),
    "two chains": gettext_lazy("its tie-breaks"),
    "tie-breaks": gettext_lazy("its tie-breaks"),
    "undecided": gettext_lazy("what becomes of those who stay level"),
    "prizes of level places": gettext_lazy("its prizes for level places"),
    "places": gettext_lazy("how many prizes there are"),
    "tiers": gettext_lazy("how its prizes are divided into tiers"),
    "teams": gettext_lazy("teams start in it"),
    "tables": gettext_lazy("there are tables of units"),
}


class Command(BaseCommand):
    help = "Play a whole meet with invented results on a copy of an activity, count it again, and wipe the copy."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("activity", type=int, nargs="?", help="its number; it is copied, never touched")
        parser.add_argument("--speed", type=float, default=0, help="times faster than a real meet; 0: no waiting")
        parser.add_argument("--faults", action="store_true", help="all of the following at once")
        parser.add_argument("--fault", action="append", choices=list(KINDS), help="only this one; may be repeated")
        parser.add_argument("--seed", type=int, help="plays exactly the same again")
        parser.add_argument("--server", default="", help="address of the running site; without it, inside this process")
        parser.add_argument("--anyway", action="store_true", help="also while results of a real activity come in")
        parser.add_argument("--wipe", action="store_true", help="only remove what an interrupted rehearsal left")

    def handle(self, *, activity: int | None, speed: float, seed: int | None, server: str, **options: Any) -> None:
        if options["wipe"]:
            titles = leftovers()
            count = wipe(about=None, now=timezone.now())
            self.stdout.write(
                _("%(meets)s rehearsals removed, %(count)s rows.") % {"meets": len(titles), "count": count}
            )
            return
        original = Activity.objects.select_related("host").filter(pk=activity or 0).first()
        if original is None:
            raise CommandError("\n".join(_which_ones(activity)), returncode=WRONG_CALL)
        if leftovers():
            raise CommandError(
                _("Another rehearsal runs, or was interrupted. To remove it: manage.py rehearse --wipe"),
                returncode=WRONG_CALL,
            )
        if not options["anyway"] and (title := _entered_now(timezone.now())):
            raise CommandError(
                _(
                    "Results of “%(title)s” came in within the last half hour, and a rehearsal would slow those who "
                    "enter them. Rehearse before or after, on another computer, or with --anyway."
                )
                % {"title": title},
                returncode=WRONG_CALL,
            )
        chosen = secrets.randbelow(2**31) if seed is None else seed
        faults = [*KINDS] if options["faults"] else options["fault"] or ()
        try:
            with _ended_as_by_hand():
                done = rehearse(
                    original=original,
                    seed=chosen,
                    faults=Faults.named(faults),
                    speed=max(speed, 0),
                    server=server,
                    says=self._say,
                )
        except KeyboardInterrupt:
            raise CommandError(_("Stopped before the end. The copy is gone."), returncode=INTERRUPTED) from None
        except NothingToPlay:
            raise CommandError(
                _("Nobody starts in a contest that can be rehearsed. Rosters first, then the rehearsal."), returncode=1
            ) from None
        except (Refused, OSError) as problem:
            raise CommandError(
                _("The rehearsal stopped (seed %(seed)s): %(problem)s") % {"seed": chosen, "problem": problem},
                returncode=1,
            ) from None
        self._report(done, original, chosen)

    def _say(self, said: str) -> None:
        """At once, also through a pipe: a rehearsal at the speed of a meet takes hours."""
        self.stdout.write(said)
        self.stdout.flush()

    def _report(self, done: Rehearsal, original: Activity, seed: int) -> None:
        figures = done.figures | {"seed": seed, "requests": done.requests, "rows wiped": done.wiped}
        for what, said in FIGURES.items():
            if what in figures:
                self.stdout.write(f"{figures[what]:>10}  {said}")
        took = _("s; 95 of 100 answers came within %(ms)s ms") % {"ms": f"{done.slowest * 1000:.0f}"}
        self.stdout.write(f"{done.seconds:10.1f}  {took}")
        titles = dict(original.contests.values_list("code", "title"))
        for contest, why in done.left_out.items():
            words = {"contest": titles.get(contest, contest), "why": _why(why)}
            self.stdout.write(_("Not rehearsed: %(contest)s (%(why)s)") % words)
        if not done.equal:
            raise CommandError("\n".join([_("Differs from the recount:"), *done.differences]), returncode=1)
        self.stdout.write(_("Equal to the recount. The copy is gone."))


@contextmanager
def _ended_as_by_hand() -> Iterator[None]:
    """A closed window and a service manager's stop end a rehearsal like Ctrl-C: it wipes itself first."""

    def stop(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():  # only there can signals be caught
        yield
        return
    # Also Ctrl-C: what a shell starts in the background has it ignored from the beginning.
    stops = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, stop) for number in stops}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _which_ones(asked: int | None) -> list[str]:
    """What can be rehearsed, where no number or a wrong one was given."""
    rows = list(Activity.objects.order_by("pk").values_list("pk", "title"))
    if not rows:
        return [_("There is no activity here yet that could be rehearsed.")]
    wrong = [_("There is no activity %(id)s.") % {"id": asked}] if asked is not None else []
    says = _("Say which activity is rehearsed on a copy, by its number: manage.py rehearse NUMBER")
    return [*wrong, says, *(f"{pk:>6}  {title}" for pk, title in rows)]


def _why(reason: str) -> str:
    return str(next((said for begins, said in WHY.items() if reason.startswith(begins)), _("its prizes")))


def _entered_now(now: datetime) -> str:
    """The title of an activity for which somebody is entering results."""
    newest = Operation.objects.filter(received_at__range=(now - JUST_NOW, now)).order_by("-received_at")
    return newest.values_list("sheet__contest__activity__title", flat=True).first() or ""
