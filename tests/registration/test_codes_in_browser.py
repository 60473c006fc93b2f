"""Codes on paper for people: the one to sign up, and the number card that the desk reads."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from events.models import Activity
from events.states import State
from registration.models import Roster
from registration.queries.checkin import number_of
from tests.codes import codes_on
from tests.factories import make_person
from tests.registration.conftest import Meet
from tests.registration.test_signups import make_link

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_printed_code_of_a_unit_opens_the_form_to_sign_up_for_it(browse: Any, meet: Meet) -> None:
    make_link(meet)
    page = browse(meet.organiser)
    page.goto(f"/activities/{meet.activity.pk}/registration/links/")
    (address,) = codes_on(page)
    phone = browse(size="phone")
    phone.goto(address)
    expect(phone.locator("main")).to_contain_text(meet.school.name)
    expect(phone.get_by_role("button", name="我要报名")).to_be_visible()


def test_every_number_card_is_read_as_its_own_number(browse: Any, meet: Meet) -> None:
    roster = meet.roster(state=Roster.State.ACCEPTED)
    people = [make_person(roster, name, meet.rope) for name in ("林悦", "周涛", "沈岚")]
    Activity.objects.filter(pk=meet.activity.pk).update(state=State.RUNNING)
    page = browse(meet.organiser)
    page.goto(f"/activities/{meet.activity.pk}/cards/")
    read = {number_of(text, meet.activity) for text in codes_on(page)}
    assert read == {person.number for person in people}
