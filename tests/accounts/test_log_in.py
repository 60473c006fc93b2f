"""Logging in, out, and being locked for a while after five misses."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.accounts.conftest import Unions, as_user
from tests.factories import PASSWORD

LOG_IN = "/log-in/"


def try_password(client: Client, username: str, password: str, address: str = "10.0.0.1") -> int:
    answer = client.post(LOG_IN, {"username": username, "password": password}, REMOTE_ADDR=address)
    return answer.status_code


def test_right_password_leads_home(client: Client, known: User) -> None:
    answer = client.post(LOG_IN, {"username": "lian", "password": PASSWORD})

    assert answer.status_code == 302
    assert answer.url == "/"


def test_right_password_leads_to_where_the_person_wanted_to_go(client: Client, known: User) -> None:
    answer = client.post(f"{LOG_IN}?next=/me/", {"username": "lian", "password": PASSWORD})

    assert answer.url == "/me/"


def test_log_in_never_leads_to_another_site(client: Client, known: User) -> None:
    answer = client.post(f"{LOG_IN}?next=https://elsewhere.example/", {"username": "lian", "password": PASSWORD})

    assert answer.url == "/"


@pytest.mark.parametrize(("username", "password"), [("lian", "wrong"), ("nobody", PASSWORD)])
def test_wrong_name_and_wrong_password_get_the_same_words(
    client: Client, known: User, username: str, password: str
) -> None:
    answer = client.post(LOG_IN, {"username": username, "password": password})

    assert answer.status_code == 200
    assert "登录名或密码不正确" in answer.content.decode()


def test_stopped_account_cannot_log_in_and_is_not_told_why(client: Client, known: User) -> None:
    User.objects.filter(pk=known.pk).update(is_active=False)

    answer = client.post(LOG_IN, {"username": "lian", "password": PASSWORD})

    assert "登录名或密码不正确" in answer.content.decode()


def test_stopped_account_is_out_with_its_next_page(known: User) -> None:
    client = as_user(known)
    assert client.get("/me/").status_code == 200

    User.objects.filter(pk=known.pk).update(is_active=False)

    assert client.get("/me/").status_code == 302


def test_fifth_miss_locks_the_name_at_this_address_and_says_so(client: Client, known: User) -> None:
    assert [try_password(client, "lian", "wrong") for _miss in range(4)] == [200] * 4

    answer = client.post(LOG_IN, {"username": "lian", "password": "wrong"}, REMOTE_ADDR="10.0.0.1")

    assert answer.status_code == 429
    text = answer.content.decode()
    assert "尝试次数过多" in text
    assert "15 分钟" in text
    assert try_password(client, "lian", PASSWORD) == 429, "the right password waits too"


def test_lock_holds_neither_another_address_nor_another_name(client: Client, known: User, unions: Unions) -> None:
    unions.organiser.set_password(PASSWORD)
    unions.organiser.save()
    for _miss in range(5):
        try_password(client, "lian", "wrong")

    assert try_password(Client(), "lian", PASSWORD, address="10.0.0.2") == 302, "same person, another address"
    assert try_password(Client(), "zu", PASSWORD) == 302, "another person in the same hall"


def test_success_forgets_earlier_misses(client: Client, known: User) -> None:
    for _round in range(2):
        assert [try_password(client, "lian", "wrong") for _miss in range(4)] == [200] * 4
        assert try_password(client, "lian", PASSWORD) == 302
        client.logout()


def test_log_out_is_a_post(known: User) -> None:
    client = as_user(known)

    assert client.get("/log-out/").status_code == 405
    answer = client.post("/log-out/")

    assert answer.url == reverse("accounts:login")
    assert client.get("/me/").status_code == 302


def test_log_in_page_shows_nothing_of_any_union(client: Client, unions: Unions) -> None:
    text = client.get(LOG_IN).content.decode()

    for name in ("云溪区总工会", "城东小学工会", "青石县总工会", "管一平"):
        assert name not in text


def test_whoever_is_logged_in_needs_no_log_in_page(known: User) -> None:
    assert as_user(known).get(LOG_IN).status_code == 302


def test_the_language_of_the_account_comes_with_the_log_in(client: Client, known: User) -> None:
    User.objects.filter(pk=known.pk).update(language="en")

    answer = client.post(LOG_IN, {"username": "lian", "password": PASSWORD})

    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert "My account" in client.get("/me/").content.decode()
