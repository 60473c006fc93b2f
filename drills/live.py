"""A release is seen on a phone and on a board of the hall, in real browsers, on a real server.

python -m drills.live chief    makes the meet, prints its addresses; then reads `reopen` or `release`, does it, and
                               prints when it was committed
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import IO, Any

from django.db import connection
from playwright.sync_api import Page, ViewportSize, sync_playwright

from drills.measuring import Report, chance
from drills.server import ROOT, Site, world
from tools.chromium import find as find_chromium

PROMISE = "a phone and a board show a release within two seconds"
FULL = 30
SMALL = 2
SOON = 2.0
PHONE, BOARD = ViewportSize(width=390, height=844), ViewportSize(width=1920, height=1080)
# Waits for the words, looking at every painted frame, and says when by the clock that the server's process has too.
SEEN = """([selector, gone]) => new Promise((go) => {
  const look = () => {
    const found = document.querySelector(selector);
    if (Boolean(found) !== gone) go(Date.now() / 1000);
    else requestAnimationFrame(look);
  };
  look();
})"""
OF_PHONE = '.public-contest[data-state="released"]'
OF_BOARD = '[data-state="released"]'


class Chief:
    """A chief referee in a process of the site's own settings."""

    def __init__(self, site: Site) -> None:
        command = [sys.executable, "-m", "drills.live", "chief"]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=site.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.places: dict[str, str] = self._heard()

    def does(self, act: str) -> float:
        """When it was committed."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{act}\n")
        self.process.stdin.flush()
        return float(self._heard())

    def _heard(self) -> Any:
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())


def run(rounds: int, seed: int) -> Report:
    report, random = Report("live", PROMISE, seed), chance(seed)
    took: dict[str, list[float]] = {"phone": [], "board": []}
    with world(connection.vendor) as (_database, site), sync_playwright() as playwright:
        chief = Chief(site)
        site.start()
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"])
        try:
            pages: dict[str, tuple[Page, str]] = {}
            for name, size, selector in (("phone", PHONE, OF_PHONE), ("board", BOARD, OF_BOARD)):
                # A context each: of two tabs in one, a browser may let the hidden one sleep.
                page = browser.new_context(viewport=size, base_url=f"http://127.0.0.1:{site.port}").new_page()
                page.goto(chief.places[name])
                pages[name] = page, selector
            for _round in range(rounds):
                for page, selector in pages.values():
                    page.evaluate(SEEN, [selector, False])
                chief.does("reopen")
                for page, selector in pages.values():
                    page.evaluate(SEEN, [selector, True])
                time.sleep(random.random() * SOON)
                for page, selector in pages.values():  # each page waits before it happens
                    page.evaluate(f"() => {{ window.seen = ({SEEN})(['{selector}', false]); }}")
                committed = chief.does("release")
                for name, (page, _selector) in pages.items():
                    took[name].append(page.evaluate("() => window.seen") - committed)
        finally:
            browser.close()
            chief.process.kill()
    report.count("releases", rounds)
    for name, seconds in took.items():
        seconds.sort()
        report.count(f"ms to a {name} in the middle", round(seconds[len(seconds) // 2] * 1000))
        report.count(f"to the slowest {name}", round(seconds[-1] * 1000))
        late = [each for each in seconds if each > SOON]
        report.must(not late, f"{len(late)} releases came later than {SOON:.0f} s to a {name}")
    return report


def _serve(orders: IO[str]) -> None:
    from django.core.management import call_command  # noqa: PLC0415 - Django is set up below
    from django.utils import timezone  # noqa: PLC0415 - same

    from drills.meet import make_meet  # noqa: PLC0415 - same
    from scoring.queries.reading import read_sheet  # noqa: PLC0415 - same
    from scoring.queries.setting import Setting  # noqa: PLC0415 - same
    from scoring.services import conducting, intake, publishing, screens  # noqa: PLC0415 - same

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    meet = make_meet("live", people=20, tablets=1)
    made: dict[str, Any] = {"by": meet.chief, "now": timezone.now()}
    for number, entry in enumerate(meet.sheet.contest.entries.all(), 1):
        uuid = f"00000000-0000-4000-8000-{number:012}"
        operation = meet.tablets[0].operation(f"run/{entry.number}", 10_000 + 10 * number, uuid)  # type: ignore[arg-type]
        intake.take(sheet=meet.sheet, batch=intake.Batch([operation], {}), **made)
    showing = screens.open_page(activity=meet.activity, **made)
    screen = screens.keep_screen(activity=meet.activity, name="大厅", theme="dark", **made)
    screens.command(
        activity=meet.activity, screens=[screen], views=[screens.view_of("ranking:run", codes=["run"])], **made
    )
    meet.publish(meet.draft().seen)
    print(json.dumps({"phone": f"/r/{showing.token}/", "board": f"/board/{screen.token}/"}), flush=True)
    for order in orders:
        now = timezone.now()
        if order.strip() == "reopen":
            conducting.reopen(sheet=meet.sheet, reason="演练", by=meet.chief, now=now)
        else:
            last = publishing.latest_of(meet.sheet)
            draft = publishing.draft_of(read_sheet(meet.sheet), Setting(meet.activity), last)
            conducting.release(sheet=meet.sheet, seen=draft.seen, reason="演练", by=meet.chief, now=now)
        print(json.dumps(time.time()), flush=True)


if __name__ == "__main__":
    import django

    django.setup()
    _serve(sys.stdin)
