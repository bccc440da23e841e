"""A control chart as a picture: two icons with their words, the statement, the plot, and its table.

Nothing is told by colour alone: points that show something have a shape of their own, and each is named in the table.
The colours of the icons are those of *Making Data Count*; dark outlines carry the contrast.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from folkmoot_core.reports.charts.layouts import SANS, Layout, width_of, wrap
from folkmoot_core.reports.charts.sheet import INK, QUIET, WHITE, Sheet, document
from folkmoot_core.spc.charts import Chart, Point, Segment
from folkmoot_core.spc.periods import Kind, Period, gaps
from folkmoot_core.spc.rules import Signal
from folkmoot_core.spc.statements import decimals_for, decimals_of_values, plain
from folkmoot_core.spc.verdicts import Assurance, Variation

CONTROL = Layout("control", 760, SANS, 14, 0.0, 0, 12)
# For a page on a phone: the names of lines stand below the plot, and the page gives the table beside it.
CONTROL_NARROW = Layout("control narrow", 360, SANS, 14, 0.0, 0, 12)
COLOURS = {
    Variation.COMMON_CAUSE: "#a6a6a6",
    Variation.IMPROVEMENT: "#00b0f0",
    Variation.CONCERN: "#e46c0a",
    Variation.HIGH: "#490092",
    Variation.LOW: "#490092",
    Variation.TOO_FEW: WHITE,
}
ASSURED = {Assurance.MET: ("P", "#00b0f0"), Assurance.MISSED: ("F", "#e46c0a"), Assurance.SOMETIMES: ("?", "#a6a6a6")}
LEFT, RIGHT, PLOT, MARK = 64, 128, 300, 5
MARGIN, NARROWEST_WITH_NAMES = 20, 600
TITLE, SMALL, TINY, ICON = 20, 13, 12, 20
BLOCK, MOST_ROWS = 240, 40
LABEL_ROOM = 66


class _Scale:
    """Where a period and a value lie on the plot."""

    def __init__(self, chart: Chart, top: float, width: int) -> None:
        self.first, self.last = chart.points[0].period.number, chart.points[-1].period.number
        self.names_beside = width >= NARROWEST_WITH_NAMES
        self.left, self.right, self.top = LEFT, width - (RIGHT if self.names_beside else MARGIN), top
        low, high = _range(chart)
        self.ticks = _ticks(low, high)
        self.low, self.high = min(low, self.ticks[0]), max(high, self.ticks[-1])

    def x(self, period: Period) -> float:
        span = self.last - self.first
        return self.left + (self.right - self.left) * ((period.number - self.first) / span if span else 0.5)

    def y(self, value: float) -> float:
        return self.top + PLOT * (self.high - value) / (self.high - self.low)


def draw_control_chart(
    chart: Chart,
    title: str,
    *,
    source: str = "",
    name: str = "chart",
    layout: Layout = CONTROL,
    with_table: bool = True,
    with_words: bool = True,
) -> str:
    """The chart as an SVG document; `alternative_of` is its description, `name` keeps its ids apart on a page.
    Without the table, or the title and statement (`with_words`), only where the page has them beside the picture."""
    sheet = Sheet(layout)
    _draw_head(sheet, chart, title if with_words else "")
    # Where limits begin anew, the reason stands over the plot.
    scale = _Scale(chart, sheet.y + (34 if len(chart.segments) > 1 else 18), layout.width)
    _draw_axes(sheet, chart, scale)
    _draw_lines(sheet, chart, scale)
    _draw_points(sheet, chart, scale)
    sheet.y = scale.top + PLOT + 44
    if not scale.names_beside:
        _draw_names(sheet, chart)
    _draw_key(sheet, chart)
    if with_table:
        _draw_table(sheet, chart)
    if source:
        for line in wrap(source, layout.width - 2 * MARGIN, TINY, 6):
            sheet.y += TINY * 1.5
            sheet.text(MARGIN, sheet.y, line, size=TINY, colour=QUIET)
    return document(name, title, alternative_of(chart), sheet, round(sheet.y + 20))


def alternative_of(chart: Chart) -> str:
    """The chart in words: what it says, where its limits are, and each point that shows something."""
    decimals = _decimals(chart)
    first, last = chart.points[0], chart.latest
    parts = [
        f"Control chart of {len(chart.points)} points, {first.period.name} to {last.period.name}.",
        chart.statement,
    ]
    parts.append(f"Latest value {plain(last.value, decimals)}, {_limits_in_words(chart, last, decimals)}.")
    marked = [point for point in chart.points if point.special_cause]
    named = [f"{point.period.name}: {point.special_cause.words}" for point in marked[-6:] if point.special_cause]
    if named:
        more = f" (and {len(marked) - len(named)} earlier)" if len(marked) > len(named) else ""
        parts.append(f"Points that show something: {'; '.join(named)}{more}.")
    return " ".join(parts)


def short_name(period: Period) -> str:
    """For an axis or a table: Apr 10, 4 Apr 10; the rest as written."""
    words = period.name.removeprefix("the week of ").split()
    if period.kind not in (Kind.MONTH, Kind.DAY, Kind.WEEK):
        return period.text
    return " ".join([*words[:-2], words[-2][:3], words[-1][2:]])


def _limits_in_words(chart: Chart, point: Point, decimals: int) -> str:
    mean = f"mean {plain(point.mean, decimals)}"
    low, high = chart.shown(point.lower_limit), chart.shown(point.upper_limit)
    if low is None or high is None:
        return mean
    return f"{mean}, limits {plain(low, decimals)} to {plain(high, decimals)}"


def _decimals(chart: Chart) -> int:
    return decimals_for([point.value for point in chart.points])


def _range(chart: Chart) -> tuple[float, float]:
    shown = [point.value for point in chart.points]
    shown += [limit for point in chart.points for limit in _limits_of(chart, point)]
    if chart.options.target is not None:
        shown.append(chart.options.target)
    low, high = min(shown), max(shown)
    room = (high - low) * 0.06 or abs(high) * 0.1 or 1.0
    return low - room, high + room


def _limits_of(chart: Chart, point: Point) -> list[float]:
    limits = (chart.shown(point.lower_limit), chart.shown(point.upper_limit))
    return [limit for limit in limits if limit is not None]


def _ticks(low: float, high: float) -> list[float]:
    """Four to eight round figures that lie within."""
    rough = (high - low) / 6
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough)
    first = math.ceil(low / step)
    return [number * step for number in range(first, math.floor(high / step) + 1)] or [low, high]


def _draw_head(sheet: Sheet, chart: Chart, title: str) -> None:
    """Title, icons and statement; without a title the icons alone."""
    sheet.y = 14 if title else 0
    for line in wrap(title, sheet.layout.width - 2 * MARGIN, TITLE, 3) if title else ():
        sheet.y += TITLE * 1.3
        sheet.text(MARGIN, sheet.y, line, size=TITLE, bold=True)
    sheet.y += ICON + 18
    letter = {1: "H", -1: "L"}.get(chart.direction, "")
    word = chart.variation.word
    if letter:
        word += f" ({'high' if letter == 'H' else 'low'})"
    x = _draw_icon(sheet, MARGIN, letter, COLOURS[chart.variation], word)
    if chart.assurance is not None:
        needed = 2 * ICON + 10 + width_of(chart.assurance.word, 17, bold=True) * 1.15
        if x + 32 + needed > sheet.layout.width - MARGIN:
            x, sheet.y = MARGIN - 32, sheet.y + 2 * ICON + 10
        _draw_icon(sheet, x + 32, *ASSURED[chart.assurance], chart.assurance.word)
    sheet.y += ICON + 6
    for line in wrap(chart.statement, sheet.layout.width - 2 * MARGIN, 15, 6) if title else ():
        sheet.y += 20
        sheet.text(MARGIN, sheet.y, line, size=15)


def _draw_icon(sheet: Sheet, x: float, letter: str, colour: str, word: str) -> float:
    """A disc with its letter (or the wave of common cause) and its word; gives where it ends."""
    centre = x + ICON
    sheet.circle(centre, sheet.y, ICON, fill=WHITE, stroke=INK)
    sheet.circle(centre, sheet.y, ICON - 4, fill=colour, stroke=INK)
    if letter:
        ink = WHITE if colour == COLOURS[Variation.HIGH] else INK
        width = width_of(letter, 20, bold=True)
        sheet.text(centre - width / 2, sheet.y + 7, letter, size=20, bold=True, colour=ink)
    elif colour != WHITE:
        wave = [(centre - 10 + step, sheet.y + 4 * math.sin(step * math.pi / 5)) for step in range(21)]
        sheet.path(wave, width=2)
    sheet.text(centre + ICON + 10, sheet.y + 6, word, size=17, bold=True)
    return centre + ICON + 10 + width_of(word, 17, bold=True) * 1.15


def _draw_axes(sheet: Sheet, chart: Chart, scale: _Scale) -> None:
    decimals = max(0, -math.floor(math.log10(abs(scale.ticks[1] - scale.ticks[0])) + 1e-9)) + 1
    for tick in scale.ticks:
        words = plain(tick, decimals)
        sheet.rule(scale.left - 4, scale.y(tick), scale.left, scale.y(tick), width=1)
        sheet.text(scale.left - 8 - width_of(words, TINY) * 1.08, scale.y(tick) + 4, words, size=TINY)
    bottom = scale.top + PLOT
    sheet.rule(scale.left, scale.top, scale.left, bottom, width=1)
    sheet.rule(scale.left, bottom, scale.right, bottom, width=1)
    step = math.ceil(len(chart.points) * LABEL_ROOM / (scale.right - scale.left))
    step = next((size for size in (1, 2, 3, 4, 6, 12, 24) if size >= step), step)
    for point in chart.points[::step]:
        x, words = scale.x(point.period), short_name(point.period)
        sheet.rule(x, bottom, x, bottom + 5, width=1)
        sheet.text(x - width_of(words, TINY) / 2, bottom + 20, words, size=TINY)


def _draw_lines(sheet: Sheet, chart: Chart, scale: _Scale) -> None:
    """Mean and limits of each segment, where limits begin anew, and the target; named at the right."""
    for segment in chart.segments:
        point = chart.points[segment.first]
        left, right = _ends(chart, segment, scale)
        sheet.rule(left, scale.y(point.mean), right, scale.y(point.mean), width=1.5)
        for limit in _limits_of(chart, point):
            sheet.rule(left, scale.y(limit), right, scale.y(limit), width=1.5, dashes="7 4")
        if segment.first:
            sheet.rule(left, scale.top, left, scale.top + PLOT, width=1, dashes="1 3")
            reason = segment.reason or "limits begin anew"
            line = wrap(reason, max(scale.right - left, 80), TINY, 1)[0]
            sheet.text(left + 4, scale.top - 4, line, size=TINY)
    target = chart.options.target
    if target is not None:
        sheet.rule(scale.left, scale.y(target), scale.right, scale.y(target), width=2.5, dashes="2 3")
    if scale.names_beside:
        before = -math.inf
        for y, words in sorted((scale.y(value), words) for value, words in _named_lines(chart)):
            # Labels that would lie on each other go down a line.
            before = max(y + 4, before + TINY * 1.15)
            sheet.text(scale.right + 8, before, words, size=TINY)


def _named_lines(chart: Chart) -> list[tuple[float, str]]:
    """The lines that hold now, each with its value and its words."""
    latest, decimals = chart.latest, _decimals(chart)
    limits = zip(("lower limit", "upper limit"), _limits_of(chart, latest), strict=False)
    found = [(limit, f"{label} {plain(limit, decimals)}") for label, limit in limits]
    found.append((latest.mean, f"mean {plain(latest.mean, decimals)}"))
    target = chart.options.target
    return found if target is None else [*found, (target, f"target {target:,.10g}")]


def _draw_names(sheet: Sheet, chart: Chart) -> None:
    """Below the plot, where there is no room beside it: each kind of line with its name."""
    drawn = {"mean": (1.5, ""), "target": (2.5, "2 3")}
    for _value, words in sorted(_named_lines(chart), reverse=True):
        width, dashes = drawn.get(words.split()[0], (1.5, "7 4"))
        sheet.rule(MARGIN, sheet.y - 4, MARGIN + 30, sheet.y - 4, width=width, dashes=dashes)
        sheet.text(MARGIN + 40, sheet.y, words, size=SMALL)
        sheet.y += 20


def _ends(chart: Chart, segment: Segment, scale: _Scale) -> tuple[float, float]:
    """A segment reaches half way to its neighbours."""
    first, last = chart.points[segment.first], chart.points[segment.last]
    left, right = scale.x(first.period), scale.x(last.period)
    if segment.first:
        left = (left + scale.x(chart.points[segment.first - 1].period)) / 2
    if segment.last + 1 < len(chart.points):
        right = (right + scale.x(chart.points[segment.last + 1].period)) / 2
    return left, right


def _draw_points(sheet: Sheet, chart: Chart, scale: _Scale) -> None:
    """A line through neighbours, broken where periods are missing, and a mark at each point."""
    broken = {after.number for _before, after, _count in gaps([point.period for point in chart.points])}
    line: list[tuple[float, float]] = []
    for point in chart.points:
        if point.period.number in broken:
            sheet.path(line, colour=QUIET)
            line = []
        line.append((scale.x(point.period), scale.y(point.value)))
    sheet.path(line, colour=QUIET)
    for point in chart.points:
        _draw_mark(sheet, scale.x(point.period), scale.y(point.value), point.shows)


def _draw_mark(sheet: Sheet, x: float, y: float, shows: Variation) -> None:
    """A shape for each: disc, square, triangle, diamond pointing up or down."""
    colour, size = COLOURS[shows], MARK + 1
    if shows is Variation.IMPROVEMENT:
        sheet.rectangle(x - MARK, y - MARK, 2 * MARK, 2 * MARK, fill=colour, stroke=INK)
    elif shows is Variation.CONCERN:
        sheet.polygon([(x - size, y + MARK), (x + size, y + MARK), (x, y - size)], fill=colour, stroke=INK)
    elif shows in (Variation.HIGH, Variation.LOW):
        tip = size + 2 if shows is Variation.LOW else size - 1
        top = size + 2 if shows is Variation.HIGH else size - 1
        sheet.polygon([(x - size, y), (x, y - top), (x + size, y), (x, y + tip)], fill=colour, stroke=INK)
    else:
        sheet.circle(x, y, MARK - 1, fill=COLOURS[Variation.COMMON_CAUSE], stroke=INK)


def _draw_key(sheet: Sheet, chart: Chart) -> None:
    """What each shape on this chart means."""
    x = 26.0
    there = [shows for shows in COLOURS if any(point.shows is shows for point in chart.points)]
    for shows in there:
        needed = 12 + width_of(shows.word, SMALL) * 1.1
        if x > 26 and x + needed > sheet.layout.width - MARGIN:
            x, sheet.y = 26.0, sheet.y + 20
        _draw_mark(sheet, x, sheet.y - 4, shows)
        sheet.text(x + 12, sheet.y, shows.word, size=SMALL)
        x += 28 + needed
    sheet.y += 14


def _draw_table(sheet: Sheet, chart: Chart) -> None:
    """Every point with what it shows, in blocks side by side; of a long series the latest ones."""
    blocks = max(1, round((sheet.layout.width - 2 * MARGIN) / BLOCK))
    points = chart.points[-blocks * MOST_ROWS :]
    left_out = len(chart.points) - len(points)
    decimals = decimals_of_values([point.value for point in chart.points])
    if left_out:
        sheet.y += 16
        sheet.text(MARGIN, sheet.y, f"The latest {len(points)} of {len(chart.points)} points:", size=TINY, colour=QUIET)
    rows = math.ceil(len(points) / blocks)
    width, top = (sheet.layout.width - 2 * MARGIN) / blocks, sheet.y + 18
    for block in range(blocks):
        x = MARGIN + block * width
        _draw_row(sheet, (x, top), ("period", "value", "what it shows"), width, bold=True)
        sheet.rule(x, top + 5, x + width - 14, top + 5, width=1)
        for row, point in enumerate(points[block * rows : (block + 1) * rows], start=1):
            cells = (short_name(point.period), f"{point.value:,.{decimals}f}", _shown(point))
            _draw_row(sheet, (x, top + row * 18 + 2), cells, width)
    sheet.y = top + rows * 18 + 10


def _shown(point: Point) -> str:
    """What marks a point, short enough for a third of the sheet."""
    cause = point.special_cause
    if cause is None:
        return "–"
    up = cause.direction > 0
    if cause.signal is Signal.OUTSIDE:
        return "above the limit" if up else "below the limit"
    if cause.signal is Signal.TREND:
        return f"{cause.points}+ rising" if up else f"{cause.points}+ falling"
    if cause.signal is Signal.TWO_OF_THREE:
        return "2 of 3 near limit"
    return f"{cause.points}+ above mean" if up else f"{cause.points}+ below mean"


def _draw_row(sheet: Sheet, at: tuple[float, float], cells: Sequence[str], width: float, *, bold: bool = False) -> None:
    x, y = at
    sheet.text(x, y, cells[0], size=TINY, bold=bold)
    end = x + width * 0.47
    sheet.text(end - width_of(cells[1], TINY, bold=bold) * 1.05, y, cells[1], size=TINY, bold=bold)
    sheet.text(end + 10, y, wrap(cells[2], width * 0.53 - 20, TINY, 1)[0], size=TINY, bold=bold)
