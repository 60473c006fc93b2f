"""One union with two schools, plan 1's contests, and the people who play parts in the tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import Unit, User
from accounts.roles import Role
from events.models import Activity, Contest, Division
from events.states import State
from registration.models import Roster, Terms
from registration.services.drafting import Line
from tests.factories import invite, make_activity, make_contest, make_roster, make_unit, make_user

PLAN_1 = [
    {"limit": "contests_per_person", "severity": "refuse", "at_most": 3},
    {"limit": "starred", "severity": "refuse", "at_least": 1},
    {"limit": "post_quota", "severity": "refuse", "post": "chair", "at_most": 1},
    {"limit": "health_declared", "severity": "refuse"},
]
EARLY = datetime(2026, 9, 10, 1, 0, tzinfo=UTC)


@dataclass
class Meet:
    union: Unit
    school: Unit
    library: Unit
    activity: Activity
    organiser: User
    contact: User
    other: User
    chief: User
    ball: Contest
    stones: Contest
    beans: Contest
    rope: Contest

    def roster(self, unit: Unit | None = None, **fields: str) -> Roster:
        return make_roster(self.activity, unit or self.school, **fields)


@pytest.fixture
def meet(db: None) -> Meet:
    """Open for registration, with a deadline ten days from the real now, so that pages can be opened too."""
    union = make_unit()
    school, library = make_unit("城东小学工会", parent=union), make_unit("市图书馆工会", parent=union)
    activity = make_activity(union, state=State.OPEN, registration_deadline=timezone.now() + timedelta(days=10))
    invite(activity, school, library)
    Terms.objects.filter(activity=activity).update(limits=PLAN_1, health_statement="本人身体健康，自愿报名。")
    ball = make_contest(activity, "ball-run", title="托球跑", starred=True)
    stones = make_contest(activity, "stones", title="摸石过河", starred=True)
    beans = make_contest(activity, "beans", title="金豆搬家", game="count")
    rope = make_contest(activity, "rope", title="一分钟跳绳", game="count")
    for code, title, gender in (("women", "女子组", "female"), ("men", "男子组", "male")):
        Division.objects.create(contest=rope, code=code, title=title, gender=gender, position=len(title))
    return Meet(
        union, school, library, activity,
        make_user("org", (Role.ORGANISER, union), name="组织者甲"),
        make_user("lin", (Role.CONTACT, school), name="林联络"),
        make_user("zhou", (Role.CONTACT, library), name="周联络"),
        make_user("chief", (Role.CHIEF_REFEREE, union), name="裁判长"),
        ball, stones, beans, rope,
    )  # fmt: skip


def line(name: str, *codes: str, gender: str = "female", post: str = "cadre", healthy: bool = True) -> Line:
    return Line(uuid4(), name, gender, post, healthy, dict.fromkeys(codes))
