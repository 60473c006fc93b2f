"""Pictures of the demonstration union for the README: python -m tools.screenshots [FOLDER]

Starts the site with an empty database in a temporary folder, as `./dev run` does, logs in as the people of the demo
and writes docs/screenshots/*.png. The suite takes the same pictures, so that none of them can show what is not there.
"""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tools import chromium, parts, tree

FLAGS = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--font-render-hinting=none"]
OPEN_MEET, RUNNING_MEET, LAST_YEARS = "第九届工会干部趣味运动会", "机关片组趣味赛", "第八届工会干部趣味运动会"
READY = "unionevents is ready"
PASSWORD = "yunxi-demo-2026"  # noqa: S105  # of the demo, as `./dev run` prints it; Django is not loaded here


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: who looks, on a screen of which size, and how this person comes to the page."""

    name: str
    login: str
    width: int
    height: int
    way: Callable[[Page], None]


def to_home(page: Page) -> None:
    page.goto("/")


def to_plan(page: Page) -> None:
    open_activity(page, OPEN_MEET)


def to_checklist(page: Page) -> None:
    open_activity(page, OPEN_MEET)
    page.goto(page.url + "checklist/")


def to_roster(page: Page) -> None:
    """A contact has one roster: the way through registration leads to it."""
    open_activity(page, OPEN_MEET)
    page.goto(page.url + "registration/")


def to_pad(page: Page) -> None:
    """A count under way: the referee has typed, but not yet stored."""
    open_activity(page, RUNNING_MEET)
    page.goto(page.url + "field/")
    page.locator(".station-main", has_text="一分钟跳绳").click()
    for digit in "118":
        page.locator(f"[data-key='{digit}']").click()


def to_set_up(page: Page) -> None:
    """How each contest is judged and what it gives, as sentences."""
    open_activity(page, OPEN_MEET)
    page.goto(page.url + "judging/")


def to_table(page: Page) -> None:
    """The chief referee's table on the day."""
    open_activity(page, RUNNING_MEET)
    page.goto(page.url + "table/")


def to_awards(page: Page) -> None:
    open_activity(page, LAST_YEARS)
    page.goto(page.url + "awards/")


def open_activity(page: Page, title: str) -> None:
    page.goto("/activities/")
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("link", name=title).first.click()


SHOTS = (
    Shot("home", "organiser", 1440, 900, to_home),
    Shot("plan", "organiser", 1440, 900, to_plan),
    Shot("checklist", "organiser", 1440, 900, to_checklist),
    Shot("roster", "contact2", 1024, 768, to_roster),
    Shot("pad", "referee1", 1024, 768, to_pad),
    Shot("set-up", "organiser", 1440, 900, to_set_up),
    Shot("table", "chief", 1440, 900, to_table),
    Shot("awards", "organiser", 1440, 900, to_awards),
)


def take(address: str, browser: Browser, folder: Path) -> list[Path]:
    """Every picture of the site at this address, which holds the demonstration union."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = []
    for shot in SHOTS:
        context = browser.new_context(
            base_url=address,
            viewport={"width": shot.width, "height": shot.height},
            device_scale_factor=1,
            locale="zh-CN",
            reduced_motion="reduce",
        )
        page = context.new_page()
        log_in(page, shot.login)
        shot.way(page)
        page.evaluate("document.fonts.ready")
        taken.append(folder / f"{shot.name}.png")
        page.screenshot(path=taken[-1], animations="disabled")
        context.close()
    return taken


def log_in(page: Page, login: str) -> None:
    page.goto("/")
    page.locator("[name=username]").fill(login)
    page.locator("[name=password]").fill(PASSWORD)
    with page.expect_navigation():
        page.locator("main [type=submit]").click()


@contextlib.contextmanager
def demo_site() -> Iterator[str]:
    """The address of a fresh site with the demo, gone afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as var:
        ours = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        environment = ours | {"UNIONEVENTS_VAR": var, "UNIONEVENTS_HTTPS": "off", "PORT": str(port)}
        site = subprocess.Popen(
            [sys.executable, "-m", "tools.serve"],
            cwd=tree.ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        try:
            assert site.stdout is not None
            said = ""
            while READY not in said:
                line = site.stdout.readline()
                if not line:
                    sys.exit(f"The site did not start:\n{said}")
                said += line
            yield f"http://127.0.0.1:{port}"
        finally:
            site.terminate()
            site.communicate(timeout=30)


def main(arguments: list[str]) -> None:
    path = chromium.find()
    if path is None:
        sys.exit(f"No Chromium: {parts.CHROMIUM.how_to_get_it()}")
    folder = Path(arguments[0]) if arguments else Path(tree.ROOT, "docs", "screenshots")
    with demo_site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for picture in take(address, browser, folder):
            print(f"{picture}  {picture.stat().st_size // 1024} KB")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
