"""The four reports: each is a function from what is known to a `Report`, and says the self-selection sentence."""

from __future__ import annotations

from dataclasses import replace

from folkmoot_core.reports.chapters.district import write_district
from folkmoot_core.reports.chapters.facts import facts_table
from folkmoot_core.reports.chapters.framing import (
    write_differences,
    write_equality,
    write_making,
    write_method,
    write_summary,
    write_times,
)
from folkmoot_core.reports.chapters.groups import crossing_table, write_crossing
from folkmoot_core.reports.chapters.outcome import write_outcome
from folkmoot_core.reports.chapters.questions import table_of, write_question
from folkmoot_core.reports.chapters.residents import write_resident_summary
from folkmoot_core.reports.chapters.respondents import channels_table, profile_table, write_respondents
from folkmoot_core.reports.chapters.themes import themes_table, write_themes, write_wishes
from folkmoot_core.reports.document import Chart, FrontMatter, Report, sentences_of
from folkmoot_core.reports.inputs import District, ReportInput
from folkmoot_core.reports.phrases import spoken_language
from folkmoot_core.reports.protected import require_protected
from folkmoot_core.reports.tables import Table
from folkmoot_core.reports.writing import Writer

VERSION = "1"


def committee_report(data: ReportInput) -> Report:
    """Summary, method and limits, who answered, each question, themes, differences between groups, what was asked for
    that we had not offered, equality findings, annexes."""
    writer = _desk(data)
    write_summary(writer, data)
    write_method(writer, data)
    write_respondents(writer, data)
    _write_questions(writer, data)
    write_themes(writer, data)
    untold = write_differences(writer, data)
    write_wishes(writer, data)
    write_equality(writer, data)
    if untold:
        writer.chapter("breakdowns", writer.label("annex.breakdowns"), annex=True)
        for crossing in untold:
            write_crossing(writer, crossing)
    if data.further_tables:
        writer.chapter("further", writer.label("annex.tables"), annex=True)
        for table in data.further_tables:
            writer.show(table)
    write_making(writer, data, template_name("committee"))
    return _finished(writer, data, "committee", data.title)


def resident_summary(data: ReportInput) -> Report:
    """Two pages for those who answered: who answered, what they said, what happens next."""
    writer = _desk(data)
    write_resident_summary(writer, data)
    write_times(writer, data)
    return _finished(writer, data, "resident", data.title)


def district_extract(data: ReportInput, district: District) -> Report:
    """One district's answers beside everybody's."""
    require_protected(replace(data, questions=district.questions, profiles=(), channels=()))
    writer = _desk(data)
    write_district(writer, data, district)
    write_times(writer, data)
    return _finished(writer, data, "district", data.title, district=district.name)


def outcome_page(data: ReportInput) -> Report:
    """We asked, you said, we did."""
    writer = _desk(data)
    write_outcome(writer, data)
    write_times(writer, data)
    return _finished(writer, data, "outcome", data.title)


def template_name(kind: str) -> str:
    return f"folkmoot {kind} {VERSION}"


def _desk(data: ReportInput) -> Writer:
    """A writer that knows every table a sentence may rest on, whether or not the report shows it. Invalid where a
    hidden number could be worked out from the input."""
    require_protected(data)
    writer = Writer(spoken_language(data.language))
    writer.rest_on(facts_table(writer, data))
    if data.channels:
        writer.rest_on(channels_table(writer, data))
    for question in data.questions:
        writer.rest_on(table_of(writer, question))
    for profile in data.profiles:
        writer.rest_on(profile_table(writer, profile))
    for crossing in data.crossings:
        writer.rest_on(crossing_table(writer, crossing))
    if data.themes:
        writer.rest_on(themes_table(writer, data.themes, "themes", "caption.themes", data.comments.comments))
    return writer


def _write_questions(writer: Writer, data: ReportInput) -> None:
    """Each question, under its section where the questionnaire has sections."""
    writer.chapter("questions", writer.label("chapter.questions"))
    section = ""
    for number, question in enumerate(data.questions, start=1):
        if question.section and question.section != section:
            section = question.section
            writer.heading(f"questions.section.{number}", section)
        write_question(writer, question, level=3 if section else 2)


def _sources(writer: Writer, *, whole: bool) -> tuple[Table, ...]:
    """Tables that are not shown: all that were made, or those that a sentence or a chart rests on."""
    shown = {block.id for block in writer.blocks}
    named = {slot.ref.table for block in writer.blocks for each in sentences_of(block) for slot in each.numbers}
    named |= {block.table for block in writer.blocks if isinstance(block, Chart)}
    return tuple(t for name, t in writer.tables.items() if name not in shown and (whole or name in named))


def _finished(writer: Writer, data: ReportInput, kind: str, title: str, district: str = "") -> Report:
    words = {"title": title, "district": district}
    front = FrontMatter(
        organisation=data.organisation,
        opened=data.opened,
        closed=data.closed,
        snapshot=data.snapshot,
        template=template_name(kind),
        subtitle=writer.label(f"subtitle.{kind}", **words),
        reported=data.reported,
        contact=data.contact,
        address=data.address,
        threshold=data.threshold,
        licence=data.licence,
    )
    return Report(
        name=kind,
        title=writer.label(f"title.{kind}", **words),
        language=writer.language,
        front=front,
        blocks=tuple(writer.blocks),
        sources=_sources(writer, whole=kind == "committee"),
        contents=kind == "committee",
    )
