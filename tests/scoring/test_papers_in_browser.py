"""Paper of every way of recording fits an upright A4 page, and a long sheet carries its number on each of its pages."""

from __future__ import annotations

import os
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from scoring.models import PaperSheet, Scoresheet
from scoring.services import papers
from tests import factories
from tests.scoring.meets import Meet
from tests.scoring.tabletpages import add_contest
from tests.scoring.test_tablet_pads_in_browser import make_pads_meet

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# The width of an A4 page without its margins (182 mm), in pixels of CSS.
PAGE = 687
MANY = 45
TOO_WIDE = """(most) => {
  const found = [];
  for (const table of document.querySelectorAll(".paper-table")) {
    const title = table.querySelector("h2").textContent;
    const wide = Math.ceil(table.getBoundingClientRect().width);
    if (wide > most) found.push(`${title}: ${wide} px`);
    for (const cell of table.querySelectorAll("th, td")) {
      const text = cell.textContent.trim();
      if (cell.scrollWidth > cell.clientWidth + 1) found.push(`${title}: ${text} runs out of its box`);
      if (!text && cell.clientWidth < 32) found.push(`${title}: a box of ${cell.clientWidth} px`);
    }
  }
  return found;
}"""


@pytest.fixture
def meet() -> Meet:
    meet = make_pads_meet()
    six = [{"over": "attempts", "rule": "best", "count": 6}]
    foot = {"rule": "add_per_fault", "fault": "foot", "name": "踩线", "amount": 2000, "at": "attempts"}
    add_contest(meet, "long-jump", "distance", aggregation=six)
    add_contest(meet, "six-runs", "timed", aggregation=six, adjustments=[foot])
    add_contest(meet, "thirty", "shooting", settings={"shots": 30})
    members = {"over": "members", "rule": "sum", "count": 4}
    add_contest(meet, "relay", "count", aggregation=[members, {"over": "attempts", "rule": "best", "count": 3}])
    rubbers = [{"title": title, "games": 3} for title in ("男单", "女单", "混双")]
    stages = [{"code": "all", "rule": "round_robin"}]
    add_contest(meet, "tie", "team_match", settings={"system": "ittf", "games": 3, "rubbers": rubbers}, stages=stages)
    return meet


def open_papers(page: Page, meet: Meet, *codes: str) -> None:
    papers.make_papers(activity=meet.activity, by=meet.organiser, now=timezone.now())
    PaperSheet.objects.exclude(sheet__contest__code__in=codes or meet.contests).delete()
    page.set_viewport_size({"width": PAGE, "height": 1000})
    page.goto(f"/activities/{meet.activity.pk}/papers/print/")
    page.emulate_media(media="print")
    page.add_style_tag(content=".page, .shell { padding: 0 !important; margin: 0 !important; }")


def test_no_sheet_is_wider_than_the_page(browse: Any, axe: Any, meet: Meet) -> None:
    page = browse(meet.organiser, bypass_csp=True)
    open_papers(page, meet)
    assert page.locator(".paper-table").count() >= len(meet.contests)
    assert page.evaluate(TOO_WIDE, PAGE) == []
    if folder := os.environ.get("SHOTS"):
        page.pdf(path=f"{folder}/papers.pdf", format="A4", prefer_css_page_size=True)
    page.emulate_media(media="screen")
    assert axe(page) == []


def test_the_head_with_the_number_is_printed_again_on_every_page(browse: Any, meet: Meet) -> None:
    roster = meet.people[0].roster
    for number in range(len(meet.people) + 1, MANY + 1):
        person = factories.make_person(roster, f"长名单参赛人员{number}")
        meet.contests["rope"].entries.create(person=person, number=number)
    page = browse(meet.organiser, bypass_csp=True)
    open_papers(page, meet, "rope")
    head = page.locator(".paper-table > thead")
    expect(head.locator("svg.qr")).to_have_count(1)
    expect(head).to_contain_text("编号")
    # What a browser asks of a head that it repeats: less than a quarter of the page (261 mm between the margins).
    box = head.bounding_box()
    assert box
    assert box["height"] < 261 / 4 / 25.4 * 96
    assert head.evaluate("(node) => getComputedStyle(node).display") == "table-header-group"
    if folder := os.environ.get("SHOTS"):
        page.pdf(path=f"{folder}/long-paper.pdf", format="A4", prefer_css_page_size=True)


def test_matches_on_paper_are_typed_in_where_matches_are_entered(browse: Any, meet: Meet) -> None:
    papers.make_papers(activity=meet.activity, by=meet.organiser, now=timezone.now())
    paper = PaperSheet.objects.get(sheet=Scoresheet.objects.get(contest=meet.contests["tt"]))
    page = browse(meet.referee)
    page.goto(f"/papers/{paper.pk}/")
    expect(page).to_have_url(f"{page.url.split('/sheets/')[0]}/sheets/{paper.sheet_id}/stages/")
    expect(page.locator("main")).to_contain_text(meet.people[0].name)
