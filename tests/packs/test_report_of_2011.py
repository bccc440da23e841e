"""The committee report of the 2011 consultation holds the figures that the papers print, but for those that our policy
on small numbers keeps back today; each of the other three reports can be made; every form is the same twice."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from folkmoot.domains.consultations.actions.snapshots import snapshot_now
from folkmoot.domains.consultations.models import Consultation, Snapshot
from folkmoot.domains.consultations.queries.reports import document_of
from folkmoot.ground.base.policies import SYSTEM
from folkmoot.site.packs.loader import load
from folkmoot_core.reports.checking import check
from folkmoot_core.reports.document import Report
from folkmoot_core.reports.figures import KEPT_BACK, Figure
from folkmoot_core.reports.forms import forms_of, write

PACK = Path(__file__).parents[2] / "packs" / "kent-2011"
FIGURES = PACK / "consultations" / "vision-2011" / "published_figures.csv"
BASES = {"no_reply": "base:no_reply", "declined": "base:declined", "base": "base:asked"}


@pytest.fixture
def consultation(db: None, settings: object, tmp_path: Path) -> Consultation:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    result = load(PACK)
    assert result.ok, result.report.as_text()
    return Consultation.objects.get(slug="vision-2011")


@dataclass(frozen=True)
class Cells:
    """Where the report holds a printed figure: the number, and its percentage of those asked. None: in no table, and
    why."""

    count: Figure | None
    percent: Figure | None = None
    why_not: str = ""


class Printed:
    """Finds each printed figure in the tables of the report."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def figure(self, table: str, row: str, column: str = "n") -> Figure | None:
        found = self.report.table(table)
        return found.figure(row, column) if found else None

    def cells(self, table: str, item: str, group: str) -> Cells:
        special = getattr(self, f"_{table}", None)
        if special is not None:
            return special(item, group)  # type: ignore[no-any-return]
        if table.endswith("_rank"):
            return self._rank(f"question.{table.removesuffix('_rank')}", item)
        row = BASES.get(item, item)
        name = f"question.{table}"
        return Cells(self.figure(name, row), self.figure(name, row, "asked") or self._of_a_hidden_base(name, row))

    def _of_a_hidden_base(self, table: str, row: str) -> Figure | None:
        """Where how many were asked is kept back, no share of them is shown for any answer."""
        asked = self.figure(table, "base:asked")
        return asked if asked is not None and asked.hidden else None

    def _rank(self, table: str, item: str) -> Cells:
        found = self.report.table(table)
        assert found is not None
        counts = {row.key: cell.value for row in found.answers if isinstance(cell := row.cells[0], Figure)}
        return Cells(Figure(1 + sum((count or 0) > (counts[item] or 0) for count in counts.values())))

    def _responses(self, item: str, group: str) -> Cells:
        return Cells(self.figure("channels", "base:responses"))

    def _channel(self, item: str, group: str) -> Cells:
        ways = {"written": ("letter", "email"), "post": ("paper", "letter")}.get(item, (item,))
        found = [self.figure("channels", way) for way in ways]
        return Cells(Figure(sum(each.value or 0 for each in found if each)))

    def _age_by_gender(self, item: str, group: str) -> Cells:
        """The margins are those of the two questions. Inside, the counts are so small that the breakdown is not shown
        at all; the report says so."""
        if group == "total":
            return self.cells("age", item, "")
        if item == "base":
            return self.cells("gender", group, "")
        untold = self.report.table("breakdowns.untold")
        assert untold is not None
        assert untold.cell("gender", "by") == "age"
        return Cells(None, why_not="the breakdown of sex by age is kept back")

    def _organisation(self, item: str, group: str) -> Cells:
        return Cells(self.figure("words.answered.capacity", "organisation", item))

    def _theme(self, item: str, group: str) -> Cells:
        return Cells(self.figure("themes", item))

    def _suggestions(self, item: str, group: str) -> Cells:
        if item == "people":
            return Cells(self.figure("facts", "people", "value"))
        return Cells(None, why_not="single suggestions are not counted, only answers and themes")

    def _district(self, item: str, group: str) -> Cells:
        table = self.report.table("profile.district")
        assert table is not None
        total = self.figure("channels", "base:responses")
        assert total is not None
        return Cells(Figure(round((total.value or 0) / len(table.answers))))


def figures() -> list[dict[str, str]]:
    with FIGURES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def bears_out(rule: str, printed: Decimal, found: Decimal) -> bool:
    """As `test_published_figures` has it, whose file says for each rule why it holds."""
    if rule == "about":
        return abs(found - printed) <= printed / 10
    return found != printed if rule == "differs" else found == printed


def wrong(line: dict[str, str], cells: Cells) -> Iterator[str]:
    for name, cell in (("count", cells.count), ("percent_as_printed", cells.percent)):
        printed = line[name]
        if not printed or cell is None or cell.value is None:
            continue
        exact = Decimal(repr(cell.value)) if name == "count" else Decimal(repr(round(cell.value, 9)))
        found = exact.quantize(Decimal(printed), ROUND_HALF_UP)
        if not bears_out(line["rule"], Decimal(printed), found):
            yield f"{line['table']} {line['item']} {line['group']}: printed {printed}, the report has {found}"


def state(line: dict[str, str], cells: Cells) -> str:
    wanted = [cell for name, cell in (("count", cells.count), ("percent_as_printed", cells.percent)) if line[name]]
    if cells.why_not:
        return cells.why_not
    if any(cell is not None and cell.value is not None for cell in wanted):
        return "held"
    hidden = any(cell is not None and cell.mark == KEPT_BACK for cell in (cells.count, cells.percent))
    return "kept back" if hidden else "missing"


def test_the_report_holds_every_printed_figure_or_keeps_it_back(consultation: Consultation) -> None:
    snapshot = snapshot_now(consultation=consultation, by=SYSTEM)
    report = document_of("committee", consultation, snapshot)
    assert check(report) == ()
    printed = Printed(report)
    found = [(line, printed.cells(line["table"], line["item"], line["group"])) for line in figures()]
    assert [fault for line, cells in found for fault in wrong(line, cells)] == []
    states = Counter(state(line, cells) for line, cells in found)
    assert states["missing"] == 0, [line for line, cells in found if state(line, cells) == "missing"]
    kept = {(line["table"], line["item"], line["group"]) for line, cells in found if state(line, cells) == "kept back"}
    # One person was 19 or younger; 18 were 20 to 25, which would tell. Of 13 businesses one or more gave no reply.
    assert kept == {
        ("age_by_gender", "up-to-19", "total"),
        ("age_by_gender", "20-25", "total"),
        ("bu1", "yes", ""),
    }
    assert states["held"] == 83
    _the_same_twice_in_every_form(consultation, snapshot, report)
    _every_kind_can_be_made(consultation, snapshot)


def _the_same_twice_in_every_form(consultation: Consultation, snapshot: Snapshot, report: Report) -> None:
    again = document_of("committee", consultation, snapshot)
    assert again == report
    forms = [form.name for form in forms_of(report)]
    assert forms == ["html", "pdf", "docx", "xlsx", "csv", "slides"]
    for form in forms:
        assert write(report, form).content == write(again, form).content


def _every_kind_can_be_made(consultation: Consultation, snapshot: Snapshot) -> None:
    for kind in ("residents", "outcome"):
        assert check(document_of(kind, consultation, snapshot)) == ()
    extract = document_of("district", consultation, snapshot, district="E07000110")
    assert check(extract) == ()
    assert "Maidstone" in extract.title
    assert [table.id for table in extract.tables if table.id.startswith("district.question.")]


def test_a_wrong_figure_would_be_noticed() -> None:
    line = next(line for line in figures() if line["table"] == "q1")
    right = Cells(Figure(375), Figure(100 * 375 / 773))
    assert not list(wrong(line, right))
    assert list(wrong(line, Cells(Figure(376))))
    assert list(wrong(line, Cells(Figure(375), Figure(100 * 375 / 793))))
    assert state(line, Cells(None)) == "missing"
