"""Officers plan a consultation on its pages, from nothing to open; nobody else comes in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.accounts import UserFactory
from tests.factories.bodies import OrganisationFactory
from tests.factories.consultations import DEFINITION, ConsultationFactory

from folkmoot.domains.consultations.enums import EqualityStatus
from folkmoot.domains.consultations.models import Consultation

pytestmark = pytest.mark.django_db

PAGES = (
    "plan/", "plan/basics/", "plan/reasons/", "plan/decision/", "plan/equality/", "plan/contact/", "plan/phases/",
    "plan/groups/new/", "plan/documents/new/", "plan/results-shown/", "plan/withdraw/", "plan/close/",
    "questionnaire/", "questionnaire/text/", "questionnaire/settings/", "questionnaire/sections/new/",
    "questionnaire/changes/", "questionnaire/text/download/",
)  # fmt: skip


def officer_of(consultation: Consultation) -> Client:
    return signed_in(("engagement_officer", consultation.organisation.scope))


def signed_in(*roles: str | tuple[str, str]) -> Client:
    client = Client()
    client.force_login(UserFactory(roles=list(roles)))
    return client


def test_a_consultation_is_planned_from_nothing_to_open() -> None:
    board = OrganisationFactory()
    officer = signed_in(("engagement_officer", board.scope))
    assert officer.get("/consultations/new/").status_code == 200
    began = officer.post("/consultations/new/", {"title": "Which paths first?", "organisation": board.pk})
    assert began["Location"] == "/consultations/which-paths-first/plan/"
    plan = "/consultations/which-paths-first/plan/"
    today = timezone.localdate()
    parts = {
        "basics": {"title": "Which paths first?", "summary": "We mend paths.", "organisation": board.pk},
        "reasons": {"objectives": "Learn what people wish", "why_now": "Money came.", "still_open": "Order\n\n- Which"},
        "decision": {"who_decides": "The board decides in May."},
        "equality": {"equality_status": EqualityStatus.INITIAL_DONE, "equality_text": "Checked."},
        "contact": {"contact_email": "paths@example.org"},
        "dates": {"planned_opening": today.isoformat(), "planned_closing": (today + timedelta(days=20)).isoformat(),
                  "short_reason": "The money must be spent by May."},
    }  # fmt: skip
    for part, answers in parts.items():
        assert officer.get(f"{plan}{part}/").status_code == 200
        saved = officer.post(f"{plan}{part}/", answers)
        assert saved.status_code == 302, saved.context["form"].errors
    assert officer.post(f"{plan}groups/new/", {"name": "Residents", "channels": "Letters\nThe web"}).status_code == 302
    not_ready = officer.post(f"{plan}open/", {"opens_on": today.isoformat()})
    assert not_ready.status_code == 422
    assert "Questionnaire: The questions that people answer." in not_ready.content.decode()
    text = {"text": DEFINITION, "seen": ""}
    assert officer.post("/consultations/which-paths-first/questionnaire/text/", text).status_code == 302
    assert officer.post(f"{plan}open/", {"opens_on": today.isoformat()}).status_code == 302

    consultation = Consultation.objects.get(slug="which-paths-first")
    assert consultation.still_open == ["Order", "Which"]
    assert consultation.opens_on == today
    page = Client().get("/consultations/which-paths-first/")
    assert "The money must be spent by May." in page.content.decode()
    assert Client().get("/consultations/which-paths-first/answer/").status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_planning_pages_are_for_officers_of_the_bodies_that_run_it(path: str) -> None:
    consultation = ConsultationFactory(open=True, questionnaires=1)
    url = f"/consultations/{consultation.slug}/{path}"
    assert officer_of(consultation).get(url).status_code in (200, 302)
    assert signed_in("administrator").get(url).status_code in (200, 302)
    assert Client().get(url)["Location"].startswith("/accounts/login/")
    elsewhere = OrganisationFactory().scope
    for stranger in (("engagement_officer", elsewhere), ("analyst", "*"), ("clerk", "*"), ("resident", "*")):
        assert signed_in(stranger).get(url).status_code == 403, stranger


def test_an_officer_of_a_partner_plans_as_well() -> None:
    consultation, partner = ConsultationFactory(), OrganisationFactory()
    consultation.partners.add(partner)
    assert (
        signed_in(("engagement_officer", partner.scope)).get(f"/consultations/{consultation.slug}/plan/").status_code
        == 200
    )


def test_the_desk_lists_own_consultations_with_the_next_step() -> None:
    mine = ConsultationFactory(title="Ours")
    ConsultationFactory(title="Theirs", open=True)
    page = officer_of(mine).get("/consultations/desk/").content.decode()
    assert "Ours" in page
    assert "Theirs" not in page
    assert "Still missing: Time to answer; Questionnaire" in page


def test_an_officer_can_only_begin_for_bodies_they_work_for() -> None:
    mine, other = OrganisationFactory(), OrganisationFactory()
    officer = signed_in(("engagement_officer", mine.scope))
    answer = officer.post("/consultations/new/", {"title": "Taking over", "organisation": other.pk})
    assert answer.status_code == 422
    assert not Consultation.objects.exists()


def test_a_change_after_opening_needs_a_reason_beside_the_field() -> None:
    consultation = ConsultationFactory(open=True, questionnaires=1)
    officer, url = officer_of(consultation), f"/consultations/{consultation.slug}/plan/contact/"
    refused = officer.post(url, {"contact_email": "new@example.org"})
    assert refused.status_code == 422
    assert refused.context["form"].errors["reason"]
    assert officer.post(url, {"contact_email": "new@example.org", "reason": "The team moved."}).status_code == 302
    consultation.refresh_from_db()
    assert consultation.contact_email == "new@example.org"


def test_a_clash_is_shown_and_stops_nothing() -> None:
    consultation = ConsultationFactory(open=True, questionnaires=1)
    other = ConsultationFactory(open=True, title="Asking the same people")
    for each in (consultation, other):
        each.consultee_groups.create(key="residents", name="Residents")
    page = officer_of(consultation).get(f"/consultations/{consultation.slug}/plan/").content.decode()
    assert "Asking the same people" in page


def test_closing_early_is_a_page_of_its_own() -> None:
    consultation = ConsultationFactory(open=True, questionnaires=1)
    officer, url = officer_of(consultation), f"/consultations/{consultation.slug}/plan/close/"
    assert officer.post(url, {"reason": " "}).status_code == 422
    assert officer.post(url, {"reason": "The decision was brought forward."}).status_code == 302
    page = Client().get(f"/consultations/{consultation.slug}/").content.decode()
    assert "The decision was brought forward." in page
    assert Client().get(f"/consultations/{consultation.slug}/answer/").status_code == 200
    assert "not taking answers" in Client().get(f"/consultations/{consultation.slug}/answer/").content.decode()


def test_phases_can_be_added_and_taken_off() -> None:
    consultation = ConsultationFactory(closed=True, questionnaires=1)
    officer, url = officer_of(consultation), f"/consultations/{consultation.slug}/plan/phases/decided/"
    day = timezone.localdate() + timedelta(days=30)
    usual = {"plan_public": "on", "results_public": "on", "outcome_public": "on"}
    assert officer.post(url, {"starts_on": day, "reason": "Planned", **usual}).status_code == 302
    assert consultation.phases.get(kind="decided").switches == {}
    assert officer.post(url, {"starts_on": "", "reason": "Not yet", **usual}).status_code == 302
    assert not consultation.phases.filter(kind="decided").exists()
    nonsense = officer.get(f"/consultations/{consultation.slug}/plan/phases/nonsense/")
    assert nonsense.status_code == 404
