from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction
from tests.factories.intake import make_arrival

from folkmoot.ground.audit.models import Entry
from folkmoot.ground.base.policies import RESIDENT, SYSTEM, Actor, Grant, Refused
from folkmoot.ground.intake.actions import receive as receiving
from folkmoot.ground.intake.models import Arrival
from folkmoot.ground.intake.public import consistency, receive, reject, release
from folkmoot.ground.intake.signals import arrival_rejected, arrival_released
from folkmoot_core.values import Invalid

OFFICER = Actor("person", "user:1", "Olu Officer", frozenset({Grant("engagement_officer")}))


@pytest.mark.django_db
def test_a_new_arrival_costs_one_insert(django_assert_num_queries) -> None:
    with django_assert_num_queries(3) as asked:
        arrival, is_new = receive(kind="response", channel="web", by=RESIDENT, key="once")
    assert is_new
    assert arrival.reference
    verbs = [query["sql"].split()[0] for query in asked.captured_queries]
    assert verbs == ["SAVEPOINT", "INSERT", "RELEASE"]


@pytest.mark.django_db
def test_the_same_key_gives_the_same_arrival_and_spares_the_transaction_around_it() -> None:
    with transaction.atomic():
        first, _new = receive(kind="response", channel="web", by=RESIDENT, key="once")
        second, is_new = receive(kind="response", channel="web", by=RESIDENT, key="once", words="again")
        third, _new = receive(kind="response", channel="web", by=RESIDENT)
    assert (second.pk, is_new) == (first.pk, False)
    assert third.pk != first.pk
    assert Arrival.objects.count() == 2


@pytest.mark.django_db
def test_a_reference_that_exists_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = make_arrival()
    references = iter([taken.reference, taken.reference, "ZZZZ-ZZZZ-Z"])
    monkeypatch.setattr(receiving, "new_reference", lambda prefix: next(references))
    assert make_arrival().reference == "ZZZZ-ZZZZ-Z"


@pytest.mark.django_db(transaction=True)
def test_parallel_posts_of_one_form_give_one_arrival() -> None:
    def post(number: int) -> tuple[str, bool]:
        try:
            arrival, is_new = receive(
                kind="response", channel="web", by=RESIDENT, key="pressed twice", words=str(number)
            )
            return arrival.reference, is_new
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(post, range(24)))
    assert len({reference for reference, _new in outcomes}) == 1
    assert sum(is_new for _reference, is_new in outcomes) == 1
    assert Arrival.objects.count() == 1


@pytest.mark.django_db
def test_only_what_somebody_else_typed_is_audited() -> None:
    resident = make_arrival()
    typed = make_arrival(by=OFFICER, channel="paper")
    assert (resident.logged_by, typed.logged_by) == ("", "Olu Officer")
    assert [entry.subject_key for entry in Entry.objects.filter(verb="arrival.received")] == [str(typed.pk)]


@pytest.mark.django_db
def test_the_day_of_receipt_is_the_local_day() -> None:
    late = make_arrival(received_at=datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    assert late.received_on == date(2026, 7, 1)
    assert make_arrival(received_on=date(2026, 6, 1)).received_on == date(2026, 6, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "field"),
    [({"kind": ""}, "kind"), ({"channel": "pigeon"}, "channel"), ({"key": "x" * 65}, "key"), ({"key": "a\x00"}, "key")],
)
def test_what_cannot_be_kept_is_named(given: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as problem:
        make_arrival(**given)
    assert [fault.where for fault in problem.value.faults] == [field]


@pytest.mark.django_db
def test_words_with_a_nul_are_kept_without_it() -> None:
    assert make_arrival(words="a\x00b").words == "ab"


@pytest.mark.django_db
def test_a_held_arrival_is_let_in_once_and_announced() -> None:
    heard = []

    def listen(sender, arrival, by, reason, **rest):
        heard.append((arrival.pk, by.name, reason))

    arrival_released.connect(listen)
    try:
        arrival = make_arrival(held_because="It holds 9 links.")
        stale = Arrival.objects.get(pk=arrival.pk)
        assert arrival.state == "held"
        release(arrival, OFFICER, "A real letter with many sources")
        with pytest.raises(Refused):
            release(stale, OFFICER, "Me too")
    finally:
        arrival_released.disconnect(listen)
    assert heard == [(arrival.pk, "Olu Officer", "A real letter with many sources")]
    entry = Entry.objects.get(verb="arrival.released")
    assert (entry.changes, entry.reason) == ({"state": ["held", "accepted"]}, heard[0][2])


@pytest.mark.django_db
def test_what_was_set_aside_by_mistake_can_be_let_in_but_not_the_other_way_round() -> None:
    arrival = make_arrival(held_because="It holds 9 links.")
    reject(arrival, OFFICER, "Advertising")
    release(arrival, OFFICER, "It was not")
    with pytest.raises(Refused):
        reject(arrival, OFFICER, "Changed my mind")
    assert Arrival.objects.get().state == "accepted"


@pytest.mark.django_db
def test_a_listener_that_fails_undoes_the_decision() -> None:
    def fail(**rest):
        raise Refused("The consultation is closed.")

    arrival = make_arrival(held_because="It holds 9 links.")
    arrival_rejected.connect(fail, weak=False, dispatch_uid="fail")
    try:
        with pytest.raises(Refused):
            reject(arrival, OFFICER, "Advertising")
    finally:
        arrival_rejected.disconnect(dispatch_uid="fail")
    assert Arrival.objects.get().state == "held"
    assert not Entry.objects.filter(verb="arrival.rejected").exists()


@pytest.mark.django_db
def test_decisions_need_a_role_and_a_reason() -> None:
    arrival = make_arrival(held_because="It holds 9 links.")
    for actor in (RESIDENT, Actor("person", "user:2", "Ana", frozenset({Grant("analyst")}))):
        with pytest.raises(Refused):
            release(arrival, actor, "Because")
    with pytest.raises(Invalid, match="Say why"):
        release(arrival, SYSTEM, "  ")


@pytest.mark.django_db
def test_consistency_finds_a_state_that_does_not_exist() -> None:
    arrival = make_arrival()
    assert list(consistency()) == []
    Arrival.objects.update(state="lost")
    assert [arrival.reference in sentence for sentence in consistency()] == [True]
