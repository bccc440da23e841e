"""Equal to NHSRplotthedots on every point: on two trusts that are kept here, and on all where they are at hand."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from tests.core.spc.made_up import read

from folkmoot_core.spc import Options, Polarity, Rebase, chart, parse_periods

OURS = Path(__file__).parent / "vectors" / "nhs_points.csv"
SHARED = Path(__file__).parents[4] / "shared" / "data" / "spc"
REBASE = (Rebase("2017-10-01", "the reference begins anew there"),)
VARIANTS = {
    "fix12": Options(Polarity.UP, baseline=12, target=0.95),
    "rebase": Options(Polarity.UP, rebases=REBASE),
    "target95": Options(Polarity.UP, target=0.95),
    "fewer_is_better": Options(Polarity.DOWN),
    "unscreened": Options(Polarity.NEUTRAL, screening=False),
}
FILES = {
    "fix12": "ptd_4hr_perf_fix12_by_org.csv",
    "rebase": "ptd_4hr_perf_rebase_by_org.csv",
    "target95": "ptd_4hr_perf_target95_by_org.csv",
    "fewer_is_better": "ptd_attendances_by_org.csv",
    "unscreened": "ptd_attendances_noscreen.csv",
}
THEIR_NAMES = {
    "org": "f",
    "period": "x",
    "value": "y",
    "mean": "mean_col",
    "lower": "lpl",
    "upper": "upl",
    "cause": "special_cause_type",
    "shows": "point_type",
}
at_hand = pytest.mark.skipif(not SHARED.is_dir(), reason="the reference data are not here")
Rows = list[dict[str, str]]


def rows_of(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def check(rows: Rows, options: Options) -> int:
    """Every point of every trust; gives how many were compared."""
    by_org: dict[str, Rows] = defaultdict(list)
    for row in rows:
        by_org[row["org"]].append(row)
    for org_rows in by_org.values():
        periods = parse_periods([row["period"] for row in org_rows])
        found = chart([p for p in periods if p], [float(row["value"]) for row in org_rows], options)
        for point, row in zip(found.points, org_rows, strict=True):
            figures = (point.mean, point.lower_limit, point.upper_limit)
            assert figures == pytest.approx([float(row[name]) for name in ("mean", "lower", "upper")], rel=1e-12)
            cause = point.special_cause.name if point.special_cause else "Common Cause"
            assert (cause, str(point.shows)) == (row["cause"], row["shows"]), row
    return len(rows)


@pytest.mark.parametrize("variant", VARIANTS)
def test_two_trusts_kept_here(variant: str) -> None:
    rows = [row for row in rows_of(OURS) if row["variant"] == variant]
    assert check(rows, VARIANTS[variant]) == 72


@at_hand
@pytest.mark.parametrize("variant", VARIANTS)
def test_all_trusts(variant: str) -> None:
    theirs = rows_of(SHARED / FILES[variant])
    rows = [{ours: row[name] for ours, name in THEIR_NAMES.items()} for row in theirs]
    assert check(rows, VARIANTS[variant]) == 576


@at_hand
def test_icons_of_all_trusts() -> None:
    points = rows_of(SHARED / FILES["target95"])
    summaries = rows_of(SHARED / "ptd_4hr_perf_summary.csv")
    assert len(summaries) == 16
    for summary in summaries:
        rows = [row for row in points if row["f"] == summary["f"]]
        periods = [p for p in parse_periods([row["x"] for row in rows]) if p]
        found = chart(periods, [float(row["y"]) for row in rows], VARIANTS["target95"])
        assert (found.variation, found.assurance) == (summary["variation_type"], summary["assurance_type"])
        for shows in ("common_cause", "special_cause_improvement", "special_cause_concern"):
            assert sum(point.shows == shows for point in found.points) == int(summary[shows])


def test_the_example_of_the_packages_own_documentation() -> None:
    values = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
    screened, whole = read(values).latest, read(values, Options(screening=False)).latest
    assert screened.mean == whole.mean == pytest.approx(1.944, abs=5e-4)
    assert (screened.upper_limit, screened.lower_limit) == pytest.approx((4.60, -0.72), abs=5e-3)
    assert (whole.upper_limit, whole.lower_limit) == pytest.approx((6.95, -3.06), abs=5e-3)
    # What was left out is kept: the moving ranges into and out of the fifth month.
    assert read(values).segments[0].left_out == ("2010-08", "2010-09")
    assert read(values, Options(screening=False)).segments[0].left_out == ()
