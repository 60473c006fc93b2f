"""What registration and the organiser know of people and units, as far as the rules ask for it, in the case."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Prize
from events.states import State
from registration.models import Entry, Likeness, Person, Team, Terms
from scoring.models import PrizePlan, Scoresheet, UnitData
from scoring.queries.reading import read_activity
from scoring.queries.setting import Setting
from scoring.queries.tagging import tags_asked, unit_needs
from scoring.rulebook import outcome_of
from scoring.services.casing import case_of_activity
from scoring.services.filing import describe_activity, import_activity
from tests import factories
from tests.factories import NOW
from tests.scoring.meets import Meet, make_meet


@pytest.fixture
def meet(db: None) -> Meet:
    return make_meet()


def case_now(meet: Meet) -> Any:
    return case_of_activity(read_activity(meet.activity), Setting(meet.activity))


def plan(meet: Meet, **values: Any) -> None:
    PrizePlan.objects.filter(activity=meet.activity).update(**values)


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


SHARES = {"shares": [{"tag": "woman", "limit": "at_least", "percent": 20, "prizes": []}]}


def test_only_tags_that_a_rule_reads_leave_the_roster(meet: Meet) -> None:
    Person.objects.filter(pk=meet.people[0].pk).update(gender="female", kind="family", functions=["leader"])
    Person.objects.filter(pk=meet.people[1].pk).update(gender="male")
    assert all("tags" not in entry for contest in case_now(meet)["contests"] for entry in contest["entries"])

    plan(meet, awards=SHARES)
    tags = {entry["person"]: entry.get("tags") for entry in case_now(meet)["contests"][0]["entries"]}
    assert tags["p1"] == ["woman"] and tags["p2"] is None


def test_a_souvenir_for_families_and_a_share_of_women_are_counted_from_the_rosters(meet: Meet) -> None:
    Person.objects.filter(pk=meet.people[0].pk).update(gender="female", kind="family")
    Person.objects.exclude(pk=meet.people[0].pk).update(gender="male")
    plan(meet, awards=SHARES | {"souvenir": {"prize": "souvenir", "to": "took_part", "tags": ["family"]}})
    meet.record_everything()

    outcome = outcome_of(case_now(meet))

    assert {award["person"] for award in outcome["awards"] if award["prize"] == "souvenir"} == {"p1"}
    assert outcome["checks"][0]["holds"] is False


def test_the_people_of_a_team_carry_their_own_tags(meet: Meet) -> None:
    plan(meet, awards=SHARES)
    contest = factories.make_contest(meet.activity, "relay", title="接力", game="timed")
    Person.objects.filter(pk__in=[meet.people[0].pk]).update(gender="female")
    Person.objects.filter(pk__in=[meet.people[2].pk]).update(gender="male")
    roster = meet.people[0].roster
    team = Team.objects.create(roster=roster, contest=contest, number=1)
    for place, person in enumerate((meet.people[0], meet.people[2]), 1):
        team.members.create(person=person, place=place)
    Entry.objects.create(contest=contest, person=meet.people[0], team=team, number=1)

    (entry,) = case_now(meet)["contests"][-1]["entries"]

    assert "tags" not in entry
    assert [member.get("tags") for member in entry["members"]] == [["woman"], None]


def test_a_walk_in_out_of_ranking_has_no_place_and_without_the_limit_has_one(meet: Meet) -> None:
    meet.record_everything()
    Entry.objects.filter(contest=meet.contests["rope"], number=6).update(walk_in=True)
    terms, _made = Terms.objects.get_or_create(activity=meet.activity)

    def ranks() -> dict[str, int | None]:
        placings = outcome_of(case_now(meet))["contests"][1]["rankings"][0]["placings"]
        return {placing["entry"]: placing["rank"] for placing in placings}

    assert ranks()["rope/6"] == 1
    terms.limits = [{"limit": "walk_ins", "how": "unranked"}]
    terms.save()
    assert ranks()["rope/6"] is None
    assert ranks()["rope/5"] == 1


def test_one_human_being_on_two_rosters_is_rewarded_once_when_the_organiser_says_so(meet: Meet) -> None:
    meet.record_everything()
    one, other = meet.people[0], meet.people[1]
    apart = outcome_of(case_now(meet))
    answer = Likeness.objects.create(
        activity=meet.activity, one=one, other=other, is_same=True, by_name="何组织", at=NOW
    )

    case = case_now(meet)
    assert case["awards"]["same_people"] == [["p1", "p2"]]
    together = outcome_of(case)

    def prizes(outcome: Any) -> list[str]:
        """Of the two, without souvenirs."""
        return [one["person"] for one in outcome["awards"] if one["rank"] and one["person"] in ("p1", "p2")]

    assert sorted(prizes(apart)) == ["p1", "p2"] and len(prizes(together)) == 1

    Likeness.objects.filter(pk=answer.pk).update(is_same=False)
    assert "same_people" not in case_now(meet)["awards"]


RATE = {"code": "rate", "title": "参与率", "rule": "rate"}
CHECKED = {"code": "check", "title": "检查", "rule": "recorded", "value": "检查分"}


def test_tables_say_what_they_want_to_know() -> None:
    assert not unit_needs([{"code": "a", "rule": "points"}])
    needs = unit_needs([RATE, CHECKED, CHECKED | {"unit_tags": ["城区"]}, {"rule": "recorded"}])
    assert (needs.size, needs.values, needs.tags) == (True, ("检查分", "score"), ("城区",))
    assert tags_asked({"a": [{"tag": "x"}, {"without": ["y"]}]}, {"unit_tags": ["z"]}) == {"x", "y"}


def test_units_are_ranked_by_what_the_organiser_types_on_the_page(meet: Meet) -> None:
    plan(meet, tables=[RATE, CHECKED])
    meet.record_everything()
    page = reverse("scoring:unit_figures", args=[meet.activity.pk])
    organiser = client_of(meet.organiser)
    before = outcome_of(case_now(meet))
    assert [row["total"] for row in before["tables"][1]["rows"]] == [None, None], "nothing known is no mistake"
    assert "还有 2 个单位" in organiser.get(page).content.decode()

    typed = {"u1-size": "12", "u2-size": "6", "u1-value-0": "91.5", "u2-value-0": "2/3"}
    assert organiser.post(page, typed).status_code == 302

    after = outcome_of(case_now(meet))
    assert {row["unit"]: row["total"] for row in after["tables"][0]["rows"]} == {"u1": "1/4", "u2": "1/2"}
    assert {row["unit"]: row["total"] for row in after["tables"][1]["rows"]} == {"u1": "183/2", "u2": "2/3"}
    assert "91.5" in organiser.get(page).content.decode()


def test_a_number_that_cannot_be_read_is_said_at_its_cell_and_nothing_is_stored(meet: Meet) -> None:
    plan(meet, tables=[CHECKED])
    answer = client_of(meet.organiser).post(
        reverse("scoring:unit_figures", args=[meet.activity.pk]), {"u1-value-0": "很好", "u2-value-0": "80"}
    )
    assert answer.status_code == 200
    assert "很好" in answer.content.decode() and "91.5" in answer.content.decode()
    assert not UnitData.objects.exists()


def test_the_page_asks_for_nothing_where_no_table_does_and_is_closed_to_others(meet: Meet) -> None:
    page = reverse("scoring:unit_figures", args=[meet.activity.pk])
    assert "没有总分表" in client_of(meet.organiser).get(page).content.decode()
    assert client_of(meet.referee).get(page).status_code == 403
    meet.move_to(State.ARCHIVED)
    assert client_of(meet.organiser).post(page, {}).status_code == 403


def test_figures_and_prizes_for_each_person_come_back_from_the_file_and_give_the_same_outcome(meet: Meet) -> None:
    plan(meet, tables=[CHECKED | {"unit_tags": ["城区"]}])
    Prize.objects.filter(activity=meet.activity, code="first").update(per="person", value=None)
    UnitData.objects.create(activity=meet.activity, unit=meet.units[0], tags=["城区"], values={"检查分": "91/2"})
    meet.record_everything()

    document = describe_activity(meet.activity).document
    copy = import_activity(document, by=None, now=NOW)

    assert document["unit_data"] == [
        {"unit": document["unit_data"][0]["unit"], "size": None, "tags": ["城区"], "values": {"检查分": "91/2"}}
    ]
    case = case_of_activity(read_activity(copy), Setting(copy))
    rows = [
        [(row["unit_name"], row["total"]) for row in outcome_of(each)["tables"][0]["rows"]]
        for each in (case, case_now(meet))
    ]
    assert rows[0] == rows[1] == [(meet.units[0].name, "91/2")]
    first = next(prize for prize in case["prizes"] if prize["code"] == "first")
    assert (first["per"], first["value"]) == ("person", None)
    assert Scoresheet.objects.filter(contest__activity=copy).count() == 3
