"""The log of one activity in sentences, each line with the number of its seal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet

from accounts.models import LogEntry, Seal
from accounts.services.log import subject_of
from events.models import Activity
from scoring.models import Scoresheet
from unionevents.lib.phrase import Phrase

VERBS: Final[Mapping[str, Phrase]] = {
    "events.create_activity": Phrase(en="made the plan", zh="新建方案"),
    "events.submit_activity": Phrase(en="submitted the plan for approval", zh="提交审批"),
    "events.withdraw_activity": Phrase(en="took the plan back to edit it", zh="撤回修改"),
    "events.approve_activity": Phrase(en="approved the plan", zh="批准方案"),
    "events.return_activity": Phrase(en="returned the plan", zh="退回方案"),
    "events.revise_activity": Phrase(en="began to revise the plan", zh="重新修改方案"),
    "events.open_activity": Phrase(en="opened registration", zh="开放报名"),
    "events.close_activity": Phrase(en="closed registration", zh="截止报名"),
    "events.reopen_activity": Phrase(en="opened registration again", zh="重新开放报名"),
    "events.start_activity": Phrase(en="started the contests", zh="开始比赛"),
    "events.finish_activity": Phrase(en="ended result entry", zh="结束录入"),
    "events.resume_activity": Phrase(en="resumed result entry", zh="恢复录入"),
    "events.publish_activity": Phrase(en="published the activity", zh="公布活动结果"),
    "events.archive_activity": Phrase(en="archived the activity", zh="归档"),
    "events.export_activity": Phrase(en="exported the activity file", zh="导出活动文件"),
    "events.invite_units": Phrase(en="invited units", zh="邀请参加单位"),
    "events.record_actuals": Phrase(en="recorded what was spent", zh="登记实际支出"),
    "registration.begin_roster": Phrase(en="began a roster", zh="开始填报名表"),
    "registration.save_roster": Phrase(en="saved a roster", zh="保存报名表"),
    "registration.import_roster": Phrase(en="read a roster from a sheet", zh="导入报名表"),
    "registration.submit_roster": Phrase(en="submitted a roster", zh="提交报名表"),
    "registration.take_back_roster": Phrase(en="took a roster back", zh="撤回报名表"),
    "registration.accept_roster": Phrase(en="accepted a roster", zh="确认报名表"),
    "registration.return_roster": Phrase(en="returned a roster", zh="退回报名表"),
    "registration.substitute": Phrase(en="put in a substitute", zh="换人"),
    "registration.change_terms": Phrase(en="changed the conditions of registration", zh="修改报名条件"),
    "registration.draw_places": Phrase(en="drew places by lot", zh="抽签分配名额"),
    "scoring.set_up_contest": Phrase(en="set how a contest is judged", zh="设定计分办法"),
    "scoring.set_up_prizes": Phrase(en="set how prizes are given", zh="设定奖励办法"),
    "scoring.draw_starts": Phrase(en="drew a start list", zh="抽签编排"),
    "scoring.keep_lots": Phrase(en="wrote down seeds and lots", zh="登记种子和抽签结果"),
    "scoring.keep_given": Phrase(en="wrote down draws and special awards", zh="登记抽奖和单项奖"),
    "scoring.publish": Phrase(en="released a result", zh="公布成绩"),
    "scoring.publish_awards": Phrase(en="published the award list", zh="公布获奖名单"),
    "scoring.export_awards": Phrase(en="exported the award list", zh="导出获奖名单"),
    "scoring.seat_judges": Phrase(en="seated the judges", zh="安排评委席"),
    "scoring.rule": Phrase(en="ruled", zh="裁定"),
    "scoring.hold": Phrase(en="held a contest", zh="将项目列为待核"),
    "scoring.lift": Phrase(en="lifted a hold", zh="解除待核"),
    "scoring.reopen": Phrase(en="opened a contest again", zh="重新开放项目"),
    "scoring.request": Phrase(en="asked a second person", zh="提请第二人确认"),
    "scoring.answer_request": Phrase(en="answered as the second person", zh="以第二人身份答复"),
    "scoring.protest": Phrase(en="took a protest", zh="受理申诉"),
    "scoring.decide_protest": Phrase(en="decided a protest", zh="裁决申诉"),
    "scoring.set_conduct": Phrase(en="set how results are released", zh="设定成绩公布方式"),
    "scoring.set_showing": Phrase(en="set what spectators see", zh="设定公开内容"),
    "scoring.open_public_page": Phrase(en="opened the public results page", zh="开放公开成绩页"),
    "scoring.withdraw_public_page": Phrase(en="withdrew the public results page", zh="收回公开成绩页"),
    "scoring.freeze_screens": Phrase(en="froze screens and public page", zh="封榜"),
    "scoring.unfreeze_screens": Phrase(en="unfroze screens and public page", zh="解除封榜"),
    "scoring.keep_screen": Phrase(en="set up a screen", zh="设置大屏"),
    "scoring.remove_screen": Phrase(en="removed a screen", zh="移除大屏"),
    "scoring.command_screens": Phrase(en="changed what screens show", zh="切换大屏内容"),
    "scoring.turn_ceremony": Phrase(en="revealed a place at a ceremony", zh="颁奖揭晓"),
}
PLAN_CHANGED: Final = Phrase(en="changed the plan", zh="修改方案")
ROSTER_CHANGED: Final = Phrase(en="changed a roster", zh="修改报名表")
OTHER_ACT: Final = Phrase(en="worked in the field", zh="现场操作")
SHOWN: Final = ("reason", "comment", "decision", "accepted_late", "second")


@dataclass(frozen=True, slots=True)
class Line:
    """One act: when, who, what, about which contest, with what was said; `seal` is None while it has none."""

    at: datetime
    who: str
    what: Phrase
    about: str
    note: str
    seal: int | None


def log_of(activity: Activity) -> QuerySet[LogEntry]:
    """Everything about the activity, its contests and its rosters, newest first."""
    sheets = Scoresheet.objects.filter(contest__activity=activity)
    subjects = [subject_of(activity), *(f"scoring.scoresheet:{pk}" for pk in sheets.values_list("pk", flat=True))]
    subjects += [f"registration.roster:{pk}" for pk in activity.rosters.values_list("pk", flat=True)]
    return LogEntry.objects.filter(Q(subject__in=subjects)).order_by("-at", "-pk")


def lines_of(entries: Sequence[LogEntry]) -> list[Line]:
    """The sentences of some rows; two queries."""
    sealed = Seal.objects.filter(kind=LogEntry._meta.label_lower, row__in=[entry.pk for entry in entries])
    seals = dict(sealed.values_list("row", "position"))
    titles = {
        f"scoring.scoresheet:{pk}": title
        for pk, title in Scoresheet.objects.filter(
            pk__in=[_key(entry) for entry in entries if entry.subject.startswith("scoring.scoresheet:")]
        ).values_list("pk", "contest__title")
    }
    return [
        Line(
            entry.at,
            entry.by_name,
            say_verb(entry.verb),
            titles.get(entry.subject, ""),
            "；".join(str(entry.details[name]) for name in SHOWN if entry.details.get(name)),
            seals.get(entry.pk),
        )
        for entry in entries
    ]


def say_verb(verb: str) -> Phrase:
    """What was done; the many ways of editing share a sentence."""
    if verb in VERBS:
        return VERBS[verb]
    return {"events": PLAN_CHANGED, "registration": ROSTER_CHANGED}.get(verb.partition(".")[0], OTHER_ACT)


def _key(entry: LogEntry) -> int:
    return int(entry.subject.rpartition(":")[2])
