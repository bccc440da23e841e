"""What a paper gets wrong by itself."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_core.reconcile import check_mean, check_percentage, check_sum, check_totals, compare_sources, table_of


def test_a_sum_that_does_not_add_up_says_what_would_explain_it() -> None:
    assert check_sum("fits", 6, {"a": 1, "b": 5}) is None
    short = check_sum("left out", 5, {"a": 1, "b": 5})
    assert short is not None
    assert (short.expected, short.difference) == (6, -1)
    assert short.explanation == "It would fit if a is left out of the total."
    twice = check_sum("twice", 11, {"a": 1, "b": 5})
    assert twice is not None
    assert twice.explanation == "It would fit if b is counted twice."
    hidden = check_sum("hidden", 9, {"a": 1, "b": 5, "c": None})
    assert hidden is not None
    assert hidden.explanation == "It would fit if c is counted in the total and not printed."
    odd = check_sum("odd", 106, {"a": 28, "b": 47, "c": 20, "d": 9}, ["page 4"])
    assert odd is not None
    assert odd.explanation == ""
    assert odd.sentence == "odd: printed 106, expected 104 (+2)."
    assert odd.sources == ("page 4",)


def test_totals_along_rows_and_down_columns() -> None:
    cells = [("x", "a", 1), ("x", "b", 2), ("x", "All", 4), ("y", "a", 3), ("y", "b", None), ("y", "All", 3)]
    totals = [("Sum", "a", 4), ("Sum", "b", 2), ("Sum", "All", 7)]
    found = check_totals(table_of("T", "s", [*cells, *totals], total_row="Sum", total_column="All"))
    assert [(finding.what, finding.difference) for finding in found] == [("T: x, All", 1), ("T: Sum, All", 1)]


@given(st.lists(st.lists(st.integers(0, 99), min_size=3, max_size=3), min_size=1, max_size=4), st.data())
def test_a_table_that_adds_up_has_no_finding_and_any_one_change_has(rows: list[list[int]], data: st.DataObject) -> None:
    figures = {(f"r{i}", f"c{j}"): value for i, row in enumerate(rows) for j, value in enumerate(row)}
    figures |= {(f"r{i}", "All"): sum(row) for i, row in enumerate(rows)}
    figures |= {("Sum", f"c{j}"): sum(row[j] for row in rows) for j in range(3)}
    figures["Sum", "All"] = sum(map(sum, rows))

    def findings(printed: dict[tuple[str, str], int]) -> int:
        listed = [(row, column, value) for (row, column), value in printed.items()]
        return len(check_totals(table_of("T", "s", listed, total_row="Sum", total_column="All")))

    assert findings(figures) == 0
    place = data.draw(st.sampled_from(sorted(figures)))
    assert findings({**figures, place: figures[place] + 1}) == 2


@pytest.mark.parametrize(
    ("printed", "count", "base", "check"),
    [
        ("28.9", 28, 97, None),
        ("28.8", 28, 97, "percentage cut off"),
        ("29", 28, 97, None),
        ("28", 28, 97, "percentage cut off"),
        ("30", 28, 97, "percentage"),
        ("12.5", 1, 8, None),
        ("12", 1, 8, None),  # a half may go to the even figure
        ("13", 1, 8, None),
        ("100", 5, 5, None),
        ("5", 0, 0, None),  # of nothing there is no percentage
    ],
)
def test_percentages(printed: str, count: int, base: int, check: str | None) -> None:
    found = check_percentage("p", Decimal(printed), count, base)
    assert (found.check if found else None) == check


@given(st.integers(0, 500), st.integers(1, 500), st.integers(0, 2))
def test_a_percentage_that_is_rounded_as_printed_always_fits(count: int, base: int, decimals: int) -> None:
    printed = (Decimal(count) * 100 / Decimal(base)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert check_percentage("p", printed, count, base) is None
    assert check_percentage("p", printed + 2, count, base) is not None


def test_a_mean_is_judged_as_exactly_as_its_parts_are_printed() -> None:
    parts = [(79, Decimal("31.6")), (4, Decimal("30.0"))]
    assert check_mean("days", Decimal("31.5"), parts) is None
    wrong = check_mean("days", Decimal("31.9"), parts)
    assert wrong is not None
    assert (wrong.expected, wrong.difference) == (Decimal("31.5"), Decimal("0.4"))
    assert check_mean("days", Decimal(3), []) is None


def test_two_sources_and_which_parts_explain_them() -> None:
    found = compare_sources("received", 194, 197, {"adult": (37, 38), "education": (69, 71), "other": (5, 5)})
    assert found is not None
    assert found.explanation == "Explained: adult −1; education −2. Unexplained: 0."
    rest = compare_sources("compensation", Decimal("8865.65"), 8625)
    assert rest is not None
    assert rest.explanation == "Explained: nothing. Unexplained: +240.65."
    # Equal totals whose parts differ are told too.
    assert compare_sources("hidden", 5, 5, {"a": (2, 3), "b": (3, 2)}) is not None
    assert compare_sources("equal", 5, 5) is None
