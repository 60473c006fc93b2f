"""What the chief referee decides on the table: orders put on record, the prize line, those who never came."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from events.states import State
from scoring.models import PrizePlan, Ruling, Scoresheet
from scoring.queries.reading import read_sheet
from scoring.queries.setting import Setting
from scoring.services import publishing
from tests.scoring.meets import PRIZE_RULES, Meet, make_meet
from tests.scoring.posting import sent_contest

pytestmark = pytest.mark.django_db


def logged_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def table_of(meet: Meet, code: str) -> str:
    return reverse("scoring:chief", args=[meet.sheet(code).pk])


def placed(meet: Meet, code: str) -> list[tuple[int | None, str, str]]:
    """Rank, name and prize as they would be published now."""
    draft = publishing.draft_of(read_sheet(meet.sheet(code)), Setting(meet.activity), None)
    return [
        (placing["rank"], placing["name"], placing["prize_title"] or "")
        for ranking in draft.rankings
        for placing in ranking["placings"]
    ]


@pytest.mark.parametrize(
    ("rule", "code", "mark", "asks"),
    [("recorded_lot", "rope", {"count": 99}, "抽签"), ("finish_order", "run", {"time": 12340}, "终点裁判判定的先后")],
)
def test_an_order_on_record_separates_those_who_are_level(
    meet: Meet, rule: str, code: str, mark: dict[str, int], asks: str
) -> None:
    Scoresheet.objects.filter(contest=meet.contests[code]).update(tie_breaks=[{"rule": rule}])
    meet.record(code, 1, **mark)
    meet.record(code, 2, **mark)
    assert [rank for rank, _name, _prize in placed(meet, code)][:2] == [1, 1]
    client, url = logged_in(meet.chief), table_of(meet, code)
    shown = client.get(url).text
    assert asks in shown
    assert "（可以不裁）" in shown
    sent = {"act": "order", "slot": rule, "step-1": "2", "step-2": "1", "reason": "当场记下"}
    assert "请写明原因" in client.post(url, sent | {"reason": ""}).text
    assert "写序号" in client.post(url, sent | {"step-1": "二"}).text
    assert not Ruling.objects.exists()
    assert client.post(url, sent).status_code == 302
    names = [person.name for person in meet.people]
    assert [(rank, name) for rank, name, _prize in placed(meet, code)[:2]] == [(1, names[1]), (2, names[0])]
    assert f'value="{rule}"' not in client.get(url).text, "nothing is left to decide"


def test_level_at_a_prize_line_the_chief_says_who_gets_the_better_prize(meet: Meet) -> None:
    PrizePlan.objects.filter(activity=meet.activity).update(prize_rules=PRIZE_RULES | {"ties": "decide"})
    for number in (1, 2):
        meet.record("rope", number, count=99)
    for number in range(3, 7):
        meet.record("rope", number, count=50 + number)
    client, url = logged_in(meet.chief), table_of(meet, "rope")
    assert "奖级线上并列，请裁定谁得高一级的奖" in client.get(url).text
    level = {"act": "order", "slot": "prize_line", "step-1": "1", "step-2": "1", "reason": "加赛"}
    assert "不同的序号" in client.post(url, level).text
    assert client.post(url, level | {"step-1": "2"}).status_code == 302
    names = [person.name for person in meet.people]
    prizes = {name: prize for _rank, name, prize in placed(meet, "rope")}
    assert (prizes[names[1]], prizes[names[0]]) == ("一等奖", "二等奖")
    assert "奖级线上并列" not in client.get(url).text


def test_those_who_never_came_are_ticked_and_marked_together(meet: Meet) -> None:
    meet.record("run", 1, time=12340)
    client, url = logged_in(meet.chief), table_of(meet, "run")
    names = [person.name for person in meet.people]
    missing = client.get(url).text.partition('id="missing-title"')[2].partition("</form>")[0]
    assert [name in missing for name in names] == [False, True, True, True, True, True]
    sent = {"act": "absent", "absence": "DNS", "reason": "检录三次未到"}
    assert "请勾选" in client.post(url, sent).text
    assert client.post(url, sent | {"entry": ["2", "3", "4", "5"]}).status_code == 302
    assert client.post(url, sent | {"entry": ["6"], "absence": "WD", "reason": "领队来电弃权"}).status_code == 302
    recorded = read_sheet(meet.sheet("run"))
    absences = {entry.number: recorded.recorded[entry.pk].absence for entry in recorded.entries}
    assert absences == {1: None, 2: "DNS", 3: "DNS", 4: "DNS", 5: "DNS", 6: "WD"}
    assert set(Ruling.objects.values_list("reason", flat=True)) == {"检录三次未到", "领队来电弃权"}
    assert 'id="missing-title"' not in client.get(url).text


def test_a_referee_decides_none_of_it(meet: Meet) -> None:
    sent = {"act": "absent", "absence": "DNS", "reason": "未到", "entry": ["2"]}
    assert logged_in(meet.referee).post(table_of(meet, "run"), sent).status_code == 403
    assert not Ruling.objects.exists()


def test_a_contest_has_its_own_prize_rules_until_it_uses_those_of_the_activity_again(db: None) -> None:
    meet = make_meet(state=State.DRAFT, people=6)
    sheet = meet.sheet("rope")
    client = logged_in(meet.organiser)
    url = reverse("scoring:set_up_contest", args=[meet.activity.pk, "rope"])
    own = {
        "places": {"rule": "fixed", "count": 2},
        "tiers": [{"prize": "first", "rule": "fixed", "count": 2}],
        "ties": "all_in",
    }
    broken = client.post(
        url, sent_contest(meet, {"game": "count", "prizes": own}, do="save", **{"prizes.places.count": "x"})
    )
    assert broken.status_code == 200
    assert [each.name for each in broken.context["drawn"].wrong] == ["prizes.places.count"]
    sent = sent_contest(meet, {"game": "count", "prizes": own}, do="save")
    assert client.post(url, sent).status_code == 302
    sheet.refresh_from_db()
    assert sheet.prize_rules["places"] == {"rule": "fixed", "count": 2}
    assert "单独设奖" in client.get(reverse("scoring:set_up", args=[meet.activity.pk])).text
    meet.move_to(State.RUNNING)
    meet.record_everything()
    assert [prize for _rank, _name, prize in placed(meet, "rope")] == ["一等奖", "一等奖", "", "", "", ""]
    assert [prize for _rank, _name, prize in placed(meet, "run")] == ["一等奖", "二等奖", "二等奖", "", "", ""]
    assert client.post(url, sent).status_code == 403, "prizes are fixed with the approval"
    meet.move_to(State.DRAFT)
    assert client.post(url, sent_contest(meet, {"game": "count"}, do="save")).status_code == 302
    sheet.refresh_from_db()
    assert sheet.prize_rules is None
