"""One district's answers beside everybody's. No test is made, and the report says so."""

from __future__ import annotations

from folkmoot_core.reports.chapters.facts import NOTHING, PERCENT, N, fact, mark_notes
from folkmoot_core.reports.chapters.framing import asked_and_counted, words_table
from folkmoot_core.reports.chapters.questions import BASES, SMALL_BASE
from folkmoot_core.reports.chapters.themes import themes_table, write_theme
from folkmoot_core.reports.document import CalloutKind, Chart, ChartKind, Sentence, Style
from folkmoot_core.reports.figures import Figure, count, percent
from folkmoot_core.reports.inputs import District, Question, ReportInput
from folkmoot_core.reports.tables import CellRef, Column, Row, Table
from folkmoot_core.reports.writing import Writer
from folkmoot_core.survey import share_decimals

EVERYBODY = "everybody"
TOTAL = "district"


def write_district(writer: Writer, data: ReportInput, district: District) -> None:
    total = Table(
        TOTAL,
        writer.label("caption.facts"),
        writer.label("column.statistic"),
        (Column(N, writer.label("column.n")),),
        (Row(district.key, district.name, (count(district.responses, kept_back=True),)),),
    )
    writer.rest_on(total)
    words = {"district": district.name}
    here = (CellRef(TOTAL, district.key, N), Style.RESPONSES)
    writer.paragraph(
        "district.text",
        *asked_and_counted(writer, data, "district"),
        writer.sentence("district.count", "district.count", words, responses=here),
    )
    writer.callout(
        "district.limits",
        CalloutKind.WARNING,
        writer.sentence("district.self_selected", "self_selected"),
        writer.sentence("district.compare", "district.compare", words),
        _few(writer, district),
    )
    writer.chapter("district.questions", writer.label("chapter.questions"))
    everybody = {question.key: question for question in data.questions}
    for question in district.questions:
        _write_question(writer, question, everybody.get(question.key), district)
    if district.themes:
        table = themes_table(writer, district.themes, "district.themes", "caption.themes", data.comments.comments)
        writer.rest_on(table)
        writer.chapter("district.wrote", writer.label("chapter.themes"))
        writer.show(table)
        for theme in district.themes:
            write_theme(writer, theme, "district.themes", quotes=2)
    writer.chapter("district.words", writer.label("heading.words"))
    writer.paragraph(
        "district.small",
        writer.sentence(
            "district.small.text", "method.small_numbers", threshold=fact("threshold"), base=fact("percent_base")
        ),
    )
    writer.show(words_table(writer))


def _few(writer: Writer, district: District) -> Sentence | None:
    if district.responses is not None and district.responses >= SMALL_BASE:
        return None
    return writer.sentence("district.few", "district.few", {"district": district.name})


def _write_question(writer: Writer, question: Question, everybody: Question | None, district: District) -> None:
    name = f"district.question.{question.key}"
    table = writer.rest_on(_table(writer, question, everybody, district))
    writer.heading(f"{name}.heading", writer.label("question", number=question.number, text=question.text))
    shown = [a for a in question.answers if a.share.percent is not None and not a.share.kept_back]
    if len(shown) == len(question.answers) and shown:
        best = max(shown, key=lambda answer: answer.share.n or 0)
        here, all_ = CellRef(table.id, best.key, PERCENT), CellRef(table.id, best.key, EVERYBODY)
        words = {"option": best.text, "district": district.name}
        writer.paragraph(
            f"{name}.text", writer.sentence(f"{name}.higher", "district.higher", words, here=here, all=all_)
        )
    if shown:
        names = (district.name, writer.label("label.everybody"))
        title = writer.label("caption.chart", text=question.text)
        writer.chart(Chart(f"{name}.chart", ChartKind.PAIRS, title, table.id, (PERCENT, EVERYBODY), names=names))
    writer.show(table)


def _table(writer: Writer, question: Question, everybody: Question | None, district: District) -> Table:
    decimals = share_decimals(question.bases.answered)
    overall = {answer.key: answer.share for answer in everybody.answers} if everybody else {}
    whole = share_decimals(everybody.bases.answered) if everybody else 0
    rows = []
    for answer in question.answers:
        share, theirs = answer.share, overall.get(answer.key)
        rows.append(
            Row(
                answer.key,
                answer.text,
                (
                    count(share.n, kept_back=share.kept_back),
                    percent(share.percent, decimals, kept_back=share.kept_back),
                    percent(theirs.percent, whole, kept_back=theirs.kept_back) if theirs else NOTHING,
                ),
            )
        )
    for base in BASES[:3]:
        cells = (count(getattr(question.bases, base), kept_back=True), NOTHING, NOTHING)
        rows.append(Row(f"base:{base}", writer.label(f"base.{base}"), cells, True))
    figures = [cell for row in rows for cell in row.cells if isinstance(cell, Figure)]
    words = {"district": district.name}
    columns = (
        Column(N, writer.label("column.here", **words)),
        Column(PERCENT, writer.label("column.here_percent", **words)),
        Column(EVERYBODY, writer.label("column.everybody")),
    )
    caption = writer.label("caption.question", number=question.number, text=question.text)
    name = f"district.question.{question.key}"
    return Table(name, caption, writer.label("column.answer"), columns, tuple(rows), mark_notes(writer, figures))
