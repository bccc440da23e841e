from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction
from django.template import TemplateDoesNotExist
from tests.factories.notify import make_message

from folkmoot.ground.base.models import Setting
from folkmoot.ground.notify.models import Message
from folkmoot.ground.notify.public import progress, tell, tell_many
from folkmoot_core.values import Invalid


def a_telling(number: int = 1, **given: object) -> dict[str, object]:
    return {
        "medium": "email",
        "to": f"person{number}@example.org",
        "template": "plain",
        "values": {"subject": "Hello", "body": "Text"},
        "dedupe_key": f"one:{number}",
        **given,
    }


@pytest.mark.django_db
def test_a_message_is_written_as_plain_text() -> None:
    message = make_message(values={"subject": "Roads & <b>paths</b>", "body": 'It\'s "done"', "on": date(2026, 6, 1)})
    assert (message.subject, message.body) == ("Roads & <b>paths</b>", 'It\'s "done"\n')
    assert (message.state, message.values["on"]) == ("queued", "2026-06-01")


@pytest.mark.django_db
def test_a_line_break_in_a_value_starts_no_header() -> None:
    message = make_message(values={"subject": "Hello\r\nBcc: all@example.org", "body": "Text"})
    assert message.subject == "Hello"
    assert "\n" not in message.subject


@pytest.mark.django_db
def test_nobody_is_told_twice_and_the_transaction_around_lives() -> None:
    with transaction.atomic():
        first = tell(**a_telling())
        assert tell(**a_telling(values={"subject": "Again", "body": "Again"})) is None
        Setting.objects.create(key="after", value=1)
    assert Message.objects.get() == first
    assert Setting.objects.filter(key="after").exists()


@pytest.mark.django_db(transaction=True)
def test_parallel_telling_makes_one_message() -> None:
    def go(number: int) -> bool:
        try:
            return tell(**a_telling()) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(go, range(16))) == 1
    assert Message.objects.count() == 1


@pytest.mark.django_db
def test_a_batch_can_be_run_again() -> None:
    assert tell_many(a_telling(number, batch="b") for number in range(3)) == 3
    assert tell_many(a_telling(number, batch="b") for number in range(5)) == 2
    assert tell_many([a_telling(9, batch="b"), a_telling(9, batch="b")]) == 1
    assert progress("b") == {"queued": 6, "sending": 0, "sent": 0, "failed": 0, "total": 6}


@pytest.mark.django_db
def test_a_large_batch_costs_few_queries(django_assert_max_num_queries) -> None:
    make_message()
    # SQLite takes about fifty rows in one statement.
    with django_assert_max_num_queries(40):
        assert tell_many(a_telling(number) for number in range(1001)) == 1001


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("medium", "to", "works"),
    [
        ("email", "ann@example.org", True),
        ("email", "ann at example", False),
        ("email", "", False),
        ("text", "+44 7700 900123", True),
        ("text", "call me", False),
        ("letter", "Ann Lee\n1 High Street\nZZ1 1ZZ", True),
        ("letter", "Ann Lee, 1 High Street", False),
        ("letter", "\n".join("12345678"), False),
    ],
)
def test_an_address_that_cannot_work_fails_at_once_and_says_why(medium: str, to: str, works: bool) -> None:
    message = make_message(medium=medium, to=to)
    assert (message.state, bool(message.error)) == (("queued", False) if works else ("failed", True))


@pytest.mark.django_db
def test_what_cannot_be_told_is_named() -> None:
    with pytest.raises(Invalid) as problem:
        make_message(medium="pigeon", to="x", dedupe_key="k" * 201)
    assert [fault.where for fault in problem.value.faults] == ["medium", "dedupe_key"]
    with pytest.raises(TemplateDoesNotExist):
        make_message(template="nothing")


@pytest.mark.django_db
def test_a_secret_keeps_no_values_and_remembers_what_it_is_about() -> None:
    about = Setting.objects.create(key="site", value=1)
    message = make_message(secret=True, subject_record=about)
    assert (message.is_secret, message.values) == (True, {})
    assert (message.about_type, message.about_key) == ("base.setting", "site")
