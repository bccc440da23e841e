"""What indicators say, as part of a report or as one: a scorecard on paper, and the indicators of a plan."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from folkmoot_core.reports.document import FrontMatter, Report, Trend
from folkmoot_core.reports.figures import number
from folkmoot_core.reports.phrases import spoken_language
from folkmoot_core.reports.tables import Column, Row, Table
from folkmoot_core.reports.writing import Writer
from folkmoot_core.spc import Chart, RunChart

TEMPLATE = "folkmoot scorecard 1"
COLUMNS = ("latest", "period", "target", "variation", "assurance")


@dataclass(frozen=True)
class Measured:
    """An indicator with what it says. `latest`, `target`, `variation` and `assurance` are in words, "" where there is
    none; `points` are (period in words, value), oldest first; `series` is None where nothing can be drawn."""

    key: str
    title: str
    latest: str
    period: str
    target: str
    variation: str
    assurance: str
    statement: str
    explanation: str = ""
    series: Chart | RunChart | None = None
    aim: float | None = None
    points: tuple[tuple[str, float], ...] = ()
    decimals: int = 0

    def content(self) -> list[object]:
        """All that it says, for a fingerprint."""
        said = [self.key, self.title, self.latest, self.period, self.target, self.statement, self.explanation]
        return [*said, list(self.points)]


@dataclass(frozen=True)
class ScorecardInput:
    """`parts`: (title, its indicators), what changes for people first. `first` and `last`: the days that the figures
    span."""

    organisation: str
    title: str
    name: str
    first: date
    last: date
    counted: date
    parts: tuple[tuple[str, tuple[Measured, ...]], ...]
    introduction: str = ""
    language: str = "en-GB"

    @property
    def digest(self) -> str:
        """SHA-256 of all that it says."""
        content = [self.title, self.introduction, [[title, [m.content() for m in each]] for title, each in self.parts]]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def scorecard_report(data: ScorecardInput) -> Report:
    """Each part as a table, then each indicator with its sentence and its chart."""
    writer = Writer(spoken_language(data.language))
    for place, (title, measures) in enumerate(data.parts, start=1):
        writer.chapter(f"part.{place}", title)
        if place == 1 and data.introduction.strip():
            words = {"words": data.introduction.strip()}
            writer.paragraph("introduction", writer.sentence("introduction.1", "indicator.words", words))
        writer.show(table_of(writer, f"part.{place}.table", title, measures))
    if not any(measures for _title, measures in data.parts):
        writer.chapter("none", data.title)
        writer.paragraph("none.said", writer.sentence("none.said.1", "indicator.none"))
    else:
        writer.chapter("charts", writer.label("chapter.indicator.charts"))
        write_charts(writer, [each for _title, measures in data.parts for each in measures])
    writer.chapter("method", writer.label("chapter.indicator.method"))
    write_method(writer, data.counted)
    front = FrontMatter(
        organisation=data.organisation,
        opened=data.first,
        closed=data.last,
        snapshot=data.digest,
        template=TEMPLATE,
        reported=data.counted,
        # Small numbers of people are left out before a report is made (`indicators.hiding`).
        threshold=1,
        counts=".indicators",
    )
    return writer.short_report(data.name, data.title, front)


def table_of(writer: Writer, name: str, caption: str, measures: Sequence[Measured]) -> Table:
    """A row for each indicator."""
    return Table(
        name,
        caption,
        writer.label("column.indicator.indicator"),
        tuple(Column(each, writer.label(f"column.indicator.{each}")) for each in COLUMNS),
        tuple(Row(each.key, each.title, tuple(getattr(each, column) for column in COLUMNS)) for each in measures),
    )


def write_charts(writer: Writer, measures: Iterable[Measured]) -> None:
    """Under a heading each: what it says, what was explained, its chart; the figures go to the sources."""
    for each in measures:
        name = f"indicator.{each.key}"
        writer.heading(name, each.title)
        explained = None
        if each.explanation:
            explained = writer.sentence(f"{name}.said.2", "indicator.explained", {"words": each.explanation})
        said = writer.sentence(f"{name}.said.1", "indicator.words", {"words": each.statement})
        writer.paragraph(f"{name}.said", said, explained)
        if each.series is not None:
            figures = writer.rest_on(_figures(writer, f"{name}.figures", each))
            first, last = each.points[0][0], each.points[-1][0]
            title = writer.label("caption.indicator.chart", first=first, last=last)
            writer.chart(Trend(f"{name}.chart", title, figures.id, each.series, each.aim))


def write_method(writer: Writer, counted: date) -> None:
    writer.paragraph(
        "method.indicators",
        writer.sentence("method.indicators.1", "indicator.method"),
        writer.sentence("method.indicators.2", "indicator.counted", {"day": writer.day(counted)}),
    )


def _figures(writer: Writer, name: str, measured: Measured) -> Table:
    return Table(
        name,
        writer.label("caption.indicator.figures", title=measured.title),
        writer.label("column.indicator.period"),
        (Column("value", writer.label("column.indicator.value")),),
        tuple(
            Row(f"p{place}", period, (number(value, measured.decimals),))
            for place, (period, value) in enumerate(measured.points, start=1)
        ),
    )
