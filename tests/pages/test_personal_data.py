"""What a device or the public is told: number, name, unit, group. Every address open to all, and every answer in JSON.

The addresses come from the URLconf: a new one is asked here by itself, and fails until it is said what stands in it.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from events.models import Duty
from events.states import State
from registration.models import IdNumber, Person
from registration.services import signing_up
from registration.services.sealed_numbers import seal_number
from scoring.models import Operation, Screen, Showing, Station
from scoring.services import pairing, screens, signing_in
from tests.pages.test_access import ALL, GUARDED, OTHER_KEYWORDS, address_of, ask, samples_of, words_of
from tests.pages.world import HERE, NEIGHBOUR, World, build_world, place_of, union_of

pytestmark = pytest.mark.django_db
OK, NOT_SO, NO_MORE = 200, 405, 300
PIN: Final = "402917"  # invented, for tests alone
BORN, SERVING = date(1987, 11, 23), date(2009, 5, 17)
ID_NUMBER, PHONE, DUTY_PHONE, MAIL = "110101198711230020", "13711112222", "13733334444", "office@example.org"
SECRETS: Final = (
    *(day.strftime(shape) for day in (BORN, SERVING) for shape in ("%Y-%m-%d", "%Y%m%d", "%Y/%m/%d")),
    *(f"{day.year}年{day.month}月{day.day}日" for day in (BORN, SERVING)),
    ID_NUMBER, PHONE, DUTY_PHONE, MAIL,
    *(f"{mark}{what}" for mark in (HERE, NEIGHBOUR) for what in ("批注", "提交人", "申诉", "催报", "盖章人", "自报")),
    f"{HERE}理由", f"{HERE}特长",
)  # fmt: skip


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """With everything on everybody that may be known of anybody."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = build_world()
        Person.objects.update(birth_date=BORN, service_since=SERVING, traits=[f"{HERE}特长"])
        User.objects.update(phone=PHONE)
        Duty.objects.update(phone=DUTY_PHONE)
        IdNumber.objects.bulk_create(
            IdNumber(person=each, sealed=seal_number(ID_NUMBER)) for each in Person.objects.all()
        )
        yield world
        transaction.set_rollback(True)


def said(answer: HttpResponse) -> str:
    """As a person would read it: JSON spells Chinese in numbers."""
    if "json" in answer.get("Content-Type", ""):
        return json.dumps(json.loads(answer.content), ensure_ascii=False)
    return words_of(answer)


def told(answer: HttpResponse) -> set[str]:
    return {secret for secret in SECRETS if secret in said(answer)}


def to_everybody(world: World) -> dict[str, dict[str, object]]:
    """What stands in the addresses that are open to all, so that they answer."""
    running, organiser = world.here.activities[State.RUNNING], world.people["organiser"]
    assert organiser is not None
    now: Any = timezone.now()
    for contest in running.contests.all():
        contest.entries.update(division=contest.divisions.get())
    screens.set_showing(activity=running, by=organiser, now=now, names=Showing.Names.FULL, provisional=True)
    page = screens.open_page(activity=running, by=organiser, now=now)
    link = signing_up.make_link(
        activity=world.here.activities[State.OPEN], unit=world.here.school, by=organiser, now=now
    )
    board = {"token": Screen.objects.get(activity=running).token}
    join = {"token": signing_up.token_of(link)}
    return {
        "scoring:public": {"token": page.token}, "scoring:board": board, "scoring:board_now": board,
        "registration:join": join, "registration:join_check": join,
    }  # fmt: skip


def test_it_would_be_noticed(world: World) -> None:
    """The secrets are in the world, and somebody may read each kind of them somewhere."""
    organiser = world.client("organiser")
    running = world.here.activities[State.RUNNING]
    read = told(organiser.get(reverse("events:plan", args=[running.pk])))
    assert DUTY_PHONE in read


def test_no_open_address_tells_more_than_number_name_unit_and_group(world: World) -> None:
    keys = to_everybody(world)
    answered = set()
    for name, pattern in ALL.items():
        declared = getattr(pattern.callback, "declared_access", None)
        if declared is None or declared.kind != "public":
            continue
        given = keys.get(name) or {
            keyword: OTHER_KEYWORDS[name, keyword](None) for keyword in pattern.pattern.converters
        }
        for method in ("get", "post"):
            answer = ask(Client(), method, reverse(name, kwargs=given))
            assert told(answer) == set(), name
            if answer.status_code == OK:
                answered.add(name)
    assert answered >= keys.keys() | {"scoring:tablet", "scoring:tablet_worker", "scoring:tablet_manifest"}


def test_a_tablet_is_told_number_name_unit_and_group(world: World) -> None:
    """Everything under /tablet/, as it is asked with a token and a referee signed in."""
    running, referee, chief = (
        world.here.activities[State.RUNNING], world.people["referee"], world.people["chief_referee"],
    )  # fmt: skip
    assert referee is not None
    assert chief is not None
    station = Station.objects.get(activity=running)
    paired = pairing.make_device(station=station, by=chief, now=timezone.now())
    pin = signing_in.set_pin(activity=running, user=referee, pin=PIN, by=chief, now=timezone.now())
    client = Client(headers={"authorization": f"Device {paired.token}"})

    def asked(name: str, document: object = None) -> HttpResponse:
        address = reverse(f"scoring:{name}")
        return (
            client.get(address)
            if document is None
            else client.post(address, json.dumps(document), content_type="application/json")
        )

    ticket = asked("tablet_sign_in", {"referee": str(pin.key), "pin": PIN}).json()["ticket"]
    entry = running.contests.earliest("pk").entries.filter(withdrawn_at=None).earliest("pk")
    operation = {
        "uuid": "5f0c9d0e-4f0b-4a3e-9d5e-2f6f0a1b2c3d", "entry": f"{entry.contest.code}/{entry.number}",
        "device": paired.device.code, "seq": 1, "slot": "time", "value": 12340, "replaces": [],
        "captured_at": "2026-09-23T08:41:07.120+08:00",
    }  # fmt: skip
    batch = {
        "format": "unionevents-operations", "version": 1, "sheet": entry.contest.code, "ticket": ticket,
        "operations": [operation],
    }  # fmt: skip
    documents: dict[str, Any] = {
        "tablet_pair": {"code": pairing.make_code(station=station, by=chief, now=timezone.now()).digits},
        "tablet_sign_in": {"referee": str(pin.key), "pin": PIN},
        "tablet_operations": batch,
        "tablet_health": {},
        "tablet_call": {"uuid": "5f0c9d0e-4f0b-4a3e-9d5e-2f6f0a1b2c3e", "sheet": entry.contest.code},
    }
    names = [name.partition(":")[2] for name in ALL if name.startswith("scoring:tablet")]
    answers = {name: asked(name, documents.get(name)) for name in names}

    assert {name: answer.status_code for name, answer in answers.items() if answer.status_code >= NO_MORE} == {}
    assert Operation.objects.filter(uuid=operation["uuid"]).exists()
    assert entry.person.name in said(answers["tablet_pack"])
    assert {name: told(answer) for name, answer in answers.items() if told(answer)} == {}


def test_no_answer_in_json_tells_more(world: World) -> None:
    """What a script on a page or on a device is given, and what is carried to one."""
    found: dict[str, dict[str, set[str]]] = {}
    speaking = {
        name: pattern
        for name, pattern in GUARDED.items()
        if "json" in inspect.getsource(inspect.unwrap(pattern.callback)).lower()
    }
    for actor in ("organiser", "chief_referee", "referee", "contact"):
        client = world.client(actor)
        for name, pattern in speaking.items():
            for thing in samples_of(pattern.callback.declared_access.model):
                if union_of(thing) != world.here.root.path or place_of(thing)[1] not in ("", State.RUNNING):
                    continue
                address = address_of(name, thing, thing.pk)
                answer = ask(client, "get", address)
                if answer.status_code == NOT_SO:
                    answer = ask(client, "post", address)
                if "json" in answer.get("Content-Type", ""):
                    found.setdefault(name, {}).setdefault(actor, set()).update(told(answer))

    assert found.keys() >= {"scoring:station_pack", "registration:taps"}
    secrets = {(name, actor) for name, by in found.items() for actor, read in by.items() if read}
    # The activity file carries everything to another installation; who runs the activity alone may have it.
    assert secrets == {("export_activity", "organiser")}
