"""What people answered: for each question its sentences, a chart and a table."""

from __future__ import annotations

from folkmoot_core.reports.chapters.facts import (
    ASKED,
    HIGH,
    LOW,
    NOTHING,
    PERCENT,
    WEIGHTED,
    N,
    mark_notes,
    sample_note,
    share_cells,
    share_columns,
)
from folkmoot_core.reports.document import CalloutKind, Chart, ChartKind, Sentence, Style
from folkmoot_core.reports.figures import Figure, count, number, percent
from folkmoot_core.reports.inputs import Answer, Question
from folkmoot_core.reports.tables import CellRef, Column, Row, Table
from folkmoot_core.reports.writing import Number, Writer
from folkmoot_core.survey import share_decimals

# Below this, one person is more than three percentage points.
SMALL_BASE = 30
# From here on "about half" or more is said; below, that it was chosen most.
MOST_IS_HALF = 48.0
COLUMNS = {
    N: "column.n",
    PERCENT: "column.percent",
    ASKED: "column.asked",
    WEIGHTED: "column.weighted",
    LOW: "column.low",
    HIGH: "column.high",
}
BASES = ("answered", "no_reply", "declined", "asked")


def table_of(writer: Writer, question: Question) -> Table:
    """The question's table: its answers, then its bases."""
    decimals = share_decimals(question.bases.answered)
    columns = share_columns(writer, tuple(answer.share for answer in question.answers), COLUMNS)
    rows = [Row(a.key, a.text, share_cells(a.share, columns, decimals)) for a in question.answers]
    rows += [_base(writer, question, name, columns, decimals) for name in BASES]
    notes = [question.note] if question.note else []
    if question.most_choices > 1:
        notes.append(writer.label("choices", most=str(question.most_choices)))
    cells = [cell for row in rows for cell in row.cells if isinstance(cell, Figure)]
    return Table(
        f"question.{question.key}",
        writer.label("caption.question", number=question.number, text=question.text),
        writer.label("column.answer"),
        columns,
        tuple(rows),
        (*notes, *sample_note(writer, columns), *mark_notes(writer, cells)),
    )


def _base(writer: Writer, question: Question, name: str, columns: tuple[Column, ...], decimals: int) -> Row:
    """A base with its number and, as printed reports give it, what share of those asked it is."""
    people: int | None = getattr(question.bases, name)
    asked = question.bases.asked
    of_asked = 100 * people / asked if people is not None and asked else None
    kept_back = people is None or asked is None
    cells: dict[str, Figure] = {
        N: count(people, kept_back=True),
        ASKED: percent(of_asked, decimals, kept_back=kept_back),
    }
    return Row(f"base:{name}", writer.label(f"base.{name}"), tuple(cells.get(c.key, NOTHING) for c in columns), True)


def statistics_of(writer: Writer, question: Question) -> Table | None:
    """Means and medians of a question that asks for a number."""
    if not question.statistics:
        return None
    return Table(
        f"statistics.{question.key}",
        writer.label("caption.statistics", number=question.number, text=question.text),
        writer.label("column.statistic"),
        (Column("value", writer.label("column.value")),),
        tuple(Row(each.key, each.text, (number(each.value, each.decimals),)) for each in question.statistics),
    )


def ranked(question: Question) -> list[Answer]:
    """The answers whose share is shown, largest first; equals in their own order."""
    shown = [answer for answer in question.answers if answer.share.n is not None and answer.share.percent is not None]
    return sorted(shown, key=lambda answer: -(answer.share.n or 0))


def headline(writer: Writer, question: Question, prefix: str) -> Sentence | None:
    """The one sentence that says what most people answered; None where nothing may or can be said."""
    table, first = f"question.{question.key}", ranked(question)
    if not first or not first[0].share.n:
        return None
    best = first[0]
    cell: dict[str, Number] = {
        "share": CellRef(table, best.key, PERCENT),
        "people": (CellRef(table, best.key, N), Style.PEOPLE),
    }
    if len(first) < len(question.answers):
        return writer.sentence(f"{prefix}.top", "top.shown", {"option": best.text}, **cell)
    if len(first) > 2 and first[2].share.n == best.share.n:
        return writer.sentence(f"{prefix}.top", "top.shared", {}, **cell)
    if len(first) > 1 and first[1].share.n == best.share.n:
        words = {"option": best.text, "other": first[1].text}
        return writer.sentence(f"{prefix}.top", "top.tied", words, **cell)
    if (best.share.percent or 0) < MOST_IS_HALF and question.most_choices == 1:
        return writer.sentence(f"{prefix}.top", "top.largest", {"option": best.text}, **cell)
    cell["share_words"] = (CellRef(table, best.key, PERCENT), Style.WORDS)
    if len(first) == 2 and question.most_choices == 1:
        words = {"option": best.text, "other": first[1].text}
        other = CellRef(table, first[1].key, PERCENT)
        return writer.sentence(f"{prefix}.top", "yes", words, other_share=other, **cell)
    phrase = "top.several" if question.most_choices > 1 else "top"
    return writer.sentence(f"{prefix}.top", phrase, {"option": best.text}, **cell)


def sentences_about(writer: Writer, question: Question, prefix: str) -> list[Sentence | None]:
    """The headline, what came next, what came last, and what weighting does to the first."""
    table, first = f"question.{question.key}", ranked(question)
    said = [headline(writer, question, prefix)]
    everything = len(first) == len(question.answers)
    if everything and len(first) > 2 and first[0].share.n != first[1].share.n and first[1].share.n:
        second = first[1]
        share = CellRef(table, second.key, PERCENT)
        said.append(writer.sentence(f"{prefix}.next", "next", {"option": second.text}, share=share))
    if everything and len(first) > 3 and first[-1].share.n != first[-2].share.n:
        last = first[-1]
        share = CellRef(table, last.key, PERCENT)
        said.append(writer.sentence(f"{prefix}.least", "least", {"option": last.text}, share=share))
    if first and first[0].share.weighted is not None:
        share, weighted = (CellRef(table, first[0].key, column) for column in (PERCENT, WEIGHTED))
        words = {"option": first[0].text}
        said.append(writer.sentence(f"{prefix}.weighted", "weighted", words, share=share, weighted=weighted))
    return said


def base_sentences(writer: Writer, question: Question, prefix: str) -> list[Sentence | None]:
    """How many answered, did not reply, and did not wish to say."""
    table = f"question.{question.key}"
    cells = {name: (CellRef(table, f"base:{name}", N), Style.PEOPLE) for name in BASES}
    bases = question.bases
    if bases.answered is None:
        return [writer.sentence(f"{prefix}.answered", "answered.hidden")]
    if bases.answered == 0:
        return [writer.sentence(f"{prefix}.answered", "nobody")]
    said = [writer.sentence(f"{prefix}.answered", "answered", answered=cells["answered"])]
    if bases.no_reply:
        no_reply = CellRef(table, "base:no_reply", N)
        said.append(writer.sentence(f"{prefix}.no_reply", "answered.no_reply", no_reply=no_reply))
    if bases.declined:
        said.append(writer.sentence(f"{prefix}.declined", "answered.declined", declined=cells["declined"]))
    return said


def write_question(writer: Writer, question: Question, *, level: int = 2) -> None:
    """A question: heading, bases, warning, what was answered, chart, table, and numbers if it asked for one."""
    name = f"question.{question.key}"
    table = writer.rest_on(table_of(writer, question))
    statistics = statistics_of(writer, question)
    writer.heading(f"{name}.heading", writer.label("question", number=question.number, text=question.text), level)
    writer.paragraph(f"{name}.bases", *base_sentences(writer, question, name))
    _warn(writer, question, name)
    writer.paragraph(f"{name}.text", *sentences_about(writer, question, name))
    if ranked(question):
        rows = () if question.ordered else tuple(answer.key for answer in _sorted_for_chart(question))
        title = writer.label("caption.chart", text=question.text)
        writer.chart(Chart(f"{name}.chart", ChartKind.BARS, title, table.id, (PERCENT, N), rows))
    writer.show(table)
    if statistics:
        writer.show(statistics)


def _warn(writer: Writer, question: Question, name: str) -> None:
    answered = question.bases.answered
    if answered is None or not 0 < answered < SMALL_BASE:
        return
    if not ranked(question):
        writer.callout(f"{name}.few", CalloutKind.WARNING, writer.sentence(f"{name}.few.text", "no_percentages"))
        return
    base = (CellRef(f"question.{question.key}", "base:answered", N), Style.PEOPLE)
    warning = writer.sentence(f"{name}.few.text", "small_base", answered=base)
    writer.callout(f"{name}.few", CalloutKind.WARNING, warning)


def _sorted_for_chart(question: Question) -> list[Answer]:
    """Largest first; what is hidden keeps its place at the end, so that the order gives nothing away."""
    shown = ranked(question)
    return shown + [answer for answer in question.answers if answer not in shown]
