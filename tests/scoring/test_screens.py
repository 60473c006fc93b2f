"""Screens in the hall: they change by command alone, reveal step by step, and are heard of."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from scoring.models import Screen, Showing
from scoring.queries.reading import read_sheet
from scoring.queries.setting import Setting
from scoring.services import live, publishing, screens
from scoring.services.live import live_of
from scoring.views.stage import ROWS, stage_of
from tests.factories import later
from tests.scoring.meets import Meet, make_meet, operation
from unionevents.lib.reading_aloud import hard_readings, with_tone

NOW = later(days=22)


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "FRESH", 0.0)
    monkeypatch.setattr(live, "CALM", 0.0)
    monkeypatch.setattr(live, "SHARE", 0)


@pytest.fixture
def screen(meet: Meet) -> Screen:
    return named(meet, "大厅左屏")


def named(meet: Meet, name: str) -> Screen:
    return screens.keep_screen(activity=meet.activity, name=name, theme="dark", by=meet.organiser, now=NOW)


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def show(meet: Meet, *words: str, notice: str = "", seconds: int = 0) -> None:
    views = [screens.view_of(word, codes=meet.contests, notice=notice) for word in words]
    every = Screen.objects.filter(activity=meet.activity)
    screens.command(activity=meet.activity, screens=every, views=views, seconds=seconds, by=meet.referee, now=NOW)


def stage(screen: Screen, *, seconds: float = 0.0) -> dict[str, Any]:
    fresh = Screen.objects.get(pk=screen.pk)
    showing = Showing.objects.select_related("activity").get(activity=fresh.activity_id)
    return stage_of(fresh, showing, live_of(showing), now=NOW + timedelta(seconds=seconds))


def release(meet: Meet, code: str) -> None:
    sheet = meet.sheet(code)
    draft = publishing.draft_of(read_sheet(sheet), Setting(meet.activity), None)
    publishing.publish(sheet=sheet, seen=draft.seen, reason="", by=meet.chief, now=timezone.now())


def test_screen_shows_what_was_commanded_and_nothing_else_happens_to_it(meet: Meet, screen: Screen) -> None:
    assert stage(screen)["kind"] == "welcome"
    show(meet, "ranking:run")
    meet.record_everything()
    release(meet, "rope")
    assert stage(screen)["title"] == "托球跑"
    assert str(stage(screen)["word"]) == "暂列名次，非正式"
    release(meet, "run")
    assert str(stage(screen)["word"]) == "正式成绩"
    show(meet, "blank")
    assert stage(screen)["kind"] == "blank"


def test_a_long_ranking_is_read_in_pages_of_eight(db: None) -> None:
    meet = make_meet(people=10)
    screen = named(meet, "右屏")
    meet.record_everything()
    show(meet, "ranking:rope")
    first, second, again = (stage(screen, seconds=after) for after in (1, 9, 17))
    assert (len(first["lines"]), len(second["lines"]), first["pages"]) == (ROWS, 2, 2)
    assert again["lines"] == first["lines"]


def test_several_views_take_turns_of_so_many_seconds(meet: Meet, screen: Screen) -> None:
    meet.record_everything()
    show(meet, "ranking:run", "next", seconds=10)
    kinds = [stage(screen, seconds=after)["kind"] for after in (1, 11, 21)]
    assert kinds == ["ranking", "next", "ranking"]


def test_ceremony_reveals_third_to_first_one_step_at_a_time_and_only_what_is_released(
    meet: Meet, screen: Screen
) -> None:
    meet.record_everything()
    show(meet, "ceremony:run:0")
    assert stage(screen)["steps"] == ()
    release(meet, "run")
    revealed = []
    for _step in range(4):
        revealed.append([step["rank"] for step in stage(screen)["steps"] if step["is_revealed"]])
        client_of(meet.referee).post(f"/activities/{meet.activity.pk}/screens/ceremony/", {"step": "on"})
    assert revealed == [[], [3], [2, 3], [1, 2, 3]]
    hidden = [step for step in stage_before_first(meet, screen) if not step["is_revealed"]]
    assert [step["lines"] for step in hidden] == [(), (), ()], "what is not revealed is not in the page"


def stage_before_first(meet: Meet, screen: Screen) -> list[dict[str, Any]]:
    show(meet, "ceremony:run:0")
    steps: list[dict[str, Any]] = stage(screen)["steps"]
    return steps


def test_frozen_screens_keep_what_was(meet: Meet, screen: Screen) -> None:
    meet.record_everything()
    show(meet, "ranking:run")
    before = stage(screen)["lines"]
    screens.freeze(activity=meet.activity, by=meet.organiser, now=timezone.now())
    receipts = meet.take("run", operation("run/6", "absence", "DNS"), now=timezone.now())
    assert receipts[0].kind.value == "stored"
    assert stage(screen)["lines"] == before
    screens.unfreeze(activity=meet.activity, by=meet.organiser, now=timezone.now())
    assert stage(screen)["lines"] != before


def test_screen_needs_only_its_address_and_says_nothing_twice(meet: Meet, screen: Screen) -> None:
    assert Client().get("/board/", {"code": screen.token})["Location"] == f"/board/{screen.token}/"
    assert "没有这个代码" in Client().get("/board/", {"code": "aaaa"}).content.decode()
    first = Client().get(f"/board/{screen.token}/now/")
    assert Client().get(f"/board/{screen.token}/now/", headers={"if-none-match": first["ETag"]}).status_code == 304
    assert Screen.objects.get(pk=screen.pk).seen_at is not None
    screens.remove_screen(screen=screen, by=meet.organiser, now=NOW)
    assert Client().get(f"/board/{screen.token}/").status_code == 404


def test_remote_says_what_each_screen_shows_and_when_it_was_last_heard_of(meet: Meet, screen: Screen) -> None:
    client = client_of(meet.organiser)
    address = f"/activities/{meet.activity.pk}/screens/"
    assert "还没有打开过" in client.get(address).content.decode()
    Client().get(f"/board/{screen.token}/now/")
    answer = client.post(f"{address}command/", {"screen": [screen.pk], "show": "notice", "notice": "请到检录处"})
    assert answer.status_code == 302
    page = client.get(address).content.decode()
    assert "通知：请到检录处" in page
    assert "在线" in page
    Screen.objects.update(seen_at=timezone.now() - timedelta(minutes=3))
    assert "失联" in client.get(address).content.decode()


@pytest.mark.parametrize("word", ["", "nothing", "ranking:none", "ceremony:run:x", "table:x", "notice", "next:1"])
def test_what_is_no_view_changes_nothing(meet: Meet, screen: Screen, word: str) -> None:
    before = Screen.objects.get(pk=screen.pk).shows
    answer = client_of(meet.organiser).post(
        f"/activities/{meet.activity.pk}/screens/command/", {"screen": [screen.pk], "show": word}, follow=True
    )
    assert "没有切换" in answer.content.decode()
    assert Screen.objects.get(pk=screen.pk).shows == before


def test_one_cannot_command_the_screens_of_another_activity(meet: Meet, screen: Screen) -> None:
    other = make_meet_elsewhere(meet)
    client_of(meet.organiser).post(
        f"/activities/{meet.activity.pk}/screens/command/", {"screen": [other.pk], "show": "blank"}
    )
    assert screens.views_of(Screen.objects.get(pk=other.pk)) == [{"view": "welcome"}]


def make_meet_elsewhere(meet: Meet) -> Screen:
    activity = type(meet.activity).objects.create(host=meet.union, title="另一个活动", created_at=NOW)
    return screens.keep_screen(activity=activity, name="大厅左屏", theme="light", by=meet.organiser, now=NOW)


def test_announcer_reads_third_to_first_with_the_sound_of_hard_characters(meet: Meet) -> None:
    meet.people[0].name = "仇栩"
    meet.people[0].save()
    meet.record_everything()
    release(meet, "run")
    page = client_of(meet.referee).get(f"/activities/{meet.activity.pk}/announcer/").content.decode()
    places = [page.index(f"托球跑，第 {rank} 名") for rank in (3, 2, 1)]
    assert places == sorted(places)
    assert "青山中学 仇栩，成绩 10.73 秒，获一等奖" in page
    assert "qiú" in page
    assert "xǔ" in page


@pytest.mark.parametrize(
    ("syllable", "marked"),
    [
        ("zhang4", "zhàng"),
        ("lü4", "lǜ"),
        ("gui4", "guì"),
        ("liu2", "liú"),
        ("gou1", "gōu"),
        ("ma5", "ma"),
        ("栩", "栩"),
    ],
)
def test_tone_stands_on_the_right_vowel(syllable: str, marked: str) -> None:
    assert with_tone(syllable) == marked


def test_common_names_need_no_help_and_surnames_read_otherwise_do() -> None:
    assert hard_readings("张伟") == ()
    assert hard_readings("尉迟恭")[:2] == (("尉", "yù"), ("迟", "chí"))
    assert hard_readings("张单") == (), "单 is read otherwise only as a surname"
