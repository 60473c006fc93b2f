"""Services ask again under the lock: a page that was open too long changes nothing."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import LogEntry
from events.models import Activity
from events.queries import fingerprint
from events.services.basics import change_basics
from events.services.creating import create_activity
from events.services.inviting import invite_units
from events.services.locking import NoLongerPossible
from events.services.rows import record_actuals, save_rows
from events.states import State
from tests.events.plans import make_full, make_people
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Any:
    return make_people()


def test_nothing_is_changed_once_the_plan_is_with_the_chair(people: Any) -> None:
    stale = make_full(people)
    Activity.objects.update(state=State.PENDING)
    who = {"activity": stale, "by": people.organiser, "now": NOW}
    with pytest.raises(NoLongerPossible, match="待审批"):
        change_basics(title="改名", **who)
    with pytest.raises(NoLongerPossible):
        invite_units(units=[], **who)
    with pytest.raises(NoLongerPossible):
        save_rows(
            permission="events.change_plan", manager="hosts", kept=[], dropped=list(stale.hosts.all()),
            seen=fingerprint(stale.hosts.all()), **who,
        )  # fmt: skip
    assert Activity.objects.get().title == stale.title
    assert stale.hosts.count() == stale.invitedunits.count() == 2
    assert not LogEntry.objects.exists()


def test_what_was_spent_is_not_recorded_after_archiving(people: Any) -> None:
    stale = make_full(people, State.PUBLISHED)
    Activity.objects.update(state=State.ARCHIVED)
    with pytest.raises(NoLongerPossible):
        record_actuals(activity=stale, lines=[], seen="", by=people.finance, now=NOW)


def test_basics_that_did_not_change_are_not_logged(people: Any) -> None:
    activity = make_full(people)
    change_basics(activity=activity, by=people.organiser, now=NOW, title=activity.title)
    assert not LogEntry.objects.exists()


def test_a_new_activity_is_a_logged_draft(people: Any) -> None:
    activity = create_activity(host=people.union, title="读书会", by=people.organiser, now=NOW, theme="书香")
    assert (activity.state, activity.theme, activity.created_at) == (State.DRAFT, "书香", NOW)
    assert [(entry.verb, entry.unit) for entry in LogEntry.objects.all()] == [("events.create_activity", people.union)]
