"""The pages of stations and paper: how much they ask of the database, and what they keep to themselves."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from scoring.models import HelpCall, PanelSeat, Scoresheet
from scoring.services import papers, stations
from tests import factories
from tests.scoring.meets import Meet
from tests.scoring.tablets import make_station, make_tablet

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_list_of_stations_asks_the_same_of_one_and_of_three(meet: Meet, django_assert_num_queries: object) -> None:
    client, address = signed_in(meet.organiser), f"/activities/{meet.activity.pk}/stations/"
    make_tablet(meet, make_station(meet, "run", name="一"))
    client.get(address)
    with django_assert_num_queries(12):  # type: ignore[operator]  # a fixture of pytest-django
        client.get(address)
    for name in ("二", "三"):
        make_tablet(meet, make_station(meet, "run", "rope", name=name)).sign_in(meet)
    with django_assert_num_queries(12):  # type: ignore[operator]  # as above
        assert "三" in client.get(address).content.decode()


def test_the_list_of_paper_asks_the_same_of_one_and_of_three(meet: Meet, django_assert_num_queries: object) -> None:
    client, address = signed_in(meet.organiser), f"/activities/{meet.activity.pk}/papers/"
    papers.make_papers(activity=meet.activity, by=meet.organiser, now=timezone.now(), again=meet.sheet("run"))
    client.get(address)
    with django_assert_num_queries(9):  # type: ignore[operator]  # as above
        client.get(address)
    papers.make_papers(activity=meet.activity, by=meet.organiser, now=timezone.now())
    with django_assert_num_queries(9):  # type: ignore[operator]  # as above
        client.get(address)


def test_the_seats_of_judges_ask_the_same_of_one_panel_and_of_three(
    meet: Meet, django_assert_num_queries: object
) -> None:
    client, address = signed_in(meet.organiser), f"/activities/{meet.activity.pk}/stations/judges/"
    add_panel(meet, "speech", judges=1)
    client.get(address)
    with django_assert_num_queries(10):  # type: ignore[operator]  # as above
        client.get(address)
    for code in ("song", "dance"):
        add_panel(meet, code, judges=3)
    with django_assert_num_queries(10):  # type: ignore[operator]  # as above
        text = client.get(address).content.decode()
    assert text.count("<select") == 3 * 3
    assert all(f"评委{code}{number}</option>" in text for code in ("song", "dance") for number in (1, 2, 3))


def add_panel(meet: Meet, code: str, *, judges: int) -> None:
    """A contest with three seats, some of them taken."""
    contest = factories.make_contest(meet.activity, code, title=code, game="judged")
    sheet = Scoresheet.objects.get(contest=contest)
    sheet.settings = {"judges": 3, "maximum": 10, "decimals": 1}
    sheet.save()
    for number in range(1, judges + 1):
        judge = factories.make_user(f"{code}{number}", name=f"评委{code}{number}")
        factories.appoint(meet.activity, judge, Role.JUDGE)
        PanelSeat.objects.create(sheet=sheet, number=number, user=judge)


def test_a_code_and_a_pack_file_are_kept_by_no_cache_and_the_key_stands_behind_the_number_sign(meet: Meet) -> None:
    station = make_station(meet)
    client = signed_in(meet.organiser)

    code = client.post(f"/stations/{station.pk}/code/")
    pack = client.post(f"/stations/{station.pk}/pack/")

    assert code["Cache-Control"] == pack["Cache-Control"] == "no-store"
    assert client.get(f"/stations/{station.pk}/code/").status_code == 405
    assert pack.json()["format"] == "unionevents-packfile"
    assert pack.json()["token"] not in code.content.decode()


def test_a_station_with_a_tablet_is_not_removed_before_the_tablet_is_taken_back(meet: Meet) -> None:
    tablet = make_tablet(meet)
    client = signed_in(meet.organiser)
    page = f"/stations/{tablet.device.station_id}/remove/"

    client.post(page)
    assert meet.activity.stations.count() == 1
    client.post(f"/devices/{tablet.device.pk}/revoke/")
    client.post(page)
    assert meet.activity.stations.count() == 0


def test_two_stations_of_one_name_are_refused_with_a_sentence_and_nothing_typed_is_lost(meet: Meet) -> None:
    make_station(meet, name="终点")
    sheet = meet.sheet("run")
    typed = {"name": "终点", f"on-{sheet.pk}": "on", f"heats-{sheet.pk}": "1-3"}

    answer = signed_in(meet.organiser).post(f"/activities/{meet.activity.pk}/stations/new/", typed).content.decode()

    assert "已有名为“终点”的站点" in answer
    assert 'value="1-3"' in answer


def test_a_referee_sets_a_pin_of_their_own_and_sees_no_other(meet: Meet) -> None:
    client, start = signed_in(meet.referee), f"/activities/{meet.activity.pk}/stations/"

    answer = client.post(f"{start}my-pin/", {"pin": "402917", "again": "402917"})

    assert answer.status_code == 302
    assert meet.activity.referee_pins.get().user == meet.referee
    assert client.get(f"{start}pins/").status_code == 403


def test_a_call_is_answered_once_and_shown_until_then(meet: Meet) -> None:
    tablet = make_tablet(meet)
    sent = {"uuid": "3d1f0a52-1111-4000-8000-000000000000", "sheet": "run", "text": "秒表停了"}
    tablet.post("call/", sent)
    address = f"/activities/{meet.activity.pk}/stations/"
    assert "秒表停了" in signed_in(meet.chief).get(address).content.decode()

    call = HelpCall.objects.get()
    stations.answer_call(call=call, by=meet.chief, now=timezone.now())
    stations.answer_call(call=call, by=meet.organiser, now=timezone.now())

    call.refresh_from_db()
    assert call.answered_by_name == meet.chief.name
    assert "秒表停了" not in signed_in(meet.chief).get(address).content.decode()
