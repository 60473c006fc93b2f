"""Teams: composed of a roster's people, counted by the limits, kept by number, carried by the activity file."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.utils import timezone

from events.models import Activity
from registration.models import Entry, Member, Person, Roster, Team, Terms
from registration.queries import listing_of
from registration.services import drafting, gate, submitting, substituting
from registration.services.teams import MemberLine, NobodyInTeam, NoTeamContest, TeamLine, drop_team, save_team
from scoring.services.filing import export_activity, import_activity
from tests.factories import make_contest, make_person
from tests.registration.conftest import Meet
from tests.registration.test_pages import as_user

SIZE = {"limit": "team_size", "severity": "refuse", "contests": ["relay"], "at_least": 2, "at_most": 3}
WOMEN = {"limit": "gender_numbers", "severity": "refuse", "place": "team", "gender": "female", "at_least": 1}


@pytest.fixture
def relay(meet: Meet) -> Roster:
    make_contest(meet.activity, "relay", title="接力")
    Terms.objects.update(limits=[SIZE, WOMEN])
    roster = meet.roster()
    for name, gender in (("林悦", "female"), ("周涛", "male"), ("韩梅", "female")):
        make_person(roster, name, gender=gender)
    return roster


def compose(meet: Meet, roster: Roster, *names: str, reserve: str = "", team: TeamLine | None = None) -> Team:
    people = {person.name: person.key for person in roster.people.all()}
    members = [MemberLine(people[name], (), name == reserve) for name in names]
    line = TeamLine(team.key if team else uuid4(), "relay", members, name="一队")
    version = Roster.objects.get(pk=roster.pk).version
    return save_team(roster=roster, version=version, line=line, by=meet.contact, now=timezone.now())


def problems(roster: Roster) -> list[str]:
    return [problem.phrase.zh for problem in listing_of(Roster.objects.get(pk=roster.pk)).problems]


def test_a_team_has_one_entry_whose_person_is_its_captain(meet: Meet, relay: Roster) -> None:
    team = compose(meet, relay, "周涛", "林悦")
    assert [member.person.name for member in team.members.order_by("place")] == ["周涛", "林悦"]
    assert (team.entry.person.name, team.entry.code, team.number) == ("周涛", "relay/1", 1)
    assert problems(relay) == []
    assert listing_of(relay).entry_count == 1


def test_the_limits_look_into_teams_and_name_them(meet: Meet, relay: Roster) -> None:
    compose(meet, relay, "周涛")
    assert problems(relay) == [
        "“接力”一队：现有 1 人，要求 2 至 3 人；请补 1 人。",
        "“接力”一队：女子现有 0 人，要求至少 1 人；请补 1 人。",
    ]
    with pytest.raises(submitting.NotReady):
        submitting.submit(roster=relay, version=1, by=meet.contact, now=timezone.now())


def test_the_same_form_sent_twice_is_one_team_and_an_older_form_is_told(meet: Meet, relay: Roster) -> None:
    key, people = uuid4(), {person.name: person.key for person in relay.people.all()}
    line = TeamLine(key, "relay", [MemberLine(people["林悦"]), MemberLine(people["周涛"])])
    for _time in range(2):
        save_team(roster=relay, version=0, line=line, by=meet.contact, now=timezone.now())
    assert Team.objects.count() == 1 and Roster.objects.get().version == 1
    with pytest.raises(gate.Stale):
        changed = TeamLine(key, "relay", [MemberLine(people["韩梅"])])
        save_team(roster=relay, version=0, line=changed, by=meet.contact, now=timezone.now())


def test_a_team_needs_somebody_and_a_contest_for_teams(meet: Meet, relay: Roster) -> None:
    with pytest.raises(NobodyInTeam):
        line = TeamLine(uuid4(), "relay", [MemberLine(uuid4())])
        save_team(roster=relay, version=0, line=line, by=meet.contact, now=timezone.now())
    with pytest.raises(NoTeamContest):
        line = TeamLine(uuid4(), "beans", [MemberLine(relay.people.earliest("pk").key)])
        save_team(roster=relay, version=0, line=line, by=meet.contact, now=timezone.now())


def test_a_team_taken_off_keeps_its_numbers_for_itself(meet: Meet, relay: Roster) -> None:
    first = compose(meet, relay, "林悦", "周涛")
    drop_team(roster=relay, version=1, key=first.key, by=meet.contact, now=timezone.now())
    second = compose(meet, relay, "林悦", "韩梅")
    assert (second.number, second.entry.number) == (2, 2)
    assert [team.name for team in listing_of(relay).teams] == ["一队"]


def test_when_the_captain_leaves_the_next_answers_for_the_team(meet: Meet, relay: Roster) -> None:
    team = compose(meet, relay, "周涛", "林悦", "韩梅")
    captain = relay.people.get(name="周涛")
    drafting.save(roster=relay, version=1, lines=[], remove=[captain.key], by=meet.contact, now=timezone.now())
    entry = Entry.objects.get(team=team)
    assert entry.person.name == "林悦" and entry.withdrawn_at is None
    assert len(listing_of(relay).value.teams[0].members) == 2


def test_a_substitute_takes_the_place_in_the_team(meet: Meet, relay: Roster) -> None:
    team = compose(meet, relay, "周涛", "林悦")
    Activity.objects.update(state="running")
    comes = substituting.substitute(
        out=relay.people.get(name="周涛"), contests=["relay"], name="秦明", gender="male", post="member", healthy=True,
        reason="受伤", by=meet.chief, now=timezone.now(),
    )  # fmt: skip
    assert [member.person.name for member in team.members.order_by("place")] == ["秦明", "林悦"]
    assert Entry.objects.get(team=team).person == comes
    assert Person.objects.get(name="周涛").withdrawn_at is not None


def test_the_matrix_leaves_team_contests_alone(meet: Meet, relay: Roster) -> None:
    compose(meet, relay, "周涛", "林悦")
    page = as_user(meet.contact).get(f"/rosters/{relay.pk}/").content.decode()
    assert "-c-relay" not in page and "接力 · 一队" in page
    line = drafting.Line(relay.people.get(name="周涛").key, "周涛", "male", "cadre", True, {"beans": None})
    drafting.save(roster=relay, version=1, lines=[line], by=meet.contact, now=timezone.now())
    assert Entry.objects.get(contest__code="relay").withdrawn_at is None


def test_a_team_is_tapped_together_on_its_page(meet: Meet, relay: Roster) -> None:
    client, people = as_user(meet.contact), {person.name: str(person.key) for person in relay.people.all()}
    address = f"/rosters/{relay.pk}/teams/"
    assert "每队 2 至 3 人" in client.get(address).content.decode()
    sent = {
        "version": "0", "team": str(uuid4()), "contest": "relay", "name": "飞鱼队",
        "member": [people["林悦"], people["周涛"], people["韩梅"]], "captain": people["韩梅"],
        "reserve": [people["周涛"]],
    }  # fmt: skip
    assert client.post(f"{address}save/", sent)["Location"] == f"{address}#team-{sent['team']}"
    team = Team.objects.get()
    assert (team.name, team.entry.person.name) == ("飞鱼队", "韩梅")
    assert [member.person.name for member in Member.objects.filter(reserve=True)] == ["周涛"]
    assert "飞鱼队" in client.get(address).content.decode()
    client.post(f"/teams/{team.pk}/drop/", {"version": "1"})
    assert Team.objects.get().withdrawn_at is not None


def test_the_pages_ask_as_often_for_one_team_as_for_three(
    meet: Meet, relay: Roster, django_assert_num_queries: object
) -> None:
    client, address = as_user(meet.contact), f"/rosters/{relay.pk}/teams/"
    compose(meet, relay, "周涛", "林悦")
    client.get(address)
    with django_assert_num_queries(TEAM_QUERIES):  # type: ignore[operator]  # pytest-django's fixture
        client.get(address)
    compose(meet, relay, "韩梅", "林悦")
    compose(meet, relay, "周涛", "韩梅")
    with django_assert_num_queries(TEAM_QUERIES):  # type: ignore[operator]
        client.get(address)


TEAM_QUERIES = 13


def test_teams_and_facts_go_through_the_activity_file(meet: Meet, relay: Roster) -> None:
    compose(meet, relay, "周涛", "林悦", "韩梅", reserve="韩梅")
    Roster.objects.update(size=40, fee_paid=5000, partners=[{"unit": "市图书馆工会", "members": 12}])
    Person.objects.filter(name="林悦").update(birth_date="1990-02-28", kind="family", traits=["specialist"])
    first = export_activity(meet.activity)
    copy = import_activity(json.loads(first), by=meet.organiser, now=timezone.now())
    assert export_activity(copy) == first
    assert listing_of(copy.rosters.get()).value.teams[0].members[2].reserve is True


def test_the_paper_to_be_stamped_and_the_receipt_name_the_teams(meet: Meet, relay: Roster) -> None:
    compose(meet, relay, "周涛", "林悦", "韩梅", reserve="韩梅")
    Roster.objects.update(state="submitted", receipt="K7Q4-M2XD", submitted_at=timezone.now())
    for part in ("paper", "receipt"):
        said = as_user(meet.contact).get(f"/rosters/{relay.pk}/{part}/").content.decode()
        teams = said[said.index("paper-teams") :]
        assert "接力" in teams and "一队" in teams
        assert "周涛（队长）" in teams and "韩梅（替补）" in teams and "林悦" in teams
