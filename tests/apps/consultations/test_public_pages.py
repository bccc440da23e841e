"""What everybody can read about consultations, and what nobody may see before its time."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.factories.accounts import UserFactory
from tests.factories.bodies import OrganisationFactory
from tests.factories.consultations import ConsultationFactory, QuestionnaireFactory, ResponseFactory
from tests.factories.places import PlaceFactory

from folkmoot.domains.consultations.actions.freeze import freeze
from folkmoot.domains.consultations.actions.opening import open_consultation
from folkmoot.domains.consultations.actions.phases import change_dates
from folkmoot.domains.consultations.models import Consultation, Outcome
from folkmoot.ground.base.policies import SYSTEM

pytestmark = pytest.mark.django_db


def read(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    assert not answer.cookies
    return answer.content.decode()


def page_of(consultation: Consultation) -> str:
    return read(f"/consultations/{consultation.slug}/")


def test_the_list_sorts_consultations_by_how_they_stand() -> None:
    ConsultationFactory(open=True, title="Runs now")
    ConsultationFactory(closed=True, title="Being read")
    ConsultationFactory(decided=True, title="Long over")
    ConsultationFactory(title="Still secret")
    coming = ConsultationFactory(title="Coming up next", planned_closing=timezone.localdate() + timedelta(days=120))
    QuestionnaireFactory(consultation=coming, published_at=None)
    opens = timezone.localdate() + timedelta(days=10)
    open_consultation(consultation=coming, opens_on=opens, by=SYSTEM, announce=True)
    page = read("/consultations/")
    places = [page.index(title) for title in ("Runs now", "Coming up next", "Being read", "Long over")]
    assert places == sorted(places)
    assert "Still secret" not in page


def test_a_hidden_plan_on_the_calendar_is_not_shown() -> None:
    coming = ConsultationFactory(title="Quietly planned", planned_closing=timezone.localdate() + timedelta(days=120))
    QuestionnaireFactory(consultation=coming, published_at=None)
    open_consultation(consultation=coming, opens_on=timezone.localdate() + timedelta(days=10), by=SYSTEM)
    for path in ("/consultations/", "/consultations/calendar/"):
        assert "Quietly planned" not in read(path)
    for path in ("", "as-published/", "as-published.json", "paper-form/"):
        assert Client().get(f"/consultations/{coming.slug}/{path}").status_code == 404


@pytest.mark.parametrize("path", ["", "as-published/", "paper-form/", "paper-form/?version=draft"])
def test_what_is_being_prepared_is_for_its_officers_only(path: str) -> None:
    draft = ConsultationFactory(draft=True)
    url = f"/consultations/{draft.slug}/{path}"
    assert Client().get(url).status_code == 404
    stranger = Client()
    stranger.force_login(UserFactory(roles=[("engagement_officer", OrganisationFactory().scope)]))
    assert stranger.get(url).status_code == 404


def test_an_officer_sees_the_page_of_a_draft() -> None:
    draft = ConsultationFactory(draft=True)
    officer = Client()
    officer.force_login(UserFactory(roles=[("engagement_officer", draft.organisation.scope)]))
    assert "only officers see this page" in officer.get(f"/consultations/{draft.slug}/").content.decode()


def test_the_list_finds_by_words_area_and_organisation() -> None:
    county = PlaceFactory(kind="county")
    district, elsewhere = PlaceFactory(parent=county), PlaceFactory(parent=county)
    partner = OrganisationFactory()
    paths = ConsultationFactory(open=True, title="Paths and bridges", area=county)
    ConsultationFactory(open=True, title="Libraries", area=elsewhere)
    paths.partners.add(partner)
    assert "Libraries" not in read("/consultations/?words=bridges+paths")
    assert "1 consultation fits." in read("/consultations/?words=bridges+paths")
    in_district = read(f"/consultations/?area={district.code}")
    assert "Paths and bridges" in in_district
    assert "Libraries" not in in_district
    assert "Libraries" not in read(f"/consultations/?organisation={partner.key}")
    for nonsense in ("?area=nowhere", "?organisation=%27", "?page=x", "?page=999", "?words=%25_%5C"):
        read(f"/consultations/{nonsense}")


def test_the_list_asks_the_same_number_of_questions_however_long() -> None:
    counts = []
    for number in (1, 6):
        for _each in range(number):
            ConsultationFactory(open=True)
        read("/consultations/")
        with CaptureQueriesContext(connection) as captured:
            read("/consultations/")
        counts.append(len(captured))
    assert 0 < counts[0] == counts[1]


def test_the_page_asks_the_same_number_of_questions_however_much_it_shows() -> None:
    consultation = ConsultationFactory(open=True, questionnaires=1)
    freeze(consultation=consultation, by=SYSTEM)
    counts = []
    for number in (1, 5):
        for each in range(number):
            consultation.consultee_groups.create(key=f"group-{number}-{each}", name="Group", channels=["Post"])
            consultation.documents.create(title="The law", url="https://example.org/law")
            consultation.partners.add(OrganisationFactory())
        page_of(consultation)
        with CaptureQueriesContext(connection) as captured:
            page_of(consultation)
        counts.append(len(captured))
    assert 0 < counts[0] == counts[1] < 25


def test_the_calendar_shows_each_day_under_its_month() -> None:
    consultation = ConsultationFactory(open=True, title="Runs now")
    page = read("/consultations/calendar/")
    assert page.count("Runs now") == 3  # opens, last day, outcome promised
    year = consultation.opens_on.year
    assert "Runs now" in read(f"/consultations/calendar/?year={year}")
    assert "Nothing in these months." in read("/consultations/calendar/?year=1999")
    for nonsense in ("9999", "abc", "-1", "0", "2011x", "%00"[:0]):
        read(f"/consultations/calendar/?year={nonsense}")


def test_the_page_says_all_that_people_need_to_answer() -> None:
    consultation = ConsultationFactory(open=True, questionnaires=1, short_reason="Not shown: it is long enough")
    consultation.consultee_groups.create(key="residents", name="Residents", channels=["Letters"], reach="All homes")
    consultation.documents.create(title="The law", url="https://example.org/law")
    page = page_of(consultation)
    for words in (
        consultation.summary, "What is mended first", "That no park is sold", "The plan for the parks ends next year.",
        "The parks committee decides in spring.", "76 days left", "91 days", "First screening done", "The law",
        "Residents", "Letters", "All homes", "parks@example.org", "The counts are kept back until it closes",
        "Answer on one page", "Answer question by question", "Print a paper form",
    ):  # fmt: skip
        assert words in page, words
    assert "Not shown" not in page
    assert f'action="/consultations/{consultation.slug}/answer/step-by-step/"' in page


def test_a_short_one_says_why() -> None:
    today = timezone.localdate()
    short = ConsultationFactory(
        opens_on=today, closes_on=today + timedelta(days=20), short_reason="The vote is in May.", questionnaires=1
    )
    assert "The vote is in May." in page_of(short)


def test_a_late_outcome_is_said_to_everybody() -> None:
    late = ConsultationFactory(closed=True, outcome_due=timezone.localdate() - timedelta(days=3))
    assert "It is 3 days late." in page_of(late)
    assert "late." not in page_of(ConsultationFactory(closed=True))


def test_counts_are_shown_only_when_they_may_be() -> None:
    hidden = QuestionnaireFactory()
    ResponseFactory(questionnaire=hidden)
    assert "is counted" not in page_of(hidden.consultation)
    live = QuestionnaireFactory(consultation__open=True, consultation__results_visibility="live")
    ResponseFactory(questionnaire=live)
    assert "1 answer is counted." in page_of(live.consultation)


def test_moved_dates_stay_on_the_page_with_their_reason() -> None:
    consultation = ConsultationFactory(open=True, questionnaires=1)
    change_dates(
        consultation=consultation,
        opens_on=consultation.opens_on,
        closes_on=consultation.closes_on + timedelta(days=7),
        outcome_due=None,
        by=SYSTEM,
        reason="Snow closed the libraries.",
    )
    assert "Snow closed the libraries." in page_of(consultation)


def test_what_people_saw_can_be_read_and_checked() -> None:
    consultation = ConsultationFactory(open=True, questionnaires=1)
    copy = freeze(consultation=consultation, by=SYSTEM)
    assert copy is not None
    Consultation.objects.filter(pk=consultation.pk).update(summary="Changed since.")
    page = read(f"/consultations/{consultation.slug}/as-published/")
    assert "We ask what our parks should be like." in page
    assert "Which two repairs matter most?" in page
    assert copy.sha256 in page
    file = Client().get(f"/consultations/{consultation.slug}/as-published.json").content
    assert hashlib.sha256(file).hexdigest() == copy.sha256
    assert json.loads(file)["plan"]["title"] == consultation.title
    assert "Changed since." in page_of(consultation)
    assert "Since then this page has changed:" in page_of(consultation)


def test_a_consultation_without_a_copy_has_no_such_page() -> None:
    consultation = ConsultationFactory(open=True, questionnaires=1)
    assert Client().get(f"/consultations/{consultation.slug}/as-published/").status_code == 404


def test_the_paper_form_leads_people_through_in_words() -> None:
    version = QuestionnaireFactory()
    page = read(f"/consultations/{version.consultation.slug}/paper-form/")
    assert "Only if you ticked “Yes” at question 2." in page
    assert "If you ticked “No”, go to question 4." in page
    assert "Tick up to 2." in page
    assert "I do not wish to say" in page
    assert "Parks, Town Hall, Exampleton" in page
    assert "For our staff" in page
    large = read(f"/consultations/{version.consultation.slug}/paper-form/?size=large")
    assert "fm-paper--large" in large
    assert "fm-paper--large" not in page


def test_words_of_officers_are_never_taken_for_markup() -> None:
    nasty = "<script>alert(1)</script>"
    consultation = ConsultationFactory(
        open=True, questionnaires=1, title=nasty, summary=nasty, still_open=[nasty, nasty], why_now=nasty,
        contact_address=nasty, who_decides=nasty,
    )  # fmt: skip
    consultation.consultee_groups.create(key="x", name=nasty, channels=[nasty])
    freeze(consultation=consultation, by=SYSTEM)
    for path in ("", "as-published/", "paper-form/"):
        assert nasty not in read(f"/consultations/{consultation.slug}/{path}")
    assert nasty not in read("/consultations/")


def test_a_consultation_that_does_not_exist_is_no_page() -> None:
    for path in ("nothing/", "nothing/as-published/", "nothing/paper-form/", "nothing/as-published.json"):
        assert Client().get(f"/consultations/{path}").status_code == 404


def test_the_list_leads_to_the_form_and_to_what_came_of_it(client: Client) -> None:
    ready = ConsultationFactory(open=True, title="Parks now")
    QuestionnaireFactory(consultation=ready)
    finished = ConsultationFactory(decided=True, title="Parks before")
    Outcome.objects.create(consultation=finished, asked="a", said="b", did="c", published_at=timezone.now())
    page = client.get(reverse("consultations:list_consultations")).content.decode()
    assert "Give your views" in page
    assert f'href="{reverse("consultations:show_outcome", args=[finished.slug])}"' in page
