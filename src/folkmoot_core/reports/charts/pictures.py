"""Charts as files: SVG and PNG, each with a text beside it, and the same as slides' pictures at 16 : 9."""

from __future__ import annotations

import vl_convert

from folkmoot_core.reports.charts.alternative import alternative
from folkmoot_core.reports.charts.drawing import draw
from folkmoot_core.reports.charts.layouts import PAGE, SLIDE, Layout
from folkmoot_core.reports.document import Chart, Report
from folkmoot_core.reports.naming import file_stem

# Twice the size on a screen, so that print and sharp screens show clean letters.
SCALE = 2.0


def png(svg: str, scale: float = SCALE) -> bytes:
    """An SVG document as a PNG file. Its letters come from the fonts that vl-convert carries."""
    picture: bytes = vl_convert.svg_to_png(svg, scale=scale)
    return picture


def charts_as_files(report: Report, layout: Layout = PAGE, folder: str = "charts") -> dict[str, bytes]:
    """Every chart as SVG and PNG, and its text as TXT, under names that follow the order in the report."""
    files: dict[str, bytes] = {}
    for number, chart in enumerate(report.charts, start=1):
        stem = f"{folder}/{number:02d}-{file_stem(chart.id)}"
        svg = draw(report, chart, layout)
        files[f"{stem}.svg"] = svg.encode()
        files[f"{stem}.png"] = png(svg, 1.0 if layout.height else SCALE)
        files[f"{stem}.txt"] = f"{chart.title}\n\n{_text(report, chart)}\n".encode()
    return files


def slides(report: Report) -> dict[str, bytes]:
    """The charts with their titles at 1280 by 720."""
    return charts_as_files(report, SLIDE, "slides")


def _text(report: Report, chart: Chart) -> str:
    return alternative(report, chart)
