"""An activity with something of everything, for the tests of the activity file. Everything is invented."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from accounts.models import Unit
from events.models import (
    Activity,
    BudgetLine,
    Contest,
    Division,
    Duty,
    Host,
    Prize,
    Section,
    Session,
    StateChange,
    Venue,
)
from events.states import State
from registration.models import CheckList, CheckMark, Entry, Erasure, Person, Privacy, Roster
from scoring.models import (
    Conduct,
    Hold,
    Operation,
    PaperSheet,
    Protest,
    Publication,
    Reopening,
    Ruling,
    Scoresheet,
    Screen,
    Showing,
    Start,
    Station,
    StationTask,
    Typing,
    UnitData,
)
from scoring.rulebook import outcome_of
from scoring.services.verifying import seal_of
from tests.factories import NOW, invite, later, make_activity, make_person, make_roster, make_unit


def make_rich_activity() -> Activity:
    """A running meet: rosters, a substitute, operations in conflict, a ruling, publications and a correction."""
    union = make_unit("云溪区总工会")
    school, hospital = make_unit("第一小学工会", parent=union), make_unit("区医院工会", parent=union)
    cluster = make_unit("街道片组", parent=union)
    street = make_unit("临江街道工会", parent=cluster)
    make_unit("没有受邀的工会", parent=union)
    activity = make_activity(
        union,
        title="趣味运动会 “甲”",
        state=State.RUNNING,
        theme="动起来",
        purpose="第一行\n第二行",
        last_day=date(2026, 9, 24),
    )
    _add_plan(activity)
    invite(activity, hospital, school, street)
    run, shots = _add_contests(activity)
    _add_rosters(activity, school, hospital, run, shots)
    _add_results(activity, run)
    _publish(activity, run)
    Privacy.objects.create(activity=activity, purpose="报名和保险", id_number_reason="购买保险", names_days=400)
    seal = {"contest": "run", "number": 1, "was": "a" * 64, "is": "b" * 64, "proved": True}
    key = UUID("0f6d8a52-1111-4c5e-9d3a-000000000001")
    Erasure.objects.create(
        activity=activity, person_key=key, number=99, at=NOW, reason="本人申请", counts={"registration.person": 1},
        seals=[seal],
    )  # fmt: skip
    UnitData.objects.create(activity=activity, unit=school, size=62, tags=["城区"], values={"检查": "91/2", "步数": 7})
    UnitData.objects.create(activity=activity, unit=street, values={"检查": 88})
    _add_field(activity, run, school)
    return activity


def _add_field(activity: Activity, run: Contest, school: Unit) -> None:
    """A station with its task, a paper sheet typed once, a hold, a re-opening, a protest, a check-in."""
    sheet = run.scoresheet
    Showing.objects.create(activity=activity, token="never-in-a-file", names="number", provisional=True)
    for position, (name, theme) in enumerate((("大厅左屏", "dark"), ("门口", "light")), start=1):
        Screen.objects.create(activity=activity, name=name, theme=theme, token=f"never-{position}", position=position)
    station = Station.objects.create(activity=activity, name="一号站", venue=activity.venues.earliest("pk"))
    StationTask.objects.create(station=station, sheet=sheet, heats=[1])
    paper = PaperSheet.objects.create(activity=activity, sheet=sheet, number=7, group="1", made_at=NOW)
    Typing.objects.create(paper=paper, round=1, values={"run/1": {"time": 12340}}, by_name="录入员", at=later(hours=1))
    Conduct.objects.create(activity=activity, second_person=True, protest_minutes=None)
    Hold.objects.create(sheet=sheet, reason="查看录像", by_name="裁判长", at=NOW)
    Reopening.objects.create(
        sheet=sheet, number=1, reason="计时器故障", by_name="裁判长", second_name="主席", at=later(hours=1)
    )
    Protest.objects.create(
        sheet=sheet,
        against=sheet.publications.get(number=1),
        unit=school,
        text="起跑\n有异议",
        by_name="联络员",
        at=NOW,
    )
    checklist = CheckList.objects.create(activity=activity, title="报到")
    person = activity.people.earliest("number")
    for number, undone_at in enumerate((NOW, None)):
        CheckMark.objects.create(
            checklist=checklist, person=person, uuid=UUID(int=500 + number), tapped_at=NOW, received_at=later(hours=2),
            by_name="林值台", undone_at=undone_at,
        )  # fmt: skip


def _add_plan(activity: Activity) -> None:
    Host.objects.create(activity=activity, part="host", name="云溪区总工会", position=1)
    Host.objects.create(activity=activity, part="supporter", name="=体育中心", position=3)
    Section.objects.create(activity=activity, heading="安全", text="带水\r\n穿运动鞋 🏃", position=2)
    Section.objects.create(activity=activity, heading="纪律", text="", position=1)
    field = Venue.objects.create(activity=activity, name="田径场", address="学院路 1 号", position=1)
    Venue.objects.create(activity=activity, name="田径场", note="同名的另一个", position=2)
    Session.objects.create(activity=activity, title="签到", starts_at=NOW, ends_at=later(minutes=30), venue=field)
    Session.objects.create(activity=activity, title="待定", starts_at=later(seconds=1, microseconds=5), position=1)
    Duty.objects.create(activity=activity, group="后勤", task="饮水", person_name="赵敏", phone="0571-0000")
    Prize.objects.create(activity=activity, code="first", title="一等奖", item="背包", value=20000, position=1)
    Prize.objects.create(activity=activity, code="gift", title="纪念奖", value=500, position=2)
    Prize.objects.create(activity=activity, code="team", title="团体奖", value=None, per="person", position=3)
    BudgetLine.objects.create(activity=activity, title="器材", planned_price=120000, position=1)
    BudgetLine.objects.create(
        activity=activity, title="水", planned_quantity=3, planned_price=4000, actual_quantity=0, actual_price=0
    )
    StateChange.objects.create(activity=activity, step="close", start="open", end="closed", by_name="李主席", at=NOW)
    StateChange.objects.create(
        activity=activity,
        step="start",
        start="closed",
        end="running",
        comment="开始",
        by_name="李主席",
        at=later(days=1),
    )
    activity.terms.limits = [
        {"limit": "starred", "severity": "refuse", "at_least": 1, "at_most": None},
        {"limit": "entries_per_unit", "severity": "warn", "contests": ["shots"], "at_most": 2},
    ]
    activity.terms.health_statement = "身体健康"
    activity.terms.save()
    activity.prize_plan.prize_rules = {
        "places": {"rule": "by_entries", "base": "entered", "steps": [{"up_to": 3, "places": 1}], "beyond": 3},
        "tiers": [{"prize": "first", "rule": "rest"}],
        "ties": "all_in",
    }
    activity.prize_plan.awards = {"one_per_person": "best_placing", "souvenir": {"prize": "gift", "to": "took_part"}}
    activity.prize_plan.save()


def _add_contests(activity: Activity) -> tuple[Contest, Contest]:
    run = Contest.objects.create(
        activity=activity, code="ball-run", title="托球跑", starred=True, position=2, venue=activity.venues.first()
    )
    shots = Contest.objects.create(activity=activity, code="shots", title="定点投篮", rules_text="十投", position=1)
    Division.objects.create(contest=run, code="women", title="女子组", gender="female", position=1)
    Division.objects.create(contest=run, code="men", title="男子组", gender="male", position=2)
    Scoresheet.objects.create(
        contest=run,
        game="timed",
        settings={"precision": 10, "direction": "less"},
        heat_size=4,
        draw_seed="七",
        drawn_at=NOW,
    )
    Scoresheet.objects.create(
        contest=shots,
        game="shooting",
        settings={"shots": 10},
        tie_breaks=[{"rule": "earlier_hit"}],
        undecided="decide",
        prize_rules={"places": {"rule": "fixed", "count": 1}, "tiers": [{"prize": "first", "rule": "rest"}]},
    )
    return run, shots


def _add_rosters(activity: Activity, school: Unit, hospital: Unit, run: Contest, shots: Contest) -> None:
    ours = make_roster(activity, school, state=Roster.State.SUBMITTED)
    ours.version, ours.submitted_at, ours.submitted_by_name, ours.receipt = 3, NOW, "王联络", "A1B2"
    ours.save()
    theirs = make_roster(activity, hospital, state=Roster.State.RETURNED)
    theirs.comment = "请补填性别"
    theirs.save()
    women = run.divisions.get(code="women")
    chen = make_person(ours, "陈一", shots, post=Person.Post.CHAIR)
    lin = make_person(theirs, "林二", shots, withdrawn_at=NOW)
    lin.entries.update(withdrawn_at=NOW)
    su = make_person(theirs, "苏三", healthy=False, stands_in_for=lin)
    for person, number in ((su, 7), (chen, 2)):
        entry = Entry.objects.create(contest=run, division=women, person=person, number=number)
        Start.objects.create(sheet=run.scoresheet, entry=entry, heat=1, lane=number)


def _add_results(activity: Activity, run: Contest) -> None:
    chen = run.entries.get(number=2)
    uuids = [f"00000000-0000-4000-8000-00000000000{number}" for number in range(3)]
    values: list[tuple[str, Any, list[str]]] = [("time", 12340, []), ("time", 12430, []), ("time", None, [uuids[0]])]
    for seq, (slot, value, replaces) in enumerate(values):
        Operation.objects.create(
            sheet=run.scoresheet,
            entry=chen,
            uuid=UUID(uuids[seq]),
            slot=slot,
            value=value,
            replaces=replaces,
            device="平板 1",
            seq=seq,
            captured_at=NOW,
            received_at=later(seconds=seq),
            by_name="裁判甲",
            flags=["late"] if seq else [],
        )
    Operation.objects.create(
        sheet=run.scoresheet, entry=run.entries.get(number=7), uuid=UUID(int=9), slot="absence", value="DNS",
        captured_at=NOW, received_at=NOW, by_name="裁判乙",
    )  # fmt: skip
    Ruling.objects.create(
        sheet=run.scoresheet,
        entry=chen,
        slot="time",
        value=12430,
        settles=uuids[1:],
        reason="看录像",
        by_name="裁判长",
        at=NOW,
    )


def _publish(activity: Activity, run: Contest) -> None:
    for number, time in ((1, 12340), (2, 12430)):
        case = small_case(time)
        _add_publication(activity, run.scoresheet, number, case, reason="更正" if number > 1 else "")
    _add_publication(activity, None, 1, small_case(12430))


def _add_publication(
    activity: Activity, sheet: Scoresheet | None, number: int, case: dict[str, Any], reason: str = ""
) -> Publication:
    outcome = outcome_of(case)
    return Publication.objects.create(
        activity=activity,
        sheet=sheet,
        number=number,
        case=case,
        outcome=outcome,
        sha256=seal_of(case, outcome),
        reason=reason,
        by_name="裁判长",
        at=later(hours=number),
    )


def small_case(time: int) -> dict[str, Any]:
    return {
        "format": "unionevents-case",
        "version": 1,
        "contests": [
            {
                "code": "ball-run",
                "title": "托球跑",
                "game": "timed",
                "entries": [
                    {"id": "ball-run/2", "person": "p1", "name": "陈一", "records": {"time": time}},
                    {"id": "ball-run/7", "person": "p3", "name": "苏三", "records": {}, "absence": "DNS"},
                ],
            }
        ],
        "prizes": [{"code": "first", "title": "一等奖", "item": "背包", "value": 20000}],
        "prize_rules": {
            "places": {"rule": "by_entries", "base": "entered", "steps": [{"up_to": 3, "places": 1}], "beyond": 3},
            "tiers": [{"prize": "first", "rule": "rest"}],
        },
        "awards": {"one_per_person": "best_placing"},
    }
