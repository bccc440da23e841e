from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from threading import Barrier

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.utils import timezone
from tests.factories.notify import make_message

from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import Actor, Grant, Refused
from folkmoot.ground.notify.actions import deliver as delivering
from folkmoot.ground.notify.actions.retry import retry
from folkmoot.ground.notify.adapters import CannotBeSent, Receipt, TryLater, WayOut
from folkmoot.ground.notify.models import Message
from folkmoot.ground.notify.policies import wait_after
from folkmoot.ground.notify.public import consistency, deliver_due

OFFICER = Actor("person", "user:1", "Olu Officer", frozenset({Grant("engagement_officer")}))


class Scripted(WayOut):
    """Does what the test says for each delivery, and remembers what it was given."""

    def __init__(self, *script: Exception | None) -> None:
        self.script = list(script)
        self.seen: list[tuple[str, bool]] = []

    def deliver(self, message: Message, *, again: bool) -> Receipt:
        self.seen.append((message.dedupe_key, again))
        step = self.script.pop(0) if self.script else None
        if step:
            raise step
        return Receipt("id", "handed over")


@pytest.fixture
def way(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Scripted]:
    def use(*script: Exception | None) -> Scripted:
        scripted = Scripted(*script)
        monkeypatch.setattr(delivering, "way_out", lambda: scripted)
        return scripted

    return use


def make_all_due() -> None:
    Message.objects.update(due_at=timezone.now() - timedelta(seconds=1))


@pytest.mark.django_db
def test_the_outbox_keeps_messages_for_people_to_read() -> None:
    message, letter = make_message(secret=True), make_message(medium="letter")
    assert deliver_due() == 2
    assert deliver_due() == 0
    message.refresh_from_db()
    letter.refresh_from_db()
    assert (message.state, message.provider_status, message.body) == ("sent", "outbox", "You said, we did.\n")
    assert letter.provider_status == "to_print"
    assert mail.outbox == []


@pytest.mark.django_db
def test_only_what_is_due_goes_oldest_first_up_to_the_limit(way) -> None:
    later, second, first = (make_message(dedupe_key=key) for key in ("later", "second", "first"))
    now = timezone.now()
    for message, minutes in ((later, 5), (second, -5), (first, -9)):
        Message.objects.filter(pk=message.pk).update(due_at=now + timedelta(minutes=minutes))
    scripted = way()
    assert deliver_due(limit=1) == 1
    assert deliver_due(limit=9) == 1
    assert scripted.seen == [("first", False), ("second", False)]


@pytest.mark.django_db
def test_a_busy_service_is_tried_five_times_and_further_and_further_apart(way) -> None:
    way(*[TryLater("busy")] * 9)
    make_message()
    waits = []
    for _attempt in range(5):
        started = timezone.now()
        assert deliver_due() == 1
        waits.append(round((Message.objects.get().due_at - started).total_seconds() / 60))
        make_all_due()
    message = Message.objects.get()
    assert waits[:4] == [1, 4, 16, 64]
    assert (message.state, message.attempts, message.error) == ("failed", 5, "busy")
    assert deliver_due() == 0
    assert wait_after(1) == timedelta(minutes=1)


@pytest.mark.django_db
def test_what_will_never_go_fails_at_once_and_stops_nobody_else(way) -> None:
    make_message(dedupe_key="bad")
    make_message(dedupe_key="strange")
    make_message(dedupe_key="good")
    way(CannotBeSent("no such mailbox"), ZeroDivisionError("a bug"), None)
    assert deliver_due() == 3
    found = {message.dedupe_key: (message.state, message.error) for message in Message.objects.all()}
    assert found == {
        "bad": ("failed", "no such mailbox"),
        "strange": ("queued", "ZeroDivisionError: a bug"),
        "good": ("sent", ""),
    }


@pytest.mark.django_db
def test_a_worker_that_dies_while_sending_is_followed_by_one_that_knows(way) -> None:
    class Died(BaseException):
        """What nobody catches: the process is gone."""

    make_message(dedupe_key="half sent")
    way(Died())
    with pytest.raises(Died):
        deliver_due()
    assert Message.objects.get().state == "sending"
    second = way()
    assert deliver_due() == 0
    make_all_due()
    assert deliver_due() == 1
    assert second.seen == [("half sent", True)]
    assert Message.objects.get().state == "sent"


@pytest.mark.django_db
def test_a_worker_that_comes_back_too_late_overwrites_nothing(way) -> None:
    message = make_message()
    claimed = delivering._claim()
    assert claimed is not None
    make_all_due()
    way(CannotBeSent("no such mailbox"))
    deliver_due()
    delivering._mark_sent(claimed, Receipt("late", "handed over"))
    message.refresh_from_db()
    assert (message.state, message.provider_id) == ("failed", "")


@pytest.mark.django_db
def test_a_message_taken_between_reading_and_claiming_is_left_to_the_other_worker() -> None:
    message = make_message()

    def other_worker_is_quicker(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if sql.startswith("SELECT") and not theirs:
            theirs.append(Message.objects.filter(pk=message.pk).update(state="sending", attempts=1))
        return answer

    theirs: list[int] = []
    with connection.execute_wrapper(other_worker_is_quicker):
        assert delivering._claim() is None
    message.refresh_from_db()
    assert (theirs, message.attempts) == ([1], 1)


@pytest.mark.django_db(transaction=True)
def test_several_workers_send_each_message_once(way) -> None:
    scripted = way()
    for number in range(30):
        make_message(dedupe_key=f"m{number}")
    start = Barrier(4)

    def work(_number: int) -> int:
        try:
            start.wait()
            return deliver_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        taken = sum(pool.map(work, range(4)))
    assert taken == 30
    assert sorted(scripted.seen) == sorted((f"m{number}", False) for number in range(30))


@pytest.mark.django_db
def test_email_by_smtp_has_one_message_id_for_ever(settings) -> None:
    settings.NOTIFY_BACKEND = "smtp"
    settings.PUBLIC_URL = "https://talk.example.org"
    make_message(dedupe_key="same", secret=True)
    deliver_due()
    message = Message.objects.get()
    assert (message.state, message.body, message.values) == ("sent", "", {})
    Message.objects.all().delete()
    make_message(dedupe_key="same")
    deliver_due()
    first, second = mail.outbox
    assert first.to == ["ann@example.org"]
    assert first.body == "You said, we did.\n"
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"] == Message.objects.get().provider_id
    assert first.extra_headers["Message-ID"].endswith("@talk.example.org>")


@pytest.mark.django_db
def test_smtp_leaves_letters_for_the_printer_and_says_that_texts_cannot_go(settings) -> None:
    settings.NOTIFY_BACKEND = "smtp"
    letter, text = make_message(medium="letter"), make_message(medium="text")
    deliver_due()
    letter.refresh_from_db()
    text.refresh_from_db()
    assert (letter.state, letter.provider_status) == ("sent", "to_print")
    assert text.state == "failed"
    assert "Ring or write" in text.error
    assert mail.outbox == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (SMTPRecipientsRefused({"ann@example.org": (550, b"No such user")}), "failed"),
        (SMTPRecipientsRefused({"ann@example.org": (450, b"Try later")}), "queued"),
        (SMTPServerDisconnected("gone"), "queued"),
        (ConnectionRefusedError("no server"), "queued"),
    ],
)
def test_the_mail_server_s_answers_are_told_apart(settings, monkeypatch, fault: Exception, state: str) -> None:
    def refuse(*args: object, **kwargs: object) -> int:
        raise fault

    settings.NOTIFY_BACKEND = "smtp"
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    make_message()
    deliver_due()
    message = Message.objects.get()
    assert message.state == state
    assert message.error


@pytest.mark.django_db
def test_an_unknown_way_out_names_the_setting(settings) -> None:
    settings.NOTIFY_BACKEND = "pigeon"
    with pytest.raises(ImproperlyConfigured, match="FOLKMOOT_NOTIFY is “pigeon”"):
        deliver_due()


@pytest.mark.django_db
def test_a_failed_message_is_tried_again_to_a_mended_address_with_a_record_of_it() -> None:
    message = make_message(to="ann at example")
    with pytest.raises(Refused):
        retry(message, Actor("person", "user:2", "Ana", frozenset({Grant("analyst")})))
    with pytest.raises(Refused, match="not an e-mail address"):
        retry(message, OFFICER)
    retry(message, OFFICER, to="ann@example.org")
    with pytest.raises(Refused, match="Only a message that was not delivered"):
        retry(message, OFFICER)
    assert deliver_due() == 1
    assert Entry.objects.get(verb="message.retried").changes["to"] == ["", "mended"]


@pytest.mark.django_db
def test_a_wiped_secret_is_not_tried_again() -> None:
    message = make_message(secret=True)
    Message.objects.update(state="failed", body="")
    message.refresh_from_db()
    with pytest.raises(Refused, match="Ask for a new link"):
        retry(message, OFFICER)


@pytest.mark.django_db
def test_consistency_notices_a_worker_that_is_not_there() -> None:
    make_message()
    assert list(consistency()) == []
    Message.objects.update(due_at=timezone.now() - timedelta(hours=3))
    (sentence,) = consistency()
    assert sentence.startswith("1 messages")
