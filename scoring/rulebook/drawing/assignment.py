"""Rows to columns at the least cost: the Hungarian method, O(n³); of equal choices the first, so it is repeatable."""

from __future__ import annotations

from collections.abc import Sequence


def cheapest(costs: Sequence[Sequence[int]]) -> list[int]:
    """The column of each row, all different, with the least sum; there must be at least as many columns as rows."""
    rows, columns = len(costs), len(costs[0]) if costs else 0
    if rows > columns:
        raise ValueError(f"{rows} rows cannot have {columns} different columns")
    above = sum(max(row) for row in costs) + 1 if costs else 1
    row_price, column_price = [0] * (rows + 1), [0] * (columns + 1)
    row_at = [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_at[0] = row
        column = 0
        least = [above * 4] * (columns + 1)
        came_from = [0] * (columns + 1)
        seen = [False] * (columns + 1)
        while row_at[column]:
            seen[column] = True
            here = row_at[column]
            step, following = above * 4, 0
            for other in range(1, columns + 1):
                if seen[other]:
                    continue
                reduced = costs[here - 1][other - 1] - row_price[here] - column_price[other]
                if reduced < least[other]:
                    least[other], came_from[other] = reduced, column
                if least[other] < step:
                    step, following = least[other], other
            for other in range(columns + 1):
                if seen[other]:
                    row_price[row_at[other]] += step
                    column_price[other] -= step
                else:
                    least[other] -= step
            column = following
        while column:
            row_at[column] = row_at[came_from[column]]
            column = came_from[column]
    column_of = {row: column for column, row in enumerate(row_at) if column and row}
    return [column_of[row] - 1 for row in range(1, rows + 1)]
