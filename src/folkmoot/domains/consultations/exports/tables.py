"""The counts as rows: all of them in one long table, or one table by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from folkmoot_core.survey import CrossTable, QuestionTable

from ..queries.results import Breakdown, Results
from .marks import Cell, base_of_groups, count_cell, share_cell

LONG_COLUMNS = (
    "section",
    "question",
    "question_text",
    "table",
    "table_text",
    "answer",
    "answer_text",
    "count",
    "percent_of_answered",
    "percent_of_asked",
)
TABLE_COLUMNS = ("table", "table_text", "answer", "answer_text", "count", "percent_of_answered", "percent_of_asked")
BREAKDOWN_COLUMNS = ("table", "table_text", "answer", "answer_text", "group", "count", "percent_of_answered_in_group")
BASES = ("responses", "asked", "answered", "no_reply", "declined")


def long_rows(results: Results) -> Iterator[Sequence[Cell]]:
    """Every count of every table, a row each; the bases of a table stand under it with the answer "base:…"."""
    for result in results.questions:
        for table in result.tables:
            for row in table_rows(table):
                yield [result.section, result.question.key, result.question.text, *row]
    if results.districts:
        for row in table_rows(results.districts):
            yield ["", results.districts.key, results.districts.text, *row]


def table_rows(table: QuestionTable) -> Iterator[list[Cell]]:
    """One table: its answers, then its bases."""
    for row in table.rows:
        yield [
            table.key,
            table.text,
            row.key,
            row.text,
            count_cell(row.count),
            share_cell(row.percent_of_answered, table.answered, kept_back=row.suppressed),
            share_cell(row.percent_of_asked, table.asked, kept_back=row.suppressed),
        ]
    for base in BASES:
        yield [table.key, table.text, f"base:{base}", base.replace("_", " "), count_cell(getattr(table, base)), "", ""]


def breakdown_rows(breakdown: Breakdown) -> Iterator[list[Cell]]:
    """One question by groups, a row for each answer in each group."""
    for table in breakdown.tables:
        base = base_of_groups(table)
        for row in table.rows:
            for group, cell in zip(table.groups, row.cells, strict=True):
                share = share_cell(cell.percent, base, kept_back=cell.suppressed)
                yield [table.key, table.text, row.key, row.text, group.label, count_cell(cell.count), share]
        yield from _group_bases(table)


def _group_bases(table: CrossTable) -> Iterator[list[Cell]]:
    for group in table.groups:
        for base in ("responses", "answered", "no_reply", "declined"):
            count = count_cell(getattr(group, base))
            yield [table.key, table.text, f"base:{base}", base.replace("_", " "), group.label, count, ""]
