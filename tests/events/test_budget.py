"""What the lines of a budget add up to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from events.budget import Line, by_source, totals

whole = st.integers(0, 10_000)
actuals = st.one_of(st.just((None, None)), st.tuples(whole, whole))


@st.composite
def budget_lines(draw: st.DrawFn) -> Line:
    quantity, price = draw(actuals)
    return Line(draw(st.sampled_from(["工会经费", "行政补助", ""])), draw(whole), draw(whole), quantity, price)


def test_plan_7_adds_up_to_6750_yuan() -> None:
    prizes = [Line("", 5, price * 100) for price in (400, 350, 300, 300)]
    assert totals(prizes).planned == 675_000


def test_nothing_recorded_is_not_zero_spent() -> None:
    found = totals([Line("工会经费", 2, 500)])
    assert (found.planned, found.actual, found.recorded, found.complete, found.left) == (1000, None, 0, False, None)


def test_more_spent_than_planned_leaves_a_negative_rest() -> None:
    assert totals([Line("", 1, 1000, 1, 1250)]).left == -250


def test_no_line_at_all_is_not_complete() -> None:
    assert not totals([]).complete


@given(st.lists(budget_lines()))
def test_the_sources_together_are_the_whole(lines: list[Line]) -> None:
    sources, whole = by_source(lines), totals(lines)
    assert sum(part.planned for _source, part in sources) == whole.planned
    assert sum(part.actual or 0 for _source, part in sources) == (whole.actual or 0)
    assert sum(part.lines for _source, part in sources) == whole.lines
    assert len({source for source, _part in sources}) == len(sources)


@given(st.lists(budget_lines()), st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_no_total(lines: list[Line], chance: object) -> None:
    turned = sorted(lines, key=lambda _line: chance.random())  # type: ignore[attr-defined]
    assert totals(turned) == totals(lines)


@given(st.lists(budget_lines(), min_size=1))
def test_what_is_left_is_said_only_when_every_line_is_recorded(lines: list[Line]) -> None:
    found = totals(lines)
    assert (found.left is not None) == all(line.actual is not None for line in lines)
