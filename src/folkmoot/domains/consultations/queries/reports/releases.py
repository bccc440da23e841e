"""What a report shows of counts, as the ledger of releases takes it: in the words of the pages, so that the two are
compared."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from folkmoot.ground.places.models import Place
from folkmoot_core.disclosure.figures import DECLINED, NO_REPLY, NOT_ASKED, statements_of
from folkmoot_core.disclosure.ledger import Release
from folkmoot_core.reports.document import Report as Document
from folkmoot_core.snapshots import Column
from folkmoot_core.snapshots.columns import WORDS

from ...adapters import DECLINED_CODE
from ...enums import ReportKind
from ...models import Report
from ..results import Trait, state_name
from .crossings import SafeCross, asked_by, safe_cross_of
from .district_themes import themes_by_district
from .filling import source_of
from .source import NOT_KNOWN, OTHERS, Groups

DISTRICT = "trait:district"
# Revision, highest number and count of responses: the rest of a stamp is of words.
PARTS_OF_A_STATE = 3


@dataclass(frozen=True)
class Breakdown:
    """A question by a trait, and what it is called."""

    question: str
    trait: Trait
    text: str
    releases: tuple[Release, ...]

    @property
    def key(self) -> tuple[str, str]:
        return self.question, self.trait.value


@dataclass(frozen=True)
class Shown:
    """All that a report shows. wholes: {what it is called: the table of a question}."""

    wholes: dict[str, Release]
    breakdowns: tuple[Breakdown, ...]

    def but(self, without: Collection[tuple[str, str]]) -> list[Release]:
        """Everything but some of the breakdowns."""
        kept = [each for each in self.breakdowns if each.key not in without]
        return [*self.wholes.values(), *(release for each in kept for release in each.releases)]


def wholes_of(report: Report) -> dict[str, Release]:
    """The tables of whole questions alone, which are soon counted."""
    return _Ledgering(report).wholes()


def shown_by(report: Report, document: Document) -> Shown:
    """Of the document before edits: what an officer hides on the page stands in the files. Every question counts as
    shown, since each report has its sums. Raises Invalid as `report_input` does."""
    ledgering = _Ledgering(report)
    return Shown(ledgering.wholes(), tuple(ledgering.breakdowns(document)))


class _Ledgering:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.source = source_of(report.snapshot)
        self.state = state_name(report.snapshot.stamp[:PARTS_OF_A_STATE])
        self.places = self._places()

    def _places(self) -> dict[str, str]:
        """{code: how the pages call a district}. One query."""
        if DISTRICT not in self.source.book:
            return {}
        codes = [level.key for level in self.source.book.column(DISTRICT).levels]
        return {code: str(pk) for code, pk in Place.objects.filter(code__in=codes).values_list("code", "pk")}

    def wholes(self) -> dict[str, Release]:
        source = self.source
        columns = [column for columns in source.closed.values() for column in columns]
        columns += [each for each in source.book.of_kind(WORDS) if each.question]
        found = {source.text_of(each): self._whole(each) for each in columns}
        if DISTRICT in source.book and source.groups(Trait.DISTRICT) is not None:
            found[str(Trait.DISTRICT.label)] = self._whole(source.book.column(DISTRICT))
        return found

    def _whole(self, column: Column) -> Release:
        table = self.source.safe(column)
        if column.name == DISTRICT:
            rows = tuple(replace(row, key=self.places.get(row.key, row.key)) for row in table.rows)
            table = replace(table, question=Trait.DISTRICT.value, key=Trait.DISTRICT.value, rows=rows)
        return Release.of(table.key, self.state, table.key, statements_of(table))

    def breakdowns(self, document: Document) -> Iterator[Breakdown]:
        everything = self.report.kind == ReportKind.DISTRICT
        printed = {table.id for table in document.tables}
        for columns, groups in asked_by(self.source):
            trait = groups.trait
            names = {f"crossing.{column.name}.{trait.value}" for column in columns}
            words = {f"words.answered.{trait.value}"} if columns[0].kind == WORDS else set()
            if not (everything and trait is Trait.DISTRICT) and not (names | words) & printed:
                continue
            safe = safe_cross_of(self.source, columns, groups)
            if safe is not None:
                releases = tuple(self._crosses(safe, groups))
                yield Breakdown(columns[0].question, trait, columns[0].text, releases)
        if everything:
            yield from self._themes()

    def _themes(self) -> Iterator[Breakdown]:
        """In the words in which counts of themes are entered when they are published."""
        for each in themes_by_district(self.source, self.report.consultation):
            releases = tuple(self._crosses(each.safe, each.groups))
            yield Breakdown(each.name, Trait.DISTRICT, each.question.text, releases)

    def _crosses(self, safe: SafeCross, groups: Groups) -> Iterator[Release]:
        own = self.source.with_role(safe.trait.value)
        variable = own.name if own is not None and safe.trait is not Trait.DISTRICT else safe.trait.value
        alone = [key for key in safe.keys if key != OTHERS]
        others = [value for value in groups.values if (value or NOT_KNOWN) not in alone]
        for table in safe.tables:
            levels = {}
            for key, group in zip(safe.keys, table.groups, strict=True):
                values = others if key == OTHERS else ["" if key == NOT_KNOWN else key]
                levels[group.label] = [level for value in values for level in self._levels(value)]
            names = "; ".join(group.label for group in table.groups)
            statements = statements_of(table, by=variable, groups=levels)
            yield Release.of(f"{table.key} by {variable}: {names}", self.state, table.key, statements)

    def _levels(self, value: str) -> tuple[str, ...]:
        """What the pages call a value of a trait."""
        silent = {"": (NO_REPLY, NOT_ASKED), DECLINED_CODE: (DECLINED,)}
        return silent.get(value, (self.places.get(value, value),))
