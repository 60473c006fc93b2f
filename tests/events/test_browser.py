"""The plan in a real browser: accessible at every width, typed like a spreadsheet, and usable without scripts."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from events.states import State
from tests.events.plans import make_full, make_people
from tests.factories import make_activity

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASTE = """(cell, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""
PAGES = (
    "plan", "checklist", "sessions", "budget", "archive", "edit_basics", "edit_units", "edit_hosts", "edit_sections",
    "edit_venues", "edit_sessions", "edit_contests", "edit_prizes", "edit_budget", "edit_duties", "edit_appointments",
)  # fmt: skip


def address(name: str, activity: Any, *more: Any) -> str:
    return reverse(f"events:{name}", args=[activity.pk, *more])


@pytest.mark.parametrize("size", ["desktop", "tablet", "phone"])
def test_every_page_is_accessible_and_fits(browse: Any, axe: Any, size: str) -> None:
    people = make_people()
    full, blank = (
        make_full(people),
        make_activity(people.union, first_day=None, last_day=None, registration_deadline=None),
    )
    late = make_full(people, State.PUBLISHED)
    page = browse(people.organiser, size=size)
    addresses = [address(name, full) for name in PAGES]
    addresses += [reverse("events:list"), reverse("events:new_blank"), address("step", full, "submit")]
    addresses += [address("plan", blank), address("sessions", blank), address("edit_actuals", late)]
    wrong = []
    for each in addresses:
        page.goto(each)
        wrong += axe(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"{each} is wider than the screen")
    assert wrong == []


def test_the_pages_speak_english_too(browse: Any, axe: Any) -> None:
    people = make_people()
    activity = make_full(people)
    page = browse(people.organiser, language="en")
    page.goto(address("plan", activity))
    assert page.locator("h2", has_text="Who takes part").count() == 1
    assert page.get_by_role("link", name="Submit for approval").count() == 1
    assert axe(page) == []
    page.goto(address("edit_sessions", activity))
    assert page.get_by_role("button", name="Save and back to the plan").count() == 1


def test_contests_are_pasted_moved_and_saved_in_one_go(browse: Any) -> None:
    people = make_people()
    activity = make_activity(people.union)
    page = browse(people.organiser)
    page.goto(address("edit_contests", activity))
    first = page.locator("[data-row] input[name$=-title]").first
    first.evaluate(PASTE, '托球跑\t\t\t\t"20 米，\n用时少者胜"\n摸石过河\t★\n定点投篮\t\t\t女子组、男子组')
    assert page.locator("[data-row]").count() == 3
    page.locator("[data-row] input[name$=-title]").nth(2).press("Enter")
    page.keyboard.type("踢毽子")
    page.keyboard.press("Alt+ArrowUp")
    page.locator("[data-row]").nth(3).get_by_label("上移").click()
    page.get_by_role("button", name="保存并返回方案").click()
    page.wait_for_url("**/#contests")
    assert list(activity.contests.order_by("position").values_list("title", "starred")) == [
        ("托球跑", False), ("摸石过河", True), ("定点投篮", False), ("踢毽子", False),
    ]  # fmt: skip
    assert activity.contests.get(title="托球跑").rules_text.replace("\r\n", "\n") == "20 米，\n用时少者胜"
    assert activity.contests.get(title="定点投篮").divisions.count() == 2


def test_sums_follow_the_typing_and_deleting(browse: Any) -> None:
    people = make_people()
    page = browse(people.organiser)
    page.goto(address("edit_budget", make_full(people)))
    total = page.locator("[data-total]")
    assert total.text_content() == "¥3,660.00"
    page.locator("[name=budget-0-planned_price]").fill("１２０．５")
    assert total.text_content() == "¥3,670.50"
    assert page.locator("[data-capitals]").count() == 0
    page.locator("[data-row]").nth(1).get_by_label("保存时删除").check()
    assert total.text_content() == "¥2,770.50"


def test_a_branch_of_the_union_is_ticked_at_once(browse: Any) -> None:
    people = make_people()
    page = browse(people.organiser)
    page.goto(address("edit_units", make_activity(people.union)))
    page.get_by_role("button", name="选中云溪区总工会下属的全部 2 个单位").click()
    assert page.locator("[data-count]").text_content() == "2"


def test_everything_works_without_scripts(browse: Any) -> None:
    people = make_people()
    activity = make_activity(people.union)
    page = browse(people.organiser, java_script_enabled=False)
    page.goto(address("edit_venues", activity))
    for name in ("田径场", "体育馆"):
        page.locator("[data-row] input[name$=-name]").last.fill(name)
        page.get_by_role("button", name="保存并继续填写").click()
    page.locator("[name=venues-0-ORDER]").fill("5")
    page.get_by_role("button", name="保存并返回方案").click()
    assert list(activity.venues.order_by("position").values_list("name", flat=True)) == ["体育馆", "田径场"]
    page.goto(address("edit_units", activity))
    page.get_by_role("button", name="选中云溪区总工会下属的全部 2 个单位").click()
    page.get_by_role("button", name="保存参加单位").click()
    assert activity.invitedunits.count() == 2
