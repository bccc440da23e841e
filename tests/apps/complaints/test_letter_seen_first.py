"""An officer sees the letter as it will go, to whom and how, and nothing is sent or written down by looking."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.complaints import ANN, log, officer, use_policy

from folkmoot.domains.complaints.enums import Kind, LetterStep
from folkmoot.domains.complaints.models import Case, CaseEvent, Letter, Point
from folkmoot.domains.complaints.queries.letters import drafts_for
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.notify.models import Message
from folkmoot_core.clocks import Policy

pytestmark = pytest.mark.django_db


def test_what_is_seen_is_what_goes_and_looking_changes_nothing() -> None:
    browser, case = Client(), log("The bin was not emptied", whose=ANN)
    browser.force_login(officer(name="Olga Officer"))
    address = f"/cases/{case.arrival.reference}/acknowledge/"
    given = {
        "on": timezone.localdate(), "points": "The bin\nThe telephone", "send": "on",
        "subject": "About your bin", "body": "Dear Ann. We understand:\n{points}\nBy {answer_by}.",
    }  # fmt: skip
    told = Message.objects.count()
    before = [model.objects.count() for model in (Letter, CaseEvent, Point, Message, Entry)]
    seen = browser.post(address, given | {"look": "yes"})
    page = seen.content.decode()
    assert seen.status_code == 200
    assert "What will be sent" in page
    assert ANN.email in page
    assert "2. The telephone" in page
    assert "{answer_by}" not in page.partition("What will be sent")[2].partition("<form")[0]
    assert [model.objects.count() for model in (Letter, CaseEvent, Point, Message, Entry)] == before
    assert "What will be sent" not in browser.get(address).content.decode()

    assert browser.post(address, given).status_code == 302
    sent = Message.objects.order_by("-pk")[0]
    assert Message.objects.count() == told + 1
    for line in filter(None, (line.strip() for line in sent.body.splitlines())):
        assert line.replace("'", "&#x27;").replace("’", "’") in page or line in page

    # Done in the meantime by somebody else: looking says so and loses nothing.
    again = browser.post(address, given | {"look": "yes"})
    assert again.status_code == 422
    assert "It has been acknowledged already." in again.content.decode()


def test_to_praise_no_answer_is_promised_by_a_day(kent_2009: Policy) -> None:
    use_policy(kent_2009)
    case = log("A kind driver", whose=ANN, kind=Kind.COMPLIMENT)
    (draft,) = drafts_for(case, LetterStep.ACKNOWLEDGE, officer="Olga")
    assert "complaint" not in draft.subject + draft.body
    assert "our answer by" not in draft.body
    (draft,) = drafts_for(log("A full bin"), LetterStep.ACKNOWLEDGE, officer="Olga")
    assert "our answer by {answer_by}" in draft.body


def test_a_letter_that_is_not_ticked_goes_to_nobody() -> None:
    browser, case = Client(), log("The bin was not emptied", whose=ANN)
    browser.force_login(officer(name="Olga Officer"))
    page = browser.post(
        f"/cases/{case.arrival.reference}/acknowledge/",
        {"on": timezone.localdate(), "points": "The bin", "subject": "S", "body": "B", "look": "yes"},
    ).content.decode()
    assert "“Send this letter” is not ticked" in page
    assert Case.objects.get(pk=case.pk).events.filter(kind="acknowledged").count() == 0
