from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.apps.notify.stand_in import KEY, StandIn, stand_in
from tests.factories.notify import make_message

from folkmoot.ground.notify.models import Message
from folkmoot.ground.notify.public import deliver_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def notify(settings) -> Iterator[StandIn]:
    with stand_in() as service:
        settings.NOTIFY_BACKEND = "govuk_notify"
        settings.NOTIFY_API_KEY = KEY
        settings.NOTIFY_BASE_URL = service.url
        settings.NOTIFY_TEMPLATES = {"email": "t-email", "text": "t-text", "letter": "t-letter"}
        yield service


def deliver_again() -> int:
    Message.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    return deliver_due()


def test_each_medium_goes_with_its_template_and_our_reference(notify: StandIn) -> None:
    for medium in ("email", "text", "letter"):
        make_message(medium=medium, dedupe_key=medium)
    assert deliver_due() == 3
    words = {"subject": "What came of it", "body": "You said, we did.\n"}
    address = {
        "address_line_1": "Ann Lee",
        "address_line_2": "1 High Street",
        "address_line_3": "Anytown",
        "address_line_4": "ZZ1 1ZZ",
    }
    sent = {one["reference"]: (one["path"], one["template_id"], one["personalisation"]) for one in notify.taken}
    assert sent == {
        "email": ("/v2/notifications/email", "t-email", words),
        "text": ("/v2/notifications/sms", "t-text", {"body": words["body"]}),
        "letter": ("/v2/notifications/letter", "t-letter", words | address),
    }
    assert notify.taken[0]["email_address"] == "ann@example.org"
    assert notify.taken[1]["phone_number"] == "07700 900123"
    assert {message.provider_id for message in Message.objects.all()} == {one["id"] for one in notify.taken}


def test_a_message_they_refuse_fails_at_once_with_their_words(notify: StandIn) -> None:
    notify.fail(400, "email_address Not a valid email address")
    make_message()
    deliver_due()
    message = Message.objects.get()
    assert message.state == "failed"
    assert message.error == "GOV.UK Notify answered 400: email_address Not a valid email address"


@pytest.mark.parametrize("status", [403, 404, 429, 500, 503])
def test_what_may_pass_is_tried_again(notify: StandIn, status: int) -> None:
    notify.fail(status)
    make_message()
    deliver_due()
    assert Message.objects.get().state == "queued"
    deliver_again()
    assert (Message.objects.get().state, len(notify.taken)) == ("sent", 1)


def test_a_message_they_took_before_the_line_broke_is_not_sent_twice(notify: StandIn) -> None:
    notify.take_then_fail = True
    make_message(dedupe_key="the one")
    deliver_due()
    assert (Message.objects.get().state, len(notify.taken)) == ("queued", 1)
    deliver_again()
    message = Message.objects.get()
    assert (message.state, message.provider_id) == ("sent", notify.taken[0]["id"])
    assert len(notify.taken) == 1


def test_a_service_that_cannot_be_reached_is_tried_again(notify: StandIn, settings) -> None:
    settings.NOTIFY_BASE_URL = "http://127.0.0.1:9"
    make_message()
    deliver_due()
    message = Message.objects.get()
    assert message.state == "queued"
    assert "503" in message.error


def test_what_became_of_a_message_is_read_back_until_it_is_settled(notify: StandIn) -> None:
    make_message()
    notify.status = "sending"
    deliver_due()
    for status in ("sending", "delivered"):
        notify.status = status
        deliver_again()
        assert Message.objects.get().provider_status == status
    calls = notify.calls
    deliver_again()
    assert notify.calls == calls


def test_a_message_that_came_back_is_failed_for_officers_to_see(notify: StandIn) -> None:
    make_message()
    deliver_due()
    notify.status = "permanent-failure"
    deliver_again()
    message = Message.objects.get()
    assert (message.state, message.provider_status) == ("failed", "permanent-failure")
    assert "permanent-failure" in message.error


def test_a_status_that_cannot_be_read_changes_nothing(notify: StandIn) -> None:
    make_message()
    deliver_due()
    notify.fail(500)
    deliver_again()
    assert (Message.objects.get().state, Message.objects.get().provider_status) == ("sent", "created")


def test_a_missing_key_or_template_spends_no_message(notify: StandIn, settings) -> None:
    settings.NOTIFY_TEMPLATES = {}
    make_message()
    deliver_due()
    assert "FOLKMOOT_NOTIFY_TEMPLATE_EMAIL" in Message.objects.get().error
    settings.NOTIFY_API_KEY = ""
    assert deliver_again() == 0
    assert Message.objects.get().attempts == 1
    assert notify.calls == 0
