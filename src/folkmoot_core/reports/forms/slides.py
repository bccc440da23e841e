"""The charts as pictures for slides and the press: SVG and PNG at 16 : 9, each with its words and its table."""

from __future__ import annotations

from folkmoot_core.reports.charts.pictures import slides
from folkmoot_core.reports.document import Report
from folkmoot_core.reports.forms.archive import zipped
from folkmoot_core.reports.forms.csv_package import lines


def render(report: Report) -> bytes:
    """A zip archive: for each chart two pictures, a text for those who do not see it, and its table as CSV."""
    files: dict[str, bytes] = {}
    for chart, pictures in slides(report):
        files.update(pictures)
        table = report.table(chart.table)
        if table is not None:
            stem = next(iter(pictures)).rpartition(".")[0]
            files[f"{stem}.csv"] = lines(table)
    return zipped(files)
