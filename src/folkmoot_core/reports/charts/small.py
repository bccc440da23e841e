"""Small pictures of a series: a line with its mean and limits for a row of a scorecard or one of many places side by
side, the two icons of a reading, and a run chart at full size.

As in `control_chart` nothing is told by colour alone: marks differ in shape, icons carry a letter and their words stand
beside them. The names of lines are told once, in a key below all the pictures.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from folkmoot_core.reports.charts.control_chart import ASSURED, COLOURS, CONTROL, short_name
from folkmoot_core.reports.charts.layouts import Layout, width_of
from folkmoot_core.reports.charts.sheet import INK, QUIET, WHITE, Sheet, document, px, safe
from folkmoot_core.spc import Assurance, Chart, Period, RunChart, Variation
from folkmoot_core.spc.statements import decimals_for, plain

SPARK, PANEL = (150, 44), (230, 120)
_MARGIN, _TINY = 6, 12


@dataclass(frozen=True, slots=True)
class Line:
    """What is drawn of a series: points as (period, value, what it shows), the middle, the limits and the target of the
    latest point. `steps`: from which point on which middle, lower and upper limit hold."""

    points: tuple[tuple[Period, float, Variation], ...]
    steps: tuple[tuple[int, float, float | None, float | None], ...] = ()
    target: float | None = None

    @property
    def span(self) -> tuple[float, float]:
        """The lowest and the highest value on it."""
        shown = [value for _period, value, _shows in self.points]
        shown += [each for step in self.steps for each in step[1:] if each is not None]
        if self.target is not None:
            shown.append(self.target)
        return min(shown), max(shown)


def line_of_chart(chart: Chart) -> Line:
    points = tuple((point.period, point.value, point.shows) for point in chart.points)
    steps = tuple(
        (
            segment.first,
            segment.mean,
            chart.shown(chart.points[segment.first].lower_limit),
            chart.shown(chart.points[segment.first].upper_limit),
        )
        for segment in chart.segments
    )
    return Line(points, steps, chart.options.target)


def line_of_run(found: RunChart, target: float | None = None) -> Line:
    last = len(found.points) - 1
    points = tuple(
        (point.period, point.value, found.variation if place == last else Variation.COMMON_CAUSE)
        for place, point in enumerate(found.points)
    )
    return Line(points, ((0, found.median, None, None),), target)


def draw_small(
    line: Line, size: tuple[int, int] = SPARK, span: tuple[float, float] | None = None, *, label: str = ""
) -> str:
    """The line as an SVG element. `span`: lowest and highest value of the scale, for pictures side by side. Without a
    label it is hidden from screen readers, since the words beside it say the same."""
    width, height = size
    low, high = span or line.span
    room = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
    low, high = low - room, high + room
    first, last = line.points[0][0].number, line.points[-1][0].number

    def x(number: int) -> float:
        return _MARGIN + (width - 2 * _MARGIN) * ((number - first) / (last - first) if last > first else 0.5)

    def y(value: float) -> float:
        return _MARGIN + (height - 2 * _MARGIN) * (high - value) / (high - low)

    sheet = Sheet(Layout("small", width, "", _TINY, 0.0, 0, 0))
    for place, (start, middle, lower, upper) in enumerate(line.steps):
        end = line.steps[place + 1][0] - 1 if place + 1 < len(line.steps) else len(line.points) - 1
        left, right = x(line.points[start][0].number), x(line.points[end][0].number)
        sheet.rule(left, y(middle), right, y(middle), width=1)
        for limit in (lower, upper):
            if limit is not None:
                sheet.rule(left, y(limit), right, y(limit), width=1, dashes="4 3")
    if line.target is not None:
        sheet.rule(_MARGIN, y(line.target), width - _MARGIN, y(line.target), width=2, dashes="1 3")
    sheet.path([(x(period.number), y(value)) for period, value, _shows in line.points], colour=QUIET, width=1.5)
    for place, (period, value, shows) in enumerate(line.points):
        if shows not in (Variation.COMMON_CAUSE, Variation.TOO_FEW) or place == len(line.points) - 1:
            _mark(sheet, x(period.number), y(value), shows)
    told = f'role="img" aria-label="{safe(label)}"' if label else 'aria-hidden="true" focusable="false"'
    return f'<svg {told} viewBox="0 0 {width} {height}" width="{width}" height="{height}">{"".join(sheet.parts)}</svg>'


def _mark(sheet: Sheet, x: float, y: float, shows: Variation) -> None:
    """A square, a triangle, a diamond, or a disc: as on the large chart."""
    fill = COLOURS[shows]
    if shows is Variation.IMPROVEMENT:
        sheet.rectangle(x - 3, y - 3, 6, 6, fill=fill, stroke=INK)
    elif shows is Variation.CONCERN:
        sheet.polygon([(x - 4, y + 3), (x + 4, y + 3), (x, y - 4)], fill=fill, stroke=INK)
    elif shows in (Variation.HIGH, Variation.LOW):
        sheet.polygon([(x - 4, y), (x, y - 4), (x + 4, y), (x, y + 4)], fill=fill, stroke=INK)
    else:
        sheet.circle(x, y, 3, fill=COLOURS[Variation.COMMON_CAUSE], stroke=INK)


def icon_of_variation(variation: Variation, direction: int = 0) -> str:
    """The disc of *Making Data Count* with its letter (H or L) or its wave. Its word belongs beside it."""
    letter = {1: "H", -1: "L"}.get(direction, "")
    if not letter and variation in (Variation.IMPROVEMENT, Variation.CONCERN):
        letter = "✓" if variation is Variation.IMPROVEMENT else "!"
    if variation is Variation.TOO_FEW:
        letter = "–"
    return _icon(COLOURS[variation], letter, wave=variation is Variation.COMMON_CAUSE)


def icon_of_assurance(assurance: Assurance) -> str:
    letter, colour = ASSURED[assurance]
    return _icon(colour, letter)


def _icon(colour: str, letter: str, *, wave: bool = False) -> str:
    inside = ""
    if wave:
        at = " ".join(f"{px(8 + step)},{px(18 + 4 * math.sin(step * math.pi / 5))}" for step in range(21))
        inside = f'<polyline points="{at}" fill="none" stroke="{INK}" stroke-width="2"/>'
    elif letter:
        ink = WHITE if colour == COLOURS[Variation.HIGH] else INK
        inside = (
            f'<text x="18" y="24" text-anchor="middle" font-size="18" font-weight="700" fill="{ink}">{letter}</text>'
        )
    return (
        '<svg class="fm-icon" aria-hidden="true" focusable="false" viewBox="0 0 36 36" width="36" height="36">'
        f'<circle cx="18" cy="18" r="17" fill="{WHITE}" stroke="{INK}" stroke-width="1.5"/>'
        f'<circle cx="18" cy="18" r="14" fill="{colour}" stroke="{INK}" stroke-width="1.5"/>{inside}</svg>'
    )


def draw_run_chart(
    found: RunChart, title: str, *, target: float | None = None, name: str = "chart", layout: Layout = CONTROL
) -> str:
    """A run chart as an SVG document: the line, its median, the target. Title and statement are its description; both,
    and the table, stand beside it on the page."""
    sheet, line = Sheet(layout), line_of_run(found, target)
    top, bottom = 20.0, 220.0
    low, high = line.span
    room = (high - low) * 0.1 or abs(high) * 0.1 or 1.0
    low, high = low - room, high + room
    left, right = 64.0, layout.width - 20.0
    first, last = line.points[0][0].number, line.points[-1][0].number

    def place_of(period: Period, value: float) -> tuple[float, float]:
        along = (period.number - first) / (last - first) if last > first else 0.5
        return left + (right - left) * along, top + (bottom - top) * (high - value) / (high - low)

    decimals = decimals_for([value for _period, value, _shows in line.points])
    _frame(sheet, (left, right, top, bottom), (low, high), decimals)
    _name_periods(sheet, [(place_of(period, low)[0], short_name(period)) for period, _v, _s in line.points], bottom)
    named = [("median", found.median, "", 1.5)]
    if target is not None:
        named.append(("target", target, "2 3", 2.5))
    sheet.y = bottom + 44
    for word, value, dashes, thick in named:
        y = place_of(found.points[0].period, value)[1]
        sheet.rule(left, y, right, y, width=thick, dashes=dashes)
        sheet.rule(20, sheet.y - 4, 50, sheet.y - 4, width=thick, dashes=dashes)
        sheet.text(60, sheet.y, f"{word} {plain(value, max(decimals, 2))}", size=13)
        sheet.y += 20
    sheet.path([place_of(period, value) for period, value, _shows in line.points], colour=QUIET)
    for period, value, shows in line.points:
        _mark(sheet, *place_of(period, value), shows)
    return document(name, title, words_of_run(found), sheet, round(sheet.y + 4))


def words_of_run(found: RunChart) -> str:
    """The chart in words."""
    said = f"Run chart of {len(found.points)} points, {found.points[0].period.name} to {found.points[-1].period.name}."
    return f"{said} {found.statement}"


def _frame(sheet: Sheet, box: tuple[float, float, float, float], span: tuple[float, float], decimals: int) -> None:
    left, right, top, bottom = box
    sheet.rule(left, top, left, bottom, width=1)
    sheet.rule(left, bottom, right, bottom, width=1)
    for part in range(5):
        value = span[0] + (span[1] - span[0]) * part / 4
        y, words = bottom - (bottom - top) * part / 4, plain(value, decimals)
        sheet.rule(left - 4, y, left, y, width=1)
        sheet.text(left - 8 - width_of(words, _TINY) * 1.08, y + 4, words, size=_TINY)


def _name_periods(sheet: Sheet, names: Sequence[tuple[float, str]], bottom: float) -> None:
    """As many as have room, the first one always."""
    free = -math.inf
    for x, words in names:
        half = width_of(words, _TINY) / 2
        if x - half > free + 6:
            sheet.text(min(x - half, sheet.layout.width - 2 * half - 4), bottom + 20, words, size=_TINY)
            sheet.rule(x, bottom, x, bottom + 5, width=1)
            free = x + half
