"""The tags by what they draw: templates are rendered as pages render them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils import timezone, translation

from unionevents.lib import rail
from unionevents.lib.phrase import Phrase
from unionevents.lib.rail import RailItem
from unionevents.lib.tags import activity_rail


def draw(source: str, **values: Any) -> str:
    return engines["django"].from_string(source).render(values)


def test_a_phrase_is_said_in_the_language_of_the_page() -> None:
    both = Phrase(en="Third prize", zh="三等奖")
    assert draw("{{ both|said }}", both=both) == "三等奖"
    with translation.override("en"):
        assert draw("{{ both|said }}", both=both) == "Third prize"


def test_what_people_typed_stays_escaped_when_said() -> None:
    assert draw("{{ text|said }}", text="<b>") == "&lt;b&gt;"
    assert draw("{{ text|said }}", text=Phrase(en="<b>", zh="<b>")) == "&lt;b&gt;"


def test_moments_are_shown_in_local_time() -> None:
    this_year = timezone.localdate().year
    assert draw("{{ at|moment }}", at=datetime(this_year, 9, 22, 16, 30, tzinfo=UTC)).startswith("9月23日（周")
    assert draw("{{ at|moment }}", at=datetime(2020, 9, 22, 16, 30, tzinfo=UTC)) == "2020年9月23日（周三）0:30"
    assert draw("{{ at|cn_date }}", at=datetime(2020, 9, 22, 16, 30, tzinfo=UTC)) == "2020年9月23日（周三）"
    assert draw("{{ at|cn_date }}", at=date(2020, 9, 22)) == "2020年9月22日（周二）"
    assert draw("{{ at|clock_time }}", at=datetime(2020, 9, 22, 16, 30, tzinfo=UTC)) == "0:30"


def test_what_is_missing_draws_nothing() -> None:
    shown = draw(
        "{{ x|money }}{{ x|yuan_upper }}{{ x|moment }}{{ x|cn_date }}{{ x|clock_time }}{{ x|result_time }}", x=None
    )
    assert shown == ""


def test_zero_is_an_amount() -> None:
    assert draw("{{ x|money }}", x=0) == "¥0.00"


def test_spans_and_days_are_written_by_tags() -> None:
    start, end = datetime(2020, 9, 23, 0, 30, tzinfo=UTC), datetime(2020, 9, 23, 3, 0, tzinfo=UTC)
    assert draw("{% span a b %}", a=start, b=end) == "2020年9月23日（周三）8:30–11:00"
    assert draw("{% days a b %}", a=date(2020, 4, 18), b=date(2020, 4, 30)) == "2020年4月18日–30日"


def test_an_icon_is_decoration_unless_it_has_a_name() -> None:
    assert 'aria-hidden="true"' in draw('{% icon "trophy" %}')
    named = draw('{% icon "trophy" label=name %}', name='"><script>')
    assert 'role="img"' in named
    assert "<script>" not in named


def test_a_component_sees_only_the_values_it_was_given() -> None:
    shown = draw('{% component "notice" text="Stored" %}', title="The page's own title", tone="danger")
    assert "Stored" in shown
    assert "own title" not in shown
    assert 'data-tone="info"' in shown


def test_a_form_in_a_component_carries_the_token() -> None:
    request = RequestFactory().get("/")
    source = '{% component "page_head" title="Plan" action_label="Publish" action_post="/publish/" %}'
    shown = engines["django"].from_string(source).render({}, request)
    assert 'name="csrfmiddlewaretoken"' in shown


def test_a_slot_keeps_markup_for_a_component() -> None:
    shown = draw(
        '{% slot as more %}<a class="menu-item" href="/x/">{{ name }}</a>{% endslot %}[{{ more }}]', name="<i>"
    )
    assert shown == '[<a class="menu-item" href="/x/">&lt;i&gt;</a>]'


@dataclass
class SomeActivity:
    pk: int = 7


class Someone:
    """A person who may do what is named."""

    def __init__(self, *allowed: str) -> None:
        self.allowed = allowed

    def has_perm(self, permission: str, thing: object) -> bool:
        return permission in self.allowed and isinstance(thing, SomeActivity)


@pytest.fixture
def empty_rail(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(rail, "_items", {})
    monkeypatch.setattr(
        "unionevents.lib.tags.reverse", lambda name, args: {"plan": "/a/7/", "rosters": "/a/7/rosters/"}[name]
    )
    yield


def place(code: str, order: int, **more: Any) -> RailItem:
    return RailItem(code=code, label=code, icon="people", url_name=code, permission=f"x.{code}", order=order, **more)


def rail_for(path: str, person: Someone, **context: Any) -> dict[str, Any]:
    request = RequestFactory().get(path)
    request.user = person  # type: ignore[assignment]  # only has_perm is asked of it
    return activity_rail({"request": request, **context}, SomeActivity())  # type: ignore[arg-type]  # a mapping will do


@pytest.mark.usefixtures("empty_rail")
def test_the_rail_shows_what_the_person_may_see_in_the_order_of_the_work() -> None:
    rail.register(place("rosters", 40))
    rail.register(place("plan", 10, state=lambda activity: "done"))
    rail.register(place("secret", 20))
    shown = rail_for("/a/7/rosters/3/", Someone("x.plan", "x.rosters"))["places"]
    assert [(entry["label"], entry["current"], entry["state"]) for entry in shown] == [
        ("plan", False, "done"),
        ("rosters", True, ""),
    ]


@pytest.mark.usefixtures("empty_rail")
def test_a_page_may_say_itself_where_it_stands() -> None:
    rail.register(place("rosters", 40))
    rail.register(place("plan", 10))
    shown = rail_for("/a/7/rosters/3/", Someone("x.plan", "x.rosters"), rail_current="plan")["places"]
    assert [entry["current"] for entry in shown] == [True, False]


@pytest.mark.usefixtures("empty_rail")
def test_a_phone_shows_the_marked_places_and_the_rest_under_more() -> None:
    rail.register(place("rosters", 40))
    rail.register(place("plan", 10, on_phone=True))
    shown = rail_for("/a/7/rosters/", Someone("x.plan", "x.rosters"))
    assert [entry["label"] for entry in shown["hidden"]] == ["rosters"]
    assert shown["current_is_hidden"] is True


def test_an_error_page_without_a_request_has_no_rail() -> None:
    assert activity_rail({}, SomeActivity()) == {"places": [], "hidden": [], "current_is_hidden": False}  # type: ignore[arg-type]
