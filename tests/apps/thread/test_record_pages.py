"""Every record that the thread runs through shows it on its own page."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db.models import Model
from django.test import Client
from django.utils import timezone
from tests.factories.accounts import UserFactory
from tests.factories.bodies import OrganisationFactory
from tests.factories.compact import make_agreement, make_concern, make_funding
from tests.factories.consultations import ConsultationFactory, QuestionnaireFactory, ResponseFactory
from tests.factories.incidents import CategoryFactory, reported
from tests.factories.meetings import a_meeting, an_item
from tests.factories.money import make_money
from tests.factories.partnerships import NeedFactory, PlanFactory
from tests.factories.performance import make_indicator, make_question
from tests.factories.places import PlaceFactory
from tests.factories.plans import make_plan
from tests.factories.reviews import make_review, make_submission
from tests.factories.reviews import publish as publish_evidence
from tests.factories.risks import make_risk
from tests.security.casework import make_case

from folkmoot.domains.complaints.models import Case, Lesson
from folkmoot.domains.consultations.actions.plan import create_consultation, edit_plan
from folkmoot.domains.consultations.models import Answer, Outcome, Questionnaire, Theme
from folkmoot.domains.meetings.actions.publishing import publish
from folkmoot.domains.meetings.models import AgendaItem, Decision
from folkmoot.domains.reviews.models import Action, Finding, Recommendation, Session
from folkmoot.ground.base.policies import SYSTEM
from folkmoot.ground.thread.enums import RECORDS
from folkmoot.ground.thread.public import link, links_of

pytestmark = pytest.mark.django_db


def a_case() -> Case:
    return make_case(OrganisationFactory(), "The bins were missed.")


def a_lesson() -> Lesson:
    return Lesson.objects.create(case=a_case(), cause="The rota had no stand-in.")


def decided() -> Questionnaire:
    return QuestionnaireFactory(consultation=ConsultationFactory(decided=True))


def an_answer() -> Answer:
    return ResponseFactory(questionnaire=decided()).words.get()


def a_published_item() -> AgendaItem:
    item = an_item(a_meeting())
    publish(meeting=item.meeting, by=SYSTEM)
    item.refresh_from_db()
    return item


def a_decision() -> Decision:
    item, now = a_published_item(), timezone.now()
    return Decision.objects.create(
        item=item, number=1, outcome="noted", text="Noted.", decided_on=item.meeting.date, published_at=now
    )


def a_recommendation() -> Recommendation:
    return Recommendation.objects.create(review=make_review(), number=1, words="A fund", standing="final")


MAKERS: dict[str, Callable[[], Model]] = {
    "bodies.organisation": OrganisationFactory,
    "places.place": PlaceFactory,
    "complaints.case": a_case,
    "complaints.lesson": a_lesson,
    "meetings.meeting": a_meeting,
    "meetings.agendaitem": a_published_item,
    "meetings.decision": a_decision,
    "compact.commitment": lambda: make_agreement().asking,
    "compact.concern": lambda: make_concern(make_agreement()),
    "compact.fundingdecision": lambda: make_funding(make_agreement()),
    "partnerships.need": NeedFactory,
    "partnerships.plan": PlanFactory,
    "plans.plan": lambda: make_plan().plan,
    "plans.objective": lambda: make_plan().objective,
    "plans.action": lambda: make_plan().action,
    "money.line": lambda: make_money().line,
    "money.saving": lambda: make_money().saving,
    "performance.indicator": make_indicator,
    "performance.keyquestion": make_question,
    "reviews.topicreview": make_review,
    "reviews.submission": lambda: publish_evidence(make_submission(make_review())),
    "reviews.session": lambda: Session.objects.create(review=make_review(), kind="visit", title="A club"),
    "reviews.finding": lambda: Finding.objects.create(review=make_review(), number=1, words="Clubs are full."),
    "reviews.recommendation": a_recommendation,
    "risks.risk": make_risk,
    "reviews.action": lambda: Action.objects.create(recommendation=a_recommendation(), words="Begin", owner="Us"),
    "incidents.incident": lambda: reported(CategoryFactory(goes_to=OrganisationFactory(), questions=[])),
    "incidents.category": lambda: CategoryFactory(goes_to=OrganisationFactory(), questions=[]),
    "consultations.consultation": lambda: decided().consultation,
    "consultations.answer": an_answer,
    "consultations.theme": lambda: Theme.objects.create(consultation=decided().consultation, key="t", title="Benches"),
    "consultations.outcome": lambda: Outcome.objects.create(consultation=decided().consultation),
}


def test_every_kind_of_record_is_tried_here() -> None:
    ours = {label for label in RECORDS if not label.startswith(("base.", "notify."))}
    assert ours == set(MAKERS)


@pytest.mark.parametrize("label", MAKERS)
def test_a_link_shows_on_the_pages_of_both_its_ends(label: str) -> None:
    record, other = MAKERS[label](), PlaceFactory(name="Over There")
    link("considered_under", record, other, SYSTEM)
    client = Client()
    client.force_login(UserFactory(roles=["administrator"]))
    shown = RECORDS[label]
    page = client.get(shown.url(record)).content.decode()
    assert re.search(r"Considered under.*Over There", page, re.DOTALL)
    back = client.get(f"/places/{other.slug}/").content.decode()
    assert shown.url(record) in back


def test_a_body_s_page_leads_to_what_it_decides_on_once_that_is_public(client: Client) -> None:
    board, other = OrganisationFactory(), OrganisationFactory()
    made = create_consultation(title="Parks", organisation=board, by=SYSTEM, values={"deciding_body": board})
    assert [group.phrase for group in links_of(made, SYSTEM).forward] == ["Decided by"]
    assert "Parks" not in client.get(f"/bodies/{board.key}/").content.decode()
    edit_plan(consultation=made, values={"deciding_body": other}, by=SYSTEM)
    assert not links_of(board, SYSTEM)
    assert links_of(other, SYSTEM)
    edit_plan(consultation=made, values={"deciding_body": None}, by=SYSTEM)
    assert not links_of(made, SYSTEM)
    public = ConsultationFactory(open=True, title="Rivers", questionnaires=1)
    link("decided_by", public, board, SYSTEM)
    assert "Rivers" in client.get(f"/bodies/{board.key}/").content.decode()
