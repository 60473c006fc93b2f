"""The plan: made from the template, filled in, returned once, approved, opened."""

from __future__ import annotations

from tests.e2e.hall import Hall
from tests.e2e.meet import CONTESTS, TITLE, UNITS

COMMENT = "请写明总负责人和电话，再报来。"


def make_from_the_template(hall: Hall) -> None:
    page = hall.go("organiser", "/activities/new/")
    hall.follow("organiser", page.get_by_role("link", name="工会干部趣味运动会"))
    page.get_by_label("名称").fill(TITLE)
    page.get_by_label("开始日期").fill(str(hall.held_on))
    hall.press("organiser", "生成草稿")
    hall.activity = int(page.url.rstrip("/").rpartition("/")[2])
    for contest in CONTESTS:
        hall.says("organiser", contest)


def invite_six_units(hall: Hall) -> None:
    page = hall.go("organiser", "/activities/{}/edit/units/")
    for unit in UNITS:
        page.get_by_label(unit).check()
    hall.press("organiser", "保存参加单位")


def appoint_two_referees_and_a_chief(hall: Hall) -> None:
    page = hall.go("organiser", "/activities/{}/edit/appointments/")
    people = {"何俊杰": "referee", "唐婉清": "referee", "严守正": "chief_referee"}
    for number, (name, role) in enumerate(people.items()):
        if number:
            page.get_by_role("button", name="添加人员").click()
        page.locator(f"[name=appointments-{number}-user]").select_option(label=f"{name} · {hall.union.name}")
        page.locator(f"[name=appointments-{number}-role]").select_option(role)
    hall.press("organiser", "保存并返回方案")


def submit(hall: Hall) -> None:
    hall.go("organiser", "/activities/{}/")
    hall.press("organiser", "提交审批")
    hall.press("organiser", "提交审批")
    hall.says("organiser", "待审批")


def return_with_a_comment(hall: Hall) -> None:
    page = hall.go("chair", "/")
    assert page.get_by_role("link", name=TITLE).count() >= 1, "the chair's start page leads to the plan"
    hall.go("chair", "/activities/{}/")
    page.get_by_label("更多操作").click()
    hall.press("chair", "退回并说明")
    page.get_by_label("意见").fill(COMMENT)
    hall.press("chair", "退回并说明")


def put_right_what_the_chair_asked_for(hall: Hall) -> None:
    page = hall.go("organiser", "/activities/{}/", look="returned")
    hall.says("organiser", COMMENT)
    hall.go("organiser", "/activities/{}/edit/duties/")
    page.locator("[name=duties-0-person_name]").fill("林若溪")
    page.locator("[name=duties-0-phone]").fill("000-0000-0000")
    hall.press("organiser", "保存并返回方案")
    hall.press("organiser", "提交审批")
    hall.press("organiser", "提交审批")


def approve(hall: Hall) -> None:
    hall.go("chair", "/activities/{}/")
    hall.press("chair", "批准方案")
    hall.press("chair", "批准方案")
    hall.says("chair", "已批准")


def open_registration(hall: Hall) -> None:
    take_step(hall, "开放报名")


def take_step(hall: Hall, verb: str) -> None:
    """The main step of the plan: pressed on the plan, then on the page that says what it does."""
    hall.go("organiser", "/activities/{}/")
    hall.press("organiser", verb)
    hall.press("organiser", verb)
