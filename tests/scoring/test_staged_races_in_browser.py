"""A heat entered in a browser, and the figures of units: at every width, without a fault that axe finds."""

from __future__ import annotations

import os
from typing import Any

import pytest
from django.urls import reverse

from scoring.models import Operation, PrizePlan, UnitData
from tests.scoring.meets import make_meet
from tests.scoring.test_people_and_units_in_cases import CHECKED, RATE
from tests.scoring.test_staged_races import heats_now, numbers, sprint, time_of

SIZES = ("desktop", "tablet", "phone")
SHOTS = os.environ.get("UNIONEVENTS_SHOTS", "")


def seen(page: Any, name: str) -> None:
    """Nothing hangs over the edge; kept as a picture where somebody wants to look."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), name
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_heat_and_the_figures_of_units_are_typed_at_any_width(browse: Any, axe: Any) -> None:
    meet = make_meet(people=8)
    PrizePlan.objects.filter(activity=meet.activity).update(tables=[RATE, CHECKED])
    sheet = sprint(meet)
    heat = heats_now(sheet)[0]
    for size in SIZES:
        page = browse(meet.referee, size=size)
        page.goto(reverse("scoring:stages", args=[sheet.pk]))
        seen(page, f"stages-{size}")
        page.goto(reverse("scoring:heat", args=[sheet.pk, heat.stage, heat.number]))
        assert not axe(page), size
        seen(page, f"heat-{size}")
    for number in numbers(heat):
        page.fill(f"[name='{number}-time']", time_of(number))
    page.click("text=保存，录下一组")
    page.wait_for_url("**/heats/2/")
    assert Operation.objects.filter(sheet=sheet).count() == len(heat.starts)

    for size in SIZES:
        page = browse(meet.organiser, size=size)
        page.goto(reverse("scoring:unit_figures", args=[meet.activity.pk]))
        assert not axe(page), size
        seen(page, f"units-{size}")
    page.fill("[name='u1-value-0']", "91.5")
    page.click("text=保存单位数据")
    page.wait_for_load_state()
    assert UnitData.objects.get(unit=meet.units[0]).values == {"检查分": "183/2"}
