"""Charts as files: SVG and PNG, each with a text beside it."""

from __future__ import annotations

from collections.abc import Iterator

import vl_convert

from folkmoot_core.reports.charts.alternative import alternative
from folkmoot_core.reports.charts.drawing import draw
from folkmoot_core.reports.charts.layouts import SLIDE
from folkmoot_core.reports.document import Chart, Report
from folkmoot_core.reports.naming import file_stem


def png(svg: str, scale: float = 1.0) -> bytes:
    """An SVG document as a PNG file. Its letters come from the fonts that vl-convert carries."""
    picture: bytes = vl_convert.svg_to_png(svg, scale=scale)
    return picture


def slides(report: Report) -> Iterator[tuple[Chart, dict[str, bytes]]]:
    """Each chart with its title at 1280 by 720 as SVG and PNG, and its text as TXT, under names that follow the order
    in the report."""
    for number, chart in enumerate(report.charts, start=1):
        stem = f"{number:02d}-{file_stem(chart.id)}"
        svg = draw(report, chart, SLIDE)
        yield (
            chart,
            {
                f"{stem}.svg": svg.encode(),
                f"{stem}.png": png(svg),
                f"{stem}.txt": f"{chart.title}\n\n{alternative(report, chart)}\n".encode(),
            },
        )
