"""The report of a year of keeping a compact, in every form of `folkmoot_core.reports`."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date

from folkmoot_core.compacts.keeping import Keeping
from folkmoot_core.reports.document import FrontMatter, Report
from folkmoot_core.reports.figures import NOT_APPLICABLE, Figure, Measure, count, percent
from folkmoot_core.reports.phrases import spoken_language
from folkmoot_core.reports.tables import CellRef, Column, Row, Table
from folkmoot_core.reports.writing import Writer

TEMPLATE = "folkmoot compact 1"
PARTS = ("kept", "reasoned", "broken", "not_yet")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that showed how a commitment was kept: what, how it stands, and why, in words."""

    title: str
    verdict: str
    because: str


@dataclass(frozen=True, slots=True)
class CommitmentYear:
    """A commitment with what was checked in the year and what people entered."""

    key: str
    theme: str
    side: str
    words: str
    keeping: Keeping
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ReviewInput:
    """`concerns`: {how they stand: how many, or None where the number is kept back}. `introduction` is an officer's."""

    organisation: str
    agreement: str
    year: int
    first: date
    last: date
    counted: date
    commitments: tuple[CommitmentYear, ...]
    concerns: dict[str, int | None]
    introduction: str = ""
    language: str = "en-GB"

    @property
    def digest(self) -> str:
        """SHA-256 of all that it says: the same year gives the same report."""
        content = [[asdict(each) for each in self.commitments], self.concerns, self.year, self.introduction]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def compact_review(data: ReviewInput) -> Report:
    """At a glance, then each theme with its commitments and what shows how they were kept, then concerns in counts."""
    writer = Writer(spoken_language(data.language))
    writer.chapter("summary", writer.label("chapter.compact.summary"))
    if data.introduction.strip():
        writer.paragraph(
            "introduction", writer.sentence("introduction.1", "compact.words", {"words": data.introduction.strip()})
        )
    _glance(writer, data)
    _themes(writer, data)
    _without(writer, data)
    _concerns(writer, data)
    writer.chapter("method", writer.label("chapter.compact.method"))
    writer.paragraph(
        "method.how",
        writer.sentence("method.how.1", "compact.method"),
        writer.sentence("method.how.2", "compact.counted", {"day": writer.day(data.counted)}),
    )
    front = FrontMatter(
        organisation=data.organisation,
        opened=data.first,
        closed=data.last,
        snapshot=data.digest,
        template=TEMPLATE,
        subtitle=writer.label("subtitle.compact"),
        reported=data.counted,
        # Records of bodies, not of people: nothing to keep back but the concerns, and those come protected.
        threshold=1,
        counts=".compact",
    )
    title = writer.label("title.compact", agreement=data.agreement, year=str(data.year))
    return writer.short_report(f"compact-{data.year}", title, front)


def _glance(writer: Writer, data: ReviewInput) -> None:
    whole = sum((each.keeping for each in data.commitments), Keeping())
    themes = list(dict.fromkeys(each.theme for each in data.commitments))
    rows = [
        Row(
            f"theme{place}",
            theme,
            _cells(sum((each.keeping for each in data.commitments if each.theme == theme), Keeping())),
        )
        for place, theme in enumerate(themes, start=1)
    ]
    table = Table(
        "glance",
        writer.label("caption.compact.glance"),
        writer.label("column.compact.theme"),
        (
            *(Column(part, writer.label(f"column.compact.{part}")) for part in PARTS),
            Column("share", writer.label("column.compact.share")),
        ),
        (*rows, Row("all", writer.label("row.compact.all"), _cells(whole), is_base=True)),
        (writer.label("note.compact.share"),),
    )
    writer.rest_on(table)
    kept, reasoned, broken, not_yet = (CellRef("glance", "all", part) for part in PARTS)
    said = writer.sentence(
        "glance.said.1", "compact.glance", kept=kept, reasoned=reasoned, broken=broken, not_yet=not_yet
    )
    writer.paragraph("glance.said", said)
    writer.show(table)


def _cells(keeping: Keeping) -> tuple[Figure, ...]:
    numbers = (count(getattr(keeping, part)) for part in PARTS)
    share = percent(keeping.share, 0) if keeping.judged else Figure(None, Measure.PERCENT, 0, NOT_APPLICABLE)
    return (*numbers, share)


def _themes(writer: Writer, data: ReviewInput) -> None:
    shown = [each for each in data.commitments if each.lines]
    for place, theme in enumerate(dict.fromkeys(each.theme for each in shown), start=1):
        writer.chapter(f"theme.{place}", theme)
        for each in shown:
            if each.theme == theme:
                _commitment(writer, each)


def _commitment(writer: Writer, each: CommitmentYear) -> None:
    name = f"commitment.{each.key.lower()}"
    writer.heading(name, f"{each.key}: {each.words}")
    writer.paragraph(f"{name}.side", writer.sentence(f"{name}.side.1", "compact.side", {"side": each.side}))
    writer.show(
        Table(
            f"{name}.lines",
            writer.label("caption.compact.lines", key=each.key),
            writer.label("column.compact.what"),
            (
                Column("verdict", writer.label("column.compact.verdict")),
                Column("because", writer.label("column.compact.because")),
            ),
            tuple(
                Row(f"line{place}", line.title, (line.verdict, line.because))
                for place, line in enumerate(each.lines, start=1)
            ),
        )
    )


def _without(writer: Writer, data: ReviewInput) -> None:
    """What nobody has shown anything about is named, so that silence is not taken for keeping."""
    silent = [each for each in data.commitments if not each.lines]
    if not silent:
        return
    writer.chapter("silent", writer.label("chapter.compact.silent"))
    writer.paragraph("silent.said", writer.sentence("silent.said.1", "compact.silent"))
    writer.bullets(
        "silent.list",
        *(
            writer.sentence(f"silent.{each.key.lower()}", "compact.words", {"words": f"{each.key}: {each.words}"})
            for each in silent
        ),
    )


def _concerns(writer: Writer, data: ReviewInput) -> None:
    writer.chapter("concerns", writer.label("chapter.compact.concerns"))
    if not data.concerns:
        writer.paragraph("concerns.none", writer.sentence("concerns.none.1", "compact.no_concerns"))
        return
    writer.show(
        Table(
            "concerns.counts",
            writer.label("caption.compact.concerns"),
            writer.label("column.compact.state"),
            (Column("number", writer.label("column.compact.number")),),
            tuple(
                Row(f"state{place}", state, (count(number, kept_back=number is None),))
                for place, (state, number) in enumerate(data.concerns.items(), start=1)
            ),
            (writer.label("note.compact.small"),),
        )
    )
