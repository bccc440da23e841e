from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.accounts import UserFactory
from tests.factories.consultations import ConsultationFactory, QuestionnaireFactory, respond

from folkmoot.domains.consultations.actions.outcome import ItemWords, OutcomeWords, publish_outcome, save_outcome
from folkmoot.domains.consultations.actions.themes import ThemeWords, add_theme
from folkmoot.domains.consultations.adapters import standing_of
from folkmoot.domains.consultations.models import Consultation, Outcome, Theme
from folkmoot.domains.consultations.public import consistency, latest_outcomes, open_now, record_of_keeping
from folkmoot.domains.consultations.queries.outcomes import overdue
from folkmoot.ground.audit.public import history_of
from folkmoot.ground.base.policies import RESIDENT, SYSTEM, Refused
from folkmoot.ground.thread.public import links_of
from folkmoot_core.values import Invalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed() -> Consultation:
    consultation: Consultation = QuestionnaireFactory(consultation=ConsultationFactory(closed=True)).consultation
    return consultation


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(UserFactory(roles=["engagement_officer"]))
    return client


def a_theme(consultation: Consultation, title: str = "Seats") -> Theme:
    return add_theme(consultation=consultation, words=ThemeWords(title), by=SYSTEM)


def write(consultation: Consultation, *items: ItemWords, did: str = "Twelve benches are ordered.") -> Outcome:
    words = OutcomeWords("What should come first?", "You want seats.", did, items)
    return save_outcome(consultation=consultation, words=words, by=SYSTEM)


def publish(outcome: Outcome) -> Outcome:
    return publish_outcome(outcome=outcome, by=SYSTEM, now=timezone.now())


def test_a_theme_without_an_answer_keeps_an_outcome_back(closed: Consultation) -> None:
    theme, other = a_theme(closed), a_theme(closed, "Paths")
    outcome = write(closed, ItemWords("accepted", "Ordered.", theme=theme.pk), did="")
    with pytest.raises(Invalid) as caught:
        publish(outcome)
    assert [fault.where for fault in caught.value.faults] == ["did", f"theme-{other.pk}"]
    outcome.refresh_from_db()
    assert outcome.published_at is None
    items = [ItemWords("accepted", "Ordered.", theme=theme.pk), ItemWords("for_later", "In May.", theme=other.pk)]
    assert publish(write(closed, *items)).published_at is not None


def test_an_outcome_waits_for_the_end_of_the_consultation() -> None:
    running = QuestionnaireFactory().consultation
    with pytest.raises(Invalid, match="not ended"):
        publish(write(running))


def test_publishing_decides_the_consultation_and_ties_the_thread(closed: Consultation, client: Client) -> None:
    theme = a_theme(closed)
    address = f"/consultations/{closed.slug}/outcome/"
    answers = ItemWords("partly", "Six of twelve.", theme=theme.pk), ItemWords("accepted", "Yes.", question="repairs")
    outcome = write(closed, *answers)
    assert client.get(address).status_code == 404
    publish(outcome)
    assert standing_of(Consultation.objects.get(pk=closed.pk)).phase == "decided"
    forward = [linked.title for group in links_of(theme, RESIDENT).forward for linked in group.shown]
    assert forward == [str(outcome)]
    assert next(entry.verb for entry in history_of(outcome)) == "outcome.published"
    page = client.get(address).content.decode()
    for words in ("Six of twelve.", "Which two repairs matter most?", "Partly accepted", "Seats"):
        assert words in page
    assert list(consistency()) == []


def test_publishing_again_changes_nothing(closed: Consultation) -> None:
    outcome = publish(write(closed))
    first = outcome.published_at
    assert publish(outcome).published_at == first
    assert [entry.verb for entry in history_of(outcome)].count("outcome.published") == 1


def test_what_is_published_is_corrected_with_a_reason(closed: Consultation) -> None:
    publish(write(closed))
    closed = Consultation.objects.get(pk=closed.pk)
    words = OutcomeWords("a", "b", "Thirteen benches.", ())
    with pytest.raises(Invalid) as caught:
        save_outcome(consultation=closed, words=words, by=SYSTEM)
    assert [fault.where for fault in caught.value.faults] == ["reason"]
    corrected = save_outcome(consultation=closed, words=words, by=SYSTEM, reason="One more was given")
    assert history_of(corrected)[0].reason == "One more was given"


def test_only_officers_who_run_it_write_and_publish(closed: Consultation) -> None:
    with pytest.raises(Refused):
        save_outcome(consultation=closed, words=OutcomeWords("a", "b", "c"), by=RESIDENT)
    with pytest.raises(Refused):
        publish_outcome(outcome=write(closed), by=RESIDENT, now=timezone.now())


def test_an_answer_to_nothing_is_refused(closed: Consultation) -> None:
    elsewhere = a_theme(ConsultationFactory(closed=True))
    wrong = [
        ItemWords("accepted", "Yes.", theme=elsewhere.pk),
        ItemWords("accepted", "Yes.", question="nothing"),
        ItemWords("perhaps", " ", question="repairs"),
    ]
    with pytest.raises(Invalid) as caught:
        write(closed, *wrong)
    assert len(caught.value.faults) == 4


def test_an_outcome_is_overdue_the_day_after_it_was_promised() -> None:
    today = timezone.localdate()
    late = ConsultationFactory(closed=True, outcome_due=today - timedelta(days=3))
    found = overdue(late, today)
    assert found is not None
    assert (found.due, found.days) == (today - timedelta(days=3), 3)
    assert overdue(late, today - timedelta(days=3)) is None
    usual = ConsultationFactory(closed=True)
    assert overdue(usual, usual.closes_on + timedelta(weeks=12)) is None
    assert overdue(usual, usual.closes_on + timedelta(weeks=12, days=1)) is not None
    assert overdue(ConsultationFactory(draft=True), today) is None


def test_what_is_late_is_named_in_public(client: Client, closed: Consultation) -> None:
    today = timezone.localdate()
    late = ConsultationFactory(closed=True, title="The late one", outcome_due=today - timedelta(days=1))
    publish(write(closed))
    running = QuestionnaireFactory().consultation
    respond(running.questionnaires.get(), {"visited": "yes"})
    page = client.get("/consultations/outcomes/").content.decode()
    assert "The late one" in page
    assert "Overdue" in page
    keeping = record_of_keeping(today)
    assert [card.title for card in keeping.overdue] == [late.title]
    assert (keeping.outcomes_due, keeping.outcomes_on_time) == (2, 1)
    assert (keeping.consultations, keeping.responses) == (3, 1)
    assert [card.title for card in open_now(today)] == [running.title]
    assert open_now(today)[0].days_left == 76
    (card,) = latest_outcomes(5)
    assert (card.title, card.summary) == (closed.title, "Twelve benches are ordered.")


def test_the_officers_page_saves_says_what_is_missing_and_publishes(closed: Consultation, officer: Client) -> None:
    theme = a_theme(closed)
    address = f"/consultations/{closed.slug}/outcome/edit/"
    form = {"asked": "What first?", "said": "Seats.", "did": "Ordered.", "deed": "publish"}
    page = officer.post(address, form)
    assert page.status_code == 200
    assert "Answer the theme “Seats”." in page.content.decode()
    half = officer.post(address, {**form, f"theme-{theme.pk}-verdict": "accepted"})
    assert "Say why." in half.content.decode()
    whole = {**form, f"theme-{theme.pk}-verdict": "accepted", f"theme-{theme.pk}-because": "They are ordered."}
    done = officer.post(address, whole)
    assert done.status_code == 302
    assert Outcome.objects.get(consultation=closed).published_at is not None
    assert "Publish the correction" in officer.get(address).content.decode()


def test_what_failed_to_publish_is_kept_as_it_was_written(closed: Consultation, officer: Client) -> None:
    a_theme(closed)
    form = {"asked": "What first?", "said": "Seats.", "did": "Ordered.", "deed": "publish"}
    officer.post(f"/consultations/{closed.slug}/outcome/edit/", form)
    assert Outcome.objects.get(consultation=closed).did == "Ordered."
