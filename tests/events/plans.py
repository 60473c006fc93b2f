"""A filled plan for tests, invented after plan 1: seven contests, four of them with a star."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from accounts.roles import Role
from events.models import Activity, BudgetLine, Division, Duty, Host, Prize, Section, Session, Venue
from events.states import State
from tests.factories import appoint, invite, make_activity, make_contest, make_unit, make_user

CONTESTS = [
    ("托球跑", False, "全程 20 米，乒乓球放在球拍中间；球落地须回起点重新出发，用时少者胜。"),
    ("双腿夹球走", True, "全程 20 米，皮球夹在两膝之间；球掉落后在原地夹好继续，用时少者胜。"),
    ("摸石过河", True, "全程 20 米，每人两块泡沫板交替前进；脚触地判犯规，不计成绩。"),
    ("定点投篮", False, "罚球线后投篮 10 次，投中多者胜；次数相同，先投中者列前。"),
    ("一分钟跳绳", True, "一分钟内跳绳次数多者胜。"),
    ("踢毽子", False, "在直径 2 米的圆圈内踢毽，一分钟内次数多者胜。"),
    ("金豆搬家", False, "用筷子把乒乓球从一只筐夹到 3 米外的另一只筐，两分钟内夹得多者胜。"),
]


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    """That time of day in Shanghai, in September 2026."""
    return datetime(2026, 9, day, hour, minute, tzinfo=UTC).replace(hour=hour - 8)


def make_people() -> Any:
    """One union with two units, and a person for every role; a stranger from another union."""
    union = make_unit("云溪区总工会")
    school = make_unit("城东小学工会", parent=union)
    library = make_unit("区图书馆工会", parent=union)
    other = make_unit("外区总工会")
    return SimpleNamespace(
        union=union,
        school=school,
        library=library,
        organiser=make_user("organiser", (Role.ORGANISER, union), name="林悦"),
        chair=make_user("chair", (Role.CHAIR, union), name="赵启明"),
        finance=make_user("finance", (Role.FINANCE, union), name="钱慧"),
        viewer=make_user("viewer", (Role.VIEWER, union), name="孙静"),
        contact=make_user("contact", (Role.CONTACT, school), name="周晓岚"),
        other_contact=make_user("other_contact", (Role.CONTACT, library), name="韩立新"),
        referee=make_user("referee", (Role.VIEWER, school), name="罗文静"),
        stranger=make_user("stranger", (Role.ORGANISER, other), name="外人"),
    )


def fill(activity: Activity, people: Any) -> Activity:
    """Gives the activity every kind of row."""
    Host.objects.create(activity=activity, part="host", name=people.union.name, position=1)
    Host.objects.create(activity=activity, part="organiser", name="区教育工会", position=2)
    field = Venue.objects.create(activity=activity, name="实验小学田径场", address="云溪区学府路 8 号", position=1)
    Session.objects.create(activity=activity, title="签到", starts_at=at(8), ends_at=at(8, 30), venue=field, position=1)
    Session.objects.create(
        activity=activity, title="开始比赛", starts_at=at(8, 30), ends_at=at(11, 30), venue=field, position=2
    )
    for number, (title, starred, rules) in enumerate(CONTESTS, start=1):
        make_contest(activity, f"c{number}", title=title, starred=starred, rules_text=rules, venue=field)
    rope = activity.contests.get(title="一分钟跳绳")
    Division.objects.create(contest=rope, code="d1", title="女子组", gender="female", position=1)
    Division.objects.create(contest=rope, code="d2", title="男子组", gender="male", position=2)
    for number, (code, title, item, value) in enumerate(
        [("p1", "一等奖", "运动背包", 20000), ("p2", "二等奖", "运动水壶", 12000), ("p3", "三等奖", "跳绳", 6000),
         ("p4", "纪念奖", "毛巾", 1500)], start=1,
    ):  # fmt: skip
        Prize.objects.create(activity=activity, code=code, title=title, item=item, value=value, position=number)
    Duty.objects.create(
        activity=activity, group="现场组", task="检录与秩序", person_name="何建平", phone="010-5550 0123", position=1
    )
    Duty.objects.create(
        activity=activity, group="保障组", task="医务与饮水", person_name="沈一鸣", phone="010-5550 0124", position=2
    )
    Section.objects.create(
        activity=activity, heading="安全要求", text="赛前做好热身。\n身体不适者不要勉强参赛。", position=1
    )
    BudgetLine.objects.create(
        activity=activity, title="名次奖品", source="工会经费", planned_quantity=21, planned_price=12000, position=1
    )
    BudgetLine.objects.create(
        activity=activity, title="纪念奖", source="工会经费", planned_quantity=60, planned_price=1500, position=2
    )
    BudgetLine.objects.create(
        activity=activity, title="饮水", source="行政补助", planned_quantity=10, planned_price=2400, position=3
    )
    invite(activity, people.school, people.library)
    appoint(activity, people.referee, Role.CHIEF_REFEREE)
    return activity


def make_full(people: Any, state: State = State.DRAFT, **fields: Any) -> Activity:
    values = {
        "theme": "强健体魄，凝聚力量",
        "purpose": "带动工会干部坚持锻炼。\n放松身心，增进各单位之间的交流。",
        "audience": "区直各单位工会主席及一名工会干部，身体健康。",
    } | fields
    return fill(make_activity(people.union, state=state, **values), people)
