"""Questions by groups of people. A difference is put into words only where a test found it."""

from __future__ import annotations

from folkmoot_core.reports.chapters.facts import mark_notes
from folkmoot_core.reports.document import Chart, ChartKind, Sentence
from folkmoot_core.reports.figures import Figure, count, percent
from folkmoot_core.reports.inputs import CrossAnswer, Crossing, Group, Share
from folkmoot_core.reports.tables import CellRef, Column, Row, Table
from folkmoot_core.reports.writing import Writer
from folkmoot_core.survey import share_decimals

# So many columns of percentages fit across a page; with more groups than answers the table is turned.
ACROSS = 6
BASE = "base:answered"


def turned(crossing: Crossing) -> bool:
    """Groups run down the side, because there are too many of them to stand side by side."""
    return len(crossing.groups) > ACROSS and len(crossing.groups) > len(crossing.answers)


def cell_of(crossing: Crossing, answer: str, group: str) -> CellRef:
    name = f"crossing.{crossing.key}"
    return CellRef(name, group, answer) if turned(crossing) else CellRef(name, answer, group)


def decimals_of(crossing: Crossing) -> int:
    """All percentages of a breakdown as exact as its smallest group that anybody in answered allows."""
    bases = [group.answered for group in crossing.groups if group.answered != 0]
    known = [base for base in bases if base is not None]
    return share_decimals(min(known)) if known and len(known) == len(bases) else 0


def crossing_table(writer: Writer, crossing: Crossing) -> Table:
    """Percentages of each group, and how many of it answered."""
    decimals = decimals_of(crossing)
    base = writer.label("base.answered")
    name, caption = f"crossing.{crossing.key}", _caption(writer, crossing)
    if turned(crossing):
        columns = (*(Column(each.key, each.text) for each in crossing.answers), Column(BASE, base))
        rows = tuple(_group_row(crossing, place, group, decimals) for place, group in enumerate(crossing.groups))
        corner = crossing.trait
    else:
        columns = tuple(Column(group.key, group.text) for group in crossing.groups)
        bases = tuple(count(group.answered, kept_back=True) for group in crossing.groups)
        answers = [Row(a.key, a.text, tuple(_cell(share, decimals) for share in a.shares)) for a in crossing.answers]
        rows = (*answers, Row(BASE, base, bases, True))
        corner = writer.label("column.answer")
    cells = [cell for row in rows for cell in row.cells if isinstance(cell, Figure)]
    notes = (writer.label("column.percent"), *mark_notes(writer, cells))
    return Table(name, caption, corner, columns, rows, notes)


def counts_table(writer: Writer, crossing: Crossing) -> Table:
    """The numbers behind the percentages, for the spreadsheet: an answer a row, a group a column."""
    columns = tuple(Column(group.key, writer.label("column.group_n", group=group.text)) for group in crossing.groups)
    rows = tuple(
        Row(a.key, a.text, tuple(count(share.n, kept_back=share.kept_back) for share in a.shares))
        for a in crossing.answers
    )
    cells = [cell for row in rows for cell in row.cells if isinstance(cell, Figure)]
    corner = writer.label("column.answer")
    caption = f"{_caption(writer, crossing)}: {writer.label('column.n')}"
    return Table(f"crossing.{crossing.key}.n", caption, corner, columns, rows, mark_notes(writer, cells))


def _group_row(crossing: Crossing, place: int, group: Group, decimals: int) -> Row:
    shares = tuple(_cell(answer.shares[place], decimals) for answer in crossing.answers)
    return Row(group.key, group.text, (*shares, count(group.answered, kept_back=True)))


def _cell(share: Share, decimals: int) -> Figure:
    return percent(share.percent, decimals, kept_back=share.kept_back)


def _caption(writer: Writer, crossing: Crossing) -> str:
    return writer.label("caption.crossing", question=crossing.question, trait=crossing.trait.lower())


def difference_sentences(writer: Writer, crossing: Crossing, prefix: str) -> list[Sentence | None]:
    """One sentence for each difference that the test found and whose two figures may be shown."""
    texts = {answer.key: answer.text for answer in crossing.answers}
    texts |= {group.key: group.text for group in crossing.groups}
    said = []
    for number, contrast in enumerate(crossing.contrasts, start=1):
        words = {
            "row": texts[contrast.answer],
            "higher_group": texts[contrast.higher],
            "lower_group": texts[contrast.lower],
        }
        higher, lower = (cell_of(crossing, contrast.answer, group) for group in (contrast.higher, contrast.lower))
        name = f"{prefix}.{contrast.answer}.{contrast.higher}.{contrast.lower}.{number}"
        said.append(writer.sentence(name, "difference", words, higher=higher, lower=lower))
    return said


def write_crossing(writer: Writer, crossing: Crossing, *, level: int = 2) -> None:
    """A breakdown: what the test found, a chart of the answer it found most about, and the table."""
    name = f"crossing.{crossing.key}"
    table = writer.rest_on(crossing_table(writer, crossing))
    writer.rest_on(counts_table(writer, crossing))
    heading = writer.label("heading.by", question=crossing.question, trait=crossing.trait.lower())
    writer.heading(f"{name}.heading", heading, level)
    said = [each for each in difference_sentences(writer, crossing, f"{name}.difference") if each is not None]
    if said:
        writer.bullets(f"{name}.differences", *said)
    else:
        phrase = "difference.none" if crossing.tested and not crossing.contrasts else "difference.untested"
        if not (crossing.contrasts and crossing.tested):
            writer.paragraph(f"{name}.none", writer.sentence(f"{name}.none.text", phrase))
    answer = _answer_to_draw(crossing)
    if answer is not None:
        title = writer.label(
            "caption.group_chart", row=answer.text, trait=crossing.trait.lower(), question=crossing.question
        )
        if turned(crossing):
            writer.chart(Chart(f"{name}.chart", ChartKind.BARS, title, table.id, (answer.key,)))
        else:
            columns = tuple(group.key for group in crossing.groups)
            writer.chart(Chart(f"{name}.chart", ChartKind.GROUPS, title, table.id, columns, (answer.key,)))
    writer.show(table)


def _answer_to_draw(crossing: Crossing) -> CrossAnswer | None:
    """The answer with most differences found, else the one chosen most; None if nothing of it is shown."""
    shown = [answer for answer in crossing.answers if any(share.percent is not None for share in answer.shares)]
    if not shown:
        return None
    found = {answer.key: sum(each.answer == answer.key for each in crossing.contrasts) for answer in shown}
    return max(shown, key=lambda answer: (found[answer.key], sum(share.n or 0 for share in answer.shares)))
