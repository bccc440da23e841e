"""A series over time in a report, drawn as its page draws it."""

from __future__ import annotations

from folkmoot_core.reports.charts.control_chart import CONTROL, CONTROL_NARROW, alternative_of, draw_control_chart
from folkmoot_core.reports.charts.layouts import NARROW, PRINT, Layout
from folkmoot_core.reports.charts.small import draw_run_chart, words_of_run
from folkmoot_core.reports.document import Trend
from folkmoot_core.spc import RunChart

_OWN = {NARROW.name: CONTROL_NARROW, PRINT.name: Layout("control print", 760, PRINT.font, 15, 0.0, 0, 12)}


def draw_trend(trend: Trend, layout: Layout, *, name: str = "chart") -> str:
    """As an SVG document without its title and statement, which the report has beside it."""
    own = _OWN.get(layout.name, CONTROL)
    if isinstance(trend.series, RunChart):
        return draw_run_chart(trend.series, trend.title, target=trend.target, name=name, layout=own)
    return draw_control_chart(trend.series, trend.title, name=name, layout=own, with_table=False, with_words=False)


def words_of_trend(trend: Trend) -> str:
    return words_of_run(trend.series) if isinstance(trend.series, RunChart) else alternative_of(trend.series)
