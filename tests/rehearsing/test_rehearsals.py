"""A rehearsal plays a whole meet, agrees with the independent count, and leaves nothing behind."""

from __future__ import annotations

import os
import re
import signal
from io import StringIO
from random import Random
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import LogEntry, Unit, User
from accounts.services import auditing, sealing
from drills.rehearsals import KEEP_A_RECORD, a_meet
from events.models import Activity
from scoring.models import Operation
from scoring.services.filing import export_activity, import_activity
from unionevents.rehearsing import Faults, leftovers, rehearse, staging
from unionevents.rehearsing.playing import Player

pytestmark = pytest.mark.django_db(transaction=True)


def rows() -> dict[str, int]:
    models = [model for model in apps.get_models() if model._meta.label_lower not in KEEP_A_RECORD]
    return {model._meta.label_lower: model._default_manager.count() for model in models}


def meet(contests: int = 1) -> dict[str, Any]:
    found = a_meet(Random(5), contests=contests)
    found["rosters"] = found["rosters"][:4]
    return found


def test_a_rehearsal_of_a_real_activity_leaves_it_untouched_and_the_log_verifiable() -> None:
    activity = import_activity(meet(), by=None, now=timezone.now())
    sealing.seal_leftovers()
    before, file, said = rows(), export_activity(activity), StringIO()

    call_command("rehearse", activity.pk, seed=11, stdout=said)

    assert "个名次与独立重算对比" in said.getvalue()
    assert re.search("[a-z]{4,}", said.getvalue()) is None, "what is read on the day is Chinese"
    assert rows() == before
    assert export_activity(activity) == file
    assert list(auditing.findings()) == []
    assert auditing.unsealed() == 0
    assert LogEntry.objects.filter(verb=auditing.ERASE).count() == 1


def test_a_wrong_publication_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    published = Player._published

    def doctored(player: Player) -> Any:
        found = published(player)
        placing = found["contests"][0]["rankings"][0]["placings"][0]
        placing["rank"] = (placing["rank"] or 0) + 1
        found["awards"] = found["awards"][1:] or [{"person": "p1", "prize": "first", "entry": None}]
        return found

    monkeypatch.setattr(Player, "_published", doctored)
    done = rehearse(document=meet(), seed=11, faults=Faults())

    assert len(done.differences) >= 2
    assert not done.equal


def test_an_interrupted_rehearsal_is_named_and_can_be_removed() -> None:
    activity = import_activity(meet(), by=None, now=timezone.now())
    before = rows()
    staging.set_up(activity, tag=staging.new_tag(), now=timezone.now())
    assert leftovers() == [f"〔彩排〕{activity.title}"]
    with pytest.raises(CommandError):
        call_command("rehearse", activity.pk)

    call_command("rehearse", wipe=True, stdout=StringIO())

    assert rows() == before
    assert list(auditing.findings()) == []


def test_the_copy_is_invisible_to_the_real_union_and_its_people_to_everything_real() -> None:
    activity = import_activity(meet(), by=None, now=timezone.now())
    stage = staging.set_up(activity, tag=staging.new_tag(), now=timezone.now())

    for user in User.objects.filter(username__in=stage.names.values()):
        assert list(Activity.objects.visible_to(user)) in ([stage.activity], [])
    assert not stage.activity.host.path.startswith(activity.host.path)
    assert not Unit.objects.under(activity.host).filter(name__startswith=staging.UNION).exists()


def test_a_contest_that_nobody_entered_stands_in_the_way_of_no_prize() -> None:
    """Seen on the demonstration: its award list could not be published, in a rehearsal and in earnest."""
    document = meet(contests=2)
    empty = document["contests"][0]["code"]
    for roster in document["rosters"]:
        for person in roster["people"]:
            person["entries"] = [entry for entry in person["entries"] if entry["contest"] != empty]

    done = rehearse(document=document, seed=11, faults=Faults())

    assert done.equal
    assert done.figures["contests"] == 1
    assert done.figures["awards compared"] > 0


def test_what_only_looks_like_a_rehearsal_is_nobodys_to_wipe() -> None:
    """A union may be called so, and people choose their log-in names themselves."""
    activity = import_activity(meet(), by=None, now=timezone.now())
    Unit.objects.filter(pk=activity.host.pk).update(name=f"{staging.UNION}演练工会 deadbeef")
    for name in ("rehearsal-team", "rehearsal-deadbeef-organiser"):
        User.objects.create_user(name, password="a long one for tests", name="李演练")
    stage = staging.set_up(activity, tag=staging.new_tag(), now=timezone.now())
    before, file = rows(), export_activity(activity)

    assert leftovers() == [stage.activity.title]
    call_command("rehearse", wipe=True, stdout=StringIO())

    assert leftovers() == []
    assert export_activity(activity) == file
    assert User.objects.filter(username__startswith="rehearsal-").count() == 2
    assert rows()["registration.entry"] == before["registration.entry"] // 2


def test_a_rehearsal_that_ends_leaves_one_that_still_runs_alone() -> None:
    """Two may have begun in the same moment."""
    activity = import_activity(meet(), by=None, now=timezone.now())
    other = staging.set_up(activity, tag=staging.new_tag(), now=timezone.now())

    assert rehearse(original=activity, seed=11, faults=Faults()).equal

    assert leftovers() == [other.activity.title]
    assert User.objects.filter(username__in=other.names.values()).count() == len(staging.STAFF)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_stopped_in_the_middle_it_wipes_itself_first(number: signal.Signals) -> None:
    """Ctrl-C, a service manager's stop, a closed window."""
    activity = import_activity(meet(), by=None, now=timezone.now())
    sealing.seal_leftovers()
    before, file, seen = rows(), export_activity(activity), []

    class StopsAtTheResults(StringIO):
        def write(self, said: str) -> int:
            if "公布成绩" in said:
                seen.append(Operation.objects.count())
                os.kill(os.getpid(), number)
            return super().write(said)

    with pytest.raises(CommandError) as stopped:
        call_command("rehearse", activity.pk, seed=11, stdout=StopsAtTheResults())

    assert stopped.value.returncode == 130
    assert seen[0] > 0, "it was stopped with results entered"
    assert rows() == before
    assert export_activity(activity) == file
    assert list(auditing.findings()) == []
