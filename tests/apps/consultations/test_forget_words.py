"""What somebody wrote can be forgotten: it is in no row and in no file afterwards, and every figure stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.apps.consultations.officers import TYPED, actor, closed_questionnaire, signed_in
from tests.apps.consultations.reports.making_reports import report_with_edition
from tests.factories.consultations import respond

from folkmoot.domains.consultations.actions.forget_words import forget_words
from folkmoot.domains.consultations.actions.letters import Letter, record_letter
from folkmoot.domains.consultations.actions.reports import withdraw_edition
from folkmoot.domains.consultations.actions.snapshots import snapshot_now
from folkmoot.domains.consultations.actions.submit import ContactDetails
from folkmoot.domains.consultations.enums import Consent
from folkmoot.domains.consultations.models import Answer, Questionnaire, Response, SecondEntry
from folkmoot.domains.consultations.queries.channels import totals_by_channel
from folkmoot.domains.consultations.queries.results import results_of
from folkmoot.domains.consultations.queries.snapshots import on_disk
from folkmoot.domains.consultations.queries.words import words_questions
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import SYSTEM, Refused
from folkmoot_core.snapshots import verify
from folkmoot_core.snapshots.counting import answers_of, table_of
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db
SECRET = "My neighbour at number seven keeps geese"
REASON = "The writer asked us to, by telephone."


@pytest.fixture(autouse=True)
def files(settings: object, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    return tmp_path


@pytest.fixture
def parks() -> Questionnaire:
    questionnaire = closed_questionnaire()
    for _turn in range(12):
        respond(questionnaire, {"capacity": "public", "visited": "yes", "words": "More benches."})
    return questionnaire


def letter_of(parks: Questionnaire) -> Response:
    consultation = parks.consultation
    assert consultation.closes_on
    letter = Letter(
        "letter",
        consultation.closes_on - timedelta(days=1),
        f"Dear all, {SECRET}.\n\nYours, a resident.",
        "letter-1",
        upload=SimpleUploadedFile("scan.txt", f"{SECRET} as a scan".encode()),
        consent=Consent.UNNAMED,
    )
    return record_letter(questionnaire=parks, letter=letter, by=actor(consultation)).response


def figures(parks: Questionnaire) -> object:
    consultation = parks.consultation
    results = results_of(consultation, protected=False)
    tables = [table for each in results.questions for table in each.tables]
    counts = [(each.key, each.count) for each in words_questions(consultation)]
    return tables, results.districts, totals_by_channel(consultation), counts


def places_of(secret: str, folder: Path) -> Iterator[str]:
    """Every row of every table and every file that holds it."""
    for model in apps.get_models():
        for row in model._base_manager.values():
            if secret.casefold() in repr(row).casefold():
                yield model.__name__
    for path in folder.rglob("*"):
        if path.is_file() and secret.encode() in path.read_bytes():
            yield str(path)


@pytest.mark.django_db(transaction=True)
def test_the_words_of_a_letter_are_in_no_row_and_no_file_and_no_figure_changes(
    parks: Questionnaire, files: Path
) -> None:
    letter = letter_of(parks)
    Answer.objects.filter(response=letter).update(reading="approved", public_text=f"{SECRET}.")
    snapshots = [snapshot_now(consultation=parks.consultation, by=SYSTEM)]
    respond(parks, {"capacity": "club", "visited": "no"})
    snapshots.append(snapshot_now(consultation=parks.consultation, by=SYSTEM))
    edition = report_with_edition(parks.consultation, f"{SECRET}.").editions.get()
    before, there = figures(parks), list(places_of(SECRET, files))
    assert {"Answer", "Arrival", "Edition", "Report"} <= set(there)
    assert len([place for place in there if "/" in place]) >= 3
    officer = signed_in(parks.consultation)
    page = f"/consultations/{parks.consultation.slug}/ledger/{letter.arrival.reference}/"
    assert "Forget what this person wrote?" in officer.get(page).content.decode()

    refused = officer.post(f"{page}forget-words/", {"forget-reason": REASON})
    assert refused.status_code == 422
    assert "quotes these words" in refused.content.decode()
    assert figures(parks) == before
    withdraw_edition(edition=edition, reason="It quotes somebody.", by=actor(parks.consultation))
    type(edition.report).objects.update(edits={}, edits_number=2)

    done = officer.post(f"{page}forget-words/", {"forget-reason": REASON}, follow=True)
    assert "are forgotten" in done.content.decode()
    assert "Forget what this person wrote?" not in done.content.decode()
    # The factory calls the edition after its words; that is a title and no quote.
    left = [place for place in places_of(SECRET, files) if place != "Edition"]
    assert left == []
    assert figures(parks) == before
    for snapshot in snapshots:
        found = on_disk(snapshot)
        assert found is not None
        assert verify(found.folder).words_removed == 1
        column = found.book.column("letter:words")
        assert table_of(answers_of(found, column)).answered == 1
    (entry,) = Entry.objects.filter(verb="response.words_forgotten")
    assert (entry.reason, entry.changes["answers"], entry.changes["files"]) == (REASON, [1, 0], [1, 0])


def test_answers_words_beside_them_a_second_typing_and_the_copy_are_forgotten(
    parks: Questionnaire, files: Path
) -> None:
    contact = ContactDetails("A Resident", "email", "a@example.org", wants_outcome=True, copy_to="a@example.org")
    mine = respond(
        parks, {"capacity": "public", "visited": "yes", "words": SECRET, "postcode": "ZZ1 2AB"}, contact=contact
    )
    SecondEntry.objects.create(
        response=mine,
        answers={**TYPED, "words": SECRET},
        differences={"words": [SECRET, f"{SECRET}!"]},
        first_typed_by_key="first",
        typed_by_key="second",
    )
    before = figures(parks)
    assert {"Message", "SecondEntry", "Response"} <= set(places_of(SECRET, files))
    found = forget_words(response=mine, by=actor(parks.consultation), reason=REASON)
    assert (found.answers, found.messages) == (2, 1)
    assert list(places_of(SECRET, files)) == []
    assert list(places_of("ZZ1 2AB", files)) == []
    assert figures(parks) == before
    assert Answer.objects.filter(text="More benches.").count() == 12
    with pytest.raises(Refused):
        forget_words(response=mine, by=actor(parks.consultation), reason=REASON)


@pytest.mark.parametrize("reason", [" ", f"She wrote: {SECRET}."])
def test_a_reason_is_needed_and_does_not_repeat_the_words(parks: Questionnaire, reason: str) -> None:
    letter = letter_of(parks)
    with pytest.raises(Invalid):
        forget_words(response=letter, by=actor(parks.consultation), reason=reason)
    assert Answer.objects.get(response=letter).text != "[removed]"


@pytest.mark.parametrize("role", ["analyst", "resident"])
def test_only_officers_forget(parks: Questionnaire, role: str) -> None:
    with pytest.raises(Refused):
        forget_words(response=letter_of(parks), by=actor(parks.consultation, role), reason=REASON)
