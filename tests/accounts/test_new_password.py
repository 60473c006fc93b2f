"""A forgotten password: a one-time link from the administrator."""

from __future__ import annotations

import re

from django.test import Client

from accounts.models import LogEntry, Membership, User
from accounts.roles import Role
from tests.accounts.conftest import Unions, as_user
from tests.factories import PASSWORD

NEW = "quite-another-long-one"
BOTH = {"new_password1": NEW, "new_password2": NEW}


def link_from(answer_text: str) -> str:
    found = re.search(r"http://testserver(/new-password/\d+/[\w-]+/)", answer_text)
    assert found is not None
    return found[1]


def make_link(unions: Unions, person: User) -> str:
    answer = as_user(unions.administrator).post(f"/people/{person.pk}/password-link/")
    return link_from(answer.content.decode())


def test_link_sets_a_new_password_once(unions: Unions, known: User) -> None:
    link = make_link(unions, known)

    assert "连文" in Client().get(link).content.decode()
    answer = Client().post(link, BOTH)

    assert answer.url == "/log-in/"
    known.refresh_from_db()
    assert known.check_password(NEW)
    assert Client().post(link, BOTH).status_code == 410
    assert set(LogEntry.objects.values_list("verb", flat=True)) == {
        "accounts.create_password_link",
        "accounts.change_password",
    }


def test_new_password_lifts_the_lock_of_the_old_one(unions: Unions, known: User) -> None:
    for _miss in range(5):
        Client().post("/log-in/", {"username": "lian", "password": "wrong"})
    link = make_link(unions, known)

    Client().post(link, BOTH)

    assert Client().post("/log-in/", {"username": "lian", "password": NEW}).status_code == 302


def test_weak_password_is_refused_and_the_link_stays_good(unions: Unions, known: User) -> None:
    link = make_link(unions, known)

    assert Client().post(link, {"new_password1": "short", "new_password2": "short"}).status_code == 200

    known.refresh_from_db()
    assert known.check_password(PASSWORD)
    assert Client().get(link).status_code == 200


def test_link_of_a_stopped_account_or_of_somebody_else_does_not_work(unions: Unions, known: User) -> None:
    link = make_link(unions, known)

    assert Client().get(link.replace(f"/{known.pk}/", f"/{unions.organiser.pk}/")).status_code == 410
    User.objects.filter(pk=known.pk).update(is_active=False)
    assert Client().get(link).status_code == 410


def test_nobody_makes_a_link_for_a_person_who_also_belongs_elsewhere(unions: Unions, known: User) -> None:
    Membership.objects.create(user=known, unit=unions.other, role=Role.REFEREE)

    assert as_user(unions.administrator).post(f"/people/{known.pk}/password-link/").status_code == 403


def test_organiser_makes_no_password_links(unions: Unions, known: User) -> None:
    assert as_user(unions.organiser).post(f"/people/{known.pk}/password-link/").status_code == 404
