"""The award list of an activity: computed from the published contests and frozen like them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.services import log, sealing
from events.models import Activity, Contest
from events.services import steps
from events.services.locking import lock_activity
from events.states import State
from scoring.models import Publication
from scoring.queries.conduct import HELD, REOPENED, open_protests, states_of
from scoring.queries.published import latest_publications
from scoring.queries.reading import without_starters
from scoring.queries.setting import Setting
from scoring.rulebook import award_moves
from scoring.services.casing import Case, case_of_published
from scoring.services.publishing import (
    ChangedMeanwhile,
    NothingNew,
    NotPublishable,
    Outcome,
    ReasonMissing,
    compute,
)
from scoring.services.verifying import seal_of
from unionevents.lib.documents import sha256_of


@dataclass(slots=True)
class AwardDraft:
    """The award list as it would be published now, from the latest publication of every contest."""

    case: Case
    outcome: Outcome | None
    problems: list[str]
    unpublished: list[Contest]
    last: Publication | None
    obstacles: list[str] = field(default_factory=list)
    moved: list[dict[str, Any]] = field(default_factory=list)

    @property
    def seen(self) -> str:
        return sha256_of(self.case)

    @property
    def stale(self) -> bool:
        """Was a contest corrected after the award list was published?"""
        return self.last is not None and self.last.case != self.case


def draft_of(activity: Activity) -> AwardDraft:
    """Computed on read."""
    latest = latest_publications(activity)
    award_list = latest.pop(None, None)
    contests = list(Contest.objects.filter(activity=activity).select_related("scoresheet").order_by("position", "pk"))
    published = {publication.sheet.contest_id: publication for publication in latest.values() if publication.sheet}
    unpublished = [contest for contest in contests if contest.pk not in published]
    if published and unpublished:  # where nobody starts there is no result, and the prizes of the others do not wait
        nobody = without_starters(activity, unpublished)
        unpublished = [contest for contest in unpublished if contest.pk not in nobody]
    cases = [published[contest.pk].case for contest in contests if contest.pk in published]
    case = case_of_published(cases, Setting(activity))
    outcome, problems = compute(case)
    draft = AwardDraft(case, outcome, problems, unpublished, award_list)
    draft.obstacles = _obstacles(draft, activity, contests)
    if outcome and award_list:
        draft.moved = award_moves(award_list.outcome, outcome)
    return draft


@transaction.atomic
def publish_awards(*, activity: Activity, seen: str, reason: str, by: User, now: datetime) -> Publication:
    """The next award list; the first one also publishes the activity."""
    locked = lock_activity(activity)
    draft = draft_of(locked)
    last = draft.last
    if draft.outcome is None or draft.obstacles:
        raise NotPublishable(draft.obstacles)
    if draft.seen != seen:
        raise ChangedMeanwhile
    if last and not draft.stale and State(locked.state) is not State.SETTLING:
        raise NothingNew
    if last and not reason.strip():
        raise ReasonMissing
    publication = Publication.objects.create(
        activity=locked,
        sheet=None,
        number=last.number + 1 if last else 1,
        case=draft.case,
        outcome=draft.outcome,
        sha256=seal_of(draft.case, draft.outcome),
        reason=reason.strip(),
        by=by,
        by_name=by.name,
        at=now,
    )
    sealing.after_commit([publication])
    log.record(
        verb="scoring.publish_awards", subject=locked, by=by, now=now, unit=locked.host,
        number=publication.number, sha256=publication.sha256, reason=publication.reason,
    )  # fmt: skip
    if State(locked.state) is State.SETTLING:
        steps.take_step(activity=locked, code="publish", by=by, now=now, comment=reason)
    return publication


def _obstacles(draft: AwardDraft, activity: Activity, contests: list[Contest]) -> list[str]:
    found = list(draft.problems)
    if not contests:
        found.append(_("The activity has no contests."))
    if draft.unpublished:
        names = _(", ").join(contest.title for contest in draft.unpublished)
        found.append(_("Not every contest is published yet: %(names)s.") % {"names": names})
    if protests := open_protests(activity).count():
        found.append(
            ngettext("%(n)d protest is not decided yet.", "%(n)d protests are not decided yet.", protests)
            % {"n": protests}
        )
    unsettled = {sheet for sheet, state in states_of(activity).items() if state in {HELD, REOPENED}}
    if names := _(", ").join(contest.title for contest in contests if _sheet_of(contest) in unsettled):
        said = _("Still being looked into: %(names)s. Lift the hold, or release the result again.")
        found.append(said % {"names": names})
    if State(activity.state) is State.RUNNING:
        found.append(_("Results are still being entered: the organiser has to end result entry first."))
    return found


def _sheet_of(contest: Contest) -> int | None:
    return contest.scoresheet.pk if hasattr(contest, "scoresheet") else None
