"""What stands around the findings: the summary, the method and its limits, equality, how the report was made."""

from __future__ import annotations

from folkmoot_core.reports.chapters.facts import FACTS, PERCENT, VALUE, N, fact
from folkmoot_core.reports.chapters.groups import difference_sentences, write_crossing
from folkmoot_core.reports.chapters.questions import headline
from folkmoot_core.reports.chapters.respondents import profile_sentences, write_profile
from folkmoot_core.reports.chapters.themes import top_themes
from folkmoot_core.reports.document import CalloutKind, Chart, ChartKind, Sentence, Style
from folkmoot_core.reports.inputs import Crossing, ReportInput
from folkmoot_core.reports.proportions import PROPORTIONS
from folkmoot_core.reports.tables import CellRef, Column, Row, Table
from folkmoot_core.reports.writing import Writer

TEMPLATE_VERSION = "1"
IN_SUMMARY = 12
DIFFERENCES_IN_SUMMARY = 5


def asked_and_counted(writer: Writer, data: ReportInput, prefix: str) -> tuple[Sentence | None, ...]:
    """Who asked about what and when, and how many responses are counted."""
    words = {
        "organisation": data.organisation,
        "title": f"“{data.title}”",
        "opened": writer.day(data.opened),
        "closed": writer.day(data.closed),
    }
    return (
        writer.sentence(f"{prefix}.asked_by", "asked_by", words),
        writer.sentence(f"{prefix}.counted", _counted(data), responses=(fact("responses"), Style.RESPONSES)),
    )


def _counted(data: ReportInput) -> str:
    return "counted.one" if data.responses == 1 else "counted"


def write_summary(writer: Writer, data: ReportInput) -> None:
    writer.chapter("summary", writer.label("chapter.summary"))
    purpose = writer.sentence("summary.purpose", "purpose", {"purpose": data.purpose}) if data.purpose else None
    writer.paragraph("summary.text", purpose, *asked_and_counted(writer, data, "summary"))
    self_selected = writer.sentence("summary.self_selected", "self_selected")
    writer.callout("summary.limits", CalloutKind.NOTE, self_selected)
    headlines = [
        (question, headline(writer, question, f"summary.question.{question.key}"))
        for question in data.questions
        if not question.about_people
    ]
    said = [_with_question(question.text, sentence) for question, sentence in headlines if sentence is not None]
    if said:
        writer.heading("summary.said", writer.label("chapter.questions"))
        writer.bullets("summary.answers", *said[:IN_SUMMARY])
    _summary_of_people(writer, data)
    differences = [
        _with_question(crossing.question, sentence)
        for crossing in data.crossings
        for sentence in difference_sentences(writer, crossing, f"summary.{crossing.key}")
        if sentence is not None
    ]
    if differences:
        writer.heading("summary.differences.heading", writer.label("chapter.differences"))
        writer.bullets("summary.differences", *differences[:DIFFERENCES_IN_SUMMARY])


def _with_question(question: str, sentence: Sentence) -> Sentence:
    """The headline with its question before it, as one sentence that an officer can change."""
    words = (*sentence.words, ("question", question if question.endswith(("?", ".", "!", ":")) else f"{question}:"))
    return Sentence(sentence.id, f"in_summary.{sentence.phrase}", words, sentence.numbers)


def _summary_of_people(writer: Writer, data: ReportInput) -> None:
    gaps = [
        sentence
        for profile in data.profiles
        for sentence in profile_sentences(writer, profile, f"summary.profile.{profile.key}")
        if sentence is not None and sentence.phrase != "profile.largest"
    ]
    if gaps:
        writer.heading("summary.people", writer.label("chapter.respondents"))
        writer.bullets("summary.gaps", *gaps[:DIFFERENCES_IN_SUMMARY])
    if data.themes:
        said = [each for each in top_themes(writer, data.themes, "themes", "summary.themes") if each is not None]
        if said:
            writer.heading("summary.themes.heading", writer.label("chapter.themes"))
            writer.paragraph("summary.themes.text", *said)


def write_method(writer: Writer, data: ReportInput) -> None:
    """How it was asked, what the figures can and cannot bear, and what the words mean."""
    writer.chapter("method", writer.label("chapter.method"))
    writer.callout("method.limits", CalloutKind.WARNING, writer.sentence("method.self_selected", "self_selected"))
    if data.channels:
        _write_channels(writer, data)
    threshold, base = fact("threshold"), fact("percent_base")
    small = writer.sentence("method.small", "method.small_numbers", threshold=threshold, base=(base, Style.FIGURE))
    plain = ("method.percentages", "method.words", "method.snapshot")
    writer.heading("method.reading", writer.label("heading.reading"))
    writer.bullets("method.text", *(writer.sentence(f"{name}.text", name) for name in plain), small)
    _write_weights(writer, data)
    if data.themes:
        _write_theme_method(writer, data)
    writer.heading("method.words.heading", writer.label("heading.words"))
    writer.show(words_table(writer))


def _write_channels(writer: Writer, data: ReportInput) -> None:
    writer.heading("method.channels", writer.label("heading.channels"))
    said = []
    for channel in data.channels:
        numbers = {"responses": (CellRef("channels", channel.key, N), Style.RESPONSES)}
        words = {"channel": channel.text[:1].lower() + channel.text[1:]}
        if channel.share.n:
            share = CellRef("channels", channel.key, PERCENT)
            name = f"method.channel.{channel.key}"
            said.append(writer.sentence(name, "channel.share", words, share=share, **numbers))
    writer.bullets("method.channels.text", *said)
    table = writer.tables["channels"]
    if any(channel.share.percent is not None for channel in data.channels):
        rows = tuple(channel.key for channel in data.channels)
        writer.chart(Chart("method.channels.chart", ChartKind.BARS, table.caption, table.id, (PERCENT, N), rows))
    writer.show(table)


def _write_weights(writer: Writer, data: ReportInput) -> None:
    writer.heading("method.weights.heading", writer.label("heading.weights"))
    if data.weights is None:
        said: list[Sentence | None] = [writer.sentence("method.unweighted.text", "method.unweighted")]
    else:
        words = {"margins": ", ".join(data.weights.margins), "source": data.weights.source}
        effect, effective = CellRef(FACTS, "design_effect", VALUE), CellRef(FACTS, "effective", VALUE)
        said = [
            writer.sentence("method.weights.text", "method.weights", words),
            writer.sentence("method.weights.limit.text", "method.weights.limit"),
            writer.sentence("method.design.text", "method.design", design_effect=effect, effective=effective),
            writer.sentence("method.intervals.text", "method.intervals"),
        ]
    writer.paragraph("method.weights.paragraph", *said)
    if data.crossings:
        corrections = sorted({crossing.correction for crossing in data.crossings if crossing.correction})
        named = [
            writer.sentence(f"method.correction.{n}", "difference.correction", {"correction": text})
            for n, text in enumerate(corrections, start=1)
        ]
        differences = writer.sentence("method.differences.text", "method.differences")
        writer.paragraph("method.differences.paragraph", differences, *named)


def _write_theme_method(writer: Writer, data: ReportInput) -> None:
    writer.heading("method.themes.heading", writer.label("heading.theme_method"))
    by_hand = data.comments.audited is None
    said = [writer.sentence("method.themes.text", "method.themes.by_hand" if by_hand else "method.themes")]
    if data.comments.audited is not None:
        audited = (fact("audited"), Style.COMMENTS)
        said.append(writer.sentence("method.themes.audit.text", "method.themes.audit", audited=audited))
    if data.comments.agreement is not None:
        agreement = fact("agreement")
        said.append(writer.sentence("method.themes.agreement.text", "method.themes.agreement", agreement=agreement))
    if any(theme.quotes for theme in data.themes):
        said.append(writer.sentence("method.quotes.text", "method.quotes"))
    writer.paragraph("method.themes.paragraph", *said)


def words_table(writer: Writer) -> Table:
    """What "most" and the like stand for."""
    rows = tuple(
        Row(each.name, writer.label(f"share.{each.name}"), (writer.label(f"bounds.{each.name}"),))
        for each in PROPORTIONS
    )
    columns = (Column("bounds", writer.label("column.bounds")),)
    return Table("words", writer.label("caption.words"), writer.label("column.words"), columns, rows)


def write_differences(writer: Writer, data: ReportInput) -> list[Crossing]:
    """The chapter: breakdowns in which a test found something. Gives back the others, which go to an annex."""
    plain = [crossing for crossing in data.crossings if not crossing.protected]
    found = [crossing for crossing in plain if crossing.contrasts]
    writer.chapter("differences", writer.label("chapter.differences"))
    if not plain:
        writer.paragraph("differences.text", writer.sentence("differences.none", "differences.no_crossings"))
    elif found:
        writer.paragraph("differences.text", writer.sentence("differences.some", "differences.some"))
    else:
        phrase = "difference.none" if all(crossing.tested for crossing in plain) else "difference.untested"
        writer.paragraph("differences.text", writer.sentence("differences.none", phrase))
    for crossing in found:
        write_crossing(writer, crossing)
    return [crossing for crossing in plain if not crossing.contrasts]


def write_equality(writer: Writer, data: ReportInput) -> None:
    """Who answered by protected characteristics, where their answers differ, and what the officer says of it."""
    profiles = [profile for profile in data.profiles if profile.protected]
    crossings = [crossing for crossing in data.crossings if crossing.protected]
    writer.chapter("equality", writer.label("chapter.equality"))
    none = None if profiles or crossings else writer.sentence("equality.none", "equality.none")
    writer.paragraph("equality.text", writer.sentence("equality.intro", "equality.intro"), none)
    for number, note in enumerate(data.equality_notes, start=1):
        said = writer.sentence(f"equality.note.{number}.text", "equality.note", {"note": note})
        writer.paragraph(f"equality.note.{number}", said)
    for profile in profiles:
        write_profile(writer, profile)
    for crossing in crossings:
        write_crossing(writer, crossing)


def write_times(writer: Writer, data: ReportInput) -> None:
    """Last of a report without annexes: as of when it speaks."""
    writer.paragraph("times", _times(writer, data, "times.text"))


def _times(writer: Writer, data: ReportInput, name: str) -> Sentence | None:
    if data.counted_at is None:
        return None
    words = {"day": writer.day(data.counted_at.date()), "time": f"{data.counted_at:%H:%M}"}
    return writer.sentence(name, "made.times", words)


def write_making(writer: Writer, data: ReportInput, template: str) -> None:
    """From what, by what, and how to make it again."""
    writer.chapter("making", writer.label("annex.making"), annex=True)
    writer.paragraph(
        "making.text",
        writer.sentence("making.snapshot", "made.snapshot", {"snapshot": data.snapshot}),
        _times(writer, data, "making.times"),
        writer.sentence("making.template", "made.template", {"template": template}),
        writer.sentence("making.again", "made.again"),
    )
    if data.contact:
        writer.paragraph("making.contact", writer.sentence("making.contact.text", "contact", {"contact": data.contact}))
    writer.show(writer.tables[FACTS])
