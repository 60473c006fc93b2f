"""Tablets in real browsers: an hour without a network, killed twice, then 1 Mbit/s at 300 ms: all there, once."""

from __future__ import annotations

import os
import signal
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.utils import timezone
from playwright.sync_api import BrowserType, Error, Page, sync_playwright

from drills.measuring import Report
from drills.meet import PIN, Meet, make_meet
from drills.slowlink import slow_link
from scoring.models import Operation
from scoring.services import pairing
from tools.chromium import find as find_chromium

PROMISE = "an hour offline, killed twice, a slow link: nothing lost, nothing doubled, states honest"
FULL = 200
SMALL = 20
TABLETS = 10
MINUTES = 60
SLOWEST_SYNC = 15.0
SLOWEST_ECHO = 100.0
THROTTLE = 4
# Types times as a referee's keyboard does and waits for each tick; says how long the slowest echo and the tick took.
ENTER = """async ({ times }) => {
  const key = (name) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));
  const took = [];
  const turn = () => new Promise((go) => {
    const port = new MessageChannel();
    port.port1.onmessage = go;
    port.port2.postMessage(0);
  });
  for (const digits of times) {
    const entry = document.querySelector("[data-waiting] [data-entry]").dataset.entry;
    let slowest = 0;
    let began = 0;
    for (const name of [...digits, "Enter"]) {
      began = window.realNow();
      key(name);
      slowest = Math.max(slowest, window.realNow() - began);
    }
    const said = () => document.querySelector(`[data-of="${entry}"] .said`)?.textContent;
    while (said() !== "已存本机" && said() !== "已上传") await turn();
    took.push([entry, digits, slowest, window.realNow() - began]);
  }
  return took;
}"""


class Quiet(WSGIRequestHandler):
    """One line a request would bury the figures."""

    def log_message(self, *_args: Any) -> None:
        pass


@contextmanager
def server() -> Iterator[int]:
    """The site on a port of its own, its static files named by content and compressed as in production."""
    call_command("collectstatic", interactive=False, verbosity=0)
    site = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    site.set_app(get_wsgi_application())
    thread = threading.Thread(target=site.serve_forever, daemon=True)
    thread.start()
    try:
        yield site.server_address[1]
    finally:
        site.shutdown()
        site.server_close()


def run(rounds: int, seed: int) -> Report:
    """`rounds` results on each tablet; ten tablets at full size, fewer at less."""
    report = Report("tablets", PROMISE, seed)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    echoes: list[float] = []
    ticks: list[float] = []
    syncs: list[float] = []
    results = 0
    with server() as port, slow_link(port) as (slow_port, up, down), sync_playwright() as playwright:
        for number in range(max(1, min(TABLETS, rounds // SMALL))):
            meet = make_meet(f"tablets {seed} {number}", people=rounds, tablets=0)
            with tempfile.TemporaryDirectory() as folder:
                afternoon = Afternoon(playwright.chromium, Path(folder), f"http://127.0.0.1:{slow_port}", meet)
                entered = afternoon.enter_offline(rounds, report)
                syncs.append(afternoon.upload(report))
            echoes += [echo for _entry, _digits, echo, _tick in afternoon.slowed]
            ticks += [tick for *_rest, tick in afternoon.slowed]
            results += len(entered)
            _compare(meet, entered, report)
            report.count("tablets")
    report.count("results", results)
    report.count("ms to echo, p95, processor slowed four times", round(_p95(echoes)))
    report.count("ms to the tick, likewise", round(_p95(ticks)))
    report.count("tenths of a second for the slowest sync", round(max(syncs) * 10))
    report.count("kB a tablet over the link", round((up.carried + down.carried) / 1000 / len(syncs)))
    report.must(max(syncs) <= SLOWEST_SYNC, f"the slowest sync took {max(syncs):.1f} s")
    report.must(_p95(echoes) <= SLOWEST_ECHO, f"the echo took {_p95(echoes):.0f} ms")
    return report


class Afternoon:
    """One tablet with its profile; its clock is moved on, its browser killed between two results."""

    def __init__(self, kind: BrowserType, profile: Path, url: str, meet: Meet) -> None:
        self.kind, self.profile, self.url, self.meet = kind, profile, url, meet
        self.passed = 0.0
        self.slowed: list[tuple[str, str, float, float]] = []

    @contextmanager
    def browser(self, *, offline: bool) -> Iterator[Page]:
        context = self.kind.launch_persistent_context(
            str(self.profile),
            executable_path=find_chromium(),
            args=["--no-sandbox", "--disable-gpu"],
            base_url=self.url,
            offline=offline,
        )
        context.set_default_timeout(120_000)
        context.add_init_script("window.realNow = performance.now.bind(performance)")
        if self.passed or offline:
            context.clock.install(time=time.time() + self.passed)
        try:
            yield context.pages[0]
        finally:
            _kill(self.profile)
            with suppress(Error):  # there is nobody left to close it
                context.close()

    def enter_offline(self, rounds: int, report: Report) -> list[tuple[str, str, float, float]]:
        """Binds the tablet, then three stretches of the hour, each ended by a kill right after a tick."""
        code = pairing.make_code(station=self.meet.station, by=self.meet.chief, now=timezone.now())
        with self.browser(offline=False) as page:
            page.goto(f"/tablet/#pair={code.key}")
            page.click("[data-id=begin]")
            self._sign_in(page)
            page.wait_for_selector("[data-sheet=run]")
            page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
        entered: list[tuple[str, str, float, float]] = []
        thirds = [rounds // 3, rounds // 3, rounds - 2 * (rounds // 3)]
        for stretch in thirds:
            with self.browser(offline=True) as page:
                page.goto("/tablet/")
                self._come_back(page)
                page.click("[data-sheet=run]")
                kept = page.locator("[data-row-state=on_device]").count()
                report.must(kept == len(entered), f"{kept} of {len(entered)} results after a kill")
                processor = page.context.new_cdp_session(page)
                times = [str(1000 + len(entered) + index) for index in range(stretch)]
                for start in range(0, stretch, 10):
                    # The first and the last ten of a stretch as on a slow tablet: a few rows stand there, or all.
                    is_slow = start == 0 or start + 10 >= stretch
                    processor.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE if is_slow else 1})
                    new = page.evaluate(ENTER, {"times": times[start : start + 10]})
                    self.slowed += new if is_slow else []
                    entered += new
                    page.clock.run_for(min(240_000, MINUTES * 60_000 // rounds * 10))
            self.passed += MINUTES * 60 / len(thirds)
        report.count("kills", len(thirds))
        return entered

    def upload(self, report: Report) -> float:
        """Seconds from the network coming back until the tablet says that everything is there."""
        with self.browser(offline=True) as page:
            page.goto("/tablet/")
            self._come_back(page)
            page.wait_for_selector("[data-net][data-state=waiting]")
            began = time.monotonic()
            page.context.set_offline(False)
            page.wait_for_selector("[data-net][data-state=sent]")
            took = time.monotonic() - began
            page.click("[data-sheet=run]")
            report.must(page.locator("[data-row-state=on_device]").count() == 0, "a row says it is not uploaded")
        return took

    def _come_back(self, page: Page) -> None:
        """After a kill the tablet may be locked, as any tablet that was left alone."""
        page.wait_for_selector("[data-sheet=run], [data-referee]")
        if page.locator("[data-referee]").count():
            self._sign_in(page)
        page.wait_for_selector("[data-sheet=run]")

    def _sign_in(self, page: Page) -> None:
        page.click("[data-referee]")
        for digit in PIN:
            page.click(f"[data-key='{digit}']")
        page.click("[data-key=go]")


def _kill(profile: Path) -> None:
    """Power off: every process of this profile, at once."""
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                arguments = (process / "cmdline").read_bytes()
            except OSError:
                continue
            if f"--user-data-dir={profile}".encode() in arguments:
                try:
                    os.kill(int(process.name), signal.SIGKILL)
                except ProcessLookupError:
                    continue


def _compare(meet: Meet, entered: list[tuple[str, str, float, float]], report: Report) -> None:
    rows = Operation.objects.filter(sheet=meet.sheet).select_related("entry")
    stored = {f"run/{row.entry.number}": row.value for row in rows}
    wanted = {entry: int(digits) * 10 for entry, digits, _echo, _tick in entered}
    report.must(rows.count() == len(entered), f"{rows.count()} rows of {len(entered)} results")
    report.must(stored == wanted, "other values than were entered")
    report.must(all(row.by_id == meet.chief.pk and not row.flags for row in rows), "a row without its author")


def _p95(figures: list[float]) -> float:
    return statistics.quantiles(figures, n=20)[-1]
