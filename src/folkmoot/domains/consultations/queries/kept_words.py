"""Where the words of one response are kept, so that they can be forgotten everywhere."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.db.models import QuerySet

from folkmoot.ground.base.enums import Classification
from folkmoot.ground.documents.models import Document
from folkmoot.ground.documents.public import documents_of
from folkmoot.ground.intake.models import Arrival
from folkmoot_core.snapshots import words_fields, words_in

from ..adapters import questionnaire_of
from ..models import Consultation, Edition, PublishingRun, Report, Response
from .words import LETTER

log = logging.getLogger(__name__)
# What stands in the place of words that were forgotten. The same for everybody, in whatever language.
FORGOTTEN = "[removed]"
IMPORTED = "import:"
# Of a passage so short nobody can say whose it is.
IN_A_ROW, SHORTEST_PASSAGE = 6, 12
_NOT_WORDS = re.compile(r"[\W_]+")
_TAGS = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class KeptWords:
    """answers: {field: the words}, "letter" for a whole letter. files: that came with it."""

    answers: dict[str, str]
    files: list[Document]

    @property
    def is_empty(self) -> bool:
        return not self.answers and not self.files


def words_kept(response: Response) -> KeptWords:
    """Everything that the person wrote or sent: answers in words, also those that do not count, words beside a tick,
    places, postcodes, names of files; the letter; and the files. Two queries."""
    every = {**response.parked, **response.answers}
    fields = words_fields(questionnaire_of(response.questionnaire))
    found = {field: words for field in fields if (words := words_in(every.get(field))) and words != FORGOTTEN}
    if response.arrival.words and response.arrival.words != FORGOTTEN:
        found[LETTER] = response.arrival.words
    files = list(documents_of(response)) + list(documents_of(response.arrival))
    if response.arrival.source is not None and response.arrival.source not in files:
        files.append(response.arrival.source)
    return KeptWords(found, files)


def passages_of(words: Collection[str]) -> list[str]:
    """What to look for where words may have been quoted: every six of them in a row, or all where there are fewer."""
    found = set()
    for text in words:
        row = _plain(text).split()
        found |= {" ".join(row[start : start + IN_A_ROW]) for start in range(max(1, len(row) - IN_A_ROW + 1))}
    return sorted(passage for passage in found if len(passage) >= SHORTEST_PASSAGE)


def holds(content: Any, passages: Collection[str]) -> bool:
    """Whether a text, or a document of JSON, holds one of them."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False).replace("\\n", " ")
    plain = _plain(text)
    return any(passage in plain for passage in passages)


def reports_quoting(consultation: Consultation, passages: Collection[str]) -> list[Report]:
    """Reports in which an officer has put them."""
    reports = Report.objects.filter(consultation=consultation).select_related("district")
    return [report for report in reports if holds(report.edits, passages)]


def editions_quoting(consultation: Consultation, passages: Collection[str]) -> Iterator[Edition]:
    """Editions whose page quotes them, withdrawn ones too."""
    found = Edition.objects.filter(report__consultation=consultation).select_related("report__district")
    for edition in found if passages else ():
        page = edition.files.filter(form="html").select_related("document").first()
        if holds(edition.edits, passages) or (page is not None and holds(_text_of(page.document), passages)):
            yield edition


def runs_quoting(consultation: Consultation, passages: Collection[str]) -> list[PublishingRun]:
    """Orders for an edition that hold them in an officer's text."""
    runs = PublishingRun.objects.filter(report__consultation=consultation)
    return [run for run in runs if holds(run.edits, passages)]


def sheets_behind(response: Response) -> QuerySet[Document]:
    """The spreadsheets out of which a response may have come: all that were sent up before it was taken in."""
    arrival: Arrival = response.arrival
    sheets = documents_of(response.consultation).filter(added_at__lte=arrival.logged_at)
    sheets = sheets.filter(classification=Classification.CONFIDENTIAL)
    return sheets if arrival.key.startswith(IMPORTED) else sheets.none()


def _text_of(document: Document) -> str:
    try:
        with document.file.open("rb") as kept:
            return unescape(_TAGS.sub(" ", kept.read().decode(errors="replace")))
    except OSError:
        log.exception("The file of document %s is missing.", document.pk)
        return ""


def _plain(text: str) -> str:
    """Letters and figures alone, so that another quotation mark or line end is no difference."""
    return _NOT_WORDS.sub(" ", text.casefold()).strip()
