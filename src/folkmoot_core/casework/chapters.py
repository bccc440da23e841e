"""The chapters of a report over cases, each from the same counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from folkmoot_core.casework.code import code_table
from folkmoot_core.casework.counting import complaints_in, count_by, cross, within
from folkmoot_core.casework.desk import Desk
from folkmoot_core.casework.equality import equality_table
from folkmoot_core.casework.safe import Grid, whole_grid
from folkmoot_core.casework.spans import quarters_in
from folkmoot_core.casework.tables import (
    TOTAL,
    InTime,
    grid_table,
    kept,
    share,
    share_table,
    time_columns,
    time_rows,
)
from folkmoot_core.casework.tallies import COMPLAINT, Tally
from folkmoot_core.disclosure import Policy
from folkmoot_core.reports.document import CalloutKind, Chart, ChartKind, Sentence
from folkmoot_core.reports.figures import Figure
from folkmoot_core.reports.tables import CellRef, Column, Row, Table
from folkmoot_core.reports.writing import Writer

YEARS = 3


def write_all(desk: Desk) -> None:
    """What is shown first is protected first, so that the totals of the year stay whole."""
    _write_summary(desk)
    _write_units(desk)
    _write_time(desk)
    _write_channels(desk)
    _write_reasons(desk)
    _write_outcomes(desk)
    _write_years(desk)
    _write_code(desk)
    _write_learning(desk)
    _write_equality(desk)
    _write_method(desk)


def _write_summary(desk: Desk) -> None:
    writer, data = desk.writer, desk.data
    writer.chapter("cases.summary", writer.label("chapter.cases.summary"))
    if desk.policy is None:
        said = writer.sentence("cases.summary.officers", "cases.officers")
        writer.callout("cases.summary.for", CalloutKind.WARNING, *([said] if said else []))
    spans = quarters_in(data.span.year, data.year_starts) if not data.span.quarter else (data.span,)
    rows = {span.key: span.name for span in spans}
    keys = {span.quarter: span.key for span in spans}
    counts = cross(desk.now, lambda each: keys[each.quarter if not data.span.quarter else data.span.quarter], desk.kind)
    words = desk.words("quarters", "quarter", rows, desk.kind_names)
    grid = desk.grid(counts, tuple(rows), desk.kinds, ("quarter", "kind"))
    time = _time_table(desk, "time", [])
    writer.rest_on(time)
    total = next(iter(rows)) if data.span.quarter else TOTAL
    summary: list[Sentence | None] = []
    if grid is not None:
        table = grid_table(grid, words)
        writer.rest_on(table)
        named = {key: CellRef(table.id, total, key) for key in (COMPLAINT, "comment", "compliment")}
        dates = {"first": writer.day(data.span.first), "last": writer.day(data.span.last)}
        first = writer.sentence(
            "cases.summary.received",
            "cases.received",
            dates,
            complaints=named[COMPLAINT],
            comments=named["comment"],
            compliments=named["compliment"],
        ) or writer.sentence("cases.summary.received", "cases.received.complaints", dates, complaints=named[COMPLAINT])
        summary.append(first)
    writer.paragraph("cases.summary.counts", *summary)
    writer.bullets(
        "cases.summary.time",
        writer.sentence("cases.summary.ack", "cases.acknowledged", share=_of_all(time, "ack")),
        writer.sentence(
            "cases.summary.resp", "cases.responded", share=_of_all(time, "resp"), current=_of_all(time, "resp_current")
        ),
        _said_of_extensions(writer, time),
    )
    desk.show("cases.quarters", grid, words)


def _said_of_extensions(writer: Writer, time: Table) -> Sentence | None:
    """Nothing where there were none."""
    figure = time.figure(TOTAL, "extended")
    if figure is None or not figure.value:
        return None
    return writer.sentence("cases.summary.extended", "cases.extended", share=_of_all(time, "extended"))


def _of_all(table: Table, column: str) -> CellRef:
    return CellRef(table.id, TOTAL, column)


def _write_units(desk: Desk) -> None:
    """In public a quarter's figures by service are left out: the year's less those of the other quarters would tell
    them."""
    data, writer = desk.data, desk.writer
    if desk.policy is not None and data.span.quarter:
        return
    writer.chapter("cases.units_chapter", writer.label("chapter.cases.units"))
    grid = desk.grid(cross(desk.now, desk.unit, desk.kind), desk.units, desk.kinds, ("unit", "kind"))
    table = desk.show("cases.units", grid, desk.words("units", "unit", desk.unit_names, desk.kind_names))
    if table is not None and len(desk.units) > 1:
        title = writer.label("caption.cases.units")
        rows = tuple(row.key for row in table.answers)
        writer.chart(
            Chart(
                "cases.units_chart",
                ChartKind.BARS,
                f"{title}: {desk.kind_names[COMPLAINT]}",
                table.id,
                (COMPLAINT,),
                rows,
            )
        )
    if desk.policy is None and not data.span.quarter:
        spans = {str(span.quarter): span.name for span in quarters_in(data.span.year, data.year_starts)}
        counts = cross(desk.complaints, desk.unit, lambda each: str(each.quarter))
        words = desk.words("units_quarters", "unit", desk.unit_names, spans)
        desk.show("cases.units_quarters", whole_grid(counts, desk.units, tuple(spans)), words)


def _write_time(desk: Desk) -> None:
    writer = desk.writer
    writer.chapter("cases.time_chapter", writer.label("chapter.cases.time"))
    writer.paragraph(
        "cases.time.how",
        writer.sentence("cases.time.judged", "cases.judged"),
        writer.sentence("cases.time.dates", "cases.dates"),
    )
    if desk.policy is not None and desk.data.span.quarter:
        writer.show(writer.tables["cases.time"])
        return
    own = desk.complaints
    groups = [(key, desk.unit_names[key], [each for each in own if desk.unit(each) == key]) for key in desk.units]
    writer.show(_time_table(desk, "time_units", [group for group in groups if group[2]]))
    _write_later(desk)


def _write_later(desk: Desk) -> None:
    """Second looks have dates of their own; nothing is said where nobody asked for one."""
    writer, span, label = desk.writer, desk.data.span, desk.writer.label
    own = [each for each in desk.data.later if each.year == span.year and span.quarter in (0, each.quarter)]
    if not own:
        return
    names = desk.data.names.stages
    keys = sorted({each.stage for each in own}, key=lambda key: ([*names].index(key) if key in names else -1, key))
    groups = [(key, names.get(key, key), InTime.of_later(e for e in own if e.stage == key)) for key in keys]
    everything = [*groups, (TOTAL, "", InTime.of_later(own))] if len(groups) > 1 else groups
    writer.paragraph("cases.later.how", writer.sentence("cases.later.said", "cases.later"))
    rows = time_rows(everything, desk.policy, label("row.cases.total"))
    columns = time_columns(label, desk.policy)
    caption = label("caption.cases.time_later")
    writer.show(Table("cases.time_later", caption, label("column.cases.stage"), columns, rows))


def _time_table(desk: Desk, name: str, groups: Sequence[tuple[str, str, Sequence[Tally]]]) -> Table:
    label = desk.writer.label
    everybody = (TOTAL, "", InTime.of(desk.complaints))
    found = [(key, title, InTime.of(own)) for key, title, own in groups]
    rows = time_rows([*found, everybody], desk.policy, label("row.cases.total"))
    return Table(
        f"cases.{name}",
        label(f"caption.cases.{name}"),
        label("column.cases.unit"),
        time_columns(label, desk.policy),
        rows,
    )


def _write_channels(desk: Desk) -> None:
    if desk.policy is not None and desk.data.span.quarter:
        return
    writer, names = desk.writer, desk.data.names.channels
    counts = cross(desk.now, lambda each: each.channel, desk.kind)
    channels = tuple(key for key in names if any(counts[key, kind] for kind in desk.kinds))
    writer.chapter("cases.channels_chapter", writer.label("chapter.cases.channels"))
    grid = desk.grid(counts, channels, desk.kinds, ("channel", "kind"))
    desk.show("cases.channels", grid, desk.words("channels", "channel", names, desk.kind_names))
    if grid is not None:
        words = desk.words("channels_share", "channel", names, desk.kind_names)
        writer.show(share_table(grid, words, desk.policy))


def _write_reasons(desk: Desk) -> None:
    data, writer, label = desk.data, desk.writer, desk.writer.label
    counts: Counter[str] = Counter()
    for each in data.reasons:
        if each.year == data.span.year and data.span.quarter in (0, each.quarter):
            counts[each.reason] += each.n
    if not counts or (desk.policy is not None and data.span.quarter):
        return
    base: int | None = sum(each.n for each in desk.complaints)
    shown: Mapping[str, int] = {key: counts[key] for key in data.names.reasons if counts[key]}
    keys = list(shown)
    if desk.guard is not None and base is not None:
        shown, base = desk.guard.several(shown, base)
    columns = (Column("n", label("column.cases.number")), Column("share", label("column.cases.share")))
    rows = [
        Row(key, data.names.reasons[key], (kept(shown.get(key)), share(shown.get(key), base, desk.policy)))
        for key in keys
    ]
    rows.sort(key=lambda row: -shown.get(row.key, 0))
    table = Table("cases.reasons", label("caption.cases.reasons"), label("column.cases.reason"), columns, tuple(rows))
    writer.chapter("cases.reasons_chapter", label("chapter.cases.reasons"))
    writer.rest_on(table)
    top = rows[0]
    said = writer.sentence(
        "cases.reasons.top", "cases.reason", {"reason": top.header}, share=CellRef(table.id, top.key, "share")
    )
    writer.paragraph("cases.reasons.said", said)
    writer.show(table)


def _write_outcomes(desk: Desk) -> None:
    if desk.policy is not None and desk.data.span.quarter:
        return
    writer, label = desk.writer, desk.writer.label
    names = {**desk.data.names.outcomes, "": label("row.cases.no_outcome")}
    counts = cross(desk.complaints, lambda each: each.outcome, lambda _each: COMPLAINT)
    keys = tuple(key for key in names if counts[key, COMPLAINT])
    writer.chapter("cases.outcomes_chapter", label("chapter.cases.outcomes"))
    if not keys:
        return
    grid = desk.grid(counts, keys, (COMPLAINT,), ("outcome", "kind"))
    words = desk.words("outcomes", "outcome", names, desk.kind_names)
    if grid is None:
        desk.show("cases.outcomes", None, words)
        return
    writer.show(grid_table(grid, words, with_totals=False))


def _write_years(desk: Desk) -> None:
    writer, label = desk.writer, desk.writer.label
    spans = {str(span.year): span for span in desk.years}
    names = {key: span.name for key, span in spans.items()}
    recent = [each for span in desk.years for each in within(desk.data.tallies, span)]
    writer.chapter("cases.years_chapter", label("chapter.cases.years"))
    counts = cross(recent, desk.kind, lambda each: str(each.year))
    whole = whole_grid(counts, desk.kinds, tuple(spans))
    words = desk.words("years", "kind", desk.kind_names, names)
    grid = whole if desk.policy is None else _safe_years(whole, desk.policy)
    writer.show(grid_table(replace(grid, row_totals={}), words, with_totals=False))
    measures: dict[str, list[Figure]] = {name: [] for name in ("ack", "resp", "resp_current", "extended")}
    for span in desk.years:
        stands = InTime.of(complaints_in(within(desk.data.tallies, span))).figures(desk.policy)
        shares = stands if desk.policy is not None else (stands[1], *stands[3:])
        for name, figure in zip(measures, shares, strict=True):
            measures[name].append(figure)
    title = {"ack": "acknowledged", "resp": "responded", "resp_current": "responded_current", "extended": "extended"}
    rows = tuple(Row(key, label(f"row.cases.{title[key]}"), tuple(cells)) for key, cells in measures.items())
    columns = tuple(Column(key, name) for key, name in names.items())
    caption, corner = label("caption.cases.years_time"), label("column.cases.measure")
    writer.show(Table("cases.years_time", caption, corner, columns, rows))
    if desk.policy is None:
        by_unit = cross(complaints_in(recent), desk.unit, lambda each: str(each.year))
        units = desk.words("years_units", "unit", desk.unit_names, names)
        grid = replace(whole_grid(by_unit, desk.units, tuple(spans)), row_totals={})
        writer.show(grid_table(grid, units, with_totals=False))


def _safe_years(whole: Grid, policy: Policy) -> Grid:
    """Kinds in years. Each year is a table of its own: a small kind takes the next larger and the total with it."""
    cells = dict(whole.cells)
    totals = dict(whole.column_totals)
    for column in whole.columns:
        if any(policy.hides(cells[row, column]) for row in whole.rows):
            totals.pop(column, None)
            for row in whole.rows:
                if policy.hides(cells[row, column]):
                    del cells[row, column]
    return replace(whole, cells=cells, column_totals=totals, total=None)


def _write_code(desk: Desk) -> None:
    writer = desk.writer
    if desk.policy is not None and desk.data.span.quarter:
        return
    writer.chapter("cases.code_chapter", writer.label("chapter.cases.code"))
    writer.show(code_table(writer.label, desk.complaints, desk.data.further, desk.policy, _shown_outcomes(desk)))


def _shown_outcomes(desk: Desk) -> Callable[[str], int | None]:
    """What the table of outcomes shows, so that this one tells no more."""
    table = desk.writer.tables.get("cases.outcomes")
    counts = count_by(desk.complaints, lambda each: each.outcome)

    def shown(key: str) -> int | None:
        if table is None or table.figure(key, COMPLAINT) is None:
            return 0 if not counts[key] else None
        figure = table.figure(key, COMPLAINT)
        return None if figure is None or figure.value is None else int(figure.value)

    return shown


def _write_learning(desk: Desk) -> None:
    """What was changed because of complaints, in words that name nobody."""
    writer, said = desk.writer, desk.data.further.said
    if not said:
        return
    writer.chapter("cases.learning", writer.label("chapter.cases.learning"))
    writer.bullets(
        "cases.learning.said",
        *(
            writer.sentence(f"cases.learning.{number}", "cases.lesson", {"lesson": words})
            for number, words in enumerate(said, 1)
        ),
    )


def _write_equality(desk: Desk) -> None:
    """Of whole years that are over alone, and with small numbers hidden also from officers: what is shown while answers
    come in could be subtracted."""
    writer, data = desk.writer, desk.data
    if data.span.quarter or data.span.last >= data.counted or not data.equality:
        return
    writer.chapter("cases.equality_chapter", writer.label("chapter.cases.equality"))
    writer.paragraph("cases.equality.how", writer.sentence("cases.equality.said", "cases.equality"))
    for each in data.equality:
        writer.show(equality_table(each, writer.label, desk.policy or Policy()))


def _write_method(desk: Desk) -> None:
    writer = desk.writer
    writer.chapter("cases.method", writer.label("chapter.cases.method"))
    small = None
    if desk.policy is not None:
        small = writer.sentence("cases.method.small", "cases.small", {"threshold": str(desk.policy.threshold)})
    counted = writer.sentence("cases.method.counted", "cases.counted", {"day": writer.day(desk.data.counted)})
    writer.paragraph("cases.method.how", counted, small)
