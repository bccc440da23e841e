"""What a report is made from, out of a snapshot: counts that agree with the pages, nothing that tells on anybody."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from tests.core.reports.pdf_inside import Inside
from tests.factories.consultations import ConsultationFactory, QuestionnaireFactory, ThemeFactory, respond
from tests.factories.places import PlaceFactory, PopulationFactory, PostcodeFactory

from folkmoot.domains.consultations.actions.snapshots import snapshot_now
from folkmoot.domains.consultations.adapters.populations import by_age, by_ethnicity, by_sex, shares_of
from folkmoot.domains.consultations.models import (
    Consultation,
    Outcome,
    OutcomeItem,
    Questionnaire,
    Report,
    Snapshot,
    Weighting,
)
from folkmoot.domains.consultations.queries.reports import document_of, report_districts, report_input, source
from folkmoot.domains.consultations.queries.reports.wording import stands_for
from folkmoot.domains.consultations.queries.results import Trait, breakdown_of, results_of
from folkmoot.ground.base.policies import SYSTEM
from folkmoot.site import cli
from folkmoot_core.reports.checking import check
from folkmoot_core.reports.edits import Edits, Inserted
from folkmoot_core.reports.forms import forms_of, write
from folkmoot_core.reports.inputs import ReportInput
from folkmoot_core.reports.keeping import as_document
from folkmoot_core.values import Invalid
from folkmoot_core.weighting.bands import Band, band_of

pytestmark = pytest.mark.django_db

DEFINITION = """\
questionnaire: buses
title: "Buses"
sections:
  - key: matter
    title: "Buses"
    questions:
      - key: more
        kind: choose_one
        text: "Should more buses run?"
        options: [{key: "yes", text: "Yes"}, {key: "no", text: "No"}]
      - key: which
        kind: choose_many
        text: "Where to?"
        max_choices: 2
        options: [{key: town, text: "The town"}, {key: sea, text: "The sea"}, {key: hills, text: "The hills"}]
      - key: agree
        kind: grid
        text: "How much do you agree?"
        rows: [{key: early, text: "Earlier buses"}, {key: late, text: "Later buses"}]
        columns: [{key: much, text: "Much"}, {key: little, text: "Little"}]
      - key: order
        kind: rank
        text: "What comes first?"
        options: [{key: price, text: "Price"}, {key: speed, text: "Speed"}]
      - key: rides
        kind: number
        text: "How many rides a month?"
      - key: words
        kind: text
        text: "What else?"
  - key: you
    title: "About you"
    questions:
      - key: age
        kind: choose_one
        text: "How old are you?"
        role: age_band
        declines: true
        options: [{key: young, text: "Under 40"}, {key: old, text: "40 and over"}]
      - key: sex
        kind: choose_one
        text: "Which sex are you?"
        role: sex
        options: [{key: female, text: "Female"}, {key: male, text: "Male"}]
"""


@pytest.fixture(autouse=True)
def files(settings: object, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    return tmp_path


@pytest.fixture
def buses() -> Questionnaire:
    """Forty young women for more buses, thirty-one old men against, three old women: one of each kind of question."""
    county = PlaceFactory(kind="county", name="Shire", code="E1")
    for sex, ages in (("female", (300, 200)), ("male", (300, 200))):
        PopulationFactory(place=county, sex=sex, age_from=0, age_to=39, residents=ages[0])
        PopulationFactory(place=county, sex=sex, age_from=40, age_to=None, residents=ages[1])
    version = QuestionnaireFactory(
        consultation=ConsultationFactory(closed=True, slug="buses", area=county), definition=DEFINITION
    )
    for number in range(40):
        respond(version, _answers("yes", "young", "female", number))
    for number in range(31):
        respond(version, _answers("no", "old", "male", number))
    for number in range(3):
        respond(version, _answers("yes", "old", "female", number))
    return version


def _answers(more: str, age: str, sex: str, number: int) -> dict[str, Any]:
    return {
        "more": more,
        "which": ["town", "sea"] if number % 2 else ["hills"],
        "agree": {"early": "much", "late": "little" if number % 3 else "much"},
        "order": ["price", "speed"],
        "rides": number,
        "words": "The last bus leaves too soon.",
        "age": age,
        "sex": sex,
    }


def take(version: Questionnaire) -> Snapshot:
    return snapshot_now(consultation=version.consultation, by=SYSTEM)


def filled(version: Questionnaire, weighting: Weighting | None = None) -> ReportInput:
    return report_input(version.consultation, take(version), weighting)


def test_it_has_the_counts_of_the_pages(buses: Questionnaire) -> None:
    data = filled(buses)
    results = results_of(buses.consultation, protected=True)
    told = {question.key: question for question in data.questions}
    for result in results.questions:
        for table in result.tables:
            if table.rows:
                shares = {answer.key: answer.share.n for answer in told[table.key].answers}
                assert shares == {row.key: row.count for row in table.rows}
                assert told[table.key].bases.answered == table.answered
    assert [question.number for question in data.questions] == ["1", "2", "3a", "3b", "4", "5", "7", "8"]
    assert {each.key: each.value for each in told["rides"].statistics}["median"] == pytest.approx(17.0, abs=1)
    assert told["order"].statistics[0].value == 1.0
    assert told["age"].about_people


def test_its_breakdowns_are_those_of_the_pages(buses: Questionnaire) -> None:
    assert "more.age_band" not in {each.key for each in filled(buses).crossings}, "Three old women would be told of."
    for number in range(10):
        respond(buses, _answers("yes", "old", "female", number))
    data = filled(buses)
    page = breakdown_of(buses.consultation, "more", Trait.AGE_BAND, protected=True)
    crossing = next(each for each in data.crossings if each.key == "more.age_band")
    assert page is not None
    cells = {row.key: [cell.count for cell in row.cells] for row in page.tables[0].rows}
    assert {answer.key: [share.n for share in answer.shares] for answer in crossing.answers} == cells
    assert crossing.tested
    assert {(each.answer, each.higher, each.lower) for each in crossing.contrasts} == {
        ("yes", "young", "old"),
        ("no", "old", "young"),
    }


def test_the_snapshot_is_what_counts_not_what_came_since(buses: Questionnaire) -> None:
    snapshot = take(buses)
    before = report_input(buses.consultation, snapshot)
    respond(buses, _answers("no", "young", "female", 1))
    assert report_input(buses.consultation, snapshot) == before


def test_a_page_asks_again_and_nothing_is_counted_again(buses: Questionnaire, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = take(buses)
    first = report_input(buses.consultation, snapshot), report_districts(snapshot)
    read: list[str] = []
    answers_of = source.answers_of

    def counted(files: Any, column: Any) -> Any:
        read.append(column.name)
        return answers_of(files, column)

    monkeypatch.setattr(source, "answers_of", counted)
    again = Snapshot.objects.get(pk=snapshot.pk)
    assert (report_input(buses.consultation, again), report_districts(again)) == first
    # What changes beside the snapshot is looked up anew: here nobody has put words under themes.
    assert [name for name in read if name != "words"] == []
    # New responses are another snapshot, with its own counts.
    respond(buses, _answers("yes", "old", "female", 99))
    assert filled(buses).responses == first[0].responses + 1


def test_a_report_says_as_of_when_it_speaks(buses: Questionnaire) -> None:
    snapshot = take(buses)
    day = timezone.localtime(snapshot.made_at)
    for kind in ("committee", "residents", "outcome"):
        said = write(document_of(kind, buses.consultation, snapshot), "html").content.decode()
        assert f"{day:%H:%M}. Themes, quotes, what the plan says" in said


def test_it_sets_who_answered_beside_the_population(buses: Questionnaire) -> None:
    age, sex = (next(each for each in filled(buses).profiles if each.key == key) for key in ("age_band", "sex"))
    assert [group.population for group in age.groups] == [60.0, 40.0]
    assert [group.population for group in sex.groups] == [50.0, 50.0]
    assert age.source
    assert age.protected


def test_weights_bring_a_question_to_its_margins(buses: Questionnaire) -> None:
    margins = [{"variable": "sex", "level": "Female", "total": 500}, {"variable": "sex", "level": "Male", "total": 500}]
    weighting = Weighting(consultation=buses.consultation, name="Sex", margins=margins, source="Census")
    data = filled(buses, weighting)
    yes = data.questions[0].answers[0].share
    # All men said no and all women yes, so that nothing is left to chance once the weights hold.
    assert yes.weighted == pytest.approx(50)
    assert (yes.low, yes.high) == (pytest.approx(50), pytest.approx(50))
    assert data.weights is not None
    assert data.weights.design_effect > 1
    assert check(document_of("committee", buses.consultation, take(buses), weighting=weighting)) == ()
    weighting.margins = [{"variable": "sex", "level": "Unicorn", "total": 1}]
    with pytest.raises(Invalid, match="fewer than two of its groups"):
        filled(buses, weighting)


def test_small_numbers_are_in_no_form_of_any_report(buses: Questionnaire) -> None:
    """Three old women, planted: no table, page or spreadsheet has a 3 where a number of people stands."""
    consultation = buses.consultation
    ThemeFactory(consultation=consultation, key="rare", title="Rare thoughts", question="words", suggestions=3)
    snapshot = take(buses)
    for kind in ("committee", "residents", "outcome"):
        report = document_of(kind, consultation, snapshot)
        for table in report.tables:
            small = [
                str(ref)
                for ref, figure in table.figures()
                if figure.measure == "count" and figure.value in (1, 2, 3, 4)
            ]
            assert small == []
        for form in forms_of(report):
            text = text_of(form.name, write(report, form.name).content)
            assert not re.search(r"\b3 (people|responses|comments|suggestions)\b", text), (kind, form.name)


def text_of(form: str, content: bytes) -> str:
    if form == "pdf":
        return " ".join(element.text for element in Inside(content).document.walk())
    if form == "html":
        return re.sub(r"<[^>]+>", " ", content.decode())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [name for name in archive.namelist() if name.endswith((".xml", ".csv", ".json", ".svg", ".txt"))]
        return "\n".join(re.sub(r"<[^>]+>", " ", archive.read(name).decode()) for name in parts)


def test_a_district_has_an_extract_if_enough_answered(buses: Questionnaire) -> None:
    county = buses.consultation.area
    large, small = (PlaceFactory(parent=county, name=name) for name in ("Largeham", "Smallham"))
    for place, code in ((large, "AA1 1AA"), (small, "AA2 2AA")):
        PostcodeFactory(postcode=code, district=place)
    definition = DEFINITION + '      - {key: postcode, kind: postcode, text: "Your postcode?", role: postcode}\n'
    version = QuestionnaireFactory(consultation=buses.consultation, definition=definition)
    for number in range(20):
        respond(version, _answers("yes", "young", "female", number) | {"postcode": "AA1 1AA"})
    for number in range(2):
        respond(version, _answers("no", "old", "male", number) | {"postcode": "AA2 2AA"})
    snapshot = take(version)
    assert [each.name for each in report_districts(snapshot)] == []
    for number in range(20):
        respond(version, _answers("no", "old", "male", number) | {"postcode": "AA2 2AA"})
    snapshot = take(version)
    there = report_districts(snapshot)
    assert [(each.name, each.responses) for each in there] == [("Largeham", 20), ("Smallham", 22)]
    assert check(document_of("district", version.consultation, snapshot, district=large.code)) == ()
    with pytest.raises(Invalid, match="Largeham"):
        document_of("district", version.consultation, snapshot, district="nowhere")


def test_too_few_responses_make_no_report() -> None:
    version = QuestionnaireFactory(consultation=ConsultationFactory(closed=True))
    respond(version, {"capacity": "public", "visited": "yes"})
    with pytest.raises(Invalid, match="at least 5"):
        report_input(version.consultation, take(version))


def test_the_verb_writes_a_file_and_says_what_is_wrong(
    buses: Questionnaire, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report.html"
    asked = ["report", "buses", "--kind", "committee", "--form", "html", "--out", str(out)]
    assert cli.main(asked) == 0
    assert "Should more buses run?" in out.read_text()
    digest = Snapshot.objects.get().digest
    assert cli.main([*asked, "--snapshot", digest[:12]]) == 0
    capsys.readouterr()
    for more, message in (
        (["--snapshot", "0123456789"], digest[:12]),
        (["--district", "E1"], "Only --kind district"),
    ):
        assert cli.main([*asked, *more]) == 1
        assert message in capsys.readouterr().err
    assert cli.main([*asked, "--edited"]) == 1
    assert "No officer has begun" in capsys.readouterr().err
    edits = as_document(Edits(inserted=(Inserted("officer.1", "summary", "Words of an officer."),)))
    Report.objects.create(
        consultation=buses.consultation, kind="committee", snapshot=Snapshot.objects.get(), edits=edits
    )
    assert cli.main([*asked, "--edited"]) == 0
    assert "Words of an officer." in out.read_text()
    assert cli.main(asked) == 0
    assert "Words of an officer." not in out.read_text()
    assert cli.main(["report", "trams", "--kind", "committee", "--out", str(out)]) == 1
    assert "There are: buses" in capsys.readouterr().err
    assert cli.main(["report", "buses", "--kind", "committee"]) == 1
    assert "--out FILE" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("16 to 24", (16, 24)),
        ("25-34", (25, 34)),
        ("65 and over", (65, None)),
        ("75+", (75, None)),
        ("19 or younger", (0, 19)),
        ("Under 16", (0, 15)),
        ("Over 65", (66, None)),
        ("I would rather not say", None),
    ],
)
def test_ages_are_read_from_words(text: str, ages: tuple[int, int | None] | None) -> None:
    assert band_of(text) == ages


def test_population_is_given_only_where_groups_fit() -> None:
    bands: list[tuple[Band, int]] = [((0, 14), 10), ((15, 24), 20), ((25, None), 70)]
    assert by_age({"a": "Under 15", "b": "15 to 24", "c": "25 or older"}, bands) == {"a": 10, "b": 20, "c": 70}
    assert by_age({"a": "16 to 24", "b": "25 or older"}, bands) == {}
    assert by_sex({"f": "Female", "m": "Male", "x": "Another way"}, 30, 10) == {"f": 30, "m": 10}
    assert shares_of({"f": 30, "m": 10}) == {"f": 75.0, "m": 25.0}
    assert shares_of({"f": 30, "m": 10}, 50) == {}
    assert by_sex({"f": "Female"}, 30, 10) == {}
    census = {"White: British": 80, "White: Irish": 5, "Asian: Indian": 15}
    assert by_ethnicity({"w": "White", "a": "Asian"}, census) == {"w": 85, "a": 15}
    assert by_ethnicity({"w": "White", "b": "Black"}, census) == {}


def test_a_theme_is_offered_if_half_of_its_words_stand_in_an_option() -> None:
    assert stands_for("Less crime and anti-social behaviour", "Less crime and nuisance")
    assert not stands_for("Less crime and anti-social behaviour", "Councils working differently")
    assert not stands_for("", "Less crime")


def test_no_dates_no_report() -> None:
    version = QuestionnaireFactory(consultation=ConsultationFactory(draft=True))
    with pytest.raises(Invalid, match="no dates"):
        report_input(version.consultation, Snapshot(consultation=version.consultation))


def test_what_was_decided_comes_in_once_it_is_published(buses: Questionnaire) -> None:
    data = filled(buses)
    assert data.outcomes == ()
    assert data.next_steps[0].startswith("We will publish what was decided")
    assert data.equality_notes
    outcome = Outcome.objects.create(
        consultation=buses.consultation, said="Much.", did="More buses.", published_at=timezone.now()
    )
    theme = ThemeFactory(consultation=buses.consultation, description="Later buses were asked for.")
    for position, answered in enumerate(({"question": "more"}, {"question": "words"}, {"theme": theme})):
        OutcomeItem.objects.create(outcome=outcome, verdict="accepted", because="Yes.", position=position, **answered)
    data = report_input(Consultation.objects.get(), take(buses))
    whole, closed, in_words, on_theme = data.outcomes
    assert (whole.said, whole.did) == ("Much.", "More buses.")
    assert (closed.said, closed.answer) == ("“Yes” was chosen most", "yes")
    assert in_words.said == "You answered this question."
    assert (on_theme.said, on_theme.theme) == ("Later buses were asked for.", theme.key)
    assert data.next_steps == ()
    assert check(document_of("outcome", buses.consultation, take(buses))) == ()
