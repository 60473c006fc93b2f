"""Publishing a contest: what was entered is frozen with its outcome and a checksum; a correction is the next one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import log, sealing
from scoring.models import Publication, Scoresheet
from scoring.queries.conduct import is_locked
from scoring.queries.reading import SheetReading, read_sheet
from scoring.queries.setting import Setting
from scoring.rulebook import CaseProblems, moves, outcome_of
from scoring.services.casing import Case, case_of_contest
from scoring.services.verifying import seal_of
from unionevents.lib.documents import sha256_of

Outcome = dict[str, Any]


@dataclass(slots=True)
class Draft:
    """A contest as it would be published now. `obstacles` are sentences; `moved` compares with the last publication."""

    reading: SheetReading
    case: Case
    outcome: Outcome | None
    problems: list[str]
    last: Publication | None
    obstacles: list[str] = field(default_factory=list)
    moved: list[dict[str, Any]] = field(default_factory=list)

    @property
    def seen(self) -> str:
        """A name for exactly this state of the contest: what a person looked at before deciding."""
        return sha256_of(self.case)

    @property
    def changed(self) -> bool:
        """Is this something else than what was published last?"""
        return self.last is not None and self.last.case != self.case

    @property
    def rankings(self) -> list[dict[str, Any]]:
        return self.outcome["contests"][0]["rankings"] if self.outcome else []

    @property
    def undecided(self) -> list[list[str]]:
        """Groups of entry codes whose order waits for the chief referee."""
        return [group for ranking in self.rankings for group in ranking["undecided"]]

    @property
    def at_the_cut(self) -> list[list[str]]:
        """Groups level where a stage ends for some: who of them goes on waits for the chief referee."""
        stages = self.outcome["contests"][0].get("stages", ()) if self.outcome else ()
        return [group for stage in stages for group in stage["undecided"]]

    @property
    def is_open(self) -> bool:
        """Are stages still to be played? Those who are in them stand before everybody else, without a place."""
        stages = self.outcome["contests"][0].get("stages", ()) if self.outcome else ()
        return not all(stage["complete"] for stage in stages)

    @property
    def unfinished(self) -> str:
        """What whoever publishes should know of entries that are only half in; empty when there are none."""
        said = ngettext(
            "%(n)d entry is not entered to its end. It can be published so: only what is in counts.",
            "%(n)d entries are not entered to their end. It can be published so: only what is in counts.",
            number := len(self.reading.under_way),
        )
        return said % {"n": number} if number else ""

    @property
    def at_the_line(self) -> list[list[str]]:
        return [group for ranking in self.rankings for group in ranking["at_the_line"]]


class NotPublishable(Exception):
    """Something is in the way; the message says all of it."""

    def __init__(self, obstacles: Sequence[str]) -> None:
        self.obstacles = list(obstacles)
        super().__init__(" ".join(obstacles))


class ReasonMissing(Exception):
    def __init__(self) -> None:
        super().__init__(_("Not published: a correction says why it was made."))


class ChangedMeanwhile(Exception):
    def __init__(self) -> None:
        super().__init__(_("Not published: something was entered or decided after you looked. Please check again."))


class NothingNew(Exception):
    def __init__(self) -> None:
        super().__init__(_("Not published: this is exactly what was published before."))


def latest_of(sheet: Scoresheet) -> Publication | None:
    return Publication.objects.filter(sheet=sheet).order_by("-number").first()


def draft_of(reading: SheetReading, setting: Setting, last: Publication | None) -> Draft:
    """Computed on read, never stored."""
    case = case_of_contest(reading, setting)
    outcome, problems = compute(case)
    draft = Draft(reading, case, outcome, problems, last)
    draft.obstacles = _obstacles(draft)
    if outcome and last:
        draft.moved = moves(last.outcome, outcome)
    return draft


def compute(case: Case) -> tuple[Outcome | None, list[str]]:
    """The outcome, or the sentences that say why there is none."""
    language = get_language() or ""
    try:
        return outcome_of(case), []
    except CaseProblems as found:
        return None, [f"{problem.sentence.phrase.said(language)} ({problem.path})" for problem in found.problems]


@transaction.atomic
def publish(
    *, sheet: Scoresheet, seen: str, reason: str, by: User, now: datetime, second: User | None = None
) -> Publication:
    """The next publication of the contest, of exactly what the chief referee saw."""
    locked = (
        Scoresheet.objects.select_for_update(of=("self",)).select_related("contest__activity__host").get(pk=sheet.pk)
    )
    activity = locked.contest.activity
    draft = check_publishable(locked, seen=seen, reason=reason)
    assert draft.outcome is not None
    last = draft.last
    publication = Publication.objects.create(
        activity=activity,
        sheet=locked,
        number=last.number + 1 if last else 1,
        case=draft.case,
        outcome=draft.outcome,
        sha256=seal_of(draft.case, draft.outcome),
        reason=reason.strip(),
        by=by,
        by_name=by.name,
        second_name=second.name if second else "",
        at=now,
    )
    sealing.after_commit([publication])
    log.record(
        verb="scoring.publish", subject=locked, by=by, now=now, unit=activity.host,
        number=publication.number, sha256=publication.sha256, reason=publication.reason, second=publication.second_name,
    )  # fmt: skip
    return publication


def check_publishable(sheet: Scoresheet, *, seen: str, reason: str) -> Draft:
    """The draft, when it is what was seen and nothing is in the way; the sheet has to be locked."""
    last = latest_of(sheet)
    draft = draft_of(read_sheet(sheet), Setting(sheet.contest.activity), last)
    if draft.outcome is None or draft.obstacles:
        raise NotPublishable(draft.obstacles)
    if draft.seen != seen:
        raise ChangedMeanwhile
    if last and not draft.changed and is_locked(sheet):
        raise NothingNew
    if last and not reason.strip():
        raise ReasonMissing
    return draft


def _obstacles(draft: Draft) -> list[str]:
    """Why the contest cannot be published now; each names the count and what to do."""
    reading = draft.reading
    found = list(draft.problems)
    if not reading.entries:
        found.append(_("Nobody has entered this contest."))
    if conflicts := len(reading.conflicts):
        found.append(
            ngettext(
                "%(n)d entry was made differently in two places: decide which one counts.",
                "%(n)d entries were made differently in two places: decide which ones count.",
                conflicts,
            )
            % {"n": conflicts}
        )
    if missing := len(reading.missing):
        found.append(
            ngettext(
                "%(n)d starter has no record: enter the mark, or mark as not started.",
                "%(n)d starters have no record: enter the marks, or mark them as not started.",
                missing,
            )
            % {"n": missing}
        )
    for stage in draft.outcome["contests"][0].get("stages", ()) if draft.outcome else ():
        if not stage["complete"]:
            found.append(
                _("“%(stage)s” is not finished: enter its results.") % {"stage": stage["title"] or stage["code"]}
            )
    if groups := len(draft.undecided) + len(draft.at_the_line) + len(draft.at_the_cut):
        found.append(
            ngettext(
                "%(n)d group is level and waits for your decision.",
                "%(n)d groups are level and wait for your decision.",
                groups,
            )
            % {"n": groups}
        )
    return found
