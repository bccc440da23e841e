from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from typing import Any

import openpyxl
import pytest
from django.test import Client
from tests.factories.accounts import UserFactory
from tests.factories.consultations import ConsultationFactory, QuestionnaireFactory, respond

from folkmoot.domains.consultations.actions.submit import ContactDetails
from folkmoot.domains.consultations.exports.lines import csv_lines
from folkmoot.domains.consultations.models import Questionnaire

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def closed() -> Questionnaire:
    questionnaire = QuestionnaireFactory(consultation=ConsultationFactory(closed=True))
    for _turn in range(20):
        respond(questionnaire, {"capacity": "public", "visited": "yes", "repairs": ["play"]})
    for _turn in range(3):
        respond(questionnaire, {"capacity": "public", "visited": "no", "repairs": ["paths", "toilets"]})
    return questionnaire


@pytest.fixture
def officer() -> Client:
    client = Client()
    client.force_login(UserFactory(roles=["engagement_officer"]))
    return client


def at(questionnaire: Questionnaire, rest: str) -> str:
    return f"/consultations/{questionnaire.consultation.slug}/results/{rest}"


def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    response = client.get(address)
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    return list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig"))))


def sheets_of(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(response.getvalue()))


def test_all_counts_stand_in_one_long_table(closed: Questionnaire, officer: Client, client: Client) -> None:
    def visited(reader: Client) -> dict[str, tuple[str, str]]:
        rows = [row for row in rows_of(reader, at(closed, "all.csv")) if row["question"] == "visited"]
        return {row["answer"]: (row["count"], row["percent_of_answered"]) for row in rows}

    assert visited(officer)["no"] == ("3", "13")
    assert visited(officer)["base:asked"] == ("23", "")
    public = visited(client)
    assert public["no"] == ("[c]", "[c]")
    assert public["base:responses"] == ("23", "")


def test_one_table_and_one_breakdown_can_be_had_alone(closed: Questionnaire, officer: Client) -> None:
    rows = rows_of(officer, at(closed, "visited/table.csv"))
    assert [(row["answer"], row["count"]) for row in rows[:2]] == [("yes", "20"), ("no", "3")]
    broken = rows_of(officer, at(closed, "visited/by/channel/table.csv"))
    assert ("Online", "20") in [(row["group"], row["count"]) for row in broken if row["answer"] == "yes"]


def test_the_workbook_has_a_cover_contents_and_one_table_a_sheet(closed: Questionnaire, client: Client) -> None:
    book = sheets_of(client, at(closed, "all.xlsx"))
    assert book.sheetnames[:3] == ["Cover", "Contents", "Q1"]
    assert all(not sheet.merged_cells.ranges for sheet in book)
    for name in book.sheetnames[2:]:
        assert len(book[name].tables) == 1
        # A mark or a number, never an empty cell among the answers.
        assert all(cell.value is not None for (cell,) in book[name]["B4:B5"])
    assert any("[c]" in str(cell.value) for (cell,) in book["Cover"]["A1:A15"])
    hidden = [cell.value for (cell,) in book["Q2"]["B4:B5"]]
    assert "[c]" in hidden


def test_a_chart_says_in_words_what_it_shows(closed: Questionnaire, client: Client) -> None:
    response = client.get(at(closed, "repairs/chart.svg"))
    picture = ET.fromstring(response.content)
    assert picture.get("role") == "img"
    assert picture.findtext(f"{SVG}title") == "Which two repairs matter most?"
    described = picture.findtext(f"{SVG}desc") or ""
    assert "Play areas: 87% (20)" in described
    assert "kept back" in described


def test_officers_get_every_response_without_its_sender(closed: Questionnaire, officer: Client) -> None:
    contact = ContactDetails(name="Ada Example", medium="email", address="ada@example.org", wants_outcome=True)
    respond(closed, {"capacity": "club", "words": "=2+3 is five\nsecond line"}, contact=contact)
    rows = rows_of(officer, at(closed, "responses.csv"))
    assert len(rows) == 24
    assert rows[0]["repairs"] == "play"
    # Told apart from a formula by an apostrophe in CSV, and text as it is in a workbook.
    assert rows[-1]["words"] == "'=2+3 is five\nsecond line"
    assert list(rows[0])[8:14] == ["capacity", "visited", "visits", "repairs", "words", "postcode"]
    book = sheets_of(officer, at(closed, "responses.xlsx"))
    last = [cell.value for cell in book.worksheets[0][25]]
    assert "=2+3 is five\nsecond line" in last
    assert {cell.data_type for cell in book.worksheets[0][25]} <= {"s", "n"}
    everything = str(rows) + str([[cell.value for cell in row] for sheet in book for row in sheet])
    assert "Ada" not in everything
    assert "ada@" not in everything


def test_every_response_is_for_officers_only(closed: Questionnaire, client: Client) -> None:
    assert client.get(at(closed, "responses.csv")).status_code == 302
    client.force_login(UserFactory(roles=["member"]))
    assert client.get(at(closed, "responses.csv")).status_code == 403


@pytest.mark.parametrize("cell", ["=1+1", "+44 20", "-5", "@here", "\tx"])
def test_nothing_in_a_csv_file_is_taken_for_a_formula(cell: str) -> None:
    _header, line = csv_lines(["a"], [[cell]])
    (read,) = next(csv.reader([line]))
    assert read == f"'{cell}"


def test_numbers_in_a_csv_file_stay_numbers() -> None:
    _header, line = csv_lines(["a", "b"], [[-5, 0.5]])
    assert line == "-5,0.5\r\n"
