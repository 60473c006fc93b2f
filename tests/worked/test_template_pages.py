"""Whatever a template sets up, its pages open before anybody has entered."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from events.models import Activity
from tests.factories import NOW, make_unit, make_user
from unionevents.starting import start_from_starter, starters

pytestmark = pytest.mark.django_db
OF_ACTIVITY = ("set_up", "set_up_prizes", "set_up_across", "start_lists", "field", "results", "awards")
OF_SHEET = ("stages", "chief", "result", "pad", "publish")
FINE = (200, 302, 403, 405)


def pages(activity: Activity) -> list[str]:
    found = [reverse(f"scoring:{name}", args=[activity.pk]) for name in OF_ACTIVITY]
    for contest in activity.contests.select_related("scoresheet"):
        found.append(reverse("scoring:set_up_contest", args=[activity.pk, contest.code]))
        found += [reverse(f"scoring:{name}", args=[contest.scoresheet.pk]) for name in OF_SHEET]
    return found


@pytest.mark.parametrize("code", list(starters()))
def test_the_scoring_pages_of_a_template_open(code: str, client: Client) -> None:
    unit = make_unit("云溪区总工会")
    organiser = make_user("zuzhi", (Role.ORGANISER, unit), name="组织者")
    activity = start_from_starter(code=code, title="活动", first_day=date(2027, 1, 1), host=unit, by=organiser, now=NOW)
    client.force_login(organiser, backend="django.contrib.auth.backends.ModelBackend")

    answers = {page: client.get(page).status_code for page in pages(activity)}

    assert {page: answer for page, answer in answers.items() if answer not in FINE} == {}
