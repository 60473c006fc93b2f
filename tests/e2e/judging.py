"""Start lists and pads: two referees with a tablet each enter all seven contests."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.hall import Hall
from tests.e2e.meet import BEANS, CONTESTS, KICKS, ROPE, RUN, SHOTS, STONES, TIMED, WALK, Result, entered
from tests.e2e.planning import take_step

STATIONS = {"referee1": (RUN, WALK, STONES, SHOTS), "referee2": (ROPE, KICKS, BEANS)}
SMALLEST_KEY = 64


def draw_the_start_lists(hall: Hall) -> None:
    hall.go("organiser", "/activities/{}/starts/")
    hall.press("organiser", f"抽签编排 {len(CONTESTS)} 个项目", look="drawn")
    assert hall["organiser"].get_by_text("还没有抽签").count() == 0


def start(hall: Hall) -> None:
    take_step(hall, "开始比赛")


def enter_everything(hall: Hall) -> None:
    """Turn by turn, so that both pads are in use at the same time."""
    turns = max(map(len, STATIONS.values()))
    for turn in range(turns):
        busy = [(login, contests[turn]) for login, contests in STATIONS.items() if turn < len(contests)]
        for login, contest in busy:
            page = hall.go(login, "/activities/{}/field/", look=f"turn {min(turn, 1)}")
            kind = "timed" if contest in TIMED else "shots" if contest == SHOTS else "counted"
            hall.follow(login, page.locator(".station-main", has_text=contest), look=kind)
        for login, contest in busy:
            fill_in_the_pad(hall[login], contest)
        for login, contest in busy:
            everything_is_in(hall, login, contest)


def fill_in_the_pad(page: Page, contest: str) -> None:
    waiting = entered(contest)
    assert_keys_are_large(page)
    if contest == RUN:
        slip_and_undo(page)
    while waiting:
        name = page.locator("[data-name]").first.inner_text()
        enter(page, contest, waiting.pop(name))
    expect(page.locator("[data-waiting] li")).to_have_count(0)


def enter(page: Page, contest: str, result: Result) -> None:
    if isinstance(result, str):
        page.get_by_role("button", name=result, exact=True).click()
    elif isinstance(result, tuple):
        for hit in result:
            page.locator(f"[data-hit='{hit}']").click()
        onward = page.locator("[data-onward]")
        if onward.is_visible():
            onward.click()
    elif contest in TIMED:
        type_digits(page, digits_of(result))
        page.locator("[data-key=go]").click()
    else:
        # One too few and one more, or one too many and one less: both keys have to count.
        step = 1 if result % 2 else -1
        type_digits(page, str(result - step))
        page.locator(f"[data-step='{step}']").click()
        expect(page.locator("[data-echo]")).to_have_text(str(result))
        page.locator("[data-key=go]").click()


def digits_of(hundredths: int) -> str:
    """What a referee types: 1234 for 12.34 s, 10520 for 1:05.20, never a point."""
    minutes, rest = divmod(hundredths, 6000)
    return f"{minutes}{rest:04d}" if minutes else str(rest)


def type_digits(page: Page, digits: str) -> None:
    for digit in digits:
        page.locator(f"[data-key='{digit}']").click()


def slip_and_undo(page: Page) -> None:
    """A time typed for the wrong person is taken back at once."""
    name = page.locator("[data-name]").first.inner_text()
    type_digits(page, "9999")
    expect(page.locator("[data-echo]")).to_have_text("1:39.99")
    page.locator("[data-key=back]").click()
    page.locator("[data-key=go]").click()
    expect(page.locator("[data-name]").first).not_to_have_text(name)
    page.get_by_role("button", name="撤销").click()
    expect(page.locator("[data-name]").first).to_have_text(name)
    expect(page.locator("[data-record]")).to_be_hidden()


def assert_keys_are_large(page: Page) -> None:
    boxes = [key.bounding_box() for key in page.locator(".key:visible").all()]
    small = [box for box in boxes if box and (box["height"] < SMALLEST_KEY or box["width"] < SMALLEST_KEY)]
    assert boxes
    assert not small, f"keys smaller than {SMALLEST_KEY} px: {small}"


def everything_is_in(hall: Hall, login: str, contest: str) -> None:
    """On the server too: the page asked anew knows everybody."""
    page = hall[login]
    expect(page.locator("[data-net]")).to_have_attribute("data-state", "sent")
    expect(page.locator("[data-net-text]")).to_have_text("已全部上传")
    page.reload()
    expect(page.locator("[data-done] li")).to_have_count(len(entered(contest)))


def end_entry(hall: Hall) -> None:
    take_step(hall, "结束录入")
