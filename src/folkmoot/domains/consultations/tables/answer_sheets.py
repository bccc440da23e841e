"""A sheet of answers: one row is one response. What is exported here can be imported again; only words longer than a
cell of a workbook holds come whole in the CSV file alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.ground.base.enums import Channel
from folkmoot.ground.base.public import write_row
from folkmoot_core.questionnaires import DECLINED_LABEL, Question, to_row
from folkmoot_core.questionnaires import Questionnaire as CoreQuestionnaire

from ..actions.import_responses import CONSENT, LETTER_TEXT, columns_of, guarded, import_key
from ..enums import Consent
from ..models import Consultation, Response

ROWS_FOR_LISTS = 5000
LONGEST_LIST = 255  # what a spreadsheet program takes as a list of choices within a cell's rule
BYTE_ORDER_MARK = "\ufeff"  # tells spreadsheet programs that a CSV file is UTF-8


def rows_of(consultation: Consultation, core: CoreQuestionnaire, responses: Iterable[Response]) -> Iterator[list[str]]:
    """A row for each response, in the order of `columns_of`. Nothing of the sender is in it."""
    own = import_key(consultation, "")
    for response in responses:
        arrival = response.arrival
        answers = to_row(core, {**response.answers, **response.parked})
        known_as = arrival.key[len(own) :] if arrival.key.startswith(own) else arrival.reference
        row = {
            "reference_no": known_as,
            "channel": response.channel,
            "received_on": arrival.received_on.isoformat(),
            CONSENT: response.consent,
            **answers,
            LETTER_TEXT: arrival.words,
        }
        yield [row[column] for column in columns_of(core)]


def csv_lines(core: CoreQuestionnaire, rows: Iterable[list[str]]) -> Iterator[str]:
    """A CSV file, line by line. An apostrophe stands before what a spreadsheet program would take for a formula; the
    import takes it away again."""
    line = io.StringIO(newline="")
    writer = csv.writer(line)
    writer.writerow(columns_of(core))
    yield BYTE_ORDER_MARK + line.getvalue()
    for row in rows:
        line.seek(0)
        line.truncate()
        writer.writerow([guarded(cell) for cell in row])
        yield line.getvalue()


def workbook(core: CoreQuestionnaire, rows: Iterable[list[str]] = ()) -> bytes:
    """An Excel workbook: the answers on the first sheet, with the choices offered in each cell, and what each column
    takes on the second. Every cell is text, so nothing in it is ever worked out."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(content, options)
    bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
    answers = book.add_worksheet(_("Answers"))
    columns = columns_of(core)
    answers.freeze_panes(1, 1)
    answers.set_column(0, len(columns) - 1, 16, text)
    for place, column in enumerate(columns):
        answers.write_string(0, place, column, bold)
        if offered := ", ".join(choices_of(core, column)):
            rule = {"validate": "list", "source": choices_of(core, column), "error_type": "warning"}
            if len(offered) <= LONGEST_LIST and _takes_one(core, column):
                answers.data_validation(1, place, ROWS_FOR_LISTS, place, rule)
    for number, row in enumerate(rows, start=1):
        write_row(answers, number, row, text)
    _write_notes(book.add_worksheet(_("What goes where")), core, bold)
    book.close()
    return content.getvalue()


def choices_of(core: CoreQuestionnaire, column: str) -> list[str]:
    """The keys that a column takes; none where it takes words, a number or a date."""
    if column == "channel":
        return list(Channel.values)
    if column == CONSENT:
        return list(Consent.values)
    question = _question(core, column)
    if question is None or (question.kind != "grid" and column != question.key):
        return []
    return list(question.column_keys if question.kind == "grid" else question.option_keys)


def explained(core: CoreQuestionnaire) -> list[tuple[str, str, str]]:
    """(column, what it is, what it takes) for people."""
    told = {
        "reference_no": (_("Your own number of this answer"), _("Each only once; the same number again adds nothing")),
        "channel": (_("How it came"), "; ".join(f"{channel.value} ({channel.label})" for channel in Channel)),
        "received_on": (_("The day it came"), "2011-03-27"),
        CONSENT: (_("What may be published"), "; ".join(f"{key} ({label})" for key, label in Consent.choices)),
        LETTER_TEXT: (_("Words that answer no one question"), _("The words of a letter or an e-mail")),
    }
    return [(column, *(told[column] if column in told else _explained(core, column))) for column in columns_of(core)]


def _explained(core: CoreQuestionnaire, column: str) -> tuple[str, str]:
    question = _question(core, column)
    if question is None:
        return "", ""
    part = column[len(question.key) + 1 :]
    line = next((row.text for row in question.rows if row.key == part), "")
    option = next((option.text for option in question.options if option.key == part), "")
    title = " – ".join(filter(None, [question.text, line or option]))
    if question.kind == "map_point":
        return title, str(PLACE_PARTS.get(part, WORDS))
    if part and not line:
        return title, _("Words beside this option")
    pairs = question.columns if question.kind == "grid" else question.options
    takes = "; ".join(f"{pair.key} ({pair.text})" for pair in pairs) or str(TAKES.get(question.kind, WORDS))
    if question.kind == "choose_many":
        takes = _("Up to %(number)d of these, with ; between: ") % {"number": question.most_choices} + takes
    if question.kind == "rank":
        takes = _("Best first, with > between: ") + takes
    if question.declines:
        takes = f"{takes}; {DECLINED_LABEL}"
    return title, takes


WORDS = gettext_lazy("Words")
TAKES = {
    "number": gettext_lazy("A number"),
    "date": gettext_lazy("A date, as 2011-03-27"),
    "postcode": gettext_lazy("A postcode"),
}
PLACE_PARTS = {"lon": gettext_lazy("Degrees of longitude"), "lat": gettext_lazy("Degrees of latitude"), "words": WORDS}


def _question(core: CoreQuestionnaire, column: str) -> Question | None:
    key = column if core.has(column) else column.partition(".")[0]
    return core.question(key) if core.has(key) else None


def _takes_one(core: CoreQuestionnaire, column: str) -> bool:
    question = _question(core, column)
    return question is None or question.kind in ("choose_one", "grid")


def _write_notes(sheet: xlsxwriter.worksheet.Worksheet, core: CoreQuestionnaire, bold: object) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 2, 70)
    write_row(sheet, 0, [_("Column"), _("What it is"), _("What it takes")], bold)
    for number, row in enumerate(explained(core), start=1):
        write_row(sheet, number, row)
