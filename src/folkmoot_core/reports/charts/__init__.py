"""Charts drawn from a table's cells: SVG for pages and print, PNG for Word and slides, and a text for each.

Drawn by hand, since a bar is a rectangle and a label: altair with vl-convert took 100 ms a chart where this takes less
than one, and the same chart would differ from one release of it to the next.
"""

from folkmoot_core.reports.charts.alternative import alternative
from folkmoot_core.reports.charts.drawing import draw
from folkmoot_core.reports.charts.layouts import NARROW, PAGE, PRINT, SLIDE, Layout
from folkmoot_core.reports.charts.pictures import png, slides

__all__ = [
    "NARROW",
    "PAGE",
    "PRINT",
    "SLIDE",
    "Layout",
    "alternative",
    "draw",
    "png",
    "slides",
]
