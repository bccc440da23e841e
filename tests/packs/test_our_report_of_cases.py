"""The report that this software makes of the pack's cases equals the printed one of 2010/11, figure by figure: units by
year and quarter, channels, and what was acknowledged and answered in time; but for those that the paper gets wrong."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from tests.factories.places import forget_what_is_kept_in_memory
from tests.packs.test_cases_of_2008_to_2011 import CHANNELS, FAULTS, KINDS, PACK, UNIT_OF, YEARS, printed

from folkmoot.domains.complaints.models import AnnualLetter, Case
from folkmoot.domains.complaints.queries.ombudsman import reconciled, year_of_referrals
from folkmoot.domains.complaints.queries.reporting import report_of, span_of
from folkmoot.site.packs.loader import load
from folkmoot_core.casework import year_of
from folkmoot_core.reports.document import Report
from folkmoot_core.reports.figures import Figure

Key = tuple[str, str, str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    forget_what_is_kept_in_memory()
    folder = Path(shutil.copytree(PACK, tmp_path / "kent-2011"))
    shutil.rmtree(folder / "consultations")
    return folder


def value(report: Report, table: str, row: str, column: str) -> float:
    found = report.table(f"cases.{table}")
    figure = found.figure(row, column) if found else None
    return 0.0 if figure is None or figure.value is None else figure.value


def report_on(period: str) -> Report:
    span = span_of(period)
    assert span is not None
    return report_of(span, policy=None)


def that_differ() -> Iterator[Key]:
    reports = {period: report_on(period) for period in {row["period"] for row in printed(*KINDS)}}
    for row in printed(*KINDS):
        own = value(reports[row["period"]], "units", row["item"], KINDS[row["table"]])
        if own != int(row["printed"].replace(",", "") or 0):
            yield row["table"], row["item"], row["period"]
    yearly = {year: reports[year] for year in YEARS}
    for kind in KINDS.values():
        for row in printed(f"{kind} channels"):
            channels = CHANNELS.get(row["item"], (row["item"],))
            of_all = yearly[row["period"]]
            total = value(of_all, "channels", "total", kind)
            share = 100 * sum(value(of_all, "channels", channel, kind) for channel in channels) / total
            if not is_the_same(share, row["printed"]):
                yield row["table"], row["item"], row["period"]
    for row in printed("acknowledged", "responded"):
        column = {"acknowledged": "ack", "responded": "resp"}[row["table"]]
        unit = "total" if row["item"] == "totals" else UNIT_OF.get(row["item"], row["item"])
        table = yearly[row["period"]].table("cases.time_units")
        assert table is not None
        figure = table.figure(unit, column)
        if not isinstance(figure, Figure) or figure.value is None or not is_the_same(figure.value, row["printed"]):
            yield row["table"], row["item"], row["period"]


def is_the_same(share: float, as_printed: str) -> bool:
    """Rounded as it was printed, half up or half down."""
    told = Decimal(as_printed)
    half = Decimal(1).scaleb(int(told.as_tuple().exponent)) / 2
    return abs(Decimal(repr(round(share, 9))) - told) <= half


@pytest.mark.django_db
def test_every_printed_figure_is_in_our_report_or_is_one_that_the_paper_gets_wrong(folder: Path) -> None:
    result = load(folder)
    assert result.ok, result.report.as_text()
    assert result.counts["complaints"]["past"] == 11_225
    assert set(that_differ()) == set(FAULTS)
    totals = {year: report_on(year) for year in YEARS}
    assert [value(report, "units", "total", "complaint") for report in totals.values()] == [743, 784, 517]


@pytest.mark.django_db
def test_a_fault_in_the_table_is_told_by_line_and_nothing_is_loaded(folder: Path) -> None:
    table = folder / "complaints" / "past" / "cases-2010-11.csv"
    lines = table.read_text().splitlines()
    lines[1] = "1011-0001,complaint,youth_servise,2010-04-10,2010-04-01,,pigeon,delay,upheld"
    table.write_text("\n".join(lines) + "\n")
    told = load(folder).report.as_text()
    assert "cases-2010-11.csv, line 2" in told
    for said in ("youth_service", "lies before the one on which it came", "pigeon", "delays", "Fill in responded_on"):
        assert said in told
    assert not Case.objects.exists()


@pytest.mark.django_db
def test_194_against_197_comes_out_explained_on_the_page(folder: Path) -> None:
    for name in ("past.yaml", "cases.yaml"):
        (folder / "complaints" / name).unlink()
    assert load(folder).ok
    found = reconciled(AnnualLetter.objects.get(span="2010-11"))
    whole = found["received"].cell("Total", "Total")
    assert (whole.published, whole.ours, whole.unexplained) == (194, 197, 0)
    assert len(whole.reasons) == 3
    assert found["received"].unexplained == ()
    (total,) = found["decisions"].unexplained
    assert (total.place[1], total.published, total.ours) == ("Total", 106, 104)
    year = year_of_referrals(year_of(2010))
    assert (year.answered, round(year.mean_days or 0, 1), year.compensation) == (79, 31.6, 8625)
