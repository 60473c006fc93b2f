"""What one submission costs: before a deadline two hundred units press the button within minutes."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from registration.models import Entry, Roster, Terms
from registration.queries import listing_of
from registration.views.presenting import kept_rows
from tests.factories import make_person
from tests.registration.conftest import Meet
from tests.registration.test_pages import as_user

pytestmark = pytest.mark.django_db
SAVEPOINTS = 2  # begin and end of the transaction, which a test sees as a savepoint
CAPACITY = {"limit": "capacity", "severity": "refuse", "at_most": 5, "over": "waiting", "contests": ["beans"]}


@pytest.mark.parametrize(("people", "for_the_waiting_list"), [(1, 0), (3, 0), (12, 1)])
def test_a_submission_of_what_is_saved_asks_eighteen_queries_however_many_people(
    meet: Meet, people: int, for_the_waiting_list: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Terms.objects.update(limits=[CAPACITY])
    roster = meet.roster()
    for number in range(people):
        make_person(roster, f"人{number}", meet.beans)
    client = as_user(meet.contact)
    form = whole_form(roster)
    with django_assert_num_queries(18 + for_the_waiting_list + SAVEPOINTS):
        answer = client.post(f"/rosters/{roster.pk}/save/", form)
    assert answer["Location"] == f"/rosters/{roster.pk}/receipt/"
    assert Entry.objects.exclude(placed_at=None).count() == min(people, 5)
    assert Entry.objects.exclude(waiting_since=None).count() == max(0, people - 5)


def test_a_submission_with_a_change_saves_the_change_first(meet: Meet) -> None:
    roster = meet.roster()
    make_person(roster, "林悦", meet.ball)
    form = whole_form(roster)
    key = form["row"][0]
    client = as_user(meet.contact)
    client.post(f"/rosters/{roster.pk}/save/", form | {f"{key}-name": "林月"})
    roster.refresh_from_db()
    assert (roster.state, roster.version, roster.people.get().name) == (Roster.State.SUBMITTED, 1, "林月")


def test_an_old_page_is_not_submitted_even_when_it_says_nothing_new(meet: Meet) -> None:
    roster = meet.roster()
    make_person(roster, "林悦", meet.ball)
    form = whole_form(roster)
    Roster.objects.update(version=3)
    client = as_user(meet.contact)
    answer = client.post(f"/rosters/{roster.pk}/save/", form)
    roster.refresh_from_db()
    # Somebody else was at work on it meanwhile: who submits looks at it once more.
    assert (answer.status_code, roster.state) == (409, Roster.State.DRAFT)
    client.post(f"/rosters/{roster.pk}/save/", whole_form(roster))
    roster.refresh_from_db()
    assert roster.state == Roster.State.SUBMITTED


def whole_form(roster: Roster) -> dict[str, object]:
    """Every row, as the page sends it."""
    form: dict[str, object] = {"version": str(roster.version), "act": "submit", "row": []}
    for row in kept_rows(listing_of(roster)):
        assert isinstance(form["row"], list)
        form["row"].append(str(row.key))
        form |= {f"{row.key}-name": row.name, f"{row.key}-gender": row.gender, f"{row.key}-post": row.post}
        form |= {f"{row.key}-healthy": "1"} if row.healthy else {}
        form |= {f"{row.key}-c-{code}": "1" for code in row.entries}
    return form
