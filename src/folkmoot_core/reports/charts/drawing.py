"""The SVG of a chart. Every figure stands at its bar, so that no key and no colour has to be read: what is filled is
those who answered, what is outlined is what they are set beside."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from folkmoot_core.reports.charts.alternative import alternative
from folkmoot_core.reports.charts.layouts import PAGE, Layout, width_of, wrap
from folkmoot_core.reports.charts.marks import Line, Marks, marks_of
from folkmoot_core.reports.document import Chart, ChartKind, Report
from folkmoot_core.reports.figures import Figure
from folkmoot_core.reports.phrases import book_of

INK, FILL, TRACK, OUTLINE, QUIET = "#16191d", "#1f4e5f", "#eef3f5", "#16191d", "#4a5057"
# Names of control characters that XML refuses must not make a picture that nothing opens.
_ALLOWED = {"\t", "\n"}


@dataclass(slots=True)
class _Sheet:
    """What is drawn so far, and how far down."""

    layout: Layout
    parts: list[str] = field(default_factory=list)
    y: float = 0.0

    def text(self, x: float, y: float, words: str, *, size: float, bold: bool = False, colour: str = INK) -> None:
        weight = ' font-weight="700"' if bold else ""
        self.parts.append(
            f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}"{weight} fill="{colour}">{safe(words)}</text>'
        )

    def rectangle(self, x: float, y: float, width: float, height: float, fill: str, stroke: str = "") -> None:
        edge = f' stroke="{stroke}" stroke-width="1.5"' if stroke else ""
        self.parts.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="{fill}"{edge}/>'
        )

    def rule(self, x1: float, y1: float, x2: float, y2: float, width: float = 2) -> None:
        ends = f'x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"'
        self.parts.append(f'<line {ends} stroke="{INK}" stroke-width="{_n(width)}"/>')


def draw(report: Report, chart: Chart, layout: Layout = PAGE) -> str:
    """The chart as an SVG document with its title and its description."""
    marks = marks_of(report, chart)
    layout = _that_fits(chart, marks, layout)
    sheet = _Sheet(layout)
    if layout.title:
        _draw_title(sheet, chart.title)
    room = max(_room_for_words(line, layout) for line in marks.lines) if marks.lines else 0
    for place, line in enumerate(marks.lines):
        _draw_line(sheet, chart, marks, line, room, named=place == 0)
    if marks.is_share and marks.lines:
        sheet.y += layout.line
        scale = book_of(report.language)["label.scale"].format(top=f"{marks.top:g}")
        sheet.text(_left(layout), sheet.y, scale, size=layout.size * 0.85, colour=QUIET)
    height = layout.height or round(sheet.y + layout.gap)
    return _document(chart.title, alternative(report, chart), sheet, height)


def _document(title: str, description: str, sheet: _Sheet, height: int) -> str:
    width, font = sheet.layout.width, escape(sheet.layout.font, quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="{font}"><title>{safe(title)}</title>'
        f"<desc>{safe(description)}</desc>"
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>{"".join(sheet.parts)}</svg>'
    )


def safe(words: str) -> str:
    """Text for XML: escaped, and without the control characters that XML 1.0 forbids."""
    return escape("".join(c for c in words if c >= " " or c in _ALLOWED), quote=True).replace("\ufffe", "")


def _that_fits(chart: Chart, marks: Marks, layout: Layout) -> Layout:
    """On a sheet of fixed height the lines share what there is, down to letters that can still be read."""
    if not layout.height or not marks.lines:
        return layout
    margin, title = layout.size * 1.5, len(wrap(chart.title, layout.width - 2 * layout.size, layout.size * 1.3)) * 42
    room = layout.height - title - margin * 2 - layout.line
    need = sum(_height(line, layout) + layout.gap for line in marks.lines)
    if need <= room:
        spare = min(layout.gap * 1.5, (room - need) / len(marks.lines))
        return _scaled(layout, 1.0, layout.gap + spare)
    factor = max(0.4, room / need)
    return _scaled(layout, factor, layout.gap * factor)


def _scaled(layout: Layout, factor: float, gap: float) -> Layout:
    size, bar = max(10, int(layout.size * factor)), max(6, int(layout.bar * factor))
    return Layout(
        layout.name, layout.width, layout.font, size, layout.label_share, bar, int(gap), layout.height, layout.title
    )


def _draw_title(sheet: _Sheet, title: str) -> None:
    size = 34
    sheet.y = 30
    for line in wrap(title, sheet.layout.width - 2 * 40, size, 3):
        sheet.y += 40
        sheet.text(40, sheet.y, line, size=size, bold=True)
    sheet.y += 24


def _margin(layout: Layout) -> float:
    return 40.0 if layout.title else 0.0


def _label_room(layout: Layout) -> float:
    return layout.width * (layout.label_share or 1) - 2 * _margin(layout) * (layout.label_share == 0)


def _left(layout: Layout) -> float:
    """Where bars begin."""
    return _margin(layout) + (layout.width * layout.label_share if layout.label_share else 0)


def _label_lines(line: Line, layout: Layout) -> tuple[str, ...]:
    return wrap(line.label, _label_room(layout) - layout.size * 0.8, layout.size)


def _bars(line: Line) -> int:
    return 1 if line.second is None else 2


def _height(line: Line, layout: Layout) -> float:
    labels = len(_label_lines(line, layout)) * layout.line
    bars = _bars(line) * layout.bar + (_bars(line) - 1) * 4
    return labels + bars + 4 if not layout.label_share else max(labels, bars)


def _room_for_words(line: Line, layout: Layout) -> float:
    widest = max(width_of(words, layout.size, bold=True) for words in (line.words, line.second_words))
    return widest + layout.size


def _draw_line(sheet: _Sheet, chart: Chart, marks: Marks, line: Line, room: float, *, named: bool) -> None:
    layout = sheet.layout
    sheet.y += layout.gap
    labels, height = _label_lines(line, layout), _height(line, layout)
    above = not layout.label_share
    bars = _bars(line) * layout.bar + (_bars(line) - 1) * 4
    top = sheet.y if above else sheet.y + (height - len(labels) * layout.line) / 2
    for number, words in enumerate(labels, start=1):
        sheet.text(_margin(layout), top + number * layout.line - layout.line * 0.27, words, size=layout.size)
    bar_top = sheet.y + (len(labels) * layout.line + 4 if above else (height - bars) / 2)
    left = _left(layout)
    length = layout.width - _margin(layout) - left - room - (_names_room(marks, layout) if line.second else 0)
    if chart.kind is ChartKind.INTERVALS:
        _draw_interval(sheet, line, marks, left, bar_top, length)
    else:
        _draw_bar(sheet, line.figure, line.words, marks, (left, bar_top, length), FILL, _name(marks.first_name, named))
        if line.second is not None:
            place = (left, bar_top + layout.bar + 4, length)
            _draw_bar(sheet, line.second, line.second_words, marks, place, "#ffffff", _name(marks.second_name, named))
    sheet.y += height


def _name(name: str, named: bool) -> str:  # noqa: FBT001 - a switch of this file alone
    return name.lstrip("% ").removeprefix("of ") if named else ""


def _names_room(marks: Marks, layout: Layout) -> float:
    size = layout.size * 0.85
    names = (_name(marks.first_name, True), _name(marks.second_name, True))
    return min(layout.width * 0.25, max(width_of(name, size) for name in names) + layout.size * 0.4)


def _draw_bar(
    sheet: _Sheet, figure: Figure, words: str, marks: Marks, place: tuple[float, float, float], fill: str, name: str
) -> None:
    """The track, the bar on it, the figure at its end and, on the first line, what kind of bar it is."""
    x, y, room = place
    layout = sheet.layout
    sheet.rectangle(x, y, room, layout.bar, TRACK)
    length = room * min(1.0, float(figure.rounded or 0) / marks.top)
    if length > 0:
        sheet.rectangle(x, y, length, layout.bar, fill, OUTLINE if fill != FILL else "")
    baseline = y + layout.bar / 2 + layout.size * 0.36
    sheet.text(x + room + layout.size * 0.5, baseline, words, size=layout.size, bold=True)
    if name:
        start = x + room + layout.size * 0.8 + width_of(words, layout.size, bold=True)
        size = layout.size * 0.85
        short = wrap(name, max(layout.width - start, size * 2), size, 1)[0]
        sheet.text(start, baseline, short, size=size, colour=QUIET)


def _draw_interval(sheet: _Sheet, line: Line, marks: Marks, x: float, y: float, room: float) -> None:
    """A dot at the share and a line over its interval, with ends that show in black and white."""
    layout = sheet.layout
    middle = y + layout.bar / 2
    sheet.rectangle(x, middle - 1, room, 2, TRACK)
    if line.figure.value is not None:
        scale = room / marks.top
        if line.low is not None and line.high is not None and line.low.value is not None and line.high.value is not None:
            low, high = x + float(line.low.rounded or 0) * scale, x + float(line.high.rounded or 0) * scale
            sheet.rule(low, middle, high, middle, 3)
            for end in (low, high):
                sheet.rule(end, middle - layout.bar * 0.3, end, middle + layout.bar * 0.3)
        centre = x + float(line.figure.rounded or 0) * scale
        sheet.parts.append(f'<circle cx="{_n(centre)}" cy="{_n(middle)}" r="{_n(layout.bar * 0.3)}" fill="{FILL}"/>')
    sheet.text(x + room + layout.size * 0.5, middle + layout.size * 0.36, line.words, size=layout.size, bold=True)


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
