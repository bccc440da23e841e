"""What people wrote: themes, quotes that may be read, how many wrote; and which themes were offered already."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from folkmoot_core.reports.figures import KEPT_BACK as KEPT
from folkmoot_core.reports.figures import NOT_APPLICABLE, Figure, count
from folkmoot_core.reports.inputs import KEPT_BACK, Comments, Said, Share
from folkmoot_core.reports.inputs import Theme as ReportTheme
from folkmoot_core.reports.tables import Column, Row, Table
from folkmoot_core.snapshots import Column as SnapshotColumn
from folkmoot_core.snapshots.columns import WORDS
from folkmoot_core.snapshots.counting import Flags

from ...models import Answer, Consultation, Theme
from ..results import POLICY, Trait
from ..snapshots import words_column
from ..theme_work.choosing import public_quotes
from ..theme_work.published import PublishedQuestion, published_questions
from .crossings import safe_cross_of
from .source import Source

LETTERS_OF_A_STEM, LETTERS_IN_COMMON = 5, 4
SMALL_WORDS = frozenset(
    [
        "about",
        "more",
        "that",
        "them",
        "they",
        "this",
        "those",
        "through",
        "what",
        "with",
        "your",
        "other",
        "from",
        "for",
    ]
)


def themes_of(source: Source, consultation: Consultation) -> tuple[tuple[ReportTheme, ...], Comments]:
    """The themes with their published counts and intervals; of questions without, those that the outcome counts."""
    published = published_questions(consultation)
    done = {question.key for question in published}
    counted = [theme for theme in consultation.themes.all() if theme.question not in done]
    texts = [text for columns in source.closed.values() for column in columns for text in _offers(column)]
    audited = [
        _theme(each.theme, _estimate(each.published, question.counts["answers"]), each.quotes, texts)
        for question in published
        for each in question.themes
    ]
    by_hand = [_theme(theme, _counted(theme), public_quotes(theme), texts) for theme in counted]
    return (*audited, *by_hand), _comments(source, published, counted)


def rule_of_offers() -> str:
    return _(
        "A theme counts as offered if at least half of the words of its name stand in one of the answers that people "
        "could tick."
    )


def _theme(theme: Theme, share: Share, quotes: Collection[Answer], texts: list[str]) -> ReportTheme:
    offered = any(stands_for(text, theme.title) for text in texts)
    # Only as an officer let it through; what was taken out stands in the answer still.
    said = tuple(
        Said(str(answer.pk), answer.public_text, _("From an answer to the consultation"), consent=True)
        for answer in quotes
        if answer.public_text
    )
    return ReportTheme(theme.key, theme.title, share, theme.description, said, offered)


def _estimate(published: dict[str, Any], base: int) -> Share:
    number, low, high = (published[name] for name in ("count", "low", "high"))
    if number is None or POLICY.hides(number):
        return KEPT_BACK
    if base < POLICY.percent_base:
        return Share(number, None)
    interval = {} if published["exact"] else {"low": 100 * low / base, "high": 100 * high / base}
    return Share(number, 100 * number / base, **interval)


def _counted(theme: Theme) -> Share:
    if POLICY.hides(theme.suggestions):
        return KEPT_BACK
    return Share(theme.suggestions or None, None)


def _comments(source: Source, published: list[PublishedQuestion], counted: list[Theme]) -> Comments:
    wrote = _wrote(source, {question.key for question in published} | {theme.question for theme in counted})
    by_hand = _wrote(source, {theme.question for theme in counted})
    agreements = [alpha for question in published if (alpha := _agreement(question)) is not None]
    numbers = [theme.suggestions for theme in counted]
    # The whole less the others would give a hidden one back.
    suggestions = None if any(map(POLICY.hides, numbers)) else sum(numbers)
    return Comments(
        comments=_shown(sum(int(flags.sum()) for flags in wrote)),
        people=_shown(_any(wrote)),
        audited=_shown(sum(question.counts["audited"] for question in published)),
        agreement=min(agreements, default=None),
        suggestions=_shown(suggestions),
        suggested_by=_shown(_any(by_hand)) if suggestions else None,
    )


def _agreement(question: PublishedQuestion) -> float | None:
    """How far two people agreed, where two have coded."""
    people = (question.counts.get("agreement") or {}).get("people") or {}
    found: float | None = (people.get("alpha") or {}).get("value")
    return found


def _wrote(source: Source, questions: Collection[str]) -> list[Flags]:
    """For each question in words, who of all responses answered it."""
    names = [name for question in sorted(questions) if question and (name := words_column(source.book, question))]
    return [source.answers(source.book.column(name)).answered for name in names]


def _any(flags: list[Flags]) -> int:
    return int(np.logical_or.reduce(flags).sum()) if flags else 0


def _shown(number: int | None) -> int | None:
    return None if not number or POLICY.hides(number) else number


def _offers(column: SnapshotColumn) -> Iterator[str]:
    return iter([column.row] if column.row else [level.text for level in column.levels])


def stands_for(option: str, theme: str) -> bool:
    """Whether at least half of the words of a theme's name stand in an option, by the beginnings of words."""
    wanted, there = stems(theme), stems(option)
    met = sum(any(_alike(stem, other) for other in there) for stem in wanted)
    return bool(wanted) and 2 * met >= len(wanted)


def _alike(one: str, other: str) -> bool:
    return one == other or one[:LETTERS_IN_COMMON] == other[:LETTERS_IN_COMMON]


def stems(text: str) -> set[str]:
    """The beginnings of all words of four letters or more, small words left out."""
    words = re.findall(r"[^\W\d_]{4,}", text.casefold())
    return {word[:LETTERS_OF_A_STEM] for word in words if word not in SMALL_WORDS}


def words_tables(source: Source) -> tuple[Table, ...]:
    """How many answered each question in words: all of them, and by kind of respondent."""
    columns = [
        column
        for column in source.book.of_kind(WORDS)
        if column.question and column.asked_as not in ("specify", "postcode")
    ]
    found = [_whole_table(source, columns)] if columns else []
    by_capacity = _by_capacity(source, columns) if columns else None
    return tuple([*found, by_capacity] if by_capacity else found)


def _whole_table(source: Source, columns: list[SnapshotColumn]) -> Table:
    names = {"answered": _("Answered"), "no_reply": _("No reply"), "asked": _("Asked")}
    rows = []
    for column in columns:
        table = source.safe(column)
        cells = tuple(count(getattr(table, name), kept_back=getattr(table, name) is None) for name in names)
        rows.append(Row(column.name, source.text_of(column), cells))
    heads = tuple(Column(key, header) for key, header in names.items())
    return Table("words.answered", _("Answers in words"), _("Question"), heads, tuple(rows), _notes(rows))


def _by_capacity(source: Source, columns: list[SnapshotColumn]) -> Table | None:
    """A row for each question that could be shown, a column for each kind of respondent."""
    groups = source.groups(Trait.CAPACITY)
    if groups is None:
        return None
    told: dict[str, dict[str, int | None]] = {}
    labels: dict[str, str] = {}
    for column in columns:
        safe = safe_cross_of(source, [column], groups)
        if safe is not None:
            told[column.name] = {
                key: group.answered for key, group in zip(safe.keys, safe.tables[0].groups, strict=True)
            }
            labels |= {key: group.label for key, group in zip(safe.keys, safe.tables[0].groups, strict=True)}
    if not told:
        return None
    rows = [
        Row(column.name, source.text_of(column), tuple(_cell(told[column.name], key) for key in labels))
        for column in columns
        if column.name in told
    ]
    heads = tuple(Column(key, label) for key, label in labels.items())
    caption = _("Answers in words, by kind of respondent")
    return Table("words.answered.capacity", caption, _("Question"), heads, tuple(rows), _notes(rows))


def _cell(told: dict[str, int | None], key: str) -> Figure:
    if key not in told:
        return Figure(None, mark=NOT_APPLICABLE)
    return count(told[key], kept_back=told[key] is None)


def _notes(rows: list[Row]) -> tuple[str, ...]:
    hidden = any(isinstance(cell, Figure) and cell.mark == KEPT and cell.hidden for row in rows for cell in row.cells)
    return (_("[c]: kept back, because somebody could be recognised."),) if hidden else ()
