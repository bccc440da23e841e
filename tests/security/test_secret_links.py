"""What a link opens without an account: only for whom it was made, and only where the link is a secret."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.apps.consultations.officers import actor, open_questionnaire
from tests.factories.documents import PDF, a_file
from tests.security.world import World, make_world

from folkmoot.domains.consultations.actions.import_responses import import_key, import_responses
from folkmoot.domains.consultations.models import Draft, Response
from folkmoot.domains.consultations.policies import opens_receipt
from folkmoot.ground.audit.public import history_of
from folkmoot.ground.base.enums import Classification
from folkmoot.ground.documents.models import Document
from folkmoot.ground.documents.public import store
from folkmoot.ground.intake.public import is_form_key, new_form_key

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
SHEET = b"reference_no,channel,received_on,consent,capacity,words\n17,email,%s,none,public,I live at 3 Elm Row.\n"


@pytest.fixture
def world() -> World:
    return make_world()


def imported(client: Client) -> Response:
    version = open_questionnaire()
    sheet = SHEET % version.consultation.opens_on.isoformat().encode()
    officer = actor(version.consultation)
    document = store(
        title="Answers", upload=a_file(sheet, "a.csv"), classification=Classification.CONFIDENTIAL, by=officer
    )
    import_responses(questionnaire=version, document=document, by=officer)
    return Response.objects.get(consultation=version.consultation)


@pytest.mark.parametrize("end", ["", "answers.txt"])
def test_nobody_reads_an_imported_answer_by_guessing_its_number(client: Client, end: str) -> None:
    response = imported(client)
    key = import_key(response.consultation, "17")
    assert response.arrival.key == key
    assert client.get(f"/consultations/received/{key}/{end}").status_code == 404


@pytest.mark.parametrize("of", ["paper", "letter"])
def test_the_key_of_what_came_by_post_opens_nothing(client: Client, world: World, of: str) -> None:
    key = getattr(world, of).arrival.key
    assert client.get(f"/consultations/received/{key}/answers.txt").status_code == 404


def test_nobody_can_take_the_place_of_a_row_that_will_be_imported(client: Client, world: World) -> None:
    key = import_key(world.consultation, "17")
    data = {"capacity": "public", "visited": "yes", "key": key, "step": "send"}
    sent = client.post(f"/consultations/{world.consultation.slug}/answer/", data)
    assert sent.status_code == 302
    assert not Response.objects.filter(arrival__key=key).exists()


def test_our_own_keys_are_taken_and_serial_ones_are_not() -> None:
    assert is_form_key(new_form_key())
    assert opens_receipt(new_form_key())
    assert opens_receipt("draft.M16wEqJ5YoBz0bnh0gisbw")
    assert not is_form_key("draft.M16wEqJ5YoBz0bnh0gisbw")
    for key in ("import:1:17", "pack:parks:17", "M16wEqJ5YoBz0bnh0gisbw", ""):
        assert not is_form_key(key)
        assert not opens_receipt(key)


def test_a_draft_keeps_answers_and_nothing_else(client: Client, world: World) -> None:
    data = {"words": "Swings.", "step": "save", "junk": "x" * 1000, "csrfmiddlewaretoken": "x"}
    client.post(f"/consultations/{world.consultation.slug}/answer/", data)
    assert Draft.objects.order_by("-pk")[0].entered == {"words": ["Swings."]}


@pytest.mark.parametrize("step", ["save", "check", "send"])
def test_a_closed_consultation_stores_nothing(client: Client, step: str) -> None:
    world = make_world("closed")
    before = Document.objects.count(), Draft.objects.count()
    data = {"photo": a_file(PDF, "a.pdf"), "words": "Too late.", "step": step}
    page = client.post(f"/consultations/{world.consultation.slug}/answer/", data)
    assert page.status_code == 410
    assert "Too late." in page.content.decode()
    client.post(f"/consultations/mine/{world.draft.key}/question/photo/", {"photo": a_file(PDF, "a.pdf")})
    assert (Document.objects.count(), Draft.objects.count()) == before


def test_secret_pages_are_not_kept_and_not_passed_on(client: Client, world: World) -> None:
    for address in (
        f"/consultations/mine/{world.draft.key}/later/",
        f"/consultations/mine/{world.draft.key}/check/",
        f"/consultations/received/{sent_key(client, world)}/",
        f"/consultations/received/{sent_key(client, world)}/answers.txt",
    ):
        page = client.get(address)
        assert page.status_code == 200, address
        assert "no-store" in page["Cache-Control"]
        assert page["Referrer-Policy"] == "no-referrer"


def sent_key(client: Client, world: World) -> str:
    key = new_form_key()
    data = {"capacity": "public", "key": key, "step": "send"}
    assert client.post(f"/consultations/{world.consultation.slug}/answer/", data).status_code == 302
    return key


def test_a_signed_in_officer_who_answers_is_a_resident_there(world: World) -> None:
    """The forms for residents carry no mark against forged posts, so they must not act for who is signed in."""
    key = sent_key(world.client(), world)
    response = Response.objects.get(arrival__key=key)
    assert response.arrival.logged_by == ""
    assert not history_of(response).exists()
    assert not history_of(response.arrival).exists()
