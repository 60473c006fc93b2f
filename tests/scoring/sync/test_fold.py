"""The fold: delivery order never matters, repeats do no harm, a conflict is two live different values."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.sync.fold import Folded, fold
from scoring.sync.operation import Operation, Ruling, Value

laws = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def act(uuid: str, value: Value, *replaces: str, entry: str = "e", slot: str = "time") -> Operation:
    return Operation(uuid=uuid, entry=entry, slot=slot, value=value, replaces=frozenset(replaces))


def decide(uuid: str, value: Value, *settles: str) -> Ruling:
    return Ruling(uuid=uuid, entry="e", slot="time", value=value, settles=frozenset(settles))


def value_of(folded: Folded) -> Value:
    return folded.slots.get("e", {}).get("time")


def test_one_value_stands() -> None:
    folded = fold([act("a", 5)])

    assert folded.slots == {"e": {"time": 5}}
    assert folded.conflicts == ()
    assert folded.live == {"e": {"time": ("a",)}}


def test_a_correction_replaces_what_it_names() -> None:
    assert value_of(fold([act("b", 6, "a"), act("a", 5)])) == 6
    assert value_of(fold([act("c", 7, "b"), act("b", 6, "a"), act("a", 5)])) == 7


def test_an_undo_empties_the_slot() -> None:
    folded = fold([act("a", 5), act("b", None, "a")])

    assert folded.slots == {}
    assert folded.conflicts == ()
    assert folded.live == {"e": {"time": ("b",)}}


def test_two_tablets_that_differ_are_a_conflict_without_a_value() -> None:
    folded = fold([act("a", 5), act("b", 6)])

    assert value_of(folded) is None
    (conflict,) = folded.conflicts
    assert (conflict.claims, conflict.ruled) == (((5, ("a",)), (6, ("b",))), False)


def test_two_tablets_that_agree_agree() -> None:
    folded = fold([act("a", 5), act("b", 5)])

    assert value_of(folded) == 5
    assert folded.conflicts == ()


def test_naming_both_sides_ends_a_conflict() -> None:
    assert value_of(fold([act("a", 5), act("b", 6), act("c", 6, "a", "b")])) == 6


def test_undoing_ones_own_entry_leaves_the_others() -> None:
    folded = fold([act("a", 5), act("b", 6), act("c", None, "a")])

    assert value_of(folded) == 6
    assert folded.conflicts == ()


def test_two_corrections_of_the_same_value_that_differ_are_a_conflict() -> None:
    assert len(fold([act("a", 5), act("b", 6, "a"), act("c", 7, "a")]).conflicts) == 1


def test_zero_is_a_value_and_not_an_empty_slot() -> None:
    assert fold([act("a", 0)]).slots == {"e": {"time": 0}}
    assert len(fold([act("a", 0), act("b", 1)]).conflicts) == 1


def test_slots_and_entries_do_not_reach_into_each_other() -> None:
    folded = fold([act("a", 5), act("b", "DNS", "a", slot="absence"), act("c", 6, "a", entry="f")])

    assert folded.slots == {"e": {"time": 5, "absence": "DNS"}, "f": {"time": 6}}


def test_operations_that_replace_each_other_or_themselves_both_stay_alive() -> None:
    assert len(fold([act("a", 5, "b"), act("b", 6, "a")]).conflicts) == 1
    assert value_of(fold([act("a", 5, "a")])) == 5
    assert value_of(fold([act("a", 5, "b"), act("b", 6, "c"), act("c", 7, "a"), act("d", 8, "a", "b", "c")])) == 8


def test_replacing_something_unknown_does_no_harm() -> None:
    assert value_of(fold([act("b", 6, "never seen")])) == 6


def test_a_ruling_settles_what_it_names() -> None:
    folded = fold([act("a", 5), act("b", 6)], [decide("r", 6, "a", "b")])

    assert value_of(folded) == 6
    assert folded.conflicts == ()
    assert folded.live == {"e": {"time": ("r",)}}


def test_a_ruling_may_empty_a_slot() -> None:
    folded = fold([act("a", 5), act("b", 6)], [decide("r", None, "a", "b")])

    assert folded.slots == {}
    assert folded.conflicts == ()


def test_what_comes_after_a_ruling_is_reported_while_the_ruling_stands() -> None:
    folded = fold([act("a", 5), act("late", 7)], [decide("r", 6, "a")])

    assert value_of(folded) == 6
    (conflict,) = folded.conflicts
    assert (conflict.claims, conflict.ruled) == (((6, ("r",)), (7, ("late",))), True)


def test_no_referee_can_replace_a_ruling_but_the_next_ruling_can() -> None:
    assert value_of(fold([act("a", 5), act("b", 7, "a", "r")], [decide("r", 6, "a")])) == 6
    assert value_of(fold([act("a", 5)], [decide("r", 6, "a"), decide("s", 9, "a", "r")])) == 9


def test_two_rulings_that_do_not_know_each_other_leave_the_slot_open() -> None:
    folded = fold([act("a", 5)], [decide("r", 6, "a"), decide("s", 9, "a")])

    assert value_of(folded) is None
    assert len(folded.conflicts) == 1


def late(uuid: str, value: Value, *replaces: str) -> Operation:
    return replace(act(uuid, value, *replaces), waits=True)


def test_what_waits_never_stands_by_itself_and_is_never_lost() -> None:
    folded = fold([late("a", 5)])

    assert folded.slots == {}
    (conflict,) = folded.conflicts
    assert conflict.claims == ((None, ()), (5, ("a",)))


def test_what_waits_leaves_what_stands_and_is_reported() -> None:
    folded = fold([act("a", 5), late("b", 6, "a")])

    assert value_of(folded) == 5
    (conflict,) = folded.conflicts
    assert conflict.claims == ((5, ("a",)), (6, ("b",)))
    assert fold([act("a", 5), late("b", 5)]).conflicts == ()


def test_only_a_ruling_or_another_that_waits_ends_one_that_waits() -> None:
    assert len(fold([late("a", 5), act("b", 6, "a")]).conflicts) == 1
    (conflict,) = fold([late("a", 5), late("b", 6, "a")]).conflicts
    assert conflict.claims == ((None, ()), (6, ("b",)))
    assert value_of(fold([act("a", 5), late("b", 6)], [decide("r", 6, "a", "b")])) == 6
    assert fold([late("a", 5)], [decide("r", None, "a")]) == fold([], [decide("r", None, "a")])


UUIDS = st.sampled_from("abcdefgh")
ANY_OPERATIONS = st.lists(
    st.builds(
        Operation,
        uuid=UUIDS,
        entry=st.sampled_from([1, "1"]),
        slot=st.sampled_from(["time", "absence"]),
        value=st.sampled_from([None, 0, 5, "DNS"]),
        replaces=st.frozensets(UUIDS, max_size=3),
        waits=st.booleans(),
    ),
    unique_by=lambda operation: operation.uuid,
    max_size=8,
)
OPERATIONS = ANY_OPERATIONS.map(lambda found: [replace(each, waits=False) for each in found])
RULINGS = st.lists(
    st.builds(
        Ruling,
        uuid=st.sampled_from("rst"),
        entry=st.sampled_from([1, "1"]),
        slot=st.just("time"),
        value=st.sampled_from([None, 5, 6]),
        settles=st.frozensets(st.sampled_from("abcdefghrst"), max_size=4),
    ),
    unique_by=lambda ruling: ruling.uuid,
    max_size=3,
)


@laws
@given(operations=ANY_OPERATIONS, rulings=RULINGS, seed=st.integers(0, 99))
def test_delivery_order_and_repeats_change_nothing(
    operations: list[Operation], rulings: list[Ruling], seed: int
) -> None:
    shuffled = operations + operations[: seed % 4]
    random.Random(seed).shuffle(shuffled)

    assert fold(shuffled, rulings[::-1] + rulings) == fold(operations, rulings)


@laws
@given(operations=OPERATIONS)
def test_a_conflict_is_exactly_two_live_different_values(operations: list[Operation]) -> None:
    folded = fold(operations)
    by_uuid = {operation.uuid: operation for operation in operations}

    for entry, slots in folded.live.items():
        for slot, live in slots.items():
            values = {by_uuid[uuid].value for uuid in live} - {None}
            conflicts = [conflict for conflict in folded.conflicts if (conflict.entry, conflict.slot) == (entry, slot)]
            assert bool(conflicts) == (len(values) > 1)
            standing = folded.slots.get(entry, {}).get(slot)
            assert standing == (values.pop() if len(values) == 1 else None)


@laws
@given(operations=ANY_OPERATIONS)
def test_nothing_vanishes_unless_something_replaced_it(operations: list[Operation]) -> None:
    live = {uuid for slots in fold(operations).live.values() for uuids in slots.values() for uuid in uuids}
    replaced = {
        name
        for operation in operations
        for name in operation.replaces
        for other in operations
        if other.uuid == name != operation.uuid and (other.entry, other.slot) == (operation.entry, operation.slot)
    }

    assert {operation.uuid for operation in operations} - replaced <= live
    for operation in operations:
        slots = fold(operations).live[operation.entry]
        assert slots[operation.slot]


@laws
@given(first=OPERATIONS, more=OPERATIONS)
def test_naming_everything_live_always_settles_a_slot(first: list[Operation], more: list[Operation]) -> None:
    folded = fold(first)

    for entry, slots in folded.live.items():
        for slot, live in slots.items():
            last = Operation("last", entry, slot, 42 if slot == "time" else "DSQ", frozenset(live))
            after = fold([*first, last])
            assert after.slots[entry][slot] == last.value
            assert all((conflict.entry, conflict.slot) != (entry, slot) for conflict in after.conflicts)


@laws
@given(OPERATIONS, OPERATIONS)
def test_what_waits_changes_no_slot(acts: list[Operation], late_ones: list[Operation]) -> None:
    in_time = [replace(each, waits=False) for each in acts]
    waiting = [replace(each, uuid=f"late {each.uuid}", waits=True) for each in late_ones]

    assert fold([*in_time, *waiting]).slots == fold(in_time).slots
