"""What an officer changed by hand, kept beside the report and put on again whenever it is made anew.

An edit belongs to a sentence or block by its id. With her text are kept the figures that she saw. When the report is
made from other figures her text stays, and a warning says which of them have changed and whether her text still
states the old one. A text that states a figure which is hidden now does not go on the report: the generated sentence
stands in its place. Nothing she wrote is ever dropped: what has no place any more is handed back with its warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from folkmoot_core.reports.document import Block, Bullets, Callout, Paragraph, Report, Sentence, Style, sentences_of
from folkmoot_core.reports.speaking import Speaker, numbers_in
from folkmoot_core.values import Fault, Invalid

OFFICER = "officer"
YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Seen:
    """A figure as it stood in the sentence when it was edited: "56.3%", "436 people", "Most"."""

    name: str
    cell: str
    style: str
    shown: str


@dataclass(frozen=True, slots=True)
class Rewritten:
    """An officer's text for the sentence `id`, what it said before, and the figures it said."""

    id: str
    text: str
    before: str
    seen: tuple[Seen, ...] = ()


@dataclass(frozen=True, slots=True)
class Inserted:
    """A paragraph of the officer's own, behind the block `after`."""

    id: str
    after: str
    text: str


@dataclass(frozen=True, slots=True)
class Edits:
    rewritten: tuple[Rewritten, ...] = ()
    inserted: tuple[Inserted, ...] = ()
    hidden: tuple[str, ...] = ()


class WarningKind(StrEnum):
    """STATED: her text gives a number that has changed. BENEATH: a figure behind her sentence has changed. HIDDEN: her
    text gives a number that is kept back now, so it is not shown. UNSOURCED: her text gives a number that is in no
    table. LOST: what she edited is no longer in the report."""

    STATED = "stated"
    BENEATH = "beneath"
    HIDDEN = "hidden"
    UNSOURCED = "unsourced"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class EditWarning:
    """Something she should look at: at which edit, which figure, what it was and what it is now."""

    id: str
    kind: WarningKind
    name: str = ""
    was: str = ""
    now: str = ""
    text: str = ""

    def __str__(self) -> str:
        match self.kind:
            case WarningKind.STATED:
                return f"{self.id}: the text says {self.was}; the figure is now {self.now}."
            case WarningKind.BENEATH:
                return f"{self.id}: the figure behind this sentence was {self.was} and is now {self.now}."
            case WarningKind.HIDDEN:
                return f"{self.id}: the text says {self.was}, which is kept back now, so it is not shown: {self.text}"
            case WarningKind.UNSOURCED:
                return f"{self.id}: the number {self.was} is in no table of this report."
            case _:
                return f"{self.id}: this part is no longer in the report. The text is kept: {self.text}"


@dataclass(frozen=True, slots=True)
class Applied:
    """The report with the edits on it, and what to look at."""

    report: Report
    warnings: tuple[EditWarning, ...]


def rewrite(report: Report, edits: Edits, sentence_id: str, text: str) -> Edits:
    """Edits with a new text for a sentence, and with the figures of `report`, which the officer has before her.

    Saving a text again is how she says that it fits the figures. A paragraph of her own is changed in the same way.
    Invalid if the report has no such sentence, or the text is empty (hide the block instead).
    """
    own = next((each for each in edits.inserted if sentence_id in {each.id, f"{each.id}.text"}), None)
    if own is not None and text.strip():
        changed = tuple(replace(each, text=text.strip()) if each is own else each for each in edits.inserted)
        return replace(edits, inserted=changed)
    sentence = next((each for each in report.sentences() if each.id == sentence_id), None)
    if sentence is None:
        raise Invalid([Fault(sentence_id, "The report has no such sentence.", "Load the page again.")])
    if not text.strip():
        raise Invalid([Fault(sentence_id, "The text is empty.", "Write a text, or hide the paragraph.")])
    speaker = Speaker(report)
    seen = tuple(Seen(slot.name, str(slot.ref), slot.style, speaker.shown(slot)) for slot in sentence.numbers)
    made = Rewritten(sentence_id, text.strip(), speaker.generated(sentence), seen)
    return replace(edits, rewritten=(*(each for each in edits.rewritten if each.id != sentence_id), made))


def restore(edits: Edits, part_id: str) -> Edits:
    """Edits without those of one sentence or block: the generated text comes back, the hidden block is shown."""
    return Edits(
        tuple(each for each in edits.rewritten if each.id != part_id),
        tuple(each for each in edits.inserted if each.id != part_id),
        tuple(each for each in edits.hidden if each != part_id),
    )


def insert(report: Report, edits: Edits, after: str, text: str) -> Edits:
    """Edits with a paragraph of the officer's own behind the block `after`, which may be one of her own."""
    if after not in {block.id for block in report.blocks} | {each.id for each in edits.inserted}:
        raise Invalid([Fault(after, "The report has no such part.", "Load the page again.")])
    if not text.strip():
        raise Invalid([Fault(after, "The paragraph is empty.", "Write a text.")])
    taken = {each.id for each in edits.inserted}
    name = next(f"{OFFICER}.{n}" for n in range(1, len(taken) + 2) if f"{OFFICER}.{n}" not in taken)
    return replace(edits, inserted=(*edits.inserted, Inserted(name, after, text.strip())))


def hide(report: Report, edits: Edits, block_id: str) -> Edits:
    """Edits under which a block is left out. Tables that sentences or charts rest on stay in the spreadsheets."""
    if not any(block.id == block_id for block in report.blocks):
        raise Invalid([Fault(block_id, "The report has no such part.", "Load the page again.")])
    return replace(edits, hidden=(*(each for each in edits.hidden if each != block_id), block_id))


def apply(report: Report, edits: Edits) -> Applied:
    """The report with an officer's edits on it."""
    changed = tuple(_changed(report, edits))
    unfit = {warning.id for warning in changed if warning.kind is WarningKind.HIDDEN}
    texts = {each.id: each for each in edits.rewritten if each.id not in unfit}
    blocks: list[Block] = []
    for block in report.blocks:
        if block.id not in edits.hidden:
            blocks.append(_with_texts(block, texts))
        blocks += _inserted_behind(block.id, edits)
    kept = {table.id for table in report.sources}
    hidden_tables = tuple(t for t in report.shown_tables if t.id in edits.hidden and t.id not in kept)
    edited = replace(report, blocks=tuple(blocks), sources=(*report.sources, *hidden_tables))
    return Applied(edited, (*changed, *_unsourced(edited, edits), *_lost(report, edits)))


def _inserted_behind(name: str, edits: Edits) -> list[Block]:
    """Her paragraphs behind a block, and those behind them."""
    found: list[Block] = []
    for each in edits.inserted:
        if each.after == name:
            found += [_paragraph(each), *_inserted_behind(each.id, edits)]
    return found


def _with_texts(block: Block, texts: dict[str, Rewritten]) -> Block:
    if not any(sentence.id in texts for sentence in sentences_of(block)):
        return block
    now = tuple(_with_text(sentence, texts.get(sentence.id)) for sentence in sentences_of(block))
    match block:
        case Bullets():
            return replace(block, items=now)
        case Paragraph() | Callout():
            return replace(block, sentences=now)
        case _:
            return block


def _with_text(sentence: Sentence, edit: Rewritten | None) -> Sentence:
    return replace(sentence, override=edit.text) if edit else sentence


def _paragraph(edit: Inserted) -> Paragraph:
    return Paragraph(edit.id, (Sentence(f"{edit.id}.text", OFFICER, (("text", edit.text),), override=edit.text),))


def _changed(report: Report, edits: Edits) -> Iterator[EditWarning]:
    """Figures that are not what the officer saw. A figure that is hidden now counts as changed."""
    speaker = Speaker(report)
    sentences = {sentence.id: sentence for sentence in report.sentences()}
    for edit in edits.rewritten:
        sentence = sentences.get(edit.id)
        if sentence is None:
            continue
        now = {slot.name: (str(slot.ref), speaker.shown(slot)) for slot in sentence.numbers}
        for seen in edit.seen:
            cell, shown = now.get(seen.name, ("", speaker.book["alt.hidden"]))
            if shown == seen.shown and cell == seen.cell:
                continue
            kind = WarningKind.STATED if _states(edit.text, seen) else WarningKind.BENEATH
            if kind is WarningKind.STATED and _is_hidden_now(report, seen):
                kind = WarningKind.HIDDEN
            yield EditWarning(edit.id, kind, seen.name, seen.shown, shown, edit.text)


def _is_hidden_now(report: Report, seen: Seen) -> bool:
    """The cell that she saw shows no figure any more, or is not in the report."""
    cells = {str(ref): figure for table in report.tables for ref, figure in table.figures()}
    return seen.cell not in cells or cells[seen.cell].hidden


def _states(text: str, seen: Seen) -> bool:
    """The text gives the figure, as it was shown or rounded further ("56%" for 56.3%), or has its word."""
    if seen.style == Style.WORDS:
        return seen.shown.casefold() in text.casefold()
    return any(_rounds_to(mine, theirs) for theirs in numbers_in(seen.shown) for mine in numbers_in(text))


def _rounds_to(stated: str, shown: str) -> bool:
    decimals = len(stated.partition(".")[2])
    given, full = float(stated.replace(",", "")), float(shown.replace(",", ""))
    return abs(given - full) <= 0.5 * 10.0**-decimals + 1e-9 and (decimals > 0 or full >= 1 or given == full)


def _unsourced(report: Report, edits: Edits) -> Iterator[EditWarning]:
    """Numbers an officer wrote that no table holds. A bare year passes: a count would have a comma in it."""
    cells = {figure.digits() for table in report.tables for _ref, figure in table.figures() if not figure.hidden}
    whole = {float(cell.replace(",", "")) for cell in cells}
    words = [word for each in report.sentences() if each.override is None for _name, word in each.words]
    said = set(numbers_in(" ".join(words)))
    texts = [(each.id, each.text, set(numbers_in(each.before))) for each in edits.rewritten]
    texts += [(each.id, each.text, set()) for each in edits.inserted]
    for name, text, known in texts:
        for token in numbers_in(text):
            if token in cells or token in said or token in known or YEAR.fullmatch(token):
                continue
            if not any(_rounds_to(token, f"{value}") for value in whole):
                yield EditWarning(name, WarningKind.UNSOURCED, "", token, "", text)


def _lost(report: Report, edits: Edits) -> Iterator[EditWarning]:
    inserted = {each.id for each in edits.inserted}
    blocks = {block.id for block in report.blocks} | inserted
    sentences = {sentence.id for sentence in report.sentences()}
    for edit in edits.rewritten:
        if edit.id not in sentences:
            yield EditWarning(edit.id, WarningKind.LOST, text=edit.text)
    for insertion in edits.inserted:
        if insertion.after not in blocks:
            yield EditWarning(insertion.id, WarningKind.LOST, text=insertion.text)
    for name in edits.hidden:
        if name not in blocks:
            yield EditWarning(name, WarningKind.LOST)
