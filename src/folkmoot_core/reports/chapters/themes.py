"""What people wrote: themes with their counts and intervals, and quotes; and what the questions had not offered."""

from __future__ import annotations

from folkmoot_core.reports.chapters.facts import HIGH, LOW, PERCENT, N, fact, mark_notes, share_cells, share_columns
from folkmoot_core.reports.document import Chart, ChartKind, Sentence, Style
from folkmoot_core.reports.figures import Figure
from folkmoot_core.reports.inputs import ReportInput, Theme
from folkmoot_core.reports.tables import CellRef, Row, Table
from folkmoot_core.reports.writing import Writer
from folkmoot_core.survey import share_decimals

COLUMNS = {N: "column.comments", PERCENT: "column.share", LOW: "column.low", HIGH: "column.high"}


def themes_table(writer: Writer, themes: tuple[Theme, ...], name: str, caption: str, comments: int | None) -> Table:
    decimals = share_decimals(comments)
    columns = share_columns(writer, tuple(theme.comments for theme in themes), COLUMNS)
    rows = tuple(Row(each.key, each.name, share_cells(each.comments, columns, decimals)) for each in themes)
    cells = [cell for row in rows for cell in row.cells if isinstance(cell, Figure)]
    return Table(name, writer.label(caption), writer.label("column.theme"), columns, rows, mark_notes(writer, cells))


def by_size(themes: tuple[Theme, ...]) -> list[Theme]:
    """Largest first, what is hidden last, equals by their order."""
    return sorted(themes, key=lambda theme: (theme.comments.n is None, -(theme.comments.n or 0)))


def theme_sentence(writer: Writer, theme: Theme, table: str, prefix: str) -> Sentence | None:
    """How many comments raised it, with what is known of its share."""
    comments = (CellRef(table, theme.key, N), Style.COMMENTS)
    if theme.comments.n is None:
        return None
    share, low, high = (CellRef(table, theme.key, column) for column in (PERCENT, LOW, HIGH))
    if theme.comments.low is not None and theme.comments.high is not None and theme.comments.percent is not None:
        return writer.sentence(f"{prefix}.count", "theme.interval", comments=comments, share=share, low=low, high=high)
    if theme.comments.percent is not None:
        return writer.sentence(f"{prefix}.count", "theme.share", comments=comments, share=share)
    return writer.sentence(f"{prefix}.count", "theme.count", comments=comments)


def write_theme(writer: Writer, theme: Theme, table: str, *, level: int = 2, quotes: int | None = None) -> None:
    """A theme with its description, its count and its quotes (the first `quotes` of them; None: all)."""
    name = f"{table}.{theme.key}"
    writer.heading(f"{name}.heading", theme.name, level)
    described = {"description": theme.description}
    description = writer.sentence(f"{name}.description", "theme.description", described) if theme.description else None
    writer.paragraph(f"{name}.text", description, theme_sentence(writer, theme, table, name))
    for said in theme.quotes[:quotes]:
        writer.quote(
            f"{name}.quote.{said.key}", said.text, said.attribution, consent=said.consent, language=said.language
        )


def chart_themes(writer: Writer, themes: tuple[Theme, ...], table: Table, name: str) -> None:
    """A point with its interval for each theme where intervals are known, else a bar for each."""
    keys = {column.key for column in table.columns}
    rows = tuple(theme.key for theme in by_size(themes))
    if {PERCENT, LOW, HIGH} <= keys:
        writer.chart(Chart(name, ChartKind.INTERVALS, table.caption, table.id, (PERCENT, LOW, HIGH), rows))
    elif PERCENT in keys:
        writer.chart(Chart(name, ChartKind.BARS, table.caption, table.id, (PERCENT, N), rows))
    else:
        writer.chart(Chart(name, ChartKind.BARS, table.caption, table.id, (N,), rows))


def top_themes(writer: Writer, themes: tuple[Theme, ...], table: str, prefix: str) -> list[Sentence | None]:
    """The theme raised most and the next, unless a count is hidden or they are equal."""
    first = by_size(themes)
    if not first or any(theme.comments.n is None for theme in first) or not first[0].comments.n:
        return []
    if len(first) > 1 and first[0].comments.n == first[1].comments.n:
        return []
    said = []
    for phrase, theme in zip(("top", "next"), first, strict=False):
        if theme.comments.n:
            comments = (CellRef(table, theme.key, N), Style.COMMENTS)
            words = {"theme": theme.name}
            said.append(writer.sentence(f"{prefix}.{phrase}", f"themes.{phrase}", words, comments=comments))
    return said


def how_many(writer: Writer, data: ReportInput, prefix: str) -> Sentence | None:
    if data.comments.comments is None:
        return None
    comments = (fact("comments"), Style.COMMENTS)
    if data.comments.people is None:
        return writer.sentence(f"{prefix}.base", "themes.comments", comments=comments)
    return writer.sentence(f"{prefix}.base", "themes.base", people=(fact("people"), Style.PEOPLE), comments=comments)


def write_themes(writer: Writer, data: ReportInput) -> None:
    """The chapter on themes, offered or not; written only if there are any."""
    if not data.themes:
        return
    table = writer.rest_on(themes_table(writer, data.themes, "themes", "caption.themes", data.comments.comments))
    writer.chapter("themes.chapter", writer.label("chapter.themes"))
    said = top_themes(writer, data.themes, "themes", "themes")
    writer.paragraph("themes.text", how_many(writer, data, "themes"), *said)
    chart_themes(writer, data.themes, table, "themes.chart")
    writer.show(table)
    for theme in by_size(tuple(theme for theme in data.themes if theme.offered)):
        write_theme(writer, theme, "themes")


def write_wishes(writer: Writer, data: ReportInput) -> None:
    """What was asked for that we had not offered: themes that no option stood for, with their quotes."""
    if not data.themes and data.comments.suggestions is None:
        return
    wishes = tuple(theme for theme in data.themes if not theme.offered)
    writer.chapter("wishes", writer.label("chapter.wishes"))
    rule = writer.sentence("wishes.rule", "wish.rule", {"rule": data.wishes_rule}) if data.wishes_rule else None
    if not wishes:
        none = writer.sentence("wishes.none", "wish.none")
        writer.paragraph("wishes.text", suggestions_made(writer, data, "wishes"), none, rule)
        return
    intro = writer.sentence("wishes.intro", "wish.intro")
    writer.paragraph("wishes.text", intro, suggestions_made(writer, data, "wishes"), rule)
    table = themes_table(writer, wishes, "wishes.table", "caption.wishes", data.comments.comments)
    writer.rest_on(table)
    chart_themes(writer, wishes, table, "wishes.chart")
    writer.show(table)
    for theme in by_size(wishes):
        write_theme(writer, theme, "wishes.table")


def suggestions_made(writer: Writer, data: ReportInput, prefix: str) -> Sentence | None:
    if data.comments.suggestions is None or data.comments.suggested_by is None:
        return None
    people = (fact("suggested_by"), Style.PEOPLE)
    return writer.sentence(
        f"{prefix}.made", "wish.made", people=people, suggestions=(fact("suggestions"), Style.SUGGESTIONS)
    )
