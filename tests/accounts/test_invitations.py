"""One-time links."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Invitation, LogEntry, Membership, Unit, User
from accounts.roles import Role
from accounts.services.invitations import (
    LinkUnusable,
    accept_as_known,
    accept_as_new,
    create_invitation,
    hash_of,
    revoke_invitation,
    usable_invitation,
)
from tests.accounts.conftest import Unions, as_user
from tests.factories import NOW, PASSWORD, later

FORM = {"name": "新来人", "username": "xinlai", "password1": PASSWORD, "password2": PASSWORD}


def invited(unions: Unions, unit: Unit | None = None, role: Role = Role.CONTACT, now: datetime = NOW) -> str:
    _invitation, token = create_invitation(
        unit=unit or unions.library, role=role, name="新来人", by=unions.administrator, now=now
    )
    return token


def why_unusable(token: str, now: datetime = NOW) -> str:
    with pytest.raises(LinkUnusable) as caught:
        usable_invitation(token=token, now=now)
    return caught.value.why


def test_only_the_hash_of_a_long_random_token_is_kept(unions: Unions) -> None:
    token = invited(unions)

    kept = Invitation.objects.values().get()
    assert kept["token_hash"] == hash_of(token)
    assert token not in str(kept)
    assert token not in str(list(LogEntry.objects.values()))
    assert len(token) * 6 >= 128
    assert token != invited(unions)


def test_link_makes_an_account_with_the_role_once(unions: Unions) -> None:
    token = invited(unions)

    person = accept_as_new(token=token, username="xinlai", name="新来人", password=PASSWORD, now=later(days=1))

    assert person.check_password(PASSWORD)
    assert person.standing.roles == {(Role.CONTACT, unions.library.path)}
    assert why_unusable(token) == "used"
    with pytest.raises(LinkUnusable):
        accept_as_new(token=token, username="second", name="x", password=PASSWORD, now=later(days=1))
    assert not User.objects.filter(username="second").exists()


def test_link_works_for_seven_days(unions: Unions) -> None:
    token = invited(unions)

    assert usable_invitation(token=token, now=later(days=7, seconds=-1))
    assert why_unusable(token, later(days=7)) == "expired"


def test_revoked_link_is_dead_and_a_used_one_cannot_be_revoked(unions: Unions) -> None:
    first, second = invited(unions), invited(unions)
    revoked, used = Invitation.objects.order_by("pk")

    revoke_invitation(invitation=revoked, by=unions.administrator, now=NOW)
    revoke_invitation(invitation=revoked, by=unions.administrator, now=NOW)
    accept_as_new(token=second, username="xinlai", name="新来人", password=PASSWORD, now=NOW)

    assert why_unusable(first) == "revoked"
    with pytest.raises(LinkUnusable):
        revoke_invitation(invitation=used, by=unions.administrator, now=NOW)
    assert LogEntry.objects.filter(verb="accounts.revoke_invitation").count() == 1


def test_somebody_known_gets_the_role_on_the_account_they_have(unions: Unions) -> None:
    token = invited(unions, role=Role.REFEREE, unit=unions.union)

    accept_as_known(token=token, person=unions.contact, now=NOW)

    assert set(unions.contact.memberships.values_list("role", flat=True)) == {"contact", "referee"}
    assert why_unusable(token) == "used"


def test_the_way_from_the_form_to_the_new_account(unions: Unions) -> None:
    made = as_user(unions.organiser).post(f"/units/{unions.library.pk}/invite/", {"name": "新来人", "role": "contact"})

    assert made.status_code == 200
    assert "no-store" in made["Cache-Control"]
    text = made.content.decode()
    link = re.search(r"http://testserver(/join/[\w-]+/)", text)
    assert link is not None
    assert "您好，新来人" in text
    visitor = Client()
    assert "图书馆工会" in visitor.get(link[1]).content.decode()
    welcomed = visitor.post(link[1], FORM, follow=True)
    assert "账号已开通" in welcomed.content.decode()
    assert User.objects.get(username="xinlai").standing.paths(Role.CONTACT) == {unions.library.path}
    assert "已经用过" in Client().get(link[1]).content.decode()


def test_looking_at_a_link_does_not_use_it(unions: Unions) -> None:
    token = invited(unions, now=timezone.now())

    for _chat_preview in range(3):
        assert Client().get(f"/join/{token}/").status_code == 200


def test_page_of_the_link_shows_nothing_else_of_the_union(unions: Unions) -> None:
    text = Client().get(f"/join/{invited(unions, now=timezone.now())}/").content.decode()

    assert "城东小学工会" not in text
    assert "连文" not in text


@pytest.mark.parametrize(
    ("age", "words"), [(timedelta(days=8), "已过期"), (timedelta(), "已作废")], ids=["expired", "revoked"]
)
def test_dead_link_says_what_to_do(unions: Unions, age: timedelta, words: str) -> None:
    token = invited(unions, now=timezone.now() - age)
    if not age:
        revoke_invitation(invitation=Invitation.objects.get(), by=unions.administrator, now=timezone.now())

    answer = Client().get(f"/join/{token}/")

    assert answer.status_code == 410
    assert words in answer.content.decode()
    assert Client().post(f"/join/{token}/", FORM).status_code == 410


def test_mistyped_link_says_so(unions: Unions) -> None:
    answer = Client().get("/join/nonsense/")

    assert answer.status_code == 410
    assert "链接不完整" in answer.content.decode()


def test_refused_form_keeps_the_names_and_tells_the_rules_of_passwords(unions: Unions) -> None:
    token = invited(unions, now=timezone.now())

    shown = Client().get(f"/join/{token}/").content.decode()
    refused = Client().post(f"/join/{token}/", FORM | {"password1": "short", "password2": "short"})

    assert "10" in shown, "the least length is told before it is broken"
    assert "xinlai" in refused.content.decode()
    assert not User.objects.filter(username="xinlai").exists()
    assert usable_invitation(token=token, now=timezone.now())


def test_taken_log_in_name_is_said_and_the_link_stays_good(unions: Unions) -> None:
    token = invited(unions, now=timezone.now())

    answer = Client().post(f"/join/{token}/", FORM | {"username": "LIAN"})

    assert answer.status_code == 200
    assert usable_invitation(token=token, now=timezone.now())


def test_logged_in_visitor_is_asked_and_takes_the_role(unions: Unions) -> None:
    token = invited(unions, now=timezone.now())
    client = as_user(unions.contact)

    assert "连文" in client.get(f"/join/{token}/").content.decode()
    assert not Membership.objects.filter(unit=unions.library).exists()
    client.post(f"/join/{token}/")

    assert Membership.objects.get(unit=unions.library).user == unions.contact


def test_organiser_invites_contacts_and_nobody_higher(unions: Unions) -> None:
    client = as_user(unions.organiser)

    for role in set(Role) - {Role.CONTACT}:
        assert client.post(f"/units/{unions.school.pk}/invite/", {"role": role.value}).status_code == 200

    assert not Invitation.objects.exists()


def test_organiser_sees_and_revokes_contact_links_alone(unions: Unions) -> None:
    invited(unions, role=Role.CHAIR)
    invited(unions, role=Role.CONTACT)
    chair, contact = Invitation.objects.order_by("pk")
    client = as_user(unions.organiser)

    assert client.post(f"/invitations/{chair.pk}/revoke/").status_code == 403
    assert client.post(f"/invitations/{contact.pk}/revoke/").status_code == 302

    contact.refresh_from_db()
    assert contact.revoked_at is not None


def test_open_links_stand_on_the_page_of_the_unit_with_a_button(unions: Unions) -> None:
    invited(unions, now=timezone.now())
    invitation = Invitation.objects.get()
    client = as_user(unions.administrator)

    assert "新来人" in client.get(f"/units/{unions.library.pk}/members/").content.decode()
    client.post(f"/invitations/{invitation.pk}/revoke/")

    assert (
        f"/invitations/{invitation.pk}/revoke/"
        not in client.get(f"/units/{unions.library.pk}/members/").content.decode()
    )


def test_revoking_a_used_link_says_that_it_was_used(unions: Unions) -> None:
    token = invited(unions, now=timezone.now())
    accept_as_known(token=token, person=unions.contact, now=timezone.now())

    answer = as_user(unions.administrator).post(f"/invitations/{Invitation.objects.get().pk}/revoke/", follow=True)

    assert "已经用过" in answer.content.decode()


def test_foreign_invitation_does_not_exist(unions: Unions) -> None:
    invited(unions)

    answer = as_user(unions.foreign_administrator).post(f"/invitations/{Invitation.objects.get().pk}/revoke/")

    assert answer.status_code == 404
