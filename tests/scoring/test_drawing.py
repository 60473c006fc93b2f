"""Start lists come out the same for whoever has the seed, and keep unit mates apart."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import LogEntry
from scoring.models import Start
from scoring.services import drawing
from scoring.services.drawing import Ticket, drawn
from tests.factories import later
from tests.scoring.meets import Meet

FIELDS = st.lists(st.sampled_from("甲乙丙丁"), min_size=1, max_size=40)


def tickets(units: list[str]) -> list[Ticket]:
    return [Ticket(f"run/{number}", unit) for number, unit in enumerate(units, start=1)]


@given(units=FIELDS, size=st.integers(2, 9), seed=st.text(max_size=8))
def test_everybody_stands_once_and_heats_and_units_are_even(units: list[str], size: int, seed: str) -> None:
    field = tickets(units)
    places = drawn([field], heat_size=size, seed=seed)
    assert sorted(place.code for place in places) == sorted(ticket.code for ticket in field)
    assert len({(place.heat, place.lane) for place in places}) == len(field)
    heats = range(1, -(-len(field) // size) + 1)
    sizes = Counter(place.heat for place in places)
    assert max(sizes[heat] for heat in heats) - min(sizes[heat] for heat in heats) <= 1
    assert max(sizes.values()) <= size
    unit_of = {ticket.code: ticket.unit for ticket in field}
    for unit in set(units):
        mates = Counter(place.heat for place in places if unit_of[place.code] == unit)
        assert max(mates[heat] for heat in heats) - min(mates[heat] for heat in heats) <= 1


@given(units=FIELDS, seed=st.text(max_size=8), order=st.randoms(use_true_random=False))
def test_the_seed_alone_decides_whatever_the_order_of_the_entries(units: list[str], seed: str, order: object) -> None:
    field = tickets(units)
    mixed = list(field)
    order.shuffle(mixed)  # type: ignore[attr-defined]
    for size in (1, 4):
        assert drawn([field], heat_size=size, seed=seed) == drawn([mixed], heat_size=size, seed=seed)


def test_one_by_one_the_members_of_a_unit_stand_at_even_distances() -> None:
    places = drawn([tickets(list("甲" * 5 + "乙" * 5))], heat_size=1, seed="8f3a")
    units = [int(place.code.removeprefix("run/")) <= 5 for place in places]
    assert [place.lane for place in places] == [1] * 10
    assert max(units[n] + units[n + 1] + units[n + 2] for n in range(8)) <= 2


def test_divisions_never_share_a_heat() -> None:
    women, men = tickets(["甲"] * 3), [Ticket("run/9", "甲"), Ticket("run/8", "乙")]
    heats = {place.code: place.heat for place in drawn([women, men], heat_size=4, seed="1")}
    assert {heats[ticket.code] for ticket in women} == {1}
    assert {heats[ticket.code] for ticket in men} == {2}


def test_a_list_is_drawn_again_only_with_a_reason_and_not_after_the_first_result(meet: Meet) -> None:
    sheet = meet.sheet("run")
    common = {"sheet": sheet, "by": meet.chief, "now": later(days=20)}
    drawing.draw(seed="a", **common)
    first = list(Start.objects.order_by("pk").values_list("entry", "heat", "lane"))
    assert len(first) == 6
    with pytest.raises(drawing.ReasonMissing):
        drawing.draw(seed="b", **common)
    drawing.draw(seed="a", reason="漏了一队", **common)
    assert list(Start.objects.order_by("pk").values_list("entry", "heat", "lane")) == first
    assert LogEntry.objects.filter(verb="scoring.draw_starts").count() == 2
    meet.record("run", 1, time=12340)
    with pytest.raises(drawing.ResultsBegun):
        drawing.draw(seed="c", reason="再来", **common)
