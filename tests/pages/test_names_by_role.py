"""Which role reads full names and birth dates where: every address, every role; elsewhere names are masked.

What a person may look up is told by the roles; a page that shows a full name stands here with its reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from events.states import State
from registration.models import Person, Terms
from tests.pages.test_access import GUARDED, address_of, ask, samples_of, words_of
from tests.pages.world import HERE, NEIGHBOUR, World, build_world, place_of, union_of

pytestmark = pytest.mark.django_db
BORN = date(1987, 11, 23)
OWN, OTHER = f"{HERE}甲", f"{NEIGHBOUR}甲"
SIGNED_UP, BORN_IN_WORDS = f"{HERE}自报", "1987年11月23日"
MASKED = f"{HERE[0]}{'*' * (len(OWN) - 2)}甲"
MARKS = (OWN, OTHER, MASKED, SIGNED_UP, BORN_IN_WORDS, BORN.isoformat())
# Organisers and administrators run the activity: they may look anybody up, and the look is logged.
READERS = ("chair", "finance", "viewer", "judge", "referee", "chief_referee", "contact", "contact of the library")
WATCHERS = ("chair", "finance", "viewer")
CALLS, ENTERS = frozenset({"referee", "chief_referee"}), frozenset({"referee", "chief_referee", "judge"})
# Where people of all units are worked with by name, by whom, and why.
BY_NAME = {
    "registration:cards": (CALLS, "cards that people wear"),
    "registration:checklist": (CALLS, "people are marked off as they come"),
    "registration:roster": ({"chief_referee"}, "the chief referee decides about substitutes"),
    "registration:paper": ({"chief_referee"}, "the roster as it was signed"),
    "registration:workbook": ({"chief_referee"}, "the roster as it was signed"),
    "registration:substitute": ({"chief_referee"}, "who goes and who comes"),
    "scoring:print_papers": (ENTERS, "sheets on which marks are written beside names"),
    "scoring:type_paper": (CALLS, "sheets typed in are compared with the paper"),
    "scoring:start_lists": (CALLS | {"chair"}, "people are called out; the chair reads provisional results by name"),
    "scoring:pad": (CALLS, "marks are entered beside names"),
    "scoring:correct": ({"chief_referee"}, "whose mark it is"),
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """An age rule asks for birth dates, and everybody has one."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = build_world()
        Person.objects.update(birth_date=BORN)
        Terms.objects.update(limits=[{"limit": "age", "severity": "warn", "women_from": 18, "reference": "first_day"}])
        yield world
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def read(world: World) -> dict[str, dict[str, set[str]]]:
    """What everybody reads where, in a running activity: people of the school and of the library, birth dates."""
    clients = {actor: world.client(actor) for actor in READERS}
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for name in GUARDED:
        for thing in samples_of(GUARDED[name].callback.declared_access.model):
            if union_of(thing) != world.here.root.path or place_of(thing)[1] not in ("", State.RUNNING):
                continue
            address = address_of(name, thing, thing.pk)
            for actor, client in clients.items():
                answer = ask(client, "get", address)
                if answer.status_code == 200:
                    words = words_of(answer)
                    found[name][actor] |= {mark for mark in MARKS if mark in words}
    return found


def who_reads(read: dict[str, dict[str, set[str]]], mark: str) -> dict[str, set[str]]:
    """Page by page, without those on whose page nobody does."""
    found = {name: {actor for actor, marks in by.items() if mark in marks} for name, by in read.items()}
    return {name: actors for name, actors in found.items() if actors}


def test_full_names_stand_only_where_they_are_worked_with(read: dict[str, Any]) -> None:
    seen = {name: actors - {"contact"} for name, actors in who_reads(read, OWN).items()}

    assert {name: actors for name, actors in seen.items() if actors} == {
        name: set(actors) for name, (actors, _why) in BY_NAME.items()
    }


def test_a_unit_reads_its_own_people_and_no_others(read: dict[str, Any]) -> None:
    assert "contact" in who_reads(read, OWN)["registration:roster"]
    assert "contact of the library" in who_reads(read, OTHER)["registration:roster"]
    assert [name for name, actors in who_reads(read, OTHER).items() if "contact" in actors] == []
    assert [name for name, actors in who_reads(read, OWN).items() if "contact of the library" in actors] == []


@pytest.mark.parametrize("actor", WATCHERS)
def test_who_only_watches_reads_masked_names(actor: str, read: dict[str, Any]) -> None:
    masked = {name for name, actors in who_reads(read, MASKED).items() if actor in actors}

    assert masked >= {"registration:roster", "registration:people"}
    assert not {"registration:paper", "registration:workbook", "registration:signups"} & {
        name for name, by in read.items() if actor in by
    }


def test_birth_dates_and_sign_ups_are_for_the_unit_and_the_chief_referee(read: dict[str, Any]) -> None:
    def readers_of(*marks: str) -> set[str]:
        return {actor for mark in marks for actors in who_reads(read, mark).values() for actor in actors}

    assert readers_of(SIGNED_UP) == {"contact", "chief_referee"}
    assert readers_of(BORN.isoformat(), BORN_IN_WORDS) == {"contact", "contact of the library", "chief_referee"}
