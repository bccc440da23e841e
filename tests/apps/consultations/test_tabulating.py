"""Weights and tables for analysts: from a snapshot, against the census, protected, and as files."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.accounts import UserFactory
from tests.factories.consultations import DEFINITION, ConsultationFactory, QuestionnaireFactory, respond
from tests.factories.places import PlaceFactory, PopulationFactory

from folkmoot.domains.consultations.actions.snapshots import snapshot_now
from folkmoot.domains.consultations.models import Questionnaire, Weighting
from folkmoot.domains.consultations.queries.results import results_of
from folkmoot.domains.consultations.queries.tabulating import Wanted, source_of, tables_wanted
from folkmoot.domains.consultations.templatetags.shares import one_decimal
from folkmoot.ground.base.policies import SYSTEM

pytestmark = pytest.mark.django_db

ABOUT_YOU = """\
  - key: about
    title: "About you"
    questions:
      - key: age
        kind: choose_one
        role: age_band
        declines: true
        text: "How old are you?"
        options:
          - {key: young, text: "Under 45"}
          - {key: old, text: "45 or older"}
      - key: gender
        kind: choose_one
        role: sex
        text: "What is your sex?"
        options:
          - {key: f, text: "Female"}
          - {key: m, text: "Male"}
      - key: group
        kind: choose_one
        role: ethnicity
        text: "What is your ethnic group?"
        options:
          - {key: green, text: "Green"}
          - {key: blue, text: "Blue"}
      - key: order
        kind: rank
        text: "Put them in order"
        options:
          - {key: a, text: "Trees"}
          - {key: b, text: "Benches"}
"""


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def parks() -> Questionnaire:
    """Eighty responses: mostly older women; the county is half young, half male."""
    county = PlaceFactory(name="Shire", kind="county")
    for sex in ("female", "male"):
        for first, last, residents in ((0, 44, 500), (45, None, 500)):
            PopulationFactory(
                place=county, year=2021, source="Census", sex=sex, age_from=first, age_to=last, residents=residents
            )
    consultation = ConsultationFactory(closed=True, area=county)
    version = QuestionnaireFactory(consultation=consultation, definition=DEFINITION + ABOUT_YOU)
    for number in range(80):
        old, woman = number % 4 != 0, number % 5 != 0
        answers = {
            "capacity": "public",
            "visited": "yes" if old or number % 8 == 0 else "no",
            "visits": number % 7,
            "repairs": ["play"] if number % 3 else {"declined": True},
            "age": "old" if old else "young",
            "gender": "f" if woman else "m",
            "group": "green" if number >= 2 else "blue",
            "order": ["a", "b"] if number % 2 else ["b", "a"],
        }
        if answers["visited"] == "no":
            del answers["visits"]
        respond(version, answers)
    snapshot_now(consultation=consultation, by=SYSTEM)
    return version


@pytest.fixture
def analyst(client: Client, parks: Questionnaire) -> Client:
    client.force_login(UserFactory(roles=[("analyst", parks.consultation.organisation.scope)]))
    return client


def address(version: Questionnaire, rest: str) -> str:
    return f"/consultations/{version.consultation.slug}/{rest}"


def weigh(client: Client, version: Questionnaire, **fields: Any) -> Any:
    return client.post(address(version, "weights/new/"), {"name": "Age and sex", **fields})


def test_weights_to_the_census_are_kept_and_told_in_words(analyst: Client, parks: Questionnaire) -> None:
    form = analyst.get(address(parks, "weights/new/")).content.decode()
    assert "Age (Census, 2021, Shire)" in form
    assert "Ethnic group: the site holds no figures for Shire" in form or "Ethnic group" in form
    answer = weigh(analyst, parks, margins=["age_band", "sex"], trim_low="", trim_high="")
    kept = Weighting.objects.get()
    assert answer.status_code == 302
    assert kept.source == "Census, 2021, Shire"
    assert {(row["variable"], row["level"], row["total"]) for row in kept.margins} == {
        ("age", "young", 1000), ("age", "old", 1000), ("gender", "f", 1000), ("gender", "m", 1000),
    }  # fmt: skip
    page = analyst.get(answer["Location"])
    report = page.context["report"]
    assert report.is_usable
    lines = {line.text: line.reached for _title, lines in report.parts for line in lines}
    assert lines["Under 45"].share == pytest.approx(0.25)
    assert lines["Under 45"].weighted == pytest.approx(0.5)
    assert lines["Male"].weighted == pytest.approx(0.5)
    assert report.effective_base < 80
    words = page.content.decode()
    assert "The weights meet every total." in words
    # Rounded, and not cut off: 50 per cent by a sum of floats is 50.0, not 49.9.
    assert one_decimal(49.99999999) == "50.0%"
    assert "A consultation is not a sample" in words


def test_weights_from_a_file(analyst: Client, parks: Questionnaire) -> None:
    upload = SimpleUploadedFile("m.csv", b"variable,level,total\nage,Under 45,60\nage,45 or older,40\n")
    weigh(analyst, parks, upload=upload, source="A survey")
    assert [(row["level"], row["total"]) for row in Weighting.objects.get().margins] == [("young", 60), ("old", 40)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"variable,level,total\nage,Middle,60\n", "“Middle” is no answer to “age”"),
        (b"variable,level,total\nshoes,42,60\n", "there is no question “shoes”"),
        (b"variable,level\nage,young\n", "total"),
        (b"\xff\xfe\x00", ""),
    ],
)
def test_a_file_that_does_not_fit_says_why(analyst: Client, parks: Questionnaire, content: bytes, said: str) -> None:
    answer = weigh(analyst, parks, upload=SimpleUploadedFile("m.csv", content))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Weighting.objects.exists()


def test_wrong_plans_are_refused_beside_their_field(analyst: Client, parks: Questionnaire) -> None:
    assert "Tick a question, or choose a file." in weigh(analyst, parks).content.decode()
    assert "both sides of 1" in weigh(analyst, parks, margins=["sex"], trim_low="2").content.decode()
    weigh(analyst, parks, margins=["sex"])
    assert "of this name already" in weigh(analyst, parks, margins=["sex"]).content.decode()


def test_weights_can_be_taken_away(analyst: Client, parks: Questionnaire) -> None:
    weigh(analyst, parks, margins=["sex"])
    analyst.post(address(parks, f"weights/{Weighting.objects.get().pk}/"))
    assert not Weighting.objects.exists()


def test_tables_agree_with_the_results(parks: Questionnaire) -> None:
    source = source_of(parks.consultation)
    assert source is not None
    results = results_of(parks.consultation, protected=False)
    names = tuple(column.name for column in source.questions)
    for made in tables_wanted(source, Wanted(names, protected=False)):
        if not hasattr(made, "groups"):
            continue
        found = results.question(made.column)
        assert found is not None
        table = found.tables[0]
        assert [cells[0].count for _text, cells in made.rows] == [row.count for row in table.rows], made.column
        assert (made.answered, made.no_reply, made.declined) == (table.answered, table.no_reply, table.declined)
        shares = [cells[0].share for _text, cells in made.rows]
        assert shares == pytest.approx([row.percent_of_answered for row in table.rows])


def test_the_page_weighs_compares_and_always_says_it_is_no_sample(analyst: Client, parks: Questionnaire) -> None:
    weigh(analyst, parks, margins=["age_band", "sex"], trim_low="", trim_high="")
    asked = {"questions": ["visited", "repairs", "visits", "order"], "by": "age", "weights": Weighting.objects.get().pk}
    page = analyst.get(address(parks, "tables/"), asked)
    tables = page.context["tables"]
    visited = tables[0]
    (yes, (cell,)) = visited.rows[0]
    assert (yes, visited.by) == ("Yes", "")
    assert cell.count == 70
    assert cell.plain == pytest.approx(87.5)
    assert cell.share == pytest.approx(75.0), "half of the young visited, all of the old"
    assert cell.low < cell.share < cell.high
    words = page.content.decode()
    assert "A consultation is not a sample" in words
    assert "Counted from the snapshot" in words
    assert "A small base" in words


def test_small_numbers_are_marked_unless_asked_for(analyst: Client, parks: Questionnaire) -> None:
    asked = {"questions": "group"}
    assert "[c]" in analyst.get(address(parks, "tables/"), asked).content.decode()
    shown = analyst.get(address(parks, "tables/"), asked | {"show_all": "on"})
    assert "[c]" not in shown.content.decode()
    assert "For officers only" in shown.content.decode()


def test_pairs_and_differences(analyst: Client, parks: Questionnaire) -> None:
    asked = {"questions": ["visited", "gender"], "pairs": "on"}
    tables = analyst.get(address(parks, "tables/"), asked).context["tables"]
    assert [(table.column, table.by) for table in tables] == [
        ("visited", ""), ("visited", "What is your sex?"), ("gender", ""),
    ]  # fmt: skip


def test_files_hold_the_same_with_their_notes(analyst: Client, parks: Questionnaire) -> None:
    asked = {"questions": ["visited", "group", "visits"], "by": "gender"}
    text = analyst.get(address(parks, "tables/all.csv"), asked).getvalue().decode()
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    first = rows[0]
    assert (first["answer"], first["count"], first["base"]) == ("Yes", "70", "80")
    assert any(row["count"] == "[c]" for row in rows)
    assert any("A consultation is not a sample" in row["question"] for row in rows)
    book = openpyxl.load_workbook(io.BytesIO(analyst.get(address(parks, "tables/all.xlsx"), asked).content))
    assert book.sheetnames[0] == "Notes"
    assert "A consultation is not a sample" in str(book["Notes"]["A2"].value)
    assert book["T1"]["B4"].value == 70


def test_without_a_snapshot_one_can_be_taken_at_once(client: Client) -> None:
    version = QuestionnaireFactory()
    respond(version, {"capacity": "public", "visited": "yes"})
    client.force_login(UserFactory(roles=[("analyst", version.consultation.organisation.scope)]))
    assert "There is none yet" in client.get(address(version, "tables/")).content.decode()
    assert client.post(address(version, "tables/"), follow=True).context["tables"] == []


def test_what_nobody_can_make_sense_of(analyst: Client, parks: Questionnaire) -> None:
    assert analyst.get(address(parks, "tables/"), {"questions": "nothing"}).status_code == 200
    assert analyst.get(address(parks, "tables/all.csv")).status_code == 404
    assert analyst.get(address(parks, "weights/99/")).status_code == 404
    assert analyst.get(address(parks, "tables/"), {"snapshot": "none"}).status_code == 200


def test_residents_and_other_bodies_stay_outside(client: Client, parks: Questionnaire) -> None:
    client.force_login(UserFactory(roles=[("analyst", "organisation:elsewhere")]))
    for rest in ("weights/", "weights/new/", "tables/", "tables/all.csv"):
        assert client.get(address(parks, rest)).status_code == 403
