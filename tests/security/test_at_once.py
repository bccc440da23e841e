"""Two officers who press at the same moment: one of them does it, the other is told, and nothing is done twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from tests.security.world import World, make_world

from folkmoot.domains.consultations.models import Contact, Outcome, OutcomeItem, Phase, SecondEntry
from folkmoot.ground.audit.models import Entry
from folkmoot.ground.notify.models import Message

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4


def together(world: World, press: Callable[[Client], HttpResponseBase]) -> Counter[int]:
    """{status: how many} of several officers who press at once."""
    ready = Barrier(AT_ONCE)
    clients = [world.client(world.other if number % 2 else world.officer) for number in range(AT_ONCE)]

    def one(client: Client) -> int:
        try:
            ready.wait()
            return press(client).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(one, clients))


def start_of(world: World) -> str:
    return f"/consultations/{world.consultation.slug}"


def test_an_outcome_is_begun_once_and_published_once() -> None:
    world = make_world("closed")
    Outcome.objects.all().delete()
    item = f"theme-{world.theme.pk}"
    words = {"asked": "A", "said": "S", "did": "D", f"{item}-verdict": "accepted", f"{item}-because": "B"}
    address = f"{start_of(world)}/outcome/edit/"
    found = together(world, lambda client: client.post(address, {**words, "deed": "publish"}))
    assert max(found) < 500, found
    assert Outcome.objects.get().published_at is not None
    assert OutcomeItem.objects.count() == 1
    assert Entry.objects.filter(verb="outcome.published").count() == 1
    assert Phase.objects.filter(consultation=world.consultation, kind="decided").count() == 1


def test_people_are_told_once() -> None:
    world = make_world("closed", published=True)
    assert Contact.objects.filter(wants_outcome=True).count() == 1
    before = Message.objects.count()
    found = together(world, lambda client: client.post(f"{start_of(world)}/outcome/tell/"))
    assert max(found) < 500, found
    assert Message.objects.count() == before + 1


def test_two_typings_are_settled_once() -> None:
    world = make_world("open")
    address = f"{start_of(world)}/second-entry/{world.again}/settle/"
    found = together(world, lambda client: client.post(address, {"choice.visits": "second", "reason": "It says 13."}))
    assert max(found) < 500, found
    assert Entry.objects.filter(verb="response.settled").count() == 1
    assert SecondEntry.objects.get().settled == {"visits": 13}


def test_what_is_held_is_decided_once() -> None:
    world = make_world("open")
    start = f"{start_of(world)}/ledger/{world.held}"
    found = together(world, lambda client: client.post(f"{start}/let-in/", {"reason": "A person wrote it."}))
    assert max(found) < 500, found
    assert Entry.objects.filter(verb="response.let_in").count() == 1


def test_a_form_of_the_sample_is_typed_again_once() -> None:
    world = make_world("open")
    SecondEntry.objects.all().delete()
    world.consultation.paper_settings.percent = 100
    world.consultation.paper_settings.save()
    address = f"{start_of(world)}/second-entry/{world.paper}/"
    found = together(world, lambda client: client.post(address, {"typed.visited": "1"}))
    assert max(found) < 500, found
    assert SecondEntry.objects.count() == 1


def test_plans_of_one_title_get_an_address_each() -> None:
    world = make_world("open")
    data = {"title": "Swings", "organisation": world.consultation.organisation_id}
    found = together(world, lambda client: client.post("/consultations/new/", data))
    assert max(found) < 500, found
