"""What reviews of a compact say: the part of the phrase book that other reports do not need."""

from __future__ import annotations

from typing import Final

SENTENCES: Final = {
    "compact.words": "{words}",
    "compact.glance": "The system checked records against the rules that have numbers: {kept} kept them, {reasoned} "
    "broke them with a reason given, {broken} broke them without one, and {not_yet} are not due yet.",
    "compact.side": "A commitment of: {side}.",
    "compact.silent": "Nothing was checked and nobody entered anything for these commitments. That does not mean that "
    "they were kept.",
    "compact.no_concerns": "No concerns were raised.",
    "compact.method": "Rules with numbers are checked by the system from the records of consultations, funding and "
    "payments, each with its explanation. For the rest, the parties entered what shows how they kept them.",
    "compact.counted": "As the records stood on {day}.",
}

LABELS: Final = {
    "label.open.compact": "The year",
    "label.snapshot.compact": "Fingerprint of the records",
    "title.compact": "{agreement}: review of {year}",
    "subtitle.compact": "How the parties kept their promises to each other",
    "chapter.compact.summary": "At a glance",
    "chapter.compact.silent": "Where nothing is on record",
    "chapter.compact.concerns": "Concerns raised",
    "chapter.compact.method": "How to read this",
    "caption.compact.glance": "Records checked against rules with numbers",
    "caption.compact.lines": "How {key} was kept",
    "caption.compact.concerns": "Concerns by how they stand",
    "column.compact.theme": "Theme",
    "column.compact.kept": "Kept",
    "column.compact.reasoned": "Broken, with a reason",
    "column.compact.broken": "Broken",
    "column.compact.not_yet": "Not due yet",
    "column.compact.share": "% kept",
    "column.compact.what": "What",
    "column.compact.verdict": "How it stands",
    "column.compact.because": "Why",
    "column.compact.state": "How they stand",
    "column.compact.number": "Number",
    "row.compact.all": "All",
    "note.compact.share": "The percentage is of the records that can be judged: those not due yet are left out.",
    "note.compact.small": "Rounded down to a multiple of 5. Numbers from 1 to 4 are kept back, marked [c].",
}
