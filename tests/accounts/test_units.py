"""The tree of units."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import LogEntry, Unit
from accounts.queries import unit_rows
from accounts.roles import Role
from accounts.services.units import NameTaken, create_unit, rename_unit
from tests.accounts.conftest import Unions, as_user
from tests.factories import NOW, make_unit, make_user

LIST_QUERIES = 5  # session, user, roles, units, contacts


def test_new_unit_lies_under_its_parent(unions: Unions) -> None:
    unit = create_unit(name="三年级组", parent=unions.school, by=unions.administrator, now=NOW)

    assert unit.path == f"{unions.school.path}{unit.pk}/"
    assert list(Unit.objects.under(unions.school).order_by("pk")) == [unions.school, unit]
    assert LogEntry.objects.get(verb="accounts.create_unit").unit == unit


def test_same_name_is_refused_under_one_parent_and_allowed_under_another(unions: Unions) -> None:
    with pytest.raises(NameTaken):
        create_unit(name="城东小学工会", parent=unions.union, by=unions.administrator, now=NOW)

    assert create_unit(name="城东小学工会", parent=unions.other, by=unions.foreign_administrator, now=NOW).pk


def test_union_name_is_taken_once(unions: Unions) -> None:
    with pytest.raises(NameTaken):
        create_unit(name="云溪区总工会", parent=None, by=None, now=NOW)


def test_renaming_is_logged_with_the_old_name(unions: Unions) -> None:
    rename_unit(unit=unions.school, name="城东实验小学工会", by=unions.administrator, now=NOW)

    unions.school.refresh_from_db()
    assert unions.school.name == "城东实验小学工会"
    assert LogEntry.objects.get().details == {"before": "城东小学工会", "name": "城东实验小学工会"}


def test_renaming_to_the_own_name_changes_and_logs_nothing(unions: Unions) -> None:
    rename_unit(unit=unions.school, name="城东小学工会", by=unions.administrator, now=NOW)

    assert not LogEntry.objects.exists()


def test_renaming_to_a_neighbours_name_is_refused(unions: Unions) -> None:
    with pytest.raises(NameTaken):
        rename_unit(unit=unions.school, name="图书馆工会", by=unions.administrator, now=NOW)


def test_tree_keeps_each_subtree_together_even_with_long_keys(unions: Unions) -> None:
    below = make_unit("一年级组", parent=unions.school)
    for number in range(12):
        make_unit(f"第{number}单位", parent=unions.union)
    last = make_unit("二年级组", parent=unions.school)

    rows = [(row.unit.pk, row.depth) for row in unit_rows(unions.administrator)]

    assert rows[:4] == [(unions.union.pk, 0), (unions.school.pk, 1), (below.pk, 2), (last.pk, 2)]
    assert unions.other.pk not in dict(rows)


def test_administrator_of_one_unit_sees_that_subtree_alone(unions: Unions) -> None:
    make_unit("一年级组", parent=unions.school)
    local = make_user("local", (Role.ADMINISTRATOR, unions.school))

    assert [(row.unit.name, row.depth) for row in unit_rows(local)] == [("城东小学工会", 0), ("一年级组", 1)]


def test_page_shows_contacts_and_who_still_lacks_one(unions: Unions) -> None:
    text = as_user(unions.administrator).get("/units/").content.decode()

    assert "连文" in text
    assert f"/units/{unions.library.pk}/invite/" in text
    assert f"/units/{unions.school.pk}/invite/" not in text
    assert "青石县总工会" not in text


def test_filter_leaves_the_units_without_a_contact(unions: Unions) -> None:
    text = as_user(unions.administrator).get("/units/?contacts=none").content.decode()

    assert "图书馆工会" in text
    assert "城东小学工会" not in text


def test_organiser_sees_the_tree_but_no_way_to_change_it(unions: Unions) -> None:
    client = as_user(unions.organiser)

    assert f"/units/{unions.school.pk}/rename/" not in client.get("/units/").content.decode()
    assert client.get(f"/units/{unions.school.pk}/rename/").status_code == 403
    assert client.post(f"/units/{unions.school.pk}/add/", {"name": "x"}).status_code == 403


def test_contact_has_no_business_with_the_tree(unions: Unions) -> None:
    assert as_user(unions.contact).get("/units/").status_code == 403


def test_adding_in_the_browser_leads_to_the_new_unit(unions: Unions) -> None:
    answer = as_user(unions.administrator).post(f"/units/{unions.school.pk}/add/", {"name": "三年级组"})

    unit = Unit.objects.get(name="三年级组")
    assert answer.url == f"/units/{unit.pk}/members/"


@pytest.mark.parametrize("path", ["add", "rename"])
def test_taken_name_is_said_beside_the_field(unions: Unions, path: str) -> None:
    place = unions.union if path == "add" else unions.library

    answer = as_user(unions.administrator).post(f"/units/{place.pk}/{path}/", {"name": "城东小学工会"})

    assert answer.status_code == 200
    assert "这里已经有名为“城东小学工会”的单位" in answer.content.decode()


def test_renaming_in_the_browser(unions: Unions) -> None:
    answer = as_user(unions.administrator).post(
        f"/units/{unions.school.pk}/rename/", {"name": "城东二小工会"}, follow=True
    )

    assert "城东二小工会" in answer.content.decode()


@pytest.mark.parametrize("more", [1, 3])
def test_list_costs_the_same_queries_however_many_units(
    unions: Unions, more: int, django_assert_num_queries: Any
) -> None:
    for number in range(more):
        unit = make_unit(f"第{number}单位", parent=unions.union)
        make_user(f"contact-{number}", (Role.CONTACT, unit))
    client = as_user(unions.administrator)

    with django_assert_num_queries(LIST_QUERIES):
        client.get("/units/")
