"""The SVG of a chart. Every figure stands at its bar, so that no key and no colour has to be read: what is filled is
those who answered, what is outlined is what they are set beside."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from folkmoot_core.reports.charts.alternative import alternative
from folkmoot_core.reports.charts.layouts import PAGE, Layout, width_of, wrap
from folkmoot_core.reports.charts.marks import Line, Marks, marks_of
from folkmoot_core.reports.charts.sheet import INK, QUIET, WHITE, Sheet, document
from folkmoot_core.reports.document import Chart, ChartKind, Report
from folkmoot_core.reports.figures import Figure
from folkmoot_core.reports.phrases import book_of

FILL, TRACK, OUTLINE = "#1f4e5f", "#eef3f5", INK
# Pixels between the two bars of a pair, and between a label and the bar below it.
BETWEEN = 4
# A slide's title, its foot, and how far its bars and letters may grow or shrink to fill the sheet.
TITLE_SIZE, TITLE_LINE, FOOT_SIZE, LARGEST, SMALLEST = 34, 40, 18, 1.5, 0.4
# Lines of a label; the table has it in full.
LABEL_LINES = 3
# Bold letters against plain ones, with room for another font.
BOLDER = 1.12


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a bar begins, and how long the longest may be."""

    x: float
    y: float
    room: float


def draw(report: Report, chart: Chart, layout: Layout = PAGE, *, name: str = "chart") -> str:
    """The chart as an SVG document with its title and its description; `name` keeps their ids apart on a page."""
    marks = marks_of(report, chart)
    layout = _that_fits(chart, marks, layout)
    sheet = Sheet(layout)
    if layout.title:
        _draw_title(sheet, chart.title)
    if marks.first_name:
        _draw_key(sheet, marks)
    room = max((_room_for_words(line, layout) for line in marks.lines), default=0.0)
    for line in marks.lines:
        _draw_line(sheet, chart, marks, line, room)
    if marks.is_share and marks.lines:
        sheet.y += layout.line
        scale = book_of(report.language)["label.scale"].format(top=f"{marks.top:g}")
        sheet.text(_left(layout), sheet.y, scale, size=layout.size * 0.85, colour=QUIET)
    if marks.left_out:
        sheet.y += layout.line
        more = book_of(report.language)["label.more"].format(more=marks.left_out)
        sheet.text(_left(layout), sheet.y, more, size=layout.size * 0.85, colour=QUIET)
    height = max(layout.height, round(sheet.y + layout.gap))
    if layout.title:
        _draw_foot(sheet, report, height)
    return document(name, chart.title, alternative(report, chart), sheet, height)


def height_to_width(svg: str) -> float:
    """How many times as high as wide a picture of `draw` is."""
    found = re.search(r'viewBox="0 0 (\d+) (\d+)"', svg)
    return int(found[2]) / int(found[1]) if found else 1.0


def _that_fits(chart: Chart, marks: Marks, layout: Layout) -> Layout:
    """On a sheet of fixed height the lines share what there is: larger where they are few, down to letters that can
    still be read where they are many."""
    if not layout.height or not marks.lines:
        return layout
    title = len(_title_lines(chart.title, layout)) * TITLE_LINE + 3 * TITLE_LINE
    room = layout.height - title - 2 * layout.line
    factor = min(LARGEST, max(SMALLEST, room / _needed(marks, layout)))
    scaled = _scaled(layout, factor)
    spare = (room - _needed(marks, scaled)) / len(marks.lines)
    return replace(scaled, gap=scaled.gap + int(min(scaled.gap, max(0, spare))))


def _needed(marks: Marks, layout: Layout) -> float:
    return sum(_height(line, layout) + layout.gap for line in marks.lines) + (layout.line if marks.first_name else 0)


def _scaled(layout: Layout, factor: float) -> Layout:
    size, bar = max(16, int(layout.size * factor)), max(6, int(layout.bar * factor))
    return replace(layout, size=size, bar=bar, gap=int(layout.gap * factor))


def _title_lines(title: str, layout: Layout) -> tuple[str, ...]:
    return wrap(title, (layout.width - 2 * _margin(layout)) / BOLDER, TITLE_SIZE, 3)


def _draw_title(sheet: Sheet, title: str) -> None:
    sheet.y = 30
    for line in _title_lines(title, sheet.layout):
        sheet.y += TITLE_LINE
        sheet.text(_margin(sheet.layout), sheet.y, line, size=TITLE_SIZE, bold=True)
    sheet.y += 24


def _draw_foot(sheet: Sheet, report: Report, height: int) -> None:
    """A picture travels alone: whose figures they are, and that those who answered chose to."""
    room = sheet.layout.width - 2 * _margin(sheet.layout)
    text = f"{report.front.organisation}. {book_of(report.language)['self_selected.short']}"
    lines = wrap(text, room, FOOT_SIZE, 2)
    for number, line in enumerate(reversed(lines)):
        sheet.text(_margin(sheet.layout), height - 22 - number * FOOT_SIZE * 1.25, line, size=FOOT_SIZE, colour=QUIET)


def _margin(layout: Layout) -> float:
    return 40.0 if layout.title else 0.0


def _label_room(layout: Layout) -> float:
    return layout.width * (layout.label_share or 1) - 2 * _margin(layout) * (layout.label_share == 0)


def _left(layout: Layout) -> float:
    """Where bars begin."""
    return _margin(layout) + (layout.width * layout.label_share if layout.label_share else 0)


def _label_lines(line: Line, layout: Layout) -> tuple[str, ...]:
    return wrap(line.label, _label_room(layout) - layout.size * 0.8, layout.size, LABEL_LINES)


def _bars(line: Line) -> int:
    return 1 if line.second is None else 2


def _height(line: Line, layout: Layout) -> float:
    labels = len(_label_lines(line, layout)) * layout.line
    bars = _bars(line) * layout.bar + (_bars(line) - 1) * BETWEEN
    return labels + bars + BETWEEN if not layout.label_share else max(labels, bars)


def _room_for_words(line: Line, layout: Layout) -> float:
    widest = max(width_of(words, layout.size, bold=True) for words in (line.words, line.second_words))
    return widest * layout.spare + layout.size


def _draw_key(sheet: Sheet, marks: Marks) -> None:
    """What is filled and what is outlined, over the bars; one below the other where they do not fit side by side."""
    layout = sheet.layout
    side, x = layout.size * 0.9, _left(layout)
    sheet.y += layout.line
    for name, fill in ((marks.first_name, FILL), (marks.second_name, WHITE)):
        needed = side * 1.5 + width_of(name, layout.size)
        if x > _left(layout) and x + needed > layout.width - _margin(layout):
            x, sheet.y = _left(layout), sheet.y + layout.line
        sheet.rectangle(x, sheet.y - side, side, side, fill=fill, stroke=OUTLINE)
        sheet.text(x + side * 1.5, sheet.y - side * 0.1, name, size=layout.size)
        x += needed + layout.size * 1.5


def _draw_line(sheet: Sheet, chart: Chart, marks: Marks, line: Line, room: float) -> None:
    """The label, and the bar or the interval; both in the middle of their line where they stand side by side."""
    layout = sheet.layout
    sheet.y += layout.gap
    labels, height = _label_lines(line, layout), _height(line, layout)
    above = not layout.label_share
    bars = _bars(line) * layout.bar + (_bars(line) - 1) * BETWEEN
    top = sheet.y if above else sheet.y + (height - len(labels) * layout.line) / 2
    for number, words in enumerate(labels, start=1):
        sheet.text(_margin(layout), top + number * layout.line - layout.line * 0.27, words, size=layout.size)
    left = _left(layout)
    bar_top = sheet.y + (len(labels) * layout.line + BETWEEN if above else (height - bars) / 2)
    place = _Place(left, bar_top, layout.width - _margin(layout) - left - room)
    if chart.kind is ChartKind.INTERVALS:
        _draw_interval(sheet, line, marks, place)
    else:
        _draw_bar(sheet, place, line.figure, line.words, top=marks.top)
        if line.second is not None:
            below = _Place(left, bar_top + layout.bar + BETWEEN, place.room)
            _draw_bar(sheet, below, line.second, line.second_words, top=marks.top, fill=WHITE)
    sheet.y += height


def _draw_bar(sheet: Sheet, place: _Place, figure: Figure, words: str, *, top: float, fill: str = FILL) -> None:
    """The track, the bar on it, and the figure at its end."""
    layout = sheet.layout
    sheet.rectangle(place.x, place.y, place.room, layout.bar, fill=TRACK)
    length = place.room * min(1.0, float(figure.rounded or 0) / top)
    if length > 0:
        sheet.rectangle(place.x, place.y, length, layout.bar, fill=fill, stroke="" if fill == FILL else OUTLINE)
    baseline = place.y + layout.bar / 2 + layout.size * 0.36
    sheet.text(place.x + place.room + layout.size * 0.5, baseline, words, size=layout.size, bold=True)


def _draw_interval(sheet: Sheet, line: Line, marks: Marks, place: _Place) -> None:
    """A dot at the share and a line over its interval, with ends that show in black and white."""
    layout = sheet.layout
    middle = place.y + layout.bar / 2
    sheet.rectangle(place.x, middle - 1, place.room, 2, fill=TRACK)
    scale = place.room / marks.top
    if line.low is not None and line.high is not None and not (line.low.hidden or line.high.hidden):
        low, high = (place.x + float(end.rounded or 0) * scale for end in (line.low, line.high))
        sheet.rule(low, middle, high, middle, width=3)
        for end in (low, high):
            sheet.rule(end, middle - layout.bar * 0.3, end, middle + layout.bar * 0.3)
    if not line.figure.hidden:
        centre = place.x + float(line.figure.rounded or 0) * scale
        sheet.circle(centre, middle, layout.bar * 0.3, fill=FILL)
    end = place.x + place.room + layout.size * 0.5
    sheet.text(end, middle + layout.size * 0.36, line.words, size=layout.size, bold=True)
