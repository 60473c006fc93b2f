"""The demonstration: whole, the same on every call, apart from real unions, and made of sound files."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.models import Membership, Unit, User
from accounts.roles import Role
from events.models import Activity
from events.states import State
from registration.models import Roster
from scoring.models import Operation, Publication
from scoring.queries.reading import read_sheet
from scoring.services.filing import check_content, export_activity, import_activity, read_activity_file
from tests.factories import make_unit
from unionevents.demo import LOGINS, PASSWORD, DemoRefused, make_demo

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 8, 27, 3, 0, tzinfo=UTC)


@pytest.fixture
def demo() -> dict[str, Activity]:
    """The activities by state."""
    assert make_demo(now=NOW)
    activities = Activity.objects.select_related("host").all()
    return {f"{activity.host.name} {activity.state}": activity for activity in activities}


def test_there_is_something_to_see_in_every_stage(demo: dict[str, Activity]) -> None:
    assert set(demo) == {
        "云溪区总工会 open", "云溪区总工会 running", "云溪区总工会 archived", "青石县总工会 draft"
    }  # fmt: skip
    meet = demo["云溪区总工会 open"]
    assert {roster.unit.name: roster.state for roster in meet.rosters.select_related("unit")} == {
        "云溪区第一小学工会": Roster.State.DRAFT,
        "云溪区人民医院工会": Roster.State.RETURNED,
        "云溪区财政局工会": Roster.State.SUBMITTED,
    }
    assert meet.invitedunits.count() == 8
    assert meet.takes_registrations(NOW)
    assert meet.first_day
    assert meet.first_day.weekday() == 2
    assert timezone.localdate(NOW) < meet.first_day < timezone.localdate(NOW) + timedelta(days=30)


def test_a_meet_is_running_with_half_of_its_results_and_one_conflict(demo: dict[str, Activity]) -> None:
    sheets = [read_sheet(contest.scoresheet) for contest in demo["云溪区总工会 running"].contests.order_by("position")]
    assert [bool(sheet.operations) for sheet in sheets] == [True] * 4 + [False] * 3
    assert [len(sheet.conflicts) for sheet in sheets] == [1, 0, 0, 0, 0, 0, 0]
    assert [bool(sheet.missing) for sheet in sheets] == [False] * 3 + [True] * 4
    assert all(start.sheet.drawn_at for start in sheets[6].sheet.starts.all())


def test_last_years_meet_is_archived_with_every_contest_and_the_award_list(demo: dict[str, Activity]) -> None:
    meet = demo["云溪区总工会 archived"]
    assert meet.publications.exclude(sheet=None).count() == 7
    awards = meet.publications.get(sheet=None).outcome["awards"]
    winners = [award["person"] for award in awards if award["prize"] != "souvenir"]
    assert len(winners) == len(set(winners)) > 7
    assert meet.first_day
    assert meet.first_day < timezone.localdate(NOW)
    times = list(meet.state_changes.order_by("at").values_list("end", flat=True))
    assert times == ["pending", "approved", "open", "closed", "running", "settling", "published", "archived"]
    call_command("verify")


def test_every_role_can_log_in_with_the_printed_password(
    demo: dict[str, Activity], capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("demo", "--logins")
    printed = capsys.readouterr().out
    assert set(Membership.objects.values_list("role", flat=True)) == set(Role)
    for login in LOGINS:
        assert f"{login.username} " in printed
        assert User.objects.get(username=login.username).check_password(PASSWORD)
        client = Client()
        client.force_login(
            User.objects.get(username=login.username), backend="django.contrib.auth.backends.ModelBackend"
        )
        assert client.get("/").status_code == 200


def test_a_second_call_changes_nothing(demo: dict[str, Activity]) -> None:
    before = (Unit.objects.count(), User.objects.count(), Operation.objects.count(), Publication.objects.count())
    assert make_demo(now=NOW + timedelta(days=2)) is False
    assert before == (
        Unit.objects.count(),
        User.objects.count(),
        Operation.objects.count(),
        Publication.objects.count(),
    )


def test_the_same_day_gives_the_same_data(demo: dict[str, Activity]) -> None:
    results = list(Operation.objects.order_by("uuid", "pk").values_list("uuid", "slot", "value"))
    running = export_activity(demo["云溪区总工会 running"])
    Operation.objects.all().delete()
    Roster.objects.all().delete()
    Activity.objects.all().delete()
    User.objects.all().delete()
    for unit in Unit.objects.order_by("-path"):
        unit.delete()
    make_demo(now=NOW + timedelta(hours=1))
    assert list(Operation.objects.order_by("uuid", "pk").values_list("uuid", "slot", "value")) == results
    assert export_activity(Activity.objects.get(state=State.RUNNING)) == running


def test_every_activity_of_the_demonstration_comes_and_goes_as_a_file(demo: dict[str, Activity]) -> None:
    for activity in demo.values():
        content = export_activity(activity)
        assert check_content(content) == []
        assert export_activity(import_activity(read_activity_file(content), by=None, now=NOW)) == content


def test_the_demonstration_stays_away_from_real_unions_unless_forced() -> None:
    make_unit("真实的总工会")
    with pytest.raises(DemoRefused, match="--force"):
        make_demo(now=NOW)
    with pytest.raises(CommandError, match="--force"):
        call_command("demo")
    assert not Activity.objects.exists()
    assert make_demo(now=NOW, force=True)
    assert Activity.objects.count() == 4


def test_the_neighbour_union_sees_nothing_of_ours(demo: dict[str, Activity]) -> None:
    neighbour = User.objects.get(username="neighbour")
    assert [str(activity) for activity in Activity.objects.visible_to(neighbour)] == ["职工趣味运动会"]
    assert demo["青石县总工会 draft"] not in Activity.objects.visible_to(User.objects.get(username="organiser"))


def test_accepted_rosters_keep_the_limits_of_the_plan(demo: dict[str, Activity]) -> None:
    for roster in Roster.objects.exclude(state__in=["draft", "returned"]):
        for person in roster.people.all():
            codes = {entry.contest for entry in person.entries.select_related("contest")}
            assert 1 <= len(codes) <= 3
            assert any(contest.starred for contest in codes)
