"""A report as accessible HTML: a fragment for a page of the site, and a page that stands alone in one file.

The fragment uses the class names of govuk-frontend, so that it looks at home on the site; the page brings a small
style sheet for the same names. Charts are inline SVG with a name and a description; the table stands beside each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from folkmoot_core.reports.charts.drawing import draw
from folkmoot_core.reports.charts.layouts import NARROW
from folkmoot_core.reports.charts.trends import draw_trend
from folkmoot_core.reports.document import (
    Block,
    Bullets,
    Callout,
    CalloutKind,
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
from folkmoot_core.reports.forms.links import runs
from folkmoot_core.reports.forms.page_style import STYLE
from folkmoot_core.reports.outline import Outline, outline_of
from folkmoot_core.reports.speaking import Speaker
from folkmoot_core.reports.tables import Cell, Row, Table, on_a_page
from folkmoot_core.reports.xml_text import without_controls
from folkmoot_core.values import Fault, Invalid

LONG_WORD = 32
_SIZES = {2: "l", 3: "m", 4: "s"}


def page(report: Report) -> str:
    """A whole document: one file, no script, nothing fetched."""
    speaker = Speaker(report)
    skip, language, title = speaker.label("label.skip"), escape(report.language), words(report.title)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title} – {words(report.front.organisation)}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
        f'<a class="fm-skip" href="#main">{words(skip)}</a>\n<main id="main">\n'
        f'<h1 class="govuk-heading-xl">{title}</h1>\n{fragment(report)}\n</main>\n</body>\n</html>\n'
    )


def fragment(report: Report, *, top: int = 2) -> str:
    """Everything below the title. `top` is the level of a chapter's heading: 2 under a page's own h1."""
    return _Renderer(report, top).everything()


def pieces(report: Report, *, top: int = 2) -> Iterator[tuple[Block, str]]:
    """Each block with its HTML, in order: for a page that puts something between them."""
    renderer = _Renderer(report, top)
    for block in report.blocks:
        yield block, renderer.block(block)


def body_of(document: str) -> str:
    """The fragment in a document that `page` made, so that a site can show the very file it keeps. Invalid where the
    document is not one."""
    _before, title, rest = document.partition("</h1>\n")
    body, end, _after = rest.rpartition("\n</main>")
    if not title or not end:
        raise Invalid([Fault("html", "This is not a report that Folkmoot has made.", "Write the report again.")])
    return body


def words(text: str) -> str:
    """Text for HTML, escaped."""
    return escape(without_controls(text))


def anchor(name: str) -> str:
    """A block's id as an attribute: an id in HTML has no spaces."""
    return escape(re.sub(r"\s+", "-", without_controls(name)))


class _Renderer:
    def __init__(self, report: Report, top: int) -> None:
        self.report, self.top = report, top
        self.speaker = Speaker(report)
        self.outline: Outline = outline_of(report)
        self.shown = {table.id for table in report.shown_tables}

    def everything(self) -> str:
        parts = [self._front(), self._contents(), *(self.block(block) for block in self.report.blocks), self._made()]
        return "\n".join(part for part in parts if part)

    # Front and end

    def _front(self) -> str:
        items = "".join(
            f'<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">{words(name)}</dt>'
            f'<dd class="govuk-summary-list__value">{words(value)}</dd></div>'
            for name, value in front_facts(self.speaker)
        )
        subtitle = self.report.front.subtitle
        under = f'<p class="govuk-body-l">{words(subtitle)}</p>\n' if subtitle else ""
        return f'{under}<dl class="govuk-summary-list">{items}</dl>'

    def _contents(self) -> str:
        if not self.report.contents:
            return ""
        items = "".join(
            f'<li class="fm-contents-{block.level}"><a class="govuk-link" href="#{anchor(block.id)}">'
            f"{words(self._titled(block))}</a></li>"
            for block in self.report.blocks
            if isinstance(block, Heading) and block.level == 1
        )
        name = words(self.speaker.label("label.contents"))
        heading = f'<h{self.top} class="govuk-heading-m" id="contents">{name}</h{self.top}>'
        return f'<nav class="fm-contents" aria-labelledby="contents">{heading}<ul class="govuk-list">{items}</ul></nav>'

    def _made(self) -> str:
        """What it was made from, where no annex says so."""
        if self.report.contents:
            return ""
        return f'<p class="govuk-body-s fm-made">{linked(made_of(self.speaker))}</p>'

    # Blocks

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                level = min(6, self.top + block.level - 1)
                size = _SIZES.get(level, "s")
                title = words(self._titled(block))
                return f'<h{level} class="govuk-heading-{size}" id="{anchor(block.id)}">{title}</h{level}>'
            case Paragraph():
                return "\n".join(f'<p class="govuk-body">{p}</p>' for p in self._paragraphs(block))
            case Bullets():
                items = "".join(f"<li>{linked(self.speaker.say(sentence))}</li>" for sentence in block.items)
                return f'<ul class="govuk-list govuk-list--bullet">{items}</ul>'
            case Callout():
                return self._callout(block)
            case Quote():
                return self._quote(block)
            case Chart() | Trend():
                return self._chart(block)
            case Table():
                return self.table(block)
            case PageBreak():
                return '<hr class="govuk-section-break govuk-section-break--xl govuk-section-break--visible">'

    def _titled(self, heading: Heading) -> str:
        return f"{self.outline.before(heading.id)}{heading.text}"

    def _paragraphs(self, block: Paragraph | Callout) -> list[str]:
        return [linked(text) for text in self.speaker.paragraphs(block.sentences)]

    def _callout(self, block: Callout) -> str:
        text = "</p><p>".join(self._paragraphs(block))
        if block.kind is CalloutKind.NOTE:
            return f'<div class="govuk-inset-text"><p>{text}</p></div>'
        name = words(self.speaker.label("label.warning"))
        return (
            '<div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span>'
            f'<div class="govuk-warning-text__text"><span class="govuk-visually-hidden">{name}</span>'
            f"<p>{text}</p></div></div>"
        )

    def _quote(self, block: Quote) -> str:
        language = f' lang="{escape(block.language)}"' if block.language else ""
        text = "</p><p>".join(words(part) for part in block.text.split("\n\n"))
        return (
            f'<figure class="fm-quote"><blockquote{language}><p>“{text}”</p></blockquote>'
            f"<figcaption>{words(block.attribution)}</figcaption></figure>"
        )

    def _chart(self, block: Chart | Trend) -> str:
        name = anchor(block.id)
        if isinstance(block, Trend):
            svg = draw_trend(block, NARROW, name=name)
        else:
            svg = draw(self.report, block, NARROW, name=name)
        caption = words(f"{self.outline.before(block.id, end=': ')}{block.title}")
        table = self.report.table(block.table)
        beside = ""
        if table is not None and table.id not in self.shown:
            summary = words(self.speaker.label("label.as_table"))
            beside = (
                '<details class="govuk-details"><summary class="govuk-details__summary">'
                f'<span class="govuk-details__summary-text">{summary}</span></summary>'
                f'<div class="govuk-details__text">{self.table(table, within=name)}</div></details>'
            )
        return f'<figure class="fm-chart" id="{name}"><figcaption>{caption}</figcaption>{svg}</figure>{beside}'

    def table(self, table: Table, *, within: str = "") -> str:
        """The table in a frame that scrolls by keyboard; `within` keeps ids apart where it stands under a chart."""
        name = f"{within}.{anchor(table.id)}" if within else anchor(table.id)
        caption = words(f"{self.outline.before(table.id, end=': ')}{table.caption}")
        heads = "".join(
            f'<th scope="col" class="govuk-table__header govuk-table__header--numeric">{words(column.header)}</th>'
            for column in table.columns
        )
        corner = f'<th scope="col" class="govuk-table__header">{words(table.corner)}</th>'
        body = "".join(_row(row) for row in table.rows if not row.is_base)
        bases = "".join(_row(row) for row in table.rows if row.is_base)
        notes = "".join(f"<li>{linked(note)}</li>" for note in table.notes)
        return (
            f'<div class="fm-table" role="region" aria-labelledby="{name}.caption" tabindex="0">'
            f'<table class="govuk-table" id="{name}"><caption class="govuk-table__caption govuk-table__caption--s" '
            f'id="{name}.caption"><span class="fm-caption">{caption}</span></caption>'
            f'<thead class="govuk-table__head"><tr class="govuk-table__row">'
            f'{corner}{heads}</tr></thead><tbody class="govuk-table__body">{body}</tbody>'
            + (f'<tfoot class="fm-bases">{bases}</tfoot>' if bases else "")
            + "</table></div>"
            + (f'<ul class="govuk-list fm-notes">{notes}</ul>' if notes else "")
        )


def _row(row: Row) -> str:
    cells = "".join(_cell(cell) for cell in row.cells)
    head = f'<th scope="row" class="govuk-table__header">{words(row.header)}</th>'
    return f'<tr class="govuk-table__row">{head}{cells}</tr>'


def _cell(cell: Cell) -> str:
    numeric = " govuk-table__cell--numeric" if isinstance(cell, Figure) else ""
    return f'<td class="govuk-table__cell{numeric}">{words(on_a_page(cell))}</td>'


def linked(text: str) -> str:
    """Text with its web and mail addresses as links, and with places at which a very long word may break."""
    return "".join(
        f'<a class="govuk-link" href="{escape(run.address)}">{_breakable(run.text)}</a>'
        if run.address
        else _breakable(run.text)
        for run in runs(text)
    )


def _breakable(text: str) -> str:
    """A fingerprint of 64 letters would make a phone scroll sideways."""
    parts = re.split(rf"(\S{{{LONG_WORD},}})", text)
    return "".join(
        "<wbr>".join(words(part[n : n + 16]) for n in range(0, len(part), 16)) if place % 2 else words(part)
        for place, part in enumerate(parts)
    )
