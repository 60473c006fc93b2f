"""The states of an activity, what each lets others see, and which steps lead on. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from unionevents.lib.phrase import Phrase


class State(StrEnum):
    DRAFT = "draft"
    PENDING = "pending"
    APPROVED = "approved"
    OPEN = "open"
    CLOSED = "closed"
    RUNNING = "running"
    SETTLING = "settling"
    PUBLISHED = "published"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class About:
    """Name of a state, what it lets others see, and on whom the work now waits."""

    title: Phrase
    meaning: Phrase
    waits_for: Phrase
    to_do: Phrase


ABOUT: dict[State, About] = {
    State.DRAFT: About(
        Phrase("Draft", "草稿"),
        Phrase("Only the organisers see this plan.", "只有组织者能看到这份方案。"),
        Phrase("Organiser", "组织者"),
        Phrase("Complete the plan and submit it for approval.", "把方案写完整，提交审批。"),
    ),
    State.PENDING: About(
        Phrase("Awaiting approval", "待审批"),
        Phrase("The chair reads the plan; it cannot be changed meanwhile.", "主席正在审阅，审批期间方案不能修改。"),
        Phrase("Chair", "主席"),
        Phrase("Approve the plan, or return it with a comment.", "批准方案，或写明意见退回。"),
    ),
    State.APPROVED: About(
        Phrase("Approved", "已批准"),
        Phrase("The staff of the activity see the plan; units do not yet.", "工作人员可以看到方案，各单位还看不到。"),
        Phrase("Organiser", "组织者"),
        Phrase("Open registration, so that the units see the plan.", "开放报名，让各单位看到方案。"),
    ),
    State.OPEN: About(
        Phrase("Registration open", "报名中"),
        Phrase("The invited units see the plan and hand in their rosters.", "参加单位可以看到方案并提交报名表。"),
        Phrase("Unit contacts", "单位联络员"),
        Phrase("Hand in the rosters before the deadline.", "在截止时间前提交报名表。"),
    ),
    State.CLOSED: About(
        Phrase("Registration closed", "已截止"),
        Phrase(
            "Units see their rosters and can no longer change them; start lists are drawn.",
            "各单位只能查看报名表，不能再修改；可以编排出场。",
        ),
        Phrase("Organiser and chief referee", "组织者和裁判长"),
        Phrase("Draw the start lists, then start the contests.", "编排出场，然后开始比赛。"),
    ),
    State.RUNNING: About(
        Phrase("Running", "进行中"),
        Phrase("Referees enter results; only the staff see them.", "裁判员录入成绩，成绩只有工作人员能看到。"),
        Phrase("Referees", "裁判员"),
        Phrase("Enter the results contest by contest.", "逐项录入成绩。"),
    ),
    State.SETTLING: About(
        Phrase("Results being settled", "待公布"),
        Phrase(
            "Entry is over; the chief referee checks and publishes contest by contest.",
            "录入已结束，裁判长逐项核对并公布。",
        ),
        Phrase("Chief referee", "裁判长"),
        Phrase("Check every contest and publish the award list.", "逐项核对，公布获奖名单。"),
    ),
    State.PUBLISHED: About(
        Phrase("Published", "已公布"),
        Phrase("The invited units see results and awards.", "参加单位可以看到成绩和获奖名单。"),
        Phrase("Organiser and finance", "组织者和财务"),
        Phrase("Hand out the prizes, record what was spent, then archive.", "发奖、登记实际支出，然后归档。"),
    ),
    State.ARCHIVED: About(
        Phrase("Archived", "已归档"),
        Phrase("Everything is kept and nothing can be changed.", "全部资料已存档，不能再修改。"),
        Phrase("Nobody", "无"),
        Phrase("Nothing is left to do.", "没有待办。"),
    ),
}

ORDER = tuple(State)


@dataclass(frozen=True, slots=True)
class Step:
    """One way on: who may take it is the permission's affair; a comment may be a duty."""

    code: str
    start: State
    end: State
    permission: str
    title: Phrase
    needs_comment: bool = False


STEPS: tuple[Step, ...] = (
    Step("submit", State.DRAFT, State.PENDING, "events.submit_plan", Phrase("Submit for approval", "提交审批")),
    Step("withdraw", State.PENDING, State.DRAFT, "events.submit_plan", Phrase("Take back to edit", "撤回修改")),
    Step("approve", State.PENDING, State.APPROVED, "events.approve_plan", Phrase("Approve", "批准方案")),
    Step(
        "return",
        State.PENDING,
        State.DRAFT,
        "events.approve_plan",
        Phrase("Return with a comment", "退回并说明"),
        needs_comment=True,
    ),
    Step(
        "revise",
        State.APPROVED,
        State.DRAFT,
        "events.advance_activity",
        Phrase("Revise the plan", "重新修改方案"),
        needs_comment=True,
    ),
    Step("open", State.APPROVED, State.OPEN, "events.advance_activity", Phrase("Open registration", "开放报名")),
    Step("close", State.OPEN, State.CLOSED, "events.advance_activity", Phrase("Close registration", "截止报名")),
    Step(
        "reopen",
        State.CLOSED,
        State.OPEN,
        "events.advance_activity",
        Phrase("Open registration again", "重新开放报名"),
        needs_comment=True,
    ),
    Step("start", State.CLOSED, State.RUNNING, "events.advance_activity", Phrase("Start the contests", "开始比赛")),
    Step("finish", State.RUNNING, State.SETTLING, "events.advance_activity", Phrase("End result entry", "结束录入")),
    Step(
        "resume",
        State.SETTLING,
        State.RUNNING,
        "events.advance_activity",
        Phrase("Resume result entry", "恢复录入"),
        needs_comment=True,
    ),
    Step(
        "publish",
        State.SETTLING,
        State.PUBLISHED,
        "events.announce",
        Phrase("Publish the award list", "公布获奖名单"),
    ),
    Step("archive", State.PUBLISHED, State.ARCHIVED, "events.advance_activity", Phrase("Archive", "归档")),
)


def steps_from(state: State) -> tuple[Step, ...]:
    """The ways on from a state, the main one first."""
    return tuple(step for step in STEPS if step.start is state)


def is_forward(step: Step) -> bool:
    """Does the step lead on in the order of the work, not back?"""
    return ORDER.index(step.end) > ORDER.index(step.start)


def step(code: str, start: State) -> Step | None:
    return next((step for step in STEPS if step.code == code and step.start is start), None)


# Which states let whom see the activity; organisers and administrators see every state.
STAFF_SEES = frozenset(ORDER) - {State.DRAFT, State.PENDING}
CHAIR_SEES = frozenset(ORDER) - {State.DRAFT}
UNITS_SEE = STAFF_SEES - {State.APPROVED}
# What may be changed when. Money, prizes and contests are what a chair approves, so they are fixed with the approval.
PLAN_MAY_CHANGE = frozenset({State.DRAFT, State.APPROVED, State.OPEN, State.CLOSED, State.RUNNING})
MONEY_MAY_CHANGE = frozenset({State.DRAFT})
ACTUALS_MAY_CHANGE = STAFF_SEES - {State.ARCHIVED}
RESULTS_MAY_COME = frozenset({State.RUNNING})
RESULTS_ARE_JUDGED = frozenset({State.RUNNING, State.SETTLING, State.PUBLISHED})
RESULTS_ARE_SEEN = RESULTS_ARE_JUDGED | {State.ARCHIVED}
