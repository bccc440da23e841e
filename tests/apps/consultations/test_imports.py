"""Spreadsheets: looked at first, then all or nothing, and the same file again adds nothing."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook, load_workbook
from tests.apps.consultations.officers import ANSWERS, actor, address, open_questionnaire, signed_in
from tests.factories.consultations import respond

from folkmoot.domains.consultations.actions.import_responses import guarded, read_file, unguarded
from folkmoot.domains.consultations.models import Consultation, Questionnaire, Response
from folkmoot.domains.consultations.queries.channels import totals_by_channel
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import Refused
from folkmoot.ground.documents.models import Document

pytestmark = pytest.mark.django_db
HEADER = "reference_no,channel,received_on,consent,capacity,visited,visits,repairs,words,postcode,letter_text"


@pytest.fixture(autouse=True)
def _files_elsewhere(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def a_row(reference: str = "P1", **changed: str) -> str:
    cells = {
        "reference_no": reference,
        "channel": "paper",
        "received_on": timezone.localdate().isoformat(),
        "consent": "none",
        "capacity": "public",
        "visited": "Yes",
        "visits": "12",
        "repairs": "play; toilets",
        "words": "More benches.",
        "postcode": "",
        "letter_text": "",
        **changed,
    }
    line = io.StringIO()
    csv.writer(line).writerow(cells.values())
    return line.getvalue().strip()


def a_file(*rows: str, name: str = "answers.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\n".join([HEADER, *rows, ""]).encode())


def take_in(questionnaire: Questionnaire, file: SimpleUploadedFile) -> str:
    """Look at a file on the page, and take it in. Returns the last page."""
    client = signed_in(questionnaire.consultation)
    end = address(questionnaire, "import/")
    seen = client.post(end, {"file": file})
    assert seen.status_code == 200, seen.content.decode()
    document = Document.objects.order_by("pk").last()
    assert document is not None
    return client.post(end, {"document": document.key}, follow=True).content.decode()


def test_looking_writes_no_answer() -> None:
    questionnaire = open_questionnaire()
    page = signed_in(questionnaire.consultation).post(
        address(questionnaire, "import/"), {"file": a_file(a_row("P1"), a_row("P2", channel="Letter"))}
    )
    assert "2 answers are new." in page.content.decode()
    assert "Paper form: 1" in page.content.decode()
    assert not Response.objects.exists()


def test_a_file_is_taken_in_whole_and_only_once() -> None:
    questionnaire = open_questionnaire()
    file = [a_row("P1"), a_row("P2", visited="no", visits="")]
    assert "2 answers are taken in. 0 were here already." in take_in(questionnaire, a_file(*file))
    first = Response.objects.get(arrival__key=f"import:{questionnaire.consultation.pk}:P1")
    assert (first.answers, first.channel) == (ANSWERS, "paper")
    assert totals_by_channel(questionnaire.consultation).total.counted == 2
    assert Entry.objects.get(verb="consultation.responses_imported").changes["added"] == [None, 2]
    seen = signed_in(questionnaire.consultation).post(address(questionnaire, "import/"), {"file": a_file(*file)})
    assert "2 are here already" in seen.content.decode()
    assert "1 answer is taken in. 2 were here already." in take_in(questionnaire, a_file(*file, a_row("P3")))
    assert Response.objects.count() == 3


def test_each_fault_has_its_line_its_column_and_its_mend_and_nothing_is_kept() -> None:
    questionnaire = open_questionnaire()
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    rows = [
        a_row("P1"),
        a_row("P1"),
        a_row("P2", channel="pigeon", visited="perhaps"),
        a_row("P3", received_on=tomorrow),
    ]
    page = signed_in(questionnaire.consultation).post(address(questionnaire, "import/"), {"file": a_file(*rows)})
    assert page.status_code == 422
    told = {(fault.line, fault.where) for fault in page.context["faults"]}
    assert told == {(3, "reference_no"), (4, "channel"), (4, "visited"), (5, "received_on")}
    assert all(fault.mend for fault in page.context["faults"])
    assert not Response.objects.exists()
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "answers.csv", "empty"),
        (b"reference_no,channel\nP1,paper\n", "answers.csv", "The column &#x27;received_on&#x27; is missing."),
        ((HEADER + ",shoe_size\n").encode(), "answers.csv", "The column &#x27;shoe_size&#x27; is not known."),
        (HEADER.encode() + b"\n", "answers.csv", "There is no answer in this file."),
        ("reference_no,channel,received_on\nP1,paper,caf\xe9".encode("latin-1"), "answers.csv", "not in UTF-8"),
        (b"PK\x03\x04 no workbook", "answers.xlsx", "This workbook cannot be read."),
        (b"x", "answers.ods", "This is no CSV or Excel file."),
    ],
)
def test_what_is_no_sheet_of_answers_is_refused_in_words(content: bytes, name: str, told: str) -> None:
    questionnaire = open_questionnaire()
    page = signed_in(questionnaire.consultation).post(
        address(questionnaire, "import/"), {"file": SimpleUploadedFile(name, content)}
    )
    assert page.status_code == 422
    assert told in page.content.decode()


def test_days_as_spreadsheet_programs_write_them_are_read() -> None:
    questionnaire = open_questionnaire()
    day = timezone.localdate() - timedelta(days=3)
    take_in(questionnaire, a_file(a_row("P1", received_on=f"{day:%d/%m/%Y}")))
    assert Response.objects.get().arrival.received_on == day


def test_a_letter_in_a_sheet_counts_under_no_question() -> None:
    questionnaire = open_questionnaire()
    empty = dict.fromkeys(["capacity", "visited", "visits", "repairs", "words"], "")
    take_in(questionnaire, a_file(a_row("L1", channel="letter", letter_text="Mend the swings.", **empty)))
    response = Response.objects.get()
    assert [answer.question for answer in response.words.all()] == ["letter"]
    assert response.answers == {}


def test_the_template_as_a_workbook_can_be_filled_in_and_taken_in() -> None:
    questionnaire = open_questionnaire()
    client = signed_in(questionnaire.consultation)
    book = load_workbook(io.BytesIO(client.get(address(questionnaire, "import/template.xlsx")).content))
    sheet = book.worksheets[0]
    columns = [cell.value for cell in sheet[1]]
    assert ",".join(columns) == HEADER
    row = {"reference_no": 17, "channel": "paper", "received_on": timezone.localdate(), "visited": "yes", "visits": 3}
    sheet.append([row.get(column) for column in columns])
    filled = io.BytesIO()
    book.save(filled)
    take_in(questionnaire, SimpleUploadedFile("answers.xlsx", filled.getvalue()))
    response = Response.objects.get()
    assert (response.answers, response.arrival.key[-3:]) == ({"visited": "yes", "visits": 3}, ":17")
    assert book.worksheets[1]["A2"].value == "reference_no"


def test_a_line_of_a_workbook_is_the_row_that_a_person_sees() -> None:
    questionnaire = open_questionnaire()
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADER.split(","))
    day = timezone.localdate()
    sheet.append(["P1", "paper", day, None, None, None, None, None, "Two\nlines"])
    sheet.append([])
    sheet.append(["P2", "paper", day, None, "nobody"])
    kept = io.BytesIO()
    book.save(kept)
    reading = read_file(
        questionnaire=questionnaire, content=kept.getvalue(), name="a.xlsx", by=actor(questionnaire.consultation)
    )
    assert [(fault.line, fault.where) for fault in reading.faults] == [(4, "capacity")]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_export_can_be_taken_in_elsewhere_as_it_is(ending: str) -> None:
    questionnaire, elsewhere = open_questionnaire(), open_questionnaire()
    given = [
        ANSWERS,
        {"visited": "no", "words": "=1+1 is “two”,\nand -3 is not"},
        {"repairs": {"declined": True}, "words": "'=quoted"},
    ]
    for answers in given:
        respond(questionnaire, answers)
    page = signed_in(questionnaire.consultation, "analyst").get(address(questionnaire, f"ledger/answers.{ending}"))
    content = b"".join(page.streaming_content) if page.streaming else page.content
    take_in(elsewhere, SimpleUploadedFile(f"answers.{ending}", content))
    taken = Response.objects.filter(consultation=elsewhere.consultation).order_by("pk")
    assert [response.answers for response in taken] == given
    seen = signed_in(questionnaire.consultation).post(
        address(questionnaire, "import/"), {"file": SimpleUploadedFile(f"answers.{ending}", content)}
    )
    assert "3 are here already" in seen.content.decode()


@pytest.mark.parametrize("page", ["ledger/answers.xlsx", "results/responses.xlsx"])
def test_words_longer_than_a_cell_are_cut_off_at_its_end(page: str) -> None:
    questionnaire = open_questionnaire()
    respond(questionnaire, {"words": "é" * 40_000})
    answer = signed_in(questionnaire.consultation).get(address(questionnaire, page))
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    cells = [
        cell for row in load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True) for cell in row
    ]
    assert "é" * 32_767 in cells


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-3", "@name", "'=x", "''-", "plain", "it's", ""])
def test_no_cell_is_a_formula_and_none_is_changed(cell: str) -> None:
    assert guarded(cell)[:1] not in ("=", "+", "-", "@")
    assert unguarded(guarded(cell)) == cell


def test_who_may(client: Any) -> None:
    questionnaire = open_questionnaire()
    consultation: Consultation = questionnaire.consultation
    analyst = signed_in(consultation, "analyst")
    assert analyst.get(address(questionnaire, "import/")).status_code == 403
    assert analyst.get(address(questionnaire, "ledger/answers.csv")).status_code == 200
    assert client.get(address(questionnaire, "ledger/answers.csv")).status_code == 302
    with pytest.raises(Refused):
        read_file(questionnaire=questionnaire, content=b"", name="a.csv", by=actor(consultation, "analyst"))


def test_a_file_of_another_consultation_is_not_taken_in() -> None:
    ours, theirs = open_questionnaire(), open_questionnaire()
    signed_in(theirs.consultation).post(address(theirs, "import/"), {"file": a_file(a_row())})
    document = Document.objects.get()
    taken = signed_in(ours.consultation).post(address(ours, "import/"), {"document": document.key})
    assert (taken.status_code, Response.objects.count()) == (404, 0)
