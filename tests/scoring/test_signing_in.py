"""Referees on tablets: who entered it is always known, and a PIN cannot be guessed."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import LogEntry
from scoring.models import Operation, RefereePin
from scoring.services import guarding, signing_in
from tests.scoring.meets import Meet, make_meet
from tests.scoring.tablets import PIN, make_tablet

pytestmark = pytest.mark.django_db


def test_every_entry_carries_its_author_also_when_two_alternate_on_one_tablet(meet: Meet) -> None:
    tablet = make_tablet(meet)
    authors = []
    for number, user in enumerate((meet.referee, meet.chief) * 3, start=1):
        tablet.sign_in(meet, user).send(tablet.operation(f"run/{number}", "time", 12000 + number * 10))
        authors.append(user.name)

    rows = Operation.objects.order_by("entry__number")
    assert [row.by_name for row in rows] == authors
    assert all(row.flags == [] for row in rows)


def test_a_wrong_pin_and_an_unknown_name_are_answered_alike(meet: Meet) -> None:
    tablet = make_tablet(meet).sign_in(meet)
    key = tablet.get("pack/").json()["referees"][0]["key"]

    wrong = tablet.post("sign-in/", {"referee": key, "pin": "111112"})
    unknown = tablet.post("sign-in/", {"referee": "3d1f0a52-0000-4000-8000-000000000000", "pin": PIN})

    assert wrong.status_code == unknown.status_code == 403
    assert wrong.content == unknown.content


def test_five_wrong_pins_lock_the_name_until_the_chief_sets_a_new_one(meet: Meet) -> None:
    tablet = make_tablet(meet).sign_in(meet)
    key = tablet.get("pack/").json()["referees"][0]["key"]

    answers = [tablet.post("sign-in/", {"referee": key, "pin": "111112"}).status_code for _ in range(7)]

    assert answers == [403] * 5 + [429] * 2
    assert tablet.post("sign-in/", {"referee": key, "pin": PIN}).status_code == 429
    assert LogEntry.objects.filter(verb="scoring.pin_locked").count() == 1
    tablet.sign_in(meet)


def test_right_pins_cost_nothing_and_wrong_ones_are_remembered_through_them(meet: Meet) -> None:
    tablet = make_tablet(meet).sign_in(meet)
    key = tablet.get("pack/").json()["referees"][0]["key"]

    answers = [
        tablet.post("sign-in/", {"referee": key, "pin": pin}).status_code
        for pin in ["111112", "111112", PIN, PIN, PIN, PIN, PIN, PIN, "111112", "111112", PIN, "111112", PIN]
    ]

    assert answers == [403, 403, 200, 200, 200, 200, 200, 200, 403, 403, 200, 403, 429]


@pytest.mark.parametrize("pin", ["12345", "abcdef", "123456", "987654", "000000", "112211", "１２３４５６"])
def test_a_pin_that_is_easy_to_guess_is_not_taken(meet: Meet, pin: str) -> None:
    with pytest.raises(signing_in.BadPin):
        signing_in.set_pin(activity=meet.activity, user=meet.referee, pin=pin, by=meet.chief, now=timezone.now())


def test_no_more_than_five_are_evaluated_in_any_quarter_of_an_hour(meet: Meet) -> None:
    pin = signing_in.set_pin(activity=meet.activity, user=meet.referee, pin=PIN, by=meet.chief, now=timezone.now())
    start = timezone.now()

    allowed = [minute for minute in range(0, 120, 2) if guarding.may_try_pin(pin, start + timedelta(minutes=minute))]

    assert all(len([other for other in allowed if minute <= other < minute + 15]) <= 5 for minute in allowed)
    assert len(allowed) == guarding.PINS_A_DAY
    assert guarding.may_try_pin(pin, start + timedelta(days=1))


@pytest.fixture
def real_meet(transactional_db: None) -> Iterator[Meet]:
    yield make_meet()


@pytest.mark.django_db(transaction=True)
def test_of_sixty_guesses_at_once_five_are_evaluated(real_meet: Meet) -> None:
    """The drill `pins` does it with a thousand."""
    meet = real_meet
    pin = signing_in.set_pin(activity=meet.activity, user=meet.referee, pin=PIN, by=meet.chief, now=timezone.now())
    now = timezone.now()

    def guess(_number: int) -> bool:
        try:
            return guarding.may_try_pin(pin, now)
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as threads:
        evaluated = sum(threads.map(guess, range(60)))

    assert evaluated == 5
    assert RefereePin.objects.get().tries_of_day == 5
