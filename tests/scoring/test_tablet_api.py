"""What a tablet meets at the server: pairing, packs, sign-in, receipts, being taken back."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import LogEntry
from events.states import State
from scoring.models import Device, Operation, PairingCode
from scoring.queries.reading import read_sheet
from scoring.queries.setting import Setting
from scoring.services import guarding, pairing, publishing
from tests.scoring.meets import Meet
from tests.scoring.tablets import Tablet, make_station, make_tablet

pytestmark = pytest.mark.django_db
KINDS = ("stored", "repeated", "flagged", "conflict", "refused")


def pair(code: str, **headers: str) -> Any:
    return Client(enforce_csrf_checks=True).post(
        "/tablet/pair/", json.dumps({"code": code}), content_type="application/json", headers=headers
    )


def publish(meet: Meet, code: str = "run") -> None:
    sheet = meet.sheet(code)
    draft = publishing.draft_of(read_sheet(sheet), Setting(meet.activity), None)
    publishing.publish(sheet=sheet, seen=draft.seen, reason="", by=meet.chief, now=timezone.now())


@pytest.mark.parametrize("way", ["digits", "key"])
def test_a_code_binds_one_tablet_and_no_second_one(meet: Meet, way: str) -> None:
    code = pairing.make_code(station=make_station(meet), by=meet.chief, now=timezone.now())

    first, second = pair(getattr(code, way)), pair(getattr(code, way))

    assert first.status_code == 201
    assert first.json()["station"]["name"] == "1 号站"
    assert (second.status_code, second.json()["error"]) == (400, "bad_code")
    device = Device.objects.get()
    assert device.code == first.json()["device"]["id"]
    assert first.json()["token"] not in str(Device.objects.values().get())
    assert LogEntry.objects.filter(verb="scoring.pair_device").count() == 1


def test_a_code_ends_after_ten_minutes_and_with_the_next_one(meet: Meet) -> None:
    station = make_station(meet)
    old = pairing.make_code(station=station, by=meet.chief, now=timezone.now() - timedelta(minutes=10, seconds=1))
    earlier = pairing.make_code(station=station, by=meet.chief, now=timezone.now())
    pairing.make_code(station=station, by=meet.chief, now=timezone.now())

    assert [pair(code.key).status_code for code in (old, earlier)] == [400, 400]


def test_no_code_stands_in_the_database(meet: Meet) -> None:
    code = pairing.make_code(station=make_station(meet), by=meet.chief, now=timezone.now())

    stored = str(PairingCode.objects.values().get())

    assert code.digits not in stored.replace(str(PairingCode.objects.get().pk), "")
    assert code.key not in stored


def test_typed_codes_are_locked_after_thirty_wrong_ones_and_the_qr_code_still_works(meet: Meet) -> None:
    code = pairing.make_code(station=make_station(meet), by=meet.chief, now=timezone.now())
    wrong = "000000" if code.digits != "000000" else "000001"

    answers = [pair(wrong).status_code for _ in range(guarding.CODES_A_WINDOW + 1)]

    assert answers == [400] * guarding.CODES_A_WINDOW + [429]
    assert pair(code.digits).status_code == 429
    assert pair(code.key).status_code == 201


def test_a_pack_names_nothing_about_a_person_but_number_name_unit_and_lane(meet: Meet) -> None:
    meet.record("run", 1, time=12340)
    tablet = make_tablet(meet)

    document = tablet.get("pack/").json()

    (sheet,) = document["sheets"]
    assert sheet["id"] == "run"
    assert sheet["rule_text"] == "20 米，掉球回起点。"
    entries = [entry for group in sheet["groups"] for entry in group["entries"]]
    assert len(entries) == 6
    assert {key for entry in entries for key in entry} == {"code", "number", "name", "unit", "lane"}
    assert sheet["slots"]["run/1"]["time"]["value"] == 12340
    assert len(sheet["slots"]["run/1"]["time"]["uuids"]) == 1
    assert sheet["layout"]["fields"][0]["slots"] == ["time"]
    assert "female" not in json.dumps(document)


def test_an_unchanged_pack_is_not_sent_again(meet: Meet) -> None:
    tablet = make_tablet(meet)
    tag = tablet.get("pack/")["ETag"]

    assert tablet.get("pack/", if_none_match=tag).status_code == 304
    meet.record("run", 1, time=12340)
    changed = tablet.get("pack/", if_none_match=tag)
    assert changed.status_code == 200
    assert tablet.get("state/").json()["pack"] == changed.json()["version"]


def test_a_station_for_one_heat_gets_only_that_heat(meet: Meet) -> None:
    from scoring.services.drawing import draw  # noqa: PLC0415

    meet.move_to(State.CLOSED)
    draw(sheet=meet.sheet("run"), seed="7", by=meet.organiser, now=timezone.now())
    tablet = make_tablet(meet, make_station(meet, "run", heats=(2,)))

    (sheet,) = tablet.get("pack/").json()["sheets"]

    assert [group["code"] for group in sheet["groups"]] == ["2"]
    assert len(sheet["groups"][0]["entries"]) == 3


@pytest.mark.parametrize("address", ["pack/", "state/"])
def test_without_a_token_nothing_is_told_and_nothing_is_wiped(address: str, meet: Meet) -> None:
    client = Client()
    client.force_login(meet.chief)

    answer = client.get(f"/tablet/{address}", headers={"authorization": "Device nonsense"})

    assert (answer.status_code, answer.json()["error"]) == (401, "unknown_device")
    assert "wipe" not in answer.json()
    assert client.get(f"/tablet/{address}").status_code == 401


def test_a_form_of_another_site_is_not_taken(meet: Meet) -> None:
    tablet = make_tablet(meet)
    client = Client(enforce_csrf_checks=True)
    client.force_login(meet.referee)

    assert client.post("/tablet/operations/", json.dumps(tablet.batch()), content_type="text/plain").status_code == 415
    assert client.post("/tablet/operations/", tablet.batch(), content_type="application/json").status_code == 401
    assert tablet.client.get("/tablet/operations/").status_code == 405


def test_receipts_add_up_and_a_repeat_is_only_repeated(meet: Meet) -> None:
    tablet = make_tablet(meet).sign_in(meet)
    first = tablet.operation("run/1", "time", 12340)
    odd = tablet.operation("run/2", "time", 10**9)
    foreign = tablet.operation("shots/1", "shot.1", 1)

    said = tablet.send(first, odd, foreign)
    again = tablet.send(first, first | {"value": 12350})

    assert [one["receipt"] for one in said["receipts"]] == ["stored", "flagged", "refused"]
    assert [one["receipt"] for one in again["receipts"]] == ["repeated", "conflict"]
    for counts in (said["counts"], again["counts"]):
        assert counts["sent"] == sum(counts[kind] for kind in KINDS)
    assert Operation.objects.get(entry__number=1).value == 12340


@pytest.mark.parametrize("ticket", ["", "nonsense", None, 7])
def test_an_entry_of_nobody_known_is_kept_and_waits_for_a_ruling(meet: Meet, ticket: object) -> None:
    tablet = make_tablet(meet)

    said = tablet.send(tablet.operation("run/1", "time", 12340), ticket=ticket)

    assert said["counts"]["flagged"] == 1
    reading = read_sheet(meet.sheet("run"))
    assert reading.folded.slots == {}
    assert len(reading.conflicts) == 1


def test_a_ticket_of_one_tablet_says_nothing_on_another(meet: Meet) -> None:
    station = make_station(meet)
    lent = make_tablet(meet, station).sign_in(meet)
    tablet = make_tablet(meet, station)

    said = tablet.send(tablet.operation("run/1", "time", 12340), ticket=lent.ticket)

    assert said["counts"]["flagged"] == 1
    assert Operation.objects.get().by_name == ""


def test_a_tablet_that_was_taken_back_hands_over_what_it_has_and_is_told_to_wipe(meet: Meet) -> None:
    tablet = make_tablet(meet).sign_in(meet)
    pairing.revoke(device=tablet.device, by=meet.chief, now=timezone.now())

    assert (tablet.get("pack/").status_code, tablet.get("pack/").json()["wipe"]) == (403, True)
    assert tablet.get("state/").json()["wipe"] is True
    said = tablet.send(tablet.operation("run/1", "time", 12340))
    assert (said["receipts"][0]["receipt"], said["wipe"]) == ("flagged", True)
    assert read_sheet(meet.sheet("run")).folded.slots == {}
    assert tablet.post("health/", {"wiped": True}).json()["wipe"] is False
    assert Device.objects.get().wiped_at is not None
    assert LogEntry.objects.filter(verb="scoring.revoke_device").count() == 1


def test_a_late_result_waits_and_leaves_the_publication_as_it_is(meet: Meet) -> None:
    meet.record_everything()
    publish(meet)
    tablet = make_tablet(meet).sign_in(meet)

    said = tablet.send(tablet.operation("run/1", "time", 5000))
    state = tablet.get("state/").json()["sheets"][0]

    assert said["counts"]["flagged"] == 1
    assert state["state"] == "released"
    assert state["confirmed"] == [f"run/{number}" for number in range(2, 7)]
    assert state["conflicts"] == ["run/1"]
    assert read_sheet(meet.sheet("run")).recorded[meet.entry("run", 1).pk].records == {"time": 10730}


def test_another_tablet_at_the_same_group_is_named(meet: Meet) -> None:
    station = make_station(meet)
    one, other = make_tablet(meet, station).sign_in(meet), make_tablet(meet, station)
    one.get("state/?sheet=run&group=1")

    (sheet,) = other.get("state/?sheet=run&group=1").json()["sheets"]
    assert sheet["others"] == [{"device": one.device.name, "referee": meet.referee.name, "group": "1", "seat": None}]
    (sheet,) = other.get("state/?sheet=run&group=2").json()["sheets"]
    assert sheet["others"] == []


def test_health_keeps_only_what_it_knows(meet: Meet) -> None:
    tablet = make_tablet(meet)

    said = {"waiting": 3, "battery": 80, "persisted": True, "version": "1.2", "name": "林小满", "refused": "x"}
    answer = tablet.post("health/", said)

    assert answer.json()["wipe"] is False
    assert Device.objects.get().health == {"waiting": 3, "battery": 80, "persisted": True, "version": "1.2"}


def test_a_call_for_help_rings_once_however_often_it_is_sent(meet: Meet) -> None:
    tablet = make_tablet(meet).sign_in(meet)
    sent = {"uuid": "3d1f0a52-1111-4000-8000-000000000000", "sheet": "run", "entry": "run/1", "text": "秒表停了"}

    assert [tablet.post("call/", sent).json() for _ in range(2)] == [{"taken": True}] * 2
    (row,) = tablet.device.calls.all()
    assert (row.text, row.sheet.contest.code) == ("秒表停了", "run")


@pytest.mark.parametrize("body", ["[]", "{}", "nonsense", '{"format": "unionevents-operations", "version": 2}', "[[[["])
def test_what_is_no_batch_is_answered_without_storing_anything(meet: Meet, body: str) -> None:
    tablet = make_tablet(meet)

    answer = tablet.client.post("/tablet/operations/", body, content_type="application/json")

    assert (answer.status_code, answer.json()["error"]) == (400, "unreadable")
    assert not Operation.objects.exists()


def test_a_tablet_of_another_activity_reaches_nothing_of_this_one(meet: Meet, tablet_elsewhere: Tablet) -> None:
    said = tablet_elsewhere.send(tablet_elsewhere.operation("run/1", "time", 12340), sheet="run")

    assert said["counts"]["refused"] == 1
    assert not Operation.objects.exists()


@pytest.fixture
def tablet_elsewhere(meet: Meet) -> Tablet:
    from scoring.models import Station  # noqa: PLC0415
    from tests.factories import make_activity  # noqa: PLC0415

    other = make_activity(meet.union, title="另一场", state=State.RUNNING)
    return make_tablet(meet, Station.objects.create(activity=other, name="别处"))


def test_the_answer_says_how_much_of_the_tablet_is_stored(meet: Meet) -> None:
    tablet = make_tablet(meet).sign_in(meet)
    assert tablet.get("state/").json()["held"] == 0
    tablet.send(tablet.operation("run/1", "time", 12340), tablet.operation("run/2", "time", 12350))
    assert tablet.get("state/").json()["held"] == 2
    assert tablet.get("state/?from=2").json()["held"] == 1
    assert tablet.get("state/?from=x").json()["held"] == 2
