"""Tables of single facts, so that a number in the running text has a cell like any other."""

from __future__ import annotations

from folkmoot_core.reports.figures import NOT_APPLICABLE, Figure, count, number, percent
from folkmoot_core.reports.inputs import ReportInput, Share
from folkmoot_core.reports.tables import CellRef, Column, Row, Table
from folkmoot_core.reports.writing import Writer

FACTS = "facts"
VALUE = "value"
N, PERCENT, ASKED, WEIGHTED, LOW, HIGH, POPULATION = "n", "percent", "asked", "weighted", "low", "high", "population"
NOTHING = Figure(None, mark=NOT_APPLICABLE)


def fact(name: str) -> CellRef:
    return CellRef(FACTS, name, VALUE)


def facts_table(writer: Writer, data: ReportInput) -> Table:
    """Numbers that stand in no other table: how many responses, how small a number is shown, how the comments were
    checked, what the weights cost."""
    rows = [
        ("responses", "row.total", number(data.responses, 0)),
        ("threshold", "row.threshold", number(data.threshold, 0)),
        ("percent_base", "row.percent_base", number(data.percent_base, 0)),
        ("comments", "row.comments", count(data.comments.comments)),
        ("people", "row.comment_people", count(data.comments.people)),
        ("suggestions", "row.suggestions", count(data.comments.suggestions)),
        ("suggested_by", "row.people", count(data.comments.suggested_by)),
        ("audited", "row.audited", number(data.comments.audited, 0)),
        ("agreement", "row.agreement", number(data.comments.agreement, 2)),
    ]
    if data.weights:
        rows.append(("design_effect", "row.design_effect", number(data.weights.design_effect, 2)))
        rows.append(("effective", "row.effective", number(data.weights.effective_base, 0)))
    return Table(
        FACTS,
        writer.label("caption.facts"),
        writer.label("column.statistic"),
        (Column(VALUE, writer.label("column.value")),),
        tuple(Row(key, writer.label(label), (figure,)) for key, label, figure in rows if not figure.hidden),
    )


def share_cells(share: Share, columns: tuple[Column, ...], decimals: int) -> tuple[Figure, ...]:
    """The cells of one share under the columns of its table, by their keys."""
    hidden = share.kept_back
    cells = {
        N: count(share.n, kept_back=hidden),
        PERCENT: percent(share.percent, decimals, kept_back=hidden),
        ASKED: percent(share.of_asked, decimals, kept_back=hidden),
        WEIGHTED: percent(share.weighted, decimals, kept_back=hidden),
        LOW: percent(share.low, decimals, kept_back=hidden),
        HIGH: percent(share.high, decimals, kept_back=hidden),
    }
    return tuple(cells[column.key] for column in columns)


def share_columns(writer: Writer, shares: tuple[Share, ...], names: dict[str, str]) -> tuple[Column, ...]:
    """The columns that some of the shares fill, named by `names` (column key to label)."""
    filled = {
        N: True,
        PERCENT: any(share.percent is not None for share in shares),
        ASKED: any(share.of_asked is not None for share in shares),
        WEIGHTED: any(share.weighted is not None for share in shares),
        LOW: any(share.low is not None for share in shares),
        HIGH: any(share.high is not None for share in shares),
    }
    return tuple(Column(key, writer.label(label)) for key, label in names.items() if filled[key])


def mark_notes(writer: Writer, cells: list[Figure]) -> tuple[str, ...]:
    """The notes that explain the marks a table has."""
    notes = []
    if any(cell.hidden and cell.mark == "[c]" for cell in cells):
        notes.append(writer.label("kept_back"))
    if any(cell.hidden and cell.mark == "[x]" for cell in cells):
        notes.append(writer.label("not_shown"))
    if any(cell.too_low_to_show for cell in cells):
        notes.append(writer.label("low"))
    return tuple(notes)
