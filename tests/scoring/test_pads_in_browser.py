"""The three pads as a referee uses them: keys, words, undo, corrections, no network, no script, no pointer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from scoring.models import Operation
from scoring.queries.reading import read_sheet
from tests.browser import too_small
from tests.scoring.meets import Meet, make_meet, operation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def meet() -> Meet:
    return make_meet(people=4)


def pad_url(meet: Meet, code: str) -> str:
    return reverse("scoring:pad", args=[meet.sheet(code).pk])


def press(page: Any, keys: str) -> None:
    for key in keys:
        page.click(f"[data-key='{key}']")


def sent(page: Any) -> None:
    page.wait_for_selector("[data-net][data-state=sent]")


def recorded(meet: Meet, code: str) -> dict[int, Any]:
    """Records or absence by entry number, as the rule book will see them."""
    reading = read_sheet(meet.sheet(code))
    return {
        entry.number: recorded.absence or recorded.records
        for entry in reading.entries
        if not (recorded := reading.recorded[entry.pk]).missing
    }


@pytest.mark.parametrize("screen", [("tablet", "zh-hans"), ("phone", "zh-hans"), ("phone", "en")])
@pytest.mark.parametrize("code", ["run", "rope", "shots"])
def test_every_pad_is_accessible_has_big_keys_and_fits(
    browse: Any, axe: Callable[..., list[str]], meet: Meet, code: str, screen: tuple[str, str]
) -> None:
    size, language = screen
    meet.record("run", 2, time=12340)
    meet.record("shots", 2, **{"shot.1": 1})
    page = browse(meet.referee, size=size, language=language)
    page.goto(pad_url(meet, code))
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    keys = page.locator(".pad .key, .pad-shot, .pad-row, .pad-back")
    assert keys.count() > 0
    assert too_small(keys) == []
    if size == "tablet":
        entry_ends = page.evaluate("document.querySelector('.pad-absences').getBoundingClientRect().bottom")
        assert entry_ends <= 768


def test_digits_alone_become_a_time_and_the_next_person_stands_there(browse: Any, meet: Meet) -> None:
    page = browse(meet.referee, size="tablet")
    page.goto(pad_url(meet, "run"))
    press(page, "1234")
    assert page.text_content("[data-echo]") == "12.34"
    press(page, "5")
    assert page.text_content("[data-echo]") == "1:23.45"
    page.click("[data-key=back]")
    page.click("[data-key=go]")
    assert page.text_content("[data-name]") == meet.people[1].name
    assert "12.34 秒" in page.text_content("[data-undo-text]")
    sent(page)
    assert page.text_content("[data-last] .said") == "已上传"
    page.click("[data-absence=DNS]")
    page.click("[data-absence=DSQ]")
    sent(page)
    assert recorded(meet, "run") == {1: {"time": 12340}, 2: "DNS", 3: "DSQ"}


def test_undo_within_ten_seconds_brings_back_what_stood_before(browse: Any, meet: Meet) -> None:
    page = browse(meet.referee, size="phone")
    page.goto(pad_url(meet, "run"))
    press(page, "1234")
    page.click("[data-key=go]")
    page.click("[data-undo-form] button")
    assert page.text_content("[data-name]") == meet.people[0].name
    sent(page)
    assert recorded(meet, "run") == {}
    assert Operation.objects.count() == 2


def test_a_correction_asks_why(browse: Any, meet: Meet) -> None:
    meet.record("run", 1, time=12340)
    page = browse(meet.referee, size="tablet")
    page.goto(f"{pad_url(meet, 'run')}?entry=1")
    assert page.text_content("[data-record-mark]") == "12.34 秒"
    press(page, "1500")
    page.click("[data-key=go]")
    assert page.is_visible("[data-problem]")
    page.check("[name=reason_choice] >> nth=0")
    page.click("[data-key=go]")
    sent(page)
    assert recorded(meet, "run") == {1: {"time": 15000}}
    assert Operation.objects.get(value=15000).reason == "按错了"


def test_counts_by_steps_and_by_keys(browse: Any, meet: Meet) -> None:
    page = browse(meet.referee, size="tablet")
    page.goto(pad_url(meet, "rope"))
    press(page, "86")
    page.click("[data-step='1']")
    page.click("[data-step='1']")
    page.click("[data-step='-1']")
    page.click("[data-key=go]")
    page.click("[data-key='0']")
    page.click("[data-key=go]")
    sent(page)
    assert recorded(meet, "rope") == {1: {"count": 87}, 2: {"count": 0}}


def test_shots_one_after_another_in_their_order(browse: Any, meet: Meet) -> None:
    page = browse(meet.referee, size="tablet")
    page.goto(pad_url(meet, "shots"))
    hits = [1, 0, 0, 1, 1, 0, 1, 0, 0, 1]
    for hit in hits:
        page.click(f"[data-hit='{hit}']")
    assert page.is_disabled("[data-hit='1']")
    page.click("[data-onward]")
    assert page.text_content("[data-name]") == meet.people[1].name
    page.click("[data-hit='1']")
    sent(page)
    assert recorded(meet, "shots") == {1: {"shot": hits}, 2: {"shot": [1]}}


def test_a_surprising_time_is_said_and_still_stored(browse: Any, meet: Meet) -> None:
    for number in (1, 2, 3):
        meet.record("run", number, time=12000 + number * 100)
    page = browse(meet.referee, size="tablet")
    page.goto(pad_url(meet, "run"))
    press(page, "120")
    assert page.is_visible("[data-warning]")
    page.click("[data-key=go]")
    sent(page)
    assert recorded(meet, "run")[4] == {"time": 1200}


def test_without_a_network_nothing_is_lost_not_even_by_loading_the_page_again(browse: Any, meet: Meet) -> None:
    page = browse(meet.referee, size="tablet")
    page.goto(pad_url(meet, "run"))
    page.route("**/operations/", lambda route: route.abort())
    press(page, "1234")
    page.click("[data-key=go]")
    page.wait_for_selector("[data-net][data-state=waiting]")
    assert page.text_content("[data-last] .said") == "已存本机"
    assert not Operation.objects.exists()
    page.unroute("**/operations/")
    page.reload()
    sent(page)
    assert recorded(meet, "run") == {1: {"time": 12340}}
    assert page.text_content("[data-name]") == meet.people[1].name or page.is_visible("[data-record]")


def test_a_lost_reply_doubles_nothing(browse: Any, meet: Meet) -> None:
    page = browse(meet.referee, size="tablet")
    page.goto(pad_url(meet, "run"))
    replies = []

    def cut_the_first(route: Any) -> None:
        replies.append(route.fetch())
        if len(replies) == 1:
            route.abort()
        else:
            route.fulfill(response=replies[-1])

    page.route("**/operations/", cut_the_first)
    press(page, "1234")
    page.click("[data-key=go]")
    sent(page)
    assert len(replies) == 2
    assert Operation.objects.count() == 1


def test_two_tablets_on_one_person_leave_the_decision_to_the_chief(browse: Any, meet: Meet) -> None:
    page = browse(meet.referee, size="tablet")
    page.goto(pad_url(meet, "run"))
    meet.take("run", operation("run/1", "time", 13000, device="平板 B2"))
    press(page, "1234")
    page.click("[data-key=go]")
    page.wait_for_selector("[data-last] .said:has-text('裁判长')")
    assert len(read_sheet(meet.sheet("run")).conflicts) == 1


def test_the_keyboard_alone_is_enough(browse: Any, meet: Meet) -> None:
    page = browse(meet.referee, size="tablet")
    page.goto(pad_url(meet, "run"))
    page.keyboard.type("1234")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-last] .said")  # keys typed before the pad was ready are replayed to it
    sent(page)
    assert recorded(meet, "run") == {1: {"time": 12340}}


@pytest.mark.parametrize(
    ("code", "result"), [("run", {"time": 12340}), ("rope", {"count": 86}), ("shots", {"shot": [1]})]
)
def test_the_same_page_works_as_a_plain_form(browse: Any, meet: Meet, code: str, result: dict[str, Any]) -> None:
    page = browse(meet.referee, size="tablet", java_script_enabled=False)
    page.goto(pad_url(meet, code))
    if code == "shots":
        page.click("button[value='1']:not([type=button])")
    else:
        page.fill("#mark", "1234" if code == "run" else "86")
        page.click(".pad-plain button")
    assert recorded(meet, code) == {1: result}
    page.click("[data-undo-form] button")
    assert recorded(meet, code) == {}


def test_what_was_typed_wrongly_into_the_plain_form_stays(browse: Any, meet: Meet) -> None:
    page = browse(meet.referee, size="tablet", java_script_enabled=False)
    page.goto(pad_url(meet, "run"))
    page.fill("#mark", "十二秒")
    page.click(".pad-plain button")
    assert page.input_value("#mark") == "十二秒"
    assert "1234" in page.text_content(".pad-problem")
    assert not Operation.objects.exists()
