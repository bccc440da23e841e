"""A report cut into the parts that an officer changes: each sentence, and each table or chart as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from folkmoot_core.reports.document import (
    Block,
    Bullets,
    Callout,
    Chart,
    Heading,
    PageBreak,
    Paragraph,
    Quote,
    Sentence,
    sentences_of,
)
from folkmoot_core.reports.document import Report as CoreReport
from folkmoot_core.reports.edits import EditWarning, WarningKind
from folkmoot_core.reports.forms import html
from folkmoot_core.reports.speaking import Speaker
from folkmoot_core.reports.tables import Table

from ...queries.reports.making import Made

SHORT = 60


@dataclass(frozen=True)
class Line:
    """A sentence: what it says, and what stands in the link beside it for those who hear the page."""

    id: str
    anchor: str
    text: SafeString
    start: str
    is_edited: bool
    warnings: tuple[EditWarning, ...]


@dataclass(frozen=True)
class Part:
    """A block of the report. `shape`: "words", "list", "note", "warning" for what has sentences; else "whole"."""

    id: str
    anchor: str
    name: str
    shape: str
    lines: tuple[Line, ...]
    content: SafeString
    is_hidden: bool
    is_own: bool
    can_hide: bool


def parts_of(made: Made) -> list[Part]:
    """Every part in order, the hidden ones too."""
    cutter = _Cutter(made)
    return [cutter.part(block) for block in made.with_everything.blocks if not isinstance(block, PageBreak)]


class _Cutter:
    def __init__(self, made: Made) -> None:
        self.made = made
        # From the report as it will be read, so that its tables carry the numbers that they will carry.
        self.shown = {block.id: content for block, content in html.pieces(made.applied.report)}
        self.speaker = Speaker(made.applied.report)
        self.own = {each.id for each in made.edits.inserted}
        self.warnings: dict[str, list[EditWarning]] = {}
        for warning in made.applied.warnings:
            self.warnings.setdefault(warning.id, []).append(warning)

    def part(self, block: Block) -> Part:
        content = self.shown.get(block.id)
        is_shown = content is not None
        return Part(
            id=block.id,
            anchor=anchor_of(block.id),
            name=name_of(block, self.speaker if is_shown else None),
            shape=_shape(block),
            lines=tuple(self.line(sentence) for sentence in sentences_of(block)) if is_shown else (),
            content=mark_safe(content or ""),
            is_hidden=not is_shown,
            is_own=block.id in self.own,
            can_hide=not isinstance(block, Heading) and block.id not in self.own,
        )

    def line(self, sentence: Sentence) -> Line:
        said = self.speaker.say(sentence)
        return Line(
            id=sentence.id,
            anchor=anchor_of(sentence.id),
            text=mark_safe(html.linked(said)),
            start=shortened(said),
            is_edited=self.made.is_edited(sentence.id),
            # Warnings of an officer's own paragraph carry the name of the paragraph.
            warnings=tuple(self.warnings.get(sentence.id.removesuffix(".text"), ())),
        )


def _shape(block: Block) -> str:
    match block:
        case Paragraph():
            return "words"
        case Bullets():
            return "list"
        case Callout():
            return str(block.kind)
        case _:
            return "whole"


def name_of(block: Block, speaker: Speaker | None) -> str:
    """What to call a part where it is not seen."""
    match block:
        case Table():
            return _("Table: %(name)s") % {"name": block.caption}
        case Chart():
            return _("Chart: %(name)s") % {"name": block.title}
        case Quote():
            return _("Quote: %(name)s") % {"name": shortened(block.text)}
        case Heading():
            return block.text
        case _:
            first = next(iter(sentences_of(block)), None)
            return shortened(speaker.say(first)) if first and speaker else _("A paragraph")


def anchor_of(name: str) -> str:
    """A part's place on the page; not the id that its own HTML may carry."""
    return f"part-{html.anchor(name)}"


def shortened(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= SHORT else f"{plain[:SHORT].rsplit(' ', 1)[0]} …"


@dataclass(frozen=True)
class Told:
    """A warning in words that an officer reads, with the sentence that it is about."""

    part: str
    anchor: str
    text: str
    words: str
    is_lost: bool


def told_of(warnings: Iterable[EditWarning]) -> list[Told]:
    return [
        Told(
            part=each.id,
            anchor=anchor_of(each.id),
            text=each.text,
            words=_in_words(each),
            is_lost=each.kind is WarningKind.LOST,
        )
        for each in warnings
    ]


def _in_words(warning: EditWarning) -> str:
    told = {"was": warning.was, "now": warning.now}
    match warning.kind:
        case WarningKind.STATED:
            return _("Your text says %(was)s. The figure is now %(now)s.") % told
        case WarningKind.BENEATH:
            return _("A figure behind your text was %(was)s and is now %(now)s.") % told
        case WarningKind.HIDDEN:
            return (
                _(
                    "Your text says %(was)s, which is kept back now, since it could point to somebody. The sentence of "
                    "the machine stands in its place."
                )
                % told
            )
        case WarningKind.UNSOURCED:
            return _("The number %(was)s is in no table of this report.") % told
        case _:
            return _("What this belonged to is no longer in the report, so that it is not shown.")


@dataclass(frozen=True)
class Source:
    """A number of a sentence, and the cell that it comes from."""

    shown: str
    table: str
    row: str
    column: str


def sources_of(report: CoreReport, sentence: Sentence | None) -> list[Source]:
    """Where the numbers of a sentence come from, in its order."""
    speaker, found = Speaker(report), []
    for slot in sentence.numbers if sentence else ():
        table = report.table(slot.ref.table)
        if table is None:
            continue
        row = next((each.header for each in table.rows if each.key == slot.ref.row), "")
        column = next((each.header for each in table.columns if each.key == slot.ref.column), "")
        found.append(Source(speaker.shown(slot), table.caption, row, column))
    return found


def faulty_place(made: Made, where: str) -> SafeString:
    """A link to the part that a fault names, if it is one of this page."""
    names = {block.id for block in made.with_everything.blocks} | {each.id for each in made.with_everything.sentences()}
    return format_html("#{}", anchor_of(where)) if where in names else SafeString("")
