"""Every response, for officers who work with them in a program of their own. Nothing of who sent it is in it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO

import xlsxwriter
from django.utils.translation import gettext as _

from folkmoot.ground.base.public import write_row
from folkmoot_core.questionnaires import Questionnaire as CoreQuestionnaire
from folkmoot_core.questionnaires import column_names, to_row

from ..adapters import questionnaire_of
from ..models import Consultation, Response

FIRST = ("reference", "channel", "received_on", "state", "state_reason", "consent", "questionnaire_version", "district")
LAST = ("letter_text",)
AT_ONCE = 1000


def response_columns(consultation: Consultation) -> tuple[str, ...]:
    """The columns: a question each, in the order they are printed, with the words beside an option next to it; what
    only older versions asked comes after."""
    names: dict[str, None] = {}
    for core in _versions(consultation).values():
        names.update(dict.fromkeys(column_names(core)))
    return (*FIRST, *names, *LAST)


def response_rows(consultation: Consultation) -> Iterator[list[str]]:
    """A row for each response, counted or not, read in portions: a hundred thousand take no more memory than one
    thousand. Choices stand by their keys, which the second sheet of the workbook explains."""
    versions = _versions(consultation)
    numbers = {pk: str(number) for pk, number in consultation.questionnaires.values_list("pk", "version")}
    columns = response_columns(consultation)[len(FIRST) : -len(LAST)]
    found = Response.objects.filter(consultation=consultation).select_related("arrival", "district").order_by("pk")
    for response in found.iterator(chunk_size=AT_ONCE):
        core = versions[response.questionnaire_id]
        cells = to_row(core, response.answers)
        yield [
            response.arrival.reference,
            response.channel,
            response.arrival.received_on.isoformat(),
            response.state,
            response.state_reason,
            response.consent,
            numbers[response.questionnaire_id],
            response.district.name if response.district else "",
            *(cells.get(column, "") for column in columns),
            response.arrival.words,
        ]


def _versions(consultation: Consultation) -> dict[int, CoreQuestionnaire]:
    return {row.pk: questionnaire_of(row) for row in consultation.questionnaires.order_by("-version")}


def responses_workbook(consultation: Consultation) -> IO[bytes]:
    """The same as a workbook in a temporary file, written row by row in constant memory."""
    target = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 - handed on open; the response closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(target, options)
    bold = book.add_format({"bold": True})
    columns = response_columns(consultation)
    sheet = book.add_worksheet(_("Responses"))
    sheet.freeze_panes(1, 1)
    write_row(sheet, 0, columns, bold)
    for number, row in enumerate(response_rows(consultation), start=1):
        write_row(sheet, number, row)
    notes = book.add_worksheet(_("Columns"))
    notes.set_column(0, 1, 30)
    notes.set_column(2, 2, 100)
    write_row(notes, 0, (_("Column"), _("Choice"), _("Words")), bold)
    for number, line in enumerate(_explanations(consultation), start=1):
        write_row(notes, number, line)
    book.close()
    target.seek(0)
    return target


def _explanations(consultation: Consultation) -> Iterator[tuple[str, str, str]]:
    seen: set[str] = set()
    for core in _versions(consultation).values():
        for question in core.questions:
            if question.key in seen:
                continue
            seen.add(question.key)
            yield question.key, "", question.text
            for row in question.rows:
                yield f"{question.key}.{row.key}", "", row.text
            for option in question.options:
                yield question.key, option.key, option.text
            for column in question.columns:
                yield question.key, column.key, column.text
