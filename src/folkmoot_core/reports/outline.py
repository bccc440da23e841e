"""Numbers of chapters, tables and figures, the same in every form."""

from __future__ import annotations

from dataclasses import dataclass, field
from string import ascii_uppercase

from folkmoot_core.reports.document import Chart, Heading, Report, Trend
from folkmoot_core.reports.phrases import book_of
from folkmoot_core.reports.tables import Table

# Below this level headings carry no number: "3.2" says where one is, "3.2.1.4" no more.
NUMBERED_LEVELS = 2


@dataclass(slots=True)
class Outline:
    """By the id of a block: "3.1" or "Annex A:" for a heading, "Table 4" for a table, "Figure 2" for a chart. A short
    report, one without a list of contents, numbers none of them."""

    labels: dict[str, str] = field(default_factory=dict)

    def before(self, block_id: str, *, end: str = " ") -> str:
        """The label with `end` behind it, or nothing."""
        label = self.labels.get(block_id, "")
        return f"{label}{end}" if label else ""


def outline_of(report: Report) -> Outline:
    outline = Outline()
    if not report.contents:
        return outline
    book = book_of(report.language)
    tables = figures = 0
    counter = _Counter()
    for block in report.blocks:
        if isinstance(block, Table):
            tables += 1
            outline.labels[block.id] = f"{book['label.table']} {tables}"
        elif isinstance(block, Chart | Trend):
            figures += 1
            outline.labels[block.id] = f"{book['label.figure']} {figures}"
        elif isinstance(block, Heading):
            outline.labels[block.id] = counter.label(block, book["label.annex"])
    return outline


@dataclass(slots=True)
class _Counter:
    """Chapters count 1, 2, 3; annexes A, B, C; what stands under them 1.1 or A.1."""

    chapters: int = 0
    annexes: int = 0
    sections: int = 0
    chapter: str = ""

    def label(self, heading: Heading, annex: str) -> str:
        if heading.level > NUMBERED_LEVELS:
            return ""
        if heading.level > 1:
            self.sections += 1
            return f"{self.chapter}.{self.sections}"
        self.sections = 0
        if heading.annex:
            self.chapter = ascii_uppercase[self.annexes % len(ascii_uppercase)]
            self.annexes += 1
            return annex.format(letter=self.chapter) + ":"
        self.chapters += 1
        self.chapter = str(self.chapters)
        return self.chapter
