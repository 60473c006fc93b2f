"""The public page: only what is released or allowed, told apart in words, names as configured, and cheap to ask for."""

from __future__ import annotations

import gzip
import time
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from registration.models import Person
from scoring.models import PrizePlan, Showing
from scoring.queries.reading import read_sheet
from scoring.queries.setting import Setting
from scoring.services import conducting, live, publishing, screens
from scoring.views import crowd
from tests.factories import later
from tests.scoring.meets import Meet
from unionevents.erasing.people import erase_people

NOW = later(days=22)
TABLE = {"code": "total", "title": "团体总分", "rule": "points", "points": [7, 5, 3]}


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every look is a fresh one: how long one holds is measured by the benchmark, and by one test here."""
    monkeypatch.setattr(live, "FRESH", 0.0)
    monkeypatch.setattr(live, "CALM", 0.0)
    monkeypatch.setattr(live, "SHARE", 0)
    monkeypatch.setattr("scoring.views.public.FRESH", 0.0)
    monkeypatch.setattr("scoring.views.crowd.FRESH", 0.0)


def opened(meet: Meet, **choices: Any) -> str:
    if choices:
        screens.set_showing(activity=meet.activity, by=meet.organiser, now=NOW, **choices)
    showing = screens.open_page(activity=meet.activity, by=meet.organiser, now=NOW)
    return f"/r/{showing.token}/"


def release(meet: Meet, code: str = "run", reason: str = "") -> None:
    sheet = meet.sheet(code)
    draft = publishing.draft_of(read_sheet(sheet), Setting(meet.activity), publishing.latest_of(sheet))
    publishing.publish(sheet=sheet, seen=draft.seen, reason=reason, by=meet.chief, now=timezone.now())


def read(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_nothing_is_shown_before_the_organiser_opens_it_nor_after_it_is_withdrawn(meet: Meet) -> None:
    address = opened(meet)
    assert meet.activity.title in read(address)

    screens.withdraw_page(activity=meet.activity, by=meet.organiser, now=NOW)
    assert Client().get(address).status_code == 404
    assert Client().get("/r//").status_code == 404
    assert meet.activity.title not in Client().get(address).content.decode()


def test_another_address_closes_the_old_one(meet: Meet) -> None:
    old, new = opened(meet), opened(meet)
    assert old != new
    assert Client().get(old).status_code == 404
    read(new)


def test_released_and_provisional_are_told_apart_in_words_and_looks(meet: Meet) -> None:
    meet.record_everything()
    address = opened(meet, provisional=True)
    release(meet)

    page = read(address)
    released, provisional = page.index("正式成绩"), page.index("暂列名次，非正式")
    assert released < page.index("托球跑") < provisional < page.index("一分钟跳绳")
    assert page.count('public-contest" data-state="released"') == 1
    assert page.count('public-contest" data-state="provisional"') == 2

    conducting.reopen(sheet=meet.sheet("run"), reason="核对", by=meet.chief, now=NOW)
    assert 'public-contest" data-state="review"' in read(address)


def test_provisional_standings_stay_inside_unless_the_organiser_allows_them(meet: Meet) -> None:
    meet.record_everything()
    page = read(opened(meet))
    assert "林" not in page
    assert "10.73" not in page
    assert "托球跑" in page, "that it is still to come is no secret"


@pytest.mark.parametrize(
    ("names", "shown", "hidden"),
    [
        (Showing.Names.FULL, ["林小满", "青山中学"], []),
        (Showing.Names.MASKED, ["林*满", "青山中学"], ["林小满", "小满"]),
        (Showing.Names.NUMBER, ["1 号", "青山中学"], ["林小满", "林*满"]),
    ],
)
def test_names_are_as_configured_in_results_and_calls(
    meet: Meet, names: str, shown: list[str], hidden: list[str]
) -> None:
    for number in range(1, 7):
        meet.record("run", number, time=10000 + number)
    release(meet)

    page = read(opened(meet, names=names, calls=True))

    assert "马上检录" in page
    assert [word for word in shown if word not in page] == []
    assert [word for word in hidden if word in page] == []


def test_page_follows_when_a_person_is_erased(meet: Meet) -> None:
    meet.record_everything()
    release(meet)
    address = opened(meet, names=Showing.Names.FULL)
    assert "林小满" in read(address)

    erase_people(people=[Person.objects.get(name="林小满")], reason="本人要求", by=meet.organiser, now=NOW)

    assert "林小满" not in read(address)


def test_unit_tables_stand_on_the_page_as_soon_as_something_is_released(meet: Meet) -> None:
    PrizePlan.objects.filter(activity=meet.activity).update(tables=[TABLE])
    meet.record_everything()
    address = opened(meet)
    assert "团体总分" not in read(address)
    release(meet)
    page = read(address)
    assert "团体总分" in page
    assert "10 分" in page, "first and third place of three that score"


def test_frozen_page_keeps_what_was_until_it_is_let_go(meet: Meet) -> None:
    meet.record_everything()
    address = opened(meet)
    release(meet, "run")
    before = read(address)
    screens.freeze(activity=meet.activity, by=meet.organiser, now=timezone.now())
    time.sleep(0.01)
    release(meet, "rope")

    frozen = read(address)
    assert "名次已封存" in frozen
    assert frozen.count('data-state="released"') == before.count('data-state="released"')

    screens.unfreeze(activity=meet.activity, by=meet.organiser, now=timezone.now())
    assert read(address).count('public-contest" data-state="released"') == 2


def test_unchanged_page_is_not_sent_again_and_touches_neither_session_nor_user(meet: Meet) -> None:
    meet.record_everything()
    release(meet)
    address = opened(meet)
    client = Client()
    client.force_login(meet.contact)
    first = client.get(address)
    with CaptureQueriesContext(connection) as asked:
        again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    tables = " ".join(query["sql"] for query in asked.captured_queries)
    assert "session" not in tables
    assert "accounts_user" not in tables
    assert not again.cookies
    assert "Cookie" not in first["Vary"]
    assert len(asked.captured_queries) <= 3

    release_again = meet.record("run", 1, absence="DNS")
    assert release_again
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304, "not released"
    release(meet, "rope")
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_viewers_within_the_same_moment_cost_no_query_at_all(meet: Meet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scoring.views.public.FRESH", 60.0)
    address = opened(meet)
    tag = Client().get(address)["ETag"]
    with CaptureQueriesContext(connection) as asked:
        answers = {Client().get(address, headers={"if-none-match": tag}).status_code for _viewer in range(50)}
    assert answers == {304}
    assert asked.captured_queries == []


def test_a_page_made_just_now_goes_out_before_django_is_asked(
    meet: Meet, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    address, asked = opened(meet), []

    def django(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        asked.append(environ["PATH_INFO"])
        start_response("200 OK", [])
        return [b"the long way"]

    door = crowd.from_memory(django)
    tag = Client().get(address)["ETag"]

    def knock(seen: str = "", **more: str) -> tuple[str, dict[str, str], bytes]:
        said: list[tuple[str, dict[str, str]]] = []
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": address, "wsgi.url_scheme": "http"} | more
        body = b"".join(
            door(
                environ | ({"HTTP_IF_NONE_MATCH": seen} if seen else {}),
                lambda *told: said.append((told[0], dict(told[1]))),
            )
        )
        return (*said[0], body)

    assert knock(tag)[2] == b"the long way", "what may be old is looked up"
    monkeypatch.setattr("scoring.views.public.FRESH", 60.0)
    long_way = Client().get(address)
    assert knock(tag) == (
        "304 Not Modified",
        {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"},
        b"",
    )
    assert knock() == knock('"older"') == ("200 OK", dict(long_way.items()), long_way.content)
    packed = knock(HTTP_ACCEPT_ENCODING="gzip, br")
    assert (gzip.decompress(packed[2]), packed[1]["Content-Encoding"]) == (long_way.content, "gzip")
    assert packed[1]["Content-Length"] == str(len(packed[2]))
    assert len(asked) == 1
    settings.SECURE_SSL_REDIRECT = True
    assert knock(**{"wsgi.url_scheme": "https"})[0] == "200 OK" and len(asked) == 1
    knock()  # is sent to https
    settings.SECURE_SSL_REDIRECT = False
    knock(tag, REQUEST_METHOD="HEAD")
    knock(tag, QUERY_STRING="lang=en")
    assert len(asked) == 4, "every other one goes the whole way"


def test_a_follower_gets_what_is_new_without_a_query_once_one_of_them_has_it(
    meet: Meet, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = opened(meet)
    tag = Client().get(address)["ETag"]
    meet.record_everything()
    release(meet)
    monkeypatch.setattr("scoring.views.public.FRESH", 60.0)
    first = Client().get(address, headers={"if-none-match": tag})
    with CaptureQueriesContext(connection) as asked:
        second = Client().get(address, headers={"if-none-match": tag})
    assert (second.status_code, second.content, second["ETag"]) == (200, first.content, first["ETag"])
    assert dict(second.items()) == dict(first.items()), "also what the browser is told to keep out"
    assert "Content-Security-Policy" in second
    assert asked.captured_queries == []


def test_who_comes_while_the_crowd_fills_its_threads_waits_and_who_enters_does_not(meet: Meet) -> None:
    """Holds every place of the crowd, as slow phones would."""
    address = opened(meet)
    full = Client().get(address)
    gate = crowd.GATES[crowd.PAGES]
    try:
        assert all(gate.acquire(blocking=False) for _place in range(crowd.AT_ONCE))
        turned_away = Client().get(f"{address}?lang=en")
        assert turned_away.status_code == 503
        assert (turned_away["Retry-After"], turned_away["Refresh"]) == ("3", "3")
        assert "loads again by itself" in turned_away.content.decode()
        assert meet.activity.title not in turned_away.content.decode()
        assert Client().get(address).content == full.content, "as it was a moment ago"
        referee = Client()
        referee.force_login(meet.referee)
        assert referee.get(f"/sheets/{meet.sheet('run').pk}/pad/").status_code == 200
        assert Client().get("/tablet/pack/").status_code == 401, "tablets are heard"
    finally:
        gate.release(crowd.AT_ONCE)
    assert Client().get(f"{address}?lang=en").status_code == 200


def test_entering_never_makes_the_page_work_more_than_its_share(meet: Meet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "SHARE", 10_000)
    meet.record_everything()
    address = opened(meet, provisional=True)
    page = read(address)
    meet.record("rope", 1, count=999)
    assert read(address) == page, "what is only entered waits its turn"
    release(meet, "run")
    assert "正式成绩" in read(address), "a release never waits"


def test_english_has_an_address_of_its_own(meet: Meet) -> None:
    address = opened(meet)
    english = Client().get(f"{address}?lang=en")
    assert 'lang="en"' in english.content.decode()
    assert english["ETag"] != Client().get(address)["ETag"]


def test_page_goes_packed_to_who_can_unpack_it(meet: Meet) -> None:
    answer = Client().get(opened(meet), headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert answer["Cache-Control"] == "no-cache"
