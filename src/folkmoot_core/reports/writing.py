"""The desk at which chapters are written: it numbers nothing, keeps the tables, and leaves out what would say a hidden
figure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from folkmoot_core.reports.document import (
    Block,
    Bullets,
    Callout,
    CalloutKind,
    Chart,
    FrontMatter,
    Heading,
    PageBreak,
    Paragraph,
    Quote,
    Report,
    Sentence,
    Slot,
    Style,
    Trend,
)
from folkmoot_core.reports.figures import Measure
from folkmoot_core.reports.phrases import book_of
from folkmoot_core.reports.speaking import day
from folkmoot_core.reports.tables import CellRef, Table

Number = CellRef | tuple[CellRef, Style]


class Writer:
    """Collects blocks and tables. A sentence with a hidden figure becomes None; a paragraph of none is not written."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.book = book_of(language)
        self.blocks: list[Block] = []
        self.tables: dict[str, Table] = {}

    # Words

    def label(self, name: str, **words: str) -> str:
        return self.book[name].format(**words)

    def day(self, when: date) -> str:
        return day(when, self.language)

    # Tables

    def rest_on(self, table: Table) -> Table:
        """Keep a table that sentences may name, without showing it."""
        self.tables[table.id] = table
        return table

    def show(self, table: Table) -> None:
        self.rest_on(table)
        self.blocks.append(table)

    def hidden(self, ref: CellRef) -> bool:
        figure = self.tables[ref.table].figure(ref.row, ref.column)
        return figure is None or figure.hidden

    # Sentences

    def sentence(
        self, name: str, phrase: str, words: Mapping[str, str] | None = None, **numbers: Number
    ) -> Sentence | None:
        """A sentence, or None if one of its figures may not be said. A share in words needs a percentage."""
        slots = tuple(_slot(key, number) for key, number in numbers.items())
        for slot in slots:
            if self.hidden(slot.ref):
                return None
            if slot.style is Style.WORDS and not self._is_share(slot.ref):
                return None
        return Sentence(name, phrase, tuple((words or {}).items()), slots)

    def _is_share(self, ref: CellRef) -> bool:
        figure = self.tables[ref.table].figure(ref.row, ref.column)
        return figure is not None and figure.measure is Measure.PERCENT

    # Blocks

    def chapter(self, name: str, text: str, *, annex: bool = False) -> None:
        self.blocks.append(Heading(name, 1, text, annex))

    def heading(self, name: str, text: str, level: int = 2) -> None:
        self.blocks.append(Heading(name, level, text))

    def paragraph(self, name: str, *sentences: Sentence | None) -> None:
        said = tuple(sentence for sentence in sentences if sentence is not None)
        if said:
            self.blocks.append(Paragraph(name, said))

    def bullets(self, name: str, *sentences: Sentence | None) -> None:
        said = tuple(sentence for sentence in sentences if sentence is not None)
        if said:
            self.blocks.append(Bullets(name, said))

    def callout(self, name: str, kind: CalloutKind, *sentences: Sentence | None) -> None:
        said = tuple(sentence for sentence in sentences if sentence is not None)
        if said:
            self.blocks.append(Callout(name, kind, said))

    def chart(self, chart: Chart | Trend) -> None:
        self.blocks.append(chart)

    def quote(self, name: str, text: str, attribution: str, *, consent: bool, language: str = "") -> None:
        self.blocks.append(Quote(name, text, attribution, consent, language))

    def page_break(self, name: str) -> None:
        self.blocks.append(PageBreak(name))

    # The whole

    def short_report(self, name: str, title: str, front: FrontMatter) -> Report:
        """All that was written, without a list of chapters; with the tables that it rests on and does not show."""
        shown = {block.id for block in self.blocks}
        return Report(
            name=name,
            title=title,
            language=self.language,
            front=front,
            blocks=tuple(self.blocks),
            sources=tuple(table for key, table in self.tables.items() if key not in shown),
            contents=False,
        )


def _slot(name: str, number: Number) -> Slot:
    if isinstance(number, CellRef):
        return Slot(name, number)
    return Slot(name, number[0], number[1])
