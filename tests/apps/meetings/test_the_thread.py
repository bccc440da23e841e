"""What residents raised is put before a board in two clicks; the decision goes back to it, and they are told once."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.accounts import UserFactory
from tests.factories.bodies import OrganisationFactory
from tests.factories.consultations import ConsultationFactory, QuestionnaireFactory, ThemeFactory, respond
from tests.factories.meetings import a_meeting
from tests.security.casework import make_case

from folkmoot.domains.consultations.actions.submit import ContactDetails
from folkmoot.domains.consultations.models import Outcome
from folkmoot.domains.meetings.actions.publishing import publish
from folkmoot.domains.meetings.actions.putting import answer_what_was_raised
from folkmoot.domains.meetings.models import AgendaItem, Decision
from folkmoot.ground.base.policies import SYSTEM
from folkmoot.ground.notify.models import Message
from folkmoot.ground.thread.models import Link
from folkmoot.ground.thread.public import link

pytestmark = pytest.mark.django_db


def test_from_a_theme_to_a_board_and_back() -> None:
    meeting = a_meeting()
    consultation = ConsultationFactory(decided=True)
    questionnaire = QuestionnaireFactory(consultation=consultation)
    Outcome.objects.create(consultation=consultation, published_at=timezone.now())
    theme = ThemeFactory(consultation=consultation, title="More benches", description="People ask for benches.")
    for number in range(6):
        contact = ContactDetails(
            name="", medium="email", address=f"ann{number}@example.org", wants_outcome=number < 2, copy_to=""
        )
        answer = respond(questionnaire, {"words": f"Benches {number}"}, contact=contact).words.get()
        link("grouped_in", answer, theme, by=SYSTEM)
    officer = Client()
    officer.force_login(UserFactory(roles=[("engagement_officer", "*")]))
    theme_page = officer.get(f"/consultations/{consultation.slug}/themes/{theme.key}/", follow=True)
    assert f"/meetings/put/consultations.theme/{theme.pk}/" in theme_page.content.decode()
    assert "Put before a body" not in Client().get(theme_page.request["PATH_INFO"]).content.decode()
    start = f"/meetings/put/consultations.theme/{theme.pk}/"
    assert "More benches" in officer.get(start).content.decode()
    assert officer.post(start, {"meeting": meeting.key, "title": "More benches"}).status_code == 302
    item = AgendaItem.objects.get(title="More benches")
    paper = item.papers.get()
    assert "6 answers are grouped in this theme." in paper.body_text
    assert "Equality assessment:" in paper.body_text
    assert item.first_published_at is None
    publish(meeting=meeting, by=SYSTEM)
    Decision.objects.create(
        item=item, number=1, outcome="deferred", text="To come back in spring.", reason="There is no money yet.",
        decided_on=meeting.date, published_at=timezone.now(),
    )  # fmt: skip
    before = Message.objects.count()
    assert answer_what_was_raised() == 1
    assert answer_what_was_raised() == 0
    told = list(Message.objects.order_by("pk")[before:])
    assert sorted(message.to for message in told) == ["ann0@example.org", "ann1@example.org"]
    assert "There is no money yet." in told[0].body
    assert Link.objects.filter(kind="decided_as", from_type="consultations.theme", from_key=str(theme.pk)).exists()
    page = Client().get(f"/meetings/{meeting.key}/items/{item.serial}/").content.decode()
    assert "To come back in spring." in page
    assert "More benches" in page


def test_a_case_goes_before_a_board_without_its_words() -> None:

    meeting, case = a_meeting(), make_case(OrganisationFactory(), "The bins of Ann Secretname were missed.")
    officer = Client()
    officer.force_login(UserFactory(roles=["complaints_officer"]))
    start = f"/meetings/put/complaints.case/{case.pk}/"
    page = officer.get(start)
    assert page.status_code == 200
    officer.post(start, {"meeting": meeting.key, "title": "Missed bins"})
    publish(meeting=meeting, by=SYSTEM)
    item = AgendaItem.objects.get(title="Missed bins")
    said = Client().get(f"/meetings/{meeting.key}/items/{item.serial}/").content.decode()
    assert "Secretname" not in said
    assert case.arrival.reference not in said
    stranger = Client()
    stranger.force_login(UserFactory(roles=[("analyst", "body:elsewhere")]))
    assert stranger.get(start).status_code == 404
