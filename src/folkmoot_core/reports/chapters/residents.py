"""The two pages for residents: short, nothing that needs explaining, and where to read the rest."""

from __future__ import annotations

from folkmoot_core.reports.chapters.facts import PERCENT, N
from folkmoot_core.reports.chapters.framing import asked_and_counted
from folkmoot_core.reports.chapters.questions import headline, ranked
from folkmoot_core.reports.chapters.respondents import profile_sentences
from folkmoot_core.reports.chapters.themes import by_size, theme_sentence
from folkmoot_core.reports.document import CalloutKind, Chart, ChartKind
from folkmoot_core.reports.inputs import ReportInput
from folkmoot_core.reports.writing import Writer

QUESTIONS, CHARTS, BARS, THEMES, GAPS = 4, 2, 6, 4, 3


def write_resident_summary(writer: Writer, data: ReportInput) -> None:
    """What fits two pages: the first questions, two charts of their largest answers, the themes raised most."""
    writer.paragraph(
        "resident.text", *asked_and_counted(writer, data, "resident"), writer.sentence("resident.thanks", "thanks")
    )
    writer.callout(
        "resident.limits", CalloutKind.NOTE, writer.sentence("resident.self_selected", "self_selected.short")
    )
    _write_answers(writer, data)
    _write_themes(writer, data)
    gaps = [
        sentence
        for profile in data.profiles
        for sentence in profile_sentences(writer, profile, f"resident.profile.{profile.key}")
        if sentence is not None and sentence.phrase != "profile.largest"
    ]
    if gaps:
        writer.chapter("resident.who", writer.label("heading.who"))
        writer.bullets("resident.gaps", *gaps[:GAPS])
    write_next_steps(writer, data, "resident")


def _write_answers(writer: Writer, data: ReportInput) -> None:
    matter = [question for question in data.questions if not question.about_people]
    asked = [question for question in matter if headline(writer, question, "resident") is not None][:QUESTIONS]
    if not asked:
        return
    writer.chapter("resident.said", writer.label("heading.said"))
    for number, question in enumerate(asked):
        name = f"resident.question.{question.key}"
        writer.heading(f"{name}.heading", question.text)
        writer.paragraph(f"{name}.text", headline(writer, question, name))
        if number < CHARTS:
            table = writer.tables[f"question.{question.key}"]
            rows = tuple(answer.key for answer in ranked(question)[:BARS])
            title = writer.label("caption.chart", text=question.text)
            writer.chart(Chart(f"{name}.chart", ChartKind.BARS, title, table.id, (PERCENT, N), rows))


def _write_themes(writer: Writer, data: ReportInput) -> None:
    said = []
    for theme in by_size(data.themes)[:THEMES]:
        name = f"resident.theme.{theme.key}"
        sentence = theme_sentence(writer, theme, "themes", name)
        if sentence is not None:
            numbers = tuple(slot for slot in sentence.numbers if slot.name == "comments")
            said.append(
                writer.sentence(name, "theme.named", {"theme": theme.name}, comments=(numbers[0].ref, numbers[0].style))
            )
    if said:
        writer.chapter("resident.wrote", writer.label("heading.wrote"))
        writer.bullets("resident.themes", *said)


def write_next_steps(writer: Writer, data: ReportInput, prefix: str) -> None:
    """What happens next, and where the rest is to be read."""
    steps = [
        writer.sentence(f"{prefix}.step.{number}", "next_step", {"step": step})
        for number, step in enumerate(data.next_steps, start=1)
    ]
    if not steps and not data.address and not data.contact:
        return
    writer.chapter(f"{prefix}.next", writer.label("chapter.next"))
    writer.bullets(f"{prefix}.steps", *steps)
    more = writer.sentence(f"{prefix}.more", "more", {"address": data.address}) if data.address else None
    contact = writer.sentence(f"{prefix}.contact", "contact", {"contact": data.contact}) if data.contact else None
    writer.paragraph(f"{prefix}.where", more, contact)
