"""The golden thread shows nobody more than the pages of its records would."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.factories.accounts import UserFactory
from tests.factories.consultations import respond
from tests.security.world import ANSWERS, World, make_world

from folkmoot.domains.consultations.enums import Consent, PhaseKind, ReadingState
from folkmoot.domains.consultations.models import Answer
from folkmoot.ground.base.policies import SYSTEM
from folkmoot.ground.thread.public import link_many

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
SECRET = "Only for those who read"


def trace(record: object) -> str:
    return f"/thread/{record._meta.label_lower}/{record.pk}/"  # type: ignore[attr-defined]


def strangers() -> list[Client]:
    """A resident, and staff whom the consultation does not concern."""
    found = [Client()]
    for role in ("engagement_officer", "analyst", "clerk", "member", "complaints_officer", "performance_officer"):
        client = Client()
        client.force_login(UserFactory(roles=[(role, "organisation:elsewhere")]))
        found.append(client)
    return found


def records_of(world: World) -> list[object]:
    unread = Answer.objects.get(response=respond(world.version, {**ANSWERS, "words": SECRET}, consent=Consent.UNNAMED))
    return [world.answer, Answer.objects.get(response=world.held), unread, world.theme, world.outcome]


def test_words_do_not_show_on_the_thread_before_the_results_do() -> None:
    world = make_world("open", SECRET)
    for client in strangers():
        for record in records_of(world):
            page = client.get(trace(record))
            assert page.status_code == 404, record
            assert SECRET not in page.content.decode()


def test_a_plan_that_is_not_public_has_no_thread_for_strangers() -> None:
    world = make_world("open", SECRET)
    world.consultation.phases.all().delete()
    world.consultation.opens_on = None
    world.consultation.save()
    for client in strangers():
        page = client.get(trace(world.consultation))
        assert page.status_code == 404
        assert SECRET not in page.content.decode()


def test_large_groups_count_and_list_only_what_is_shown() -> None:
    world = make_world("open")
    answers = [
        Answer.objects.get(response=respond(world.version, {**ANSWERS, "words": SECRET}, consent=Consent.UNNAMED))
        for _ in range(12)
    ]
    Answer.objects.filter(pk__in=[each.pk for each in answers]).update(
        reading=ReadingState.APPROVED, public_text=SECRET
    )
    link_many("grouped_in", [(each, world.theme) for each in answers], SYSTEM)
    world.outcome.published_at = world.outcome.created_at
    world.outcome.save()
    members = f"{trace(world.theme)}backward/grouped_in/consultations.answer/"
    for client in strangers():
        for address in (trace(world.theme), members, f"/consultations/{world.consultation.slug}/themes/benches/"):
            assert SECRET not in client.get(address).content.decode(), address


def test_officers_of_the_body_and_of_its_partners_see_the_whole_thread() -> None:
    world = make_world("open", SECRET)
    partner = UserFactory(roles=[("analyst", "body:partner")])
    assert world.client().get(trace(world.answer)).status_code == 200
    assert world.client(partner).get(trace(world.answer)).status_code == 404
    organisation = type(world.consultation.organisation)
    world.consultation.partners.add(organisation.objects.create(key="partner", name="Partner", classification="board"))
    assert SECRET in world.client(partner).get(trace(world.answer)).content.decode()


def test_what_is_public_is_on_everybody_s_thread() -> None:
    world = make_world("closed", SECRET, published=True)
    world.consultation.phases.filter(kind=PhaseKind.ANALYSING).update(switches={"results_public": True})
    for client in strangers():
        for record in (world.answer, world.theme, world.outcome, world.consultation):
            assert client.get(trace(record)).status_code == 200
