"""Snapshots of a consultation: taken at close and on demand, the same for the same responses, and able to forget."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from tests.factories.accounts import UserFactory
from tests.factories.consultations import ANSWERS, ConsultationFactory, QuestionnaireFactory, respond
from tests.factories.places import PlaceFactory

from folkmoot.domains.consultations.actions.correct_answers import correct_answers
from folkmoot.domains.consultations.actions.opening import close_now
from folkmoot.domains.consultations.actions.snapshots import ask_for_snapshot, snapshot_now
from folkmoot.domains.consultations.models import Consultation, Phase, Questionnaire, Response, Snapshot
from folkmoot.domains.consultations.queries.results import results_of
from folkmoot.domains.consultations.queries.snapshots import folder_of, on_disk
from folkmoot.ground.accounts.models import User
from folkmoot.ground.base.policies import SYSTEM, Refused
from folkmoot.site.background import see_to_what_is_due
from folkmoot_core.snapshots import open_snapshot, verify
from folkmoot_core.snapshots.decoding import rows_of
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings: object, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    return tmp_path


@pytest.fixture
def parks() -> Questionnaire:
    return QuestionnaireFactory()


def take(version: Questionnaire) -> Snapshot:
    return snapshot_now(consultation=version.consultation, by=SYSTEM)


def analyst(consultation: Consultation) -> User:
    return UserFactory(roles=[("analyst", consultation.organisation.scope)])


def test_it_holds_what_counts_and_the_counts_are_those_of_the_results(parks: Questionnaire) -> None:
    for visited in ("yes", "yes", "no"):
        respond(parks, {**ANSWERS, "visited": visited})
    respond(parks, ANSWERS, held_because="It looks like spam.")
    snapshot = take(parks)
    rows = list(rows_of(open_snapshot(folder_of(snapshot))))
    assert snapshot.responses == len(rows) == 3
    assert rows[0].values["repairs"] == ["play", "paths"]
    assert rows[0].values["visits"] == 12
    assert rows[0].values["trait:capacity"] == "public"
    counted = results_of(parks.consultation, protected=False).question("visited")
    assert counted is not None
    for row in counted.tables[0].rows:
        assert row.count == sum(each.values["visited"] == row.key for each in rows)
    assert verify(folder_of(snapshot)).responses == 3


def test_the_same_responses_are_the_same_snapshot_in_any_language(parks: Questionnaire) -> None:
    respond(parks, ANSWERS)
    first = take(parks)
    with translation.override("cy"):
        assert take(parks) == first
        Snapshot.objects.all().delete()
        assert take(parks).digest == first.digest


def test_each_change_makes_another_and_taking_it_back_the_first(parks: Questionnaire) -> None:
    response = respond(parks, ANSWERS)
    first = take(parks)
    correct_answers(response=response, answers={**ANSWERS, "visits": 13}, by=SYSTEM, verb="response.settled")
    second = take(parks)
    respond(parks, ANSWERS)
    third = take(parks)
    assert len({first.digest, second.digest, third.digest}) == 3
    Response.objects.exclude(pk=response.pk).update(state="set_aside")
    correct_answers(response=response, answers=ANSWERS, by=SYSTEM, verb="response.settled")
    assert take(parks).digest == first.digest


def test_districts_are_known_by_their_codes(parks: Questionnaire) -> None:
    response = respond(parks, ANSWERS)
    place = PlaceFactory()
    Response.objects.filter(pk=response.pk).update(district=place)
    found = open_snapshot(folder_of(take(parks)))
    assert next(rows_of(found)).values["trait:district"] == place.code
    assert found.book.column("trait:district").levels[0].text == place.name


def test_lost_files_are_written_again(parks: Questionnaire, files: Path) -> None:
    respond(parks, ANSWERS)
    first = take(parks)
    folder_of(first).rename(files / "elsewhere")
    assert on_disk(first) is None
    assert take(parks).digest == first.digest
    verify(folder_of(first))


def test_closing_takes_one_whether_by_hand_or_by_its_date(parks: Questionnaire) -> None:
    consultation = parks.consultation
    respond(parks, ANSWERS)
    take(parks)
    assert see_to_what_is_due() == []
    close_now(consultation=consultation, by=SYSTEM, reason="Enough.", now=timezone.now() - timedelta(minutes=1))
    by_date = QuestionnaireFactory(consultation=ConsultationFactory(closed=True)).consultation
    assert see_to_what_is_due() == ["Snapshots of 2 consultations that have closed are taken."]
    assert see_to_what_is_due() == []
    taken = Snapshot.objects.filter(reason="close")
    assert {snapshot.consultation for snapshot in taken} == {consultation, by_date}
    Phase.objects.filter(consultation=by_date, kind="analysing").update(starts_at=timezone.now())
    assert see_to_what_is_due() == ["A snapshot of 1 consultation that has closed is taken."]


def test_words_that_are_taken_back_are_in_no_snapshot(parks: Questionnaire, files: Path) -> None:
    response = respond(parks, {**ANSWERS, "words": "I live at 7 Mill Lane.", "postcode": "ZZ1 2AB"})
    other = respond(parks, ANSWERS)
    first = take(parks)
    respond(parks, ANSWERS)
    second = take(parks)
    counted = open_snapshot(folder_of(first)).counted()
    correct_answers(response=response, answers=ANSWERS, by=SYSTEM, verb="response.settled")
    for snapshot in (first, second):
        snapshot.refresh_from_db()
        assert snapshot.words_removed_at is not None
        found = open_snapshot(folder_of(snapshot))
        assert found.words("words")[other.pk] == "More benches."
        assert response.pk not in found.words("words") | found.words("postcode")
        assert verify(found.folder).words_removed == 1
    everything = b"".join(path.read_bytes() for path in files.rglob("*") if path.is_file())
    assert b"Mill Lane" not in everything
    assert b"ZZ1 2AB" not in everything
    assert open_snapshot(folder_of(first)).counted() == counted
    assert take(parks).words_removed_at is None


def test_only_readers_of_the_bodies_that_run_it_may(parks: Questionnaire) -> None:
    consultation = parks.consultation
    page = reverse("consultations:list_snapshots", args=[consultation.slug])
    stranger = UserFactory(roles=[("analyst", "elsewhere")])
    with pytest.raises(Refused):
        ask_for_snapshot(consultation=consultation, by=stranger.as_actor())
    snapshot = take(parks)
    archive = reverse("consultations:download_snapshot", args=[consultation.slug, snapshot.digest])
    for address in (page, archive):
        client = Client()
        assert client.get(address).status_code in (302, 403)
        client.force_login(stranger)
        assert client.get(address).status_code == 403


def test_an_analyst_takes_one_and_downloads_it(parks: Questionnaire, tmp_path: Path) -> None:
    consultation, client = parks.consultation, Client()
    client.force_login(analyst(consultation))
    page = reverse("consultations:list_snapshots", args=[consultation.slug])
    assert "No snapshot has been taken yet" in client.get(page).content.decode()
    respond(parks, ANSWERS)
    assert "A snapshot has been taken" in client.post(page, follow=True).content.decode()
    assert "Nothing has changed" in client.post(page, follow=True).content.decode()
    digest = Snapshot.objects.get().digest
    answer = client.get(reverse("consultations:download_snapshot", args=[consultation.slug, digest]))
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:  # type: ignore[attr-defined]
        archive.extractall(tmp_path / "mine")
    assert verify(tmp_path / "mine" / digest).responses == 1
    respond(parks, ANSWERS)
    assert "Responses have come or changed" in client.get(page).content.decode()
    (folder_of(Snapshot.objects.get()) / "manifest.json").unlink()
    assert "Missing or damaged" in client.get(page).content.decode()


def test_without_a_questionnaire_there_is_a_sentence_and_no_fault() -> None:
    consultation, client = ConsultationFactory(open=True), Client()
    client.force_login(analyst(consultation))
    with pytest.raises(Invalid, match="no published questionnaire"):
        snapshot_now(consultation=consultation, by=SYSTEM)
    page = reverse("consultations:list_snapshots", args=[consultation.slug])
    assert "no published questionnaire" in client.post(page, follow=True).content.decode()
