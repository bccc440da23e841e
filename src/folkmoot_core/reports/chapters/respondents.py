"""Who answered, set beside the population."""

from __future__ import annotations

from folkmoot_core.reports.chapters.facts import NOTHING, PERCENT, POPULATION, N, mark_notes, share_cells
from folkmoot_core.reports.chapters.questions import BASES
from folkmoot_core.reports.document import Chart, ChartKind, Sentence, Style
from folkmoot_core.reports.figures import Figure, count, number, percent
from folkmoot_core.reports.inputs import Profile, ProfileGroup, ReportInput
from folkmoot_core.reports.tables import CellRef, Column, Row, Table
from folkmoot_core.reports.writing import Writer
from folkmoot_core.survey import share_decimals

# Gaps below this are not worth a sentence; it is no test, and the sentence claims none.
GAP_WORTH_SAYING = 2.0


def profile_table(writer: Writer, profile: Profile) -> Table:
    """Groups with their number, their share of those who answered and, where known, of the population."""
    decimals = share_decimals(profile.bases.answered)
    columns = (Column(N, writer.label("column.n")), Column(PERCENT, writer.label("column.percent")))
    with_population = has_population(profile)
    rows = []
    for group in profile.groups:
        cells = share_cells(group.share, columns, decimals)
        extra = (percent(group.population, 1),) if with_population else ()
        rows.append(Row(group.key, group.text, (*cells, *extra)))
    for name in BASES[:3]:
        blank = (NOTHING,) * (2 if with_population else 1)
        base = count(getattr(profile.bases, name), kept_back=True)
        rows.append(Row(f"base:{name}", writer.label(f"base.{name}"), (base, *blank), True))
    shown = (*columns, Column(POPULATION, writer.label("column.population"))) if with_population else columns
    caption = "caption.profile" if with_population else "caption.profile_alone"
    notes = (writer.label("profile.source", source=profile.source),) if profile.source and with_population else ()
    figures = [cell for row in rows for cell in row.cells if isinstance(cell, Figure)]
    return Table(
        f"profile.{profile.key}",
        writer.label(caption, trait=profile.trait),
        writer.label("column.group"),
        shown,
        tuple(rows),
        (*notes, *mark_notes(writer, figures)),
    )


def has_population(profile: Profile) -> bool:
    return any(group.population is not None for group in profile.groups)


def profile_sentences(writer: Writer, profile: Profile, prefix: str) -> list[Sentence | None]:
    """The largest group, and the groups furthest above and below their share of the population."""
    table = f"profile.{profile.key}"
    shown = [group for group in profile.groups if group.share.n and group.share.percent is not None]
    if not shown:
        return []
    said: list[Sentence | None] = []
    if len(shown) == len(profile.groups):
        largest = max(shown, key=lambda group: group.share.n or 0)
        people, share = (CellRef(table, largest.key, N), Style.PEOPLE), CellRef(table, largest.key, PERCENT)
        words = {"group": largest.text}
        said.append(writer.sentence(f"{prefix}.largest", "profile.largest", words, share=share, people=people))
    compared = [group for group in shown if group.population is not None]
    for phrase, group in (
        ("more", max(compared, key=_gap, default=None)),
        ("fewer", min(compared, key=_gap, default=None)),
    ):
        if group is None or abs(_gap(group)) < GAP_WORTH_SAYING or (_gap(group) > 0) != (phrase == "more"):
            continue
        share, population = (CellRef(table, group.key, column) for column in (PERCENT, POPULATION))
        words = {"group": group.text}
        sentence = writer.sentence(f"{prefix}.{phrase}", f"profile.{phrase}", words, share=share, population=population)
        said.append(sentence)
    return said


def _gap(group: ProfileGroup) -> float:
    return (group.share.percent or 0) - (group.population or 0)


def write_profile(writer: Writer, profile: Profile) -> None:
    name = f"profile.{profile.key}"
    table = writer.rest_on(profile_table(writer, profile))
    writer.heading(f"{name}.heading", profile.trait)
    writer.paragraph(f"{name}.text", *profile_sentences(writer, profile, name))
    if any(group.share.percent is not None for group in profile.groups):
        writer.chart(_chart(writer, profile, table))
    writer.show(table)


def _chart(writer: Writer, profile: Profile, table: Table) -> Chart:
    name, title = f"{table.id}.chart", table.caption
    if not has_population(profile):
        return Chart(name, ChartKind.BARS, title, table.id, (PERCENT, N))
    names = (writer.label("label.respondents"), writer.label("label.population"))
    return Chart(name, ChartKind.PAIRS, title, table.id, (PERCENT, POPULATION), names=names)


def write_respondents(writer: Writer, data: ReportInput) -> None:
    """The chapter, without the protected characteristics, which have their own."""
    profiles = [profile for profile in data.profiles if not profile.protected]
    if not profiles:
        return
    writer.chapter("respondents", writer.label("chapter.respondents"))
    writer.paragraph("respondents.text", writer.sentence("respondents.self_selected", "self_selected"))
    for profile in profiles:
        write_profile(writer, profile)


def channels_table(writer: Writer, data: ReportInput) -> Table:
    decimals = share_decimals(data.responses)
    columns = (Column(N, writer.label("column.n")), Column(PERCENT, writer.label("column.share")))
    rows = [Row(each.key, each.text, share_cells(each.share, columns, decimals)) for each in data.channels]
    total = Row("base:responses", writer.label("row.total"), (number(data.responses, 0), NOTHING), True)
    cells = [cell for row in rows for cell in row.cells if isinstance(cell, Figure)]
    caption, corner = writer.label("caption.channels"), writer.label("column.channel")
    return Table("channels", caption, corner, columns, (*rows, total), mark_notes(writer, cells))
