"""A breakdown stands the way it fits, and says the same either way."""

from __future__ import annotations

import pytest
from tests.core.disclosure.test_protection import cross_table

from folkmoot.domains.consultations.tables.breakdowns import ACROSS, grid_of


@pytest.mark.parametrize(("groups", "turned"), [(3, False), (ACROSS, False), (12, True)])
def test_many_groups_run_down_the_side(groups: int, turned: bool) -> None:
    table = cross_table([{"counts": [10 * place + 1, 7, 8], "no_reply": place} for place in range(groups)])
    grid = grid_of(table, "District")
    names = [row.name for row in grid.rows]
    assert (grid.corner == "District") is turned
    assert all(tuple(cell.label for cell in row.cells) == grid.columns for row in grid.rows)
    down, across = (names, grid.columns) if turned else (grid.columns, names)
    assert list(down) == [*(group.label for group in table.groups), "All"]
    assert list(across) == [*(row.text for row in table.rows), "Answered", "No reply"]
    cells = [[cell.count for cell in row.cells] for row in grid.rows]
    if not turned:
        cells = [list(column) for column in zip(*cells, strict=True)]
    for place, group in enumerate(table.groups):
        assert cells[place] == [*(row.cells[place].count for row in table.rows), group.answered, group.no_reply]
    assert cells[-1] == [*(row.total for row in table.rows), table.overall.answered, table.overall.no_reply]
