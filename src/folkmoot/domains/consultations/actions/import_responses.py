"""Take in a spreadsheet of answers: read and told of whole first, then all of it or nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.ground.audit.public import record
from folkmoot.ground.base.enums import Channel
from folkmoot.ground.base.policies import Actor
from folkmoot.ground.base.public import workbook_records
from folkmoot.ground.documents.models import Document
from folkmoot.ground.intake.models import Arrival
from folkmoot_core.packfiles import Report, Row, read_csv, read_records
from folkmoot_core.questionnaires import Questionnaire as CoreQuestionnaire
from folkmoot_core.questionnaires import column_names, from_row
from folkmoot_core.values import Fault, Invalid, harmless_cell, normalise_reference

from ..adapters import questionnaire_of, standing_of
from ..enums import Consent
from ..models import Consultation, Questionnaire, Response
from ..policies import check_type
from .submit_many import ResponseRow, submit_many
from .type_paper import date_faults, late_reason

REQUIRED = ("reference_no", "channel", "received_on")
CONSENT, LETTER_TEXT = "consent", "letter_text"
WORKBOOK = ".xlsx"
LONGEST_REFERENCE = 40
AT_ONCE = 500
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_BRITISH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@dataclass(frozen=True)
class FileReading:
    """What a file holds: the rows that would be stored, in order; how many are here already; what is wrong."""

    rows: tuple[ResponseRow, ...]
    known: int
    faults: tuple[Fault, ...]

    @property
    def by_channel(self) -> list[tuple[str, int]]:
        """(channel for people, new rows)."""
        counts = Counter(row.channel for row in self.rows)
        return [(str(channel.label), counts[channel]) for channel in Channel if counts[channel]]


@dataclass(frozen=True)
class Imported:
    """How many responses are new, and how many rows of the file were here already."""

    added: int
    known: int


def read_file(*, questionnaire: Questionnaire, content: bytes, name: str, by: Actor) -> FileReading:
    """Read a CSV file or a workbook without writing anything. Raises Refused; faults stand in the reading."""
    consultation = questionnaire.consultation
    check_type(by, standing_of(consultation))
    core = questionnaire_of(questionnaire)
    report = Report()
    try:
        rows = _rows(content, name, core, report)
    except Invalid as refused:
        return FileReading((), 0, refused.faults)
    guarded = not name.lower().endswith(WORKBOOK)
    found = [_read_row(row, core, consultation, guarded=guarded) for row in rows]
    if not report.ok:
        return FileReading((), 0, report.faults)
    whole = [row for row in found if row is not None]
    if not whole:
        return FileReading((), 0, (Fault("", _("There is no answer in this file."), _("Add a row for each answer.")),))
    here = _already_here(consultation, whole)
    return FileReading(tuple(row for row in whole if row.key not in here), len(here), ())


def import_responses(*, questionnaire: Questionnaire, document: Document, by: Actor) -> Imported:
    """Store every row of a file that is new, in one transaction, or none. Raises Invalid with every fault, or Refused.

    A row is known by its `reference_no` within the consultation (or by the reference that we gave), so the same file
    twice adds nothing.
    """
    with document.file.open("rb") as file:
        content = file.read()
    reading = read_file(questionnaire=questionnaire, content=content, name=file_name(document), by=by)
    if reading.faults:
        raise Invalid(reading.faults)
    with transaction.atomic():
        added = submit_many(questionnaire=questionnaire, rows=reading.rows, by=by)
        changes = {"file": [None, document.sha256], "added": [None, len(added)], "already_here": [None, reading.known]}
        record(verb="consultation.responses_imported", subject=questionnaire.consultation, by=by, changes=changes)
    return Imported(len(added), reading.known + len(reading.rows) - len(added))


def file_name(document: Document) -> str:
    """A name that says which kind of file it is; the store told that from its bytes."""
    return "answers.csv" if document.media_type.startswith("text/") else "answers.xlsx"


def columns_of(core: CoreQuestionnaire) -> tuple[str, ...]:
    """The columns of a sheet of answers, in order; the template, the import and the export agree on them."""
    return (*REQUIRED, CONSENT, *column_names(core), LETTER_TEXT)


def import_key(consultation: Consultation, reference: str) -> str:
    return f"import:{consultation.pk}:{reference}"


def _rows(content: bytes, name: str, core: CoreQuestionnaire, report: Report) -> list[Row]:
    optional = columns_of(core)[len(REQUIRED) :]
    if name.lower().endswith(WORKBOOK):
        return read_records(workbook_records(content), Path(), report, REQUIRED, optional, unique=("reference_no",))
    with TemporaryDirectory() as folder:
        path = Path(folder, "answers.csv")
        path.write_bytes(content)
        return read_csv(path, report, REQUIRED, optional, unique=("reference_no",))


def _read_row(row: Row, core: CoreQuestionnaire, consultation: Consultation, *, guarded: bool) -> ResponseRow | None:
    cells = {name: unguarded(cell) if guarded else cell for name, cell in row.items()}
    reference = row.text("reference_no", LONGEST_REFERENCE)
    channel = _named(row, "channel", Channel.choices)
    consent = _named(row, CONSENT, Consent.choices) if row.get(CONSENT, "").strip() else Consent.NONE
    received_on = _day(row, consultation)
    answers, faults = from_row(core, cells)
    for fault in faults:
        row.fault(fault.where, fault.message, fault.mend)
    words = cells.get(LETTER_TEXT, "").strip()
    if not answers and not words and not faults:
        row.fault("", _("This row holds no answer."), _("Fill in an answer, or take the row out."))
        return None
    if faults or not (reference and channel and consent and received_on):
        return None
    return ResponseRow(import_key(consultation, reference), channel, received_on, answers, words, consent)


def _named(row: Row, column: str, choices: Iterable[tuple[str, Any]]) -> str:
    """The choice that a cell names by its key or by its text, in any case; a fault and '' where it names none."""
    given = row.get(column, "").strip().casefold()
    listed = list(choices)
    for key, label in listed:
        if given in (key.casefold(), str(label).casefold()):
            return str(key)
    return row.choice(column, [key for key, _label in listed], blank=False)


def _day(row: Row, consultation: Consultation) -> date | None:
    """Spreadsheet programs turn 2011-03-27 into 27/03/2011 when they save as CSV, so both are read."""
    british = _BRITISH.fullmatch(row["received_on"].strip())
    if british:
        try:
            found: date | None = date(*(int(part) for part in reversed(british.groups())))
        except ValueError:
            row.fault("received_on", _("This must be a real date."), _("Write it as 2011-03-27."))
            return None
    else:
        found = row.date("received_on")
    if found is None:
        return None
    for fault in date_faults(consultation, found):
        row.fault("received_on", fault.message, fault.mend)
    if late := late_reason(consultation, found):
        row.fault("received_on", late, _("Take the row out and record it by itself; it is then held for a decision."))
    return found


def _already_here(consultation: Consultation, rows: Sequence[ResponseRow]) -> set[str]:
    keys = [row.key for row in rows]
    start = len(import_key(consultation, ""))
    references = {normalised: key for key in keys if (normalised := normalise_reference(key[start:]))}
    here: set[str] = set()
    for some in _parts(keys):
        here.update(Arrival.objects.filter(key__in=some).values_list("key", flat=True))
    for some in _parts(list(references)):
        ours = Response.objects.filter(consultation=consultation, arrival__reference__in=some)
        here.update(references[reference] for reference in ours.values_list("arrival__reference", flat=True))
    return here


def _parts(items: Sequence[str]) -> Iterable[Collection[str]]:
    return (items[start : start + AT_ONCE] for start in range(0, len(items), AT_ONCE))


def unguarded(cell: str) -> str:
    """A CSV cell without the apostrophe that `guarded` put before what a spreadsheet program would work out."""
    return cell[1:] if _GUARDED.match(cell) else cell


def guarded(cell: str) -> str:
    """A CSV cell that no spreadsheet program takes for a formula. `unguarded` gives the cell again."""
    return f"'{cell}" if _GUARDED.match(cell) else harmless_cell(cell)
