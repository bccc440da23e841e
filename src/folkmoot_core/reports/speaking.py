"""Sentences put into words: a gap is filled from the cell it names, rounded as the table rounds it."""

from __future__ import annotations

import re
from datetime import date

from folkmoot_core.reports.document import Report, Sentence, Slot, Style
from folkmoot_core.reports.figures import Figure, Measure
from folkmoot_core.reports.phrases import MONTHS, book_of
from folkmoot_core.reports.proportions import proportion_of
from folkmoot_core.values import Fault, Invalid

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_FORMS = {
    Style.PEOPLE: "people",
    Style.RESPONSES: "responses",
    Style.COMMENTS: "comments",
    Style.SUGGESTIONS: "suggestions",
}


def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers of a text as they are written: "1,234", "56.3"; a comma behind one is not part of it."""
    return tuple(found.rstrip(",") for found in NUMBER.findall(text))


class Speaker:
    """Says the sentences of one report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.book = book_of(report.language)

    def say(self, sentence: Sentence) -> str:
        """The sentence as people read it. Invalid where a number is hidden or its cell is not in the report."""
        if sentence.override is not None:
            return sentence.override
        return self.generated(sentence)

    def generated(self, sentence: Sentence) -> str:
        """As it comes from the figures, whatever an officer made of it."""
        numbers = {slot.name: self.shown(slot) for slot in sentence.numbers}
        return self.book[sentence.phrase].format(**dict(sentence.words), **numbers)

    def shown(self, slot: Slot) -> str:
        """What fills a gap."""
        table = self.report.table(slot.ref.table)
        figure = table.figure(slot.ref.row, slot.ref.column) if table else None
        if figure is None:
            raise Invalid([Fault(str(slot.ref), "A sentence names a cell that is not in the report.")])
        if figure.hidden:
            raise Invalid([Fault(str(slot.ref), "A sentence would say a figure that is hidden.")])
        return figure_in_words(figure, slot.style, report_language=self.report.language)

    def label(self, name: str, **words: str) -> str:
        """A heading, header or other label."""
        return self.book[name].format(**words)

    def day(self, when: date) -> str:
        return day(when, self.report.language)

    def paragraphs(self, sentences: tuple[Sentence, ...]) -> list[str]:
        """The sentences one behind the other; an empty line in an officer's text begins a new paragraph."""
        text = " ".join(self.say(sentence) for sentence in sentences)
        return [part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip()]


def figure_in_words(figure: Figure, style: Style, *, report_language: str) -> str:
    """A figure that is not hidden, said in a style: "56.3%", "less than 1%", "436 people", "More than half"."""
    book = book_of(report_language)
    if style is Style.WORDS:
        return book[f"share.{proportion_of(_as_shown(figure)).name}"]
    if style in _FORMS:
        form = "one" if figure.rounded == 1 else "many"
        return book[f"form.{_FORMS[style]}.{form}"].format(n=figure.digits())
    if figure.measure is Measure.PERCENT:
        if figure.too_low_to_show:
            return book["form.percent.low"].format(n=_smallest(figure))
        return book["form.percent"].format(n=figure.digits())
    return figure.digits()


def in_cell_with_sign(figure: Figure, *, report_language: str) -> str:
    """For charts: a mark as it is, else the number with its sign."""
    if figure.hidden:
        return figure.mark
    return figure_in_words(figure, Style.FIGURE, report_language=report_language)


def day(when: date, language: str) -> str:
    """A date: "20 June 2011"."""
    return book_of(language)["date"].format(day=when.day, month=MONTHS[when.month - 1], year=when.year)


def _as_shown(figure: Figure) -> float:
    """The rounded share, so that a reader can check the word against the number beside it; but what rounds to all or
    to nothing is not all or nothing."""
    value, rounded = float(figure.value or 0), float(figure.rounded or 0)
    if rounded >= 100 > value:
        return 99.9
    if rounded <= 0 < value:
        return 0.1
    return rounded


def _smallest(figure: Figure) -> str:
    return f"{10**-figure.decimals:.{figure.decimals}f}"
