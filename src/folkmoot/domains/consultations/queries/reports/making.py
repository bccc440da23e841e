"""A report worked out: what the figures say, and what an officer made of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from folkmoot_core.reports.document import Report as CoreReport
from folkmoot_core.reports.document import Sentence
from folkmoot_core.reports.edits import Applied, Edits, EditWarning, WarningKind, apply
from folkmoot_core.reports.keeping import from_document
from folkmoot_core.reports.speaking import Speaker

from ...models import Report
from .crossings import Without
from .filling import document_of

REMEMBERED = "_generated"


@dataclass(frozen=True)
class Made:
    """`generated` comes from the figures alone; `applied` has the edits on it, and says which no longer fit."""

    generated: CoreReport
    edits: Edits
    applied: Applied

    @property
    def to_confirm(self) -> list[EditWarning]:
        """Her text says something that the figures no longer say, or never said."""
        return [warning for warning in self.applied.warnings if warning.kind is not WarningKind.LOST]

    @property
    def with_everything(self) -> CoreReport:
        """Also what she has hidden."""
        return apply(self.generated, replace(self.edits, hidden=())).report

    def sentence(self, part: str) -> Sentence | None:
        """As it stands now, an officer's own paragraph too; None where the report has no such sentence."""
        return next((each for each in self.with_everything.sentences() if each.id == part), None)

    def machine_words(self, part: str) -> str:
        """What the figures say of themselves; "" for an officer's own paragraph."""
        found = next((each for each in self.generated.sentences() if each.id == part), None)
        return Speaker(self.generated).generated(found) if found else ""

    def text_of(self, part: str) -> str:
        """What the sentence says now: hers, or else the machine's. A text of hers that is not shown at present, since
        a figure in it is kept back now, counts as what it says."""
        own = next((each.text for each in self.edits.rewritten if each.id == part), None)
        if own is not None:
            return own
        found = self.sentence(part)
        return Speaker(self.applied.report).say(found) if found else ""

    def is_edited(self, part: str) -> bool:
        return any(each.id == part for each in self.edits.rewritten)


def make(report: Report, without: Without = frozenset()) -> Made:
    """The report from its snapshot, with its edits. Raises Invalid where the snapshot's files are missing."""
    generated = generate(report, without)
    edits = from_document(report.edits)
    return Made(generated, edits, apply(generated, edits))


def generate(report: Report, without: Without = frozenset()) -> CoreReport:
    """What the figures alone say. The row that was fetched remembers it for as long as it stands on the same figures,
    since one request asks several times and every time all tables are read."""
    figures = (report.snapshot_id, report.weighting_id, frozenset(without))
    known: tuple[object, CoreReport] | None = report.__dict__.get(REMEMBERED)
    if known is None or known[0] != figures:
        known = (figures, _generate(report, without))
        report.__dict__[REMEMBERED] = known
    return known[1]


def _generate(report: Report, without: Without) -> CoreReport:
    return document_of(
        report.kind,
        report.consultation,
        report.snapshot,
        district=report.district.code if report.district else "",
        weighting=report.weighting,
        without=without,
    )
