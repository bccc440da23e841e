"""What is told in confidence, and what a case's secret opens."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.factories.accounts import UserFactory
from tests.factories.bodies import OrganisationFactory
from tests.factories.complaints import log
from tests.security.addresses import addresses, text_of
from tests.security.casework import make_confidential_case
from tests.security.world import make_world

from folkmoot.ground.base.enums import Role
from folkmoot.ground.documents.models import Document

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
WORDS = "Only the handler may read this"


def test_no_role_opens_what_is_told_in_confidence_by_whatever_page() -> None:
    world = make_world()
    case = make_confidential_case(world.consultation.organisation, WORDS)
    pages = [address for _door, address in addresses(world)]
    start = f"/cases/{case.arrival.reference}/"
    pages += [
        start,
        f"{start}note/",
        f"/arrivals/{case.arrival.reference}/",
        "/cases/?words=handler",
        "/cases/?tab=all",
    ]
    for role in Role.values:
        client = Client(raise_request_exception=False)
        client.force_login(UserFactory(roles=[role]))
        for address in pages:
            page = client.get(address)
            assert WORDS not in text_of(page), (role, address)
        for document in Document.objects.filter(subject_type="complaints.case", subject_key=str(case.pk)):
            assert client.get(f"/documents/{document.key}/").status_code in (302, 403, 404), role


def test_the_outbox_shows_letters_of_cases_to_those_who_may_read_the_case() -> None:
    body = OrganisationFactory()
    case = make_confidential_case(body, WORDS)
    engagement, keeper = Client(), Client()
    engagement.force_login(UserFactory(roles=["engagement_officer"]))
    case.refresh_from_db()
    assert case.handler is not None
    keeper.force_login(case.handler)
    assert "carla@example.org" not in engagement.get("/messages/").content.decode()
    assert "carla@example.org" in keeper.get("/messages/").content.decode()


def test_one_case_s_code_opens_no_other(client: Client) -> None:
    one, other = log("One"), log("Other")
    assert client.get(f"/complain/follow/{one.arrival.reference}/{one.secret}/").status_code == 200
    for address in ("", "how-to-hear/"):
        start = f"/complain/follow/{one.arrival.reference}/{other.secret}/{address}"
        assert client.get(start).status_code == 404
        assert client.post(start, {"step": "not-solved"}).status_code == 404
    assert client.get(f"/complain/received/{one.arrival.reference}/{other.secret}/").status_code == 404
    one.refresh_from_db()
    assert one.news_at is None
