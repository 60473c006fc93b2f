"""A save is on its way while the page is left, loaded anew or handed in: nothing is lost, no stranger is named."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import APIResponse, Locator, Page, Route, expect

from registration.models import Entry, Person, Roster, Terms
from registration.services import drafting
from tests.factories import make_contest, make_person
from tests.registration.conftest import PLAN_1, Meet, line

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Browse = Callable[..., Page]
SAVES = "**/draft/"
SHARE = {"limit": "share_of_members", "counted": "people", "bound": "most", "percent": 50, "rounding": "up"}


def opened(meet: Meet, browse: Browse) -> Page:
    roster = Roster.objects.first() or meet.roster()
    page = browse(meet.contact)
    page.goto(f"/rosters/{roster.pk}/")
    return page


def fill_in(row: Locator, name: str) -> None:
    row.get_by_label("姓名").fill(name)
    row.get_by_label("性别").select_option("female")
    row.get_by_label("健康").check()
    row.get_by_label("托球跑").check()


def first_row(page: Page) -> Locator:
    return page.locator("[data-rows] tr").first


def hand_in(page: Page) -> None:
    page.get_by_role("button", name="提交报名表").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("报名表已提交")


@pytest.mark.parametrize("first", ["the save under way", "what the page says again"])
def test_a_page_loaded_anew_in_the_middle_of_a_save_goes_on_where_it_was(
    meet: Meet, browse: Browse, first: str
) -> None:
    page, under_way = opened(meet, browse), []

    def on_its_way(route: Route) -> None:
        under_way.append(route.request)
        route.abort()  # as the browser does when the page is left; the server reads the request all the same

    def arrive() -> APIResponse:
        sent = under_way.pop(0)
        return page.context.request.post(sent.url, headers=sent.all_headers(), data=sent.post_data_buffer)

    page.route(SAVES, on_its_way)
    fill_in(first_row(page), "林悦")
    expect(page.locator("[data-saved]")).to_contain_text("未保存")
    page.unroute(SAVES)

    def overtaken(route: Route) -> None:
        assert arrive().json()["state"] == "saved"
        route.continue_()

    if first == "the save under way":
        page.route(SAVES, overtaken, times=1)
    page.reload()
    expect(page.locator("[data-saved]")).to_contain_text("已保存")
    expect(first_row(page).get_by_label("姓名")).to_have_value("林悦")
    if under_way:
        assert arrive().json()["state"] == "saved"

    hand_in(page)
    assert Entry.objects.get().person.name == "林悦" and Person.objects.get().healthy


def test_handed_in_before_the_answer_of_a_save_has_come(meet: Meet, browse: Browse) -> None:
    page, answers = opened(meet, browse), []
    page.route(SAVES, lambda route: answers.append((route, route.fetch())), times=1)
    fill_in(first_row(page), "林悦")
    expect(page.locator("[data-saved]")).to_contain_text("正在保存")
    while not answers:
        page.wait_for_timeout(50)
    first_row(page).get_by_label("金豆搬家").check()
    page.get_by_role("button", name="提交报名表").click()
    (route, answer) = answers.pop()
    route.fulfill(response=answer)

    expect(page.get_by_role("heading", level=1)).to_have_text("报名表已提交")
    assert Entry.objects.count() == 2


def test_a_link_is_followed_once_the_last_line_is_kept(meet: Meet, browse: Browse) -> None:
    make_contest(meet.activity, "relay", title="接力")
    Terms.objects.update(limits=[*PLAN_1, {"limit": "team_size", "contests": ["relay"], "at_least": 2}])
    page = opened(meet, browse)
    fill_in(first_row(page), "林悦")
    page.get_by_role("link", name="组队").click()

    expect(page.locator(".team[data-new] .scope-chip")).to_have_text("林悦")


def test_a_name_without_a_gender_is_still_there_after_a_look_elsewhere(meet: Meet, browse: Browse) -> None:
    page = opened(meet, browse)
    first_row(page).get_by_label("姓名").fill("周涛")
    expect(page.get_by_text("请选择性别")).to_be_visible()
    page.get_by_role("link", name="从往届带入").click()
    page.go_back()

    expect(page.locator("tr", has_text="请选择性别").get_by_label("姓名")).to_have_value("周涛")
    page.locator("tr", has_text="请选择性别").get_by_label("性别").select_option("male")
    expect(page.get_by_text("请选择性别")).to_have_count(0)
    assert Person.objects.get().name == "周涛"


def test_what_the_conditions_ask_of_the_unit_is_kept_after_the_people_were(meet: Meet, browse: Browse) -> None:
    Terms.objects.update(limits=[*PLAN_1, SHARE])
    page = opened(meet, browse)
    fill_in(first_row(page), "林悦")
    expect(page.locator("[data-saved]")).to_contain_text("已保存")
    first_row(page).get_by_label("金豆搬家").check()
    page.locator(".unit-facts input[type=number]").first.fill("30")
    page.locator(".unit-facts").get_by_role("button", name="保存").click()

    expect(page.get_by_text("已保存。")).to_be_visible()
    assert Roster.objects.get().size == 30 and Entry.objects.count() == 2


def test_somebody_else_who_wrote_meanwhile_is_named_and_nothing_typed_is_lost(meet: Meet, browse: Browse) -> None:
    roster = meet.roster()
    make_person(roster, "林悦", meet.ball)
    page = opened(meet, browse)
    page.route(SAVES, lambda route: route.abort())
    first_row(page).get_by_label("姓名").fill("林月")
    expect(page.locator("[data-saved]")).to_contain_text("未保存")
    drafting.save(roster=roster, version=0, lines=[line("周涛", "beans")], by=meet.organiser, now=timezone.now())
    page.unroute(SAVES)
    page.reload()

    expect(page.locator("[data-saved]")).to_contain_text("组织者甲")
    expect(first_row(page).get_by_label("姓名")).to_have_value("林月")


def test_whose_time_ran_out_logs_in_again_and_goes_on(meet: Meet, browse: Browse) -> None:
    meet.contact.set_password("Kanlian-2026")
    meet.contact.save()
    page = opened(meet, browse)
    page.context.clear_cookies(name="sessionid")
    fill_in(first_row(page), "林悦")
    expect(page.locator("[data-saved]")).to_contain_text("登录已过期")
    page.reload()
    page.get_by_label("登录名").fill("lin")
    page.get_by_label("密码").fill("Kanlian-2026")
    page.get_by_role("button", name="登录").click()

    expect(page.locator("[data-saved]")).to_contain_text("已保存")
    expect(first_row(page).get_by_label("姓名")).to_have_value("林悦")
    hand_in(page)


def test_whoever_logs_out_leaves_nothing_in_the_tab(meet: Meet, browse: Browse) -> None:
    page = opened(meet, browse)
    first_row(page).get_by_label("姓名").fill("周涛")
    expect(page.get_by_text("请选择性别")).to_be_visible()
    assert page.evaluate("JSON.stringify(sessionStorage)").count("周涛") == 1
    page.get_by_text("林联络", exact=True).first.click()
    page.get_by_role("button", name="退出登录").click()

    page.get_by_label("密码").wait_for()
    assert "周涛" not in page.evaluate("JSON.stringify(sessionStorage)")


def test_teams_tapped_together_stay_when_another_one_is_saved_or_somebody_came_between(
    meet: Meet, browse: Browse
) -> None:
    relay, tug = (
        make_contest(meet.activity, code, title=title) for code, title in (("relay", "接力"), ("tug", "拔河"))
    )
    size = {"limit": "team_size", "contests": [relay.code, tug.code], "at_least": 1}
    Terms.objects.update(limits=[*PLAN_1, size])
    roster = meet.roster()
    for name in ("林悦", "韩梅"):
        make_person(roster, name, meet.ball)
    page = browse(meet.contact)
    page.goto(f"/rosters/{roster.pk}/teams/")
    first, second = (page.locator("section", has_text=title) for title in ("接力", "拔河"))
    second.locator(".scope-chip", has_text="韩梅").click()
    first.locator(".scope-chip", has_text="林悦").click()
    first.get_by_role("button", name="保存本队").click()

    expect(first.locator(".team:not([data-new])")).to_have_count(1)
    expect(first.locator(".team[data-new] input[name=member]:checked")).to_have_count(0)
    expect(second.get_by_label("韩梅")).to_be_checked()
    drafting.save(roster=roster, version=1, lines=[line("周涛", "beans")], by=meet.organiser, now=timezone.now())
    second.get_by_role("button", name="保存本队").click()
    expect(page.get_by_text("组织者甲")).to_be_visible()
    expect(second.get_by_label("韩梅")).to_be_checked()
    second.get_by_role("button", name="保存本队").click()
    expect(second.locator(".team:not([data-new])")).to_have_count(1)
    expect(second.locator(".team[data-new] input[name=member]:checked")).to_have_count(0)
