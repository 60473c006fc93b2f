"""The downloaded sheet uploaded unchanged changes nothing, whatever stands in the roster."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registration.models import Entry, Member, Person, Roster, Team
from registration.queries import listing_of
from registration.workbooks.columns import layout_of
from registration.workbooks.importing import empty_listing, units_of
from registration.workbooks.template import roster_workbook, units_workbook
from tests.registration.conftest import Meet
from tests.registration.workbooks.conftest import checked, checked_units
from unionevents.lib.plain_text import has_control_characters
from unionevents.lib.sheetfiles.child import sheets_of
from unionevents.lib.spreadsheet import as_bytes
from unionevents.lib.upload import text_of


def is_a_name(text: str) -> bool:
    return bool(text) and any(letter.isalpha() for letter in text) and not text.startswith("示例")


names = (
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), max_size=12).map(text_of).filter(is_a_name)
    | st.sampled_from(["林悦", "=SUM(A1)", "+周涛", "-a", "@b", "欧阳 娜娜", "_x0041_", "#N/A", "龑䶮", "a" * 40])
).filter(lambda name: not has_control_characters(name))
days = st.none() | st.dates(date(1901, 1, 1), date(2098, 12, 31))
contents = st.just("") | names
people = st.fixed_dictionaries(
    {
        "name": names,
        "gender": st.sampled_from(["female", "male"]),
        "post": st.sampled_from(Person.Post.values),
        "healthy": st.booleans(),
        "birth_date": days,
        "service_since": days,
        "kind": st.sampled_from(Person.Kind.values),
        "functions": st.lists(st.sampled_from(["leader", "coach", "spectator"]), unique=True),
        "traits": st.lists(st.sampled_from(["past_winner", "recent", "specialist"]), unique=True),
    }
)
members = st.lists(
    st.tuples(st.integers(0, 4), st.lists(st.integers(1, 12), unique=True, max_size=3), st.booleans()),
    unique_by=lambda each: each[0],
    min_size=1,
    max_size=4,
)
teams = st.lists(st.tuples(names | st.just(""), st.integers(0, 1), st.just(""), members), max_size=3)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    given_people=st.lists(people, min_size=5, max_size=5),
    entered=st.lists(st.tuples(st.integers(0, 4), st.booleans(), contents), max_size=6),
    given_teams=teams,
    size=st.none() | st.integers(0, 999_999),
)
def test_import_of_the_export_changes_nothing(
    rich: Meet, given_people: list[dict[str, Any]], entered: Any, given_teams: Any, size: int | None
) -> None:
    roster = Roster.objects.filter(activity=rich.activity).first() or rich.roster()
    fill(rich, roster, given_people, entered, given_teams)
    roster.size = size
    roster.save()
    listing = listing_of(roster)
    found = checked(rich, roster, *sheets_of(as_bytes(roster_workbook(listing, with_fee=True))))
    differences = [(row.sheet.name, each) for row in found.rows for each in row.differences]
    assert (differences, found.changes, found.header_faults) == ([], [], [])
    assert [row.person.pk for row in found.rows if row.person] == [person.pk for person in listing.people]
    layout = layout_of(empty_listing(rich.activity), [unit.name for unit in units_of(rich.activity)])
    together = checked_units(rich, *sheets_of(as_bytes(units_workbook(layout, [listing], with_fee=True))))
    assert (together.changes, together.loose, len(together.rows)) == ([], [], 5)


def fill(meet: Meet, roster: Roster, given_people: Any, entered: Any, given_teams: Any) -> None:
    Person.objects.filter(roster=roster).delete()
    Team.objects.filter(roster=roster).delete()
    made = [
        Person.objects.create(roster=roster, activity=meet.activity, number=number, **fields)
        for number, fields in enumerate(given_people, start=1)
    ]
    taken = set()
    for who, is_rope, content in entered:
        if (who, is_rope) not in taken:
            taken.add((who, is_rope))
            contest = meet.rope if is_rope else meet.beans
            division = contest.divisions.filter(gender=made[who].gender).first()
            Entry.objects.create(
                person=made[who],
                contest=contest,
                division=division,
                number=len(taken),
                content="" if is_rope else content,
            )
    relay = meet.activity.contests.get(code="relay")
    divisions = list(relay.divisions.order_by("position"))
    for number, (name, division, content, own) in enumerate(given_teams, start=1):
        team = Team.objects.create(roster=roster, contest=relay, number=number * 2, name=name[:40])
        for place, (who, positions, reserve) in enumerate(own, start=1):
            Member.objects.create(
                team=team, person=made[who], place=place, positions=sorted(positions), reserve=reserve
            )
        Entry.objects.create(
            team=team,
            contest=relay,
            person=made[own[0][0]],
            division=divisions[division],
            number=100 + number,
            content=content,
        )
