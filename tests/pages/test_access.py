"""Every address of the site, tried by everybody: what is not for somebody answers as if it were not there."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from openpyxl import load_workbook

from events.models import Activity
from events.states import State
from registration.models import Entry, Person, Roster, Signup, StampedScan, Team, Upload
from tests.factories import make_activity, make_roster
from tests.pages.world import (
    ACTORS,
    ANONYMOUS,
    ELSEWHERE,
    HERE,
    LOCAL,
    NEIGHBOUR,
    SOME,
    STRANGERS,
    World,
    build_world,
    place_of,
    union_of,
)

# What stands in an address beside the key of the declared model: `(name, keyword): value for the object`.
OTHER_KEYWORDS: dict[tuple[str, str], Callable[[Any], object]] = {
    ("accounts:accept", "token"): lambda _nothing: "no-such-token",
    ("accounts:new_password", "pk"): lambda _nothing: 1,
    ("accounts:new_password", "token"): lambda _nothing: "no-such-token",
    ("registration:join", "token"): lambda _nothing: "no-such-token",
    ("registration:join_check", "token"): lambda _nothing: "no-such-token",
    ("registration:my_signup", "code"): lambda _nothing: "NO-SUCH-CODE",
    ("registration:my_signup_check", "code"): lambda _nothing: "NO-SUCH-CODE",
    ("events:step", "code"): lambda _activity: "submit",
    ("new_from_starter", "code"): lambda _nothing: "fun-sports-meet",
    ("scoring:set_up_contest", "code"): lambda activity: activity.contests.earliest("pk").code,
    ("scoring:match", "stage"): lambda _sheet: "all",
    ("scoring:match", "match"): lambda _sheet: "1",
    ("scoring:heat", "stage"): lambda _sheet: "final",
    ("scoring:heat", "number"): lambda _sheet: 1,
    ("scoring:public", "token"): lambda _nothing: "no-such-token",
    ("scoring:board", "token"): lambda _nothing: "no-such-token",
    ("scoring:board_now", "token"): lambda _nothing: "no-such-token",
    ("scoring:correct", "number"): lambda sheet: getattr(sheet.contest.entries.first(), "number", 1),
}
# Rows of a roster are a matter between its unit and the organiser.
OF_A_ROSTER = (Roster, Person, Team, Entry, Upload, Signup, StampedScan)
METHODS = ("get", "post")
NOTHING_SAID = (404, 405)
SERVER_FAULT = 500

pytestmark = pytest.mark.django_db


def addresses(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}", pattern
        else:
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from addresses(pattern.url_patterns, inner)


ALL = dict(addresses(get_resolver().url_patterns))
GUARDED = {
    name: pattern
    for name, pattern in ALL.items()
    if getattr(getattr(pattern.callback, "declared_access", None), "model", None) is not None
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Built once: every request is undone after it, so nothing that one actor does meets the next."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(world: World) -> dict[str, Client]:
    return {actor: world.client(actor) for actor in ACTORS}


def ask(client: Client, method: str, address: str) -> HttpResponse:
    """One request that leaves nothing behind: neither rows nor cookies."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        answer: HttpResponse = getattr(client, method)(address)
        if answer.streaming:
            answer.content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # read once, kept
        transaction.set_rollback(True)
    client.cookies = cookies
    assert answer.status_code < SERVER_FAULT, f"{method} {address}"
    return answer


def words_of(answer: HttpResponse) -> str:
    """What a person could read in an answer, also inside a workbook."""
    if "spreadsheet" in answer.get("Content-Type", ""):
        book = load_workbook(io.BytesIO(answer.content))
        return " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    if "json" in answer.get("Content-Type", ""):  # which writes Chinese in numbers of its own
        return json.dumps(json.loads(answer.content), ensure_ascii=False)
    return answer.content.decode(errors="replace")


def without_chance(words: str, address: str) -> str:
    """A page with what differs from request to request taken out."""
    return re.sub(r'(csrfmiddlewaretoken" value=|x-csrftoken": )"\w+"', r"\1TOKEN", words.replace(address, "ADDRESS"))


def address_of(name: str, thing: Model, key: object) -> str:
    declared = ALL[name].callback.declared_access
    keywords = {
        keyword: key if keyword == declared.key else OTHER_KEYWORDS[name, keyword](thing)
        for keyword in ALL[name].pattern.converters
    }
    return reverse(name, kwargs=keywords)


def samples_of(model: type[Model]) -> list[Any]:
    """One row of each place in the world."""
    places: dict[Any, Model] = {}
    for thing in model._default_manager.order_by("pk"):
        places.setdefault(place_of(thing), thing)
    return list(places.values())


@dataclass(frozen=True)
class Visit:
    """What one actor got for one thing; `body` is kept only where nothing is there."""

    actor: str
    thing: Model
    method: str
    address: str
    status: int
    location: str
    body: str = field(repr=False)
    read: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.actor} {self.method} {self.address}: {self.status}"


def who_tries(thing: Model, world: World) -> Iterator[tuple[str, str]]:
    """Everybody looks at a running activity and sends it an empty form; in other states some do."""
    union, state, _unit = place_of(thing)
    if union != world.here.root.path:
        yield from product(ACTORS, ["get"])
        yield from product(SOME, ["post"])
    elif state in ("", State.RUNNING):
        yield from product(ACTORS, METHODS)
    else:
        yield from product(SOME, METHODS if state == State.OPEN else ["get"])


def visits_of(name: str, world: World, clients: dict[str, Client]) -> list[Visit]:
    found = []
    for thing in samples_of(GUARDED[name].callback.declared_access.model):
        address = address_of(name, thing, thing.pk)
        for actor, method in who_tries(thing, world):
            answer = ask(clients[actor], method, address)
            words = words_of(answer)
            body = without_chance(words, address) if answer.status_code in NOTHING_SAID else ""
            read = tuple(mark for mark in forbidden_marks(actor, thing, name) if mark in words)
            location = answer.get("Location", "")
            found.append(Visit(actor, thing, method, address, answer.status_code, location, body, read))
    return found


@pytest.fixture(scope="module", params=GUARDED)
def name(request: pytest.FixtureRequest) -> str:
    """Of an address. The tests of one address run one after the other, so that its visits are made once."""
    return str(request.param)


@pytest.fixture(scope="module")
def visits(name: str, world: World, clients: dict[str, Client]) -> list[Visit]:
    """The visits to one address, looked at by several tests."""
    return visits_of(name, world, clients)


def test_every_view_says_who_may_open_it() -> None:
    silent = [name for name, pattern in ALL.items() if not hasattr(pattern.callback, "declared_access")]

    assert silent == [], "put @requires, @public or @signed_in on these views"


def test_every_address_can_be_built_by_this_test() -> None:
    unknown = [
        (name, keyword)
        for name, pattern in ALL.items()
        for keyword in pattern.pattern.converters
        if not (name in GUARDED and keyword == GUARDED[name].callback.declared_access.key)
        and (name, keyword) not in OTHER_KEYWORDS
    ]

    assert unknown == [], "say in OTHER_KEYWORDS what these parts of an address may be"


def test_every_guarded_model_has_rows_in_both_unions(world: World) -> None:
    models = {pattern.callback.declared_access.model for pattern in GUARDED.values()}

    for model in models:
        assert {union_of(thing) for thing in samples_of(model)} >= {
            world.here.root.path,
            world.elsewhere.root.path,
        }, f"tests/pages/world.py makes no {model.__name__}"


def test_thing_one_may_not_know_of_answers_as_if_it_were_not_there(
    name: str, world: World, clients: dict[str, Client], visits: list[Visit]
) -> None:
    absent: dict[tuple[str, str], tuple[int, str]] = {}
    for visit in visits:
        if visit.actor not in hidden_from(visit.thing, world):
            continue
        asked = visit.actor, visit.method
        if asked not in absent:
            nowhere = address_of(name, visit.thing, type(visit.thing)._default_manager.latest("pk").pk + 1)
            answer = ask(clients[visit.actor], visit.method, nowhere)
            absent[asked] = answer.status_code, without_chance(words_of(answer), nowhere)
        # 405 comes before any look at the thing and says nothing of it
        assert visit.status in NOTHING_SAID, visit
        assert (visit.status, visit.body) == absent[asked], visit


def hidden_from(thing: Model, world: World) -> set[str]:
    """Who must not know of it, said here without asking the product."""
    if union_of(thing) != world.here.root.path:
        return set(ACTORS) - set(STRANGERS) - {ANONYMOUS}
    hidden = set(STRANGERS)
    if isinstance(thing, OF_A_ROSTER):
        # Who signed up has a roster before being a person on it.
        roster = thing if isinstance(thing, Roster) else getattr(thing, "roster", None) or thing.person.roster
        hidden.add("contact" if roster.unit == world.here.library else "contact of the library")
    return hidden


def test_answer_agrees_with_the_table_of_permissions(name: str, world: World, visits: list[Visit]) -> None:
    declared = GUARDED[name].callback.declared_access
    for visit in visits:
        user = world.people[visit.actor]
        if user is None or visit.status == 405:  # the other method is the one that counts
            continue
        visible = declared.model._default_manager.visible_to(user).filter(pk=visit.thing.pk).exists()
        if not visible:
            assert visit.status == 404, visit
        elif not user.has_perm(declared.permission, visit.thing):
            assert visit.status == 403, visit
        else:
            assert visit.status != 404 or name in NAMES_A_THING, visit


# Addresses that name a further thing, or whose form does: here one that is not there.
NAMES_A_THING = frozenset({"registration:begin", "registration:mailbox", "scoring:match", "scoring:heat"})


def test_nobody_reads_a_name_that_is_not_for_them(visits: list[Visit]) -> None:
    assert [f"{visit} {visit.read}" for visit in visits if visit.read] == []


@pytest.mark.parametrize("name", [name for name in ALL if name not in GUARDED])
def test_page_of_no_single_thing_names_nobody_who_is_not_for_the_reader(name: str, clients: dict[str, Client]) -> None:
    """Lists, home, log-in: for everybody, with and without a form sent."""
    values = {keyword: OTHER_KEYWORDS[name, keyword](None) for keyword in ALL[name].pattern.converters}
    address = reverse(name, kwargs=values)
    for actor in ACTORS:
        for method in METHODS:
            words = words_of(ask(clients[actor], method, address))
            assert [mark for mark in forbidden_marks(actor, None) if mark in words] == [], f"{actor} {method} {address}"


def forbidden_marks(actor: str, thing: Model | None, name: str = "") -> list[str]:
    if actor in (ANONYMOUS, "member of nothing"):
        return [HERE, ELSEWHERE, NEIGHBOUR]
    if actor in STRANGERS:
        return [HERE, NEIGHBOUR]
    marks = [ELSEWHERE]
    if actor == "contact":
        # The name of the other unit is known inside the union, its people are not until the results are out.
        marks += [f"{NEIGHBOUR}批注", f"{NEIGHBOUR}提交人", f"{NEIGHBOUR}联络"]
        if thing is None or place_of(thing)[1] != State.PUBLISHED:
            marks += [f"{NEIGHBOUR}甲", f"{NEIGHBOUR}乙"]
    if actor not in ("administrator", "organiser", "contact", "contact of the library"):
        marks += [f"{HERE}盖章件", f"{NEIGHBOUR}盖章件"]
    return marks


def test_anonymous_visitor_is_sent_to_the_log_in_page(visits: list[Visit]) -> None:
    for visit in visits:
        if visit.actor == ANONYMOUS:
            assert visit.status == 302, visit
            assert visit.location.startswith("/log-in/"), visit


SEEN_BY_ROLE = {
    "administrator": set(State),
    "organiser": set(State),
    "chair": set(State) - {State.DRAFT},
    "contact": set(State) - {State.DRAFT, State.PENDING, State.APPROVED},
} | dict.fromkeys(("referee", "chief_referee", "judge", "finance", "viewer"), set(State) - {State.DRAFT, State.PENDING})


@pytest.mark.parametrize("actor", LOCAL)
def test_role_sees_the_activity_in_these_states_and_in_no_others(actor: str, world: World) -> None:
    user = world.people[actor]
    assert user is not None
    with transaction.atomic():
        made = activities_in_every_state(world)
        seen = set(Activity.objects.visible_to(user).filter(pk__in=made).values_list("state", flat=True))
        transaction.set_rollback(True)

    assert seen == SEEN_BY_ROLE[actor]


def activities_in_every_state(world: World) -> list[int]:
    made = []
    for state in State:
        activity = make_activity(world.here.root, state=state)
        for position, unit in enumerate((world.here.school, world.here.library)):
            activity.invitedunits.create(unit=unit, position=position)
            make_roster(activity, unit)
        made.append(activity.pk)
    return made


@pytest.mark.parametrize("actor", [actor for actor in ACTORS if actor != ANONYMOUS])
def test_lists_and_permissions_give_the_same_answer(actor: str, world: World) -> None:
    user = world.people[actor]
    assert user is not None
    with transaction.atomic():
        activities_in_every_state(world)
        for model, permission in ((Activity, "events.view_activity"), (Roster, "registration.view_roster")):
            listed = set(model.objects.visible_to(user).values_list("pk", flat=True))
            fresh = type(user).objects.get(pk=user.pk)
            allowed = {thing.pk for thing in model.objects.all() if fresh.has_perm(permission, thing)}
            assert listed == allowed, model.__name__
        transaction.set_rollback(True)
