"""A report as tagged PDF after PDF/UA-1 (ISO 14289-1), set by Typst, which refuses to write what does not conform."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import orjson
import typst

from folkmoot_core.reports.charts.alternative import alternative
from folkmoot_core.reports.charts.drawing import draw, height_to_width
from folkmoot_core.reports.charts.layouts import PRINT
from folkmoot_core.reports.charts.trends import draw_trend, words_of_trend
from folkmoot_core.reports.document import (
    Block,
    Bullets,
    Callout,
    Chart,
    Heading,
    PageBreak,
    Paragraph,
    Quote,
    Report,
    Trend,
)
from folkmoot_core.reports.figures import Figure
from folkmoot_core.reports.forms.front import front_facts, made_of
from folkmoot_core.reports.forms.glyphs import Glyphs
from folkmoot_core.reports.forms.links import runs
from folkmoot_core.reports.outline import outline_of
from folkmoot_core.reports.speaking import Speaker
from folkmoot_core.reports.tables import Row, Table, on_a_page
from folkmoot_core.reports.xml_text import without_controls

Json = dict[str, Any]
# Of its width: a chart higher than this is made as high as the page instead of as wide.
TALLEST = 1.25


def render(report: Report) -> bytes:
    """The PDF. Its only fonts are those that come with Typst; its date is that of the report, or none."""
    document = as_json(report)
    plain = orjson.dumps(document).decode()
    glyphs = Glyphs(plain)
    if glyphs.missing:
        document = _said(document, glyphs)
        plain = orjson.dumps(document).decode()
    made: bytes = typst.compile(
        _template(),
        format="pdf",
        sys_inputs={"report": plain},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
    )
    return made


@cache
def _template() -> bytes:
    return files(__package__).joinpath("report.typ").read_bytes()


def _said(value: Any, glyphs: Glyphs) -> Any:
    """The same document, each text in characters that the fonts have."""
    match value:
        case str():
            return glyphs.say(value)
        case dict():
            return {key: _said(each, glyphs) for key, each in value.items()}
        case list() | tuple():
            return [_said(each, glyphs) for each in value]
        case _:
            return value


def as_json(report: Report) -> Json:
    """What `report.typ` reads."""
    return _Renderer(report).document()


class _Renderer:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.speaker = Speaker(report)
        self.outline = outline_of(report)

    def document(self) -> Json:
        report, label = self.report, self.speaker.label
        language, region = _tags(report.language)
        reported = report.front.reported
        return {
            "title": without_controls(report.title),
            "organisation": without_controls(report.front.organisation),
            "subtitle": without_controls(report.front.subtitle),
            "date": [reported.year, reported.month, reported.day] if reported else None,
            "lang": language,
            "region": region,
            "labels": {name: label(f"label.{name}") for name in ("page", "warning", "contents")},
            "contents": report.contents,
            "facts": [[name, without_controls(value)] for name, value in front_facts(self.speaker)],
            "blocks": [self._block(block) for block in report.blocks],
            "made": "" if report.contents else made_of(self.speaker),
        }

    def _block(self, block: Block) -> Json:
        match block:
            case Heading():
                text = without_controls(f"{self.outline.before(block.id)}{block.text}")
                new_page = self.report.contents and block.level == 1
                return {"kind": "heading", "level": block.level, "text": text, "new-page": new_page}
            case Paragraph():
                return {"kind": "paragraph", "paragraphs": self._paragraphs(block)}
            case Bullets():
                return {"kind": "bullets", "items": [_runs(self.speaker.say(each)) for each in block.items]}
            case Callout():
                return {"kind": block.kind.value, "paragraphs": self._paragraphs(block)}
            case Quote():
                language, _region = _tags(block.language or self.report.language)
                text, by = without_controls(f"“{block.text}”"), without_controls(block.attribution)
                return {"kind": "quote", "lang": language, "text": text, "attribution": by}
            case Chart():
                caption = without_controls(f"{self.outline.before(block.id, end=': ')}{block.title}")
                svg, alt = draw(self.report, block, PRINT), without_controls(alternative(self.report, block))
                tall = height_to_width(svg) > TALLEST
                return {"kind": "chart", "caption": caption, "svg": svg, "alt": alt, "tall": tall}
            case Trend():
                caption = without_controls(f"{self.outline.before(block.id, end=': ')}{block.title}")
                alt = without_controls(words_of_trend(block))
                return {"kind": "chart", "caption": caption, "svg": draw_trend(block, PRINT), "alt": alt, "tall": False}
            case Table():
                return self._table(block)
            case PageBreak():
                return {"kind": "page-break"}

    def _paragraphs(self, block: Paragraph | Callout) -> list[list[list[str]]]:
        return [_runs(text) for text in self.speaker.paragraphs(block.sentences)]

    def _table(self, table: Table) -> Json:
        return {
            "kind": "table",
            "caption": without_controls(f"{self.outline.before(table.id, end=': ')}{table.caption}"),
            "corner": without_controls(table.corner),
            "columns": [without_controls(column.header) for column in table.columns],
            "rows": [{"base": row.is_base, "cells": _cells(row)} for row in table.rows],
            "text-cells": not any(isinstance(cell, Figure) for row in table.rows for cell in row.cells),
            "notes": [_runs(note) for note in table.notes],
        }


def _tags(language: str) -> tuple[str, str | None]:
    """Language and region as Typst takes them, from a tag such as "en-GB" (BCP 47); "und" where it is none."""
    found = re.match(r"([a-z]{2,3})(?:-(?:[a-z]{4}-)?([a-z]{2}))?(?:-|$)", language.lower())
    return (found[1], found[2]) if found else ("und", None)


def _cells(row: Row) -> list[str]:
    return [without_controls(row.header), *(without_controls(on_a_page(cell)) for cell in row.cells)]


def _runs(text: str) -> list[list[str]]:
    return [[without_controls(run.text), run.address] for run in runs(text)]
