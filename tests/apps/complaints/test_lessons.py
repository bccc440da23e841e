"""A lesson is told to everybody in words of its own, tied by search to any record of the thread, and taken back."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.bodies import OrganisationFactory
from tests.factories.complaints import UnitFactory, log, officer

from folkmoot.domains.complaints.actions.learning import Told, tell_lesson, tie_lesson
from folkmoot.domains.complaints.actions.remedies import add_lesson
from folkmoot.domains.complaints.models import Lesson
from folkmoot.domains.complaints.queries.reporting import report_of, span_of
from folkmoot.ground.base.policies import SYSTEM
from folkmoot.ground.thread.models import Link

pytestmark = pytest.mark.django_db
LONG_AGO = date(2010, 5, 4)
INSIDE = "Mrs Xylophone rang four times"


@pytest.fixture
def lesson() -> Lesson:
    case = log(received=LONG_AGO, unit=UnitFactory())
    return add_lesson(case=case, cause=INSIDE, learned=f"{INSIDE}: ask once.", changed=f"{INSIDE}; we ask.", by=SYSTEM)


@pytest.fixture
def browser(client: Client) -> Client:
    client.force_login(officer())
    return client


def test_everybody_reads_what_was_written_for_everybody_and_no_other_word(lesson: Lesson, browser: Client) -> None:
    everybody, address = Client(), f"/cases/learning/{lesson.pk}/"
    public = f"/complain/what-we-learned/{lesson.pk}/"
    assert everybody.get(public).status_code == 404
    told = {"step": "tell", "title": "Letters", "learned": "People were asked twice.", "changed": ""}
    assert browser.post(address, told).status_code == 422
    assert browser.post(address, {**told, "changed": "We ask once, by telephone."}).status_code == 302
    for page in (public, "/complain/what-we-learned/", f"/thread/complaints.lesson/{lesson.pk}/"):
        shown = everybody.get(page)
        assert shown.status_code == 200
        assert "Letters" in shown.content.decode()
        assert "Xylophone" not in shown.content.decode()
    span = span_of("2010-11")
    assert span is not None
    assert "We ask once, by telephone." in str(report_of(span, policy=None))
    assert "Mend it" in browser.get(public).content.decode()
    # Mended for colleagues: everybody reads what was told.
    mended = {"step": "keep", "cause": INSIDE, "learned": "More.", "changed": f"{INSIDE} again"}
    assert browser.post(address, mended).status_code == 302
    assert "Xylophone" not in everybody.get(public).content.decode()
    browser.post(address, {"step": "untell"})
    assert everybody.get(public).status_code == 404
    assert everybody.get(f"/thread/complaints.lesson/{lesson.pk}/").status_code == 404


def test_a_lesson_told_before_it_had_words_of_its_own_shows_what_the_report_showed(
    lesson: Lesson, browser: Client
) -> None:
    Lesson.objects.filter(pk=lesson.pk).update(is_public=True, changed="We ask once.")
    page = Client().get("/complain/what-we-learned/").content.decode()
    assert "We ask once." in page
    assert "Xylophone" not in page
    mended = {"step": "keep", "cause": "Letters", "learned": "More.", "changed": INSIDE}
    browser.post(f"/cases/learning/{lesson.pk}/", mended)
    assert "We ask once." in Client().get("/complain/what-we-learned/").content.decode()


def test_it_is_tied_by_search_to_any_record_and_untied(lesson: Lesson, browser: Client) -> None:
    body = OrganisationFactory(name="Board for safer streets")
    hidden = log(received=LONG_AGO, is_confidential=True)
    type(hidden).objects.filter(pk=hidden.pk).update(handler=officer())
    address = f"/cases/learning/{lesson.pk}/"
    page = browser.get(f"{address}?words=streets+SAFER").content.decode()
    assert f"bodies.organisation:{body.pk}" in page
    assert "Nothing that you may see" in browser.get(f"{address}?words=nothing+of+that").content.decode()
    assert "Nothing that you may see" in browser.get(f"{address}?words={hidden.arrival.reference}").content.decode()
    own = browser.get(f"{address}?words={lesson.case.arrival.reference}").content.decode()
    assert f"complaints.case:{lesson.case.pk}" in own
    for record in ("", "bodies.organisation:x", f"complaints.case:{hidden.pk}", "auth.group:1"):
        browser.post(address, {"step": "tie", "kind": "carried_out_by", "record": record})
    browser.post(address, {"step": "tie", "kind": "nonsense", "record": f"bodies.organisation:{body.pk}"})
    assert not Link.objects.exists()
    tied = {"kind": "carried_out_by", "record": f"bodies.organisation:{body.pk}"}
    browser.post(address, {"step": "tie", **tied})
    assert Link.objects.get().to_key == str(body.pk)
    assert body.name in browser.get(address).content.decode()
    browser.post(address, {"step": "untie", **tied})
    assert not Link.objects.exists()


def test_the_public_page_shows_each_thread_in_as_many_queries_for_many_as_for_few(
    lesson: Lesson, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(6):
        one = add_lesson(case=lesson.case, cause=f"Cause {number}", learned="Ask.", changed="We ask.", by=SYSTEM)
        tell_lesson(lesson=one, told=Told(f"Title {number}", "Learned.", "Changed."), by=SYSTEM)
        tie_lesson(lesson=one, kind="carried_out_by", other=OrganisationFactory(name=f"Body {number}"), by=SYSTEM)
    Client().get("/complain/what-we-learned/")
    with django_assert_max_num_queries(8):
        page = Client().get("/complain/what-we-learned/").content.decode()
    assert all(f"Body {number}" in page for number in range(6))


def test_officers_of_another_service_do_not_open_it(lesson: Lesson, client: Client) -> None:
    client.force_login(officer("service:elsewhere"))
    assert client.get(f"/cases/learning/{lesson.pk}/").status_code == 404
