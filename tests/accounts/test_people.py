"""Members of a unit, their roles and accounts."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import LogEntry, Membership, User
from accounts.roles import Role
from accounts.services.people import (
    AlreadyHolds,
    LastAdministrator,
    grant_role,
    reopen_account,
    stop_account,
    withdraw_role,
)
from tests.accounts.conftest import Unions, as_user
from tests.factories import NOW, make_user

MEMBERS_QUERIES = 7  # session, user, roles, the unit, its members, open links, latest acts


def test_granted_role_counts_with_the_next_request_and_is_logged(unions: Unions) -> None:
    grant_role(person=unions.contact, unit=unions.union, role=Role.REFEREE, by=unions.administrator, now=NOW)

    fresh = User.objects.get(pk=unions.contact.pk)
    assert fresh.standing.reaches(unions.school.path or "", Role.REFEREE)
    entry = LogEntry.objects.get()
    assert (entry.verb, entry.by, entry.unit) == ("accounts.grant_role", unions.administrator, unions.union)


def test_role_is_granted_once(unions: Unions) -> None:
    with pytest.raises(AlreadyHolds):
        grant_role(person=unions.contact, unit=unions.school, role=Role.CONTACT, by=unions.administrator, now=NOW)


def test_withdrawn_role_is_gone_and_logged(unions: Unions) -> None:
    withdraw_role(membership=unions.contact.memberships.get(), by=unions.administrator, now=NOW)

    assert not unions.contact.memberships.exists()
    assert LogEntry.objects.get().details == {"person": "连文", "role": "contact"}


def test_last_administrator_of_a_union_stays(unions: Unions) -> None:
    with pytest.raises(LastAdministrator, match="管一平"):
        withdraw_role(membership=unions.administrator.memberships.get(), by=unions.administrator, now=NOW)
    with pytest.raises(LastAdministrator):
        stop_account(person=unions.administrator, by=unions.administrator, now=NOW)

    assert unions.administrator.memberships.exists()
    assert not LogEntry.objects.exists()


def test_stopped_administrator_does_not_count_as_the_one_who_stays(unions: Unions) -> None:
    second = make_user("second", (Role.ADMINISTRATOR, unions.union))
    stop_account(person=second, by=unions.administrator, now=NOW)

    with pytest.raises(LastAdministrator):
        withdraw_role(membership=unions.administrator.memberships.get(), by=unions.administrator, now=NOW)


def test_administrator_goes_when_another_one_stays(unions: Unions) -> None:
    make_user("second", (Role.ADMINISTRATOR, unions.union))

    withdraw_role(membership=unions.administrator.memberships.get(), by=unions.administrator, now=NOW)

    assert not unions.administrator.memberships.exists()


def test_administrator_of_a_single_unit_may_go_because_the_union_still_has_one(unions: Unions) -> None:
    local = make_user("local", (Role.ADMINISTRATOR, unions.school))

    withdraw_role(membership=local.memberships.get(), by=unions.administrator, now=NOW)

    assert not local.memberships.exists()


def test_account_is_stopped_and_opened_again(unions: Unions) -> None:
    stop_account(person=unions.contact, by=unions.administrator, now=NOW)
    stop_account(person=unions.contact, by=unions.administrator, now=NOW)
    unions.contact.refresh_from_db()
    assert not unions.contact.is_active

    reopen_account(person=unions.contact, by=unions.administrator, now=NOW)

    unions.contact.refresh_from_db()
    assert unions.contact.is_active
    assert [entry.verb for entry in LogEntry.objects.order_by("pk")] == [
        "accounts.stop_account",
        "accounts.reopen_account",
    ]


def test_members_page_names_roles_and_last_log_in(unions: Unions) -> None:
    text = as_user(unions.administrator).get(f"/units/{unions.school.pk}/members/").content.decode()

    assert "连文" in text
    assert "单位联络员" in text
    assert "尚未登录" in text


def test_members_of_another_union_are_nobodys_business(unions: Unions) -> None:
    client = as_user(unions.administrator)

    assert client.get(f"/units/{unions.other.pk}/members/").status_code == 404
    assert client.get(f"/people/{unions.foreign_administrator.pk}/").status_code == 404


def test_role_is_granted_and_withdrawn_in_the_browser(unions: Unions) -> None:
    client = as_user(unions.administrator)
    place = f"/people/{unions.contact.pk}/"

    client.post(place, {"unit": unions.union.pk, "role": "referee"})
    assert Membership.objects.filter(user=unions.contact, role="referee").exists()
    again = client.post(place, {"unit": unions.union.pk, "role": "referee"})
    assert "已经是" in again.content.decode()

    held = Membership.objects.get(user=unions.contact, role="referee")
    client.post(f"/roles/{held.pk}/withdraw/")
    assert not Membership.objects.filter(user=unions.contact, role="referee").exists()


def test_role_cannot_be_granted_at_a_unit_out_of_reach(unions: Unions) -> None:
    local = make_user("local", (Role.ADMINISTRATOR, unions.school))

    for unit in (unions.union, unions.other):
        answer = as_user(local).post(f"/people/{unions.contact.pk}/", {"unit": unit.pk, "role": "administrator"})
        assert answer.status_code == 200

    assert list(unions.contact.memberships.values_list("role", flat=True)) == ["contact"]


def test_refusal_to_remove_the_last_administrator_is_read_on_the_page(unions: Unions) -> None:
    client = as_user(unions.administrator)
    held = unions.administrator.memberships.get()

    for path in (f"/roles/{held.pk}/withdraw/", f"/people/{unions.administrator.pk}/stop/"):
        answer = client.post(path, follow=True)
        assert "最后一名管理员" in answer.content.decode()


def test_person_who_also_works_for_another_union_can_not_be_stopped_and_shows_only_our_roles(unions: Unions) -> None:
    Membership.objects.create(user=unions.contact, unit=unions.other, role=Role.REFEREE)
    client = as_user(unions.administrator)

    text = client.get(f"/people/{unions.contact.pk}/").content.decode()

    assert "青石县总工会" not in text
    assert f"/people/{unions.contact.pk}/stop/" not in text
    assert client.post(f"/people/{unions.contact.pk}/stop/").status_code == 403


def test_stop_and_reopen_in_the_browser(unions: Unions) -> None:
    client = as_user(unions.administrator)

    assert "已停用" in client.post(f"/people/{unions.contact.pk}/stop/", follow=True).content.decode()
    unions.contact.refresh_from_db()
    assert not unions.contact.is_active

    client.post(f"/people/{unions.contact.pk}/reopen/")
    unions.contact.refresh_from_db()
    assert unions.contact.is_active


@pytest.mark.parametrize("path", ["stop", "reopen"])
def test_a_link_alone_changes_no_account(unions: Unions, path: str) -> None:
    assert as_user(unions.administrator).get(f"/people/{unions.contact.pk}/{path}/").status_code == 405


@pytest.mark.parametrize("more", [1, 3])
def test_members_cost_the_same_queries_however_many(unions: Unions, more: int, django_assert_num_queries: Any) -> None:
    for number in range(more):
        make_user(f"person-{number}", (Role.REFEREE, unions.school), (Role.CONTACT, unions.school))
    client = as_user(unions.administrator)

    with django_assert_num_queries(MEMBERS_QUERIES):
        client.get(f"/units/{unions.school.pk}/members/")
