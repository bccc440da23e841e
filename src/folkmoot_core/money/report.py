"""What a body reports of its money after a quarter: the same records that its pages show, as a document."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from folkmoot_core.money.accounts import Account, Outturn, Settled, add_accounts
from folkmoot_core.money.amounts import Amounts, Unit, said_in
from folkmoot_core.money.savings import SavingStand, add_savings
from folkmoot_core.money.variance import Variance
from folkmoot_core.reports.document import CalloutKind, FrontMatter, Report
from folkmoot_core.reports.figures import NOT_APPLICABLE, Figure, Measure, number
from folkmoot_core.reports.phrases import spoken_language
from folkmoot_core.reports.tables import Cell, CellRef, Column, Row, Table
from folkmoot_core.reports.writing import Writer

TEMPLATE = "folkmoot money 1"
NONE = Figure(None, Measure.NUMBER, 0, NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class ReportedLine:
    """`why`: the reason for its variance, or ""; `far`: it is far enough from its budget to need one."""

    key: str
    title: str
    account: Account
    why: str = ""
    far: bool = False


@dataclass(frozen=True, slots=True)
class ExplainedLine:
    """A change of the budget: `on`, `out_of` and `into` in words."""

    title: str
    on: str
    out_of: str
    into: str
    gross: int
    income: int = 0


@dataclass(frozen=True, slots=True)
class ReportedSaving:
    title: str
    owner: str
    stand: SavingStand
    told: str


@dataclass(frozen=True, slots=True)
class ReportedStaff:
    """None is kept back. `external_known`: somebody said how many are paid by others."""

    grade: str
    fte: Decimal | None
    external: Decimal | None
    external_known: bool = True
    is_total: bool = False


@dataclass(frozen=True)
class MoneyReportInput:
    """`quarter` 0 is the budget itself. `unsound`: sentences on what does not add up. Staff are those of `staff_on`."""

    organisation: str
    title: str
    name: str
    year: str
    quarter: int
    first: date
    last: date
    counted: date
    unit: Unit
    decimals: int
    lines: tuple[ReportedLine, ...]
    changes: tuple[ExplainedLine, ...] = ()
    savings: tuple[ReportedSaving, ...] = ()
    staff: tuple[ReportedStaff, ...] = ()
    staff_on: date | None = None
    unsound: tuple[str, ...] = ()
    introduction: str = ""
    language: str = "en-GB"

    @property
    def digest(self) -> str:
        """SHA-256 of all that it says: the same records give the same report."""
        parts = (self.lines, self.changes, self.savings, self.staff)
        content = [[asdict(each) for each in part] for part in parts]
        told = [content, self.name, self.quarter, self.introduction, self.unsound]
        return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()

    @property
    def whole(self) -> Account | None:
        return add_accounts([each.account for each in self.lines])


class _Desk(Writer):
    """A writer that knows the unit of this report."""

    def __init__(self, data: MoneyReportInput) -> None:
        super().__init__(spoken_language(data.language))
        self.data = data

    def pounds(self, pence: int | None) -> Figure:
        if pence is None:
            return NONE
        return number(float(said_in(pence, self.data.unit, self.data.decimals)), self.data.decimals)

    @property
    def unit(self) -> str:
        return self.label(f"unit.money.{self.data.unit}")

    @property
    def counting(self) -> str:
        return self.label(f"of.money.{self.data.unit}")

    def columns(self, *names: str) -> tuple[Column, ...]:
        return tuple(Column(name, self.label(f"column.money.{name}")) for name in names)

    def direction(self, variance: Variance | None) -> str:
        return self.label(f"direction.money.{variance.direction if variance else 'unknown'}")


def money_report(data: MoneyReportInput) -> Report:
    """At a glance; why lines differ; gross and income; changes; savings; staff; what does not add up; how to read
    it."""
    writer = _Desk(data)
    writer.chapter("summary", writer.label("chapter.money.summary"))
    if data.introduction.strip():
        words = {"words": data.introduction.strip()}
        writer.paragraph("introduction", writer.sentence("introduction.1", "money.words", words))
    _glance(writer, data)
    if data.quarter:
        _reasons(writer, data)
    _gross(writer, data)
    _changes(writer, data)
    _savings(writer, data)
    _staff(writer, data)
    _unsound(writer, data)
    _method(writer, data)
    front = FrontMatter(
        organisation=data.organisation,
        opened=data.first,
        closed=data.last,
        snapshot=data.digest,
        template=TEMPLATE,
        subtitle=writer.label(f"subtitle.money.{data.quarter}", year=data.year),
        reported=data.counted,
        # Pounds, not people; staff are kept back before they come here.
        threshold=1,
        counts=".money",
    )
    return writer.short_report(data.name, writer.label("title.money", title=data.title), front)


def _glance(writer: _Desk, data: MoneyReportInput) -> None:
    whole = data.whole
    final = whole is not None and whole.outturn is not None and whole.outturn.settled is Settled.FINAL
    running = ("spent", "final" if final else "outturn", "difference", "percent", "words")
    names: tuple[str, ...] = ("budget", *(running if data.quarter else ()))
    rows = [_row(writer, f"line{place}", each.title, each.account, names) for place, each in enumerate(data.lines, 1)]
    if whole is not None and len(data.lines) > 1:
        rows.append(_row(writer, "all", writer.label("row.money.all"), whole, names, is_base=True))
    if whole is not None:
        _said(writer, data, whole)
    caption = writer.label("caption.money.lines" if data.quarter else "caption.money.budget", unit=writer.unit)
    corner = writer.label("column.money.line")
    writer.show(Table("lines", caption, corner, writer.columns(*names), tuple(rows)))


def _row(
    writer: _Desk, key: str, title: str, account: Account, names: tuple[str, ...], *, is_base: bool = False
) -> Row:
    variance = account.variance
    known: dict[str, Cell] = {
        "budget": writer.pounds(_net(account.budget)),
        "spent": writer.pounds(_net(account.spent)),
        "outturn": writer.pounds(_net_of(account.outturn)),
        "final": writer.pounds(_net_of(account.outturn)),
        "difference": writer.pounds(variance.pence if variance else None),
        "percent": number(float(variance.percent), 1) if variance and variance.percent is not None else NONE,
        "words": writer.direction(variance),
    }
    return Row(key, title, tuple(known[name] for name in names), is_base=is_base)


def _said(writer: _Desk, data: MoneyReportInput, whole: Account) -> None:
    """The same in sentences, whose numbers stand in a table of their own: what apart means needs no sign."""
    variance, spent = whole.variance, _net(whole.spent)
    cells = (
        writer.pounds(_net(whole.budget)),
        writer.pounds(spent if data.quarter else None),
        writer.pounds(_net_of(whole.outturn) if data.quarter else None),
        writer.pounds(variance.apart if variance and data.quarter else None),
    )
    names = ("budget", "spent", "outturn", "difference")
    row = Row("all", writer.label("row.money.all"), cells)
    caption = writer.label("caption.money.lines", unit=writer.unit)
    writer.rest_on(Table("whole", caption, writer.label("column.money.line"), writer.columns(*names), (row,)))
    ref = {name: CellRef("whole", "all", name) for name in names}
    sentences = [
        writer.sentence(
            "glance.budget", "money.budget", {"year": data.year, "unit": writer.counting}, budget=ref["budget"]
        )
    ]
    if whole.budget is None:
        sentences.append(writer.sentence("glance.no_sum", "money.no_sum"))
    if data.quarter:
        day = {"day": writer.day(data.last), "unit": writer.counting}
        sentences.append(writer.sentence("glance.spent", "money.spent", day, spent=ref["spent"]))
        if whole.outturn is None:
            sentences.append(writer.sentence("glance.no_forecast", "money.no_forecast"))
        elif variance is not None:
            phrase = f"money.{'final' if whole.outturn.settled is Settled.FINAL else 'outturn'}.{variance.direction}"
            numbers = {"outturn": ref["outturn"]} | ({"apart": ref["difference"]} if variance.pence else {})
            sentences.append(writer.sentence("glance.outturn", phrase, None, **numbers))
    writer.paragraph("glance.said", *sentences)


def _reasons(writer: _Desk, data: MoneyReportInput) -> None:
    writer.chapter("reasons", writer.label("chapter.money.reasons"))
    far = [each for each in data.lines if each.far or each.why]
    if not far:
        writer.paragraph("reasons.none", writer.sentence("reasons.none.1", "money.no_reasons"))
        return
    rows = []
    for place, each in enumerate(far, 1):
        variance = each.account.variance
        cells = (writer.pounds(variance.pence if variance else None), writer.direction(variance))
        rows.append(Row(f"line{place}", each.title, cells))
    caption, corner = writer.label("caption.money.reasons", unit=writer.unit), writer.label("column.money.line")
    writer.show(Table("reasons.table", caption, corner, writer.columns("difference", "words"), tuple(rows)))
    # Below the table, since words need the whole width of a page.
    said = [
        writer.sentence(
            f"reasons.why.{place}",
            "money.why" if each.why else "money.unexplained",
            {"line": each.title, "words": each.why},
        )
        for place, each in enumerate(far, 1)
    ]
    writer.bullets("reasons.why", *said)


def _gross(writer: _Desk, data: MoneyReportInput) -> None:
    names = (
        ("gross", "income", "net", "gross_year", "income_year", "net_year")
        if data.quarter
        else ("gross", "income", "net")
    )
    rows = []
    for place, each in enumerate(data.lines, 1):
        year = each.account.outturn.amounts if each.account.outturn and data.quarter else None
        cells = (*_three(writer, each.account.budget), *(_three(writer, year) if data.quarter else ()))
        rows.append(Row(f"line{place}", each.title, cells))
    if not rows:
        return
    writer.chapter("gross", writer.label("chapter.money.gross"))
    caption = writer.label("caption.money.gross" if data.quarter else "caption.money.gross_budget", unit=writer.unit)
    corner = writer.label("column.money.line")
    writer.show(Table("gross.table", caption, corner, writer.columns(*names), tuple(rows)))


def _three(writer: _Desk, amounts: Amounts | None) -> tuple[Cell, ...]:
    if amounts is None:
        return (NONE, NONE, NONE)
    return tuple(writer.pounds(each) for each in (amounts.gross, amounts.implied_income, amounts.net))


def _changes(writer: _Desk, data: MoneyReportInput) -> None:
    writer.chapter("changes", writer.label("chapter.money.changes"))
    if not data.changes:
        writer.paragraph("changes.none", writer.sentence("changes.none.1", "money.no_changes"))
        return
    rows = tuple(
        Row(
            f"change{place}",
            each.title,
            (each.on, each.out_of or "–", each.into or "–", writer.pounds(each.gross), writer.pounds(each.income)),
        )
        for place, each in enumerate(data.changes, 1)
    )
    caption, corner = writer.label("caption.money.changes", unit=writer.unit), writer.label("column.money.change")
    writer.show(
        Table("changes.table", caption, corner, writer.columns("on", "out_of", "into", "moved", "moved_income"), rows)
    )


def _savings(writer: _Desk, data: MoneyReportInput) -> None:
    writer.chapter("savings", writer.label("chapter.money.savings"))
    if not data.savings:
        writer.paragraph("savings.none", writer.sentence("savings.none.1", "money.no_savings"))
        return
    total = add_savings(each.stand for each in data.savings)
    rows = [
        Row(
            f"saving{place}",
            each.title,
            (
                writer.pounds(each.stand.planned),
                writer.pounds(each.stand.delivered),
                writer.label(f"delivery.money.{each.stand.delivery}"),
                each.owner or "–",
            ),
        )
        for place, each in enumerate(data.savings, 1)
    ]
    sums = (writer.pounds(total.planned), writer.pounds(total.delivered), "", "")
    rows.append(Row("all", writer.label("row.money.all"), sums, is_base=True))
    caption, corner = writer.label("caption.money.savings", unit=writer.unit), writer.label("column.money.saving")
    table = Table(
        "savings.table", caption, corner, writer.columns("planned", "delivered", "state", "owner"), tuple(rows)
    )
    writer.rest_on(table)
    said = {name: CellRef("savings.table", "all", name) for name in ("planned", "delivered")}
    writer.paragraph(
        "savings.said", writer.sentence("savings.said.1", "money.savings", {"unit": writer.counting}, **said)
    )
    writer.show(table)
    told = [
        writer.sentence(f"savings.told.{place}", "money.why", {"line": each.title, "words": each.told})
        for place, each in enumerate(data.savings, 1)
        if each.told
    ]
    writer.bullets("savings.told", *told)


def _staff(writer: _Desk, data: MoneyReportInput) -> None:
    if not data.staff or data.staff_on is None:
        return
    writer.chapter("staff", writer.label("chapter.money.staff"))
    rows = tuple(
        Row(
            f"grade{place}",
            each.grade,
            (_fte(each.fte), _fte(each.external) if each.external_known else NONE),
            each.is_total,
        )
        for place, each in enumerate(data.staff, 1)
    )
    caption = writer.label("caption.money.staff", day=writer.day(data.staff_on))
    writer.show(
        Table("staff.table", caption, writer.label("column.money.grade"), writer.columns("fte", "external"), rows)
    )


def _fte(value: Decimal | None) -> Figure:
    return number(None if value is None else float(value), 2, kept_back=value is None)


def _unsound(writer: _Desk, data: MoneyReportInput) -> None:
    if not data.unsound:
        return
    writer.chapter("unsound", writer.label("chapter.money.unsound"))
    said = [
        writer.sentence(f"unsound.{place}", "money.unsound", {"words": words})
        for place, words in enumerate(data.unsound, 1)
    ]
    writer.callout("unsound.said", CalloutKind.NOTE, *said)


def _method(writer: _Desk, data: MoneyReportInput) -> None:
    writer.chapter("method", writer.label("chapter.money.method"))
    sentences = [writer.sentence("method.1", "money.method")]
    if data.quarter:
        sentences.append(writer.sentence("method.2", "money.method.forecast"))
    if data.staff:
        sentences.append(writer.sentence("method.3", "money.method.staff"))
    counted = {"day": writer.day(data.counted), "unit": writer.unit}
    writer.paragraph("method.how", *sentences, writer.sentence("method.4", "money.counted", counted))


def _net(amounts: Amounts | None) -> int | None:
    return None if amounts is None else amounts.net


def _net_of(outturn: Outturn | None) -> int | None:
    return None if outturn is None else outturn.amounts.net
