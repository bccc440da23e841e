"""A report as a Word document with real styles, so that it can be edited, navigated and read aloud.

Headings, captions, lists, quotes and callouts are styles; tables repeat their head on every page and say that their
first row and column are heads; pictures carry their words; the language is set throughout.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm
from docx.text.paragraph import Paragraph as WordParagraph

from folkmoot_core.reports.charts.alternative import alternative
from folkmoot_core.reports.charts.drawing import draw, height_to_width
from folkmoot_core.reports.charts.layouts import PAGE
from folkmoot_core.reports.charts.pictures import png
from folkmoot_core.reports.charts.trends import draw_trend, words_of_trend
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
from folkmoot_core.reports.forms import word_markup as markup
from folkmoot_core.reports.forms.archive import FIRST_DAY, dated_the_first_day
from folkmoot_core.reports.forms.front import front_facts, made_of
from folkmoot_core.reports.forms.links import runs
from folkmoot_core.reports.forms.word_styles import ATTRIBUTION, NOTE, SMALL, TABLE, TABLE_TEXT, WARNING, set_styles
from folkmoot_core.reports.forms.word_tables import table_markup
from folkmoot_core.reports.outline import NUMBERED_LEVELS, outline_of
from folkmoot_core.reports.speaking import Speaker
from folkmoot_core.reports.tables import Table
from folkmoot_core.reports.xml_text import without_controls

# A4 less its margins.
TEXT_WIDTH = 16.4
# Centimetres that a chart may be high, so that its caption stays on its page.
TALLEST = 21.0
# Pixels of the picture for one of the drawing: sharp in print at that width.
SCALE = 2.0


def render(report: Report) -> bytes:
    held = BytesIO()
    document = _Renderer(report).document()
    document.save(held)
    return dated_the_first_day(held.getvalue())


class _Renderer:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.speaker = Speaker(report)
        self.label = self.speaker.label
        self.outline = outline_of(report)
        self.word: Any = Document()
        self.styles: dict[str, str] = {}

    def document(self) -> Any:
        set_styles(self.word, self.report.language)
        # By name, once: python-docx looks through every style for each paragraph.
        self.styles = {style.name: style.style_id for style in self.word.styles}
        self._properties()
        self._page()
        self._front()
        for block in self.report.blocks:
            self._block(block)
        if not self.report.contents:
            self._paragraph(made_of(self.speaker), SMALL)
        return self.word

    # The document

    def _properties(self) -> None:
        properties, front = self.word.core_properties, self.report.front
        day = datetime(*FIRST_DAY) if front.reported is None else datetime(*front.reported.timetuple()[:3])  # noqa: DTZ001
        properties.title = without_controls(self.report.title)[:255]
        properties.author = properties.last_modified_by = without_controls(front.organisation)[:255]
        properties.subject = without_controls(front.subtitle)[:255]
        properties.comments = made_of(self.speaker)[:255]
        properties.language = self.report.language
        properties.created = properties.modified = day
        properties.revision = 1

    def _page(self) -> None:
        section = self.word.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm((21 - TEXT_WIDTH) / 2)
        section.top_margin = section.bottom_margin = Cm(2.3)
        section.header.paragraphs[0].text = without_controls(self.report.title)
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        foot.add_run(f"{self.label('label.page')} ")
        markup.add_field(foot, "PAGE", "1")

    def _front(self) -> None:
        self._paragraph(self.report.title, "Title")
        if self.report.front.subtitle:
            self._paragraph(self.report.front.subtitle, "Subtitle")
        for name, value in front_facts(self.speaker):
            paragraph = self.word.add_paragraph()
            paragraph.add_run(f"{name}: ").bold = True
            paragraph.add_run(without_controls(value))
        if self.report.contents:
            self._paragraph(self.label("label.contents"), "TOC Heading")
            entries = [
                (block.level, self._titled(block))
                for block in self.report.blocks
                if isinstance(block, Heading) and block.level <= NUMBERED_LEVELS
            ]
            markup.add_contents(self.word, entries, NUMBERED_LEVELS)

    # Blocks

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                heading = self._paragraph(self._titled(block), f"Heading {block.level}")
                heading.paragraph_format.page_break_before = self.report.contents and block.level == 1
            case Paragraph():
                for text in self.speaker.paragraphs(block.sentences):
                    self._paragraph(text)
            case Bullets():
                for sentence in block.items:
                    self._paragraph(self.speaker.say(sentence), "List Bullet")
            case Callout():
                self._callout(block)
            case Quote():
                quote = self._paragraph(f"“{block.text}”", "Quote")
                if block.language:
                    markup.set_language(quote, block.language)
                self._paragraph(f"– {block.attribution}", ATTRIBUTION)
            case Chart() | Trend():
                self._chart(block)
            case Table():
                self._table(block)
            case PageBreak():
                self.word.add_page_break()

    def _titled(self, heading: Heading) -> str:
        return without_controls(f"{self.outline.before(heading.id)}{heading.text}")

    def _paragraph(self, text: str, style: str | None = None) -> WordParagraph:
        paragraph: WordParagraph = self.word.add_paragraph()
        if style:
            markup.set_style(paragraph, self.styles[style])
        for run in runs(without_controls(text)):
            if run.address:
                markup.add_link(paragraph, run.text, run.address)
            else:
                paragraph.add_run(run.text)
        return paragraph

    def _callout(self, block: Callout) -> None:
        style = WARNING if block.kind is CalloutKind.WARNING else NOTE
        name = self.label(f"label.{block.kind.value}")
        for place, text in enumerate(self.speaker.paragraphs(block.sentences)):
            paragraph = self._paragraph("" if place == 0 else text, style)
            if place == 0:
                paragraph.add_run(f"{name}: ").bold = True
                paragraph.add_run(without_controls(text))

    def _chart(self, chart: Chart | Trend) -> None:
        caption = self._paragraph(f"{self.outline.before(chart.id, end=': ')}{chart.title}", "Caption")
        caption.paragraph_format.keep_with_next = True
        if isinstance(chart, Trend):
            svg, words = draw_trend(chart, PAGE), words_of_trend(chart)
        else:
            svg, words = draw(self.report, chart, PAGE), alternative(self.report, chart)
        width = min(TEXT_WIDTH, TALLEST / height_to_width(svg))
        paragraph = self.word.add_paragraph()
        shape = paragraph.add_run().add_picture(BytesIO(png(svg, SCALE)), width=Cm(width))
        markup.set_alternative(shape, without_controls(chart.title), without_controls(words))

    def _table(self, table: Table) -> None:
        caption = self._paragraph(f"{self.outline.before(table.id, end=': ')}{table.caption}", "Caption")
        caption.paragraph_format.keep_with_next = True
        styles = self.styles
        element = table_markup(table, table_style=styles[TABLE], text_style=styles[TABLE_TEXT], width=TEXT_WIDTH)
        self.word.element.body.insert_element_before(element, "w:sectPr")
        for note in table.notes:
            self._paragraph(note, SMALL)
        if not table.notes:
            self._paragraph("", SMALL)
