"""What must hold of every report before anybody reads it, each as a rule that can be broken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from folkmoot_core.reports.document import (
    Block,
    Chart,
    ChartKind,
    Heading,
    Quote,
    Report,
    Sentence,
    Trend,
    sentences_of,
)
from folkmoot_core.reports.figures import Measure
from folkmoot_core.reports.speaking import Speaker, numbers_in
from folkmoot_core.reports.tables import Table
from folkmoot_core.values import Fault, Invalid


def check(report: Report) -> tuple[Fault, ...]:
    """Every fault of a report; none for a sound one.

    Each number said is a cell's number, headings step down one at a time, a chart's cells are there, quotes have
    consent, no table shows a number of people below the threshold, ids are unique and nothing is unnamed.
    """
    return (
        *_double_ids(report),
        *_headings(report),
        *_small_numbers(report),
        *(fault for block in report.blocks for fault in _block(report, block)),
        *(fault for sentence in report.sentences() for fault in numbers_unaccounted_for(report, sentence)),
    )


def require_sound(report: Report) -> Report:
    """The report itself; Invalid with every fault where it has some."""
    faults = check(report)
    if faults:
        raise Invalid(faults)
    return report


def numbers_unaccounted_for(report: Report, sentence: Sentence) -> Iterator[Fault]:
    """Numbers in a generated sentence that are no cell's number as the cell shows it.

    The text is read again, apart from how it was made: names that the caller gave ("aged 16 to 24") are taken out and
    what is left must be numbers of the sentence's cells. An officer's own text is looked at by `edits.apply`.
    """
    if sentence.override is not None:
        return
    speaker = Speaker(report)
    try:
        shown = [speaker.shown(slot) for slot in sentence.numbers]
    except Invalid as refused:
        yield from (Fault(sentence.id, fault.message, "Leave the sentence out.") for fault in refused.faults)
        return
    except ValueError as wrong:
        yield Fault(sentence.id, str(wrong), "A share in words needs a percentage.")
        return
    blanked = Sentence(sentence.id, sentence.phrase, tuple((name, "") for name, _ in sentence.words), sentence.numbers)
    of_the_phrase = re.sub(r"\{[^}]*\}", " ", speaker.book[sentence.phrase])
    allowed = {number for text in (*shown, of_the_phrase) for number in numbers_in(text)}
    for token in numbers_in(speaker.say(blanked)):
        if token not in allowed:
            yield Fault(sentence.id, f"{token} is in no cell that the sentence names.", "Say a number of the tables.")


def _double_ids(report: Report) -> Iterator[Fault]:
    ids = [block.id for block in report.blocks] + [sentence.id for sentence in report.sentences()]
    for name, times in Counter(ids).items():
        if times > 1:
            yield Fault(name, "Two parts of the report have this id.", "Edits could not tell them apart.")


def _small_numbers(report: Report) -> Iterator[Fault]:
    """Numbers of people that should have been kept back before they came here, by the policy that the report states."""
    for table in report.tables:
        for ref, figure in table.figures():
            if figure.measure is Measure.COUNT and figure.value and 0 < figure.value < report.front.threshold:
                yield Fault(
                    str(ref),
                    f"A number of people from 1 to {report.front.threshold - 1} must be kept back.",
                    "Protect the figures before a report is made of them.",
                )


def _headings(report: Report) -> Iterator[Fault]:
    level = 0
    for block in report.blocks:
        if isinstance(block, Heading):
            if block.level > level + 1 or block.level < 1:
                yield Fault(block.id, f"A heading of level {block.level} stands under one of level {level}.")
            level = block.level


def _block(report: Report, block: Block) -> Iterator[Fault]:
    match block:
        case Chart():
            yield from _chart(report, block)
        case Trend() if not block.title.strip() or report.table(block.table) is None:
            yield Fault(block.id, "The chart has no title, or its figures are not in the report.")
        case Quote() if not block.consent:
            yield Fault(block.id, "Nobody has checked that this may be quoted.", "Check the consent, or take it out.")
        case Table() if not (block.caption and block.corner and all(column.header for column in block.columns)):
            yield Fault(block.id, "The table has no caption, or a column without a header.")
        case Heading() if not block.text.strip():
            yield Fault(block.id, "The heading is empty.")
        case _ if not isinstance(block, Quote | Table | Heading) and hasattr(block, "sentences"):
            if not sentences_of(block):
                yield Fault(block.id, "The paragraph is empty.")


def _chart(report: Report, chart: Chart) -> Iterator[Fault]:
    table = report.table(chart.table)
    if table is None:
        yield Fault(chart.id, f"The chart shows table {chart.table}, which is not in the report.")
        return
    columns = {column.key for column in table.columns}
    rows = {row.key for row in table.rows}
    missing = [key for key in chart.columns if key not in columns] + [key for key in chart.rows if key not in rows]
    if missing:
        yield Fault(chart.id, f"The chart shows {', '.join(missing)}, which table {chart.table} has not.")
    if not chart.title.strip():
        yield Fault(chart.id, "The chart has no title.")
    if chart.kind is ChartKind.GROUPS and len(chart.rows) != 1:
        yield Fault(chart.id, "A chart of groups shows one row.")
