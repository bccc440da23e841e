"""Files that residents send with their answers: who reads them, what is said of them, and when they go."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import serializers
from django.core.files.storage import default_storage
from django.test import Client, RequestFactory
from django.utils import timezone
from tests.apps.consultations.officers import address, signed_in
from tests.factories.accounts import UserFactory
from tests.factories.bodies import OrganisationFactory
from tests.factories.consultations import DEFINITION, QuestionnaireFactory, respond
from tests.factories.documents import PDF, a_file, make_document

from folkmoot.domains.consultations.actions.drafts import begin_draft
from folkmoot.domains.consultations.adapters import questionnaire_of
from folkmoot.domains.consultations.models import Questionnaire, Response
from folkmoot.domains.consultations.views.uploads import take_uploads
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import RESIDENT
from folkmoot.ground.documents.models import Document
from folkmoot.ground.documents.public import address_of
from folkmoot.site.background import tidy

WITH_FILE = (
    DEFINITION
    + """\
      - key: photo
        kind: file
        text: A picture or paper
"""
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def questionnaire() -> Questionnaire:
    return QuestionnaireFactory(definition=WITH_FILE)


def upload(questionnaire: Questionnaire, name: str = "ada-lovell-cv.pdf") -> Document:
    request = RequestFactory().post("/", {"photo": a_file(PDF, name)})
    entered: dict[str, list[str]] = {}
    assert take_uploads(request, questionnaire_of(questionnaire), entered) == []
    return Document.objects.get(key=entered["photo.document"][0])


def sent(questionnaire: Questionnaire) -> tuple[Response, Document]:
    document = upload(questionnaire)
    response = respond(questionnaire, {"photo": {"document": document.key, "name": "ada-lovell-cv.pdf"}})
    document.refresh_from_db()
    return response, document


def opened_by(client: Client, document: Document) -> int:
    page = client.get(address_of(document))
    b"".join(page)
    return page.status_code


def test_only_those_who_may_read_the_answer_open_the_file(questionnaire: Questionnaire, client: Client) -> None:
    response, document = sent(questionnaire)
    assert (document.subject_type, document.subject_key) == ("consultations.response", str(response.pk))
    consultation, partner = questionnaire.consultation, OrganisationFactory()
    theirs = QuestionnaireFactory().consultation
    consultation.partners.add(partner)
    of_partner = Client()
    of_partner.force_login(UserFactory(roles=[("engagement_officer", partner.scope)]))
    assert opened_by(signed_in(consultation), document) == 200
    assert opened_by(signed_in(consultation, "analyst"), document) == 200
    assert opened_by(of_partner, document) == 200
    assert opened_by(signed_in(consultation, "clerk"), document) == 403
    assert opened_by(signed_in(theirs), document) == 403
    assert opened_by(client, document) == 302


def test_a_file_that_is_not_sent_yet_is_for_nobody_in_one_place(questionnaire: Questionnaire) -> None:
    assert opened_by(signed_in(questionnaire.consultation), upload(questionnaire)) == 403


def test_the_history_says_nothing_of_the_name_and_the_download_keeps_it(questionnaire: Questionnaire) -> None:
    response, document = sent(questionnaire)
    assert document.title == "File sent with an answer"
    assert "lovell" not in json.dumps(serializers.serialize("python", Entry.objects.all()), default=str)
    officer = signed_in(questionnaire.consultation)
    download = officer.get(address_of(document))
    assert b"".join(download) == PDF
    assert "ada-lovell-cv.pdf" in download["Content-Disposition"]
    page = officer.get(address(questionnaire, f"ledger/{response.arrival.reference}/")).content.decode()
    assert address_of(document) in page


def test_a_file_that_routing_hid_belongs_to_the_answer_too() -> None:
    routed = WITH_FILE + "        show_if: {question: visited, any_of: [no]}\n"
    questionnaire = QuestionnaireFactory(definition=routed)
    document = upload(questionnaire)
    answers = {"visited": "yes", "photo": {"document": document.key, "name": "a.pdf"}}
    response = respond(questionnaire, answers)
    assert "photo" in response.parked
    assert Document.objects.get().subject_key == str(response.pk)


def test_nobody_takes_a_file_that_is_not_from_an_answer(questionnaire: Questionnaire) -> None:
    paper = make_document(classification="public")
    respond(questionnaire, {"photo": {"document": paper.key, "name": "a.pdf"}})
    paper.refresh_from_db()
    assert (paper.subject_type, paper.subject_key) == ("", "")


def test_files_never_sent_go_with_their_bytes_when_nobody_can_send_them(
    questionnaire: Questionnaire, django_capture_on_commit_callbacks: object
) -> None:
    _response, kept = sent(questionnaire)
    others = make_document(), make_document(classification="confidential")
    forgotten, held, new = (upload(questionnaire) for _each in range(3))
    begin_draft(questionnaire=questionnaire, entered={"photo.document": [held.key]}, by=RESIDENT)
    old = timezone.now() - timedelta(days=settings.DRAFT_DAYS, minutes=1)
    Document.objects.exclude(pk=new.pk).update(added_at=old)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert tidy() == ["1 file that was never sent with an answer is deleted."]
    assert not default_storage.exists(forgotten.file.name)
    assert default_storage.exists(held.file.name)
    assert set(Document.objects.all()) == {kept, held, new, *others}
    assert Entry.objects.get(verb="document.forgotten").subject_label == "File sent with an answer"
    assert tidy() == []
