"""Tables as a person reads them at the terminal: shares, letters, and the differences in words."""

from __future__ import annotations

from collections.abc import Sequence

from folkmoot.site.text_table import Table, as_text
from folkmoot_core.microdata.compared import visible_differences
from folkmoot_core.microdata.numbers import NumberSummary
from folkmoot_core.microdata.protected import Shown, unweighted
from folkmoot_core.microdata.tables import Row, WeightedTable
from folkmoot_core.weighting.corrections import Correction
from folkmoot_core.weighting.differences import Difference, in_words, letter, letters

SMALL_BASE = 50
LEGEND = "± is half of the 95% interval. A letter says: more than in that column, by more than chance explains."
HIDDEN = "hidden"


def banner_as_text(banner: Sequence[tuple[WeightedTable, Shown]], correction: Correction) -> str:
    """One question by each grouping: first side by side, if there are several, then each with its differences."""
    parts = []
    grouped = [(table, shown) for table, shown in banner if table.by is not None]
    if len(grouped) > 1:
        parts.append(_side_by_side(grouped))
    parts += [table_as_text(table, shown, correction) for table, shown in banner]
    return "\n\n".join(parts)


def _side_by_side(banner: Sequence[tuple[WeightedTable, Shown]]) -> str:
    """Shares of all groupings, levels down."""
    columns, bases = ["answer"], ["base"]
    rows: list[list[str]] = [[name] for name in banner[0][0].levels]
    for table, shown in banner:
        levels = len(table.levels)
        for group, name in enumerate(table.groups):
            columns.append(f"{table.by}: {name}")
            for level, row in enumerate(rows):
                cell = shown.rows[group * levels + level]
                row.append(HIDDEN if cell.suppressed else "-" if cell.percent is None else f"{cell.percent:.1f}")
            bases.append(_base(table, shown, group))
    by = ", ".join(table.by or "" for table, _shown in banner)
    return "\n".join([f"{banner[0][0].column}, by {by}: per cent", "", as_text(Table(columns, [*rows, bases]))])


def table_as_text(table: WeightedTable, shown: Shown, correction: Correction) -> str:
    """One question: levels down, groups across, and what differs."""
    if table.by is None:
        parts = [_title(table, shown), "", as_text(_one_way(table, shown))]
        return "\n".join([*parts, *_remarks(shown), *_small_base(table)])
    real = visible_differences(table, shown, correction)
    words = in_words(real, table.shares, table.groups, table.levels)
    found = ["", LEGEND, "", *(words or ("No difference between groups is larger than chance alone would explain.",))]
    return "\n".join([_title(table, shown), "", as_text(_by_groups(table, shown, real)), *_remarks(shown), *found])


def numbers_as_text(group: Sequence[NumberSummary], *, ranked: bool = False) -> str:
    """One question answered by a number, or (`ranked`) the places that an option was given, a line a group."""
    columns = ("group", "base", "mean", "± 95%", "lower quartile", "median", "upper quartile")
    rows = [
        (
            summary.by_level or "all",
            _number(summary.base),
            _number(summary.mean),
            _number(None if summary.se is None or summary.mean is None else summary.mean - (summary.low or 0.0)),
            _number(summary.lower_quartile),
            _number(summary.median),
            _number(summary.upper_quartile),
        )
        for summary in group
    ]
    by = f", by {group[0].by}" if group[0].by else ""
    title = f"{group[0].column}{by}{', place given (1 is best)' if ranked else ''}"
    return "\n".join([title, "", as_text(Table(columns, rows))])


def _title(table: WeightedTable, shown: Shown) -> str:
    by = f", by {table.by}" if table.by else ""
    base = HIDDEN if shown.base is None else f"{shown.base:,}"
    others = f", no reply {_number(shown.no_reply)}"
    if table.declined:
        others += f", do not wish to say {_number(shown.declined)}"
    return f"{table.column}{by} (base {base}{others})"


def _small_base(table: WeightedTable) -> list[str]:
    effective = float(table.shares.effective_base[0])
    if effective >= SMALL_BASE:
        return []
    return ["", f"A small base: as good as {effective:,.0f} answers. Read the shares as a rough guide only."]


def _one_way(table: WeightedTable, shown: Shown) -> Table:
    """Unweighted and weighted side by side; the interval is of the weighted share."""
    columns = ("answer", "count", "unweighted %", "weighted", "per cent", "95% interval")
    figures = [
        (row.level, (row.count, plain, row.weighted, row.percent), _limits(row))
        for row, plain in zip(shown.rows, unweighted(table, shown), strict=True)
    ]
    return Table(columns, [(level, *map(_number, numbers), limits) for level, numbers, limits in figures])


def _by_groups(table: WeightedTable, shown: Shown, real: Sequence[Difference]) -> Table:
    marks = letters(real, len(table.groups), len(table.levels))
    columns = ("answer", *(f"{letter(place)} {name}" for place, name in enumerate(table.groups)))
    levels = len(table.levels)
    rows = [
        (name, *(_cell(shown.rows[group * levels + level], marks[group][level]) for group in range(len(table.groups))))
        for level, name in enumerate(table.levels)
    ]
    bases = ["base", *(_base(table, shown, group) for group in range(len(table.groups)))]
    return Table(columns, [*rows, bases])


def _cell(row: Row, marks: str) -> str:
    if row.percent is None or row.se is None:
        return HIDDEN if row.suppressed else "-"
    return f"{row.percent:.1f} ± {1.96 * row.se:.1f} {marks}".rstrip()


def _base(table: WeightedTable, shown: Shown, group: int) -> str:
    levels = len(table.levels)
    if any(row.suppressed or row.percent is None for row in shown.rows[group * levels : (group + 1) * levels]):
        return "-"
    base, effective = int(table.shares.base[group]), float(table.shares.effective_base[group])
    small = " (small)" if effective < SMALL_BASE else ""
    return f"{base:,}{small}" if round(effective) == base else f"{base:,}, effective {effective:,.0f}{small}"


def _remarks(shown: Shown) -> list[str]:
    remarks = []
    if any(row.suppressed for row in shown.rows):
        remarks.append("Numbers below 5 are hidden, and as many others as would give them away.")
    if shown.coarse:
        remarks.append("Weighted figures are rounded, since in full they could give hidden numbers away.")
    return ["", *remarks] if remarks else []


def _limits(row: Row) -> str:
    if row.low is None or row.high is None:
        return ""
    return f"{max(row.low, 0.0):.1f} to {min(row.high, 100.0):.1f}"


def _number(value: float | None) -> str:
    if value is None:
        return HIDDEN
    return f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"
